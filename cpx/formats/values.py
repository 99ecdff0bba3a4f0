"""Values out of other people's JSON: whatever the type was meant to be, what comes back is clean text, or nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from cpx.domain.dates import from_date_parts, parse_date
from cpx.domain.identifiers import normal_isbn, normal_orcid
from cpx.domain.people import parse_name, parse_names
from cpx.domain.record import Name
from cpx.domain.text import ABSTRACT, Text, guess_language, tidy_abstract
from cpx.formats.markup import jats_abstract, plain

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]{1,20})?")
_SHORT = {
    "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "spa": "es", "por": "pt", "ita": "it", "dut": "nl",
    "nld": "nl", "swe": "sv", "nor": "no", "nob": "nb", "dan": "da", "fin": "fi", "chi": "zh", "zho": "zh", "jpn": "ja",
    "kor": "ko", "rus": "ru", "pol": "pl", "tur": "tr", "ara": "ar", "cze": "cs", "ces": "cs", "hun": "hu", "gre": "el",
    "ell": "el", "rum": "ro", "ron": "ro", "ukr": "uk", "heb": "he", "per": "fa", "fas": "fa", "hin": "hi", "cat": "ca",
}  # fmt: skip
"""Codes of three letters (ISO 639-2) that libraries use -> the two letters of BCP 47."""
_CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>by(?:-nc)?(?:-nd|-sa)?)|publicdomain/(?P<public>zero|mark))/(?P<version>[0-9]\.[0-9])",
    re.IGNORECASE,
)
_BETWEEN_ISBNS = re.compile(r"[,;/]|\s(?=97[89])|(?<=\d)\s(?=\(|[A-Za-z])")
_PUBLIC = {"zero": "CC0", "mark": "Public Domain Mark"}
_MAX_NUMBER = 200
"""A volume, issue or page is shorter than this."""


def text_of(value: object) -> str | None:
    """Give a string or number as one clean line; None for everything else and for nothing. Of a list the first that holds anything."""
    if isinstance(value, list):
        return next(filter(None, map(text_of, value)), None)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    return plain(str(value)) or None


def number_of(value: object) -> str | None:
    """Give a volume, issue or page as text; None where it is far too long to be one."""
    text = text_of(value)
    return text if text and len(text) <= _MAX_NUMBER else None


def texts_of(value: object) -> tuple[str, ...]:
    """Give the strings of a list (or a lone one), each once."""
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(filter(None, map(text_of, items))))


def dicts_of(value: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list."""
    yield from (item for item in value if isinstance(item, dict)) if isinstance(value, list) else ()


def normal_all(values: object, normal: Any) -> tuple[str, ...]:  # noqa: ANN401 - a function of cpx.domain.identifiers
    """Give the normal form of each identifier in a list, those that have one."""
    return tuple(dict.fromkeys(filter(None, map(normal, texts_of(values)))))


def isbns_of(value: object) -> tuple[str, ...]:
    """Give all ISBNs of a field that may hold several in one string."""
    parts = (part for text in texts_of(value) for part in _BETWEEN_ISBNS.split(text))
    return tuple(dict.fromkeys(filter(None, map(normal_isbn, parts))))


def split_list(value: object) -> tuple[str, ...]:
    """Give the parts of a list written as one string, at its semicolons if it has any, else at its commas; or a real list's strings."""
    if not isinstance(value, str):
        return texts_of(value)
    text = plain(value)
    return tuple(dict.fromkeys(filter(None, (part.strip() for part in text.split(";" if ";" in text else ",")))))


def language_of(value: object) -> str | None:
    """Give the primary subtag of a language tag, in lower case; ``eng`` and its like as two letters."""
    hit = _LANGUAGE.fullmatch(value.strip()) if isinstance(value, str) else None
    return _SHORT.get(hit[1].lower(), hit[1].lower()) if hit else None


def licence_of(address: object) -> str | None:
    """Name the Creative Commons licence of an address: ``CC BY 4.0``. None for every other."""
    hit = _CREATIVE_COMMONS.search(address) if isinstance(address, str) else None
    if hit is None:
        return None
    return f"{_PUBLIC[hit['public'].lower()] if hit['public'] else 'CC ' + hit['kind'].upper()} {hit['version']}"


def date_of(value: object) -> str | None:
    """Read a date of CSL or Crossref (``date-parts``, ``raw``, ``literal``), or one written out."""
    if not isinstance(value, dict):
        return parse_date(text_of(value) or "")
    written = text_of(value.get("raw") or value.get("literal")) or ""
    return from_date_parts(value.get("date-parts")) or parse_date(written)


def names_of(value: object) -> tuple[Name, ...]:
    """Read a list of names: CSL's or Crossref's objects, or lines as printed; a lone line is a list of names."""
    if isinstance(value, str):
        return parse_names(plain(value))
    return tuple(_each_name(value)) if isinstance(value, list) else ()


def _each_name(values: Iterable[object]) -> Iterator[Name]:
    for value in values:
        name = _name(value) if isinstance(value, dict) else parse_name(plain(value)) if isinstance(value, str) else None
        if name:
            yield name


def _name(value: dict[str, Any]) -> Name | None:
    family = _joined(value, " ", "dropping-particle", "non-dropping-particle", "family") if text_of(value.get("family")) else None
    given = _joined(value, ", ", "given", "suffix")
    orcid = normal_orcid(_joined(value, " ", "ORCID", "orcid") or "")
    if family:
        return Name(family, given, None, orcid)
    literal = _joined(value, " ", "literal") or _joined(value, " ", "name") or given
    return Name(literal=literal, orcid=orcid) if literal else None


def _joined(value: dict[str, Any], separator: str, *keys: str) -> str | None:
    return separator.join(filter(None, (text_of(value.get(key)) for key in keys))) or None


def abstract_of(value: object, language: str | None = None) -> tuple[Text, ...]:
    """Read an abstract, with or without markup, in its stored form; its language is told from its words, else taken as given."""
    content = tidy_abstract(jats_abstract(value)) if isinstance(value, str) else ""
    return (Text(content, ABSTRACT, guess_language(content) or language),) if content else ()
