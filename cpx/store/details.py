"""What is known of one work beside its fields: references, records, and who gave which field."""

import sqlite3
from dataclasses import fields

from cpx.domain.detail import WorkRecord, WorkReference
from cpx.store.standing import standing


def read_references(connection: sqlite3.Connection, work: int) -> tuple[WorkReference, ...]:
    """Give the works that a work cites, as its source listed them."""
    query = (
        "SELECT r.content, r.doi, r.year, w.key, coalesce(w.retracted, 0) FROM relations r LEFT JOIN works w ON w.id = r.target"
        " WHERE r.work = ? AND r.kind = 'cites' ORDER BY r.id"
    )
    rows = connection.execute(query, (work,))
    return tuple(WorkReference(text=text, doi=doi, year=year, key=key, retracted=bool(gone)) for text, doi, year, key, gone in rows)


def read_records(connection: sqlite3.Connection, work: int) -> tuple[WorkRecord, ...]:
    """Give the descriptions that were received of a work and not taken back, the earliest first."""
    query = (
        "SELECT r.id, r.source, r.source_id, r.retrieved_at, r.run, f.path, json_extract(r.payload, '$.title')"  # noqa: S608 - a constant
        " FROM work_records w JOIN records r ON r.id = w.record LEFT JOIN run_files f ON f.id = r.file"
        f" WHERE w.work = ? AND {standing('r.id')} ORDER BY r.id"
    )
    names = [field.name for field in fields(WorkRecord)]
    return tuple(WorkRecord(**dict(zip(names, row, strict=True))) for row in connection.execute(query, (work,)))


def read_field_sources(connection: sqlite3.Connection, work: int) -> dict[str, str]:
    """Give field -> the source that gave it."""
    query = "SELECT f.field, r.source FROM field_sources f JOIN records r ON r.id = f.record WHERE f.work = ? ORDER BY f.field"
    return dict(connection.execute(query, (work,)).fetchall())


def read_citing(connection: sqlite3.Connection, work: int) -> tuple[str, ...]:
    """Give the keys of the works here that cite a work, the newest first."""
    query = (
        "SELECT w.key FROM works w WHERE w.id <> ? AND w.id IN (SELECT work FROM relations WHERE kind = 'cites' AND target = ?)"
        " ORDER BY w.year DESC, w.key"
    )
    return tuple(key for (key,) in connection.execute(query, (work, work)))
