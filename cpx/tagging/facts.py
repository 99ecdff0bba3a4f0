"""Read facts: sample sizes, numbers of interviews, ages and years of the study. Figures of others' studies are left out."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from cpx.domain.fact import AGE, PERIOD, SAMPLE, StatedFact
from cpx.domain.text import Text
from cpx.tagging.ages import read_ages
from cpx.tagging.fold import fold
from cpx.tagging.places import locator_of
from cpx.tagging.signs import FIGURE, NUMBER, NUMBER_WORDS, ONES, TENS, YEAR, Signs, find_signs_in_small

_WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_UNITS = """interviews|focus groups|group discussions|workshops|observations|questionnaires|diaries|sites|municipalities|hospitals|schools
    |general practices|practices|nursing homes|care homes|organi[sz]ations|studies|articles|papers|reviews|trials|documents|records|charts
    |participants|respondents|interviewees|informants|subjects|volunteers|individuals|people|persons|patients|inpatients|outpatients|cases
    |controls|adults|children|adolescents|infants|newborns|women|men|girls|boys|mothers|fathers|parents|pregnancies|births|deliveries|families
    |households|carers|caregivers|service users|users|clients|consumers|citizens|residents|students|pupils|teachers|nurses|physicians
    |doctors|general practitioners|practitioners|professionals|clinicians|staff members|staff|managers|leaders|employees|workers
    |researchers|stakeholders|decision[- ]makers|policy[- ]makers|politicians|veterans|survivors|members""".replace("\n    ", "")
_FIGURE = re.compile(r"\d(?<![\w.,/±=<>≥≤-]\d)[\d,]*(?![\w.%/-])")
_SPELT = re.compile(rf"(?:(?:{_WORDS})(?:[ -](?:and )?)?)+(?=\s)")
_NO_ADJECTIVES = """of|and|or|to|in|the|a|an|with|from|by|on|at|about|among|between|across|into|through|within|as|that|which|who|than
    |were|was|are|is|had|has|have|for|years?|months?""".replace("\n    ", "")
"""Words that end what a number counts: 'four tensions from leaders' are no four leaders."""
_COUNTED = re.compile(rf"\s?(?:(?!(?:{_NO_ADJECTIVES})\b)[a-z'-]+ ){{0,4}}?(?P<unit>{_UNITS})\b")
_UNIT = re.compile(_UNITS)
_N_IS = re.compile(r"[(\[] ?n ?= ?(?P<n>\d{1,3}(?:,\d{3})+|\d+)\b")
_WORD_BEFORE = re.compile(r"[a-z][a-z-]+ $")
_ZH = re.compile(r"(?P<n>\d+)\s*(?:名|位|例|次|场|份|个)(?P<unit>[\u4e00-\u9fff]{0,8})")
_ZH_UNITS = (
    ("访谈", "interviews"),
    ("焦点小组", "focus groups"),
    ("工作坊", "workshops"),
    ("问卷", "questionnaires"),
    ("患者", "patients"),
    ("案例", "cases"),
)
_MONTH = r"(?:(?:early |late |mid-)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?)?"
_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    rf"\b(?:between|from|during|over|in|years?|since)(?: the years?| the period)? (?P<whole>{_MONTH}(?P<first>{_YEAR})"
    rf"(?:,? ?(?:and|to|through|until|[-–—/]) ?{_MONTH}(?P<last>{_YEAR}|\d\d\b(?![.,]?\d)))?)(?![\d-])"
)
_A_YEAR = re.compile(_YEAR)
_PERIOD_LENGTH = 64
"""No period is longer on either side of its first year, in characters."""
_ZH_PERIOD = re.compile(r"(?P<whole>(?P<first>(?:19|20)\d\d)\s*年(?:\d+月)?(?:\s*[至到\-–—~～]\s*(?P<last>(?:19|20)\d\d)\s*年)?)")
_OTHERS = re.compile(
    r"\b(?:previous|prior|earlier|past|other|published|recent|per|every|last|next|than|aged?|over|under|approximately 1 in)\s*$"
)
_NOT_READ = frozenset(("background", "conclusion", "recommendation"))
_DID = re.compile(
    r"conduct|collect|carried out|perform|took place|recruit|interview|survey|held|undert|between|from|during|admitted|treated"
    r"|调查|访谈|收集|进行|开展"
)
_CENTURY, _FEWEST = 100, 2


class _Figure(NamedTuple):
    start: int
    end: int
    kind: str
    n: int
    last: int | None
    unit: str | None
    rule: str


def find_facts(texts: Sequence[Text]) -> tuple[StatedFact, ...]:
    """Give the facts that the texts of one work state, text by text in order of place."""
    return tuple(fact for index, text in enumerate(texts) for fact in _read_text(index, text))


def _read_text(index: int, text: Text) -> Iterator[StatedFact]:
    lower = text.content.lower()
    if len(lower) != len(text.content):
        return
    signs = find_signs_in_small(lower, fold(text.content).text)
    figures = sorted([*_read_samples(lower, signs), *_read_periods(lower, signs), *_read_ages(text.content)], key=lambda figure: figure[:2])
    if not figures:
        return
    locator = locator_of(text)
    done = 0
    sampled = False
    for figure in figures:
        place = locator.locate(figure.start, figure.end) if figure.start >= done else None
        if place is None or place.kind in _NOT_READ:
            continue
        if figure.kind == PERIOD and not _DID.search(lower, place.start, place.end):
            continue
        if figure.kind == SAMPLE and place.kind == "finding" and sampled:
            continue
        done, sampled = figure.end, sampled or figure.kind == SAMPLE
        yield StatedFact(
            index,
            figure.kind,
            figure.n,
            figure.last,
            figure.unit,
            figure.start,
            figure.end,
            place.section,
            (place.start, place.end),
            figure.rule,
        )


def _read_samples(lower: str, signs: Signs) -> Iterator[_Figure]:
    """Yield how many of what there were."""
    yield from _read_counted(lower, signs)
    yield from _read_n_is(lower)
    if not lower.isascii():
        yield from _read_zh(lower)


def _read_counted(lower: str, signs: Signs) -> Iterator[_Figure]:
    """Yield numbers with the noun that they count; several adjectives may stand between."""
    for found in chain(_find_figures(lower, signs), _find_spelt(lower, signs)):
        counted = _COUNTED.match(lower, found.end())
        n = read_count(found.group()) if counted else 0
        if counted and n >= _FEWEST and not _OTHERS.search(lower, max(0, found.start() - 24), found.start()):
            yield _Figure(found.start(), counted.end(), SAMPLE, n, None, counted["unit"], "number and noun")


def _read_n_is(lower: str) -> Iterator[_Figure]:
    if "(" not in lower and "[" not in lower:
        return
    for found in _N_IS.finditer(lower):
        word = _WORD_BEFORE.search(lower, max(0, found.start() - 24), found.start())
        unit = word.group().strip() if word and _UNIT.fullmatch(word.group().strip()) else None
        yield _Figure(word.start() if word and unit else found.start(), found.end(), SAMPLE, read_count(found["n"]), None, unit, "n =")


def _read_zh(lower: str) -> Iterator[_Figure]:
    for found in _ZH.finditer(lower):
        unit = next((english for word, english in _ZH_UNITS if word in found["unit"]), "participants")
        if found["unit"] and int(found["n"]) >= _FEWEST:
            yield _Figure(*found.span(), SAMPLE, int(found["n"]), None, unit, "number and noun")


def _find_figures(lower: str, signs: Signs) -> Iterator[re.Match[str]]:
    """Yield numbers in figures; those of other scripts are looked for sign by sign."""
    if not lower.isascii():
        yield from _FIGURE.finditer(lower)
        return
    past = 0
    for at, end in signs.get(FIGURE, ()):
        found = _FIGURE.match(lower, at) if at >= past else None
        past = end if found is None else found.end()
        if found:
            yield found


def _find_spelt(lower: str, signs: Signs) -> Iterator[re.Match[str]]:
    """Yield numbers in words."""
    for at, _ in signs.get(NUMBER, ()):
        whole = at == 0 or not (lower[at - 1].isalnum() or lower[at - 1] == "-")
        found = _SPELT.match(lower, at) if whole else None
        if found:
            yield found


def _read_periods(lower: str, signs: Signs) -> Iterator[_Figure]:
    for found in chain(_find_periods(lower, signs), () if lower.isascii() else _ZH_PERIOD.finditer(lower)):
        first, last = int(found["first"]), int(found["last"]) if found["last"] else None
        if last is not None and last < _CENTURY:
            last += first // _CENTURY * _CENTURY
        if last is None or first <= last:
            yield _Figure(*found.span("whole"), PERIOD, first, last, "years", "years of the study")


def _find_periods(lower: str, signs: Signs) -> Iterator[re.Match[str]]:
    """Yield periods in order: looked for around years only, as a text has few."""
    past = 0
    for year in _find_years(lower, signs):
        found = _PERIOD.search(lower, max(past, year.start() - _PERIOD_LENGTH), year.end() + _PERIOD_LENGTH)
        if found and found.start("first") == year.start():  # that of a later year may be cut off here
            past = found.end()
            yield found


def _find_years(lower: str, signs: Signs) -> Iterator[re.Match[str]]:
    past = 0
    for at, _ in signs.get(YEAR, ()):
        year = _A_YEAR.match(lower, at) if at >= past else None
        if year:
            past = year.end()
            yield year


def _read_ages(content: str) -> Iterator[_Figure]:
    for age in read_ages(content, fold(content).text):
        in_months = (age.last if age.last is not None else age.first) < _FEWEST
        scale, unit = (12, "months") if in_months else (1, "years")
        last = None if age.last is None or age.last == age.first else round(age.last * scale)
        yield _Figure(age.start, age.end, AGE, round(age.first * scale), last, unit, age.rule)


def read_count(words: str) -> int:
    """Read a number in figures or in English words ('1,204', 'twenty-four', 'one hundred and six'); 0 where it is none."""
    figure = re.sub(r"[,\s]", "", words)
    if figure.isdigit():
        return int(figure)
    total = 0
    for word in re.findall(r"[a-z]+", words):
        total = (total or 1) * _CENTURY if word == "hundred" else total + ONES.get(word, 0) + TENS.get(word, 0)
    return total
