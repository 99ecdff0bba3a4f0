"""Write ``docs/data-model.md`` from the tables that the store describes as data."""

import sqlite3
from collections.abc import Iterator

from cpx.store.full_text import INDEXED, TOKENIZER
from cpx.store.migrations import create_statements
from cpx.store.schema import CONCEPTS, DERIVED
from cpx.store.schema_asked import ASKED
from cpx.store.schema_facts import FACTS
from cpx.store.schema_received import RECEIVED
from cpx.store.schema_search import SEARCH
from cpx.store.table import Table
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

PAGE = "docs/data-model.md"
ABOUT = f"""# Data model

<!-- Made by `make docs` from cpx/store/schema*.py and cpx/store/full_text.py: change those, not this page. -->

A catalogue is one SQLite file. Its tables are no part of the [output contract](json-contract.md): they may change with a
release, which then brings older files up to date. `PRAGMA application_id` is {APPLICATION_ID:#x}
("{APPLICATION_ID.to_bytes(4, "big").decode("ascii")}"), `PRAGMA user_version` the number of the schema, now {SCHEMA_VERSION}.
All tables are STRICT. Offsets (`start`, `end`) count Unicode code points from 0, and the end is not included.
"""
GROUPS = (
    ("What was received", "Rows here are written once. Everything else about a work can be made from them again.", RECEIVED),
    ("Works, derived from it", "Each work is the best of its records.", DERIVED),
    ("Terms, tags and decisions", "What machines say and what people say stand in tables of their own.", CONCEPTS),
    ("Registries and notes", "What was asked of Crossref and its like, what came of it, and what people wrote beside a work.", ASKED),
    ("Figures of studies", "How many took part and when, with the words that say so; and notes that were taken back.", FACTS),
    ("What searching keeps", "Vectors of what works are about (with the extra `semantic`), and searches saved by name.", SEARCH),
)
FULL_TEXT = f"""## Full text

Triggers keep these FTS5 tables in step with their tables, at every write. Their tokenizer is `{TOKENIZER}`.

| table | of | columns |
|---|---|---|
"""
VIEWS = {
    "current_decisions": "The decision that stands for each work and concept: the latest that was not taken back.",
    "tags": "The tags that stand: the machine's and those a person confirmed, less those rejected. `decided` is 1 where a person said so.",
    "works_flat": "Works for Datasette and spreadsheets: authors and tags as JSON arrays, which Datasette counts as facets.",
}
"""View -> what it shows."""


def render() -> str:
    """Give the whole page."""
    parts = [ABOUT]
    for title, about, tables in GROUPS:
        parts += [f"## {title}\n\n{about}\n", *map(_render_table, tables)]
    parts.append(FULL_TEXT + "".join(f"| `{name}_fts` | `{name}` | {_code(columns)} |\n" for name, columns in INDEXED.items()))
    parts.append("## Views\n\n" + "\n".join(_render_views()))
    return "\n".join(parts)


def _render_table(table: Table) -> str:
    rows = "".join(f"| `{c.name}` | {c.type} | {_escape(c.meaning)} | {_code([c.rule]) if c.rule else ''} |\n" for c in table.columns)
    notes = [f"- rule: `{rule}`" for rule in table.rules] + ([f"- indexes: {_code(table.indexes, '; ')}"] if table.indexes else [])
    below = "\n" + "\n".join(notes) + "\n" if notes else ""
    return f"### {table.name}\n\n{table.meaning}\n\n| column | type | meaning | rule |\n|---|---|---|---|\n{rows}{below}"


def _render_views() -> Iterator[str]:
    connection = sqlite3.connect(":memory:")
    for statement in create_statements():
        connection.execute(statement)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name"):
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        yield f"### {name}\n\n{VIEWS[name]}\n\nColumns: {_code(columns)}\n"
    connection.close()


def _code(words: Iterator[str] | list[str] | tuple[str, ...], between: str = ", ") -> str:
    return between.join(f"`{_escape(word)}`" for word in words)


def _escape(text: str) -> str:
    return text.replace("|", "\\|")
