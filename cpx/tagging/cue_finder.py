"""Find the cues of a text once, and tell which of them bear on a span."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from cpx.domain.stops import find_stops
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


class _Cues(NamedTuple):
    """The cues of all tables in a stretch of a text, in order of place, their starts, and the breaks over which none of them reaches."""

    cues: Sequence[Found]
    starts: Sequence[int]
    breaks: Sequence[int]


class _FoundCues:
    """The cues of one text, looked for the first time that a match asks for them."""

    def __init__(self, scanner: Scanner, folded: Folded, content: str) -> None:
        self._scanner = scanner
        self._folded = folded
        self._content = content

    def of(self, start: int, end: int) -> _Cues:
        """Give the cues of the text in which the sentence ``start:end`` stands; of it alone where it is glued to the word before."""
        if start and self._content[start - 1].isalnum():
            found = self._scanner.scan(self._folded.part(start, end), self._content[start:end])
            return self._sort([(first + start, last + start, label) for first, last, label in found])
        return self._whole

    @cached_property
    def _whole(self) -> _Cues:
        return self._sort(self._scanner.scan(self._folded, self._content))

    def _sort(self, cues: Sequence[Found]) -> _Cues:
        return _Cues(cues, [one[0] for one in cues], self._breaks)

    @cached_property
    def _breaks(self) -> Sequence[int]:
        return [place for place in find_stops(self._content) if _BREAK.match(self._content, place)]


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
        for cue_start, cue_end, label in self._near(start, end, place):
            if cue_start > start:
                gap, reaches = cue_start - end, after[label]
            else:
                gap, reaches = 0 if cue_start == start and cue_end <= end else start - cue_end, before[label]
            if reaches and gap >= 0 and cue_end <= place.end:
                names.update([cue for reach, cue in reaches if gap <= reach])
        return names

    def _near(self, start: int, end: int, place: Place) -> Sequence[Found]:
        """Give the cues between the breaks around a span, no farther off than any cue reaches, from the start of the sentence on."""
        cues, starts, breaks = self._found.of(place.start, place.end)
        first, last = max(place.start, start - self._table.farthest - _LONGEST), min(place.end, end + self._table.farthest)
        if breaks:
            left, right = bisect_right(breaks, start), bisect_left(breaks, end)
            first = max(first, breaks[left - 1]) if left else first
            last = min(last, breaks[right]) if right < len(breaks) else last
        return cues[bisect_left(starts, first) : bisect_left(starts, last)]
