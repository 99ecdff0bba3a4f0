"""Citations as pages print them ("Cite this article", the line of a repository, a journal line), cut into their parts."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cpx.domain.characters import fold_space
from cpx.domain.dates import parse_date
from cpx.domain.identifiers import find_dois, normal_isbn, normal_issn
from cpx.domain.people import looks_like_names, parse_names
from cpx.domain.record import Name

_DOI_TAIL = re.compile(
    r"[\s.,(\[]*(?:\bdoi:?\s*|https?://)\S*10\.\d{4,9}/\S+|[\s.,]*(?:available (?:at|from|online)|accessed|retrieved|\[online\])\b.*",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(
    r"(?P<names>[^()]{2,1500}(?:\([^)]{1,20}\)[^()]{0,200}){0,5}?)\s*[(\[](?P<date>(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19"
    r"|20)\d\d[a-z]?(?:,? [A-Z][a-z]+\.?(?: \d{1,2})?)?)[)\]]\s*[.,:]?\s*(?P<rest>\S.*)"
)
_YEAR_POINT = re.compile(r"(?P<names>.{2,1500}?)[.,]\s+(?P<date>(?:19|20)\d\d)\.\s+(?P<rest>\S.*)")
_QUOTED = re.compile(r"[“\"‘'](?P<title>.{5,500}?)[,.]?[”\"’'](?=[\s,.]|$)[\s,.]*(?P<tail>.*)")
_VOLUME = re.compile(
    r"\bvol(?:ume)?\.?\s*(?P<v1>\d[\w-]*)(?:[\s,.:]*(?:no|issue|iss|number|nr)\.?\s*(?P<i1>\d[\w/–-]*)|\s*\((?P<i1b>\d[^)]{0,14})\))?"
    r"|(?<![\d–-])(?P<v2>\d{1,4}[A-Z]?)\s?\((?P<i2>(?!(?:19|20)\d\d\))(?:\d|s|suppl)[^)]{0,14})\)"
    r"|;\s*(?P<v3>\d[\w-]*)\s*(?=:)"
    r"|,\s*(?P<v4>\d{1,4}):(?P<i4>\d{1,3}(?:-\d+)?)(?=,)"
    r"|(?<=[\s,])(?P<v5>\d{1,4})(?=\s*,\s*(?:art(?:icle)?\.?\s*)?(?:no\.?\s*)?[eE]?\d[\w–-]*(?:\s*\((?:19|20)\d\d\)|\.?$))"
    r"|(?<=\s)(?P<v6>\d{1,4})(?=:\s?(?:[eE]?\d|Art))",
    re.IGNORECASE,
)
_PAGE = re.compile(
    r"\b(?:pp?\.?|pages?:?)\s*(?P<p1>[A-Za-z]{0,2}\d[\w.]*?(?:\s?[-–—]\s?[A-Za-z]{0,2}\d\w*)?)(?![\w])"
    r"|(?<=[:,])\s*(?P<p2>[eES]?\d+\s?[-–—]\s?[eES]?\d+)(?!\d)"
    r"|(?<=[\d)]:)\s?(?P<p3>[eE]?\d\w*)"
    r"|(?<=\),)\s*(?P<p4>(?:e|art\.?\s?)?\d{2,}[\w-]*)"
    r"|(?<=,)\s*(?P<p5>(?!(?:19|20)\d\d\b)[eE]?\d{1,7})(?=\s*\((?:19|20)\d\d\)|\.?$)"
    r"|(?<=\)\.)\s*(?P<p7>[eE]?\d{1,7}(?:\s?[-–—]\s?\d+)?)(?=\.|$)"
    r"|\barticle\s(?:number:?\s)?(?P<p6>[eE]?\d+)",
    re.IGNORECASE,
)
_SERIAL = re.compile(r"\b(?:e-?)?ISSN:?\s*(\d{4}-?\d{3}[\dXx])|\b(?:e-?)?ISBN(?:-1[03])?:?\s*([\dXx][\dXx -]{8,17})", re.IGNORECASE)
_YEAR = re.compile(r"\(?\b(?:19|20)\d\d\b[a-z]?\)?")
_DATED = re.compile(r"(?:19|20)\d\d(?:[\s-][A-Z][a-z]{2}\w*(?:\s\d{1,2})?)?\s*;")
_PRESS = re.compile(
    r"(?:[A-Z][\w .,]{2,30}:\s*)?(?P<publisher>[^:]*\b(?:Press|Publishing|Publishers|Publications|Routledge|Palgrave|Springer|Wiley|Sage"
    r"|SAGE|Elsevier|Books)\b[^:]*)"
)
_IN_BOOK = re.compile(r"In:?\s+(?:(?P<editors>.{3,400}?)[,.]?\s*\(?\beds?\b\.?\)?[,:.]?\s+)?(?P<book>.+)")
_REPORT = re.compile(
    r"(?:(?:doctoral|phd|professional doctorate|masters?(?:\sby\sresearch)?|msc|mphil|edd)\s(?:thesis|dissertation)|(?:project|technical"
    r"|research)\sreport|(?:working|discussion)\spaper"
    r"|documentation|monograph|thesis|dissertation)\b[\w ()]*[.,:]?\s*(?P<publisher>[^.,]*).*",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"[.,;\s]*\b(?:advance online publication|online first|early view|in press|forthcoming|ahead of print|preprint)\b.*", re.IGNORECASE
)
_END = re.compile(r"[.?!]\s+(?=[A-Z\"“‘0-9])")
_INITIAL = re.compile(r"\s*[A-Z]\.")
_SHORT = re.compile(r"[A-Z][\w-]{0,9}(?: [A-Z]\w{0,9})?")
_JOURNAL_LINE = re.compile(
    r"(?:(?<!\w)(?P<short>(?:[A-Z][a-z]{0,9}\.\s){2,7}(?:[A-Z][\w &]{1,60}?)?)\s?|"
    r"(?P<container>[^.;\d][^.;]{1,120}?)?\s*\.\s*|(?P<container2>[A-Z][\w &:,()-]{1,120}?)\s)(?P<date>(?:19"
    r"|20)\d\d(?:[\s-][A-Z][a-z]{2}\w*(?:[-/][A-Z][a-z]{2})?(?:\s\d{1,2})?)?)\s*"
    r";\s*(?P<volume>(?:[A-Z]{0,2}\d[\w. -]{0,18}?|Suppl[\w. ]{0,12}?)?)\s*(?:\((?P<issue>[^)]{1,20})\))?\s*"
    r"(?::\s*(?P<page>[\w.]+(?:\s?[-–]\s?\w+)?))?(?=[.\s;]|$)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """The parts of a citation; None and () where it does not say."""

    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: str | None = None
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    doi: str | None = None
    issn: tuple[str, ...] = ()
    isbn: tuple[str, ...] = ()


def parse_citation(text: str, title: str | None = None) -> Citation | None:
    """Cut a citation into its parts; None where it is none.

    ``title``, where the page gives it, shows where the authors end and the source begins.
    """
    text = fold_space(text)
    dois = find_dois(text)
    plain = _cut_doi(_DOI_TAIL.sub("", text)).strip()
    names, date, rest = _split_names(plain, title)
    authors = parse_names(names) if names else ()
    if not authors:
        return None
    found, tail = _split_title(rest, title)
    parts = _read_tail(tail)
    issued = parse_date(date) if date else None
    year = _YEAR.search(tail)
    return Citation(
        authors=authors, title=found, issued=issued or (parse_date(year[0]) if year else None), doi=dois[0] if dois else None, **parts
    )


def parse_journal_line(line: str) -> Citation | None:
    """Read PubMed's line: ``Implement Sci Commun. 2023 Feb 1;4(1):12. doi: ...``; on PMC pages the journal's name is missing."""
    match = _JOURNAL_LINE.search(line[:400])
    if not match or not (match["volume"] or match["page"]):
        return None
    dois = find_dois(line)
    name = match["short"] or match["container"] or match["container2"]
    before = line[: match.start()].strip(" .")
    return Citation(
        authors=parse_names(before) if looks_like_names(before) else (),
        container_title=_trim(name or "") or None,
        issued=parse_date(match["date"]),
        volume=match["volume"].strip() or None,
        issue=match["issue"],
        page=_pages(match["page"]),
        doi=dois[0] if dois else None,
    )


def _cut_doi(text: str) -> str:
    """Cut a bare DOI off the end, with what repositories print behind it."""
    found = re.search(r"[\s.,]*\b10\.\d{4,9}/\S+", text)
    return text[: found.start()] if found and found.start() > len(text) * 2 // 5 else text


def _split_names(text: str, title: str | None) -> tuple[str, str | None, str]:
    """Cut a citation after its authors: (names, date, rest). Names are '' where it does not begin with any."""
    for pattern in (_YEAR_FIRST, _YEAR_POINT):
        match = pattern.match(text)
        if match and looks_like_names(match["names"], organisations=True) and not (title and _key(title)[:30] in _key(match["names"])):
            return match["names"], match["date"], match["rest"]
    if title and (at := text.find(title[:40])) > 0:
        return text[:at].strip(" ,.:"), None, text[at:]
    cuts = [match.start() + 1 for match in _END.finditer(text[:1500]) if looks_like_names(text[: match.start() + 1])]
    cut = next((cut for cut in cuts if not _INITIAL.match(text, cut)), None)
    return (text[:cut], None, text[cut:].strip()) if cut else ("", None, text)


def _split_title(rest: str, title: str | None) -> tuple[str | None, str]:
    """Cut the title from the source that follows: by the known title, by quotation marks, else at the full stop before a source."""
    if title and _key(rest).startswith(_key(title)):
        at = _length(rest, len(_key(title)))
        return title, rest[at:].lstrip(" .,?!’'\"”")
    quoted = _QUOTED.match(rest)
    if quoted:
        return quoted["title"], quoted["tail"]
    return _split_plain(rest)


def _split_plain(rest: str) -> tuple[str | None, str]:
    """Cut at the last full stop before the source's figures; the abbreviated name of a journal is kept whole."""
    book = re.search(r"[.?!]\s+In:?\s+(?=[A-Z])", rest)
    if book:
        return rest[: book.start() + 1].rstrip("."), rest[book.start() + 1 :].strip()
    first = _source_start(rest)
    ends = [match for match in _END.finditer(rest) if match.end() < first]
    while len(ends) > 1 and _SHORT.fullmatch(rest[ends[-2].end() : ends[-1].start()]):
        ends.pop()
    if ends:
        return rest[: ends[-1].start() + 1].rstrip("."), rest[ends[-1].end() :]
    head, comma, tail = rest[:first].rpartition(", ") if first < len(rest) else (rest, "", "")
    if comma and len(head) > len(tail):
        head, _, tail = _cut_comma(rest[:first].rstrip(" ,"))
        return head, tail + rest[len(head) + 2 + len(tail) :]
    return rest.rstrip(" .") or None, ""


def _cut_comma(text: str) -> tuple[str, str, str]:
    """Cut ``Title, Journal`` at its last comma."""
    return text.rpartition(", ")


def _source_start(rest: str) -> int:
    """Give where the figures of the source begin: volume, pages, ISSN or ISBN."""
    starts = [match.start() for pattern in (_VOLUME, _PAGE, _SERIAL, _DATED) if (match := pattern.search(rest))]
    return min(starts, default=len(rest))


def read_figures(text: str) -> dict[str, str | None]:
    """Give volume, issue and pages out of a line that prints them in some usual way."""
    volume = _VOLUME.search(text)
    page = _PAGE.search(text, volume.end() if volume and volume.end() < len(text) else 0) or _PAGE.search(text)
    return {"volume": _group(volume, "v"), "issue": _group(volume, "i"), "page": _pages(_group(page, "p"))}


def _read_tail(tail: str) -> dict[str, Any]:
    """Read the source part of a citation."""
    serials = _SERIAL.findall(tail)
    plain = _SERIAL.sub("", tail)
    volume = _VOLUME.search(plain)
    page = _PAGE.search(plain, volume.end() if volume and volume.end() < len(plain) else 0) or _PAGE.search(plain)
    year = _YEAR.search(plain)
    start = min((match.start() for match in (volume, page, year) if match), default=len(plain))
    return {
        **_read_container(plain[:start]),
        **read_figures(plain),
        "issn": _unique(normal_issn(issn) for issn, _ in serials),
        "isbn": _unique(normal_isbn(isbn) for _, isbn in serials),
    }


def _read_container(text: str) -> dict[str, Any]:
    """Read the journal, or the book with its editors and publisher (``In: Loeffler, E. (eds.) Handbook. Palgrave, Cham``)."""
    text = _NOT_YET.sub("", text)
    report = _REPORT.match(text)
    if report:
        return {"publisher": _trim(report["publisher"]) or None}
    book = _IN_BOOK.match(text)
    press = _PRESS.fullmatch(_trim(text))
    if press:
        return {"publisher": _trim(press["publisher"])}
    if not book:
        return {"container_title": _trim(text) or None}
    title, *rest = _END.split(book["book"])
    publisher = _trim(rest[-1]).split(",")[0] if rest else None
    editors = parse_names(book["editors"]) if book["editors"] else ()
    return {"container_title": _trim(title) or None, "editors": editors, "publisher": publisher or None}


def _group(match: re.Match[str] | None, prefix: str) -> str | None:
    """Give the one group of a pattern's branches that matched."""
    values = (value for key, value in match.groupdict().items() if key.startswith(prefix) and value) if match else iter(())
    return next(values, None)


def _pages(text: str | None) -> str | None:
    return re.sub(r"\s?[-–—]\s?", "-", text).strip(" .") if text else None


def _unique(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _trim(text: str) -> str:
    return text.strip(" .,;:([–-")


def _key(text: str) -> str:
    """Give letters and digits only, for comparing titles."""
    return "".join(char for char in text.lower() if char.isalnum())


def _length(text: str, letters: int) -> int:
    """Give how many characters of a text hold that many letters and digits."""
    count = 0
    for at, char in enumerate(text):
        count += char.isalnum()
        if count == letters:
            return at + 1
    return len(text)
