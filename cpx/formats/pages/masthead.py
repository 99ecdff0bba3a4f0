"""What stands above the abstract on a page of one article: the title and the people, among kinds, notes and places of work."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.people import is_organisation, looks_like_names, parse_names
from cpx.domain.record import Name
from cpx.formats.pages.citation import parse_journal_line
from cpx.formats.pages.entries import without_places
from cpx.formats.pages.fields import Fields, unmark
from cpx.formats.pages.source_lines import is_kind

_NUMBER = re.compile(r"^\d{1,2}\.\s+(?=[^\W\d_a-z])")
_UNFINISHED = re.compile(r"\b(?:of|in|on|for|to|and|with|the|a|an|by|from)$")
_JOINER = re.compile(r"(?i)\b(?:by|and)$")
_AND_END = re.compile(r"[\s,]+(?:and|&)$")
_BUTTON = re.compile(r"\s+(?:get access|open access|free access|free)$", re.IGNORECASE)
_AFFILIATION = re.compile(r"(?:affiliations?|roles)\b", re.IGNORECASE)
_NOTICE = re.compile(r"privacy policy|terms of use|\bcookies\b", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:vol(?:ume)?\.?\s*\d|issue\s*\d|pages?\s+\d|published (?:online|in|by)\b|published:|(?:received|accepted)\b.*\d{4}|first published"
    r"|https?:|doi\b|issn|isbn|©|copyright|sec\. |(?:this|the) article (?:is|was|belongs)|journal of .{0,60}$|.{0,80}\bvolume \d+\b"
    r"|.*,\s*vol\.\s*\d|.*\b(?:19|20)\d\d,\s*\d+\(\d+\)|[A-Z][\w. ]+, \d{1,2} [A-Z][a-z]+ (?:19|20)\d\d$)",
    re.IGNORECASE,
)
_TITLE_MIN, _TITLE_MAX = 15, 350
HEAD = 40
"""So many lines are looked at."""


def find_title(fields: Fields) -> tuple[str | None, tuple[Name, ...]]:
    """Give title and authors from above the abstract: a line of names and the line over it, else the first heading or long line."""
    lines = head_lines(fields)
    for at, (above, line) in enumerate(pairwise(lines)):
        if _can_title(above) and _are_names(line):
            return _clean_title(above), _names_from(lines, at + 1)
    return lone_title(lines), ()


def lone_title(lines: Sequence[str]) -> str | None:
    """Give the first heading, else the first line that can be a title."""
    title = next((line for line in lines if line.startswith("# ")), None) or next((line for line in lines if _can_title(line)), None)
    return _clean_title(title) if title else None


def head_lines(fields: Fields) -> list[str]:
    """Give the lines above the abstract that say something: without kinds of article and marks of notes, cut titles put together."""
    lines: list[str] = []
    for line in fields.above:
        plain = _NUMBER.sub("", line)
        if lines and (plain.startswith(": ") or (_UNFINISHED.search(lines[-1]) and _can_title(lines[-1]))):
            lines[-1] += plain if plain.startswith(":") else f" {plain}"
        elif any(map(str.isalpha, _JOINER.sub("", plain))) and not is_kind(plain):
            lines.append(plain)
    return lines[:HEAD]


def _clean_title(line: str) -> str:
    return _BUTTON.sub("", unmark(line)).rstrip(".")


def _are_names(line: str) -> bool:
    plain = without_places(_AND_END.sub("", unmark(line)))
    return looks_like_names(plain) and not is_organisation(plain)


def _names_from(lines: Sequence[str], at: int) -> tuple[Name, ...]:
    """Read the names from a line on: some pages give each author a line."""
    names: list[Name] = []
    for line in lines[at:]:
        if not _are_names(line):
            break
        names += parse_names(_AND_END.sub("", unmark(line)))
    return tuple(dict.fromkeys(names))


def affiliated(lines: Sequence[str]) -> tuple[Name, ...]:
    """Give the people of a page that prints below each where they work or what they did."""
    filled = [unmark(line) for line in lines if line]
    names = [line.strip(" ,") for line, below in pairwise(filled) if _AFFILIATION.match(below) and _are_names(line.strip(" ,"))]
    return tuple(dict.fromkeys(name for line in names for name in parse_names(line)))


def _can_title(line: str) -> bool:
    plain = unmark(line)
    return (
        _TITLE_MIN <= len(plain) <= _TITLE_MAX
        and _NOTICE.search(plain) is None
        and len(plain.split()) > len("ab")
        and not looks_like_names(plain)
        and not heading_kinds(plain) - {NONE}
        and not find_dois(plain)
        and parse_journal_line(plain) is None
        and _SOURCE.match(plain) is None
        and not is_kind(plain)
    )
