"""How alike two titles are, and which of their words tell them apart.

A high ratio alone is no proof: 'in men' and 'in women' of a long title are 0.97 alike. So every word that one title has and the
other has not is looked at: a misprint, a plural or an article may differ; a number, a name or any other word may not.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice, pairwise

from cpx.domain.folding import has_cjk
from cpx.formats.markup import plain
from cpx.matching.doi_words import GENERIC, MARKERS, RETRACTED, REVERSING, ROMANS, SMALL

_GREEK = {
    ord(sign): f" {name} "
    for sign, name in {"α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa", "μ": "mu", "ω": "omega"}.items()
}
_WORD = re.compile(r"[^\W_]+")
_SEPARATOR = re.compile(r"\s*[:;?!.]\s+|\s+[-\u2013\u2014|]\s+|\s*\u2014\s*|\s*:\s*|\s*\(")
_LEAST_TYPO = 5
_MOST_ENDING = 2
_SHORT_WORDS, _SHORT_LETTERS = 4, 22
_WORDS_SAID = 4
_LONGEST, _LONGEST_TITLE, _MOST_PLACES = 20_000, 1_000, 12
"""Characters of a text, and of a title, that are compared, and places where a subtitle may begin: no real one has more."""
LEAST = 0.92
"""Likeness that a title must have at least (measured for references that have a title only)."""


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """How alike two titles are (0 to 1), the words that tell them apart, and whether only the beginning of one is compared."""

    alike: float
    differ: tuple[str, ...] = ()
    shortened: bool = False

    @property
    def fits(self) -> bool:
        """Tell whether they may be one title."""
        return self.alike >= LEAST and not self.differ


def title_words(title: str) -> list[str]:
    """Give the words of a title in any script, lower case, without accents, punctuation and markup."""
    text = RETRACTED.sub("", plain(title[:_LONGEST])).replace("&", " and ")
    bare = unicodedata.normalize("NFKD", text).casefold().translate(_GREEK)
    return _WORD.findall("".join(sign for sign in bare if not unicodedata.combining(sign)))


def is_generic(title: str) -> bool:
    """Tell whether a title stands on many works."""
    words = title_words(title)
    return "".join(words) in GENERIC or len("".join(words)) < _SHORT_WORDS


def is_short(title: str) -> bool:
    """Tell whether a title is so short that it may well stand on several works."""
    words = title_words(title)
    return not has_cjk(title) and (len(words) < _SHORT_WORDS or len("".join(words)) < _SHORT_LETTERS)


def compare_titles(one: str, other: str) -> TitleMatch:
    """Compare two titles whole, and each with every beginning of the other that ends where a subtitle may follow."""
    one, other = one[:_LONGEST_TITLE], other[:_LONGEST_TITLE]
    mine, theirs = title_words(one), title_words(other)
    found = [_compare(mine, theirs)]
    for whole, longer in ((mine, other), (theirs, one)):
        found += [_shortened(_compare(whole, title_words(head)), rest) for head, rest in _beginnings(longer)]
    return max(found, key=lambda match: (match.fits, match.alike, -len(match.differ)))


def _beginnings(title: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (beginning, words of the rest) for each place where a subtitle may begin."""
    text = plain(title[:_LONGEST_TITLE])
    for place in islice(_SEPARATOR.finditer(text), _MOST_PLACES):
        rest = title_words(text[place.end() :])
        if place.start() and rest:
            yield text[: place.start()], rest


def _shortened(match: TitleMatch, rest: list[str]) -> TitleMatch:
    return TitleMatch(match.alike, (*match.differ, *telling_words(rest)), shortened=True)


def telling_words(rest: list[str]) -> tuple[str, ...]:
    """Give the words of a subtitle that make another work of it: part 2, protocol, reply. A year is none."""
    joined = set(rest) | {a + b for a, b in pairwise(rest)}
    numbers = [word for word in rest if (word.isdigit() and len(word) < len("2024")) or (word in ROMANS and word == rest[0])]
    return tuple(dict.fromkeys((*sorted(joined & MARKERS), *(numbers if len(rest) <= _WORDS_SAID else ()))))


def _compare(mine: list[str], theirs: list[str]) -> TitleMatch:
    from rapidfuzz.fuzz import ratio  # not for those who only read

    return TitleMatch(ratio(" ".join(mine), " ".join(theirs)) / 100, tuple(differing_words(mine, theirs)))


def differing_words(mine: list[str], theirs: list[str]) -> Iterator[str]:
    """Yield, in words, each place where two lists of words differ by more than a misprint."""
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        if kind != "equal" and not _same_words(mine[i1:i2], theirs[j1:j2]):
            said = [f"“{' '.join(part[:_WORDS_SAID])}”" for part in (mine[i1:i2], theirs[j1:j2]) if part]
            yield " against ".join(said) if len(said) > 1 else f"{said[0]} is in one only"


def _same_words(mine: list[str], theirs: list[str]) -> bool:
    if "".join(mine) == "".join(theirs):
        return True
    if (set(mine) | set(theirs)) <= SMALL:
        return not (mine and theirs and (set(mine) ^ set(theirs)) & REVERSING)
    mine, theirs = ([word for word in part if word not in SMALL] for part in (mine, theirs))
    if len(mine) == len(theirs):
        return all(map(_same_word, mine, theirs))
    return bool(mine and theirs) and _same_word("".join(mine), "".join(theirs))


def _same_word(one: str, other: str) -> bool:
    """Tell whether two words are one, misprinted or with another ending. The first letter must be the same: typical, atypical."""
    if one == other:
        return True
    if _is_exact(one) or _is_exact(other) or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and (long[len(short) :] in ("s", "es") or _is_ending(short, long)):
        return True
    return len(short) >= _LEAST_TYPO - 1 and len(long) >= _LEAST_TYPO and is_misprint(short, long)


def _is_ending(short: str, long: str) -> bool:
    return len(short) > _LEAST_TYPO and len(long) - len(short) <= _MOST_ENDING


def _is_exact(word: str) -> bool:
    """Tell whether a word means something else with any other sign: numbers, Chinese."""
    return word in ROMANS or has_cjk(word) or any(sign.isdigit() for sign in word)


def is_misprint(one: str, other: str) -> bool:
    """Tell whether one letter was added, lost, changed or swapped with the next."""
    from rapidfuzz.distance import OSA

    return OSA.distance(one, other) <= 1
