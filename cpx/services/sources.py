"""Where each field of a work comes from, and what the other descriptions say instead."""

from dataclasses import dataclass
from typing import Any

from cpx.domain.merge import ALL_LISTS, FIRST_LIST, ONE_VALUE, Described, put_in_order
from cpx.domain.output import Output, as_json
from cpx.domain.record import Record
from cpx.domain.spelling import fold_case
from cpx.domain.text import ABSTRACT
from cpx.services.notices import merge_noticed
from cpx.store.catalogue import Connection
from cpx.store.records import read_record, records_of

_ORDER = ("title", *ONE_VALUE[1:3], "authors", "editors", *ONE_VALUE[3:], "doi", "language", "abstract", *FIRST_LIST[2:], *ALL_LISTS)
"""Fields as people read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherValue(Output):
    """What another description says of a field."""

    value: Any
    source: str
    date: str
    described: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldOrigin(Output):
    """A field of a work, the source that gave it and when it was received; ``others`` say something else.

    ``described`` is the DOI that the source describes where that is not the work's: its preprint's, or another version's.
    """

    field: str
    value: Any
    source: str
    date: str
    described: str | None = None
    others: tuple[OtherValue, ...]


def field_origins(connection: Connection, work: int) -> tuple[FieldOrigin, ...]:
    """Give the origin of each field that a work has, in the order in which people read them."""
    records = records_of(connection, work)
    merged = merge_noticed(connection, work, records).merged
    by_row = {item.id: item for item in records} | {
        row: read_record(connection, row) for row in merged.sources.values() if row not in {item.id for item in records}
    }
    counting = put_in_order(records).counting
    doi = merged.fields.get("doi")
    found = []
    for name in dict.fromkeys(name for name in _ORDER if name in merged.sources):
        giver, value = by_row[merged.sources[name]], as_json(merged.fields.get(name))
        others = _others(name, value, giver, counting, doi) if name not in ALL_LISTS else ()
        found.append(FieldOrigin(field=name, value=value, **_origin(giver, doi), others=others))
    return tuple(found)


def _origin(item: Described, doi: str | None) -> dict[str, Any]:
    other = item.record.doi if item.record.doi != doi else None
    return {"source": item.record.source, "date": item.retrieved_at[:10], "described": other}


def _others(
    name: str,
    value: Any,  # noqa: ANN401 - any field's value
    giver: Described,
    records: tuple[Described, ...],
    doi: str | None,
) -> tuple[OtherValue, ...]:
    """Give what other records say, each value once, those that differ in case or marks alone left out."""
    said = {_folded(value)}
    found = []
    for item in records:
        other = as_json(_value(name, item.record, giver.record))
        if item.id != giver.id and other and _folded(other) not in said:
            said.add(_folded(other))
            found.append(OtherValue(value=other, **_origin(item, doi)))
    return tuple(found)


def _value(name: str, record: Record, giver: Record) -> Any:  # noqa: ANN401 - any field's value
    if name != "abstract":
        return getattr(record, name)
    languages = {text.language for text in giver.texts if text.field == ABSTRACT}
    return next((text.content for text in record.texts if text.field == ABSTRACT and text.language in languages), None)


def _folded(value: Any) -> str:  # noqa: ANN401 - any JSON value
    return fold_case(str(value))
