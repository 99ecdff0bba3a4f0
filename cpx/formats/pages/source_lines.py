"""The lines at the head of an article's page that say where it stands: journal, volume, issue, pages, day, kind of article."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.people import looks_like_names

_KINDS = (
    "article|articles|paper|report|review|editorial|commentary|protocol|letter|viewpoint|perspective|opinion|essay|debate|case study"
    "|original research|original contribution|research|communication|correspondence|chapter|open forum|analysis|feature"
)
_KIND = re.compile(
    r"(?:open access\s?|free\s?|restricted access\s?|peer[- ]reviewed\s?)?"
    r"(?:(?:original|research|review|systematic|scoping|full|short|brief|rapid|regular|empirical|theoretical|conceptual|concept"
    r"|methodological|methodology|practice|policy|study|community|independent|official|journal|invited|special|featured|technical"
    r"|qualitative|quantitative|mini|book|discussion|hypothesis and theory|general|data|case)\s?)"
    rf"{{0,3}}(?:{_KINDS})(?:\s?(?:articles?|papers?))?",
    re.IGNORECASE,
)
_NO_JOURNAL = r"(?!this |the article|published|received|accepted|sec\.|part |chapter )"
_NAMED = re.compile(
    rf"{_NO_JOURNAL}(?P<journal>[A-Z][^|;:?!]{{2,120}}?)[,.]?\s+vol(?:ume)?\.?\s*(?P<volume>\d{{1,4}}[A-Z]?)\b(?P<rest>.*)", re.IGNORECASE
)
_BARE = re.compile(r"vol(?:ume)?\.?\s*(?P<volume>\d{1,4}[A-Z]?)\b(?P<rest>.*)", re.IGNORECASE)
_YEARED = re.compile(
    r"(?P<journal>[A-Z][\w.&' -]{2,100}?)\s(?P<issued>(?:19|20)\d\d)[,;]\s?(?P<volume>\d{1,4})(?:\s?\((?P<issue>[\w-]{1,12})\))?[,:]\s?"
    r"(?P<page>e?\d[\w–-]*)(?=\s*(?:[;.]|$))"
)
_DATED = re.compile(r"(?P<journal>[A-Z][\w.]+(?: [A-Z&][\w.]*){0,6}),\s(?P<issued>\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d)")
_PAGES = re.compile(r"pages?\s+(?P<page>\w+\s?[-–]\s?\w+)\b(?:\s*\|.*)?", re.IGNORECASE)
_JOURNAL = re.compile(
    r"(?:The )?(?:[A-Z][\w&’'-]*\s(?:(?:of|for|and|in|&|the|on)\s)?){0,7}Journal(?:\s(?:of|for|in|on)\s[A-Z][\w&,’' -]{2,80})?"
)
_REST = {
    "issue": re.compile(r"(?:issue|iss\.?|number|no\.?)\s*(\d[\w/–-]*)|^\s*\((\d[\w–-]{0,8})\)", re.IGNORECASE),
    "page": re.compile(
        r"(?:pages?|pp?\.)\s*(\w+\s?[-–]\s?\w+|\d+)|article(?: (?:number|no\.?|id))?:?\s*([eE]?\d+)|(?:19|20)\d\d,\s*([eE]?\d{3,8})\s*$",
        re.IGNORECASE,
    ),
    "issued": re.compile(r"((?:\d{1,2} )?(?:[A-Z][a-z]{2,8}\.? )?(?:19|20)\d\d)"),
}
_LONGEST, _JOURNAL_WORDS, _LOOK = 240, 10, 40


def is_kind(line: str) -> bool:
    """Say whether a whole line only names a kind of article ('ORIGINAL RESEARCH article', 'Systematic Review')."""
    return _KIND.fullmatch(line.strip("-•# ")) is not None


def read_source(lines: Sequence[str]) -> dict[str, Any]:
    """Give journal, volume, issue, pages and date that stand plainly in the lines above an abstract; {} where none does."""
    found: dict[str, Any] = {}
    for above, line in pairwise(["", *lines[:_LOOK]]):
        if len(line) <= _LONGEST:
            found = {**_read_line(line, above), **found}
    return found | ({"container_title": name} if not found.get("container_title") and (name := _lone_journal(lines[:_LOOK])) else {})


def _read_line(line: str, above: str) -> dict[str, Any]:
    for pattern in (_YEARED, _DATED, _PAGES, _BARE, _NAMED):
        match = pattern.match(line) if pattern in {_YEARED, _BARE, _NAMED} else pattern.fullmatch(line)
        if match:
            return _parts(match.groupdict(), above)
    return {}


def _parts(groups: dict[str, str | None], above: str) -> dict[str, Any]:
    """Bring the groups of a match into the fields of a record; ``rest`` holds what follows a volume."""
    rest = groups.pop("rest", None) or ""
    for name, pattern in _REST.items():
        match = pattern.search(rest)
        groups[name] = groups.get(name) or (next(filter(None, match.groups()), None) if match else None)
    journal = groups.pop("journal", None) or (above if "volume" in groups and _names_journal(above) else None)
    page, date = groups.get("page"), groups.get("issued")
    found = {**groups, "container_title": journal, "page": re.sub(r"\s?[-–]\s?", "-", page) if page else None}
    return {name: value for name, value in {**found, "issued": parse_date(date) if date else None}.items() if value}


def _names_journal(line: str) -> bool:
    """Say whether a line above the volume can be the journal's name: some words with capitals, no names, no sentence."""
    words = [word for word in line.split() if word[0].isalpha() and len(word) > len("and")]
    return (
        0 < len(words) <= _JOURNAL_WORDS
        and all(word[0].isupper() for word in words)
        and not re.search(r"[?!:|@]|\d", line)
        and not line.startswith("Sec.")
        and not looks_like_names(line)
        and not is_kind(line)
    )


def _lone_journal(lines: Sequence[str]) -> str | None:
    """Give the journal that stands alone on a line: it calls itself one, or it is the first line, with the kind of article below."""
    named = next((line for line in lines if _JOURNAL.fullmatch(line) and line.count(" ") and not is_kind(line)), None)
    return named or (lines[0] if len(lines) > 1 and is_kind(lines[1]) and _names_journal(lines[0]) else None)
