"""Which record wins each field of a work, and why.

A person's edit comes first, then what the publisher registered, then curated files, then pages, then bare text; what
describes the preprint comes after all that describes its article. Within one rank the newest wins. Of several versions of
one registered record only the newest counts. An abstract is kept for each language, and never lost: a later one takes its
place only if it is not shorter by half.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from cpx.domain.dates import year_of
from cpx.domain.parts import Update
from cpx.domain.provenance import PERSON, UPDATES, VERSIONED, rank
from cpx.domain.record import Record
from cpx.domain.relations import find_preprints, find_versions
from cpx.domain.spelling import better_names, better_title
from cpx.domain.text import ABSTRACT, BODY, TITLE, Text
from cpx.domain.updates import merge_updates

__all__ = [
    "ALL_LISTS", "FIRST_LIST", "ONE_VALUE", "Described", "Merged", "Ranked", "add_updates", "is_cleared", "merge", "put_in_order", "rank",
]  # fmt: skip

WHERE_PUBLISHED = (
    "doi", "type", "issued", "container_title", "collection_title", "publisher", "volume", "issue", "number", "page",
    "url", "accessed", "licence", "source_id",
)  # fmt: skip
"""Fields of the one place where a work was published: a preprint's never fill a gap in its article's."""
ONE_VALUE = WHERE_PUBLISHED
FIRST_LIST = ("authors", "editors", "keywords", "subjects", "funders", "references", "headings")
ALL_LISTS = ("isbn", "issn", "identifiers", "updates")
NAMES = ("authors", "editors")


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


@dataclass(frozen=True, slots=True)
class Ranked:
    """The records of a work, the most trusted first: those that count, those of its article alone, and outdated versions."""

    counting: tuple[Described, ...]
    published: tuple[Described, ...]
    outdated: tuple[Described, ...]

    def of(self, name: str) -> tuple[Described, ...]:
        """Give the records that may give a field; one that holds nothing but notices gives those alone."""
        given = self.published if name in WHERE_PUBLISHED or name in ALL_LISTS else self.counting
        return given if name == "updates" else tuple(item for item in given if item.record.source != UPDATES)

    def before(self, name: str) -> tuple[Described, ...]:
        """Give the outdated versions that may give a field of which no record says anything now."""
        articles = frozenset(item.record.doi for item in self.published)
        return tuple(item for item in self.outdated if name not in WHERE_PUBLISHED or item.record.doi in articles)


def put_in_order(described: Iterable[Described]) -> Ranked:
    """Order the records of one work by trust."""
    newest_first = sorted(described, key=lambda item: (item.retrieved_at, item.id), reverse=True)
    current = list(_newest_versions(newest_first))
    preprints = find_preprints(item.record for item in current)
    versions = find_versions(item.record for item in current)
    current.sort(key=lambda item: (item.record.issued or "") if _is_of(versions, item) else "", reverse=True)
    current.sort(key=lambda item: (item.record.source != PERSON, _is_of(preprints, item), rank(item.record.source)))
    published = tuple(item for item in current if not _is_of(preprints, item))
    kept = {item.id for item in current}
    return Ranked(tuple(current), published, tuple(item for item in newest_first if item.id not in kept))


def _is_of(dois: frozenset[str], item: Described) -> bool:
    """Tell whether a record is of one of some DOIs; a person's edit is of the whole work."""
    return item.record.source != PERSON and item.record.doi in dois


def _newest_versions(newest_first: Iterable[Described]) -> Iterator[Described]:
    seen: set[tuple[str, str]] = set()
    for item in newest_first:
        name = (item.record.source, item.record.source_id or "")
        if item.record.source in VERSIONED and item.record.source_id:
            if name in seen:
                continue
            seen.add(name)
        yield item


def merge(described: Sequence[Described]) -> Merged:
    """Merge the records of one work. The order in which they are given does not matter."""
    ranked = put_in_order(described)
    fields: dict[str, Any] = {}
    sources: dict[str, int] = {}
    for name in (*ONE_VALUE, *FIRST_LIST):
        _take_first(name, (*ranked.of(name), *ranked.before(name)), fields, sources)
    for name in ALL_LISTS:
        _unite(name, ranked.of(name), fields, sources)
    for name in NAMES:
        if fields.get(name):
            fields[name] = _spell(name, fields[name], sources[name], ranked.published)
    texts = _select_texts(ranked)
    _add_texts(fields, sources, texts, ranked)
    return Merged(fields, sources, texts)


def is_cleared(record: Record, name: str) -> bool:
    """Tell whether a person emptied a field: nobody else's description may say so."""
    return record.source == PERSON and name in record.extra.get("cleared", ())


def _speaks_of(item: Described, name: str) -> bool:
    """Tell whether a record says something of a field; a person also does by emptying it."""
    return bool(getattr(item.record, name)) or is_cleared(item.record, name)


def _take_first(name: str, items: Sequence[Described], fields: dict[str, Any], sources: dict[str, int]) -> None:
    giver = next((item for item in items if _speaks_of(item, name)), None)
    if giver is not None:
        fields[name], sources[name] = getattr(giver.record, name), giver.id


def _unite(name: str, items: Sequence[Described], fields: dict[str, Any], sources: dict[str, int]) -> None:
    """Unite what all say; where a person says it, nobody else does."""
    givers = [item for item in items if _speaks_of(item, name)]
    if not givers:
        return
    lists = [getattr(item.record, name) for item in (givers[:1] if givers[0].record.source == PERSON else givers)]
    fields[name] = merge_updates(lists) if name == "updates" else tuple(dict.fromkeys(chain.from_iterable(lists)))
    sources[name] = givers[0].id


def add_updates(merged: Merged, updates: Iterable[Update], record: int) -> Merged:
    """Add updates that another work's record tells of; ``record`` is their source where the work's own tell of none."""
    united = merge_updates([merged.fields.get("updates", ()), updates])
    return replace(merged, fields=merged.fields | {"updates": united}, sources={"updates": record} | merged.sources)


def _spell(name: str, names: Any, giver: int, items: Sequence[Described]) -> Any:  # noqa: ANN401 - a tuple of names, whatever they are
    """Write the names of one record in small letters where another does; a person's stay as they are."""
    by_person = any(item.id == giver and item.record.source == PERSON for item in items)
    return names if by_person else better_names(names, (getattr(item.record, name) for item in items))


def _select_texts(ranked: Ranked) -> dict[int, Text]:
    """Choose one title, and an abstract and a body for each language: the best record's, unless another's is more than twice as long.

    What a person wrote stays, and what a person emptied stays empty. Outdated versions give what no other record has.
    """
    chosen: dict[tuple[str, str | None], tuple[int, Text]] = {}
    settled: set[tuple[str, str | None]] = set()
    for item, row, text in _open_texts(ranked):
        place = (text.field, None if text.field == TITLE else text.language)
        held = chosen.get(place)
        if place in settled:
            continue
        if held is None or len(text.content) > 2 * len(held[1].content):
            chosen[place] = (row, text)
        if text.field == TITLE or item.record.source == PERSON:
            settled.add(place)
    return _with_better_title(dict(chosen.values()), ranked)


def _open_texts(ranked: Ranked) -> Iterator[tuple[Described, int, Text]]:
    """Yield each text that holds something, the most trusted record's first, up to where a person emptied texts of its kind."""
    closed: set[str] = set()
    for item in (*ranked.counting, *ranked.outdated):
        yield from ((item, row, text) for row, text in item.texts if text.field not in closed and text.content.strip())
        closed |= _closed_by(item.record)


def _closed_by(record: Record) -> set[str]:
    """Name the kinds of text that a person emptied: without an abstract a page would show its body in its place."""
    return {field for name, fields in _CLOSED.items() if is_cleared(record, name) for field in fields}


_CLOSED = {"title": (TITLE,), "abstract": (ABSTRACT, BODY)}


def _with_better_title(texts: dict[int, Text], ranked: Ranked) -> dict[int, Text]:
    """Take another record's spelling of the chosen title where that is the better one; a person's stays."""
    titles = {row: (item, text) for item in ranked.published for row, text in item.texts if text.field == TITLE}
    chosen = next((row for row in texts if row in titles), None)
    if chosen is None or titles[chosen][0].record.source == PERSON:
        return texts
    others = [row for row in titles if row != chosen]
    place = better_title(texts[chosen].content, [titles[row][1].content for row in others])
    kept = {row: text for row, text in texts.items() if row != chosen}
    return texts if place is None else {others[place]: titles[others[place]][1], **kept}


def _add_texts(fields: dict[str, Any], sources: dict[str, int], texts: dict[int, Text], ranked: Ranked) -> None:
    """Add what is read off the texts: title, language, and the abstract in the work's language."""
    came_with = {row: item.id for item in (*ranked.counting, *ranked.outdated) for row, _ in item.texts}
    title = next((row for row, text in texts.items() if text.field == TITLE), None)
    running = [row for row, text in texts.items() if text.field != TITLE]
    fields["title"] = None if title is None else texts[title].content
    fields["language"] = _tell_language(sources, texts, title, ranked.counting)
    # A page without an abstract shows its body in the abstract's place: it is what there is to read.
    best = min(running, key=lambda row: (texts[row].field == BODY, texts[row].language != fields["language"]), default=None)
    fields["abstract"] = None if best is None else texts[best].content
    fields["year"] = year_of(fields["issued"]) if fields.get("issued") else None
    sources.update({name: came_with[row] for name, row in (("title", title), ("abstract", best)) if row is not None})


def _tell_language(sources: dict[str, int], texts: dict[int, Text], title: int | None, items: Sequence[Described]) -> str | None:
    """Give the language that a record says, else the title's, else an abstract's, else a body's."""
    for item in items:
        if item.record.language or is_cleared(item.record, "language"):
            sources["language"] = item.id
            return item.record.language
    running = sorted((text for text in texts.values() if text.field != TITLE), key=lambda text: text.field != ABSTRACT)
    languages = [texts[title].language if title is not None else None, *(text.language for text in running)]
    return next((language for language in languages if language), None)
