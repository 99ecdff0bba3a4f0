"""Show: everything known of a work, with its sources."""

from collections.abc import Sequence
from dataclasses import fields

from cpx.domain.detail import WorkDetail
from cpx.domain.identifiers import parse_doi
from cpx.domain.work import Work
from cpx.errors import NotFound
from cpx.store.catalogue import Connection
from cpx.store.concepts import read_tags
from cpx.store.details import read_citing, read_field_sources, read_records, read_references
from cpx.store.facts import read_facts
from cpx.store.notes import read_notes
from cpx.store.texts import read_sections, read_statements, read_texts
from cpx.store.works import find_work, read_works


def find(connection: Connection, name: str) -> int:
    """Find a work by key or DOI in any form; raises NotFound."""
    if name.strip().startswith("%"):
        hint = "name the work by its key or DOI; of the last list, cpx show takes %1, %2 and so on, one number each"
        raise NotFound(f"no work {name.strip()[:20]!r}: that is no number of a list, or none can stand here", hint)
    return find_work(connection, name.strip(), parse_doi(name))


def show(connection: Connection, works: Sequence[int]) -> tuple[WorkDetail, ...]:
    """Give everything known of works, in the order asked for."""
    return tuple(_detail(connection, work) for work in read_works(connection, works))


def _detail(connection: Connection, work: Work) -> WorkDetail:
    return WorkDetail(
        **{field.name: getattr(work, field.name) for field in fields(Work)},
        tags=read_tags(connection, work.id),
        texts=read_texts(connection, work.id),
        sections=read_sections(connection, work.id),
        statements=read_statements(connection, work.id),
        references=read_references(connection, work.id),
        records=read_records(connection, work.id),
        field_sources=read_field_sources(connection, work.id),
        notes=read_notes(connection, work.id),
        cited_by=read_citing(connection, work.id),
        facts=read_facts(connection, work.id),
    )
