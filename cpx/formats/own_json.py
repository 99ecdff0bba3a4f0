"""Our own objects, as ``cpx export --format jsonl`` writes them, back to records: nothing is cleaned or guessed, for it was ours."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Update
from cpx.domain.text import ABSTRACT, BODY, Text
from cpx.domain.work import MADE, SCHEMA_VERSION
from cpx.formats.json_text import compact_json
from cpx.formats.values import dicts_of, text_of

STRINGS = (
    "type", "issued", "container_title", "collection_title", "publisher", "volume", "issue", "number", "page", "doi", "url", "accessed",
    "language", "licence",
)  # fmt: skip
LISTS = ("isbn", "issn", "keywords", "subjects")
PARTS: dict[str, type] = {
    "authors": Name,
    "editors": Name,
    "identifiers": Identifier,
    "funders": Funder,
    "references": Reference,
    "updates": Update,
}
EXTRA = ("key", "source_id", "sources", "field_sources")
"""Kept as they are, for who wants to know where the object came from."""
IMPORTED = "imported"
KEYWORD = "keyword"
"""Scheme of imported tags that are the authors' keywords."""


def is_own(value: dict[str, Any]) -> bool:
    """Tell our own objects."""
    return value.get("schema") == SCHEMA_VERSION


def read_own(item: dict[str, Any], keys: Mapping[str, str]) -> Record:
    """Turn an object of ours into a record. ``keys`` leads from the keys in the file to the ids. Parts of another shape are left out.

    Tags go to ``extra["tags"]``, those that a source had brought to ``headings``, notes to ``extra["notes"]``.
    """
    title, container = _string(item, "title"), _string(item, "part_of")
    return Record(
        source="jsonl",
        source_id=text_of(item.get("id")),
        part_of=keys.get(container, container) if container else None,
        title=title if item.get("title_source") != MADE else None,
        texts=tuple(_texts(item)),
        headings=tuple(_headings(item)),
        extra=_extra(item),
        raw=compact_json(item),
        **_held(item),
    )


def _held(item: dict[str, Any]) -> dict[str, Any]:
    """Give the fields that are named alike in works and in records."""
    return {
        **{name: _string(item, name) for name in STRINGS},
        **{name: tuple(value for value in item.get(name) or () if isinstance(value, str)) for name in LISTS},
        **{name: tuple(_parts(kind, item.get(name))) for name, kind in PARTS.items()},
    }


def _string(row: dict[str, Any], name: str) -> str | None:
    value = row.get(name)
    return value if isinstance(value, str) and value else None


def _parts(kind: type, rows: object) -> Iterator[Any]:
    names = {field.name: field for field in fields(kind)}
    for row in dicts_of(rows):
        known = {name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in names}
        try:
            yield kind(**known)
        except TypeError:
            continue


def _texts(item: dict[str, Any]) -> Iterator[Text]:
    """Give the texts as they were; an object without them (a search hit) has its abstracts."""
    rows = list(dicts_of(item.get("texts"))) or [row | {"field": ABSTRACT} for row in dicts_of(item.get("abstracts"))]
    for row in rows or [{"field": ABSTRACT, "text": item.get("abstract"), "language": item.get("language")}]:
        content = _string(row, "text")
        if content and row.get("field") in (ABSTRACT, BODY):
            yield Text(content, row["field"], _string(row, "language"))


def _headings(item: dict[str, Any]) -> Iterator[Heading]:
    for row in dicts_of(item.get("tags")):
        label, scheme = _string(row, "label"), _string(row, "scheme") or "mesh"
        if label and row.get("origin") == IMPORTED and scheme != KEYWORD:  # keywords come back as keywords
            yield Heading(label, scheme, _string(row, "mesh"))


def _extra(item: dict[str, Any]) -> dict[str, Any]:
    kept = {name: item[name] for name in EXTRA if item.get(name)}
    tags = [row for row in dicts_of(item.get("tags")) if row.get("origin") != IMPORTED]
    notes = list(dicts_of(item.get("notes")))
    return kept | ({"tags": tags} if tags else {}) | ({"notes": notes} if notes else {})
