"""What a shell may be offered from a catalogue: a few rows by how they begin, read by index."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from cpx.errors import CatalogueUnusable
from cpx.store.concept_names import read_concept_names
from cpx.store.connection import open_for_reading

MOST = 100
"""Rows offered at most."""
_WAIT = 200
"""Milliseconds that a shell waits for those who write."""


@contextmanager
def opened_at_once(path: Path) -> Iterator[sqlite3.Connection]:
    """Open a catalogue for a shell: briefly waited for, and whatever SQLite says about it is one of our errors."""
    try:
        with closing(open_for_reading(path)) as connection:
            connection.execute(f"PRAGMA busy_timeout = {_WAIT}")
            yield connection
    except sqlite3.Error as error:
        raise CatalogueUnusable(f"cannot read {path}: {error}", "look at it with: cpx stats") from error


def keys_from(connection: sqlite3.Connection, start: str) -> list[tuple[str, str]]:
    """Give keys that begin so, with titles."""
    query = "SELECT key, title FROM works WHERE key >= ? AND key < ? ORDER BY key LIMIT ?"
    return connection.execute(query, (start, start + "\U0010ffff", MOST)).fetchall()


def dois_from(connection: sqlite3.Connection, start: str) -> list[tuple[str, str]]:
    """Give DOIs that begin so, with titles."""
    query = "SELECT doi, title FROM works WHERE doi >= ? AND doi < ? ORDER BY doi LIMIT ?"
    return connection.execute(query, (start, start + "\U0010ffff", MOST)).fetchall()


def labels_of(connection: sqlite3.Connection, scheme: str) -> list[tuple[str, str]]:
    """Give the terms of a scheme: id and label."""
    return sorted(read_concept_names(connection).of_scheme(scheme).items(), key=lambda row: row[1])


def types_here(connection: sqlite3.Connection) -> list[str]:
    """Give the types that works have."""
    return [row[0] for row in connection.execute("SELECT DISTINCT type FROM works WHERE type IS NOT NULL ORDER BY 1")]
