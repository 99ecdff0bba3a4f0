"""Which people two descriptions share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cpx.domain.folding import has_cjk
from cpx.domain.parts import Name
from cpx.matching.doi_titles import is_misprint
from cpx.matching.folded import fold_title

_SPELT = str.maketrans(
    {"ø": "o", "Ø": "o", "æ": "ae", "Æ": "ae", "œ": "oe", "ß": "ss", "ł": "l", "Ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_UMLAUT = re.compile(r"([aou])e")
_BETWEEN = re.compile(r"[\s.\u2019'\u2010\u2011-]+")
_LEAST_TYPO = 5
_MOST = 200
"""Names of a list that are compared: there are papers with thousands."""
_MANY = 4
"""From so many names on, one may be missing."""


@dataclass(frozen=True, slots=True)
class Shared:
    """How many of the wanted names (``of``) a candidate (with ``others`` names) has.

    ``first``: the first wanted one is among them. ``in_order``: those found stand in the same order.
    """

    count: int
    of: int
    others: int
    first: bool
    in_order: bool

    @property
    def share(self) -> float:
        """Give the part of the wanted names that was found, 0 to 1."""
        return self.count / self.of if self.of else 0.0

    @property
    def enough(self) -> bool:
        """Tell whether half are there, the first among them; a list that stops after some names is taken for what it has."""
        return self.first and 2 * self.count >= min(self.of, self.others)

    @property
    def whole(self) -> bool:
        """Tell whether all are there in order, none more; of four or more names one may be missing."""
        missing = max(self.of, self.others) - self.count
        return self.in_order and self.count > 0 and missing <= int(max(self.of, self.others) >= _MANY)


def share_names(wanted: Sequence[Name], candidate: Sequence[Name]) -> Shared:
    """Find each wanted name among those of the candidate; of very long lists the beginning."""
    wanted, candidate = wanted[:_MOST], candidate[:_MOST]
    places = list(_places(wanted, candidate))
    found = [place for place in places if place is not None]
    return Shared(len(found), len(wanted), len(candidate), bool(places) and places[0] is not None, found == sorted(found))


def _places(wanted: Sequence[Name], candidate: Sequence[Name]) -> Iterator[int | None]:
    free = dict(enumerate(candidate))
    for name in wanted:
        place = next((place for place, other in free.items() if same_person(name, other)), None)
        free.pop(-1 if place is None else place, None)
        yield place


def same_person(one: Name, other: Name) -> bool:
    """Tell whether two names may be one person's or one organisation's: surname alike, initials not contradicting."""
    if not (one.family and other.family):
        return _whole(one) == _whole(other) or _whole(one) == _whole(Name(other.given, other.family))
    if same_surname(one.family, other.family):
        return _initials_fit(one.given, other.given)
    return bool(one.given and other.given) and (_fold(one.family), _fold(one.given or "")) == (
        _fold(other.given or ""),
        _fold(other.family),
    )


def same_surname(one: str, other: str) -> bool:
    """Compare surnames: without accents, with particles or double names cut, with one misprint in longer ones."""
    mine, theirs = _fold(one), _fold(other)
    if mine == theirs or _UMLAUT.sub(r"\1", mine) == _UMLAUT.sub(r"\1", theirs):
        return bool(mine)
    short, long = sorted((surname_words(one), surname_words(other)), key=len)
    if short and len(short) < len(long) and short in (long[-len(short) :], long[: len(short)]):
        return True
    return min(len(mine), len(theirs)) >= _LEAST_TYPO and mine[0] == theirs[0] and is_misprint(mine, theirs)


@lru_cache(maxsize=4096)
def surname_words(name: str) -> tuple[str, ...]:
    """Give the words of a surname, folded."""
    return tuple(folded for part in _BETWEEN.split(name) if (folded := _fold(part)))


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    return fold_title(text.translate(_SPELT))


def _whole(name: Name) -> str:
    return _fold(name.literal or f"{name.given or ''} {name.family or ''}")


def _initials_fit(one: str | None, other: str | None) -> bool:
    mine, theirs = _initials(one), _initials(other)
    return not (mine and theirs) or has_cjk(f"{one}{other}") or bool(mine & theirs)


def _initials(given: str | None) -> set[str]:
    """Give the initials of given names; 'JB' stands for two."""
    found: set[str] = set()
    for part in _BETWEEN.split(given or ""):
        together = part.isupper() and len(part) <= len("JBK")
        found |= set(_fold(part)) if together else set(_fold(part)[:1])
    return found
