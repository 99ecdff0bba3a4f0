"""A record as the JSON that is stored, and back: texts and raw apart, empty fields left out."""

from dataclasses import fields, replace
from typing import Any

from cpx.domain.output import as_json
from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Update
from cpx.domain.text import Text

_APART = ("texts", "raw")
_PARTS: dict[str, type] = {
    "authors": Name,
    "editors": Name,
    "identifiers": Identifier,
    "headings": Heading,
    "funders": Funder,
    "references": Reference,
    "updates": Update,
}


def to_payload(record: Record) -> dict[str, Any]:
    """Give the record's fields that hold something, texts and raw left out."""
    row = {f.name: getattr(record, f.name) for f in fields(Record) if f.name not in _APART}
    return {name: as_json(value) for name, value in row.items() if value not in (None, (), {})}


def from_payload(payload: dict[str, Any], texts: tuple[Text, ...] = ()) -> Record:
    """Build the record again from its payload and its texts."""
    return replace(Record(**{name: _read(name, value) for name, value in payload.items()}), texts=texts)


def _read(name: str, value: Any) -> Any:  # noqa: ANN401 - a JSON value in, a field's value out
    part = _PARTS.get(name)
    if part is not None:
        return tuple(part(**{key: tuple(item) if isinstance(item, list) else item for key, item in row.items()}) for row in value)
    return tuple(value) if isinstance(value, list) else value
