"""Find the cues of a text once, and tell which of them bear on a span."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from cpx.tagging.cues import Row, Side, split_words
from cpx.tagging.fold import Folded
from cpx.tagging.places import Place
from cpx.tagging.scanner import Found, Scanner

_BREAK = re.compile(r"[;.?!。；](?:(?<=[;。；])|(?=\s))(?<!\bal.)")
_LONGEST = 60
"""No cue is longer, in characters."""

_Reaches = tuple[tuple[int, str], ...]
"""Reach and name of each row that some words serve, on one side."""


class _Table:
    """A table of rows by the numbers of their words in the scanner."""

    def __init__(self, rows: Sequence[Row], words: Sequence[str]) -> None:
        served: dict[str, list[Row]] = {}
        for row in rows:
            for one in split_words(row.words):
                served.setdefault(one, []).append(row)
        self.before = tuple(_reaches(served.get(one, ()), Side.BEFORE) for one in words)
        self.after = tuple(_reaches(served.get(one, ()), Side.AFTER) for one in words)
        self.farthest = max(row.reach for row in rows)


def _reaches(rows: Sequence[Row], side: Side) -> _Reaches:
    return tuple((row.reach, row.cue) for row in rows if row.side is side)


class CueFinder:
    """Tables of cues, ready to be looked for in one pass. It holds nothing of a text."""

    def __init__(self, *tables: Sequence[Row]) -> None:
        """Compile the tables; words that stand in several rows serve them all."""
        words = tuple(dict.fromkeys(word for rows in tables for row in rows for word in split_words(row.words)))
        self._tables = tuple(_Table(rows, words) for rows in tables)
        self._scanner = Scanner(words, nested=True)

    def read(self, folded: Folded, content: str) -> tuple["TextCues", ...]:
        """Make ready to find the cues of one text, table by table."""
        found = _FoundCues(self._scanner, folded, content)
        return tuple(TextCues(table, found) for table in self._tables)


class _Sentence(NamedTuple):
    """The cues of all tables in one sentence, in order of place, their starts, and the breaks over which none of them reaches.

    Places are counted from the start of the sentence.
    """

    cues: Sequence[Found]
    starts: Sequence[int]
    breaks: Sequence[int]


class _FoundCues:
    """The cues of one text, looked for in a sentence the first time that a match there asks for them."""

    def __init__(self, scanner: Scanner, folded: Folded, content: str) -> None:
        self._scanner = scanner
        self._folded = folded
        self._content = content
        self._read: dict[tuple[int, int], _Sentence] = {}

    def of(self, start: int, end: int) -> _Sentence:
        """Give the cues of a sentence."""
        return self._read.get((start, end)) or self._look(start, end)

    def _look(self, start: int, end: int) -> _Sentence:
        content = self._content[start:end]
        cues = self._scanner.scan(self._folded.part(start, end), content)
        breaks = [one.start() - start for one in _BREAK.finditer(self._content, start, end)]
        self._read[start, end] = found = _Sentence(cues, [one[0] for one in cues], breaks)
        return found


class TextCues:
    """The cues of one table in one text."""

    def __init__(self, table: _Table, found: _FoundCues) -> None:
        """Keep what finds them."""
        self._table = table
        self._found = found

    def around(self, start: int, end: int, place: Place) -> set[str]:
        """Name the cues that bear on the span ``start:end``: in its sentence, within their reach, with no break between.

        A label may begin with its own cue ('applying a theory'); that one counts as standing before it.
        """
        names: set[str] = set()
        before, after = self._table.before, self._table.after
        sentence, start, end = self._found.of(place.start, place.end), start - place.start, end - place.start
        for cue_start, cue_end, label in self._near(sentence, start, end):
            if cue_start > start:
                gap, reaches = cue_start - end, after[label]
            else:
                gap, reaches = 0 if cue_start == start and cue_end <= end else start - cue_end, before[label]
            if reaches and gap >= 0:
                names.update([cue for reach, cue in reaches if gap <= reach])
        return names

    def _near(self, sentence: _Sentence, start: int, end: int) -> Sequence[Found]:
        """Give the cues between the breaks around a span, no farther off than any cue reaches."""
        cues, starts, breaks = sentence
        first, last = start - self._table.farthest - _LONGEST, end + self._table.farthest
        if breaks:
            left, right = bisect_right(breaks, start), bisect_left(breaks, end)
            first = max(first, breaks[left - 1]) if left else first
            last = min(last, breaks[right]) if right < len(breaks) else last
        return cues[bisect_left(starts, first) : bisect_left(starts, last)]
