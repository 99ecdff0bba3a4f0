"""Make a record ready to store: everything that can be known without the catalogue, outside any transaction."""

import hashlib
import json
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.concept import Assignment
from cpx.domain.folding import cjk_pairs
from cpx.domain.payload import to_payload
from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Update
from cpx.domain.statement import read_statements
from cpx.domain.text import TITLE, Text, guess_language
from cpx.matching.identity import fingerprint
from cpx.store.records import NewRecord, NewText
from cpx.store.runs import now
from cpx.tagging.tagger import Tagger

RAW_LIMIT = 200_000
"""Characters of a source's own text that are kept; a longer one is cut there (the file itself stays with its owner)."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A record, the same as it is stored, and the machine's tags for its own texts."""

    record: Record
    stored: NewRecord
    assignments: tuple[Assignment, ...]


def prepare(record: Record, tagger: Tagger, retrieved_at: str | None = None) -> Prepared:
    """Clean a record, read its statements and tag it. Pure: the same record gives the same result."""
    record = _clean(record)
    texts = _texts(record)
    return Prepared(record, _store_form(record, texts, retrieved_at or now()), tagger.tag(texts))


def _texts(record: Record) -> tuple[Text, ...]:
    # Imported titles are running text too: they are searched, tagged and quoted like abstracts.
    title = (Text(record.title, TITLE, record.language or guess_language(record.title)),) if record.title else ()
    return (*title, *(text for text in record.texts if text.content.strip() and text.field != TITLE))


def _store_form(record: Record, texts: tuple[Text, ...], retrieved_at: str) -> NewRecord:
    payload = json.dumps(to_payload(record), ensure_ascii=False, sort_keys=True, allow_nan=False)
    whole = json.dumps([payload, [[t.field, t.language, t.content] for t in texts]], ensure_ascii=False)
    return NewRecord(
        source=record.source,
        source_id=record.source_id,
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        fingerprint=fingerprint(record),
        payload=payload,
        raw=record.raw[:RAW_LIMIT],
        identifiers=_identifiers(record),
        headings=record.headings,
        texts=tuple(_with_statements(text, record.title or "") for text in texts),
        retrieved_at=retrieved_at,
    )


def _identifiers(record: Record) -> tuple[Identifier, ...]:
    own = (Identifier("doi", record.doi),) if record.doi else ()
    books = tuple(Identifier("isbn", isbn) for isbn in record.isbn)
    return tuple(dict.fromkeys((*own, *record.identifiers, *books)))


def _with_statements(text: Text, title: str) -> NewText:
    statements = read_statements(text)
    contexts = tuple(" ".join(part for part in (title, s.section, cjk_pairs(text.content[s.start : s.end])) if part) for s in statements)
    return NewText(text=text, statements=statements, contexts=contexts)


def _clean(record: Record) -> Record:
    """Clean every string of a record of what can do harm on a terminal or in a file: no format needs to think of it."""
    return replace(record, **{field.name: _clean_field(field.name, getattr(record, field.name)) for field in fields(Record)})


def _clean_field(name: str, value: Any) -> Any:  # noqa: ANN401 - any field's value
    if not value and not isinstance(value, str):  # most fields of most records
        return value
    if name in ("extra", "raw"):
        return _clean_tree(value)
    if isinstance(value, tuple):
        return tuple(dict.fromkeys(item for item in map(_clean_part, value) if _holds_something(item)))
    cleaned = _clean_part(value)
    return cleaned if cleaned or name == "source" else None


def _clean_part(value: Any) -> Any:  # noqa: ANN401 - same
    """Clean what is written on one line, or an object of such parts; running text keeps its lines."""
    if isinstance(value, str):
        return fold_space(clean_text(value))
    if isinstance(value, Text):
        return replace(value, content=clean_text(value.content), language=_clean_part(value.language))
    if isinstance(value, tuple):
        return tuple(map(_clean_part, value))
    is_object = type(value) in _MAIN or (is_dataclass(value) and not isinstance(value, type))
    return _clean_object(value) if is_object else value


def _clean_object(value: Any) -> Any:  # noqa: ANN401 - a part of a record
    """Clean an object's fields; most hold nothing unclean, and the object stays as it is (a work may cite hundreds of others)."""
    changed = {}
    for name, emptied in _fields_of(type(value)):
        before = getattr(value, name)
        if before is not None:
            after = _clean_part(before)
            if after == "" or after != before:
                changed[name] = emptied if after == "" else after
    return replace(value, **changed) if changed else value


def _fields_of(kind: type[Any]) -> tuple[tuple[str, str | None], ...]:
    """Give the fields of a part, and what stands where nothing is left of one: None, or an empty text where there must be one."""
    if kind not in _FIELDS:
        _FIELDS[kind] = tuple((field.name, None if field.default is None else "") for field in fields(kind))
    return _FIELDS[kind]


_FIELDS: dict[type, tuple[tuple[str, str | None], ...]] = {}


_MAIN: dict[type, tuple[str, ...]] = {
    Text: ("content",),
    Name: ("family", "given", "literal"),
    Identifier: ("value",),
    Funder: ("name",),
    Heading: ("label",),
    Reference: ("text", "doi"),
    Update: ("type",),
}
"""Part of a record -> its fields of which one must hold something, or else there is no part."""


def _holds_something(part: object) -> bool:
    names = _MAIN.get(type(part))
    return any(getattr(part, name) for name in names) if names else bool(part)


def _clean_tree(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, dict):
        return {clean_text(str(key)): _clean_tree(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_tree(item) for item in value]
    return value
