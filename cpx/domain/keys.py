"""Keys that people cite a work by, and titles made for works that came without one."""

import re
import unicodedata
from collections.abc import Callable

from cpx.domain.characters import words
from cpx.domain.parts import Name

_SMALL_WORDS = words(
    "a an the on of in for and or to from with by at is are be as how what why when who whose do does can "
    "der die das ein eine le la les un une el los las"
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MADE_WORDS, MADE_LENGTH = 10, 100
"""Words, and characters at most, of a text that a made title shows (Chinese has no spaces)."""
_TWO = 2


def fold(text: str) -> str:
    """Give the plain lower-case letters and digits of a text: 'Kjellström' -> 'kjellstrom', 'Bjørn' -> 'bjorn'."""
    spelt = text.translate(_SPELT)
    bare = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "", bare.lower())


_SPELT = str.maketrans(
    {"ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "œ": "oe", "ß": "ss", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def base_key(authors: tuple[Name, ...], year: int | None, title: str | None) -> str:
    """Give family + year + first title word: 'mulvale2024adopting'; 'anon', 'nd' where missing, no word where no source gave a title."""
    return f"{_first_name(authors) or 'anon'}{year or 'nd'}{_first_word(title or '')}"


def unused_key(base: str, is_taken: Callable[[str], bool]) -> str:
    """Give the key itself, or with a letter (b to z), then a number, where it is taken already."""
    if not is_taken(base):
        return base
    lettered = next((base + letter for letter in _LETTERS[1:] if not is_taken(base + letter)), None)
    if lettered:
        return lettered
    return f"{base}-{_first_free(len(_LETTERS) + 1, lambda number: is_taken(f'{base}-{number}'))}"


def _first_free(first: int, is_taken: Callable[[int], bool]) -> int:
    """Find a free number in a few steps: ten thousand works without author and year are no reason to ask ten thousand times each."""
    if not is_taken(first):
        return first
    step = 1
    while is_taken(first + step):
        step *= 2
    taken, free = first + step // 2, first + step
    while free - taken > 1:
        middle = (taken + free) // 2
        taken, free = (middle, free) if is_taken(middle) else (taken, middle)
    return free


def made_title(authors: tuple[Name, ...], year: int | None, text: str | None) -> str:
    """Give what stands for a missing title: author (year or n.d.) and first words. For people to tell works apart, never to cite."""
    return f"{_who(authors)} ({year or 'n.d.'})" + (f": {start}" if (start := _start(text or "")) else "")


def _who(authors: tuple[Name, ...]) -> str:
    names = [name.family or name.literal or name.given or "" for name in authors]
    if not names or not names[0]:
        return "Anonymous"
    return names[0] if len(names) == 1 else f"{names[0]} and {names[1]}" if len(names) == _TWO else f"{names[0]} et al."


def _start(text: str) -> str:
    found = text.split()
    start = " ".join(found[:MADE_WORDS])
    return start if len(found) <= MADE_WORDS and len(start) <= MADE_LENGTH else f"{start[:MADE_LENGTH].rstrip()} ..."


def _first_name(authors: tuple[Name, ...]) -> str:
    return fold(authors[0].family or authors[0].literal or authors[0].given or "") if authors else ""


def _first_word(title: str) -> str:
    folded = (fold(word) for word in re.split(r"[\s\-–—:/]+", title))
    return next((word for word in folded if word and word not in _SMALL_WORDS), "")
