"""The stems that the full-text index makes of words, asked of the index's own tokenizer so that no second stemmer can differ from it."""

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from threading import local

from cpx.domain.folding import WORD
from cpx.store.full_text import TOKENIZER


def stem_words(words: Iterable[str]) -> dict[str, str]:
    """Give the stem of each word (letters and digits only). A word that the index does not see is its own stem."""
    wanted = list(dict.fromkeys(words))
    stems = _read([" ".join(wanted)])
    if len(stems) == len(wanted):
        return dict(zip(wanted, (stem for _, stem in stems), strict=True))
    # Some word is two to the index, or none: one row each keeps them apart, at five times the cost.
    return {word: word for word in wanted} | {wanted[row]: stem for row, stem in reversed(_read(wanted))}


class _Stemmer(local):
    """An index in memory for each thread, emptied before each use: making one takes longer than asking it."""

    def __init__(self) -> None:
        self.connection = sqlite3.connect(":memory:", isolation_level=None)
        self.connection.execute(f"CREATE VIRTUAL TABLE stems USING fts5(words, content='', tokenize='{TOKENIZER}')")
        self.connection.execute("CREATE VIRTUAL TABLE found USING fts5vocab(stems, 'instance')")


@cache
def _stemmer() -> _Stemmer:
    return _Stemmer()


def _read(rows: list[str]) -> list[tuple[int, str]]:
    """Put texts into the index and give (row, stem) of their words in order; rows count from 0."""
    connection = _stemmer().connection
    connection.execute("INSERT INTO stems (stems) VALUES ('delete-all')")
    connection.executemany("INSERT INTO stems (rowid, words) VALUES (?, ?)", enumerate(rows))
    return [(int(row), str(stem)) for row, stem in connection.execute("SELECT doc, term FROM found ORDER BY doc, offset")]


def stem_text(text: str) -> list[str]:
    """Give the stems of a text's words in order."""
    words = re.findall(WORD, text.lower())
    stems = stem_words(words)
    return [stems[word] for word in words]
