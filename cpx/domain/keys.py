"""Keys that people cite a work by, and titles made for works that came without one."""

import re
import unicodedata
from collections.abc import Callable

from cpx.domain.record import Name

_SMALL_WORDS = frozenset(
    "a an the on of in for and or to from with by at is are be as how what why when who whose do does can der die das ein eine le la les un une el los las".split()
)
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
MADE_WORDS = 10


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
    number = len(_LETTERS) + 1
    while is_taken(f"{base}-{number}"):
        number += 1
    return f"{base}-{number}"


def made_title(authors: tuple[Name, ...], year: int | None, text: str | None) -> str:
    """Give what stands for a missing title: author (year or n.d.) and first words. For people to tell works apart, never to cite."""
    who = (authors[0].family or authors[0].literal or "") if authors else "Anonymous"
    others = " et al." if len(authors) > 2 else f" and {authors[1].family or authors[1].literal}" if len(authors) == 2 else ""  # noqa: PLR2004
    words = (text or "").split()
    start = " ".join(words[:MADE_WORDS]) + (" ..." if len(words) > MADE_WORDS else "")
    return f"{who}{others} ({year or 'n.d.'})" + (f": {start}" if start else "")


def _first_name(authors: tuple[Name, ...]) -> str:
    return fold(authors[0].family or authors[0].literal or "") if authors else ""


def _first_word(title: str) -> str:
    words = (fold(word) for word in re.split(r"[\s\-–—:/]+", title))
    return next((word for word in words if word and word not in _SMALL_WORDS), "")
