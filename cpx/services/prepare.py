"""Make a record ready to store: everything that can be known without the catalogue, outside any transaction."""

import hashlib
import json
from dataclasses import dataclass, fields, replace
from typing import Any

from cpx.domain.characters import clean_text
from cpx.domain.concept import Assignment
from cpx.domain.folding import cjk_pairs
from cpx.domain.payload import to_payload
from cpx.domain.record import Identifier, Record
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
    return (*title, *(text for text in record.texts if text.content and text.field != TITLE))


def _store_form(record: Record, texts: tuple[Text, ...], retrieved_at: str) -> NewRecord:
    payload = json.dumps(to_payload(record), ensure_ascii=False, sort_keys=True)
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
    return replace(record, **{field.name: _clean_value(getattr(record, field.name)) for field in fields(Record)})


def _clean_value(value: Any) -> Any:  # noqa: ANN401 - any field's value
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple):
        return tuple(_clean_value(item) for item in value)
    if isinstance(value, dict):
        return {clean_text(str(key)): _clean_value(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_clean_value(item) for item in value]
    if hasattr(value, "__dataclass_fields__"):
        return replace(value, **{name: _clean_value(getattr(value, name)) for name in value.__dataclass_fields__})
    return value
