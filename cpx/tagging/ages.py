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

_TO = r"\s*(?:-|–|—|~|～|to|and|until|至|到)\s*"
_YEARS = r"[\s-]*(?:years?|yrs?|y)\b\.?"
_RANGES = re.compile(
    rf"(?i)\b(?:aged?|ages|age range(?: of| was|:)?|age group(?: of|:)?)\s+(?:\(?(?:range|between|from|were|was)\s+)?(\d{{1,3}})(?:{_YEARS})?{_TO}(\d{{1,3}})\b(?!\s*(?:months?|weeks?|days?|%))"
    rf"|\b(\d{{1,3}})(?:{_YEARS})?{_TO}(\d{{1,3}})[\s-]*(?:years?|yrs?)[\s-]*(?:of age|olds?\b)"
    rf"|\bbetween\s+(\d{{1,3}})\s+and\s+(\d{{1,3}})\s+(?:years?|yrs?)\s+(?:of age|old)"
    rf"|(\d{{1,3}})\s*岁?\s*(?:-|–|—|~|～|至|到)\s*(\d{{1,3}})\s*岁"
)
_FROM = re.compile(
    r"(?i)\b(?:aged?|ages)\s*(?:≥|>=|>|over|above|at least|of at least)\s*(\d{1,3})\b(?!\s*(?:months?|weeks?|days?))"
    r"|\b(?:aged?\s+)?(\d{1,3})\s*(?:years?|yrs?)?(?:\s+of\s+age)?\s*(?:and|or)\s+(?:older|over|above)\b|\b(?:older|elder)\s+than\s+(\d{1,3})\s*(?:years?|yrs?)"
    r"|(\d{1,3})\s*岁(?:及|或|和)?以上"
)
_FIGURE = re.compile(r"\d\s*(?:[-–—]\s*\d+\s*)?(?:岁|(?:years?|yrs?))|\bage", re.IGNORECASE)
_SHARE = 0.5


def find_ages(content: str) -> Iterator[Match]:
    """Yield a match for each age or range of ages that names an age group; children's upper bounds are left alone."""
    if not _FIGURE.search(content):
        return
    for found in _RANGES.finditer(content):
        first, last = (int(group) for group in found.groups() if group is not None)
        if groups := name_groups(first, last):
            yield Match(found.start(), found.end(), groups, "age range")
    for found in _FROM.finditer(content):
        first = next(int(group) for group in found.groups() if group is not None)
        if group := _group_from(first):
            yield Match(found.start(), found.end(), (group,), "age from")


def name_groups(first: int, last: int) -> tuple[str, ...]:
    """Give the age groups that a range covers by half, or that hold half of it. Ages in years, both included."""
    if not 0 <= first < last <= OLDEST:
        return ()
    return tuple(concept for concept, low, high in GROUPS if _covers(first, last, low, high))


def _covers(first: int, last: int, low: int, high: int) -> bool:
    shared = min(last, high) - max(first, low) + 1
    return shared >= _SHARE * (high - low + 1) or shared > _SHARE * (last - first + 1)


def _group_from(first: int) -> str | None:
    """Give the group of people 'aged N or older': only where the bound makes one plain."""
    return next(
        (concept for concept, low, high in (("p.adult", 18, 21), ("p.old", 60, 79), ("p.oldest", 80, OLDEST)) if low <= first <= high), None
    )
