"""Facts of works: written with the machine's tags, and as derived as they are."""

import sqlite3
from collections.abc import Iterable, Sequence

from cpx.domain.fact import Fact, StatedFact

_WRITE = """INSERT INTO facts (work, kind, n, last, unit, text, start, end, section, sentence_start, sentence_end, rule)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
_READ = """SELECT f.kind, f.n, f.last, f.unit, substr(t.content, f.start + 1, f.end - f.start), t.field, t.language, f.start, f.end,
    f.section, substr(t.content, f.sentence_start + 1, f.sentence_end - f.sentence_start), f.rule
  FROM facts f JOIN texts t ON t.id = f.text WHERE f.work = ? ORDER BY f.id"""
_NAMES = ("kind", "n", "last", "unit", "quote", "field", "language", "start", "end", "section", "sentence", "rule")


def write_facts(connection: sqlite3.Connection, work: int, facts: Iterable[StatedFact], texts: Sequence[int]) -> None:
    """Write the facts of a work in place of those that stood there; ``texts`` are the rows of the texts that were read."""
    connection.execute("DELETE FROM facts WHERE work = ?", (work,))
    rows = [(work, f.kind, f.n, f.last, f.unit, texts[f.text], f.start, f.end, f.section, *f.sentence, f.rule) for f in facts]
    connection.executemany(_WRITE, rows)


def read_facts(connection: sqlite3.Connection, work: int) -> tuple[Fact, ...]:
    """Give the facts of a work in the order of its texts."""
    return tuple(Fact(**dict(zip(_NAMES, row, strict=True))) for row in connection.execute(_READ, (work,)))
