"""What registries were asked, when, and what they did not give."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpx.domain.provenance import REGISTRIES
from cpx.store.runs import now
from cpx.store.standing import standing
from cpx.store.works import CHUNK, marks

METADATA = "metadata"
"""The kind of check that says: the registry was asked for what it holds of the work's DOI."""

_HEADS = "SELECT id, doi, key, title, status FROM works"
_ASKED = f"""SELECT works.id, works.doi,
  max(coalesce((SELECT max(retrieved_at) FROM work_records JOIN records ON records.id = record
                WHERE work = works.id AND source IN ({marks(REGISTRIES)}) AND {standing("record")}), ''),
      coalesce((SELECT at FROM checks WHERE work = works.id AND kind = '{METADATA}'), '')),
  coalesce((SELECT max(at) FROM run_problems WHERE run_problems.doi = works.doi AND kind = 'not_found'), ''),
  coalesce((SELECT max(at) FROM run_problems WHERE run_problems.doi = works.doi AND kind <> 'not_found'), '')
  FROM works WHERE works.doi IS NOT NULL"""  # noqa: S608 - constants


@dataclass(frozen=True, slots=True)
class Head:
    """Enough of a work to speak of it."""

    id: int
    doi: str | None
    key: str
    title: str
    status: str


@dataclass(frozen=True, slots=True)
class LastWord:
    """A work with a DOI: when a registry last gave its metadata, said that there is no such DOI, failed to answer; empty for never."""

    work: int
    doi: str
    answered: str
    unknown: str
    failed: str


def read_heads(connection: sqlite3.Connection, works: Sequence[int]) -> dict[int, Head]:
    """Read the heads of works, by row."""
    found: dict[int, Head] = {}
    for start in range(0, len(works), CHUNK):
        part = works[start : start + CHUNK]
        rows = connection.execute(f"{_HEADS} WHERE id IN ({marks(part)})", part)
        found.update((row[0], Head(*row)) for row in rows)
    return found


def last_words(connection: sqlite3.Connection) -> list[LastWord]:
    """Give every work with a DOI, the oldest in the catalogue first."""
    return [LastWord(*row) for row in connection.execute(f"{_ASKED} ORDER BY works.id", REGISTRIES)]


def last_word(connection: sqlite3.Connection, work: int) -> LastWord | None:
    """Give what a registry last said of one work; None for a work without a DOI."""
    row = connection.execute(f"{_ASKED} AND works.id = ?", (*REGISTRIES, work)).fetchone()
    return None if row is None else LastWord(*row)


def sources_of(connection: sqlite3.Connection, work: int) -> list[str]:
    """Name the sources of a work's standing records, each once."""
    query = f"SELECT DISTINCT source FROM work_records JOIN records ON records.id = record WHERE work = ? AND {standing()}"  # noqa: S608 - constants
    return [row[0] for row in connection.execute(query, (work,))]


def add_problems(connection: sqlite3.Connection, run: int, problems: Iterable[tuple[str, str, str]]) -> None:
    """Write what a registry did not give in a run: (DOI, kind, message) each."""
    connection.executemany(
        "INSERT INTO run_problems (run, doi, kind, message, at) VALUES (?, ?, ?, ?, ?)", [(run, *problem, now()) for problem in problems]
    )


def write_check(connection: sqlite3.Connection, works: Iterable[int], kind: str, run: int) -> None:
    """Write that something was asked about works just now."""
    connection.executemany(
        "INSERT INTO checks (work, kind, at, run) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET at = excluded.at, run = excluded.run",
        [(work, kind, now(), run) for work in works],
    )
