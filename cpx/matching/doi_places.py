"""Whether two descriptions say the same of where a work stands: journal or book, volume, page, ISBN, year."""

import re
from dataclasses import dataclass

from cpx.domain.dates import year_of
from cpx.domain.record import Record
from cpx.matching.doi_titles import differing_words, title_words
from cpx.matching.doi_words import SMALL
from cpx.matching.folded import fold_title

_CUT = re.compile(r"\s*(?:[:=(\[/]|--| - ).*")
_RANGE = re.compile(r"^\s*([a-z]?\d+)\s*[-\u2010-\u2015]+\s*[a-z]?\d+", re.IGNORECASE)
_FIRST_PAGE = re.compile(r"[^\W_]+")
_LEAST_ALIKE = 90
_LEAST_ACRONYM = 3


@dataclass(frozen=True, slots=True)
class Places:
    """True where both say the same, False where they contradict one another, None where one says nothing."""

    container: bool | None
    volume: bool | None
    page: bool | None
    isbn: bool | None
    years: tuple[int | None, int | None]

    @property
    def strong(self) -> bool:
        """Tell whether the place is the same beyond doubt."""
        return bool(self.isbn or (self.volume and self.page))

    @property
    def some(self) -> bool:
        """Tell whether anything about the place agrees."""
        return bool(self.strong or self.container or self.page)

    @property
    def apart(self) -> int | None:
        """Give the years between the two; None where one is missing."""
        wanted, found = self.years
        return None if wanted is None or found is None else abs(wanted - found)


def compare_places(wanted: Record, candidate: Record) -> Places:
    """Compare where two works stand."""
    return Places(
        container=_same_container(wanted, candidate),
        volume=_same(wanted.volume, candidate.volume),
        page=same_page(wanted.page, candidate.page),
        isbn=bool(set(wanted.isbn) & set(candidate.isbn)) or None,  # editions have ISBNs of their own: another is no contradiction
        years=(year_of(wanted.issued), year_of(candidate.issued)),
    )


def _same_container(wanted: Record, candidate: Record) -> bool | None:
    """Compare containers; registries list a book and its series in one field, in no fixed order."""
    found = [same_container(wanted.container_title, name) for name in (candidate.container_title, candidate.collection_title)]
    return any(found) if any(one is not None for one in found) else None


def same_container(one: str | None, other: str | None) -> bool | None:
    """Compare names of journals or books: with their subtitles or without, abbreviated or in full, or by initials."""
    if not (one and other):
        return None
    return any(_alike(_main_words(mine), _main_words(theirs)) for mine in _forms(one) for theirs in _forms(other))


def same_page(one: str | None, other: str | None) -> bool | None:
    """Compare first pages; only two ranges can contradict one another (an article number is no page)."""
    if not (one and other):
        return None
    if _first(one) == _first(other):
        return True
    return False if _RANGE.match(one) and _RANGE.match(other) else None


def _first(page: str) -> str:
    found = _FIRST_PAGE.search(page)
    return found[0].casefold().lstrip("0") if found else ""


def _same(one: str | None, other: str | None) -> bool | None:
    return fold_title(one) == fold_title(other) if one and other else None


def _forms(name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((name, _CUT.sub("", name) or name)))


def _main_words(name: str) -> list[str]:
    return [word for word in title_words(name) if word not in SMALL]


def _alike(mine: list[str], theirs: list[str]) -> bool:
    from rapidfuzz.fuzz import ratio

    if not (mine and theirs):
        return False
    if ratio(" ".join(mine), " ".join(theirs)) >= _LEAST_ALIKE and not any(differing_words(mine, theirs)):
        return True
    short, long = sorted((mine, theirs), key=lambda words: len("".join(words)))
    return _abbreviates(short, long) or _is_acronym(short, long)


def _abbreviates(short: list[str], long: list[str]) -> bool:
    """Tell whether each word is cut off or squeezed: 'j natl clin' for 'journal national clinical'."""
    return len(short) == len(long) and all(map(_is_squeezed, short, long))


def _is_squeezed(short: str, long: str) -> bool:
    letters = iter(long)
    return short[0] == long[0] and all(letter in letters for letter in short)


def _is_acronym(short: list[str], long: list[str]) -> bool:
    return len(short) == 1 and len(short[0]) >= _LEAST_ACRONYM and "".join(word[0] for word in long).startswith(short[0])
