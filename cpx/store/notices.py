"""What works of the catalogue do to others: a notice and the DOIs that it retracts or corrects, sought by index alone."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from cpx.domain.parts import Update
from cpx.store.works import marks

UPDATES = "updates"
"""The kind of relation: this work retracts, corrects or doubts the other."""
_WRITE = """INSERT INTO relations (work, kind, target, doi, content, record)
  VALUES (?, 'updates', (SELECT id FROM works WHERE doi = ?), ?, ?, ?)"""
_WITH_DOI = """SELECT id FROM works WHERE doi IN ({0}) AND id <> ?
  UNION SELECT work FROM identifiers CROSS JOIN work_records USING (record) WHERE scheme = 'doi' AND value IN ({0}) AND work <> ?"""


@dataclass(frozen=True, slots=True)
class Made:
    """An update that a notice makes: the DOI that it is made upon, the update with the notice's own DOI, and the record that says so."""

    upon: str
    update: Update
    record: int

    @property
    def content(self) -> str:
        """Give the update as it is stored."""
        update = self.update
        return json.dumps({"type": update.type, "doi": update.doi, "date": update.date, "source": update.source}, ensure_ascii=False)


def write_made(connection: sqlite3.Connection, work: int, made: Iterable[Made]) -> None:
    """Write the updates that a work makes to others."""
    connection.executemany(_WRITE, [(work, one.upon, one.upon, one.content, one.record) for one in made])


def read_made(connection: sqlite3.Connection, work: int) -> set[tuple[str, str]]:
    """Give (DOI, update as stored) of what a work does to others."""
    return set(connection.execute("SELECT doi, content FROM relations WHERE work = ? AND kind = 'updates'", (work,)))


def read_upon(connection: sqlite3.Connection, work: int, dois: Sequence[str]) -> tuple[Made, ...]:
    """Give the updates that other works make upon one of a work's DOIs."""
    query = (
        f"SELECT doi, content, record FROM relations WHERE doi IN ({marks(dois)}) AND kind = 'updates' AND work <> ? ORDER BY record, id"  # noqa: S608 - question marks
    )
    rows = connection.execute(query, (*dois, work))
    return tuple(Made(doi, Update(**json.loads(content)), record) for doi, content, record in rows)


def works_with(connection: sqlite3.Connection, dois: Collection[str], but: int) -> list[int]:
    """Give the works that have one of some DOIs, save one."""
    named = list(dois)
    return [row[0] for row in connection.execute(_WITH_DOI.format(marks(named)), (*named, but, *named, but))]
