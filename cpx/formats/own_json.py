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


def is_own(value: dict[str, Any]) -> bool:
    """Tell our own objects."""
    return value.get("schema") == SCHEMA_VERSION


def read_own(item: dict[str, Any], keys: Mapping[str, str]) -> Record:
    """Turn an object of ours into a record. ``keys`` leads from the keys in the file to the ids. Parts of another shape are left out.

    Tags go to ``extra["tags"]``, those that a source had brought to ``headings``.
    """
    held: dict[str, Any] = {name: item[name] for name in STRINGS if isinstance(item.get(name), str) and item[name]}
    held |= {name: tuple(value for value in item.get(name) or () if isinstance(value, str)) for name in LISTS}
    held |= {name: tuple(_parts(kind, item.get(name))) for name, kind in PARTS.items()}
    title = item.get("title") if item.get("title_source") != MADE else None
    container = item.get("part_of")
    return Record(
        source="jsonl",
        source_id=text_of(item.get("id")),
        part_of=keys.get(container, container) if isinstance(container, str) else None,
        title=title if isinstance(title, str) else None,
        texts=tuple(_texts(item)),
        headings=tuple(_headings(item)),
        extra=_extra(item),
        raw=compact_json(item),
        **held,
    )


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
    if not rows and isinstance(item.get("abstract"), str):
        rows = [{"field": ABSTRACT, "text": item["abstract"], "language": item.get("language")}]
    for row in rows:
        if isinstance(row.get("text"), str) and row.get("field") in (ABSTRACT, BODY):
            yield Text(row["text"], row["field"], row.get("language") if isinstance(row.get("language"), str) else None)


def _headings(item: dict[str, Any]) -> Iterator[Heading]:
    for row in dicts_of(item.get("tags")):
        if row.get("origin") == IMPORTED and isinstance(row.get("label"), str):
            yield Heading(row["label"], str(row.get("scheme") or "mesh"), row.get("mesh") if isinstance(row.get("mesh"), str) else None)


def _extra(item: dict[str, Any]) -> dict[str, Any]:
    kept = {name: item[name] for name in EXTRA if item.get(name)}
    tags = [row for row in dicts_of(item.get("tags")) if row.get("origin") != IMPORTED]
    return kept | ({"tags": tags} if tags else {})
