"""The references of a text: those listed under their heading, numbered, bulleted, hanging or one a line, and every DOI elsewhere."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cpx.domain.identifiers import find_dois

LONGEST = 1000
"""Characters of a reference that are shown; its DOI is looked for in the whole."""
_AROUND = 160
"""Characters of a line that are shown around a DOI in running text."""
_SHORTEST, _ENOUGH = 25, 40
"""A line shorter than the first is no reference; one without a year or DOI must reach the second."""
_MOST = 0.5
"""A text without the heading is a list of references where more than this share of its entries look like one."""
_LINES = 8
"""So many lines back it is looked whether a reference is whole."""
_FEWEST = 2

_HEADINGS = (
    r"references?(?: list| cited)?|reference list|list of references|(?:selected )?bibliograph(?:y|ies)|(?:literature|works) cited"
    r"|literature|cited works|sources|参考文献|参考资料|文献|literatur(?:verzeichnis|liste)?|références(?: bibliographiques)?"
    r"|bibliographie|referencias(?: bibliográficas)?|bibliografía|referências|bibliografia|riferimenti(?: bibliografici)?"
    r"|referenser|referanser|referencer|källor|litteratur(?:liste|förteckning)?|lähteet|referenties"
)
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*[.)]?\s+)?"
_HEADING = re.compile(rf"\W{{0,6}}{_NUMBER}(?:{_HEADINGS})\s*(?:and notes)?\W{{0,6}}", re.IGNORECASE)
_AFTER = (
    r"appendi(?:x|ces)|annex|supplement(?:ary|al)?\b.{0,40}|acknowledge?ments?|funding|declarations?|author contributions?"
    r"|tables?|figures?|conflicts? of interests?|competing interests?|figure legends|abbreviations|notes|about the authors?|附录|致谢"
)
_NEXT_HEADING = re.compile(rf"\W{{0,6}}{_NUMBER}(?:{_AFTER})(?:\s+[A-Z0-9])?\W{{0,6}}", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+\S")
_NUMBERED = re.compile(r"\s{0,8}(?:\[\^?(?P<a>\d{1,4})\]:?|\((?P<b>\d{1,4})\)|(?P<c>\d{1,4})[.)、．])\s*(?=\S)")
_BULLET = re.compile(r"\s{0,8}[-*+•·‣–]\s+(?=\S)")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_CUT_ADDRESS = re.compile(r"(?:doi\.org/|doi:|10\.\d{4,9}/)\S*[/\-_.(]$|doi\.org/$", re.IGNORECASE)
_ENDED = re.compile(r"[.!?\])”\"'。]$|10\.\d{4,9}/\S+$|https?://\S+$|\d$")
_OPENS = re.compile(r"[\"“‘'(\[]?[A-ZÀ-ÖØ-ÞŁŚŠŽ\u0400-\u042f\u4e00-\u9fff]|(?:van|von|de|der|den|di|da|del|la|le|ten|ter|al)\s", re.UNICODE)
_LONE_ADDRESS = re.compile(r"[\[(<]?(?:https?://|doi:|10\.\d{4,9}/)\S*", re.IGNORECASE)
_BEGINS = re.compile(
    r"[^\W\d_][\w'’-]*(?:\s[^\W\d_][\w'’-]*)?(?:,?\s[A-ZÀ-Þ]{1,3}\b|,\s[A-ZÀ-Þ][\w-]*)|[\u4e00-\u9fff]{2,4}[,，.．、]"
    r"|.{3,80}\s\((?:1[89]|20)\d\d[a-z]?[,)]"
)
"""Names as references begin with them, or a year in brackets early on."""
_MARKS = re.compile(r"[*`]+|(?<!\w)_+|_+(?!\w)|</?[a-z]{1,6}>")


@dataclass(frozen=True, slots=True)
class Listed:
    """A reference as a document lists it: the line as printed, its DOI, and its number or name there."""

    text: str
    doi: str | None = None
    label: str | None = None


def read_reference_list(text: str) -> tuple[Listed, ...]:
    """Give the references of a plain or Markdown text: a row for each entry of its list (for each DOI of one), then the DOIs elsewhere."""
    lines = text.split("\n")
    first, last = _find_section(lines)
    entries = list(_entries(lines[first:last]))
    if first == 0 and not _is_list(entries):
        entries, last = [], 0
    listed = [row for label, entry in entries if looks_like_reference(entry) for row in rows_of(entry, label)]
    return join((listed, _elsewhere([*lines[: max(0, first - 1)], *lines[last:]])))


def join(lists: Iterable[Iterable[Listed]]) -> tuple[Listed, ...]:
    """Put lists together: the same DOI once, an entry without one once; the first that names it stays."""
    seen: dict[str, Listed] = {}
    for row in (row for rows in lists for row in rows):
        seen.setdefault(row.doi or row.text.casefold(), row)
    return tuple(seen.values())


def rows_of(entry: str, label: str | None = None) -> Iterator[Listed]:
    """Give a row for each DOI of an entry, one without a DOI where there is none."""
    shown = _MARKS.sub("", entry).strip()[:LONGEST]
    for doi in find_dois(entry) or (None,):
        yield Listed(shown, doi, label)


def looks_like_reference(entry: str) -> bool:
    """Tell an entry that cites something from a page number or a stray word."""
    letters = sum(map(str.isalpha, entry[:LONGEST]))
    if find_dois(entry):
        return True
    if letters * 4 < min(len(entry), LONGEST) or letters < _SHORTEST // 2:
        return False
    return len(entry) >= (_SHORTEST if _YEAR.search(entry) else _ENOUGH)


def _find_section(lines: Sequence[str]) -> tuple[int, int]:
    """Give where the entries of the reference list begin and end; (0, all) where no heading says so.

    A table of contents names the section as well: the last heading that has anything below it counts.
    """
    starts = [place for place, line in enumerate(lines) if len(line) < _AROUND and _HEADING.fullmatch(line.strip())]
    for start in reversed(starts):
        end = _section_end(lines, start)
        if any(looks_like_reference(line) for line in lines[start + 1 : end]):
            return start + 1, end
    return 0, len(lines)


def _section_end(lines: Sequence[str], start: int) -> int:
    is_markdown = _MARKDOWN_HEADING.match(lines[start]) is not None
    for place in range(start + 1, len(lines)):
        line = lines[place].strip()
        if (is_markdown and _MARKDOWN_HEADING.match(line)) or (line and len(line) < _AROUND and _NEXT_HEADING.fullmatch(line)):
            return place
    return len(lines)


def _is_list(entries: Sequence[tuple[str | None, str]]) -> bool:
    """Tell a bare list of references from running text: more than half of the entries begin and date as references do, or are DOIs."""
    cited = [entry for _, entry in entries if len(entry) < LONGEST and _is_cited(entry)]
    return len(cited) > _MOST * len(entries)


def _is_cited(entry: str) -> bool:
    return bool(_LONE_ADDRESS.fullmatch(entry) or (_BEGINS.match(entry) and (find_dois(entry) or _YEAR.search(entry))))


def _entries(lines: Sequence[str]) -> Iterator[tuple[str | None, str]]:
    """Split a list into (label, entry), by the first of these that it has: numbers, bullets, empty lines, hanging lines, ends of lines."""
    kept = [line.rstrip() for line in lines]
    for split in (_by_number, _by_bullet, _by_gap, _by_indent):
        found = split(kept)
        if len(found) >= _FEWEST:
            return iter(found)
    return iter(_by_end(kept))


def _by_number(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    """Split at lines that count on from the one before: a year or a page at the beginning of a wrapped line does not."""
    groups: list[tuple[str | None, list[str]]] = []
    expected = None
    for line in lines:
        hit = _NUMBERED.match(line)
        number = int(hit["a"] or hit["b"] or hit["c"]) if hit else None
        if hit and number is not None and (number == expected or (expected is None and number <= _FEWEST)):
            groups.append((str(number), [line[hit.end() :]]))
            expected = number + 1
        elif groups:
            groups[-1][1].append(line)
    return _joined(groups)


def _by_bullet(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    groups: list[tuple[str | None, list[str]]] = []
    for line in lines:
        hit = _BULLET.match(line)
        if hit:
            groups.append((None, [line[hit.end() :]]))
        elif groups and line.strip():
            groups[-1][1].append(line)
    return _joined(groups)


def _by_gap(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    groups: list[tuple[str | None, list[str]]] = [(None, [])]
    for line in lines:
        if line.strip():
            groups[-1][1].append(line)
        elif groups[-1][1]:
            groups.append((None, []))
    # Lines that stand one below another without a gap may be entries of their own.
    return [] if sum(len(group) > 0 for _, group in groups) < _FEWEST else [pair for _, group in groups for pair in _by_end(group)]


def _by_indent(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    filled = [line for line in lines if line.strip()]
    margin = min((_indent(line) for line in filled), default=0)
    if not any(_indent(line) > margin for line in filled):
        return []
    groups: list[tuple[str | None, list[str]]] = []
    for line in filled:
        if _indent(line) == margin or not groups:
            groups.append((None, [line]))
        else:
            groups[-1][1].append(line)
    return _joined(groups)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _by_end(lines: Sequence[str]) -> list[tuple[str | None, str]]:
    """Split where a line ends as a reference does and the next begins as one does; wrapped lines go together."""
    groups: list[tuple[str | None, list[str]]] = []
    for line in filter(None, map(str.strip, lines)):
        if groups and not _begins_entry(line, _unwrap(groups[-1][1][-_LINES:])):
            groups[-1][1].append(line)
        else:
            groups.append((None, [line]))
    return _joined(groups)


def _begins_entry(line: str, before: str) -> bool:
    """Tell whether a line begins an entry: what stands before may be a whole one (it ends well, and has its year or DOI by now)."""
    if _LONE_ADDRESS.match(line):
        return bool(find_dois(before))
    return bool(_ENDED.search(before) and _OPENS.match(line) and (_YEAR.search(before) or find_dois(before)))


def _joined(groups: Iterable[tuple[str | None, Sequence[str]]]) -> list[tuple[str | None, str]]:
    return [(label, text) for label, lines in groups if (text := _unwrap(lines))]


def _unwrap(lines: Sequence[str]) -> str:
    """Put the lines of an entry together; an address cut at the end of a line goes on without a blank."""
    text = ""
    for line in filter(None, map(str.strip, lines)):
        text += line if not text or _CUT_ADDRESS.search(text[-_AROUND:]) else f" {line}"
    return " ".join(text.split())


def _elsewhere(lines: Iterable[str]) -> Iterator[Listed]:
    """Give the DOIs of running text, each with the words around it."""
    for line in lines:
        if "10." in line:
            for doi in find_dois(line):
                at = max(0, line.lower().find(doi))
                yield Listed(" ".join(line[max(0, at - _AROUND) : at + len(doi) + _AROUND].split()), doi)
