"""When the works were last checked for retractions, and what kept a registry from saying."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpx.domain.parts import Update
from cpx.domain.provenance import UPDATES
from cpx.domain.work import GIVEN
from cpx.store.asked import METADATA
from cpx.store.standing import standing
from cpx.store.works import CHUNK, marks

CHECK = "updates"
"""The kind of check that says: the registry was asked which notices there are upon the work."""
_OWN = f"SELECT record FROM work_records WHERE work = works.id AND {standing('record')}"  # noqa: S608 - names from the code
_RECORDS = f"FROM records WHERE id IN ({_OWN}) AND source_id = works.doi"
_CHECKS = f"SELECT max(at) FROM checks WHERE work = works.id AND kind IN ('{CHECK}', '{METADATA}')"  # noqa: S608 - same
_QUERY = f"""SELECT id, key, doi, title, title_source, updates, retracted,
  EXISTS (SELECT 1 {_RECORDS} AND source IN ('crossref', '{UPDATES}')),
  max(coalesce(({_CHECKS}), ''), coalesce((SELECT max(retrieved_at) {_RECORDS} AND source = 'crossref' AND file IS NULL), '')),
  (SELECT payload {_RECORDS} AND source = '{UPDATES}' ORDER BY retrieved_at DESC, id DESC LIMIT 1),
  (SELECT source {_RECORDS} AND source IN ('datacite', 'doi.org') LIMIT 1),
  (SELECT at || ' ' || message FROM run_problems WHERE run_problems.doi = works.doi ORDER BY id DESC LIMIT 1)
  FROM works"""  # noqa: S608 - same


@dataclass(frozen=True, slots=True)
class Checkable:
    """A work as a check of updates sees it.

    ``title`` is only one that a source gave; ``registered`` says that Crossref is known to hold the DOI, ``checked`` when it was
    last asked ('' for never); ``noted`` is what the last check brought, None where it kept nothing; ``agency`` the source of
    another agency's record, ``trouble`` what kept a registry from answering after the last check.
    """

    id: int
    key: str
    doi: str | None
    shown: str
    title: str | None
    updates: tuple[Update, ...]
    retracted: bool
    registered: bool
    checked: str
    noted: tuple[Update, ...] | None
    agency: str | None
    trouble: str | None


def read_checkable(connection: sqlite3.Connection, works: Sequence[int] | None = None) -> list[Checkable]:
    """Read works for a check: those named, else all, the oldest in the catalogue first."""
    if works is None:
        return list(map(_build, connection.execute(f"{_QUERY} ORDER BY id")))
    return list(_read_some(connection, works))


def _read_some(connection: sqlite3.Connection, works: Sequence[int]) -> Iterator[Checkable]:
    for start in range(0, len(works), CHUNK):
        part = works[start : start + CHUNK]
        yield from map(_build, connection.execute(f"{_QUERY} WHERE id IN ({marks(part)}) ORDER BY id", part))


def _build(row: tuple[object, ...]) -> Checkable:
    work, key, doi, title, title_source, updates, retracted, registered, checked, payload, agency, trouble = row
    asked = str(checked) if registered else ""
    at, _, message = str(trouble or "").partition(" ")
    return Checkable(
        id=int(str(work)),
        key=str(key),
        doi=None if doi is None else str(doi),
        shown=str(title),
        title=str(title) if title_source == GIVEN else None,
        updates=_updates(str(updates)),
        retracted=bool(retracted),
        registered=bool(registered),
        checked=asked,
        noted=None if payload is None else _updates(json.dumps(json.loads(str(payload)).get("updates", []))),
        agency=None if agency is None else str(agency),
        trouble=message if message and at >= asked else None,
    )


def _updates(text: str) -> tuple[Update, ...]:
    return tuple(Update(**row) for row in json.loads(text))
