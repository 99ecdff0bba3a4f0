"""Crossref's answers: one work's metadata to a record, and files of them (an answer, a list, JSON lines, the public data file).

The shape is that of https://api.crossref.org/swagger-ui/index.html; every field may be missing or of another type than announced.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cpx.domain.dates import parse_date, year_of
from cpx.domain.identifiers import find_dois, normal_doi, normal_isbn, normal_issn, normal_url
from cpx.domain.record import Funder, Record, Reference, Update
from cpx.formats.base import Format, Problem, Source
from cpx.formats.json_text import NO_RECORDS, compact_json, each_object, looks_like_json
from cpx.formats.series import part_series
from cpx.formats.values import abstract_of, date_of, dicts_of, language_of, licence_of, names_of, normal_all, number_of, text_of, texts_of

TYPES = {
    "journal-article": "article-journal",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "book-track": "chapter",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "reference-entry": "entry",
    "peer-review": "review",
    "journal": "periodical",
    "journal-issue": "periodical",
    "journal-volume": "periodical",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "proceedings": "book",
    "proceedings-series": "book",
    "report-component": "report",
    "report-series": "report",
    "dissertation": "thesis",
    "database": "dataset",
    "standard-series": "standard",
    "component": "document",
    "grant": "document",
    "other": "document",
}
"""Crossref type -> CSL type; the others have the same name in both. https://api.crossref.org/v1/types"""
SUBTYPES = {"blog": "post-weblog"}
DATES = ("issued", "published", "published-print", "published-online", "published-other", "posted", "approved", "content-created")
"""Where a date of publication may stand, the best first. ``created`` is when the record was made, which is no date of the work."""
EXTRA = (
    "subtype",
    "original-title",
    "short-title",
    "edition-number",
    "event",
    "degree",
    "group-title",
    "institution",
    "standards-body",
    "relation",
)
"""What no field of ours holds and no other source would bring again; the rest stays in ``raw``."""
WHOLE_BOOKS = frozenset({"book"})
RETRACTION_WATCH = "retraction-watch"

_REFERENCE_PARTS = ("author", "year", "article-title", "volume-title", "series-title", "journal-title", "volume", "first-page")
_KEYS = re.compile(
    r'"(?:DOI|container-title|reference-count|references-count|is-referenced-by-count|indexed|deposited|member|prefix|score|content-domain)"\s*:'
)
_OLD_RESOLVER = re.compile(r"^https?://(?:dx\.)?doi\.org/")
_SHARED_KEYS = 3
"""So many of these names stand in CSL-JSON too."""
_HEAD = 60_000
"""A file's kind is told from so many characters."""


def read_work(message: dict[str, Any]) -> Record:
    """Turn the metadata of one work (the ``message`` of an answer) into a record. Never raises, whatever the types.

    ``updates`` are those of this work; an update that this one makes to another has the type ``retraction-of``,
    ``correction-of`` and so on, with the other's DOI.
    """
    doi = _doi(message)
    language = language_of(message.get("language"))
    kind = _type(message)
    container, series = _containers(message, kind)
    fields = {name: read(message) for name, read in _FIELDS.items()}
    return Record(
        source="crossref",
        source_id=doi,
        doi=doi,
        type=kind,
        container_title=container,
        collection_title=series,
        language=language,
        texts=abstract_of(message.get("abstract"), language),
        updates=tuple(_updates(message, doi)),
        raw=compact_json(message),
        **fields,
    )


def _title(message: dict[str, Any]) -> str | None:
    title, subtitle = text_of(message.get("title")), text_of(message.get("subtitle"))
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title or subtitle
    return f"{title}{' ' if title[-1] in '?!:.' else ': '}{subtitle}"


def _type(message: dict[str, Any]) -> str | None:
    kind = text_of(message.get("type"))
    return SUBTYPES.get(text_of(message.get("subtype")) or "") or TYPES.get(kind or "", kind)


def _issued(message: dict[str, Any]) -> str | None:
    return next(filter(None, (date_of(message.get(name)) for name in DATES)), None)


def _containers(message: dict[str, Any], kind: str | None) -> tuple[str | None, str | None]:
    """Give the containing work and the series. Crossref lists both in one field, in no fixed order; a whole book has a series only."""
    titles = texts_of(message.get("container-title"))
    if kind in WHOLE_BOOKS:
        return None, titles[0] if titles else None
    if len(titles) < 2 or kind == "article-journal":  # noqa: PLR2004 - one for the container, one for the series
        return titles[0] if titles else None, None
    event = message.get("event")
    return part_series(titles, text_of(event.get("name")) if isinstance(event, dict) else None)


def _url(message: dict[str, Any]) -> str | None:
    """Give the work's address; Crossref's own point to an old resolver."""
    address = normal_url(text_of(message.get("URL")) or "")
    return _OLD_RESOLVER.sub("https://doi.org/", address) if address else None


def _licence(message: dict[str, Any]) -> str | None:
    """Name the licence for readers: that of the version of record first, Creative Commons only (the others speak of machines)."""
    licences = sorted(dicts_of(message.get("license")), key=lambda row: row.get("content-version") != "vor")
    return next(filter(None, (licence_of(row.get("URL")) for row in licences)), None)


def _funders(message: dict[str, Any]) -> tuple[Funder, ...]:
    awards: dict[str, dict[str, None]] = {}
    for row in dicts_of(message.get("funder")):
        if name := text_of(row.get("name")):
            awards.setdefault(name, {}).update(dict.fromkeys(texts_of(row.get("award"))))
    return tuple(Funder(name, tuple(numbers)) for name, numbers in awards.items())


def _references(message: dict[str, Any]) -> tuple[Reference, ...]:
    return tuple(filter(None, map(_reference, dicts_of(message.get("reference")))))


def _reference(row: dict[str, Any]) -> Reference | None:
    printed = text_of(row.get("unstructured"))
    doi = _doi(row) or _only_doi(printed or "")
    parts = ", ".join(filter(None, (text_of(row.get(name)) for name in _REFERENCE_PARTS)))
    text = printed or parts or doi
    return Reference(text, doi, year_of(parse_date(text_of(row.get("year")) or ""))) if text else None


def _only_doi(line: str) -> str | None:
    """Give the DOI that stands in a reference as printed, where there is exactly one."""
    found = find_dois(line) if "10." in line else ()
    return found[0] if len(found) == 1 else None


def _doi(row: dict[str, Any]) -> str | None:
    return normal_doi(text_of(row.get("DOI")) or "")


def _updates(message: dict[str, Any], own: str | None) -> Iterator[Update]:
    """Yield the updates of this work, then those that it makes to others.

    Publishers sometimes register both ends the wrong way round. Of two rows that say the opposite the one from Retraction
    Watch holds, else the one in ``update-to``: a work that retracts another is a notice.
    """
    made = [update for row in dicts_of(message.get("update-to")) if (update := _update(row)).doi != own]
    upon_itself = [update for row in dicts_of(message.get("update-to")) if (update := _update(row)).doi == own]
    met = [*map(_update, dicts_of(message.get("updated-by"))), *upon_itself]
    yield from dict.fromkeys(update for update in met if not _is_reversed(update, made, wins=True))
    for update in made:
        if not _is_reversed(update, met, wins=False):
            yield Update(f"{update.type}-of", update.doi, update.date, update.source)


def _update(row: dict[str, Any]) -> Update:
    kind = (text_of(row.get("type")) or text_of(row.get("label")) or "update").lower().replace("_", "-").replace(" ", "-")
    return Update(kind, _doi(row), date_of(row.get("updated")), text_of(row.get("source")))


def _is_reversed(update: Update, others: Iterable[Update], *, wins: bool) -> bool:
    """Tell whether the opposite of an update is said too, and believed; ``wins``: it is where neither side is Retraction Watch's."""
    opposite = [other for other in others if other.doi and (other.doi, other.type) == (update.doi, update.type)]
    if not opposite:
        return False
    if update.source == RETRACTION_WATCH:
        return False
    return wins or any(other.source == RETRACTION_WATCH for other in opposite)


def _extra(message: dict[str, Any]) -> dict[str, Any]:
    kept = {name: message[name] for name in EXTRA if message.get(name)}
    others = texts_of(message.get("title"))[1:]
    return kept | ({"other-titles": list(others)} if others else {})


_FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "title": _title,
    "authors": lambda message: names_of(message.get("author")),
    "editors": lambda message: names_of(message.get("editor")),
    "issued": _issued,
    "publisher": lambda message: text_of(message.get("publisher")),
    "volume": lambda message: number_of(message.get("volume")),
    "issue": lambda message: number_of(message.get("issue")),
    "number": lambda message: number_of(message.get("report-number") or message.get("number")),
    "page": lambda message: number_of(message.get("page")) or number_of(message.get("article-number")),
    "isbn": lambda message: normal_all(message.get("ISBN"), normal_isbn),
    "issn": lambda message: normal_all(message.get("ISSN"), normal_issn),
    "url": _url,
    "subjects": lambda message: texts_of(message.get("subject")),
    "licence": _licence,
    "funders": _funders,
    "references": _references,
    "extra": _extra,
}
"""Field of a record -> how it is read from Crossref's metadata."""


def _score(source: Source) -> float:
    head = source.text[:_HEAD]
    if head.strip() == "Resource not found.":
        return 0.9
    if not looks_like_json(head):
        return 0.0
    if '"message"' in head and '"status"' in head:
        return 0.95
    keys = len(set(_KEYS.findall(head)))
    return 0.9 if keys > _SHARED_KEYS else 0.0


def _load(source: Source) -> Iterator[Record | Problem]:
    if source.text[:_HEAD].strip() == "Resource not found.":
        yield Problem("file", "Crossref's answer for an unknown DOI was saved here, not a work")
        return
    for item in each_object(source.text, _unwrap):
        if isinstance(item, Problem):
            yield item
        elif "error" in item.value and "DOI" not in item.value:
            yield Problem("file", str(item.value["error"]))
        else:
            yield _read_item(item.where, item.value)


def _read_item(where: str, value: dict[str, Any]) -> Record | Problem:
    inner = value.get("message")
    record = read_work(inner if isinstance(inner, dict) and "DOI" not in value else value)
    return record if record.doi or record.title else Problem(where, "neither a DOI nor a title")


def _unwrap(value: object) -> object:
    """Give the works in an answer, a list answer or a slice of the data file; an answer without any gives an object that says why."""
    if not isinstance(value, dict) or "DOI" in value:
        return value
    if value.get("status") == "failed":
        reasons = "; ".join(filter(None, (text_of(row.get("message")) for row in dicts_of(value.get("message")))))
        return {"error": f"Crossref's error was saved here, not a work{': ' + reasons if reasons else ''}"}
    inner = value.get("message", value)
    if not isinstance(inner, dict):
        return {"error": f"{NO_RECORDS}: Crossref's answer is empty"}
    items = inner.get("items", inner)
    return items if isinstance(items, (list, dict)) else {"error": f"{NO_RECORDS}: the list of works is empty"}


FORMAT = Format("crossref-json", "Crossref metadata (JSON)", _score, _load)
