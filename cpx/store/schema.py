"""The tables of a catalogue as data, each column with its meaning; SQL and ``docs/data-model.md`` are made from it.

Changing this file changes only new catalogues: every change needs a migration beside it (``migrations.py``), and a test
compares a migrated file with a new one.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its STRICT type, what it means, and its rule in SQL."""

    name: str
    type: str
    meaning: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: what a row is, its columns, rules over several columns, and indexes (column lists)."""

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rules: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    options: str = "STRICT"

    def create(self) -> str:
        """Give the CREATE TABLE statement."""
        lines = [f"{c.name} {c.type} {c.rule}".rstrip() for c in self.columns]
        return f"CREATE TABLE {self.name} (\n  " + ",\n  ".join([*lines, *self.rules]) + f"\n) {self.options}"

    def create_indexes(self) -> list[str]:
        """Give a CREATE INDEX statement an index."""
        return [f"CREATE INDEX {self.name}_{columns.replace(', ', '_')} ON {self.name} ({columns})" for columns in self.indexes]


C = Column
_ID = C("id", "INTEGER", "row number", "PRIMARY KEY")
_WORK = "NOT NULL REFERENCES works(id) ON DELETE CASCADE"
_RECORD = "NOT NULL REFERENCES records(id)"
_RUN = "NOT NULL REFERENCES runs(id)"
_JSON_LIST = "NOT NULL DEFAULT '[]'"

RECEIVED = (
    Table(
        "runs",
        "One command that wrote to the catalogue. A run is a row, not a transaction.",
        (
            _ID,
            C("command", "TEXT", "the command's name, e.g. `ingest`", "NOT NULL"),
            C("arguments", "TEXT", "what it was called with, a JSON object", "NOT NULL DEFAULT '{}'"),
            C("by", "TEXT", "who: `--by`, `$CPX_USER` or the login", "NOT NULL"),
            C("process", "TEXT", "host:process number, to tell a run at work from one that was killed", "NOT NULL DEFAULT ''"),
            C("started_at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("ended_at", "TEXT", "UTC, ISO 8601; null while open"),
            C("state", "TEXT", "open, done or interrupted", "NOT NULL CHECK (state IN ('open', 'done', 'interrupted'))"),
            C("source", "TEXT", "database that was searched (`--source`)"),
            C("platform", "TEXT", "platform it was searched on (`--platform`)"),
            C("searched", "TEXT", "date of the search (`--searched`)"),
            C("strategy", "TEXT", "text of the search strategy (`--strategy`)"),
            C("totals", "TEXT", "counts at the end, a JSON object", "NOT NULL DEFAULT '{}'"),
        ),
    ),
    Table(
        "run_files",
        "One file that a run read.",
        (
            _ID,
            C("run", "INTEGER", "the run", _RUN),
            C("path", "TEXT", "path as given", "NOT NULL"),
            C("sha256", "TEXT", "of the file's bytes", "NOT NULL"),
            C("format", "TEXT", "what it was taken for"),
            C("certainty", "REAL", "how sure, 0 to 1"),
            C("counts", "TEXT", "read, added, updated, unchanged, duplicate, failed: a JSON object", "NOT NULL DEFAULT '{}'"),
            C("problems", "TEXT", "what could not be read and where, a JSON array", _JSON_LIST),
        ),
        indexes=("run", "sha256"),
    ),
    Table(
        "records",
        "Every description of a work that was received. Never changed; a person's edit is a record too.",
        (
            _ID,
            C("run", "INTEGER", "the run that brought it", _RUN),
            C("file", "INTEGER", "the file it came in", "REFERENCES run_files(id)"),
            C("source", "TEXT", "kind of source: `crossref`, `page:repository`, `csl-json`, `person`", "NOT NULL"),
            C("source_id", "TEXT", "its id in that source"),
            C("part_of", "INTEGER", "the record of the containing work in the same file", "REFERENCES records(id)"),
            C("sha256", "TEXT", "of payload: the same description again has the same", "NOT NULL"),
            C("fingerprint", "TEXT", "title, year and first author folded, to meet records without identifiers", "NOT NULL"),
            C("payload", "TEXT", "the description in our fields, a JSON object (texts apart)", "NOT NULL"),
            C("raw", "TEXT", "the source's own text of it", "NOT NULL DEFAULT ''"),
            C("retrieved_at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
        indexes=("sha256", "fingerprint", "run", "source, source_id", "part_of"),
    ),
    Table(
        "identifiers",
        "Names of a record's work in other schemes.",
        (
            C("record", "INTEGER", "the record that says so", _RECORD),
            C("scheme", "TEXT", "doi, pmid, pmcid, isbn, handle, arxiv, url", "NOT NULL"),
            C("value", "TEXT", "in normal form (a DOI in lower case)", "NOT NULL"),
        ),
        rules=("PRIMARY KEY (record, scheme, value)",),
        indexes=("scheme, value",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "texts",
        "Titles, abstracts and bodies as received. Never changed: quotes are offsets into them.",
        (
            _ID,
            C("record", "INTEGER", "the record it came with", _RECORD),
            C("field", "TEXT", "title, abstract or body", "NOT NULL CHECK (field IN ('title', 'abstract', 'body'))"),
            C("language", "TEXT", "BCP 47 primary subtag, null if it cannot be told"),
            C("sha256", "TEXT", "of content", "NOT NULL"),
            C("content", "TEXT", "the text", "NOT NULL"),
        ),
        indexes=("record",),
    ),
    Table(
        "headings",
        "Subject headings that a source had assigned (MeSH): imported tags, apart from ours.",
        (
            C("record", "INTEGER", "the record that carries it", _RECORD),
            C("position", "INTEGER", "its place in the source's list", "NOT NULL"),
            C("scheme", "TEXT", "`mesh`", "NOT NULL"),
            C("label", "TEXT", "as printed", "NOT NULL"),
            C("ui", "TEXT", "its id in that scheme"),
            C("guessed", "INTEGER", "1 where the list had to be split by guess", "NOT NULL DEFAULT 0"),
        ),
        rules=("PRIMARY KEY (record, position)",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "withdrawals",
        "Records and decisions that an undo took back; they stay in the file and count no more.",
        (
            _ID,
            C("run", "INTEGER", "the run that took it back", _RUN),
            C("record", "INTEGER", "the record", "UNIQUE REFERENCES records(id)"),
            C("decision", "INTEGER", "or the decision", "UNIQUE REFERENCES decisions(id)"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
    ),
    Table(
        "tombstones",
        "Works that a person removed: ingest meets them, leaves them out, and says so.",
        (
            _ID,
            C("key", "TEXT", "the key it had", "NOT NULL"),
            C("scheme", "TEXT", "what the value is: an identifier's scheme, `fingerprint` or `sha256`", "NOT NULL"),
            C("value", "TEXT", "a record with this is not taken in again", "NOT NULL"),
            C("run", "INTEGER", "the run that removed it", _RUN),
            C("by", "TEXT", "who", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("why", "TEXT", "the reason given"),
        ),
        indexes=("scheme, value",),
    ),
)

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
        "How works hang together: part-of, cites, is-preprint-of, retracts.",
        (
            _ID,
            C("work", "INTEGER", "the work that says so", _WORK),
            C("kind", "TEXT", "part-of, cites, is-preprint-of, retracts", "NOT NULL"),
            C("target", "INTEGER", "the other work, where it is in the catalogue", "REFERENCES works(id) ON DELETE SET NULL"),
            C("doi", "TEXT", "the other work's DOI"),
            C("year", "INTEGER", "the other work's year"),
            C("content", "TEXT", "the other work as printed", "NOT NULL DEFAULT ''"),
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
        "Facts about the file: the vocabulary's version and hash that it was tagged with.",
        (C("name", "TEXT", "name", "PRIMARY KEY"), C("value", "TEXT", "value", "NOT NULL")),
    ),
)

TABLES = (*RECEIVED, *DERIVED, *CONCEPTS)
