"""Derive works from their records: merged fields, key, chosen texts, tags. It can be done again at any time."""

from collections.abc import Iterable, Sequence
from typing import Any

from cpx.domain.concept import Assignment
from cpx.domain.folding import cjk_pairs
from cpx.domain.keys import base_key, made_title, unused_key
from cpx.domain.merge import Described, Merged, put_in_order
from cpx.domain.provenance import REGISTRIES
from cpx.domain.relations import HAS_PREPRINT, IS_PREPRINT, related
from cpx.domain.text import Text, find_sections
from cpx.domain.updates import is_retracted
from cpx.domain.work import COMPLETE, GIVEN, MADE, WAITING
from cpx.services.found import write_found
from cpx.services.notices import Noticed, merge_noticed, newly_marked
from cpx.store import derived
from cpx.store.catalogue import Connection
from cpx.store.notices import read_made, write_made
from cpx.store.records import records_of
from cpx.tagging.tagger import Tagger

NO_WORK = 0
"""The row of a work that is not there yet."""


def add_work(
    connection: Connection, described: Described, assignments: Sequence[Assignment], tagger: Tagger, key: str | None = None
) -> int:
    """Make a new work from its first record; give its row.

    ``assignments`` are the tags of that record's own texts; ``key`` is one that it had in another catalogue.
    """
    noticed = merge_noticed(connection, NO_WORK, [described])
    merged = noticed.merged
    fields = complete(merged, [described])
    base = key or base_key(fields.get("authors", ()), fields.get("year"), merged.fields["title"])
    fields["key"] = unused_key(base, lambda name: derived.is_key_taken(connection, name))
    work = derived.insert_work(connection, fields)
    derived.link_record(connection, described.id, work, "new")
    _write_parts(connection, work, [described], noticed, fields)
    _derive_marked(connection, newly_marked(connection, work, set()) if noticed.made else (), tagger)
    if len(merged.texts) == len(described.texts):
        write_found(connection, work, assignments, described.texts)
    else:
        _tag(connection, work, merged, tagger)
    return work


def derive_work(connection: Connection, work: int, tagger: Tagger) -> None:
    """Make a work again from all its standing records, and the works upon which it makes other updates than before."""
    records = records_of(connection, work)
    noticed = merge_noticed(connection, work, records)
    merged = noticed.merged
    before = read_made(connection, work)
    fields = complete(merged, records)
    _prefer_better_key(connection, work, merged, fields)
    derived.update_work(connection, work, fields)
    derived.clear_parts(connection, work)
    _write_parts(connection, work, records, noticed, fields)
    _tag(connection, work, merged, tagger)
    _derive_marked(connection, newly_marked(connection, work, before), tagger)


def _derive_marked(connection: Connection, works: Iterable[int], tagger: Tagger) -> None:
    """Derive the works that a notice is upon. It ends: what a work does to others follows from its own records alone."""
    for work in works:
        derive_work(connection, work, tagger)


def complete(merged: Merged, records: Sequence[Described]) -> dict[str, Any]:
    """Add to merged fields what follows from them: a made title, the status, what only search reads.

    A work waits while its DOI is all that names it; what a registry described without a title waits no more.
    """
    fields = dict(merged.fields)
    given = fields.get("title")
    fields["title_source"] = GIVEN if given else MADE
    fields["title"] = given or made_title(
        fields.get("authors", ()), fields.get("year"), _opening(fields.get("abstract") or fields.get("doi") or "")
    )
    is_told = given or any(item.record.source in REGISTRIES for item in records)
    fields["status"] = WAITING if fields.get("doi") and not is_told else COMPLETE
    fields["retracted"] = is_retracted(fields.get("updates", ()), given)
    fields["other"] = _other_text(fields, merged.texts)
    return fields


def _opening(content: str) -> str:
    """Give a text from where its first section begins, the heading left out."""
    first = next(iter(find_sections(Text(content))), None)
    return content[first.start :] if first else content


def _other_text(fields: dict[str, Any], texts: dict[int, Text]) -> str:
    shown = (fields.get("abstract"), fields["title"])
    others = [text.content for text in texts.values() if text.content not in shown]
    pairs = [cjk_pairs(text.content) for text in texts.values()] + [cjk_pairs(" ".join(fields.get("keywords", ())))]
    return "\n".join(part for part in (*others, *pairs) if part)


def _prefer_better_key(connection: Connection, work: int, merged: Merged, fields: dict[str, Any]) -> None:
    """Once a source brings the author, year or title that was missing, take the key that they make; the old one stays an alias for good."""
    before = derived.read_key_facts(connection, work)
    after = (fields.get("authors", ()), fields.get("year"), merged.fields["title"])
    brings_more = any(new and not old for old, new in zip(before, after, strict=True))
    if brings_more and base_key(*before) != (base := base_key(*after)):
        fields["key"] = unused_key(base, lambda key: derived.is_key_taken(connection, key))
        derived.add_key(connection, fields["key"], work)


def _write_parts(connection: Connection, work: int, records: Sequence[Described], noticed: Noticed, fields: dict[str, Any]) -> None:
    merged = noticed.merged
    rows = [row for item in records for row, _ in item.texts]
    derived.select_texts(connection, work, rows, set(merged.texts))
    derived.write_names(connection, work, "author", fields.get("authors", ()))
    derived.write_names(connection, work, "editor", fields.get("editors", ()))
    derived.write_field_sources(connection, work, merged.sources)
    derived.write_references(connection, work, merged.sources.get("references", 0), fields.get("references", ()))
    derived.write_relations(connection, work, relations_of(records))
    write_made(connection, work, noticed.made)
    derived.link_to(connection, work)


def relations_of(records: Sequence[Described]) -> tuple[tuple[str, str, str, int], ...]:
    """Give (kind, the other's DOI, own DOI, record) of the preprints and versions that the records name, each said once."""
    here = {item.record.doi for item in records}
    rows: dict[tuple[str, str, str], int] = {}
    for item in put_in_order(records).counting:
        for one in related(item.record):
            said = (one.kind, one.doi, item.record.doi or "")
            # Of a preprint that is here one row tells, whichever end said so.
            said = (IS_PREPRINT, said[2], one.doi) if one.kind == HAS_PREPRINT and one.doi in here else said
            rows.setdefault(said, item.id)
    return tuple((*said, record) for said, record in rows.items())


def _tag(connection: Connection, work: int, merged: Merged, tagger: Tagger) -> None:
    texts = sorted(merged.texts.items(), key=lambda item: item[0])
    write_found(connection, work, tagger.tag([text for _, text in texts]), texts)
