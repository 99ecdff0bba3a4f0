"""Look for many labels at once in folded text (one Aho-Corasick pass); the longest at a place wins, if so wished."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cpx.tagging.fold import Folded
from cpx.tagging.labels import CJK_START, Needle, expand, is_word


class Found(NamedTuple):
    """A label found: its span in the original text, and its number in the list that was given to the scanner."""

    start: int
    end: int
    label: int


class _Entry(NamedTuple):
    """A needle, the number of its label, whether its edges must be edges of words, and whether it ends where its text ends."""

    needle: Needle
    label: int
    bound_start: bool
    bound_end: bool
    plain: bool


_Candidate = tuple[int, int, int]
"""Start, end in the folded text, and the label's number."""


class Scanner:
    """A list of labels, ready to be looked for."""

    def __init__(self, labels: Sequence[str], *, nested: bool = False) -> None:
        """Compile the labels, each in all its spellings. ``nested``: also give those that lie within a longer one."""
        self._nested = nested
        self._entries = tuple(_compile(labels))
        self._automaton = AhoCorasick([entry.needle.text for entry in self._entries])

    def scan(self, folded: Folded, content: str) -> list[Found]:
        """Give what is found in order of place. Matches that overlap without one holding the other stand side by side."""
        ordered = sorted(self._candidates(folded, content), key=_by_place)
        found = ordered if self._nested else _longest(ordered)
        if folded.origin is None:
            return list(map(Found._make, found))
        return [Found(*folded.span(start, end), label) for start, end, label in found]

    def _candidates(self, folded: Folded, content: str) -> Iterator[_Candidate]:
        """Yield the places in the folded text where a label fits: boundaries, capitals, open ends."""
        text, entries = f"{folded.text} ", self._entries
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            entry = entries[index]
            stop = end if entry.plain else _stretch(entry.needle, text, end)
            if stop < 0 or _cuts_word(entry, text[start - 1], text[stop]):
                continue
            if not entry.needle.capitals or _has_capitals(entry.needle, folded, content, start):
                yield start, stop, entry.label


def _compile(labels: Iterable[str]) -> Iterator[_Entry]:
    for number, label in enumerate(labels):
        for needle in expand(label):
            yield _Entry(needle, number, is_word(needle.text[0]), is_word(needle.text[-1]), not (needle.open_end or needle.tail))


def _cuts_word(entry: _Entry, before: str, after: str) -> bool:
    """Tell whether a word goes on over an edge of the label. At the start of a text ``before`` is the space put at its end."""
    if entry.bound_start and before.isalnum() and before < CJK_START:
        return True
    return entry.bound_end and after.isalnum() and after < CJK_START


def _stretch(needle: Needle, text: str, end: int) -> int:
    """Give the end of the match behind the open end or the tail; -1 where the tail does not follow."""
    if needle.tail is not None:
        found = needle.tail.match(text, end)
        return found.end() if found else -1
    while text[end].isalnum() and text[end] < CJK_START:
        end += 1
    return end


def _has_capitals(needle: Needle, folded: Folded, content: str, start: int) -> bool:
    """Tell whether the original has the label's capitals where the label has them."""
    return all(content[folded.span(start + place, start + place + 1)[0]] == char for place, char in needle.capitals)


def _by_place(candidate: _Candidate) -> tuple[int, int]:
    return candidate[0], -candidate[1]


def _longest(candidates: Iterable[_Candidate]) -> Iterator[_Candidate]:
    """Drop each candidate that lies within a longer one; those of the same span all stay. They come ordered by place."""
    kept_start, kept_end = -1, -1
    for candidate in candidates:
        start, end, _ = candidate
        if end > kept_end or (start == kept_start and end == kept_end):
            kept_start, kept_end = start, end
            yield candidate
