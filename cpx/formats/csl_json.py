"""CSL-JSON, the format of citation processors: read and written. The names are those of the specification.

https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from cpx.domain.identifiers import normal_issn, normal_pmcid, normal_pmid, normal_url, parse_doi
from cpx.domain.record import Identifier, Name, Record, Update
from cpx.domain.update_words import read_note
from cpx.domain.work import Work
from cpx.formats.base import Format, Problem, Source
from cpx.formats.crossref_json import TYPES
from cpx.formats.dumping import all_keywords, given_title, identifier_of, notes
from cpx.formats.json_text import Item, compact_json, each_object, is_many_lines, looks_like_json
from cpx.formats.values import (
    abstract_of,
    date_of,
    isbns_of,
    language_of,
    licence_of,
    names_of,
    normal_all,
    number_of,
    split_list,
    text_of,
    texts_of,
)

MARKS = frozenset({"container-title", "collection-title", "DOI", "ISSN", "ISBN", "PMID", "PMCID", "URL", "publisher-place", "citation-key"})
"""Names that only CSL-JSON writes so."""
EXTRA = (
    "note", "genre", "edition", "medium", "version", "status", "event-title", "event", "publisher-place", "number-of-pages", "title-short",
    "container-title-short", "original-title", "citation-key", "call-number", "archive", "archive_location", "source",
)  # fmt: skip
"""Variables that no field of ours holds."""
TYPELESS = "document"

_KEYS = re.compile(
    r'"(?:container-title|collection-title|issued|family|given|literal|date-parts|DOI|ISSN|ISBN|URL|author|type|title|abstract)"\s*:'
)
_HEAD = 60_000


def is_csl(value: dict[str, Any]) -> bool:
    """Tell a CSL-JSON item from other objects that describe a work."""
    authors = value.get("author")
    has_people = isinstance(authors, list) and bool(authors) and isinstance(authors[0], dict)
    return has_people or isinstance(value.get("issued"), dict) or bool(MARKS & value.keys())


def read_csl(item: dict[str, Any]) -> Record:
    """Turn a CSL-JSON item into a record. Never raises, whatever the types."""
    language = language_of(item.get("language"))
    fields = {name: read(item) for name, read in _FIELDS.items()}
    return Record(source="csl-json", language=language, texts=abstract_of(item.get("abstract"), language), raw=compact_json(item), **fields)


def _type(item: dict[str, Any]) -> str | None:
    kind = text_of(item.get("type"))
    return TYPES.get(kind or "", kind)


def _identifiers(item: dict[str, Any]) -> tuple[Identifier, ...]:
    found = (("pmid", normal_pmid(text_of(item.get("PMID")) or "")), ("pmcid", normal_pmcid(text_of(item.get("PMCID")) or "")))
    return tuple(Identifier(scheme, value) for scheme, value in found if value)


def _extra(item: dict[str, Any]) -> dict[str, Any]:
    kept = {name: value for name in EXTRA if (value := text_of(_without_ours(item) if name == "note" else item.get(name)))}
    given = text_of(item.get("DOI"))
    return kept | ({"doi-as-given": given} if given and not parse_doi(given) else {})


def _updates(item: dict[str, Any]) -> tuple[Update, ...]:
    """Read back the retraction that our own export wrote among the notes."""
    note = item.get("note")
    return read_note(note)[0] if isinstance(note, str) else ()


def _without_ours(item: dict[str, Any]) -> object:
    note = item.get("note")
    return read_note(note)[1] if isinstance(note, str) else note


_FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "source_id": lambda item: text_of(item.get("id")),
    "type": _type,
    "title": lambda item: text_of(item.get("title")),
    "authors": lambda item: names_of(item.get("author")),
    "editors": lambda item: names_of(item.get("editor")),
    "issued": lambda item: date_of(item.get("issued")),
    "accessed": lambda item: date_of(item.get("accessed")),
    "container_title": lambda item: text_of(item.get("container-title")),
    "collection_title": lambda item: text_of(item.get("collection-title")),
    "publisher": lambda item: text_of(item.get("publisher")),
    "volume": lambda item: number_of(item.get("volume")),
    "issue": lambda item: number_of(item.get("issue")),
    "number": lambda item: number_of(item.get("number")),
    "page": lambda item: number_of(item.get("page")),
    "isbn": lambda item: isbns_of(item.get("ISBN")),
    "issn": lambda item: normal_all(item.get("ISSN"), normal_issn),
    "doi": lambda item: parse_doi(text_of(item.get("DOI")) or ""),
    "identifiers": _identifiers,
    "url": lambda item: normal_url(text_of(item.get("URL")) or ""),
    "keywords": lambda item: split_list(item.get("keyword")),
    "subjects": lambda item: texts_of(item.get("categories")),
    "licence": lambda item: licence_of(item.get("license")),
    "updates": _updates,
    "extra": _extra,
}
"""Field of a record -> how it is read from a CSL-JSON item."""


def load_item(item: Item | Problem) -> Record | Problem:
    """Read one object, or pass on why it is none; an object that holds nothing of a work is a problem too."""
    if isinstance(item, Problem):
        return item
    record = read_csl(item.value)
    return record if record.title or record.doi or record.texts else Problem(item.where, "neither a title nor an abstract nor a DOI")


def _score(source: Source) -> float:
    head = source.text[:_HEAD]
    if not looks_like_json(head):
        return 0.0
    keys = len(set(_KEYS.findall(head)))
    return 0.2 if keys == 0 else min(0.4 if is_many_lines(head) else 0.85, 0.3 + 0.1 * keys)


def _load(source: Source) -> Iterator[Record | Problem]:
    yield from map(load_item, each_object(source.text))


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as a CSL-JSON array, one work a line. A made title is left out; labels of tags stand among the keywords."""
    yield "["
    separator = "\n"
    for work in works:
        yield separator + json.dumps(to_csl(work), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


def to_csl(work: Work) -> dict[str, Any]:
    """Turn a work into a CSL-JSON item; fields that hold nothing are left out."""
    item = {"id": work.key, "type": work.type or TYPELESS} | {name: write(work) for name, write in _WRITTEN.items()}
    return {name: value for name, value in item.items() if value}


def _names(names: Iterable[Name]) -> list[dict[str, str]]:
    parts = (("family", "given", "literal", "orcid"), ("family", "given", "literal", "ORCID"))
    return [{out: value for field, out in zip(*parts, strict=True) if (value := getattr(name, field))} for name in names]


def _date(issued: str | None) -> dict[str, Any] | None:
    return {"date-parts": [[int(part) for part in issued.split("-")]]} if issued else None


_WRITTEN: dict[str, Callable[[Work], Any]] = {
    "title": given_title,
    "author": lambda work: _names(work.authors),
    "editor": lambda work: _names(work.editors),
    "issued": lambda work: _date(work.issued),
    "accessed": lambda work: _date(work.accessed),
    "container-title": lambda work: work.container_title,
    "collection-title": lambda work: work.collection_title,
    "publisher": lambda work: work.publisher,
    "volume": lambda work: work.volume,
    "issue": lambda work: work.issue,
    "number": lambda work: work.number,
    "page": lambda work: work.page,
    "ISBN": lambda work: " ".join(work.isbn),
    "ISSN": lambda work: " ".join(work.issn),
    "DOI": lambda work: work.doi,
    "PMID": lambda work: identifier_of(work, "pmid"),
    "PMCID": lambda work: identifier_of(work, "pmcid"),
    "URL": lambda work: work.url,
    "language": lambda work: work.language,
    "abstract": lambda work: work.abstract,
    "keyword": lambda work: "; ".join(all_keywords(work)),
    "license": lambda work: work.licence,
    "note": lambda work: "; ".join(notes(work)),
}
"""CSL-JSON name -> how a work's field is written."""

FORMAT = Format("csl-json", "CSL-JSON", _score, _load)
