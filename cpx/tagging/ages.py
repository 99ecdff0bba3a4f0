"""Turn ages in figures ('aged 65-80 years', '18 to 65 years old', '65岁以上') into age groups."""

import re
from collections.abc import Iterator

from cpx.tagging.matcher import Match

OLDEST = 110
GROUPS = (
    ("p.infant", 0, 1),
    ("p.preschool", 2, 5),
    ("p.child", 6, 12),
    ("p.adolescent", 13, 18),
    ("p.adult", 19, 64),
    ("p.middle", 45, 64),
    ("p.old", 65, 79),
    ("p.oldest", 80, OLDEST),
)
"""Concept, first and last year of age, after the age groups of MeSH."""

LOWER_BOUNDS = (("p.adult", 18, 21), ("p.old", 60, 79), ("p.oldest", 80, OLDEST))
"""Concept, and the lowest and highest N for which 'aged N or older' names it; other bounds name no group."""

_SHARE = 0.5
_NEAR = 32
_WORDS = ("year", "aged", "ages", "age ", "岁", "年龄", "yr", "older", "elder")
"""One of these stands near every age."""
_FIGURE = re.compile(
    r"(\d(?<![\d.,/±$£€–—-]\d)\d{0,2})(?:[\s-]*(?:years?|yrs?)\b(?!\s*of age and))?"
    r"(?:\s*(?:[-–—~～至到]|to\b|and\b|until\b)\s*(\d{1,3}))?(?!\d|[.,]\d|\s*%)"
)
_AGED = re.compile(
    r"(?:\bage[ds]?|\bage (?:range|groups?)|年龄)\s*(?:of|was|were|:)?\s*\(?\s*"
    r"(?:range[ds]?|between|from|of|:)?\s*(?:between|from|of|:)?\s*$"
)
_AT_LEAST = re.compile(r"\bage[ds]?\s*(?:≥|>=|>|over|above|at least)\s*$|\b(?:older|elder) than\s*$")
_OLD = re.compile(r"[\s-]*(?:years?|yrs?)[\s-]*(?:of age|olds?\b)|\s*岁")
_AND_OVER = re.compile(
    r"(?:[\s-]*(?:years?|yrs?))?(?:[\s-]+(?:of age|olds?))?\s*(?:and|or)\s+(?:older|over|above)\b|\s*岁(?:及|或|和)?以上"
)
_NOT_YEARS = re.compile(r"\s*(?:months?|weeks?|days?|hours?|minutes?|patients?|个?月|天)")
_AVERAGE = re.compile(r"\b(?:mean|median|average)\b")


def find_ages(content: str, folded: str) -> Iterator[Match]:
    """Yield a match for each age or range of ages that names an age group; ``folded`` only tells quickly whether there is any."""
    if not any(word in folded for word in _WORDS):
        return
    for figure in _FIGURE.finditer(content):
        groups, rule = _read_figure(content, figure)
        if groups:
            yield Match(figure.start(), figure.end(), groups, rule)


def _read_figure(content: str, figure: re.Match[str]) -> tuple[tuple[str, ...], str]:
    """Read one figure, or two, by the words around: the groups it names, and the rule that said so."""
    around = content[max(0, figure.start() - _NEAR) : figure.end() + _NEAR].lower()
    if not any(word in around for word in _WORDS):
        return (), ""
    after = content[figure.end(1) if figure[2] is None else figure.end() : figure.end() + _NEAR].lower()
    if _NOT_YEARS.match(after):
        return (), ""
    before = content[max(0, figure.start() - _NEAR) : figure.start()].lower()
    if figure[2] is None:
        return _read_single(int(figure[1]), before, after)
    named = _AGED.search(before) or _OLD.match(after)
    return (name_groups(int(figure[1]), int(figure[2])) if named else ()), "age range"


def _read_single(age: int, before: str, after: str) -> tuple[tuple[str, ...], str]:
    """Read a single age: a lower bound, or the age of somebody; the mean age of a group names none."""
    if _AND_OVER.match(after) or _AT_LEAST.search(before):
        return name_group_from(age), "age from"
    if _OLD.match(after) and not _AVERAGE.search(before):
        return tuple(concept for concept, low, high in GROUPS if low <= age <= high and concept != "p.adult"), "age"
    return (), ""


def name_groups(first: int, last: int) -> tuple[str, ...]:
    """Give the age groups that a range covers by half, or that hold more than half of it. Ages in years, both included."""
    if not 0 <= first < last <= OLDEST:
        return ()
    return tuple(concept for concept, low, high in GROUPS if _covers(first, last, low, high))


def name_group_from(first: int) -> tuple[str, ...]:
    """Give the group of people 'aged N or older', only where the bound makes one plain."""
    return tuple(concept for concept, low, high in LOWER_BOUNDS if low <= first <= high)


def _covers(first: int, last: int, low: int, high: int) -> bool:
    shared = min(last, high) - max(first, low) + 1
    return shared >= _SHARE * (high - low + 1) or shared > _SHARE * (last - first + 1)
