"""Tell whether the work used a method, an approach or a framework, or is about it. The words stand in ``cues.py``."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.concept import Usage
from cpx.tagging import cues
from cpx.tagging.places import MIXED, Place

Cues = Sequence[tuple[str, re.Pattern[str] | None, re.Pattern[str] | None, Usage]]
"""Rows of (name, pattern before, pattern after, verdict); the first row that fits decides."""

_NOT_OURS: Cues = (
    ("negated", cues.NEGATED, None, Usage.TOPIC),
    ("planned", cues.PLANNED, cues.PLANNED_AFTER, Usage.TOPIC),
    ("others", cues.OTHERS, None, Usage.TOPIC),
)
_METHOD: Cues = (
    ("own", cues.OWN_BEFORE, None, Usage.USED),
    ("about", cues.ABOUT, None, Usage.TOPIC),
    ("done", cues.DONE_BEFORE, cues.DONE_AFTER, Usage.USED),
)
_APPROACH: Cues = (
    ("about", cues.ABOUT, None, Usage.TOPIC),
    ("done", cues.APPROACH_DONE_BEFORE, cues.APPROACH_DONE_AFTER, Usage.USED),
)
_FRAMEWORK: Cues = (("done", cues.FRAMEWORK_DONE_BEFORE, cues.APPROACH_DONE_AFTER, Usage.USED),)

_BY_SCHEME = {"method": (*_NOT_OURS, *_METHOD), "approach": (*_NOT_OURS, *_APPROACH), "framework": (*_NOT_OURS, *_FRAMEWORK)}

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
"""Nearly always topic: `used` only where the text says that the study itself was made so."""


REACH = 160
"""So many characters before and behind a label are searched for cues; further away they belong to something else."""


@dataclass(frozen=True, slots=True)
class UsageReading:
    """A verdict and the cue that gave it ('' where only the section did)."""

    usage: Usage
    cue: str = ""


def read_usage(concept: str, scheme: str, before: str, after: str, kind: str) -> UsageReading:
    """Read one mention of a concept from its sentence, in lower case, up to the label and behind it, and the kind of section."""
    if concept in CO_PRODUCTION:
        return _read_co_production(before, after)
    for name, first, second, verdict in _BY_SCHEME[scheme]:
        if (first is not None and first.search(before)) or (second is not None and second.search(after)):
            return UsageReading(verdict, name)
    if concept in ADVISED:
        return UsageReading(Usage.TOPIC)
    return UsageReading(_BY_KIND[scheme].get(kind, Usage.UNCLEAR))


def _read_co_production(before: str, after: str) -> UsageReading:
    """Believe that the study itself was co-produced only where a study is said to be so."""
    del after
    own = cues.STUDY_WAS.search(before) and not any(first.search(before) for _, first, _, _ in _NOT_OURS if first)
    return UsageReading(Usage.USED, "study was") if own else UsageReading(Usage.TOPIC)


def merge_usage(readings: Sequence[UsageReading]) -> Usage:
    """Merge the mentions of one concept: used if any is, else topic if any is, else unclear."""
    verdicts = {reading.usage for reading in readings}
    return next(verdict for verdict in (Usage.USED, Usage.TOPIC, Usage.UNCLEAR) if verdict in verdicts)


def split_around(content: str, place: Place, start: int, end: int) -> tuple[str, str]:
    """Give the sentence before and after a label, as far as cues reach, in lower case with straight apostrophes."""
    return _plain(content[max(place.start, start - REACH) : start]), _plain(content[end : min(place.end, end + REACH)])


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("\n", " ")
