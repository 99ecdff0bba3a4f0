"""Turn ages in figures ('aged 65-80 years', 'mean age 45 (SD 12)', 'infants of 6 to 18 months', '65岁以上') into age groups."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cpx.tagging.matcher import Match
from cpx.tagging.signs import AGE, find_signs_in_small, signs_of

OLDEST = 110
GROUPS = (
    ("p.newborn", 0, 1 / 12),
    ("p.infant", 1 / 12, 2),
    ("p.preschool", 2, 6),
    ("p.child", 6, 13),
    ("p.adolescent", 13, 19),
    ("p.adult", 19, 45),
    ("p.middle", 45, 65),
    ("p.old", 65, 80),
    ("p.oldest", 80, OLDEST + 1),
)
"""Concept, the age in years at which it begins, and the age at which the next one does, after the age groups of MeSH."""

YOUNG_ADULT, YOUNG_UNTIL = "p.youngadult", 27
"""Named in place of adults where nobody is older: students and conscripts, not '18 to 65 years'."""

LOWER_BOUNDS = (("p.adult", 18, 21), ("p.old", 60, 79), ("p.oldest", 80, OLDEST))
"""Concept, and the lowest and highest N for which 'aged N or older' names it; other bounds name no group."""

_GROWN = 19
"""From here on 'at age 50' tells of an event; below it tells when children were seen."""

_HALF, _THIRD = 0.5, 1 / 3
_YEARS = {"m": 1 / 12, "个": 1 / 12, "月": 1 / 12, "w": 7 / 365, "d": 1 / 365, "天": 1 / 365, "h": 0.0}
"""First letter of a unit -> its length in years; 1 for all that is not here."""

_ANCHOR = re.compile(
    r"\bage[ds]?\b|\b(?:years?|yrs?|months?|weeks?|days?)[\s-]*(?:olds?\b|of age\b)|\b(?:older|elder) than\b"
    r"|\d[\s-]*(?:years?|yrs?) (?:and|or) (?:older|over|above)\b|\d岁|年龄"
)
_ANCHOR_LENGTH = 16
_UNIT = r"(?:years?|yrs?|y\b|months?|mos?\b|weeks?|wks?\b|days?|岁|个?月|天)"
_NUMBER = r"(?<![\d.,·/±$£€])(?<!\d[-–—~])\d{1,3}(?:[.·]\d+)?(?![\d%])"
_WHOLE = r"(?<![\d.,·/±$£€])\d{1,3}(?![\d%]|[.,·]\d)"
_SPREAD = r"(?<![\d.,·/$£€])\d{1,2}(?:[.·]\d+)?(?![\d%])"
_TO = r"\s*(?:[-–—~～至到]|to\b|and\b|until\b|through\b)\s*"


def _range_of(prefix: str) -> str:
    """Write the pattern of a range, its groups named with a prefix."""
    return (
        rf"(?P<{prefix}first>{_WHOLE})[\s-]*(?P<{prefix}unit>{_UNIT})?(?:[\s-]*olds?)?{_TO}"
        rf"(?P<{prefix}last>{_WHOLE})(?!\s*%)[\s-]*(?P<{prefix}after>{_UNIT})?"
    )


_AGE = re.compile(
    rf"(?P<lead>(?: of (?:the |all )?\d+ [^\d.;。]{{2,25}}(?:was|were))?[^\d.;。]{{0,34}}?)(?:{_range_of('')}"
    rf"|(?P<mean>{_NUMBER})[\s-]*(?P<unit1>{_UNIT})?\s*"
    rf"(?:(?:±|\+\s*/?\s*[-–−])\s*|[(\[,]\s*(?:sd|s\.d\.|standard deviation)\s*[=:,]?\s*[±]?\s*)"
    rf"(?P<spread>{_SPREAD})[\s-]*(?P<unit2>{_UNIT})?"
    rf"|(?P<one>{_NUMBER})(?!\s*%|[.,]\d)[\s-]*(?P<unit3>{_UNIT})?)"
    rf"(?P<more>[\s)\],;:(\[]*(?:(?:age )?rang(?:e|ed|ing)\b[\s,:;=]*(?:from|of|between|was|:)?\s*|[(\[]\s*){_range_of('r')})?"
)
"""What follows the word 'age': words, then a range, a mean with its spread, or one age; then perhaps '(range 20-78)'."""

_BEFORE = re.compile(rf"(?:{_range_of('')}|(?P<mean>{_NUMBER})\s*(?:±|\+\s*/?\s*[-–−])\s*(?P<spread>{_SPREAD})|(?P<one>{_NUMBER}))[\s-]*$")
_AVERAGE = re.compile(r"\b(?:mean|median|average|averaged)\b|均")
_NOT_OF_PEOPLE = re.compile(
    r"(?:gestation(?:al)?|bone|mental|post[- ]?(?:natal|menstrual|conceptional)|skeletal|middle|old|new|same|any|golden)[\s-]*$"
)
_NO_AGE_LEAD = re.compile(
    r"^ at (?:onset|menarche|menopause|death|first)\b"
    r"|(?:±|[+]\s*/?\s*[-–−])\s*$|\b(?:p\s*[<=>]|\bor\b\s*[=:]|odds|ci\b|hazard|n\s*=|grade|stage|bmi|weight|score|level|increase|decrease)"
    r"|\b(?:grew|diff|older by|per\b|by\b|every|each)"
)
_FROM = re.compile(r"(?:≥|>=|>\s*or\s*=|>|\bover|\babove|\bat least|\bolder than|\belder than|以上)\s*(?:the age of\s*)?$")
_UP_TO = re.compile(r"(?:≤|<=|<|\bunder|\bbelow|\bup to|\byounger than|\bless than|\bbefore|\bafter|\bby)\s*(?:the age of\s*|age\s*)?$")
_AT = re.compile(r"\bat\s*(?:the |ages? |of )*$")
_AND_OVER = re.compile(
    r"\+(?!\s*[/\d–−-])|[\s-]*(?:years?|yrs?)?(?:[\s-]+(?:of age|olds?))?\s*(?:and|or) (?:older|over|above|more)\b|\s*岁?(?:及|或|和)?以上"
)
_NOT_YEARS = re.compile(
    r"\s*(?:years? |months? )?(?:older|younger) than|[\s-]*(?:years? )?intervals?|\s*(?:%|percent|hours?|minutes?)"
    r"|\s*(?:[\w-]+ ){0,2}(?:patients?|participants|women|men|children|people|cases)"
)


RULES = frozenset(("age range", "mean age with spread", "mean age", "age from", "age"))
"""The rules by which figures name groups."""


class Age(NamedTuple):
    """Ages that a text gives at ``start:end``: the first and the last in years, what groups they name, and the rule."""

    start: int
    end: int
    first: float
    last: float | None
    groups: tuple[str, ...]
    rule: str


def find_ages(content: str, folded: str) -> Iterator[Match]:
    """Yield a match for each age that names a group; ``folded`` only tells quickly whether there is any."""
    for age in read_ages(content, folded):
        if age.groups:
            yield Match(age.start, age.end, age.groups, age.rule)


@lru_cache(maxsize=8)  # tags and facts ask for the same few texts one after the other
def read_ages(content: str, folded: str) -> tuple[Age, ...]:
    """Give the ages of people, in order; a figure is read once."""
    if not signs_of(folded, AGE):
        return ()
    lower = content.lower()
    if len(lower) != len(content):
        return ()
    return tuple(_read_once(lower, find_signs_in_small(lower, folded).get(AGE, ())))


def _read_once(lower: str, words: Sequence[tuple[int, int]]) -> Iterator[Age]:
    done = 0
    for anchor in _find_anchors(lower, words):
        for age in _read_anchor(lower, anchor):
            if age.start >= done:
                done = age.end
                yield age


def _find_anchors(lower: str, words: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """Yield the anchors in order: looked for around their words only, which is far faster than through the whole text."""
    past = 0
    for start, end in sorted(words):
        if lower[start - 1 : start].isalpha() and lower.startswith("age", start):  # 'average', 'management'
            continue
        anchor = _ANCHOR.search(lower, max(past, start - _ANCHOR_LENGTH), min(len(lower), end + _ANCHOR_LENGTH))
        if anchor:
            past = anchor.end()
            yield anchor


def _read_anchor(lower: str, anchor: re.Match[str]) -> Iterator[Age]:
    word = anchor.group()
    if not word.startswith(("age", "older", "elder", "年龄")):
        yield from _read_before(lower, anchor)
        return
    before = lower[max(0, anchor.start() - 34) : anchor.start()]
    if _NOT_OF_PEOPLE.search(before):
        return
    found = _AGE.match(lower, anchor.end())
    if found and not _NO_AGE_LEAD.search(found["lead"]):
        yield from _read_after(lower, found, f"{before}{word}{found['lead']}")


def _read_after(lower: str, found: re.Match[str], before: str) -> Iterator[Age]:
    """Read what follows the word 'age'."""
    unit = next((found[name] for name in ("after", "unit", "unit2", "unit1", "unit3", "rafter", "runit") if found[name]), "")
    if found["first"]:
        yield from _range(found, "", unit, "age range")
    elif found["mean"]:
        yield from _spread(found, unit)
    elif not _NOT_YEARS.match(lower, found.end("one")):
        yield from _single(lower, found.span("one"), before, unit)
    if found["more"] and found["rfirst"]:
        yield from _usual(found, _range(found, "r", found["rafter"] or found["runit"] or unit, "age range"), unit)


def _usual(found: re.Match[str], ages: Iterator[Age], unit: str) -> Iterator[Age]:
    """Cut a range beside a mean and its spread to two spreads around the mean: a few outliers make no group."""
    if not found["mean"]:
        yield from ages
        return
    mean, spread = _value(found["mean"]) * _scale(unit), _value(found["spread"]) * _scale(unit)
    for age in ages:
        first, last = max(age.first, mean - 2 * spread), min(age.last or age.first, mean + 2 * spread)
        yield age._replace(groups=name_groups(first, last + _scale(unit)) if first < last else age.groups)


def _read_before(lower: str, anchor: re.Match[str]) -> Iterator[Age]:
    """Read the figures before 'years old', 'of age', 'years and over'."""
    end = anchor.start() + 1 if anchor.group()[0].isdigit() else anchor.start()
    start = max(0, end - 34)
    found = _BEFORE.search(lower, start, end)
    if not found:
        return
    unit = anchor.group().lstrip("0123456789 -") or ""
    before = lower[max(0, found.start() - 34) : found.start()]
    if found["first"]:
        yield from _range(found, "", found["unit"] or unit, "age range")
    elif found["mean"]:
        yield from _spread(found, unit)
    else:
        yield from _single(lower, found.span("one"), before, unit)


def _range(found: re.Match[str], prefix: str, unit: str, rule: str) -> Iterator[Age]:
    first_unit = found[f"{prefix}unit"] or unit
    first, last = _value(found[f"{prefix}first"]) * _scale(first_unit), _value(found[f"{prefix}last"]) * _scale(unit)
    if first < last <= OLDEST:
        start, end = found.start(f"{prefix}first"), found.end(f"{prefix}last")
        yield Age(start, end, first, last, name_groups(first, last + _scale(unit)), rule)


def _spread(found: re.Match[str], unit: str) -> Iterator[Age]:
    mean, spread = _value(found["mean"]) * _scale(unit), _value(found["spread"]) * _scale(unit)
    if spread < mean <= OLDEST:
        groups = name_groups(mean - spread, mean + spread, of_range=_THIRD)
        yield Age(found.start("mean"), found.end("spread"), mean - spread, mean + spread, groups, "mean age with spread")


def _single(lower: str, span: tuple[int, int], before: str, unit: str) -> Iterator[Age]:
    """Read one age: a lower bound, the mean of a group, or the age of somebody."""
    age = _value(lower[slice(*span)]) * _scale(unit)
    if age > OLDEST or _UP_TO.search(before) or (age >= _GROWN and _AT.search(before)):
        return
    if _FROM.search(before) or _AND_OVER.match(lower, span[1]):
        yield Age(*span, age, None, name_group_from(age), "age from")
    elif unit or _AVERAGE.search(before):
        rule = "mean age" if _AVERAGE.search(before) else "age"
        yield Age(*span, age, age, _group_of(age), rule)


def _value(figure: str) -> float:
    return float(figure.replace("·", "."))


def _scale(unit: str | None) -> float:
    return _YEARS.get(unit[0], 1) if unit else 1


def _group_of(age: float) -> tuple[str, ...]:
    """Give the group of one age."""
    return tuple(YOUNG_ADULT if concept == "p.adult" and age < 25 else concept for concept, low, high in GROUPS if low <= age < high)  # noqa: PLR2004 - MeSH's young adults


def name_groups(first: float, last: float, *, of_range: float = _HALF) -> tuple[str, ...]:
    """Give the groups that hold a good share of the ages from ``first`` to before ``last``, or are held by them by half."""
    if not 0 <= first < last <= OLDEST + 1:
        return ()
    named = tuple(concept for concept, low, high in GROUPS if _covers(first, last, low, high, of_range))
    return tuple(YOUNG_ADULT if concept == "p.adult" and last <= YOUNG_UNTIL else concept for concept in named)


def name_group_from(first: float) -> tuple[str, ...]:
    """Give the group of people 'aged N or older', only where the bound makes one plain."""
    return tuple(concept for concept, low, high in LOWER_BOUNDS if low <= first <= high)


def _covers(first: float, last: float, low: float, high: float, of_range: float) -> bool:
    shared = min(last, high) - max(first, low)
    return shared >= _HALF * (high - low) or shared > of_range * (last - first)
