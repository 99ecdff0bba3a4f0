"""Mentions of concepts, and what becomes of them: the most specific stay, their evidence is weighed and ordered."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from cpx.domain.concept import Assignment, Evidence, Part, Usage
from cpx.domain.text import TITLE, Text
from cpx.tagging import confidence as weighing
from cpx.tagging.cues import OURS, OWN
from cpx.tagging.matcher import Match
from cpx.tagging.people import PartReading, merge_parts
from cpx.tagging.places import MIXED, Place
from cpx.tagging.usage import UsageReading, merge_usage

MOST_EVIDENCE = 5
"""So many mentions of one concept are kept as evidence, the best ones; all of them count for usage and part."""

_NO_READING = PartReading(Part.UNCLEAR)

HUMAN, SYNTHESIS = "p.human", "m.synth"
PRIMARY = frozenset(("m.collect", "m.exper", "m.obs", "m.part"))
"""Branches of what studies do to people and with them: gathering data, trials, observation, participation."""

REPEATING = frozenset(("p.infant",))
"""Populations, beside all methods, whose own word carries on about a child: 'preterm infants ... the infants'."""


class Mention(NamedTuple):
    """One concept named at one place of one text, and how the sentence speaks of it."""

    text: int
    match: Match
    place: Place
    concept: str
    usage: UsageReading | None = None
    part: PartReading | None = None

    @property
    def rule(self) -> str:
        """Name the rule: the label that matched and the cue that told usage or part."""
        reading = self.usage or self.part
        return f"label:{self.match.label}" + (f" cue:{reading.cue}" if reading and reading.cue else "")


def weigh(mention: Mention) -> float:
    """Say how much a mention supports its concept (0..1): by section, cue, and how many concepts share the words."""
    _, match, place, concept, usage, part = mention
    weights = weighing.KIND_WEIGHT[weighing.METHOD if usage else weighing.PEOPLE if part else weighing.OTHER]
    weight = weights.get(place.kind, weights[MIXED]) - weighing.SHARED_LOSS * (len(match.concepts) - 1)
    cue = (usage or part or _NO_READING).cue
    if cue:
        weight += weighing.OWN_GAIN if cue == OWN else weighing.CUE_GAIN
    if usage and usage.usage is Usage.UNCLEAR:
        weight -= weighing.UNCLEAR_LOSS
    if concept in weighing.AMBIGUOUS:
        weight -= weighing.AMBIGUOUS_LOSS
    return weight - weighing.SHORT_LOSS if match.end - match.start < weighing.SHORT else weight


def keep_specific(mentions: Sequence[Mention], above: Mapping[str, frozenset[str]], schemes: Mapping[str, str]) -> list[Mention]:
    """Drop a parent's mentions that only repeat the word of a child ('the interviews' after 'semi-structured interviews').

    Other parents keep the words of their own: co-production at large stands beside co-produced research.
    """
    repeated = _words_of_children(mentions, above, schemes)
    if not repeated:
        return list(mentions)
    return [mention for mention in mentions if not any(_stem(mention) in words for words in repeated.get(mention.concept, ()))]


def _words_of_children(mentions: Sequence[Mention], above: Mapping[str, frozenset[str]], schemes: Mapping[str, str]) -> dict[str, set[str]]:
    """Give, for each parent that is mentioned and whose word may carry on about a child, the words of those children."""
    present = {mention.concept for mention in mentions if schemes[mention.concept] == "method" or mention.concept in REPEATING}
    words: dict[str, set[str]] = {}
    for mention in mentions:
        for parent in above[mention.concept] & present:
            words.setdefault(parent, set()).add(_stem(mention))
    return words


def _stem(mention: Mention) -> str:
    return mention.match.label.strip("*").casefold()


def settle_named(mentions: Sequence[Mention], staff: AbstractSet[str]) -> list[Mention]:
    """Let those whom a title or an aim names have taken part where the work tells of people who did: a study is on whom its title names.

    Staff may have done the study or given the care, so they are left as they are.
    """
    if not any(one.concept == HUMAN and one.part and one.part.cue and one.part.part is Part.TOOK_PART for one in mentions):
        return list(mentions)
    return [_took_part(mention) if mention.concept not in staff and _is_only_named(mention) else mention for mention in mentions]


def settle_reviews(mentions: Sequence[Mention], above: Mapping[str, frozenset[str]]) -> list[Mention]:
    """Let a review be about what it reviews: trials, interviews and co-design in it are those of others, unless it says 'we'."""
    if not any(_is_review(mention, above) for mention in mentions):
        return list(mentions)
    return [_as_topic(mention) if _is_of_reviewed(mention, above) else mention for mention in mentions]


def _is_review(mention: Mention, above: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether the title, or words such as 'this review', call the work a review."""
    if mention.concept != SYNTHESIS and SYNTHESIS not in above[mention.concept]:
        return False
    return mention.usage is not None and mention.usage.usage is Usage.USED and (mention.place.kind == TITLE or mention.usage.cue == OWN)


def _is_of_reviewed(mention: Mention, above: Mapping[str, frozenset[str]]) -> bool:
    usage = mention.usage
    if usage is None or usage.usage is not Usage.USED or usage.cue in (OURS, OWN):
        return False
    return not PRIMARY.isdisjoint((mention.concept, *above[mention.concept]))


def _as_topic(mention: Mention) -> Mention:
    return mention._replace(usage=UsageReading(Usage.TOPIC, "in a review"))


def _is_only_named(mention: Mention) -> bool:
    return mention.part == PartReading(Part.MENTIONED) and mention.place.kind in (TITLE, "aim")


def _took_part(mention: Mention) -> Mention:
    return mention._replace(part=PartReading(Part.TOOK_PART, "named in title or aim"))


def drop_passing(mentions: Sequence[Mention]) -> list[Mention]:
    """Drop people who are named once only, under the heading of background of a text that names people elsewhere: a passing mention."""
    named: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.part:
            named.setdefault(mention.concept, []).append(mention)
    passing = {concept for concept, group in named.items() if len(group) == 1 and _is_in_headed_background(group[0])}
    if len(passing) == len(named):
        return list(mentions)
    return [mention for mention in mentions if mention.concept not in passing]


def _is_in_headed_background(mention: Mention) -> bool:
    return mention.place.kind == "background" and not mention.place.inferred


def gather(mentions: Sequence[Mention], texts: Sequence[Text]) -> Iterator[Assignment]:
    """Yield an assignment for each concept mentioned."""
    grouped: dict[str, list[Mention]] = {}
    for mention in mentions:
        grouped.setdefault(mention.concept, []).append(mention)
    for concept, group in grouped.items():
        yield _assign(concept, group, texts)


def _assign(concept: str, group: Sequence[Mention], texts: Sequence[Text]) -> Assignment:
    """Make the assignment of one concept from all its mentions."""
    weighed = sorted([(-weigh(one), one[0], one[1][0], one) for one in group])
    usages = [one.usage for one in group if one.usage]
    parts = [one.part for one in group if one.part]
    return Assignment(
        concept=concept,
        confidence=_confidence(-weighed[0][0], len(group)),
        evidence=tuple(_evidence(one, texts[one.text]) for *_, one in weighed[:MOST_EVIDENCE]),
        usage=merge_usage(usages) if usages else None,
        part=merge_parts(parts) if parts else None,
    )


def _confidence(best: float, mentions: int) -> float:
    """Weigh the best mention, and a little for each further one."""
    return round(min(weighing.MOST, max(weighing.LEAST, best + weighing.REPEAT_GAIN * min(mentions - 1, 4))), 2)


def _evidence(mention: Mention, text: Text) -> Evidence:
    match, place = mention.match, mention.place
    start, end, sentence = match.start, match.end, (place.start, place.end)
    quote = text.content[start:end]
    return Evidence(mention.text, start, end, quote, text.field, text.language, place.section, sentence, mention.rule)
