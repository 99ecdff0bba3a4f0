"""Tables of what was asked of registries and what came of it, and of what people wrote beside a work."""

from cpx.store.table import Column, Table

C = Column
_WORK = "NOT NULL REFERENCES works(id) ON DELETE CASCADE"
_RUN = "NOT NULL REFERENCES runs(id)"

ASKED = (
    Table(
        "run_problems",
        "What a registry did not give in a run, one row a DOI; the work kept what it had.",
        (
            C("id", "INTEGER", "row number", "PRIMARY KEY"),
            C("run", "INTEGER", "the run", _RUN),
            C("doi", "TEXT", "the DOI asked for, lower case", "NOT NULL"),
            C("kind", "TEXT", "not_found, other_agency, rate_limited, blocked, timeout, unavailable or malformed", "NOT NULL"),
            C("message", "TEXT", "in words", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
        indexes=("run", "doi"),
    ),
    Table(
        "checks",
        "When something was last asked about a work, also where the answer brought nothing.",
        (
            C("work", "INTEGER", "the work", _WORK),
            C(
                "kind",
                "TEXT",
                "`updates` (retractions, corrections), `doi` (a DOI was looked for) or `metadata` (the registry said the same again)",
                "NOT NULL",
            ),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("run", "INTEGER", "the run", _RUN),
        ),
        rules=("PRIMARY KEY (work, kind)",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "doi_candidates",
        "DOIs that may be a work's: found by its title and people, taken by rule or by a person, or refused for good.",
        (
            C("id", "INTEGER", "row number", "PRIMARY KEY"),
            C("work", "INTEGER", "the work", _WORK),
            C("doi", "TEXT", "lower case", "NOT NULL"),
            C("score", "REAL", "how well it agrees, 0 to 1", "NOT NULL"),
            C("reasons", "TEXT", "for and against, JSON array", "NOT NULL DEFAULT '[]'"),
            C("metadata", "TEXT", "the registry's own metadata of it, a JSON object", "NOT NULL"),
            C("state", "TEXT", "open, accepted or refused", "NOT NULL CHECK (state IN ('open', 'accepted', 'refused'))"),
            C("run", "INTEGER", "the run that found it", _RUN),
            C("found_at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("by", "TEXT", "who decided; null where the rule did, or nobody yet"),
            C("decided_at", "TEXT", "UTC, ISO 8601"),
            C("why", "TEXT", "the reason given"),
        ),
        rules=("UNIQUE (work, doi)",),
        indexes=("state",),
    ),
    Table(
        "notes",
        "What people wrote beside a work (`cpx note`).",
        (
            C("id", "INTEGER", "row number", "PRIMARY KEY"),
            C("work", "INTEGER", "the work", _WORK),
            C("content", "TEXT", "the note", "NOT NULL"),
            C("by", "TEXT", "who", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
            C("run", "INTEGER", "the run", _RUN),
        ),
        indexes=("work",),
    ),
)
