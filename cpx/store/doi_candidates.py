"""DOIs that may be a work's: which works lack one, what was found for them, and what became of each candidate."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpx.store.runs import now
from cpx.store.works import CHUNK, marks

OPEN, ACCEPTED, REFUSED = "open", "accepted", "refused"
LOOKED = "doi"
"""The kind of check that says: a DOI was looked for."""
LONGEST = 200_000
"""Characters of metadata that are kept of a candidate; a longer one goes without its references."""

_LACKING = "SELECT id FROM works WHERE doi IS NULL"
_UNASKED = f"{_LACKING} AND id NOT IN (SELECT work FROM checks WHERE kind = '{LOOKED}')"  # noqa: S608 - constants
_FIELDS = "work, doi_candidates.doi, score, reasons, metadata, state, found_at"


@dataclass(frozen=True, slots=True)
class Found:
    """A candidate to store: its DOI, how well it agrees, why, and the registry's metadata."""

    doi: str
    score: float
    reasons: tuple[str, ...]
    message: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stored:
    """A candidate as it stands in the catalogue."""

    work: int
    found: Found
    state: str
    found_at: str


@dataclass(frozen=True, slots=True)
class Word:
    """What a person says of a candidate: accepted or refused, who, and why."""

    state: str
    by: str
    why: str | None = None


def works_without_doi(connection: sqlite3.Connection, *, again: bool = False) -> list[int]:
    """Give the works that have no DOI and for which none was looked for yet (``again``: those too)."""
    return [row[0] for row in connection.execute(f"{_LACKING if again else _UNASKED} ORDER BY id")]


def books_of(connection: sqlite3.Connection, works: Sequence[int]) -> dict[int, int]:
    """Give the work that contains each, where one does."""
    found: dict[int, int] = {}
    for start in range(0, len(works), CHUNK):
        part = works[start : start + CHUNK]
        query = f"SELECT work, target FROM relations WHERE kind = 'part-of' AND target IS NOT NULL AND work IN ({marks(part)})"  # noqa: S608
        found.update(connection.execute(query, part).fetchall())
    return found


def refused_dois(connection: sqlite3.Connection, work: int) -> frozenset[str]:
    """Give the DOIs that a person said are not this work's."""
    rows = connection.execute("SELECT doi FROM doi_candidates WHERE work = ? AND state = ?", (work, REFUSED))
    return frozenset(row[0] for row in rows)


def write_candidates(connection: sqlite3.Connection, work: int, run: int, candidates: Iterable[Found], state: str = OPEN) -> None:
    """Write what was found for a work; what a person refused stays refused."""
    rows = [(work, c.doi, c.score, json.dumps(c.reasons, ensure_ascii=False), pack(c.message), state, run, now()) for c in candidates]
    connection.executemany(
        "INSERT INTO doi_candidates (work, doi, score, reasons, metadata, state, run, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (work, doi) DO UPDATE SET score = excluded.score, reasons = excluded.reasons, metadata = excluded.metadata,"
        " state = excluded.state, run = excluded.run, found_at = excluded.found_at, by = NULL, decided_at = NULL, why = NULL"
        " WHERE state <> 'refused'",
        rows,
    )


def pack(message: Mapping[str, Any]) -> str:
    """Write metadata as JSON in plain ASCII (it may hold characters that no text column takes)."""
    text = json.dumps(message)
    return text if len(text) <= LONGEST else json.dumps({name: value for name, value in message.items() if name != "reference"})


def read_candidate(connection: sqlite3.Connection, work: int, doi: str) -> Stored | None:
    """Read one candidate."""
    row = connection.execute(f"SELECT {_FIELDS} FROM doi_candidates WHERE work = ? AND doi = ?", (work, doi)).fetchone()  # noqa: S608
    return None if row is None else _stored(row)


def read_open(connection: sqlite3.Connection, work: int | None = None) -> list[Stored]:
    """Read the candidates that wait for a person, of all works that still lack a DOI or of one: by work, the best first."""
    query = (
        f"SELECT {_FIELDS} FROM doi_candidates JOIN works ON works.id = work WHERE state = ? AND works.doi IS NULL"  # noqa: S608
        " AND (? IS NULL OR work = ?) ORDER BY work, score DESC, doi_candidates.id"
    )
    return [_stored(row) for row in connection.execute(query, (OPEN, work, work))]


def _stored(row: Sequence[Any]) -> Stored:
    work, doi, score, reasons, metadata, state, found_at = row
    return Stored(work, Found(doi, score, tuple(json.loads(reasons)), json.loads(metadata)), state, found_at)


def decide_candidate(connection: sqlite3.Connection, work: int, doi: str, word: Word) -> None:
    """Write a person's word on a candidate."""
    connection.execute(
        "UPDATE doi_candidates SET state = ?, by = ?, decided_at = ?, why = ? WHERE work = ? AND doi = ?",
        (word.state, word.by, now(), word.why, work, doi),
    )


def refuse_others(connection: sqlite3.Connection, work: int, doi: str, by: str) -> None:
    """Refuse the open candidates beside the one that was taken."""
    connection.execute(
        f"UPDATE doi_candidates SET state = '{REFUSED}', by = ?, decided_at = ?, why = ? WHERE work = ? AND doi <> ? AND state = ?",  # noqa: S608
        (by, now(), f"{doi} was taken", work, doi, OPEN),
    )
