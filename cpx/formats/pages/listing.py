"""Pages that list the chapters of one book or the articles of one journal, at an aggregator or a publisher."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.headings import heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.people import parse_names
from cpx.domain.record import Name, Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import find_isbns, find_issns, make_abstracts, make_record
from cpx.formats.pages.citation import read_figures
from cpx.formats.pages.cited import find_cited, read_cited
from cpx.formats.pages.entries import Entry, bare_pages, find_entries, is_title, own_journal
from cpx.formats.pages.fields import read_lines, unmark
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.meta import has_citation, read_head, read_page_title
from cpx.formats.pages.score import bounded, marks, score_marks
from cpx.formats.pages.terms import read_terms

NAME = "listing"
_MARKS = marks(
    (r"^\W*(?:total documents|latest publications|h-index)\b", 0.25),
    (
        (
            r"^\W*(?:table of contents|contents|in this issue|articles in this issue|list of issues|current issue|all issues"
            r"|browse (?:issues|articles|volumes))\W*$"
        ),
        0.2,
    ),
    (r"^\W*(?:book )?chapters?\W*$|^\W*chapter \d+\b|\(\d+ chapters\)|^\W*\d+ chapters\b", 0.15),
    (r"^\W*(?:volume|vol\.?)\s*\d+\s*,?\s*[(]?(?:issue|no\.?|number)?\s*\d*", 0.1),
    (r"^\W*published by\b|^\W*publisher\b|\bisbn\b|\bissn\b", 0.1),
    (r"^\W*(?:PMID|item type|depositing user|similar articles|mesh terms)\b", -0.3),
    (r"^\W*(?:references|reference list|bibliography)\W*$", -0.15),
)
_SERIES = re.compile(
    r"(?:advances|studies|research|contributions|progress|developments|topics|perspectives|explorations|readings|critical\s\w+"
    r"|new\s\w+)\s(?:in|on|to)\b.*|(?:routledge|palgrave|springer|sage|emerald|policy press|oxford|"
    r"cambridge|bloomsbury|elgar|igi)\b.*(?:series|studies|handbooks?|library|advances|briefs|companions?|elements)\b.*"
    r"|.*\b(?:book series|series|lecture notes\b.*|monographs|research notes)",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[-–—|]\s+")
_PUBLISHER = re.compile(
    r"(?:published\s+by|publisher|imprint)\s*:?\s+(?P<name>[^:]{2,80})|(?P<press>[A-Z][\w&' -]{2,60}(?:Press|Publishing|Publishers"
    r"|Publications|Routledge|Springer|Palgrave Macmillan|IGI Global|Emerald|Sage))",
    re.IGNORECASE,
)
_SERIES_LABEL = re.compile(
    r"(?:book\s+)?(?:part of the\s+)?(?:book\s+)?series(?:\s+title)?\s*:\s*(?P<name>.{3,150})"
    r"|part of the (?:book )?series:?\s*(?P<part>.{3,150})",
    re.IGNORECASE,
)
_EDITORS = re.compile(r"(?:edited\s+by|editors?(?:\(s\))?|volume editors?)\s*:?\s+(?P<names>.+)|(?P<before>.+)\(eds?\.?\)", re.IGNORECASE)
_VOLUME = re.compile(
    r"\bvol(?:ume)?\.?\s*(?P<volume>\d+)\W{0,4}(?:(?:issue|no|number|iss)\.?\s*(?P<issue>\d+(?:[-–/]\d+)?))?", re.IGNORECASE
)
_DATED = re.compile(
    r"(?:copyright|©|published|publication date|release date|first published|available).{0,40}?\b((?:19|20)\d\d)\b"
    r"|\b((?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|spring|summer|autumn|winter)\w* (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_BOOKISH = re.compile(r"\b(?:chapters?|isbn|edited by|editors?|book|handbook)\b", re.IGNORECASE)
_INTRODUCED = re.compile(r"(?P<name>[A-Z][^.!?]{2,80}?) (?:is|publishes|provides|offers) (?:an?|the|our)\b.*[.:]", re.DOTALL)
"""A sentence that says what a journal is: its subject is the name."""
_FOUND = re.compile(r"recently published documents|search results|results (?:for|found)|\d+ results\b", re.IGNORECASE)
"""A page of things found has no container."""
_HEAD = 600
_NOT_TITLE = re.compile(
    r"(?:volume|vol\.|issue|edited by)\b|(?:chapters?|books?|journals?|search|contents|table of contents)$|[\d\W]+$", re.IGNORECASE
)
_CITED = 0.5
_LABELLED, _PAIRED, _PER_ENTRY, _MAX_ENTRIES_COUNTED = 0.45, 0.25, 0.03, 8
_MAX_ENTRIES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """What the head of a listing says of the book or the journal."""

    title: str | None
    series: str | None
    publisher: str | None
    issued: str | None
    volume: str | None
    issue: str | None
    isbn: tuple[str, ...]
    issn: tuple[str, ...]
    editors: tuple[Name, ...]
    is_book: bool


def score(source: Source) -> float:
    """Say how sure it is that a page lists works: several entries with authors, under one container."""
    if is_dead(source.text):
        return 0.0
    lines, entries = _read_entries(source.text[:_LOOK])
    if not entries:
        return _CITED if len(find_cited(lines)) * 2 > sum(map(bool, lines)) else 0.0
    untitled = sum(entry.title is None for entry in entries)
    sourced = sum(bool(entry.source) for entry in entries) * 2 >= len(entries)
    base = _LABELLED if untitled or sourced or _is_labelled(source.text) else _PAIRED
    single = 0.5 if has_citation(source.html) and len(read_head(source.html).get("authors", ())) > 0 else 0.0
    return bounded(base + _PER_ENTRY * min(len(entries), _MAX_ENTRIES_COUNTED) + score_marks(source.text, _MARKS) - single)


_LOOK = 150_000


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the book, where it is one, then its chapters; or the articles of a journal. Each with its own abstract."""
    lines, entries = _read_entries(source.text)
    if not entries and (cited := find_cited(lines)):
        container = read_container([line for line in lines[: lines.index(cited[0].line)] if line], source)
        yield from read_cited(NAME, cited[:_MAX_ENTRIES], container.title, {**_in_journal(None, container, {}), "issued": container.issued})
        return
    if not entries:
        yield Problem("page", "no list of chapters or articles with authors was found")
        return
    makers, entries = _part_makers(entries[:_MAX_ENTRIES])
    container = read_container([line for line in lines[: entries[0].start] if line], source)
    container = replace(container, editors=container.editors or makers)
    book = f"isbn:{container.isbn[0]}" if container.isbn else f"book:{container.title or source.name}"
    if container.is_book:
        yield _book(container, book, source.text)
    for number, entry in enumerate(entries, start=1):
        yield _entry(entry, container, book, number)


def _part_makers(entries: list[Entry]) -> tuple[tuple[Name, ...], list[Entry]]:
    """Part the makers of the book from its chapters: they look like an entry with the book's own number."""
    first = entries[0]
    if len(entries) > 1 and first.title and find_isbns("\n".join(first.lines)):
        return parse_names("\n".join(first.names)), entries[1:]
    return (), entries


@lru_cache(maxsize=1)  # telling and reading a page need the same
def _read_entries(text: str) -> tuple[list[str], list[Entry]]:
    lines = read_lines(text)
    return lines, find_entries(lines)


def _is_labelled(text: str) -> bool:
    return len(re.findall(r"(?im)^\W*(?:author\(s\)|authors?)\s*:", text[:_LOOK])) > 1


def read_container(lines: Sequence[str], source: Source) -> Container:
    """Read the head of a listing."""
    plain = [unmark(line) for line in lines]
    text = "\n".join(plain)
    isbn, issn = find_isbns(text), find_issns(text)
    title, series = (None, None) if _FOUND.search(source.text[:_HEAD]) else _titles(lines, source)
    is_book = bool(isbn) or (not issn and _BOOKISH.search(text) is not None)
    volume, issue = (None, None) if is_book else _volume(plain)
    return Container(
        title=title if is_book or not series else f"{series} - {title}",
        series=_first_group(_SERIES_LABEL, plain) or (series if is_book else None),
        publisher=_first_group(_PUBLISHER, plain),
        issued=_issued(plain),
        volume=volume,
        issue=issue,
        isbn=isbn,
        issn=() if isbn else issn,
        editors=parse_names(_first_group(_EDITORS, plain) or ""),
        is_book=is_book,
    )


def _volume(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Give the volume and the issue that the head of a journal's page names."""
    match = next((match for line in lines if (match := _VOLUME.search(line))), None)
    return (match["volume"], match["issue"]) if match else (None, None)


def _titles(lines: Sequence[str], source: Source) -> tuple[str | None, str | None]:
    """Give the title of the container and its series, which some pages print before it on the same line."""
    headings = [line for line in lines if line.startswith("# ")]
    line = next((unmark(line) for line in [*headings, *lines] if _can_name(line)), None) or read_page_title(source.html)
    if not line:
        return None, None
    introduced = _INTRODUCED.match(line)
    line = introduced["name"] if introduced else line
    parts = _DASH.split(line, maxsplit=1)
    if len(parts) > 1 and _SERIES.fullmatch(parts[0]):
        return parts[1], parts[0]
    return (parts[0], parts[1]) if len(parts) > 1 and _SERIES.fullmatch(parts[1]) else (line, None)


def _can_name(line: str) -> bool:
    plain = unmark(line)
    return (
        (" " in plain or line.startswith("# "))
        and not _NOT_TITLE.match(plain)
        and not _PUBLISHER.fullmatch(plain)
        and (is_title(line) or line.startswith("# ") or plain[:1].isupper())
        and (not plain.endswith((".", "!", ";")) or _INTRODUCED.match(plain) is not None)
        and not find_isbns(plain)
    )


def _first_group(pattern: re.Pattern[str], lines: Sequence[str]) -> str | None:
    """Give what a labelled line says: the first group that matched."""
    for line in lines:
        match = pattern.fullmatch(line)
        value = next((group for group in match.groups() if group), None) if match else None
        if value:
            return value.strip(" .,;")
    return None


def _issued(lines: Sequence[str]) -> str | None:
    for line in sorted(lines, key=lambda line: _VOLUME.search(line) is None):
        match = _DATED.search(line)
        date = parse_date(match[1] or match[2]) if match else None
        if date:
            return date
    return None


def _book(container: Container, source_id: str, raw: str) -> Record:
    fields = {
        "type": "book",
        "title": container.title,
        "collection_title": container.series,
        "publisher": container.publisher,
        "isbn": container.isbn,
        "editors": container.editors,
        "issued": container.issued,
        "source_id": source_id,
    }
    return make_record(NAME, raw[:2_000], fields)


def _entry(entry: Entry, container: Container, book: str, number: int) -> Record:
    source = " ".join(entry.source)
    doi = next(iter(find_dois(source)), None)
    figures = read_figures(source.replace("◽", " "))
    held = _in_book(container, book) if container.is_book else _in_journal(entry, container, figures)
    own = {
        "title": entry.title,
        "authors": parse_names("\n".join(entry.names)),
        "doi": doi,
        "page": figures.get("page") or bare_pages(entry.source),
        "issued": _dated(entry.source) or container.issued,
        "keywords": read_terms(entry.keywords),
        "texts": _texts(entry.prose),
        "publisher": container.publisher,
        "source_id": doi or f"{book if container.is_book else container.title or 'listing'}#{number}",
    }
    return make_record(NAME, "\n".join(entry.lines).strip(), {**own, **held})


def _in_book(container: Container, book: str) -> dict[str, Any]:
    return {"type": "chapter", "part_of": book, "container_title": container.title}


def _in_journal(entry: Entry | None, container: Container, figures: dict[str, str | None]) -> dict[str, Any]:
    name = (own_journal(entry.source) if entry else None) or container.title
    return {
        "type": "article-journal" if name or container.issn else None,
        "container_title": name,
        "volume": figures.get("volume") or container.volume,
        "issue": figures.get("issue") or container.issue,
        "issn": container.issn,
    }


def _dated(lines: Sequence[str]) -> str | None:
    """Give the first date of an entry's source lines; figures inside a DOI are none."""
    return next((date for line in lines if (date := parse_date(_IN_DOI.sub("", line)))), None)


_IN_DOI = re.compile(r"10\.\d{4,9}/\S+")


def _texts(prose: Sequence[str]) -> tuple[Text, ...]:
    """Make the abstract of an entry from the prose below its authors; affiliations and teasers are too short."""
    kept = [line for line in prose if len(line) > _MIN_PROSE or line.endswith((".", "。", "?", "!")) or heading_kinds(line)]
    return make_abstracts([kept]) if sum(map(len, kept)) > _MIN_PROSE else ()


_MIN_PROSE = 90

FORMAT = Format(name=NAME, label="list of a book's chapters or a journal's articles", score=score, load=load)
