"""Tell what part people played where they are named, and where a word names no people at all. The words stand in ``cues.py``."""

from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.concept import Part
from cpx.tagging import cues
from cpx.tagging.vocabulary import Vocabulary

_CUES = (
    ("co-producer", cues.CO_PRODUCER_BEFORE, cues.CO_PRODUCER_AFTER, Part.CO_PRODUCER),
    ("took part", cues.TOOK_PART_BEFORE, cues.TOOK_PART_AFTER, Part.TOOK_PART),
    ("served", cues.SERVED_BEFORE, None, Part.SERVED),
)
_BY_KIND = {"method": Part.TOOK_PART, "finding": Part.UNCLEAR, "background": Part.MENTIONED}
_ORDER = (Part.TOOK_PART, Part.CO_PRODUCER, Part.SERVED, Part.UNCLEAR, Part.MENTIONED)

MATTERS = ("p.cond", "p.vuln")
"""Branches whose labels name a condition or a position; before a word such as 'policy' they stand for a matter, not for people."""


@dataclass(frozen=True, slots=True)
class PartReading:
    """The part that people play in one mention, and the cue that told it ('' where only the section did)."""

    part: Part
    cue: str = ""


def read_part(before: str, after: str, kind: str) -> PartReading:
    """Read one mention of people from its sentence, in lower case, up to the label and behind it, and the kind of section."""
    for name, first, second, part in _CUES:
        if first.search(before) or (second is not None and second.search(after)):
            if part is Part.TOOK_PART and kind in ("background", "recommendation", "conclusion"):
                continue
            return PartReading(part, name)
    return PartReading(_BY_KIND.get(kind, Part.MENTIONED))


def merge_parts(readings: Sequence[PartReading]) -> Part:
    """Merge the mentions: having taken part says most, a mere mention least."""
    parts = {reading.part for reading in readings}
    return next(part for part in _ORDER if part in parts)


def find_matters(vocabulary: Vocabulary) -> frozenset[str]:
    """Give the concepts whose labels name conditions and positions."""
    return frozenset(concept for branch in MATTERS for concept in (branch, *vocabulary.descendants(branch)))


def names_no_people(after: str) -> bool:
    """Tell whether the words behind a condition or a position make it a matter ('mental health policy')."""
    return cues.NO_PEOPLE_AFTER.search(after) is not None
