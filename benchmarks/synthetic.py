"""A catalogue of made-up works for measuring search: words drawn as often as in real texts, the same for the same seed.

Written straight into the tables, since reading in a million records would take hours and is measured elsewhere.
"""

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, product
from pathlib import Path

from cpx.store.full_text import rebuild_full_text
from cpx.store.migrations import create_statements
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

WORDS, TITLE, VOCABULARY = 160, 12, 400_000
"""Words of a work, those of its title among them, and different words in all."""
_CHUNK = 5_000
_FIRSTS, _VOWELS = "bdfgklmnprtvz", "aou"


def make_catalogue(path: Path, works: int, seed: int = 7) -> None:
    """Write a catalogue of ``works`` works; it appears under its name only when it is whole."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for statement in create_statements():
            if not statement.startswith("CREATE TRIGGER works_after_insert"):
                connection.execute(statement)
        connection.execute("BEGIN")
        insert = "INSERT INTO works (id, key, title, title_source, status, year, abstract) VALUES (?, ?, ?, 'given', 'complete', ?, ?)"
        connection.executemany(insert, make_works(works, seed))
        connection.execute(rebuild_full_text("works"))
        connection.execute("INSERT INTO works_fts(works_fts) VALUES ('optimize')")
        trigger = next(s for s in create_statements() if s.startswith("CREATE TRIGGER works_after_insert"))
        connection.execute(trigger)
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    part.replace(path)


def make_works(works: int, seed: int = 7) -> Iterator[tuple[int, str, str, int, str]]:
    """Yield id, key, title, year and abstract of each work; the word of rank r comes as often as 1/r (Zipf)."""
    chance = random.Random(seed)
    words = make_words()
    weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
    for first in range(1, works + 1, _CHUNK):
        count = min(_CHUNK, works + 1 - first)
        drawn = chance.choices(words, cum_weights=weights, k=count * WORDS)
        for number in range(count):
            text = drawn[number * WORDS : (number + 1) * WORDS]
            yield first + number, f"w{first + number}", " ".join(text[:TITLE]), chance.randint(1990, 2024), " ".join(text[TITLE:])


def make_words() -> list[str]:
    """Give the words, the most frequent first; they end in vowels that no stemmer takes off, so each is a stem of its own."""
    syllables = ["".join(pair) for pair in product(_FIRSTS, _VOWELS)]
    words = ["".join(parts) for size in (2, 3, 4) for parts in product(syllables, repeat=size)]
    return words[:VOCABULARY]
