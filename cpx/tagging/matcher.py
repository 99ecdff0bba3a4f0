"""Find every label of every concept in one pass over a text (Aho-Corasick); the longest match at a place wins."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from cpx.tagging.fold import Folded, fold
from cpx.tagging.labels import Needle, expand, is_word
from cpx.tagging.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Match:
    """A label found at ``start:end`` of the original text, with the concepts that it stands for (in vocabulary order)."""

    start: int
    end: int
    concepts: tuple[str, ...]
    label: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """A needle, the label that it came from, the concepts that have it, and whether its edges are edges of words."""

    needle: Needle
    label: str
    concepts: tuple[str, ...]
    bound_start: bool
    bound_end: bool


class Matcher:
    """The labels of a vocabulary, ready to be looked for. Make it once; it holds about 1 MB."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Compile the labels of all concepts that a machine may assign, and the look-alikes."""
        self._entries = tuple(_compile(vocabulary))
        self._automaton = AhoCorasick([entry.needle.text for entry in self._entries]) if self._entries else None

    def find(self, content: str) -> list[Match]:
        """Give the longest matches in order of place. Matches that overlap without one holding the other stand side by side."""
        if self._automaton is None:
            return []
        folded = fold(content)
        candidates = sorted(self._candidates(folded, content), key=_by_place)
        return list(_longest(candidates, folded))

    def _candidates(self, folded: Folded, content: str) -> Iterator[tuple[int, int, _Entry]]:
        """Yield the places in the folded text where a label fits: boundaries, capitals, open ends."""
        text, length, entries = folded.text, len(folded.text), self._entries
        assert self._automaton is not None  # noqa: S101
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            entry = entries[index]
            if entry.bound_start and start and is_word(text[start - 1]):
                continue
            stop = _stretch(entry.needle, text, end)
            if entry.bound_end and stop < length and is_word(text[stop]):
                continue
            if stop < end or (entry.needle.capitals and not _has_capitals(entry.needle, folded, content, start)):
                continue
            yield start, stop, entry


def _compile(vocabulary: Vocabulary) -> Iterator[_Entry]:
    """Yield an entry for each spelling of each label; concepts that share a label share the entry."""
    concepts: dict[str, list[str]] = {}
    for concept in vocabulary.concepts.values():
        if concept.auto and not concept.replaced_by:
            for labels in concept.alt_labels.values():
                for label in labels:
                    concepts.setdefault(label, []).append(concept.id)
    for label in (label for labels in vocabulary.lookalikes.values() for label in labels):
        concepts.setdefault(label, [])
    for label, ids in concepts.items():
        for needle in expand(label):
            yield _Entry(needle, label, tuple(ids), is_word(needle.text[0]), is_word(needle.text[-1]))


def _stretch(needle: Needle, text: str, end: int) -> int:
    """Give the end of the match: after the open end or the tail where there is one; -1 where the tail does not follow."""
    if needle.tail is not None:
        found = needle.tail.match(text, end)
        return found.end() if found else -1
    if needle.open_end:
        while end < len(text) and is_word(text[end]):
            end += 1
    return end


def _has_capitals(needle: Needle, folded: Folded, content: str, start: int) -> bool:
    """Tell whether the original has the label's capitals where the label has them."""
    return all(content[folded.span(start + place, start + place + 1)[0]] == char for place, char in needle.capitals)


def _by_place(candidate: tuple[int, int, _Entry]) -> tuple[int, int]:
    return candidate[0], -candidate[1]


def _longest(candidates: Iterable[tuple[int, int, _Entry]], folded: Folded) -> Iterator[Match]:
    """Drop each candidate that lies within a longer one; those of the same span all stay. Look-alikes fall out at the end."""
    kept_start, kept_end = -1, -1
    for start, end, entry in candidates:
        if end <= kept_end and (start, end) != (kept_start, kept_end):
            continue
        kept_start, kept_end = start, end
        if entry.concepts:
            yield Match(*folded.span(start, end), entry.concepts, entry.label)
