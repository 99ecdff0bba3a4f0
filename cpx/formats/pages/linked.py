"""What a page says of its work in JSON-LD (schema.org), brought into the fields of a record."""

from collections.abc import Iterator
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.identifiers import parse_doi
from cpx.domain.people import parse_name
from cpx.domain.record import Name
from cpx.formats.pages.build import find_issns
from cpx.formats.pages.meta import read_linked
from cpx.formats.pages.terms import read_terms, read_type

_NEWS = frozenset(("Article", "NewsArticle", "BlogPosting"))
_ADDRESSES = ("sameAs", "@id", "identifier", "url")


def find_scholarly(html: str | None) -> dict[str, Any]:
    """Give the page's own description of a scholarly work; {} where it has none."""
    return next((item for item in read_linked(html) if not _NEWS.intersection(strings(item.get("@type")))), {})


def from_linked(item: dict[str, Any]) -> dict[str, Any]:
    """Give the fields of a work that stand there plainly."""
    part_of = next((part for part in _listed(item.get("isPartOf")) if isinstance(part, dict)), {})
    return {
        "title": _first(item, "headline", "name"),
        "authors": linked_names(item),
        "issued": parse_date(_first(item, "datePublished") or ""),
        "doi": next((doi for key in _ADDRESSES for value in strings(item.get(key)) if (doi := parse_doi(value))), None),
        "publisher": _named(item.get("publisher")),
        "container_title": _first(part_of, "name") or _named(part_of.get("isPartOf")),
        "issn": find_issns(" ".join(strings(part_of.get("issn")))),
        "abstract": _first(item, "abstract", "description"),
        "type": read_type(_first(item, "@type")),
        "keywords": read_terms(strings(item.get("keywords"))),
    }


def linked_names(item: dict[str, Any]) -> tuple[Name, ...]:
    """Give the authors of a work, whether they are texts or objects with a name."""
    texts = (author.get("name") if isinstance(author, dict) else author for author in _listed(item.get("author")))
    return tuple(name for text in texts if isinstance(text, str) and (name := parse_name(text)))


def strings(value: Any) -> list[str]:  # noqa: ANN401
    """Give the texts of a value that may be one, a list, or something else."""
    return [item for item in _listed(value) if isinstance(item, str)]


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [value]


def _first(item: dict[str, Any], *keys: str) -> str | None:
    values: Iterator[str] = (text.strip() for key in keys for text in strings(item.get(key)))
    return next(filter(None, values), None)


def _named(value: Any) -> str | None:  # noqa: ANN401
    return _first(value, "name") if isinstance(value, dict) else next(iter(strings(value)), None)
