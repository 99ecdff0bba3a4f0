"""Show: everything known of a work, with its sources."""

import sqlite3
from collections.abc import Sequence
from dataclasses import fields

from cpx.domain.detail import WorkDetail, WorkRecord, WorkReference
from cpx.domain.identifiers import parse_doi
from cpx.domain.work import Work
from cpx.store.concepts import read_tags
from cpx.store.texts import read_sections, read_statements, read_texts
from cpx.store.works import find_work, read_works


def find(connection: sqlite3.Connection, name: str) -> int:
    """Find a work by key or DOI in any form; raises NotFound."""
    return find_work(connection, name.strip(), parse_doi(name))


def show(connection: sqlite3.Connection, works: Sequence[int]) -> tuple[WorkDetail, ...]:
    """Give everything known of works, in the order asked for."""
    return tuple(_detail(connection, work) for work in read_works(connection, works))


def _detail(connection: sqlite3.Connection, work: Work) -> WorkDetail:
    return WorkDetail(
        **{field.name: getattr(work, field.name) for field in fields(Work)},
        tags=read_tags(connection, work.id),
        texts=read_texts(connection, work.id),
        sections=read_sections(connection, work.id),
        statements=read_statements(connection, work.id),
        references=_references(connection, work.id),
        records=_records(connection, work.id),
        field_sources=_field_sources(connection, work.id),
    )


def _references(connection: sqlite3.Connection, work: int) -> tuple[WorkReference, ...]:
    query = (
        "SELECT r.content, r.doi, r.year, w.key FROM relations r LEFT JOIN works w ON w.id = r.target"
        " WHERE r.work = ? AND r.kind = 'cites' ORDER BY r.id"
    )
    return tuple(WorkReference(text=text, doi=doi, year=year, key=key) for text, doi, year, key in connection.execute(query, (work,)))


def _records(connection: sqlite3.Connection, work: int) -> tuple[WorkRecord, ...]:
    query = (
        "SELECT r.id, r.source, r.source_id, r.retrieved_at, r.run, f.path, json_extract(r.payload, '$.title')"
        " FROM work_records w JOIN records r ON r.id = w.record LEFT JOIN run_files f ON f.id = r.file WHERE w.work = ? ORDER BY r.id"
    )
    names = [field.name for field in fields(WorkRecord)]
    return tuple(WorkRecord(**dict(zip(names, row, strict=True))) for row in connection.execute(query, (work,)))


def _field_sources(connection: sqlite3.Connection, work: int) -> dict[str, str]:
    query = "SELECT f.field, r.source FROM field_sources f JOIN records r ON r.id = f.record WHERE f.work = ? ORDER BY f.field"
    return dict(connection.execute(query, (work,)).fetchall())
