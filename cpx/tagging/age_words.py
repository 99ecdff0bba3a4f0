"""Ages and sexes named in words: whose they are, and when a figure or a narrower word says more."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from cpx.domain.concept import Part
from cpx.domain.text import TITLE
from cpx.tagging.ages import RULES
from cpx.tagging.mentions import Mention
from cpx.tagging.part_cues import ABOUT, NOT_HERE

CHILD_AGES = frozenset(("p.newborn", "p.infant", "p.preschool", "p.child"))
ADULT_AGES = frozenset(("p.youngadult", "p.adult", "p.middle", "p.old", "p.oldest"))
AGES = CHILD_AGES | ADULT_AGES | {"p.adolescent"}
AGES_AND_SEXES = AGES | {"p.female", "p.male"}
ANIMAL = "p.animal"

_REPORT = frozenset(("method", "finding"))
_ASIDE = frozenset(("background", "conclusion", "recommendation"))

_NAMED = frozenset(("", ABOUT))
"""What may be said of those studied beside that they took part: 'whether it differed by age and sex'."""

_Sentence = tuple[int, int]
"""Number of the text and start of the sentence."""


def keep_ages_of_people(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop the words for ages and sexes that name nobody of the study, or that a narrower one makes idle.

    Adult rats are no adults; 'adults aged 70 and over' and 'children of 3 to 5 years' are told by their figures; newborns are
    called infants too; and in a report with methods or results an age that only its background or conclusion names is passing.
    """
    if not any(mention.concept in AGES_AND_SEXES for mention in mentions):
        return list(mentions)
    idle = set(_find_idle(mentions))
    passing = _find_passing(mentions)
    return [mention for place, mention in enumerate(mentions) if place not in idle and mention.concept not in passing]


def _find_idle(mentions: Sequence[Mention]) -> Iterator[int]:
    """Yield the places of mentions by word that animals, figures or a narrower word make idle."""
    figures = [mention for mention in mentions if mention.match.label in RULES]
    told = {_sentence(mention) for mention in figures}
    animals = {_sentence(mention) for mention in mentions if mention.concept == ANIMAL}
    narrowed = _find_narrowed({mention.concept for mention in figures}, {mention.concept for mention in mentions})
    for place, mention in enumerate(mentions):
        if mention.concept not in AGES or mention.match.label in RULES:
            continue
        sentence = _sentence(mention)
        if mention.concept in narrowed or sentence in animals or (mention.concept == "p.adult" and sentence in told):
            yield place


def _find_narrowed(by_figures: AbstractSet[str], all_named: AbstractSet[str]) -> set[str]:
    """Give the ages that a narrower one takes the place of: adults and children by figures, infants by the newborn."""
    narrower = {"p.adult": by_figures & ADULT_AGES, "p.child": by_figures & CHILD_AGES, "p.infant": all_named & {"p.newborn"}}
    return {concept for concept, found in narrower.items() if found}


def _find_passing(mentions: Sequence[Mention]) -> frozenset[str]:
    """Give the ages and sexes that a report with headings names in its background or conclusion only."""
    if not any(mention.place.kind in _REPORT and not mention.place.inferred for mention in mentions):
        return frozenset()
    named = {mention.concept for mention in mentions if mention.concept in AGES_AND_SEXES}
    return frozenset(named - {mention.concept for mention in mentions if _is_of_study(mention)})


def _is_of_study(mention: Mention) -> bool:
    """Tell whether a mention may be of those studied."""
    if mention.place.kind in _ASIDE and not mention.place.inferred:
        return False
    if mention.place.kind == TITLE or mention.match.label in RULES or mention.part is None:
        return True
    if mention.part.cue == NOT_HERE:
        return False
    return mention.part.part is not Part.MENTIONED or (mention.place.kind in _REPORT and mention.part.cue in _NAMED)


def _sentence(mention: Mention) -> _Sentence:
    return mention.text, mention.place.start
