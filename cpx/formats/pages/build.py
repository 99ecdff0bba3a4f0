"""From the labelled fields of a page to the fields of a record: the part that all kinds of page share."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cpx.domain.characters import fold_space
from cpx.domain.dates import parse_date
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.identifiers import NORMAL, find_dois, normal_isbn, normal_issn, normal_url, parse_doi
from cpx.domain.people import parse_names
from cpx.domain.record import Identifier, Name, Record
from cpx.domain.text import ABSTRACT, Text, guess_language, tidy_abstract
from cpx.formats.markup import jats_abstract
from cpx.formats.pages.fields import Fields, unmark
from cpx.formats.pages.furniture import is_furniture
from cpx.formats.pages.terms import read_licence, read_terms, read_type

_ISBN = re.compile(r"(?<![\d-])(?:97[89][- ]?)?\d(?:[- ]?\d){8}[- ]?[\dXx](?![\d-])")
_ISSN = re.compile(r"(?<![\d-])\d{4}-?\d{3}[\dXx](?![\d-])")
_PMID = re.compile(r"\bPMID:?\s*(\d{1,9})\b|pubmed(?:\.ncbi\.nlm\.nih\.gov|/)\W?(\d{5,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\s?\d{4,9}\b")
_DOI = re.compile(r"(?:https?://\S{0,40})?10\.\d{4,9}/\S+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_RIGHTS = re.compile(
    r"(?:©|\(c\)\s|copyright\b|crown copyright|published by|this (?:is an open|article is|work is|article was)|all rights reserved"
    r"|\[.{0,40}abstract.{0,30}\]$)",
    re.IGNORECASE,
)
_BODY_START = re.compile(
    r"(?:\d{1,2}\.?\s+|[IVX]{1,3}\.\s+)?(?:introduction|background|main(?: text)?|full text|article text|text|content|what (?:is"
    r"|this).{0,60})",
    re.IGNORECASE,
)
_SUMMARY = re.compile(
    r"strengths and limitations of this study|key messages|article summary|plain[- ](?:english|language) summary|lay (?:summary|abstract)"
    r"|highlights|"
    r"practitioner points|contributions? to the literature|graphical abstract|video abstract|peer review reports",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"(?:1|I)\.?\s+\S.{2,60}")
_LANGUAGES = {
    "english": "en",
    "eng": "en",
    "chinese": "zh",
    "french": "fr",
    "german": "de",
    "spanish": "es",
    "portuguese": "pt",
    "italian": "it",
    "dutch": "nl",
    "swedish": "sv",
}
_TAGS = re.compile(r"</?(?:jats:)?(?:p|sec|title|italic|bold|i|b|sup|sub|list|list-item)\b[^<>]{0,100}>")
_SAYS_ABSTRACT = re.compile(r"^\s*abstract(?=\s|<)\s*", re.IGNORECASE)
_GLUED_ABSTRACT = re.compile(r"^Abstract(?=[A-Z][a-z])")
_JOURNAL_PARTS = re.compile(
    r"\s*(?:[,|](?=\s*(?:\d|№|vol|issue|iss|no\b|pp?\b))|(?<=\d),)\s*|(?<!issue)(?<!no)\s+(?=\d{1,3}/(?:19|20)\d\d$)", re.IGNORECASE
)
_FIGURES = re.compile(r"(?:(?:№|vol(?:ume)?|issue|iss|no|pp?|pages?)\.?\s*)?[\d(][\d\s()/–-]*", re.IGNORECASE)
_FIGURE_PARTS = {
    "issued": re.compile(r"\b((?:19|20)\d\d)\b"),
    "volume": re.compile(r"\bvol(?:ume)?\.?\s*(\d+)", re.IGNORECASE),
    "issue": re.compile(r"(?:№|\bissue|\bno\.?)\s*(\d+)", re.IGNORECASE),
    "page": re.compile(r"\bpp?\.?\s*(\d+(?:\s?[-–]\s?\d+)?)", re.IGNORECASE),
}
_ALONE, _FEW_WORDS = 60, 5
_MIN_ABSTRACT, _LONG_ABSTRACT, MAX_ABSTRACT = 20, 900, 30_000


def combine(*sources: dict[str, Any]) -> dict[str, Any]:
    """Put descriptions of one work together: for each field the first source that has it."""
    merged: dict[str, Any] = {}
    for source in sources:
        merged.update({name: value for name, value in source.items() if value and not merged.get(name)})
    return merged


def best_date(*dates: str | None) -> str | None:
    """Give the first date, or a later one that says more of the same time (2019 -> 2019-09-12)."""
    known = [date for date in dates if date]
    return max((date for date in known if date.startswith(known[0])), key=len) if known else None


def fuller_names(first: tuple[Name, ...], second: tuple[Name, ...]) -> tuple[Name, ...]:
    """Give of two lists of the same people the one that spells their names out or names more of them; else the first that is not empty."""
    same = [name.family for name in first] == [name.family for name in second[: len(first)]]
    longer = sum(len(name.given or "") for name in second) > sum(len(name.given or "") for name in first)
    return second if not first or (same and longer) else first


def make_record(kind: str, raw: str, fields: dict[str, Any]) -> Record:
    """Make a record of a page from its fields; ``kind`` is the name of the format, ``raw`` the page's own text."""
    known = {name: value for name, value in fields.items() if name in Record.__dataclass_fields__ and value}
    return Record(source="text" if kind == "plain" else f"page:{kind}", raw=raw, **known)


def from_fields(fields: Fields) -> dict[str, Any]:
    """Give what the labels of a page say, in the form of a record's fields."""
    dated = next((date for line in fields.lines("issued") if (date := parse_date(without_dois(line)))), None)
    return {
        "issued": dated,
        "title": fields.text("title"),
        "authors": _people(fields.lines("authors")),
        "editors": _people(fields.lines("editors")),
        "doi": next((doi for name in ("doi", "uri", "url", "citation") for line in fields.lines(name) for doi in _dois(line)), None),
        "identifiers": tuple(_identifiers(fields)),
        "url": next(
            (url for name in ("uri", "url") for line in fields.lines(name) if (url := find_url(line)) and not parse_doi(url)), None
        ),
        **read_journal(fields.first("container_title") or ""),
        "collection_title": _plain(fields.first("collection_title")),
        "publisher": _plain(fields.first("publisher")),
        **{name: value for name in ("volume", "issue") if (value := _figure(fields.first(name)))},
        **({"page": page} if (page := _pages(fields.first("page"))) else {}),
        "number": _figure(fields.first("number")),
        "issn": find_issns(" ".join(fields.lines("issn"))),
        "isbn": find_isbns(" ".join(fields.lines("isbn"))),
        "keywords": read_terms(fields.lines("keywords")),
        "subjects": read_terms(fields.lines("subjects")),
        "licence": read_licence(fields.text("licence")),
        "type": read_type(fields.first("type")),
        "language": _LANGUAGES.get(fields.text("language").lower()),
    }


def make_abstracts(blocks: Iterable[Sequence[str]]) -> tuple[Text, ...]:
    """Make the abstracts of a work, one a language, from the lines under each label: the first of each language counts."""
    texts: dict[str | None, Text] = {}
    for block in blocks:
        content = tidy_abstract(_untag("\n".join(cut_abstract(block))))
        if _MIN_ABSTRACT <= len(content) <= MAX_ABSTRACT and not _is_outline(block):
            language = guess_language(content)
            texts.setdefault(language, Text(content, ABSTRACT, language))
    return tuple(texts.values())


def _is_outline(lines: Sequence[str]) -> bool:
    """Tell the contents of an article (its headings only, a line each) from an abstract."""
    filled = [unmark(line) for line in lines if line]
    return len(filled) > 1 and all(
        heading_kinds(line) or (len(line.split()) < _FEW_WORDS and not line.endswith((".", "。"))) for line in filled
    )


def _untag(text: str) -> str:
    """Take out the markup and the escapes that some pages print instead of using them."""
    if _TAGS.search(text):
        text = jats_abstract(_SAYS_ABSTRACT.sub("", text))
    return _GLUED_ABSTRACT.sub("", text).replace("\\'", "'")


def read_journal(text: str) -> dict[str, str | None]:
    """Read the line under "Journal": the name, and what may stand beside it (``BMC Health Serv Res, 2021, № 1``)."""
    parts = [part.strip() for part in _JOURNAL_PARTS.split(fold_space(unmark(text))) if part.strip()]
    names = [part for part in parts if not _FIGURES.fullmatch(part)]
    rest = ", ".join(part for part in parts if _FIGURES.fullmatch(part))
    figures = {name: match[1] for name, pattern in _FIGURE_PARTS.items() if (match := pattern.search(rest))}
    return {"container_title": ", ".join(names).strip(" .,;:") or None, **figures}


def abstract_blocks(fields: Fields) -> Iterator[Sequence[str]]:
    """Give the lines under each label of an abstract."""
    return (lines for name, lines in fields.blocks if name == "abstract" and any(lines))


def cut_abstract(lines: Sequence[str]) -> list[str]:
    """Leave of the lines under "Abstract" those that are the abstract: not the body of the article, not rights, not buttons."""
    kept: list[str] = []
    length = 0
    for line in lines:
        plain = unmark(line)
        if length and _starts_body(line, plain, length, kept):
            break
        if plain and not _RIGHTS.match(plain) and not _ADDRESS.fullmatch(plain) and not is_furniture(line):
            kept.append(plain)
            length += len(plain)
    return kept


def _starts_body(line: str, plain: str, length: int, kept: Sequence[str]) -> bool:
    """Say whether the article itself begins here: a numbered heading, an introduction after the abstract, a heading of no abstract."""
    if not plain or len(plain) > _ALONE:
        return False
    if plain in kept or (_NUMBERED.fullmatch(plain) and not plain.endswith(".")):
        return True
    if _SUMMARY.fullmatch(plain):
        return True
    if _BODY_START.fullmatch(plain):
        return length > _LONG_ABSTRACT or not _is_headed(kept)
    return line.startswith("#") and not heading_kinds(plain) - {NONE}


def _is_headed(kept: Sequence[str]) -> bool:
    return bool(heading_kinds(kept[0][:_ALONE].split(":")[0])) and len(kept) == 1


def without_dois(text: str) -> str:
    """Take DOIs out of a text: their figures look like years."""
    return _DOI.sub(" ", text)


def find_url(text: str) -> str | None:
    """Give the first web address of a text."""
    found = _ADDRESS.search(text)
    return normal_url(found[0].rstrip(".,;)")) if found else None


def find_isbns(text: str) -> tuple[str, ...]:
    """Give the ISBNs of a text, each once."""
    return tuple(dict.fromkeys(isbn for match in _ISBN.finditer(text) if (isbn := normal_isbn(match[0]))))


def find_issns(text: str) -> tuple[str, ...]:
    """Give the ISSNs of a text, each once."""
    return tuple(dict.fromkeys(issn for match in _ISSN.finditer(text) if (issn := normal_issn(match[0]))))


def find_pubmed_ids(text: str) -> tuple[Identifier, ...]:
    """Give the PubMed and PubMed Central ids that a text names first."""
    pmid, pmcid = _PMID.search(text), _PMCID.search(text)
    found = [Identifier("pmid", pmid[1] or pmid[2])] if pmid else []
    return (*found, Identifier("pmcid", pmcid[0].replace(" ", ""))) if pmcid else tuple(found)


def _dois(line: str) -> tuple[str, ...]:
    doi = parse_doi(line)
    return (doi,) if doi else find_dois(line)


def _identifiers(fields: Fields) -> Iterator[Identifier]:
    for scheme, name in (("pmid", "pmid"), ("pmcid", "pmcid"), ("handle", "uri")):
        values = (NORMAL[scheme](token) for line in fields.lines(name) for token in line.split())
        value = next((value for value in values if value), None)
        if value and (scheme != "handle" or "handle" in fields.text(name)):
            yield Identifier(scheme, value)


def _people(lines: Sequence[str]) -> tuple[Name, ...]:
    """Read names from the lines under a label, one or several a line, each person once."""
    plain = [unmark(line) for line in lines if line]
    joined = "\n".join(plain) if len(plain) > 1 else "".join(plain)
    names = [name for line in joined.split("\n") for name in parse_names(line)]
    return tuple(dict.fromkeys(names))


def _plain(text: str | None) -> str | None:
    return fold_space(unmark(text)).strip(" .,;:") or None if text else None


def _figure(text: str | None) -> str | None:
    plain = _plain(text)
    return plain if plain and len(plain) <= len("supplement 1, part 12") else None


def _pages(text: str | None) -> str | None:
    plain = _plain(text)
    if not plain or len(plain) > len("e1234567-e1234599, S12"):
        return None
    return re.sub(r"\s*[-–—]\s*", "-", re.sub(r"^pp?\.?\s*", "", plain)) if any(map(str.isdigit, plain)) else None
