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
