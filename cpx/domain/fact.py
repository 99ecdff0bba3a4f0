"""Facts: figures that a text states of its study, with the words that state them."""

from dataclasses import dataclass
from typing import NamedTuple

from cpx.domain.output import Output

SAMPLE, AGE, PERIOD = "sample", "age", "period"


class StatedFact(NamedTuple):
    """A figure at ``start:end`` of the text numbered ``text``, within ``sentence`` (start, end). ``last`` ends a range."""

    text: int
    kind: str
    n: int
    last: int | None
    unit: str | None
    start: int
    end: int
    section: str | None
    sentence: tuple[int, int]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Output):
    """How many of what took part (sample), how old they were (age), or when the study was (period), as the text says it."""

    kind: str
    n: int
    last: int | None
    unit: str | None
    quote: str
    field: str
    language: str | None
    start: int
    end: int
    section: str | None
    sentence: str
    rule: str


_AGES = {
    "age range": "aged {first} to {last}{unit}",
    "age from": "aged {first}{unit} and over",
    "mean age": "average age {first}{unit}",
    "mean age with spread": "average age ± SD: {first} to {last}{unit}",
}
"""Rule -> how people say it. A median is read as a mean is, so that the word is one for both."""


def say_fact(fact: Fact) -> str:
    """Say a fact in a few words: ``14 interviews``, ``aged 18 to 65``, ``2008 to 2018``."""
    if fact.kind == SAMPLE:
        return f"{fact.n:,} {fact.unit}" if fact.unit else f"n = {fact.n:,}"
    if fact.kind == PERIOD:
        return str(fact.n) if fact.last in (None, fact.n) else f"{fact.n} to {fact.last}"
    unit = f" {fact.unit}" if fact.unit not in (None, "years") else ""
    return _AGES.get(fact.rule, "aged {first}{unit}").format(first=fact.n, last=fact.last, unit=unit)
