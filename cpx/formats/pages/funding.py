"""Funders and award numbers out of an acknowledgement as authors write it."""

import re

from cpx.domain.characters import fold_space
from cpx.domain.record import Funder

_AWARD = re.compile(
    r"\b(?:NIHR\s?\d{5,7}|(?:RP|PB|PGfAR|HTA|HS&DR|DRF|CDF|RPFG|SRF|NF|ACF|CL)-[A-Z]{0,4}-?\d{3,4}-\d{4,6}(?:-\d+)?"
    r"|[A-Z]{2}/[A-Z]\d{5,6}[A-Z0-9]?/\d|\d{2}/\d{2,3}/\d{2,3}|"
    r"\d{6}/Z/\d{2}/Z|[A-Z]{1,6}-?[A-Z]{0,6}-?\d[\dA-Z./-]{4,20}\d|FS-?\d{5,7})\b"
)
_NAMED_AWARD = re.compile(
    r"(?:grant|award|project|contract|reference|ref|code)s?\s*(?:agreement\s*)?(?:(?:number|no|id|ref(?:erence)?"
    r"|code)s?\.?)?\s*[:#]?\s*(?P<award>(?=[\w/.-]*\d)[A-Z0-9][\w/.&-]{3,24})",
    re.IGNORECASE,
)
_WORD = r"(?:[A-Z][\w’'&-]*|\([A-Z][\w &-]{1,20}\)|NHS|UK)"
_ORGANISATION = rf"{_WORD}(?:\s+(?:(?:of|for|and|the|in|on|de|du|la|für|och|&)\s+){{0,2}}{_WORD})*"
_FUNDED = re.compile(
    rf"\b(?:funded|supported|sponsored|financed|commissioned|resourced|provided|awarded"
    rf"|part-funded)\s+(?:\w+\s+){{0,3}}?by\s+(?:a\s+grant\s+from\s+)?(?:the\s+|an?\s+)?(?P<by>{_ORGANISATION})"
    rf"|\b(?:[Ff]unding|[Gg]rants?|[Ss]upport|[Ff]ellowship)\s+(?:\w+\s+){{0,3}}?from\s+(?:the\s+|an?\s+)?(?P<from>{_ORGANISATION})"
)
_BEFORE_AWARD = re.compile(
    rf"(?:the\s+)?(?P<name>{_ORGANISATION})\s*[(\[,:]?\s*(?:(?:[Gg]rant|[Aa]ward|[Rr]ef(?:erence)?|[Pp]roject"
    rf"|[Cc]ontract)\s*(?:agreement\s*)?(?:[Nn]umber|[Nn]o|ID|id)?s?\.?\s*[:#]?\s*)?\Z"
)
_EDGES = re.compile(r"^\(([A-Z]{2,8})\)\s+")
_CODE = re.compile(r"\s*[(\[][^()\[\]]*\d[^()\[\]]*[)\]]\s*$")
_DISCLAIMER = re.compile(r"\b(?:views|opinions) expressed\b|not necessarily", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_MIN_NAME, _MAX_NAME = 3, 150


def read_funders(text: str) -> tuple[Funder, ...]:
    """Give funders in order. An award belongs to the organisation named just before it, else to the sentence's funder."""
    found: dict[str, list[str]] = {}
    for sentence in _SENTENCE.split(fold_space(text)):
        if not _DISCLAIMER.search(sentence):
            _read_sentence(sentence, found)
    return tuple(Funder(name, tuple(dict.fromkeys(awards))) for name, awards in found.items())


def read_table(lines: list[str]) -> tuple[Funder, ...]:
    """Give the funders of a table with a funder and an award number a line (``Economic and Social Research Council ES/K012345/1``)."""
    found: dict[str, list[str]] = {}
    for line in lines:
        award = _AWARD.search(line) or _NAMED_AWARD.search(line)
        name = _name(line[: award.start()] if award else line)
        if name and name.lower() not in HEADERS:
            found.setdefault(name, []).extend([_award(award)] if award else [])
    return tuple(Funder(name, tuple(awards)) for name, awards in found.items())


HEADERS = frozenset(("funder", "funders", "funder grant number", "grant number", "funding body", "sponsor"))


def _read_sentence(sentence: str, found: dict[str, list[str]]) -> None:
    awards = [*_AWARD.finditer(sentence)] or [*_NAMED_AWARD.finditer(sentence)]
    funders = [name for match in _FUNDED.finditer(sentence) if (name := _name(match["by"] or match["from"]))]
    for name in funders:
        found.setdefault(name, [])
    for award in awards:
        before = _BEFORE_AWARD.search(sentence[max(0, award.start() - 200) : award.start()])
        name = _name(before["name"]) if before else ""
        owner = name or (funders[-1] if funders else "")
        if owner:
            found.setdefault(owner, []).append(_award(award))


def _award(match: re.Match[str]) -> str:
    return (match.groupdict().get("award") or match[0]).strip(" .,;").replace("NIHR ", "NIHR")


def _name(text: str) -> str:
    """Clean a funder's name: ``(NIHR) Yorkshire ARC`` becomes ``NIHR Yorkshire ARC``; '' for what is no name."""
    name = _EDGES.sub(r"\1 ", _CODE.sub("", fold_space(text).strip(" ,;:.["))).strip()
    name = name if name.count("(") == name.count(")") else name.strip("() ")
    return name if _MIN_NAME <= len(name) <= _MAX_NAME and not name.isdigit() else ""
