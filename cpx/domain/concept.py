"""Concepts of a vocabulary, the machine's assignments with their evidence, and a person's decisions. Names after SKOS."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Usage(StrEnum):
    """Whether the work did it (used), is about it (topic), or cannot be told. For methods, approaches and frameworks."""

    USED = "used"
    TOPIC = "topic"
    UNCLEAR = "unclear"


class Part(StrEnum):
    """What part people played in the work. For populations."""

    TOOK_PART = "took-part"
    CO_PRODUCER = "co-producer"
    SERVED = "served"
    MENTIONED = "mentioned"
    UNCLEAR = "unclear"


class Verdict(StrEnum):
    """A person's word on a concept of a work."""

    CONFIRMED = "confirmed"
    REJECTED = "rejected"


SCHEMES = ("method", "approach", "framework", "population", "setting", "place")
"""The schemes in the order in which people read them."""


SHIPPED, CHANGED, OWN = "shipped", "changed", "own"
"""Whose a concept is: of cpx, of cpx with changes of a file of one's own, or of such a file alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One term. ``id`` never changes; ``broader`` is the parent's id; ``mesh`` a MeSH UI.

    ``alt_labels`` maps a language to patterns in the notation of the label guide: ``*`` ends a word, ``?`` stands for
    s or z, capitals match with case. ``auto`` false: only a person assigns it. ``deprecated``: no longer for new work, with
    ``replaced_by`` its successor. ``origin`` says whose it is, ``file`` which own file made or changed it.
    """

    id: str
    scheme: str
    pref_label: str
    alt_labels: dict[str, tuple[str, ...]]
    broader: str | None = None
    definition: str | None = None
    mesh: str | None = None
    auto: bool = True
    replaced_by: str | None = None
    verified: str | None = None
    deprecated: bool = False
    origin: str = SHIPPED
    file: str | None = None


class Evidence(NamedTuple):
    """The words that justify an assignment: ``quote`` is ``texts[text].content[start:end]``, within ``sentence`` (start, end)."""

    text: int
    start: int
    end: int
    quote: str
    field: str
    language: str | None
    section: str | None
    sentence: tuple[int, int]
    rule: str


class Assignment(NamedTuple):
    """The machine's claim that a work has a concept, best evidence first; ``confidence`` in 0..1."""

    concept: str
    confidence: float
    evidence: tuple[Evidence, ...]
    usage: Usage | None = None
    part: Part | None = None


STRONG, FAIR = 0.75, 0.5
"""Confidence from which a match is called strong, or fair."""


def match_strength(confidence: float) -> str:
    """Say a confidence in the word that people read: strong, fair or weak."""
    return "strong" if confidence >= STRONG else "fair" if confidence >= FAIR else "weak"
