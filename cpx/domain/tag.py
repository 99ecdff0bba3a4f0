"""Tags as people and programs see them: the machine's suggestions, a person's word, what a source brought."""

from dataclasses import dataclass

from cpx.domain.concept import match_strength
from cpx.domain.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Output):
    """Words that justify a tag; ``start:end`` are code points in the text they stand in, ``sentence`` the sentence around them."""

    quote: str
    start: int
    end: int
    field: str
    language: str | None
    section: str | None
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Output):
    """A concept on a work: a machine's suggestion, a person's word, or a heading that a source brought."""

    concept: str | None
    scheme: str
    label: str
    mesh: str | None = None
    origin: str = "machine"
    status: str = "suggested"
    usage: str | None = None
    part: str | None = None
    confidence: float | None = None
    match: str | None = None
    by: str | None = None
    at: str | None = None
    why: str | None = None
    evidence: tuple[Quote, ...] = ()


def strength(confidence: float | None) -> str | None:
    """Give the word for a confidence, None where there is none."""
    return None if confidence is None else match_strength(confidence)
