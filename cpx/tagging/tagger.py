"""Tag texts with concepts: find labels, read each mention in its sentence, weigh it, and keep the most specific."""

from collections.abc import Iterator, Sequence

from cpx.domain.concept import SCHEMES, Assignment
from cpx.domain.text import Text
from cpx.tagging.ages import find_ages
from cpx.tagging.cue_finder import CueFinder, TextCues
from cpx.tagging.fold import fold
from cpx.tagging.matcher import Match, Matcher
from cpx.tagging.mentions import Mention, drop_passing, gather, keep_specific
from cpx.tagging.people import find_matters, names_no_people, read_part
from cpx.tagging.places import Locator, Place
from cpx.tagging.usage import read_usage
from cpx.tagging.vocabulary import Vocabulary

_WITH_USAGE = frozenset(("method", "approach", "framework"))
_NEAR = 24
"""So many characters before and behind people are looked at for numbers and for words that make them a matter."""


class Tagger:
    """A vocabulary made ready for tagging. Make it once and use it for all works; it keeps no state between them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the vocabulary."""
        self._matcher = Matcher(vocabulary)
        self._cues = CueFinder()
        self._schemes = {concept.id: concept.scheme for concept in vocabulary.concepts.values()}
        self._above = {concept: frozenset(vocabulary.ancestors(concept)) for concept in vocabulary.concepts}
        self._matters = find_matters(vocabulary)
        self._order = {scheme: place for place, scheme in enumerate(SCHEMES)}

    def tag(self, texts: Sequence[Text]) -> tuple[Assignment, ...]:
        """Give the assignments of one work by scheme (in the order of SCHEMES), then concept id; evidence best first.

        Titles, abstracts and bodies are read, each from its own words. Imported headings are no texts and give nothing.
        """
        mentions = [mention for index, text in enumerate(texts) for mention in self._read(index, text)]
        found = gather(keep_specific(drop_passing(mentions), self._above, self._schemes), texts)
        return tuple(sorted(found, key=lambda one: (self._order[self._schemes[one.concept]], one.concept)))

    def _read(self, index: int, text: Text) -> Iterator[Mention]:
        """Yield the mentions of one text in order of place."""
        folded = fold(text.content)
        matches = [*self._matcher.find(text.content, folded), *self._ages(text, folded.text)]
        if not matches:
            return
        locator, text_cues = Locator(text, folded.text), self._cues.read(folded, text.content)
        for match in matches:
            place = locator.locate(match.start, match.end)
            if place is not None:
                yield from self._read_match(index, text, match, place, text_cues)

    def _ages(self, text: Text, folded: str) -> Iterator[Match]:
        return (match for match in find_ages(text.content, folded) if all(concept in self._schemes for concept in match.concepts))

    def _read_match(self, index: int, text: Text, match: Match, place: Place, text_cues: TextCues) -> Iterator[Mention]:
        """Yield a mention for each concept that the label stands for here."""
        around = text_cues.around(match.start, match.end, place)
        before, after = text.content[max(place.start, match.start - _NEAR) : match.start], text.content[match.end : match.end + _NEAR]
        for concept in match.concepts:
            scheme = self._schemes[concept]
            if scheme in _WITH_USAGE:
                yield Mention(index, match, place, concept, usage=read_usage(concept, scheme, around, place.kind))
            elif scheme != "population":
                yield Mention(index, match, place, concept)
            elif not (concept in self._matters and names_no_people(after)):
                yield Mention(index, match, place, concept, part=read_part(around, before, place.kind))
