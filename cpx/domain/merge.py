"""Which record wins each field of a work, and why.

A person's edit comes first, then what the publisher registered, then curated files, then pages, then bare text. Within
one rank the newest wins. An abstract is kept for each language; a later one takes its place only if it is not shorter
by half.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cpx.domain.dates import year_of
from cpx.domain.record import Record
from cpx.domain.text import ABSTRACT, BODY, TITLE, Text

PERSON = "person"
RANKS = {PERSON: 0, "crossref": 1, "datacite": 1, "doi": 1, "csl-json": 2, "jsonl": 2, "crossref-json": 1}
"""Source -> rank; other sources that are no page stand at 2, pages at 3, bare text at 4."""

ONE_VALUE = (
    "doi", "type", "issued", "container_title", "collection_title", "publisher", "volume", "issue", "number", "page",
    "url", "accessed", "licence", "source_id",
)  # fmt: skip
FIRST_LIST = ("authors", "editors", "keywords", "subjects", "funders", "references", "headings")
ALL_LISTS = ("isbn", "issn", "identifiers", "updates")


@dataclass(frozen=True, slots=True)
class Described:
    """A stored record of a work: its row, when it came, and its texts with their rows."""

    id: int
    record: Record
    retrieved_at: str
    texts: tuple[tuple[int, Text], ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The fields of a work, the record that gave each, and the texts selected."""

    fields: dict[str, Any]
    sources: dict[str, int]
    texts: dict[int, Text]


def rank(source: str) -> int:
    """Give the standing of a kind of source, 0 the highest."""
    if source.startswith("page:"):
        return 3
    return 4 if source == "text" else RANKS.get(source, 2)


def merge(described: Sequence[Described]) -> Merged:
    """Merge the records of one work. The order in which they are given does not matter."""
    newest_first = sorted(sorted(described, key=lambda d: (d.retrieved_at, d.id), reverse=True), key=lambda d: rank(d.record.source))
    fields: dict[str, Any] = {}
    sources: dict[str, int] = {}
    for name in (*ONE_VALUE, *FIRST_LIST):
        for item in newest_first:
            value = getattr(item.record, name)
            if value or _is_cleared(item.record, name):
                fields[name], sources[name] = value, item.id
                break
    for name in ALL_LISTS:
        _unite(name, newest_first, fields, sources)
    texts = _select_texts(newest_first)
    _add_texts(fields, sources, texts, newest_first)
    return Merged(fields, sources, texts)


def _is_cleared(record: Record, name: str) -> bool:
    """Tell whether a person emptied a field: nobody else's description may say so."""
    return record.source == PERSON and name in record.extra.get("cleared", ())


def _unite(name: str, items: Sequence[Described], fields: dict[str, Any], sources: dict[str, int]) -> None:
    values = dict.fromkeys(value for item in items for value in getattr(item.record, name))
    if values:
        fields[name] = tuple(values)
        sources[name] = next(item.id for item in items if getattr(item.record, name))


def _select_texts(items: Sequence[Described]) -> dict[int, Text]:
    """Choose one title, and an abstract and a body for each language: the best record's, unless another's is more than twice as long.

    What a person wrote stays.
    """
    chosen: dict[tuple[str, str | None], tuple[int, Text]] = {}
    settled: set[tuple[str, str | None]] = set()
    for item in items:
        for row, text in item.texts:
            place = (text.field, None if text.field == TITLE else text.language)
            held = chosen.get(place)
            if text.content.strip() and (held is None or (place not in settled and len(text.content) > 2 * len(held[1].content))):
                chosen[place] = (row, text)
            if text.field == TITLE or item.record.source == PERSON:
                settled.add(place)
    return dict(chosen.values())


def _add_texts(fields: dict[str, Any], sources: dict[str, int], texts: dict[int, Text], items: Sequence[Described]) -> None:
    """Add what is read off the texts: title, language, and the abstract in the work's language."""
    came_with = {row: item.id for item in items for row, _ in item.texts}
    title = next((row for row, text in texts.items() if text.field == TITLE), None)
    running = [row for row, text in texts.items() if text.field != TITLE]
    fields["title"] = None if title is None else texts[title].content
    fields["language"] = _tell_language(sources, texts, title, items)
    # A page without an abstract shows its body in the abstract's place: it is what there is to read.
    best = min(running, key=lambda row: (texts[row].field == BODY, texts[row].language != fields["language"]), default=None)
    fields["abstract"] = None if best is None else texts[best].content
    fields["year"] = year_of(fields["issued"]) if fields.get("issued") else None
    sources.update({name: came_with[row] for name, row in (("title", title), ("abstract", best)) if row is not None})


def _tell_language(sources: dict[str, int], texts: dict[int, Text], title: int | None, items: Sequence[Described]) -> str | None:
    """Give the language that a record says, else the title's, else an abstract's, else a body's."""
    for item in items:
        if item.record.language:
            sources["language"] = item.id
            return item.record.language
    running = sorted((text for text in texts.values() if text.field != TITLE), key=lambda text: text.field != ABSTRACT)
    languages = [texts[title].language if title is not None else None, *(text.language for text in running)]
    return next((language for language in languages if language), None)
