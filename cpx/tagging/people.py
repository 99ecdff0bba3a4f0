"""Tell what part people played where they are named, and where a word names no people at all. The words stand in ``cues.py``."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cpx.domain.concept import Part
from cpx.tagging import cues
from cpx.tagging.vocabulary import Vocabulary

_VERDICTS = ((cues.CO_PRODUCER, Part.CO_PRODUCER), (cues.TOOK_PART, Part.TOOK_PART), (cues.SERVED, Part.SERVED))
_BY_KIND = {"method": Part.TOOK_PART, "finding": Part.UNCLEAR}
_NO_STUDY = frozenset(("background", "conclusion", "recommendation"))
"""Sections in which 'interviews with nurses' are not this study's."""

_ORDER = (Part.TOOK_PART, Part.CO_PRODUCER, Part.SERVED, Part.UNCLEAR, Part.MENTIONED)
_COUNTED = re.compile(r"(?:\d|名|例|位)\s*(?:[\w'-]+\s+){0,2}$")
_WORD = re.compile(r"[a-z]+")
_FEW_WORDS = r"(?:[\w'’-]+\s+){0,4}$"
_SERVICES = "services?|care|support|treatments?|program(?:me)?s?|help|interventions?|provision|facilities|resources|homes?|units?"
_WORKERS = "staff|who|professionals|workers|practitioners|nurses|teachers|those"
_MAY_SERVE = re.compile("(?: for| to|ing|with) ")
_SERVED_NEXT = re.compile(
    rf"(?i)\b(?:(?:{_SERVICES}) (?:for|to)|supporting|serving|caring for|treating|helping|(?:{_WORKERS}) (?:who )?work(?:s|ed|ing)? with)"
    r"\s+" + _FEW_WORDS
)
"""Right before people these say that they are served, whoever else took part: 'interviews with nurses about care for people with ...'."""

_KIN = "carers?|caregivers?|parents?|mothers|fathers|families|family members|relatives|spouses|siblings|representatives|supporters"
_KIN_NEXT = re.compile(rf"(?i)\b(?:{_KIN}) of\s+" + _FEW_WORDS)
"""Right before people these say that others spoke, not they: 'parents of children with ...'."""

MATTERS = ("p.cond", "p.vuln")
"""Branches whose labels name a condition or a position; before a word such as 'policy' they stand for a matter, not for people."""


class PartReading(NamedTuple):
    """The part that people play in one mention, and the cue that told it ('' where only the section did)."""

    part: Part
    cue: str = ""


def read_part(around: AbstractSet[str], before: str, kind: str) -> PartReading:
    """Read one mention of people from the cues around it, the words just before it, and the kind of section."""
    if _MAY_SERVE.search(before) and _SERVED_NEXT.search(before):
        return PartReading(Part.SERVED, cues.SERVED)
    if " of " in before and _KIN_NEXT.search(before):
        return PartReading(Part.MENTIONED, "kin of")
    no_study = kind in _NO_STUDY or cues.NOT_HERE in around
    for cue, part in _VERDICTS:
        if cue in around and not (part is Part.TOOK_PART and no_study):
            return PartReading(part, cue)
    if not no_study and _COUNTED.search(before):
        return PartReading(Part.TOOK_PART, "counted")
    return PartReading(Part.MENTIONED if no_study else _BY_KIND.get(kind, Part.MENTIONED))


def merge_parts(readings: Sequence[PartReading]) -> Part:
    """Merge the mentions: having taken part says most, a mere mention least."""
    parts = {reading.part for reading in readings}
    return next(part for part in _ORDER if part in parts)


def find_matters(vocabulary: Vocabulary) -> frozenset[str]:
    """Give the concepts whose labels name conditions and positions."""
    return frozenset(concept for branch in MATTERS for concept in (branch, *vocabulary.descendants(branch)))


def names_no_people(after: str) -> bool:
    """Tell whether the words behind a condition or a position make it a matter ('mental health policy')."""
    if after.startswith(cues.NO_PEOPLE_NEXT_ZH):
        return True
    return after.startswith(" ") and not cues.NO_PEOPLE_NEXT.isdisjoint(_WORD.findall(after.lower())[:2])
