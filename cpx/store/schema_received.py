"""Tables of what was received: runs, files, records, texts, and what was taken back or removed."""

from cpx.store.table import Column, Table

C = Column
_ID = C("id", "INTEGER", "row number", "PRIMARY KEY")
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
