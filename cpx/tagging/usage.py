"""Tell whether the work used a method, an approach or a framework, or is about it. The words stand in ``cues.py``."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cpx.domain.concept import Usage
from cpx.tagging import cues
from cpx.tagging.places import MIXED

_NOT_OURS = ((cues.NEGATED, Usage.TOPIC), (cues.PLANNED, Usage.TOPIC), (cues.OTHERS, Usage.TOPIC))
_VERDICTS = {
    "method": (*_NOT_OURS, (cues.OWN, Usage.USED), (cues.ABOUT, Usage.TOPIC), (cues.DONE, Usage.USED)),
    "approach": (*_NOT_OURS, (cues.ABOUT, Usage.TOPIC), (cues.APPROACH_DONE, Usage.USED)),
    "framework": (*_NOT_OURS, (cues.FRAMEWORK_DONE, Usage.USED)),
}
"""Scheme -> cues in the order in which they decide, and their verdicts."""

_METHOD_BY_KIND = {
    "title": Usage.USED,
    "aim": Usage.USED,
    "method": Usage.USED,
    "finding": Usage.USED,
    "background": Usage.TOPIC,
    "conclusion": Usage.TOPIC,
    "recommendation": Usage.TOPIC,
    MIXED: Usage.UNCLEAR,
}
_BY_KIND = {
    "method": _METHOD_BY_KIND,
    "approach": dict.fromkeys(_METHOD_BY_KIND, Usage.TOPIC),
    "framework": {**dict.fromkeys(_METHOD_BY_KIND, Usage.TOPIC), "method": Usage.USED},
}

ADVISED = frozenset(("m.qi", "m.reflpractice", "m.capacity", "m.kt", "m.guideline"))
"""Work on practice more than a way to know: without a cue these are what the text is about."""

CO_PRODUCTION = frozenset(("m.coprod", "m.coprod.service", "m.coprod.research", "m.cocreate"))
"""Nearly always topic: used only where the text says that the study itself was made so."""

OWN_KIND = frozenset(("m.conceptual", "m.editorial", "m.protocol", "m.casereport", "m.reflexive"))
"""Kinds of work: a text that names its own kind is of it, also where it speaks about itself."""


class UsageReading(NamedTuple):
    """A verdict and the cue that gave it ('' where only the section did)."""

    usage: Usage
    cue: str = ""


def read_usage(concept: str, scheme: str, around: AbstractSet[str], kind: str) -> UsageReading:
    """Read one mention of a concept from the cues around it and the kind of section that it stands in."""
    for cue, verdict in _SPECIAL.get(concept) or _VERDICTS[scheme]:
        if cue in around:
            return UsageReading(verdict, cue)
    if concept in OWN_KIND:
        return UsageReading(Usage.USED)
    if concept in ADVISED or concept in CO_PRODUCTION:
        return UsageReading(Usage.TOPIC)
    return UsageReading(_BY_KIND[scheme].get(kind, Usage.UNCLEAR))


_SPECIAL = dict.fromkeys(CO_PRODUCTION, (*_NOT_OURS, (cues.STUDY_WAS, Usage.USED))) | dict.fromkeys(OWN_KIND, _NOT_OURS)


def merge_usage(readings: Sequence[UsageReading]) -> Usage:
    """Merge the mentions of one concept: used if any is, else topic if any is, else unclear."""
    verdicts = {reading.usage for reading in readings}
    return next(verdict for verdict in (Usage.USED, Usage.TOPIC, Usage.UNCLEAR) if verdict in verdicts)
