"""The stems that the full-text index makes of words, asked of the index's own tokenizer so that no second stemmer can differ from it."""

import re
import sqlite3
from collections.abc import Iterable

from cpx.domain.folding import WORD
from cpx.store.full_text import TOKENIZER


def stem_words(words: Iterable[str]) -> dict[str, str]:
    """Give the stem of each word (letters and digits only). A word that the index does not see is its own stem."""
    wanted = list(dict.fromkeys(words))
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute(f"CREATE VIRTUAL TABLE stems USING fts5(words, tokenize='{TOKENIZER}')")
        connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(stems, 'instance')")
        stems = _read(connection, [" ".join(wanted)])
        if len(stems) == len(wanted):
            return dict(zip(wanted, (stem for _, stem in stems), strict=True))
        # Some word is two to the index, or none: one row each keeps them apart, at five times the cost.
        return {word: word for word in wanted} | {wanted[row - 2]: stem for row, stem in reversed(_read(connection, wanted))}
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, rows: list[str]) -> list[tuple[int, str]]:
    """Put texts into the index and give (row, stem) of their words in order; rows count on from those before."""
    first = connection.execute("SELECT coalesce(max(rowid), 0) FROM stems").fetchone()[0]
    connection.executemany("INSERT INTO stems (words) VALUES (?)", [(row,) for row in rows])
    found = connection.execute("SELECT doc, term FROM found WHERE doc > ? ORDER BY doc, offset", (first,))
    return [(int(row), str(stem)) for row, stem in found]


def stem_text(text: str) -> list[str]:
    """Give the stems of a text's words in order."""
    words = re.findall(WORD, text.lower())
    stems = stem_words(words)
    return [stems[word] for word in words]
