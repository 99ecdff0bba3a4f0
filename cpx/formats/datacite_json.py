"""DataCite's metadata: one DOI's attributes to a record, and files of them (an answer, a list of DOIs, JSON lines).

The shape is that of https://support.datacite.org/docs/datacite-metadata-schema-v46 as the REST API writes it; every field may be
missing or of another type than announced.
"""

import re
from collections.abc import Callable, Container, Iterator
from typing import Any

from cpx.domain.csl_types import CSL_TYPES
from cpx.domain.dates import parse_date, year_of
from cpx.domain.identifiers import NORMAL, normal_doi, normal_isbn, normal_issn, normal_orcid, normal_url
from cpx.domain.people import is_organisation, parse_name, parse_names
from cpx.domain.record import Funder, Identifier, Name, Record, Reference
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.datacite_tables import CITES, DATES, IN_CONTAINERS, OWN_TYPES, RELATIONS, SCHEMES, SERIES, TYPES
from cpx.formats.json_text import compact_json, each_object, looks_like_json
from cpx.formats.values import abstract_of, dicts_of, language_of, licence_of, normal_all, number_of, text_of

_NOTHING = re.compile(r"[(\[:]*(?:unav|unas|unal|unap|unkn|none|null|tba|etal|unknown|n/?a|n\.a\.?|not available|-)[)\]:]*", re.IGNORECASE)
"""DataCite's codes for values that nobody knows, and what people write in their place."""
_YEARS = re.compile(r"\s*\([^()]*[0-9]{4}")
"""Where the years of a life begin, that museums write behind a name."""
_ARTICLE = re.compile(r"\b(?:of|the|for)\b", re.IGNORECASE)
"""People's names have none of these words."""
_LICENCE_ID = re.compile(r"cc[- ](?P<kind>by(?:-nc)?(?:-nd|-sa)?|0|zero)[- ](?P<version>[0-9]\.[0-9])", re.IGNORECASE)
_KEYS = re.compile(
    r'"(?:titles|creators|publicationYear|resourceTypeGeneral|relatedIdentifiers|descriptions|rightsList|fundingReferences|contributors)"\s*:'
)
_HEAD = 60_000
_SOME_KEYS = 3


def read_record(attributes: dict[str, Any]) -> Record:
    """Turn the attributes of a DOI into a record. Never raises, whatever the types."""
    doi = normal_doi(text_of(attributes.get("doi")) or "")
    kind = _type(attributes)
    fields = {name: read(attributes) for name, read in _FIELDS.items()}
    return Record(
        source="datacite",
        source_id=doi,
        doi=doi,
        type=kind,
        texts=tuple(_abstracts(attributes)),
        raw=compact_json(attributes),
        **_place(attributes, kind),
        **fields,
    )


def _type(attributes: dict[str, Any]) -> str | None:
    types = _dict(attributes, "types")
    general = (_said(types.get("resourceTypeGeneral")) or "").lower()
    own = (_said(types.get("resourceType")) or "").lower()
    told = text_of(types.get("citeproc"))
    guessed = "document" if told == "article" else told  # DataCite calls all that it has no name for an article
    found = TYPES.get(general) or next((kind for word, kind in OWN_TYPES.items() if word in own), guessed)
    return found if found in CSL_TYPES else None


def _titles(attributes: dict[str, Any], kind: str | None) -> list[str]:
    rows = dicts_of(attributes.get("titles"))
    return [title for row in rows if text_of(row.get("titleType")) == kind and (title := _said(row.get("title")))]


def _title(attributes: dict[str, Any]) -> str | None:
    title = next(iter(_titles(attributes, None)), None) or next(iter(_titles(attributes, "Other")), None)
    subtitle = next(iter(_titles(attributes, "Subtitle")), None)
    if not title or not subtitle or subtitle.casefold() in title.casefold():
        return title
    return f"{title}{' ' if title[-1] in '?!:.' else ': '}{subtitle}"


def _people(rows: object, kind: str | None = None) -> tuple[Name, ...]:
    people = (row for row in dicts_of(rows) if kind is None or text_of(row.get("contributorType")) == kind)
    return tuple(dict.fromkeys(name for row in people for name in _names(row)))


def _names(row: dict[str, Any]) -> Iterator[Name]:
    family, given, printed = (_said(row.get(key)) for key in ("familyName", "givenName", "name"))
    orcid = _orcid(row.get("nameIdentifiers"))
    if family:
        yield Name(family, given, None, orcid)
    elif printed:
        yield from _printed_names(row, _YEARS.split(printed)[0], orcid)


def _printed_names(row: dict[str, Any], whole: str, orcid: str | None) -> Iterator[Name]:
    if ";" in whole:
        yield from parse_names(whole)
    elif _is_body(row, whole):
        yield Name(literal=whole, orcid=orcid)
    elif name := parse_name(whole):
        yield Name(name.family, name.given, name.literal, orcid)


def _is_body(row: dict[str, Any], name: str) -> bool:
    return text_of(row.get("nameType")) == "Organizational" or is_organisation(name) or " " not in name or bool(_ARTICLE.search(name))


def _orcid(rows: object) -> str | None:
    return next(filter(None, (normal_orcid(text_of(row.get("nameIdentifier")) or "") for row in dicts_of(rows))), None)


def _issued(attributes: dict[str, Any]) -> str | None:
    """Give the date of publication: of several that agree in the year the most exact."""
    kinds = [(text_of(row.get("dateType")), _date(row.get("date"))) for row in dicts_of(attributes.get("dates"))]
    dates = [date for wanted in DATES for kind, date in kinds if kind == wanted and date]
    year = year_of(_date(attributes.get("publicationYear"))) or year_of(next(iter(dates), None))
    fitting = [date for date in dates if year_of(date) == year]
    return max(fitting, key=len, default=None) or (str(year) if year else None)


def _date(value: object) -> str | None:
    return parse_date((text_of(value) or "").partition("T")[0].partition("/")[0])


def _place(attributes: dict[str, Any], kind: str | None) -> dict[str, Any]:
    """Give where the work stands: title of container or series, volume, issue, number, pages, ISSN and ISBN."""
    within = _dict(attributes, "container")
    item = next((row for row in dicts_of(attributes.get("relatedItems")) if text_of(row.get("relationType")) == "IsPublishedIn"), {})
    title = _said(within.get("title")) or next(iter(_titles(item, None)), None)
    place = text_of(within.get("type"))
    is_container = kind in IN_CONTAINERS or place == "Journal"
    return {
        "container_title": title if is_container else None,
        "collection_title": title if place in SERIES and not is_container else None,
        "page": _pages(within) or _pages(item),
        "issn": _numbers(attributes, within, item, "ISSN", normal_issn),
        "isbn": _numbers(attributes, within, item, "ISBN", normal_isbn),
        **{name: number_of(within.get(name)) or number_of(item.get(name)) for name in ("volume", "issue", "number")},
    }


def _pages(within: dict[str, Any]) -> str | None:
    first, last = number_of(within.get("firstPage")), number_of(within.get("lastPage"))
    return f"{first}-{last}" if first and last and first != last else first


def _numbers(
    attributes: dict[str, Any], within: dict[str, Any], item: dict[str, Any], kind: str, normal: Callable[[str], str | None]
) -> tuple[str, ...]:
    """Give the ISSNs or ISBNs of the container, and the work's own."""
    held = _dict(item, "relatedItemIdentifier")
    rows = (
        (within.get("identifierType"), within.get("identifier")),
        (held.get("relatedItemIdentifierType"), held.get("relatedItemIdentifier")),
        *((row.get("relatedIdentifierType"), row.get("relatedIdentifier")) for row in _related(attributes, {"IsPartOf", "IsPublishedIn"})),
        *((row.get("identifierType"), row.get("identifier")) for row in dicts_of(attributes.get("identifiers"))),
    )
    return normal_all([value for name, value in rows if text_of(name) in {kind, f"E{kind}", f"L{kind}"}], normal)


def _related(attributes: dict[str, Any], relations: Container[str | None]) -> list[dict[str, Any]]:
    return [row for row in dicts_of(attributes.get("relatedIdentifiers")) if text_of(row.get("relationType")) in relations]


def _identifiers(attributes: dict[str, Any]) -> tuple[Identifier, ...]:
    rows = [(row.get("identifierType"), row.get("identifier")) for row in dicts_of(attributes.get("identifiers"))]
    rows += [
        (row.get("alternateIdentifierType"), row.get("alternateIdentifier")) for row in dicts_of(attributes.get("alternateIdentifiers"))
    ]
    known = ((SCHEMES.get((text_of(kind) or "").lower()), text_of(value) or "") for kind, value in rows)
    return tuple(dict.fromkeys(Identifier(scheme, normal) for scheme, value in known if scheme and (normal := NORMAL[scheme](value))))


def _abstracts(attributes: dict[str, Any]) -> Iterator[Text]:
    for row in dicts_of(attributes.get("descriptions")):
        if text_of(row.get("descriptionType")) == "Abstract" and _said(row.get("description")):
            yield from abstract_of(row.get("description"), language_of(row.get("lang")))


def _subjects(attributes: dict[str, Any], *, of_a_scheme: bool) -> tuple[str, ...]:
    """Give the words that the authors chose, or those taken from a scheme."""
    rows = (row for row in dicts_of(attributes.get("subjects")) if bool(text_of(row.get("subjectScheme"))) is of_a_scheme)
    words = (part.strip() for row in rows for part in (_said(row.get("subject")) or "").split(";"))
    return tuple(dict.fromkeys(filter(None, words)))


def _licence(attributes: dict[str, Any]) -> str | None:
    rows = list(dicts_of(attributes.get("rightsList")))
    return next(filter(None, (licence_of(row.get("rightsUri")) or _licence_of_id(row) for row in rows)), None)


def _licence_of_id(row: dict[str, Any]) -> str | None:
    hit = _LICENCE_ID.fullmatch(text_of(row.get("rightsIdentifier")) or "")
    if hit is None:
        return None
    return f"CC0 {hit['version']}" if hit["kind"].lower() in {"0", "zero"} else f"CC {hit['kind'].upper()} {hit['version']}"


def _funders(attributes: dict[str, Any]) -> tuple[Funder, ...]:
    awards: dict[str, dict[str, None]] = {}
    for row in dicts_of(attributes.get("fundingReferences")):
        if name := _said(row.get("funderName")):
            awards.setdefault(name, {}).update(dict.fromkeys(filter(None, [_said(row.get("awardNumber"))])))
    return tuple(Funder(name, tuple(numbers)) for name, numbers in awards.items())


def _references(attributes: dict[str, Any]) -> tuple[Reference, ...]:
    dois = (_doi_of(row) for row in _related(attributes, CITES))
    return tuple(Reference(doi, doi) for doi in dict.fromkeys(filter(None, dois)))


def _doi_of(row: dict[str, Any]) -> str | None:
    return normal_doi(text_of(row.get("relatedIdentifier")) or "") if text_of(row.get("relatedIdentifierType")) == "DOI" else None


def _extra(attributes: dict[str, Any]) -> dict[str, Any]:
    relation: dict[str, list[dict[str, str]]] = {}
    for row in _related(attributes, RELATIONS):
        if doi := _doi_of(row):
            relation.setdefault(RELATIONS[text_of(row["relationType"]) or ""], []).append({"id-type": "doi", "id": doi})
    others = [*_titles(attributes, None)[1:], *_titles(attributes, "AlternativeTitle"), *_titles(attributes, "TranslatedTitle")]
    kept = {
        "version": _said(attributes.get("version")),
        "resource-type": _said(_dict(attributes, "types").get("resourceType")),
        "relation": relation,
        "other-titles": others,
    }
    return {name: value for name, value in kept.items() if value}


def _dict(value: dict[str, Any], key: str) -> dict[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _said(value: object) -> str | None:
    """Give a text, unless it only says that nothing is known."""
    text = text_of(value)
    return text if text and not _NOTHING.fullmatch(text) else None


_FIELDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "title": _title,
    "authors": lambda attributes: _people(attributes.get("creators")),
    "editors": lambda attributes: _people(attributes.get("contributors"), "Editor"),
    "issued": _issued,
    "publisher": lambda attributes: _said(_dict(attributes, "publisher").get("name")) or _said(attributes.get("publisher")),
    "language": lambda attributes: language_of(attributes.get("language")),
    "identifiers": _identifiers,
    "url": lambda attributes: normal_url(text_of(attributes.get("url")) or ""),
    "keywords": lambda attributes: _subjects(attributes, of_a_scheme=False),
    "subjects": lambda attributes: _subjects(attributes, of_a_scheme=True),
    "licence": _licence,
    "funders": _funders,
    "references": _references,
    "extra": _extra,
}
"""Field of a record -> how it is read from DataCite's attributes."""


def _score(source: Source) -> float:
    head = source.text[:_HEAD]
    if not looks_like_json(head) or '"doi"' not in head:
        return 0.0
    keys = len(set(_KEYS.findall(head)))
    return 0.93 if keys >= _SOME_KEYS and '"attributes"' in head else 0.0


def _load(source: Source) -> Iterator[Record | Problem]:
    for item in each_object(source.text, _unwrap):
        if isinstance(item, Problem):
            yield item
        else:
            for value in _each(item.value):
                yield _read_item(item.where, value)


def _unwrap(value: object) -> object:
    """Give the DOIs of a list."""
    return value["data"] if isinstance(value, dict) and isinstance(value.get("data"), list) else value


def _each(value: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give the objects that hold attributes: within a record, an answer, or a list of them."""
    inner = value.get("record", value.get("data"))
    if isinstance(inner, dict):
        yield from _each(inner)
    elif isinstance(inner, list):
        yield from dicts_of(inner)
    else:
        yield value


def _read_item(where: str, value: dict[str, Any]) -> Record | Problem:
    record = read_record(_dict(value, "attributes"))
    return record if record.doi or record.title else Problem(where, "neither a DOI nor a title")


FORMAT = Format("datacite-json", "DataCite metadata (JSON)", _score, _load)
