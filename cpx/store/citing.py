"""Works that are cited here and are not in the catalogue."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """A work that several works cite: its DOI, the longest line that it is printed as, its year, and who cites it."""

    doi: str | None
    text: str
    year: int | None
    works: frozenset[int]


_BY_DOI = """SELECT doi, max(length(content)), content, max(year), json_group_array(DISTINCT work), count(DISTINCT work) AS citing
  FROM relations WHERE kind = 'cites' AND target IS NULL AND doi IS NOT NULL
  GROUP BY doi HAVING citing >= ? ORDER BY citing DESC, max(year) DESC, doi"""
"""SQLite takes ``content`` from the row that has the greatest length."""


def missing_by_doi(connection: sqlite3.Connection, at_least: int) -> Iterator[Cited]:
    """Give the DOIs that at least so many works cite and no work has, the most cited first, then the newest."""
    for doi, _, text, year, works, _ in connection.execute(_BY_DOI, (at_least,)):
        yield Cited(doi=doi, text=text, year=year, works=frozenset(json.loads(works)))


def lines_without_doi(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int | None]]:
    """Give (work, line as printed, year) of each reference that names no DOI."""
    yield from connection.execute(
        "SELECT work, content, year FROM relations WHERE kind = 'cites' AND target IS NULL AND doi IS NULL ORDER BY id"
    )


def titles(connection: sqlite3.Connection) -> list[str]:
    """Give all titles that a source gave."""
    return [title for (title,) in connection.execute("SELECT title FROM works WHERE title_source = 'given'")]


def keys(connection: sqlite3.Connection) -> dict[int, str]:
    """Give the key of every work."""
    return dict(connection.execute("SELECT id, key FROM works").fetchall())
