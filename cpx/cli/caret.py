"""A place in a query shown: its line, and carets under the characters that are meant."""

import unicodedata
from shutil import get_terminal_size

_MOST, _LEAST, _MARGIN = 72, 16, 6
"""Columns of a query that are shown at most and at least, and what stands beside them."""


def point_at(query: str, at: int, length: int) -> tuple[str, ...]:
    """Give two lines: the stretch of the query around a place, and carets under it; none where there is nothing to see."""
    begin = query.rfind("\n", 0, at) + 1
    end = query.find("\n", at) if "\n" in query[at:] else len(query)
    width = max(_LEAST, min(_MOST, get_terminal_size().columns - _MARGIN)) // (2 if _columns(query) > len(query) else 1)
    start = max(begin, at - width // 2)
    stop = min(end, start + width)
    before, meant, after = query[start:at], query[at : min(stop, at + length)], query[at + length : stop]
    if not meant.strip():
        return ()
    cut = "…" if start > begin else ""
    left, middle, right = (_visible(part) for part in (before, meant, after))
    return (f"{cut}{left}{middle}{right}{'…' if stop < end else ''}", " " * _columns(cut + left) + "^" * max(1, _columns(middle)))


def _visible(text: str) -> str:
    """Give a stretch with every character that is not shown as a space, so that the carets stand below what they mean."""
    return "".join(char if char.isprintable() else " " for char in text)


def _columns(text: str) -> int:
    """Count the columns that a text takes on a terminal."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)
