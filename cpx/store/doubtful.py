"""The machine's tags that are in doubt and that nobody decided yet."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps

from cpx.domain.concept import FAIR, STRONG
from cpx.store.runs import now

SKIPPED = "skipped"
"""Beginning of the names in ``meta`` of tags that a person left for later."""
_QUERY = f"""SELECT a.work, a.concept, c.definition, m.name IS NOT NULL FROM assignments a JOIN concepts c ON c.id = a.concept
  LEFT JOIN meta m ON m.name = '{SKIPPED}:' || a.work || ':' || a.concept
  WHERE (a.work, a.concept) NOT IN (SELECT work, concept FROM current_decisions)
    AND (a.confidence < :strong OR a.usage = 'unclear' OR a.part = 'unclear')
    AND (:works IS NULL OR a.work IN (SELECT value FROM json_each(:works)))
    AND (:schemes IS NULL OR c.scheme IN (SELECT value FROM json_each(:schemes)))
  ORDER BY m.name IS NOT NULL, CASE WHEN a.confidence < :fair THEN 0 WHEN a.confidence < :strong THEN 1 ELSE 2 END, a.work,
    a.confidence, a.concept"""  # noqa: S608 - a constant


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A tag in doubt: its work and term, what the term means, and whether a person left it for later."""

    work: int
    concept: str
    definition: str | None
    skipped: bool


def find_doubtful(
    connection: sqlite3.Connection, works: Sequence[int] | None = None, schemes: Sequence[str] | None = None
) -> list[Doubtful]:
    """Find the tags in doubt (of some works or schemes only, where they are named): weak ones first, those left for later last."""
    some = {name: dumps(list(values)) if values else None for name, values in (("works", works), ("schemes", schemes))}
    values = {"strong": STRONG, "fair": FAIR, **some}
    return [Doubtful(work, concept, definition, bool(left)) for work, concept, definition, left in connection.execute(_QUERY, values)]


def note_skipped(connection: sqlite3.Connection, work: int, concept: str) -> None:
    """Note that a tag was left for later."""
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (f"{SKIPPED}:{work}:{concept}", now()))


def forget_skipped(connection: sqlite3.Connection, work: int, concept: str) -> None:
    """Note that a tag was not left for later after all."""
    connection.execute("DELETE FROM meta WHERE name = ?", (f"{SKIPPED}:{work}:{concept}",))


def sentence_starts(connection: sqlite3.Connection, work: int, concept: str) -> tuple[int, ...]:
    """Give where the sentence around each quote of a tag begins in its text, in the order of the evidence."""
    query = (
        "SELECT e.sentence_start FROM evidence e JOIN assignments a ON a.id = e.assignment"
        " WHERE a.work = ? AND a.concept = ? ORDER BY e.position"
    )
    return tuple(row[0] for row in connection.execute(query, (work, concept)))
