"""Tell whether the work used a method, an approach or a framework, or is about it. The words stand in ``cues.py``."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cpx.domain.concept import Usage
from cpx.tagging import cues
from cpx.tagging.places import MIXED

_NOT_OURS = ((cues.NEGATED, Usage.TOPIC), (cues.PLANNED, Usage.TOPIC), (cues.OTHERS, Usage.TOPIC))
_VERDICTS = {
    "method": (*_NOT_OURS, (cues.OWN, Usage.USED), (cues.ABOUT, Usage.TOPIC), (cues.OURS, Usage.USED), (cues.DONE, Usage.USED)),
    "approach": (*_NOT_OURS, (cues.ABOUT, Usage.TOPIC), (cues.OWN, Usage.USED), (cues.APPROACH_DONE, Usage.USED)),
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
    "approach": {**dict.fromkeys(_METHOD_BY_KIND, Usage.TOPIC), "method": Usage.USED},
    "framework": {**dict.fromkeys(_METHOD_BY_KIND, Usage.TOPIC), "method": Usage.USED},
}

_NAMES_ITSELF = frozenset(("title", "aim", "method"))
"""Where 'a co-design study' is the study at hand."""

ADVISED = frozenset(("m.qi", "m.reflpractice", "m.capacity", "m.kt", "m.guideline"))
"""Work on practice more than a way to know: without a cue these are what the text is about."""

PRACTICES = frozenset(("m.codeliver", "m.ppi", "m.engage", "m.commeng", "m.lived", "m.cogov", "m.wellbeing.sdm", "m.coeval", "m.asset"))
"""Approaches that services and citizens live by more than studies do: what the text is about, unless it says that it used them."""

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
    if concept in OWN_KIND or (scheme == "approach" and kind in _NAMES_ITSELF and cues.A_STUDY in around and concept not in _TOPICS):
        return UsageReading(Usage.USED)
    if concept in _TOPICS:
        return UsageReading(Usage.TOPIC)
    return UsageReading(_BY_KIND[scheme].get(kind, Usage.UNCLEAR))


_TOPICS = ADVISED | PRACTICES | CO_PRODUCTION
_SPECIAL = (
    dict.fromkeys(CO_PRODUCTION, (*_NOT_OURS, (cues.STUDY_WAS, Usage.USED)))
    | dict.fromkeys(OWN_KIND, _NOT_OURS)
    | dict.fromkeys(PRACTICES, (*_NOT_OURS, (cues.ABOUT, Usage.TOPIC), (cues.APPROACH_DONE, Usage.USED)))
    | dict.fromkeys(ADVISED, (*_NOT_OURS, (cues.ABOUT, Usage.TOPIC), (cues.OURS, Usage.USED)))
)


def merge_usage(readings: Sequence[UsageReading]) -> Usage:
    """Merge the mentions of one concept: used if any is, else topic if any is, else unclear."""
    verdicts = {reading.usage for reading in readings}
    return next(verdict for verdict in (Usage.USED, Usage.TOPIC, Usage.UNCLEAR) if verdict in verdicts)
