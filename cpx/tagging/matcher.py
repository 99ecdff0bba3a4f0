"""Find every label of every concept in one pass over a text; the longest match at a place wins, over all concepts."""

from collections.abc import Mapping
from itertools import chain
from typing import NamedTuple

from cpx.domain.concept import Concept
from cpx.tagging.fold import Folded, fold
from cpx.tagging.scanner import Scanner
from cpx.tagging.vocabulary import Vocabulary


class Match(NamedTuple):
    """A label found at ``start:end`` of the original text, with all concepts that have a label for these words."""

    start: int
    end: int
    concepts: tuple[str, ...]
    label: str


class Matcher:
    """The labels of a vocabulary, ready to be looked for. Make it once."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the labels of all concepts that a machine may assign, and the look-alikes, which stand for none."""
        labels = _by_label(vocabulary)
        self._labels = tuple(labels.items())
        self._scanner = Scanner(tuple(labels))

    def find(self, content: str, folded: Folded | None = None) -> list[Match]:
        """Give the matches in order of place; ``folded`` is the folded content where the caller has it already."""
        found: list[Match] = []
        last_start = last_end = -1
        for start, end, number in self._scanner.scan(folded or fold(content), content):
            label, concepts = self._labels[number]
            if start == last_start and end == last_end:
                found[-1] = _join(found[-1], concepts)
            else:
                last_start, last_end = start, end
                found.append(Match(start, end, concepts, label))
        return [match for match in found if match[2]]


def _join(match: Match, concepts: tuple[str, ...]) -> Match:
    """Add the concepts of another label that fits the same words, where neither is a look-alike."""
    start, end, others, label = match
    return Match(start, end, tuple(dict.fromkeys((*others, *concepts))) if others and concepts else (), label)


def _by_label(vocabulary: Vocabulary) -> Mapping[str, tuple[str, ...]]:
    """Turn the vocabulary round: label -> concepts. Look-alikes come last, and stand for none also where a concept has the label."""
    concepts: dict[str, dict[str, None]] = {}
    for concept in filter(_is_assigned, vocabulary.concepts.values()):
        for label in chain.from_iterable(concept.alt_labels.values()):
            concepts.setdefault(label, {})[concept.id] = None
    concepts |= {label: {} for label in chain.from_iterable(vocabulary.lookalikes.values())}
    return {label: tuple(ids) for label, ids in concepts.items()}


def _is_assigned(concept: Concept) -> bool:
    """Tell whether a machine may assign a concept: it is not kept for people, and not replaced."""
    return concept.auto and not concept.replaced_by
