"""The entries of a listing: where each begins, and which of its lines are title, authors, source and abstract."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cpx.domain.people import is_organisation, looks_like_names
from cpx.formats.pages.fields import unmark
from cpx.formats.pages.furniture import is_furniture

_AUTHORS = re.compile(
    r"(?:author\(s\)|authors?|contributors?|chapter authors?|written by|by)\s*[:：]\s*(?P<names>.*)|by\s+(?P<by>[A-Z].*)", re.IGNORECASE
)
_SOURCE = re.compile(
    r"^in (?=[A-Z])|◽|\bdoi\b|10\.\d{4,9}/|^(?:pp?\.|pages?\b)[\s:]*[\divxlc]+|\bvol(?:ume)?\.?\s*\d|^(?:first )?published\b(?! by)"
    r"|^(?:online|available) |^\(?\d{1,4}\s?[-–]\s?\d{1,4}\)?$|^https?://"
    r"|\(\d{4}\)$|^\d{1,2} \w+ (?:19|20)\d\d$|^\w+ (?:19|20)\d\d$|^(?:19|20)\d\d$|^(?:open|free|restricted|full) access"
    r"|^pages?\s[\divxlc]|cited by|^\d+ pages$",
    re.IGNORECASE,
)
_JOURNAL_DAY = re.compile(
    r"(?P<journal>[A-Z][^.!?]{2,100})\.\s(?:[A-Z][a-z]{2,8}\s\d{1,2},\s|\d{1,2}\s[A-Z][a-z]{2,8}\s|[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d\.?"
)
_KIND = re.compile(
    r"(?:research|original|review|full|short|regular|empirical|theoretical|feature|practice|discussion|commentary"
    r"|open access)?\s?(?:articles?|papers?|reports?|papers? and articles?)|review|commentary|editorials?"
    r"|book reviews?|erratum|corrigendum|chapters?(?:\s+\d{1,3}|\s+[ivx]+)?(?:\s*[|•]\s*\d+ pages)?|(?:part|section|theme)\s+(?:\d{1,2}"
    r"|[ivx]{1,4})\b.{0,80}|open forum|debate|viewpoint|perspectives?|introduction|no access|original research|protocol|case study|"
    r"front matter|back matter|index|table of contents|contents|preface|in this issue|articles in this issue|book chapters?"
    r"|chapter \d+\s*[|:].{0,20}",
    re.IGNORECASE,
)
_KEYWORDS = re.compile(r"key ?words?(?:\(s\))?\s*[:：]\s*(?P<terms>.*)", re.IGNORECASE)
_ABSTRACT = re.compile(r"(?:abstract|summary|description)\s*[:：]?\s*(?P<text>.*)", re.IGNORECASE)
_OF_CONTAINER = re.compile(r"(?:published by|publisher|imprint|e?-?isbn|e?-?issn|edited by|editors?|series|volume \d+)\b", re.IGNORECASE)
_PROSE = re.compile(
    r"^(?:this|the|in this|our) (?:chapter|paper|article|study|essay|book|contribution)\b|^we \w+|[a-z]\. [A-Z]", re.IGNORECASE
)
_AFFILIATION = re.compile(r"\W*(?:affiliations?|roles)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{3,}|[\u3400-\u9fff]{4,}")
_PAGES_IN_TITLE = re.compile(
    r"\s*\(pages?\s+(?P<pages>[\divxlc]+\s?[-–]\s?[\divxlc]+)\)\s*$|\s+pp?\.?\s?(?P<pp>\d+\s?[-–]\s?\d+)$", re.IGNORECASE
)
_LONG_TITLE, _SHORT_TITLE, _LONG_SENTENCE = 300, 12, 30
_LOOK_BACK, _LONGEST_NAME = 10, 120


@dataclass(slots=True)
class Entry:
    """The lines of one entry, sorted: ``start`` is the line of the page on which it begins."""

    start: int
    title: str | None = None
    names: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    prose: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def find_entries(lines: Sequence[str]) -> list[Entry]:
    """Give the entries of a listing: at lines that say ``Author(s):``, else where a line of names follows a title."""
    anchors = [at for at, line in enumerate(lines) if _AUTHORS.fullmatch(unmark(line)) and _has_names(lines, at)]
    if len(anchors) < _FEWEST_LABELLED:
        anchors = list(_name_lines(lines))
        if len(anchors) < _FEWEST_PAIRS:
            return []
    return _sort(lines, anchors)


_FEWEST_LABELLED, _FEWEST_PAIRS = 2, 3


def _has_names(lines: Sequence[str], at: int) -> bool:
    """Say whether names stand behind a label, on its line or on the next."""
    match = _AUTHORS.fullmatch(unmark(lines[at]))
    text = (match["names"] or match["by"] or "") if match else ""
    following = next((line for line in lines[at + 1 : at + 5] if _WORD.search(line)), "")
    return looks_like_names(text or following, organisations=True)


def _name_lines(lines: Sequence[str]) -> Iterator[int]:
    """Yield each line that is all names and stands below a line that can be a title."""
    for at, line in enumerate(lines):
        above, before = _two_above(lines, at)
        placed = _AFFILIATION.match(before) or _AFFILIATION.match(next(filter(None, lines[at + 1 : at + 5]), ""))
        if line and _is_name_line(line) and is_title(above) and not placed and not (_is_name_line(above) and is_title(before)):
            yield at


def _two_above(lines: Sequence[str], at: int) -> tuple[str, str]:
    """Give the two nearest lines above one that say something: the second tells whether the first is a title or a line of names itself."""
    found = [lines[back] for back in range(at - 1, max(-1, at - 5), -1) if lines[back]][:2]
    return (*found, "", "")[0], (*found, "", "")[1]


def _is_name_line(line: str) -> bool:
    plain = without_places(unmark(line))
    return (
        looks_like_names(plain)
        and not _OF_CONTAINER.match(plain)
        and not _KIND.fullmatch(plain)
        and not is_organisation(plain)
        and not plain.endswith(":")
    )


def without_places(names: str) -> str:
    """Take the affiliations in brackets out of a line of names."""
    return re.sub(r"\s*\([^()]*\)", "", names)


def is_title(line: str) -> bool:
    """Say whether a line can be a title: neither prose nor source, button, name or kind."""
    plain = unmark(line)
    return (
        _SHORT_TITLE <= len(plain) <= _LONG_TITLE
        and not is_furniture(line)
        and not plain.startswith("<")
        and not (plain.endswith(".") and (len(plain.split()) > _LONG_SENTENCE or _PROSE.search(plain)))
        and not any(pattern.match(plain) for pattern in (_AUTHORS, _KEYWORDS, _OF_CONTAINER))
        and _WORD.search(plain) is not None
        and not _SOURCE.search(plain)
        and not _KIND.fullmatch(plain)
    )


def _sort(lines: Sequence[str], anchors: Sequence[int]) -> list[Entry]:
    entries = [_begin(lines, at, before) for before, at in zip((-1, *anchors), anchors, strict=False)]
    _drop_lone_title(entries, anchors[0])
    ends = [entry.start for entry in entries[1:]] + [len(lines)]
    for entry, anchor, end in zip(entries, anchors, ends, strict=True):
        entry.lines = list(lines[entry.start : end])
        _fill(entry, lines[anchor:end])
    return entries


def _drop_lone_title(entries: Sequence[Entry], anchor: int) -> None:
    """Take a title off the first entry where the others have none: it is the container's."""
    if sum(entry.title is not None for entry in entries[1:]) < len(entries[1:]) / 2:
        entries[0].title, entries[0].start, entries[0].source = None, anchor, []


def _begin(lines: Sequence[str], anchor: int, before: int) -> Entry:
    """Look back from the authors for the title and the source line that stand above them."""
    entry = Entry(anchor)
    for at in range(anchor - 1, max(before, anchor - 1 - _LOOK_BACK), -1):
        line = lines[at]
        if not line or _KIND.fullmatch(unmark(line)):
            continue
        if is_title(line):
            _set_title(entry, unmark(line))
            entry.start = at
            break
        if not _SOURCE.search(unmark(line)) or len(line) > _LONG_TITLE:
            break
        entry.source.append(unmark(line))
        entry.start = at
    return entry


def _set_title(entry: Entry, line: str) -> None:
    pages = _PAGES_IN_TITLE.search(line)
    if pages:
        entry.source.append(f"pp. {pages['pages'] or pages['pp']}")
        line = line[: pages.start()]
    entry.title = line.strip().rstrip(".") or None


def _fill(entry: Entry, lines: Sequence[str]) -> None:
    """Sort the lines from the authors on."""
    match = _AUTHORS.fullmatch(unmark(lines[0]))
    entry.names = [without_places((match["names"] or match["by"] or "") if match else unmark(lines[0]))]
    rest = [unmark(line) for line in lines[1:] if unmark(line)]
    while match and rest and _wants_names(entry.names[-1]):
        entry.names.append(rest.pop(0))
    for line in rest:
        _place(entry, line)


def _wants_names(line: str) -> bool:
    """Say whether a list of names goes on after a line: it holds none yet, or ends with a mark that parts names."""
    return _WORD.search(line) is None or line.rstrip().endswith(("◽", ",", ";", " and", "&"))


def _place(entry: Entry, plain: str) -> None:
    """Put a line below the authors where it belongs."""
    keywords, abstract = _KEYWORDS.fullmatch(plain), _ABSTRACT.fullmatch(plain)
    if keywords:
        entry.keywords.append(keywords["terms"])
    elif abstract and not abstract["text"]:
        return
    elif entry.keywords and not entry.prose and entry.keywords[-1].strip()[-1:] in {"◽", ";", ""}:
        entry.keywords.append(plain)
    elif (_SOURCE.search(plain) or _JOURNAL_DAY.fullmatch(plain)) and len(plain) < _LONG_TITLE:
        entry.source.append(plain)
    else:
        entry.prose.append(abstract["text"] if abstract and plain[len("abstract")] in ": " else plain)


def own_journal(lines: Sequence[str]) -> str | None:
    """Give the journal that an entry's own source line begins with (``Journal of X ◽ 10.1234/...``, ``Journal of X. May 5, 2016``)."""
    dated = next((match["journal"] for line in lines if (match := _JOURNAL_DAY.fullmatch(line))), None)
    if dated:
        return dated
    parts = [part.strip() for line in lines if "◽" in line for part in line.split("◽")]
    return next((part for part in parts if " " in part and not any(map(str.isdigit, part)) and len(part) < _LONGEST_NAME), None)


def bare_pages(lines: Sequence[str]) -> str | None:
    """Give the pages where they stand alone on a line: ``15-29``."""
    found = next((match for line in lines if (match := re.fullmatch(r"\(?(\d{1,4})\s?[-–]\s?(\d{1,4})\)?", line))), None)
    return f"{found[1]}-{found[2]}" if found else None
