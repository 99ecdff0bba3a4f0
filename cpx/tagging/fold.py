"""One written form for matching: case, hyphens, spaces and apostrophes folded, every character traceable to the original text.

Nearly every text folds character by character, so that an offset in the folded text is the offset in the original. Where
that cannot be (a ligature, a word hyphenated over a line end, doubled spaces), the folded text carries a map.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, starmap

HYPHENS = "-\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
SPACES = "\t\n\x0b\x0c\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
APOSTROPHES = "\u2018\u2019\u02bc\u2032\uff07`\u00b4"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"

_UNSEEN = f"(?:[{INVISIBLE}]|(?<=[iI])\u0307)"
"""A sign that counts for nothing: an invisible one, or the dot that a capital i with a dot leaves beside its small letter."""
_INVISIBLE = re.compile(_UNSEEN)
_TABLE: dict[int, str] = {
    **{ord(char): " " for char in HYPHENS + SPACES},
    **{ord(char): "'" for char in APOSTROPHES},
    ord("\u0131"): "i",  # the Turkish i without a dot: in capitals nothing tells it from the other
    **{code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()},
}
_IN_ASCII = tuple(chr(code) for code in _TABLE if chr(code).isascii())
_SPECIAL = re.compile(f"[{re.escape(''.join(chr(code) for code in _TABLE if not chr(code).isascii()))}]")
_GAP = re.compile(rf"[{HYPHENS}\s](?:(?<=\s)|(?<=\w[{HYPHENS}]))(?P<gap>\s+)|(?P<invisible>{_UNSEEN}+)")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. ``origin[i]`` is the place in the original of character ``i``; None where it is ``i`` itself."""

    text: str
    origin: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the span of the original text that ``text[start:end]`` was folded from; the span must not be empty."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1

    def part(self, start: int, end: int) -> "Folded":
        """Give the folded form of ``start:end`` of the original text, places counted from there."""
        if self.origin is None:
            return Folded(self.text[start:end])
        first, last = bisect_left(self.origin, start), bisect_left(self.origin, end)
        return Folded(self.text[first:last], tuple(place - start for place in self.origin[first:last]))


@lru_cache(maxsize=8)
def fold(content: str) -> Folded:
    """Fold a text: casefolded, hyphens and white space as one space, curly apostrophes straight, full-width letters plain."""
    folded = _replace(content.lower(), _IN_ASCII) if content.isascii() else _fold_wide(content)
    if len(folded) != len(content):
        return _fold_each(content)
    return _cut_gaps(folded, content) if _has_gaps(folded, content) else Folded(folded)


def _fold_wide(content: str) -> str:
    """Fold a text that goes beyond ASCII. Replacing what is there, one by one, is five times as fast as ``str.translate``."""
    folded = _casefold(content)
    return _replace(folded, (*_IN_ASCII, *set(_SPECIAL.findall(folded))))


def _casefold(content: str) -> str:
    """Casefold; a capital i with a dot is one i, not an i and a dot beside it."""
    return content.replace("\u0130", "i").casefold()


def _replace(folded: str, chars: Iterable[str]) -> str:
    for char in chars:
        if char in folded:
            folded = folded.replace(char, _TABLE[ord(char)])
    return folded


def _has_gaps(folded: str, content: str) -> bool:
    """Tell whether characters must go, by a cheap look that spares most texts the pattern."""
    if not content.isascii() and _INVISIBLE.search(content):
        return True
    at = folded.find("  ")
    while at >= 0 and not _is_gap(content, at):
        at = folded.find("  ", at + 1)
    return at >= 0


def _is_gap(content: str, at: int) -> bool:
    """Tell a doubled space, or a hyphen at a line end, from a dash between words."""
    return content[at + 1].isspace() and (content[at].isspace() or content[at - 1 : at].isalnum())


def _cut_gaps(folded: str, content: str) -> Folded:
    """Take the gaps out of a text that folds character by character."""
    pieces = _outside_gaps(content)
    return Folded("".join([folded[start:end] for start, end in pieces]), tuple(chain.from_iterable(starmap(range, pieces))))


def _fold_each(content: str) -> Folded:
    """Fold character by character, as some fold to several; the gaps go as well."""
    chars: list[str] = []
    origin: list[int] = []
    for start, end in _outside_gaps(content):
        for place in range(start, end):
            piece = _casefold(content[place]).translate(_TABLE)
            chars.append(piece)
            origin.extend([place] * len(piece))
    return Folded("".join(chars), tuple(origin))


def _outside_gaps(content: str) -> list[tuple[int, int]]:
    """Give the stretches between the gaps."""
    edges = [0, *(edge for found in _GAP.finditer(content) for edge in found.span(found.lastgroup or 0)), len(content)]
    return list(zip(edges[::2], edges[1::2], strict=True))
