"""The tables of a catalogue as data, each column with its meaning; SQL and ``docs/data-model.md`` are made from it.

Changing this file changes only new catalogues: every change needs a migration beside it (``migrations.py``), and a test
compares a migrated file with a new one.
"""

from cpx.store.schema_asked import ASKED
from cpx.store.schema_facts import FACTS
from cpx.store.schema_received import RECEIVED
from cpx.store.schema_search import SEARCH
from cpx.store.table import Column, Table

C = Column
_ID = C("id", "INTEGER", "row number", "PRIMARY KEY")
_WORK = "NOT NULL REFERENCES works(id) ON DELETE CASCADE"
_RECORD = "NOT NULL REFERENCES records(id)"
_RUN = "NOT NULL REFERENCES runs(id)"
_JSON_LIST = "NOT NULL DEFAULT '[]'"

DERIVED = (
    Table(
        "works",
        "One work, each field the best of its records. Derived: it can be made again from `records` at any time.",
        (
            _ID,
            C("key", "TEXT", "the preferred key", "NOT NULL UNIQUE"),
            C("doi", "TEXT", "lower case"),
            C("type", "TEXT", "CSL type"),
            C("title", "TEXT", "given, or made from author, year and first words", "NOT NULL"),
            C("title_source", "TEXT", "given or made", "NOT NULL CHECK (title_source IN ('given', 'made'))"),
            C("status", "TEXT", "complete, or waiting for Crossref", "NOT NULL CHECK (status IN ('complete', 'waiting'))"),
            C("issued", "TEXT", "2024, 2024-04 or 2024-04-02"),
            C("year", "INTEGER", "year of `issued`"),
            C("container_title", "TEXT", "journal or book"),
            C("collection_title", "TEXT", "series"),
            C("publisher", "TEXT", "publisher, or the body that put it on the web"),
            C("volume", "TEXT", "volume"),
            C("issue", "TEXT", "issue"),
            C("number", "TEXT", "report or article number"),
            C("page", "TEXT", "page range or article number"),
            C("isbn", "TEXT", "JSON array, 13 digits each", _JSON_LIST),
            C("issn", "TEXT", "JSON array", _JSON_LIST),
            C("url", "TEXT", "http(s) address of its page"),
            C("accessed", "TEXT", "date the page was read"),
            C("language", "TEXT", "language of the work"),
            C("abstract", "TEXT", "the abstract in the work's language, or the body of a page"),
            C("keywords", "TEXT", "authors' keywords, JSON array", _JSON_LIST),
            C("subjects", "TEXT", "subjects of a repository, JSON array", _JSON_LIST),
            C("licence", "TEXT", "`CC BY 4.0` and the like"),
            C("funders", "TEXT", "JSON array of {name, awards[]}", _JSON_LIST),
            C("updates", "TEXT", "retractions and corrections, JSON array of {type, doi, date, source}", _JSON_LIST),
            C("retracted", "INTEGER", "1 if retracted", "NOT NULL DEFAULT 0"),
            C("source_id", "TEXT", "the id it had in the file it came from"),
            C("other", "TEXT", "for search only: other languages' text, and pairs of CJK characters", "NOT NULL DEFAULT ''"),
        ),
        indexes=("doi", "year"),
    ),
    Table(
        "work_records",
        "Which work each record describes: the outcome of matching, or of a person's merge or split.",
        (
            C("record", "INTEGER", "the record", "PRIMARY KEY REFERENCES records(id)"),
            C("work", "INTEGER", "the work", _WORK),
            C("reason", "TEXT", "why: `new`, `doi`, `title, year, author`, ...", "NOT NULL"),
        ),
        indexes=("work",),
    ),
    Table(
        "work_texts",
        "The texts of a work; `current` are those it selects (one title, one abstract a language).",
        (
            C("text", "INTEGER", "the text", "PRIMARY KEY REFERENCES texts(id)"),
            C("work", "INTEGER", "the work", _WORK),
            C("current", "INTEGER", "1 if selected; a superseded text keeps its statements", "NOT NULL"),
        ),
        indexes=("work",),
    ),
    Table(
        "work_keys",
        "Keys that people cite by. Made once, never changed, never reused: old ones lead to the work for good.",
        (
            C("key", "TEXT", "the key", "PRIMARY KEY"),
            C("work", "INTEGER", "the work; null once it was removed", "REFERENCES works(id) ON DELETE SET NULL"),
            C("made_at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
        indexes=("work",),
    ),
    Table(
        "field_sources",
        "Which record gave a work each of its fields.",
        (
            C("work", "INTEGER", "the work", _WORK),
            C("field", "TEXT", "name of the field", "NOT NULL"),
            C("record", "INTEGER", "the record", _RECORD),
        ),
        rules=("PRIMARY KEY (work, field)",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "contributors",
        "A name as printed: a person or an organisation.",
        (
            _ID,
            C("family", "TEXT", "family name with its particle", "NOT NULL DEFAULT ''"),
            C("given", "TEXT", "given names or initials", "NOT NULL DEFAULT ''"),
            C("literal", "TEXT", "an organisation, or a name that cannot be split", "NOT NULL DEFAULT ''"),
            C("orcid", "TEXT", "ORCID iD", "NOT NULL DEFAULT ''"),
        ),
        rules=("UNIQUE (family, given, literal, orcid)",),
    ),
    Table(
        "work_contributors",
        "Who wrote or edited a work, in order.",
        (
            C("work", "INTEGER", "the work", _WORK),
            C("role", "TEXT", "author or editor", "NOT NULL CHECK (role IN ('author', 'editor'))"),
            C("position", "INTEGER", "from 0", "NOT NULL"),
            C("contributor", "INTEGER", "the name", "NOT NULL REFERENCES contributors(id)"),
        ),
        rules=("PRIMARY KEY (work, role, position)",),
        indexes=("contributor",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "relations",
        "How works hang together: what contains, what is cited, preprints and their articles, versions of a preprint.",
        (
            _ID,
            C("work", "INTEGER", "the work that says so", _WORK),
            C(
                "kind",
                "TEXT",
                "part-of, cites, is-preprint-of, has-preprint (of one that is not here), is-version-of, has-version, updates (of a notice)",
                "NOT NULL",
            ),
            C("target", "INTEGER", "the other work, where it is in the catalogue", "REFERENCES works(id) ON DELETE SET NULL"),
            C("doi", "TEXT", "the other work's DOI"),
            C("year", "INTEGER", "the other work's year"),
            C(
                "content",
                "TEXT",
                "the other work as printed; of a preprint or version its own DOI; of a notice the update, JSON",
                "NOT NULL DEFAULT ''",
            ),
            C("record", "INTEGER", "the record that says so", _RECORD),
        ),
        indexes=("work, kind", "target", "doi"),
    ),
    Table(
        "statements",
        "The sentences of the texts, each with its role; what `cpx ask` answers with.",
        (
            _ID,
            C("text", "INTEGER", "the text it stands in", "NOT NULL REFERENCES texts(id)"),
            C("start", "INTEGER", "first code point", "NOT NULL"),
            C("end", "INTEGER", "one past the last", "NOT NULL"),
            C("role", "TEXT", "background, aim, method, finding, conclusion or recommendation", "NOT NULL"),
            C("section", "TEXT", "the heading it stands under"),
            C("citing", "TEXT", "sources it cites, JSON array", _JSON_LIST),
            C("content", "TEXT", "the words, equal to the text's start:end", "NOT NULL"),
            C("context", "TEXT", "for search only: its heading and the work's title, and pairs of CJK characters", "NOT NULL DEFAULT ''"),
        ),
        indexes=("text",),
    ),
)

CONCEPTS = (
    Table(
        "schemes",
        "A vocabulary's columns: method, approach, framework, population, setting, place.",
        (
            C("id", "TEXT", "name", "PRIMARY KEY"),
            C("position", "INTEGER", "order in which people read them", "NOT NULL"),
        ),
    ),
    Table(
        "concepts",
        "Terms (SKOS). Ids never change; one that the vocabulary dropped stays, deprecated.",
        (
            C("id", "TEXT", "e.g. `m.interview.semi`", "PRIMARY KEY"),
            C("scheme", "TEXT", "the scheme", "NOT NULL REFERENCES schemes(id)"),
            C("pref_label", "TEXT", "the label that people read", "NOT NULL"),
            C("alt_labels", "TEXT", "patterns by language, a JSON object", "NOT NULL DEFAULT '{}'"),
            C("broader", "TEXT", "the parent concept"),
            C("definition", "TEXT", "what it means"),
            C("mesh", "TEXT", "MeSH UI"),
            C("deprecated", "INTEGER", "1 if the vocabulary has it no more", "NOT NULL DEFAULT 0"),
            C("replaced_by", "TEXT", "the concept to use instead"),
        ),
        indexes=("broader",),
    ),
    Table(
        "assignments",
        "The machine's tags: deleted and written again by each `cpx tag`.",
        (
            _ID,
            C("work", "INTEGER", "the work", _WORK),
            C("concept", "TEXT", "the concept", "NOT NULL REFERENCES concepts(id)"),
            C("usage", "TEXT", "used, topic or unclear"),
            C("part", "TEXT", "took-part, co-producer, served, mentioned or unclear"),
            C("confidence", "REAL", "0 to 1", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
        rules=("UNIQUE (work, concept)",),
        indexes=("concept",),
    ),
    Table(
        "evidence",
        "The words that justify an assignment, best first.",
        (
            C("assignment", "INTEGER", "the assignment", "NOT NULL REFERENCES assignments(id) ON DELETE CASCADE"),
            C("position", "INTEGER", "0 is the best", "NOT NULL"),
            C("text", "INTEGER", "the text quoted", "NOT NULL REFERENCES texts(id)"),
            C("start", "INTEGER", "first code point", "NOT NULL"),
            C("end", "INTEGER", "one past the last", "NOT NULL"),
            C("section", "TEXT", "the heading it stands under"),
            C("sentence_start", "INTEGER", "first code point of the sentence around", "NOT NULL"),
            C("sentence_end", "INTEGER", "one past its last", "NOT NULL"),
            C("rule", "TEXT", "the rule that took it", "NOT NULL"),
        ),
        rules=("PRIMARY KEY (assignment, position)",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "decisions",
        "A person's word on a concept of a work. Never touched by machines; the latest that stands counts.",
        (
            _ID,
            C("work", "INTEGER", "the work", _WORK),
            C("concept", "TEXT", "the concept", "NOT NULL REFERENCES concepts(id)"),
            C("verdict", "TEXT", "confirmed or rejected", "NOT NULL CHECK (verdict IN ('confirmed', 'rejected'))"),
            C("by", "TEXT", "who", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("why", "TEXT", "the reason given"),
            C("text", "INTEGER", "the text it was made on: where that goes, the decision goes", "REFERENCES texts(id)"),
            C("run", "INTEGER", "the run", _RUN),
        ),
        indexes=("work, concept", "concept"),
    ),
    Table(
        "doubts",
        "Records that may describe a work we have but contradict it: waiting for a person.",
        (
            _ID,
            C("record", "INTEGER", "the record", _RECORD),
            C("work", "INTEGER", "the work it may be", _WORK),
            C("reasons", "TEXT", "for and against, JSON array", _JSON_LIST),
            C("state", "TEXT", "open, joined or apart", "NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'joined', 'apart'))"),
        ),
        indexes=("work", "record"),
    ),
    Table(
        "meta",
        "Facts about the file: its vocabulary's version and hash, terms replaced (`replaced:`), what undo needs (`undone:`, `joined:`).",
        (C("name", "TEXT", "name", "PRIMARY KEY"), C("value", "TEXT", "value", "NOT NULL")),
    ),
)

FIRST = (*RECEIVED, *DERIVED, *CONCEPTS)
"""The tables that a catalogue of schema 1 has."""
TABLES = (*FIRST, *ASKED, *FACTS, *SEARCH)
