"""Tell what part people played where they are named, and where a word names no people at all. The words stand in ``part_cues.py``."""

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import NamedTuple

from cpx.domain.characters import words
from cpx.domain.concept import Part
from cpx.tagging import part_cues as cues
from cpx.tagging.places import Place
from cpx.tagging.vocabulary import Vocabulary

FAR, NEAR = 120, 32
"""So many characters before people, and behind them, are looked at for whose they are and what they do."""
_NEXT = 9
"""So many words right before people may say that they are served, or whose kin."""

_FEW = 4
"""So many words right before people may say how many they are, or that something is found among them."""

_BY_KIND = {"method": Part.TOOK_PART}
_BY_CONCEPT = {"p.ppi": Part.CO_PRODUCER, "p.research": Part.MENTIONED}
"""Public contributors help to do a study by what they are; researchers do it, and are its subjects only where words say so."""

_BODIES = frozenset(("p.community", "p.thirdsector"))
_NO_STUDY = frozenset(("background", "conclusion", "recommendation"))
"""Sections in which 'interviews with nurses' are not this study's."""

_ORDER = (Part.CO_PRODUCER, Part.SERVED, Part.UNCLEAR, Part.MENTIONED)
_COUNTED = re.compile(r"(?:\d|名|例|位)\s*(?:[\w'-]+\s+){0,2}$")
_COUNTED_WITH = re.compile(
    r"\d(?<!\w\d)\d* (?:[\w-]+ ){0,3}(?:with|diagnosed with|suffering from|who had|having|living with) (?:[\w'’()-]+ ?){0,6}$"
)
"""People counted by what they have: '16 patients with chronic ...'."""
_NUMBERED = re.compile(r"[\s,]*[(\[]\s*n\s*[=:]")
_WORD = re.compile(r"[a-z]+")
_FEW_WORDS = r"(?:[\w'’-]+\s+){0,4}$"
_SERVICES = (
    "services?|care|support|treatments?|program(?:me)?s?|help|interventions?|provision|facilities|resources|homes?|units?|training|apps?"
)
_WORKERS = "staff|who|professionals|workers|practitioners|nurses|teachers|those"
_SERVING = words("""
service services care support treatment treatments program programs programme programmes help intervention interventions provision
facilities resources home homes unit units training app apps supporting serving caring treating helping aimed tailored designed work
works worked working""")
"""One of these words stands wherever people are served by the words before them."""
_SERVED_NEXT = re.compile(
    rf"\b(?:(?:{_SERVICES}) (?:for|to)|supporting|serving|caring for|treating|helping|aimed at|tailored (?:to|for)|designed for"
    rf"|(?:{_WORKERS}) (?:who )?work(?:s|ed|ing)? with)\s+" + _FEW_WORDS
)
"""Right before people these say that they are served, whoever else took part: 'interviews with nurses about care for people with ...'."""

_CARE = (
    r"care|services?|support|prevention|management|self[- ]management|treatments?|therapy|rehabilitation|education|program(?:me)?s?"
    r"|interventions?|nurses?|clinics?|clinicians?|units?|wards?|teams?|specialists?|professionals?"
)
_SERVED_BEHIND = re.compile(
    rf"(?:'s|s'|’s|s’)?[\s-](?:health[\s-]|social[\s-]|home[\s-]|day[\s-])?(?:{_CARE})\b(?!\s+(?:needs|recipients?|receivers?))"
)
"""Right behind people these say the same: 'dementia care', 'diabetes nurses'."""

_KIN = "carers?|caregivers?|parents?|mothers|fathers|families|family members|relatives|spouses|siblings|representatives|supporters"
_KIN_WORDS = words("""
carer carers caregiver caregivers parent parents mothers fathers families family members relatives spouses siblings representatives
supporters""")
_KIN_NEXT = re.compile(rf"\b(?:{_KIN}) of\s+" + _FEW_WORDS)
"""Right before people these say that others spoke, not they: 'parents of children with ...'."""

_TURNS = words("about regarding concerning toward towards around that whether how because against")
_TURN = re.compile(rf"\b(?:{'|'.join(_TURNS)})\s+(?:[\w'’-]+\s+){{0,6}}$")
"""Between those who were asked and people, these turn to what was asked: 'nurses' attitudes towards patients'."""

_RESEARCHERS = re.compile(
    r"[\s-](?:co[- ]?|peer[- ])?(?:researchers?|scientists?|partners?|advis[eo]rs?|designers?|led\b|driven\b|participatory\b)"
)
_WITH = re.compile(r"\b(?:with|by|between|alongside|involving|including|engaging)\s+(?:[\w'’/-]+,?\s+){0,8}$")
_PERSONS = (
    "patients?|people|persons?|adults?|children|adolescents|women|men|individuals|those|participants|youth|residents|students|subjects"
)
_PEOPLE = words("""
patient patients people person persons adult adults children adolescents women men individuals those participants youth residents students
subjects""")
_AMONG = re.compile(r"\b(?:in|among|amongst)\s+(?:[\w'’-]+\s+){0,3}$")
_AMONG_PERSONS = re.compile(rf"\b(?:in|among|amongst)\s+(?:[\w'’-]+\s+){{0,3}}(?:{_PERSONS})\s+(?:[\w'’()-]+\s+){{0,6}}$")
_PERSONS_BEHIND = re.compile(rf"\s(?:{_PERSONS})\b")
_CONTRIBUTED = re.compile(r"(?:public|patient|user|consumer|lived experience|stakeholder).*(?:contribution|involvement|partner)")
"""Headings under which those are named who helped to do the study."""

_STUDIED_KINDS = frozenset(("title", "method", "finding"))
MATTERS, STAFF = ("p.cond", "p.vuln"), ("p.staff",)
"""Branches whose labels name a condition or a position; before a word such as 'policy' they stand for a matter, not for people.
And the branch of people at work, who do their work without being partners of anybody."""


class PartReading(NamedTuple):
    """The part that people play in one mention, and the cue that told it ('' where only the section did)."""

    part: Part
    cue: str = ""


class View(NamedTuple):
    """What is seen of people where they are named: the cues around, the words before and behind, the place, the concept and its branch.

    The words are in small letters.
    """

    around: AbstractSet[str]
    before: str
    after: str
    place: Place
    concept: str
    staff: bool = False
    matter: bool = False


def read_part(view: View) -> PartReading:
    """Read one mention of people from its surroundings."""
    return _read_neighbours(view) or _read_partners(view) or _read_studied(view) or _read_rest(view)


def _read_neighbours(view: View) -> PartReading | None:
    """Read the words that touch the people: they tell before all else."""
    near = _last_words(view.before)
    told = _WORD.findall(near)
    if not _SERVING.isdisjoint(told) and _SERVED_NEXT.search(near):
        return PartReading(Part.SERVED, cues.SERVED)
    if _SERVED_BEHIND.match(view.after):
        return PartReading(Part.SERVED, cues.SERVED)
    if not _KIN_WORDS.isdisjoint(told) and " of " in near and _KIN_NEXT.search(near):
        return PartReading(Part.MENTIONED, "kin of")
    return None


def _last_words(before: str, most: int = _NEXT) -> str:
    """Give the last words before people: as far as patterns that touch them can reach."""
    pieces = before.rsplit(None, most)
    return before[len(pieces[0]) :] if len(pieces) > most else before


def _read_partners(view: View) -> PartReading | None:
    """Tell whether they share in the work."""
    around = view.around
    if cues.DOER in around:
        return PartReading(Part.MENTIONED if view.staff else Part.CO_PRODUCER, cues.DOER)
    joint = cues.CO_PRODUCER in around or cues.AS_PARTNERS in around or (cues.ENGAGED in around and cues.IN_WORK in around)
    if joint or (cues.JOINT in around and _WITH.search(view.before)) or (not view.staff and _is_partner(view)):
        return PartReading(Part.CO_PRODUCER, cues.CO_PRODUCER)
    return None


def _is_partner(view: View) -> bool:
    """Tell whether people are called researchers or partners, or are named where those are thanked who helped to do the study."""
    return bool(_RESEARCHERS.match(view.after)) or (view.place.section is not None and _tells_who_helped(view.place.section))


@lru_cache(maxsize=4096)
def _tells_who_helped(heading: str) -> bool:
    return _CONTRIBUTED.search(heading.lower()) is not None


def _read_studied(view: View) -> PartReading | None:
    """Tell whether they were those studied."""
    if view.place.kind in _NO_STUDY or cues.NOT_HERE in view.around:
        return PartReading(Part.SERVED if cues.SERVED in view.around else Part.MENTIONED, cues.NOT_HERE)
    if cues.TOOK_PART in view.around or _NUMBERED.match(view.after):
        return PartReading(Part.TOOK_PART, cues.TOOK_PART)
    if not _TURNS.isdisjoint(_WORD.findall(view.before)) and _TURN.search(view.before):
        return PartReading(Part.MENTIONED, cues.ABOUT)
    if cues.ASKED in view.around:
        return PartReading(Part.TOOK_PART, cues.TOOK_PART)
    counted = _COUNTED.search(_last_words(view.before, _FEW)) or (view.matter and _COUNTED_WITH.search(view.before))
    return PartReading(Part.TOOK_PART, "counted") if counted else None


def _read_rest(view: View) -> PartReading:
    """Read people of whom nothing plain is said, by a preposition or the section."""
    kind = view.place.kind
    if cues.SERVED in view.around:
        return PartReading(Part.SERVED, cues.SERVED)
    if view.concept in _BY_CONCEPT:
        return PartReading(_BY_CONCEPT[view.concept])
    if kind in _STUDIED_KINDS and _is_among(view):
        return PartReading(Part.TOOK_PART, "among")
    return PartReading(_BY_KIND.get(kind, Part.MENTIONED))


def _is_among(view: View) -> bool:
    """Tell people among whom something is found; of a condition only where persons with it are named."""
    if view.concept in _BODIES:
        return False
    if not view.matter or _PERSONS_BEHIND.match(view.after):
        return _AMONG.search(_last_words(view.before, _FEW)) is not None
    return not _PEOPLE.isdisjoint(_WORD.findall(view.before)) and _AMONG_PERSONS.search(view.before) is not None


def merge_parts(readings: Sequence[PartReading]) -> Part:
    """Merge the mentions: having taken part says most, a mere mention least; a section alone says less than partnership in words."""
    if any(reading.part is Part.TOOK_PART and reading.cue for reading in readings):
        return Part.TOOK_PART
    parts = {reading.part for reading in readings}
    if Part.CO_PRODUCER not in parts and Part.TOOK_PART in parts:
        return Part.TOOK_PART
    return next(part for part in _ORDER if part in parts)


def find_branches(vocabulary: Vocabulary, branches: Sequence[str]) -> frozenset[str]:
    """Give some concepts with all below them."""
    return frozenset(concept for branch in branches for concept in (branch, *vocabulary.descendants(branch)))


def names_no_people(after: str) -> bool:
    """Tell whether the words behind a condition or a position, in small letters, make it a matter ('mental health policy')."""
    if after.startswith(cues.NO_PEOPLE_NEXT_ZH):
        return True
    return after.startswith(" ") and not cues.NO_PEOPLE_NEXT.isdisjoint(_WORD.findall(after)[:2])
