"""The notation of labels: ``*`` ends a word openly, ``?`` inside a word stands for s or z, capitals match with case."""

import re
from dataclasses import dataclass
from itertools import product

from cpx.tagging.fold import fold

CJK_START = "\u2e80"
"""From here on characters are read without word boundaries (Chinese, Japanese, Korean)."""
_OPEN = "[^\\W_\u2e80-\U0010ffff]*"
_MISTAKES = (
    (re.compile(r"^[\W_]*$"), "it has no letters"),
    (re.compile(r"^[a-z0-9]$"), "one small letter or figure is in nearly every text"),
    (re.compile(r"^[a-z0-9]{1,2}\*$"), "a * after so few letters fits nearly every text"),
    (re.compile(r"\*\w|(?<!\w)\*"), "a * stands within or before a word; it can only end one"),
    (re.compile(r"(?<!\w)\?|\?(?!\w)"), "a ? stands at the edge of a word; it means s or z inside one"),
    (re.compile(r"(?:\?[^?]*){5}"), "it has more than four ?"),
)
_SUSPECT = re.compile(r"[*?]|^\s*[a-z0-9]?\s*$|^[\W_]*$")


@dataclass(frozen=True, slots=True)
class Needle:
    """One literal to look for in folded text, and what must hold around it.

    ``capitals`` are places in the needle that must be these capitals in the original. ``open_end``: further word characters
    may follow. ``tail``: a pattern that must follow, for a ``*`` that is not at the end.
    """

    text: str
    capitals: tuple[tuple[int, str], ...] = ()
    open_end: bool = False
    tail: re.Pattern[str] | None = None


def is_word(char: str) -> bool:
    """Tell whether a character makes part of a word that needs boundaries; digits do, Chinese does not."""
    return char < CJK_START and char.isalnum()


def find_mistake(label: str) -> str | None:
    """Say what is wrong with a label; None for one that can be read. Cheap, as every label passes here at loading."""
    if not _SUSPECT.search(label):
        return None
    return next((words for pattern, words in _MISTAKES if pattern.search(label.strip())), None)


def expand(label: str) -> tuple[Needle, ...]:
    """Turn a label into the literals to look for, one for each spelling of its s or z."""
    return tuple(_make_needle(spelling) for spelling in _spellings(label.strip()))


def matches_whole(label: str, folded: str) -> bool:
    """Tell whether a label fits a folded term from its first to its last character; case does not count here."""
    return any(_fits(spelling, folded) for spelling in _spellings(label.strip()))


def _fits(spelling: str, folded: str) -> bool:
    """Compare plainly as far as the first star goes: patterns are made only for the few labels that get past it."""
    head, star, _ = spelling.partition("*")
    start = fold(head).text
    if not star:
        return start == folded
    return folded.startswith(start) and re.fullmatch(_pattern(spelling), folded) is not None


def _pattern(spelling: str) -> str:
    """Write a spelling with stars as a pattern for folded text."""
    return _OPEN.join(re.escape(fold(part).text) for part in spelling.split("*"))


def _spellings(label: str) -> list[str]:
    if "?" not in label:
        return [label]
    return ["".join(parts) for parts in product(*(("s", "z") if char == "?" else (char,) for char in label))]


def _make_needle(spelling: str) -> Needle:
    head, star, rest = spelling.partition("*")
    folded = fold(head)
    places = () if head.islower() else enumerate(folded.origin or range(len(head)))
    capitals = tuple((place, head[at]) for place, at in places if head[at].isupper())
    if not rest:
        return Needle(folded.text, capitals, bool(star))
    return Needle(folded.text, capitals, tail=re.compile(_OPEN + _pattern(rest)))
