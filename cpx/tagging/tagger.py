"""Tag texts with concepts: find labels, read each mention in its sentence, weigh it, and keep the most specific."""

from collections.abc import Iterator, Sequence
from functools import cached_property

from cpx.domain.concept import SCHEMES, Assignment
from cpx.domain.text import Text
from cpx.tagging.abbreviations import find_abbreviated
from cpx.tagging.age_words import keep_ages_of_people
from cpx.tagging.ages import find_ages
from cpx.tagging.cue_finder import CueFinder, TextCues
from cpx.tagging.cues import USAGE_ROWS
from cpx.tagging.designs import find_designs
from cpx.tagging.fold import Folded, fold
from cpx.tagging.matcher import Match, Matcher
from cpx.tagging.mentions import Mention, drop_passing, gather, keep_specific, settle_named, settle_reviews
from cpx.tagging.part_cues import PART_ROWS
from cpx.tagging.people import FAR, MATTERS, NEAR, STAFF, PartReading, View, find_branches, names_no_people, read_part
from cpx.tagging.places import Place, locator_of
from cpx.tagging.usage import read_usage
from cpx.tagging.vocabulary import Vocabulary

_WITH_USAGE = frozenset(("method", "approach", "framework"))


class Tagger:
    """A vocabulary made ready for tagging. Make it once and use it for all works; it keeps no state between them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the vocabulary."""
        self._matcher = Matcher(vocabulary)
        self.cues = CueFinder(USAGE_ROWS, PART_ROWS)
        self.schemes = {concept.id: concept.scheme for concept in vocabulary.concepts.values()}
        self._assigned = frozenset(concept.id for concept in vocabulary.concepts.values() if concept.auto and not concept.replaced_by)
        self._above = {concept: frozenset(vocabulary.ancestors(concept)) for concept in vocabulary.concepts}
        self.matters, self.staff = find_branches(vocabulary, MATTERS), find_branches(vocabulary, STAFF)
        self._order = {scheme: place for place, scheme in enumerate(SCHEMES)}

    def tag(self, texts: Sequence[Text]) -> tuple[Assignment, ...]:
        """Give the assignments of one work by scheme (in the order of SCHEMES), then concept id; evidence best first.

        Titles, abstracts and bodies are read, each from its own words. Imported headings are no texts and give nothing.
        """
        mentions = [mention for index, text in enumerate(texts) for mention in self._read(index, text)]
        mentions = settle_reviews(settle_named(keep_ages_of_people(mentions), self.staff), self._above)
        found = gather(keep_specific(drop_passing(mentions), self._above, self.schemes), texts)
        return tuple(sorted(found, key=lambda one: (self._order[self.schemes[one.concept]], one.concept)))

    def _read(self, index: int, text: Text) -> Iterator[Mention]:
        """Yield the mentions of one text in order of place; a label that a sentence repeats counts there once."""
        folded = fold(text.content)
        labelled = self._matcher.find(text.content, folded)
        matches = [*labelled, *self._told(text, folded.text, labelled), *find_abbreviated(text.content, labelled)]
        if not matches:
            return
        locator, reader = locator_of(text), _Reader(self, text, folded)
        seen: set[tuple[int, str]] = set()
        for match in matches:
            place = locator.locate(match.start, match.end)
            if place is not None and (place.start, match.label) not in seen:
                seen.add((place.start, match.label))
                yield from reader.read(index, match, place)

    def _told(self, text: Text, folded: str, labelled: Sequence[Match]) -> Iterator[Match]:
        """Give what rules find beside the labels, as far as the vocabulary has the concepts and lets a machine assign them."""
        told = [*find_ages(text.content, folded), *find_designs(text.content, folded)]
        spans = {match[:3] for match in labelled} if told else ()
        return (match for match in told if match[:3] not in spans and self._assigned.issuperset(match.concepts))


class _Reader:
    """Read the matches of one text. Cues are looked for only where a match asks for them."""

    def __init__(self, tagger: Tagger, text: Text, folded: Folded) -> None:
        self._tagger = tagger
        self._text = text
        self._folded = folded

    @cached_property
    def _cues(self) -> tuple[TextCues, ...]:
        return self._tagger.cues.read(self._folded, self._text.content)

    def read(self, index: int, match: Match, place: Place) -> Iterator[Mention]:
        """Yield a mention for each concept that the label stands for here."""
        usage_cues = None
        for concept in match.concepts:
            scheme = self._tagger.schemes[concept]
            if scheme in _WITH_USAGE:
                usage_cues = self._cues[0].around(match.start, match.end, place) if usage_cues is None else usage_cues
                yield Mention(index, match, place, concept, usage=read_usage(concept, scheme, usage_cues, place.kind))
            elif scheme != "population":
                yield Mention(index, match, place, concept)
            elif not self._is_matter(concept, match):
                yield Mention(index, match, place, concept, part=self._read_part(concept, match, place))

    def _is_matter(self, concept: str, match: Match) -> bool:
        return concept in self._tagger.matters and names_no_people(self._text.content[match.end : match.end + NEAR].lower())

    def _read_part(self, concept: str, match: Match, place: Place) -> PartReading:
        content, around = self._text.content, self._cues[1].around(match.start, match.end, place)
        before, after = content[max(place.start, match.start - FAR) : match.start], content[match.end : min(place.end, match.end + NEAR)]
        staff, matter = concept in self._tagger.staff, concept in self._tagger.matters
        return read_part(View(around, before.lower(), after.lower(), place, concept, staff, matter))
