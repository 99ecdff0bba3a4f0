"""What a saved page says of itself in its head: citation tags (Highwire, EPrints, Dublin Core, PRISM, Open Graph) and JSON-LD."""

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.identifiers import normal_isbn, normal_issn, parse_doi
from cpx.domain.people import parse_name, parse_names
from cpx.domain.record import Name
from cpx.formats.html import parse_page, read_fragment

Meta = dict[str, tuple[str, ...]]

FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("citation_title", "eprints.title", "bepress_citation_title", "dc.title", "dcterms.title", "prism.title"),
    "authors": ("citation_author", "citation_authors", "eprints.creators_name", "bepress_citation_author", "dc.creator", "dcterms.creator"),
    "editors": ("citation_editor", "eprints.editors_name"),
    "issued": (
        "citation_publication_date",
        "citation_cover_date",
        "citation_date",
        "citation_online_date",
        "citation_year",
        "eprints.date",
        "bepress_citation_date",
        "prism.publicationdate",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
    ),
    "container_title": (
        "citation_journal_title",
        "citation_inbook_title",
        "citation_book_title",
        "citation_conference_title",
        "eprints.publication",
        "eprints.book_title",
        "eprints.event_title",
        "bepress_citation_journal_title",
        "prism.publicationname",
        "dc.relation.ispartof",
    ),
    "collection_title": ("citation_series_title", "eprints.series"),
    "publisher": (
        "citation_publisher",
        "eprints.publisher",
        "citation_dissertation_institution",
        "citation_technical_report_institution",
        "dc.publisher",
        "eprints.institution",
    ),
    "volume": ("citation_volume", "eprints.volume", "prism.volume"),
    "issue": ("citation_issue", "eprints.number", "prism.number"),
    "page": ("eprints.pagerange", "citation_pages"),
    "doi": (
        "citation_doi",
        "prism.doi",
        "eprints.id_number",
        "eprints.doi",
        "dc.identifier",
        "doi",
        "bepress_citation_doi",
        "eprints.official_url",
    ),
    "pmid": ("citation_pmid",),
    "language": ("citation_language", "dc.language", "dcterms.language"),
    "url": ("citation_abstract_html_url", "citation_public_url", "eprints.official_url", "bepress_citation_abstract_html_url"),
    "type": ("eprints.type", "citation_article_type", "dc.type"),
}
"""Field -> names of meta tags that hold it, best first."""
_ABSTRACTS = ("citation_abstract", "eprints.abstract", "dcterms.abstract", "dc.description.abstract", "dc.description", "dc.description")
_KEYWORDS = ("citation_keywords", "eprints.keywords")
_PAPER_TYPES = frozenset(
    (
        "ScholarlyArticle",
        "MedicalScholarlyArticle",
        "Article",
        "NewsArticle",
        "BlogPosting",
        "Report",
        "Book",
        "Chapter",
        "Thesis",
        "TechArticle",
        "CreativeWork",
        "PublicationIssue",
    )
)
_SPLIT = re.compile(r"\s*[;|\n]\s*")


@lru_cache(maxsize=2)
def read_meta(html: str) -> Meta:
    """Give the meta tags of a page: name in small letters -> contents, in order."""
    found: dict[str, list[str]] = {}
    for node in parse_page(html).css("meta[content]"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").lower()
        content = read_fragment(attributes.get("content") or "")
        if name and content:
            found.setdefault(name, []).append(content)
    return {name: tuple(values) for name, values in found.items()}


def read_head(html: str | None) -> dict[str, Any]:
    """Give the fields of a record that the head of a page holds; nothing of it is guessed."""
    if html is None:
        return {}
    meta = read_meta(html)
    record: dict[str, Any] = {name: _first(meta, tags) for name, tags in FIELDS.items() if name not in _LISTS}
    record |= {
        "authors": _names(meta, "authors"),
        "editors": _names(meta, "editors"),
        "issued": next(filter(None, map(parse_date, _values(meta, FIELDS["issued"]))), None),
        "doi": next(filter(None, map(parse_doi, _values(meta, FIELDS["doi"]))), None),
        "page": record["page"] or _page(meta),
        "issn": _serials(meta, ("citation_issn", "eprints.issn", "prism.issn", "prism.eissn"), normal_issn),
        "isbn": _serials(meta, ("citation_isbn", "eprints.isbn"), normal_isbn),
        "keywords": tuple(dict.fromkeys(part for value in _values(meta, _KEYWORDS) for part in _SPLIT.split(value) if part)),
        "abstract": next((value for value in _values(meta, _ABSTRACTS) if len(value) > _MIN_ABSTRACT), None),
    }
    return {name: value for name, value in record.items() if value}


def _values(meta: Meta, names: Iterable[str]) -> Iterator[str]:
    """Give the contents of the tags with these names, in this order."""
    return (value for name in names for value in meta.get(name, ()))


_LISTS = frozenset(("authors", "editors", "issued", "doi"))
_MIN_ABSTRACT = 10


def has_citation(html: str | None) -> bool:
    """Say whether a page carries the tags of a scholarly work."""
    return html is not None and any(name in ("citation_title", "eprints.title", "bepress_citation_title") for name in read_meta(html))


def read_page_title(html: str | None) -> str | None:
    """Give what a page calls itself: the title for sharing, else the one of its window."""
    if html is None:
        return None
    meta = read_meta(html)
    title = parse_page(html).css_first("title")
    return _first(meta, ("og:title", "twitter:title")) or (read_fragment(title.text() or "") if title else None) or None


def read_linked(html: str | None) -> list[dict[str, Any]]:
    """Give the descriptions of works in a page's JSON-LD, in order; what is no good JSON is passed over."""
    if html is None or "ld+json" not in html:
        return []
    scripts = parse_page(html).css('script[type="application/ld+json"]')
    return [item for script in scripts for item in _works(_json(script.text() or ""))]


def _json(text: str) -> Any:  # noqa: ANN401
    try:
        return json.loads(text[:500_000])
    except (ValueError, RecursionError):
        return None


def _works(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Find objects of a type that is a work, also inside ``@graph`` and ``mainEntity``."""
    if isinstance(value, list):
        for item in value[:100]:
            yield from _works(item, depth)
    elif isinstance(value, dict) and depth < len(("page", "graph", "entity")):
        types = value.get("@type")
        if _PAPER_TYPES.intersection(kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)):
            yield value
        for key in ("@graph", "mainEntity"):
            yield from _works(value.get(key), depth + 1)


def _first(meta: Meta, names: Iterable[str]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _names(meta: Meta, field: str) -> tuple[Name, ...]:
    """Read the names under the first kind of tag that has any: a tag each, or one tag with a list."""
    values = next((meta[name] for name in FIELDS[field] if name in meta), ())
    names = [parse_name(value) for value in values] if len(values) > 1 else [*parse_names(values[0])] if values else []
    return tuple(dict.fromkeys(name for name in names if name))


def _page(meta: Meta) -> str | None:
    first, last = _first(meta, ("citation_firstpage", "prism.startingpage")), _first(meta, ("citation_lastpage", "prism.endingpage"))
    return f"{first}-{last}" if first and last and last != first else first


def _serials(meta: Meta, names: Iterable[str], normal: Any) -> tuple[str, ...]:  # noqa: ANN401
    values = (normal(part) for name in names for value in meta.get(name, ()) for part in re.split(r"[;, ]+", value))
    return tuple(dict.fromkeys(value for value in values if value))
