"""Look for many labels at once in folded text (one Aho-Corasick pass); the longest at a place wins, if so wished."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from cpx.tagging.fold import Folded
from cpx.tagging.labels import CJK_START, Needle, expand, is_word

Found = tuple[int, int, int]
"""A label found: start and end of its span in the original text, and its number in the list that was given to the scanner."""


class _Entry(NamedTuple):
    """A needle, the number of its label, whether its edges must be edges of words, and whether no more than that is asked of it."""

    needle: Needle
    label: int
    bound_start: bool
    bound_end: bool
    plain: bool


_Candidate = tuple[int, int, int]
"""Start in the folded text, its end as a negative number (so that of one start the longest comes first), and the label's number."""
_BY_PLACE = itemgetter(0, 1)


class Scanner:
    """A list of labels, ready to be looked for."""

    def __init__(self, labels: Sequence[str], *, nested: bool = False) -> None:
        """Compile the labels, each in all its spellings. ``nested``: also give those that lie within a longer one."""
        self._nested = nested
        self._entries = tuple(_compile(labels))
        self._automaton = AhoCorasick([entry.needle.text for entry in self._entries])

    def scan(self, folded: Folded, content: str) -> list[Found]:
        """Give what is found in order of place. Matches that overlap without one holding the other stand side by side."""
        candidates = self._candidates(folded, content)
        candidates.sort(key=_BY_PLACE)
        found = candidates if self._nested else _longest(candidates)
        if folded.origin is None:
            return [(start, -end, label) for start, end, label in found]
        return [(*folded.span(start, -end), label) for start, end, label in found]

    def _candidates(self, folded: Folded, content: str) -> list[_Candidate]:
        """Give the places in the folded text where a label fits: boundaries, capitals, open ends."""
        text, entries = f"{folded.text} ", self._entries
        found: list[_Candidate] = []
        for index, start, end in self._automaton.find_matches_as_indexes(folded.text, overlapping=True):
            needle, label, bound_start, bound_end, plain = entries[index]
            # At the start of a text the sign before is the space put at its end.
            if bound_start and (before := text[start - 1]).isalnum() and before < CJK_START:
                continue
            stop = end if plain else _stretch(needle, text, end)
            if stop < 0 or (bound_end and (after := text[stop]).isalnum() and after < CJK_START):
                continue
            if plain or _has_capitals(needle, folded, content, start):
                found.append((start, -stop, label))
        return found


def _compile(labels: Iterable[str]) -> Iterator[_Entry]:
    for number, label in enumerate(labels):
        for needle in expand(label):
            plain = not (needle.open_end or needle.tail or needle.capitals)
            yield _Entry(needle, number, is_word(needle.text[0]), is_word(needle.text[-1]), plain)


def _stretch(needle: Needle, text: str, end: int) -> int:
    """Give the end of the match, behind the open end or the tail if there is one; -1 where the tail does not follow."""
    if needle.tail is not None:
        found = needle.tail.match(text, end)
        return found.end() if found else -1
    while needle.open_end and text[end].isalnum() and text[end] < CJK_START:
        end += 1
    return end


def _has_capitals(needle: Needle, folded: Folded, content: str, start: int) -> bool:
    """Tell whether the original has the label's capitals where the label has them."""
    return all(content[folded.span(start + place, start + place + 1)[0]] == char for place, char in needle.capitals)


def _longest(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """Drop each candidate that lies within a longer one; those of the same span all stay. They come ordered by place."""
    kept: list[_Candidate] = []
    kept_start, kept_end = -1, 1
    for candidate in candidates:
        start, end, _ = candidate
        if end < kept_end or (start == kept_start and end == kept_end):
            kept_start, kept_end = start, end
            kept.append(candidate)
    return kept
