"""What a vocabulary covers of a catalogue: works with and without tags, terms in use."""

import sqlite3
from collections.abc import Iterator

_NOT_CODED = "SELECT id FROM works WHERE abstract IS NOT NULL AND id NOT IN (SELECT work FROM tags) ORDER BY id"
_NO_TEXT = "SELECT id FROM works WHERE abstract IS NULL ORDER BY id"
_TEXTS = """SELECT w.work, t.content FROM work_texts w JOIN texts t ON t.id = w.text
  WHERE w.current AND t.field IN ('title', 'abstract') ORDER BY w.work, t.id"""


def not_coded(connection: sqlite3.Connection) -> list[int]:
    """Give the works that have text and no tag."""
    return [work for (work,) in connection.execute(_NOT_CODED)]


def without_text(connection: sqlite3.Connection) -> list[int]:
    """Give the works with nothing to read."""
    return [work for (work,) in connection.execute(_NO_TEXT)]


def concepts_in_use(connection: sqlite3.Connection) -> set[str]:
    """Give the concepts that some work is tagged with."""
    return {concept for (concept,) in connection.execute("SELECT DISTINCT concept FROM tags")}


def texts_by_work(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    """Yield (work, text) of all titles and abstracts that works select, in the order of the works."""
    yield from connection.execute(_TEXTS)
