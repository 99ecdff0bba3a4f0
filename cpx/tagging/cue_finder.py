"""Find the cues of a text once, and tell which of them bear on a span."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from cpx.tagging.cues import PART_ROWS, USAGE_ROWS, Row, Side, split_words
from cpx.tagging.fold import Folded
from cpx.tagging.places import Place
from cpx.tagging.scanner import Found, Scanner

_BREAK = re.compile(r"[;。；]|[.?!]\s")
_FARTHEST = max(row.reach for row in (*USAGE_ROWS, *PART_ROWS))
_LONGEST = 60
"""No cue is longer, in characters."""

_Reaches = tuple[tuple[int, str], ...]
"""Reach and name of each row that some words serve, on one side."""


class CueFinder:
    """The table of cues, ready to be looked for. It holds nothing of a text."""

    def __init__(self, rows: Sequence[Row] = (*USAGE_ROWS, *PART_ROWS)) -> None:
        """Compile the rows; words that stand in several rows serve them all."""
        by_words: dict[str, list[Row]] = {}
        for row in rows:
            for words in split_words(row.words):
                by_words.setdefault(words, []).append(row)
        self._before = tuple(_reaches(served, Side.BEFORE) for served in by_words.values())
        self._after = tuple(_reaches(served, Side.AFTER) for served in by_words.values())
        self._scanner = Scanner(tuple(by_words), nested=True)

    def read(self, folded: Folded, content: str) -> "TextCues":
        """Find the cues of one text."""
        return TextCues(content, self._scanner.scan(folded, content), self._before, self._after)


def _reaches(rows: Sequence[Row], side: Side) -> _Reaches:
    return tuple((row.reach, row.cue) for row in rows if row.side is side)


class TextCues:
    """The cues of one text, in order of place."""

    def __init__(self, content: str, found: Sequence[Found], before: Sequence[_Reaches], after: Sequence[_Reaches]) -> None:
        """Keep what was found, and what each stands for on either side of a label."""
        self._content = content
        self._found = found
        self._starts = [one.start for one in found]
        self._before = before
        self._after = after

    def around(self, start: int, end: int, place: Place) -> set[str]:
        """Name the cues that bear on the span ``start:end``: in its sentence, within their reach, with no break between.

        A label may begin with its own cue ('applying a theory'); that one counts as standing before it.
        """
        first = bisect_left(self._starts, max(place.start, start - _FARTHEST - _LONGEST))
        last = bisect_left(self._starts, min(place.end, end + _FARTHEST), first)
        names: set[str] = set()
        for cue_start, cue_end, label in self._found[first:last]:
            if cue_start <= start:
                self._add(names, self._before[label], start if cue_start == start < cue_end <= end else cue_end, start)
            else:
                self._add(names, self._after[label], end, cue_start)
        return names

    def _add(self, names: set[str], reaches: _Reaches, left: int, right: int) -> None:
        """Add the cues that reach over the gap ``left:right``, if it holds no break. A cue that runs into the span does not bear on it."""
        gap = right - left
        near = [cue for reach, cue in reaches if 0 <= gap <= reach]
        if near and not _BREAK.search(self._content, left, right):
            names.update(near)
