"""Tables that searching keeps: vectors of what works are about, and searches saved by name."""

from cpx.store.table import Column, Table

C = Column

SEARCH = (
    Table(
        "embedding_models",
        "Sentence models that vectors were made with. A model with another hash is another model: its vectors are made anew.",
        (
            C("id", "INTEGER", "row number", "PRIMARY KEY"),
            C("name", "TEXT", "name of the model, or of its file", "NOT NULL"),
            C("sha256", "TEXT", "hash of the model file, in hex", "NOT NULL UNIQUE"),
            C("dimensions", "INTEGER", "numbers in a vector", "NOT NULL CHECK (dimensions > 0)"),
            C("at", "TEXT", "first used, UTC, ISO 8601", "NOT NULL"),
        ),
    ),
    Table(
        "vectors",
        "What a work is about, as the direction of a vector. Derived from title and abstract: can be made again at any time.",
        (
            C("work", "INTEGER", "the work", "NOT NULL REFERENCES works(id) ON DELETE CASCADE"),
            C("model", "INTEGER", "the model that made it", "NOT NULL REFERENCES embedding_models(id) ON DELETE CASCADE"),
            C("text_sha256", "TEXT", "hash of the words that were read; another hash means that the vector is out of date", "NOT NULL"),
            C("vector", "BLOB", "one signed byte a dimension, longest component 127", "NOT NULL"),
        ),
        rules=("PRIMARY KEY (model, work)",),
        indexes=("work",),
        options="STRICT, WITHOUT ROWID",
    ),
    Table(
        "saved_searches",
        "Searches that a person gave a name; looking at what they find changes nothing here.",
        (
            C("name", "TEXT", "the name, small letters", "PRIMARY KEY"),
            C("query", "TEXT", "the query as typed", "NOT NULL"),
            C("filters", "TEXT", "JSON object of the filters", "NOT NULL DEFAULT '{}'"),
            C("by", "TEXT", "who saved it", "NOT NULL"),
            C("at", "TEXT", "UTC, ISO 8601", "NOT NULL"),
        ),
    ),
)
