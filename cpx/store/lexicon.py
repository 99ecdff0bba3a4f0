"""The words that the full-text index holds: does one stand anywhere, and which are spelt nearly so."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from string import ascii_lowercase

from cpx.domain.folding import WORD
from cpx.domain.query import Term
from cpx.store.match import any_expression
from cpx.store.stems import stem_words

_ENOUGH = 8
"""Letters from which on a word may be wrong in two places."""
_SLIPS, _LOOKED_AT = 2, 20
"""Slips in a word at most, and words of the index that are looked at."""


def stands(connection: sqlite3.Connection, terms: Iterable[Term]) -> bool:
    """Tell whether any of these terms stands in any work."""
    found = connection.execute("SELECT 1 FROM works_fts WHERE works_fts MATCH ? LIMIT 1", (any_expression(terms),))
    return found.fetchone() is not None


def nearest_word(connection: sqlite3.Connection, word: str) -> str | None:
    """Give the word of the catalogue that is spelt most like one that stands nowhere in it; None where there is none."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.lexicon USING fts5vocab(main, works_fts, row)")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab(main, works_fts, instance)")
    return _by_one_letter(connection, word) or _by_two_letters(connection, word)


def _by_one_letter(connection: sqlite3.Connection, word: str) -> str | None:
    stems = sorted(set(stem_words(set(_misspelt(word)) - {word}).values()))
    known = sorted(_count(connection, stems), key=lambda row: (-row[1], row[0]))
    return next((found for stem, _ in known[:_LOOKED_AT] if (found := _written(connection, stem, word))), None)


def _misspelt(word: str) -> Iterator[str]:
    """Yield every word that is one slip away: a letter too few, too many, another, or two that changed places."""
    for at in range(len(word) + 1):
        left, right = word[:at], word[at:]
        yield from (f"{left}{letter}{right}" for letter in ascii_lowercase)
        if right:
            yield left + right[1:]
            yield from (f"{left}{letter}{right[1:]}" for letter in ascii_lowercase)
        if len(right) > 1:
            yield f"{left}{right[1]}{right[0]}{right[2:]}"


def _count(connection: sqlite3.Connection, stems: list[str]) -> Iterator[tuple[str, int]]:
    for stem in stems:
        yield from connection.execute("SELECT term, doc FROM temp.lexicon WHERE term = ?", (stem,))


def _by_two_letters(connection: sqlite3.Connection, word: str) -> str | None:
    if len(word) < _ENOUGH:
        return None
    from rapidfuzz.distance import OSA  # only a word that is nowhere needs it

    stem = stem_words([word])[word]
    begin = stem[:2]
    rows = connection.execute("SELECT term, doc FROM temp.lexicon WHERE term >= ? AND term < ?", (begin, begin + "\uffff"))
    near = sorted((OSA.distance(stem, term, score_cutoff=_SLIPS), -works, term) for term, works in rows)
    candidates = (_written(connection, term, word) for distance, _, term in near[:_LOOKED_AT] if distance <= _SLIPS)
    return next((found for found in candidates if found), None)


def _written(connection: sqlite3.Connection, stem: str, word: str) -> str | None:
    """Give the word that has this stem in one of the first works with it and is most like another; None where none is alike."""
    from rapidfuzz.distance import OSA

    rows = connection.execute(
        "SELECT title || ' ' || coalesce(abstract, '') FROM works"
        " WHERE id IN (SELECT doc FROM temp.places WHERE term = ? LIMIT ?)",  # a stem is not always its own stem
        (stem, _LOOKED_AT),
    )
    words = {one for (text,) in rows for one in re.findall(WORD, text.lower()) if one.startswith(stem[:2])}
    stems = stem_words(words) if words else {}
    most = _SLIPS if len(word) >= _ENOUGH else 1
    alike = [one for one in sorted(words) if stems[one] == stem and OSA.distance(one, word) <= most]
    return min(alike, key=lambda one: OSA.distance(one, word), default=None)
