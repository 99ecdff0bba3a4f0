"""Find study designs that are told by what was done, not named: cases that were reviewed, cases beside controls."""

import re
from collections.abc import Iterator

from cpx.tagging.matcher import Match
from cpx.tagging.signs import CONTROLS, DESIGN, OTHER_DESIGN, REVIEWED, SURVEY_OF, WE_REVIEWED, signs_of

RETROSPECTIVE, CASE_CONTROL, OF_SERVICES = ("m.retro",), ("m.casecontrol",), ("m.survey.care",)

_CASES = "patients|cases|children|infants|women|men|subjects|procedures|operations|deliveries|pregnancies|charts|biops(?:y|ies)"
_SERVICES = "hospitals|units|clinics|practices|wards|departments|agencies"
_WRITINGS = re.compile(
    r"\b(?:literature|studies|articles|papers|publications|trials|guidelines|abstracts|policies|evidence|certificates)\b[^.;:?!]*$"
)
"""What is reviewed by reading others' work, if it stands before in the same sentence."""

_RULES = (
    ("cases reviewed", RETROSPECTIVE, REVIEWED, re.compile(rf"\b(?:{_CASES})\b[^.;:?!]{{0,160}}?\b(?:were|was) (?:all )?reviewed\b")),
    (
        "reviewed cases",
        RETROSPECTIVE,
        WE_REVIEWED,
        re.compile(
            r"\bwe reviewed (?:the |all |our |data |results |of |on |from |clinical |medical |hospital |and |radiographic |information )*"
            rf"(?:charts|records|files|\d[\d,]*\b|consecutive|{_CASES})"
        ),
    ),
    ("cases beside controls", CASE_CONTROL, CONTROLS, re.compile(r"\bcases (?:and|with|versus|vs\.?) [\d,]+ (?:[a-z-]+ )?controls\b")),
    (
        "services surveyed",
        OF_SERVICES,
        SURVEY_OF,
        re.compile(rf"\bsurvey of (?:all )?(?:\d[\d,]* )?(?:[a-z-]+ ){{0,4}}?(?:{_SERVICES})\b"),
    ),
)
"""Rule, what it names, words that stand wherever it fits, and its pattern in small letters."""

_MONTH = r"(?:(?:early |late )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? (?:\d{1,2},? )?)?"
_PERIOD = rf"(?:between|from|during) {_MONTH}(?:19|20)\d\d ?(?:and|to|through|until|[-–]) ?{_MONTH}(?:(?:19|20)\d\d|\d\d)\b"
_TREATED = r"\b(?:underwent|undergone|undergoing|treated|operated|received|attempted|performed|admitted|diagnosed|transplant[a-z]*)\b"
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMED_PERIOD = re.compile(_PERIOD)
_PERIOD_LENGTH = 64
"""No period is longer on either side of its first year, in characters."""
_PAST_CASES = re.compile(rf"{_TREATED}[^.;:]{{0,80}}\b{_PERIOD}|\b{_PERIOD}, [^.;:]{{0,160}}?{_TREATED}")


def find_designs(content: str, folded: str) -> Iterator[Match]:
    """Yield a match for each design that the text describes; ``folded`` only tells quickly whether there may be any."""
    told = {folded[start:end] for start, end in signs_of(folded, DESIGN)}
    rules = [row for row in _RULES if row[2] in told] if told else []
    # Words for another design say that the cases came in as the study went on.
    in_past = (" 19" in folded or " 20" in folded) and not signs_of(folded, OTHER_DESIGN)
    lower = content.lower() if rules or in_past else ""
    if len(lower) != len(content):
        return
    for rule, concepts, _, pattern in rules:
        for found in pattern.finditer(lower):
            if not _WRITINGS.search(lower[: found.end()]):
                yield Match(found.start(), found.end(), concepts, rule)
    if in_past and _names_period(lower) and (past := _PAST_CASES.search(lower)):
        yield Match(past.start(), past.end(), RETROSPECTIVE, "cases of past years")


def _names_period(lower: str) -> bool:
    """Tell quickly whether a text names a period: looked for around its years only."""
    stretches = ((max(0, year.start() - _PERIOD_LENGTH), year.end() + _PERIOD_LENGTH) for year in _YEAR.finditer(lower))
    return any(_NAMED_PERIOD.search(lower, first, last) for first, last in stretches)
