"""A person's decisions on concepts: kept apart from the machine's tags, and never touched by it."""

import sqlite3
from dataclasses import dataclass

from cpx.domain.concept import Verdict
from cpx.store.runs import now


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's word on a concept of a work: who said it, and why."""

    work: int
    concept: str
    verdict: Verdict
    by: str
    why: str | None = None


_ADD = """INSERT INTO decisions (work, concept, verdict, by, at, why, run, text) VALUES (?, ?, ?, ?, ?, ?, ?,
  (SELECT e.text FROM evidence e JOIN assignments a ON a.id = e.assignment
   WHERE a.work = ? AND a.concept = ? ORDER BY e.position LIMIT 1))"""


def add_decision(connection: sqlite3.Connection, run: int, decision: Decision) -> None:
    """Write a decision; where the machine had words for the concept, the text they stand in is kept with it."""
    d = decision
    connection.execute(_ADD, (d.work, d.concept, d.verdict.value, d.by, now(), d.why, run, d.work, d.concept))


def restore_decision(connection: sqlite3.Connection, run: int, decision: Decision, at: str) -> None:
    """Write a decision as it was made in another catalogue, and when.

    One on a concept unknown here is left out; one on a concept that is replaced here goes to its successor.
    """
    d = decision
    connection.execute(
        "INSERT INTO decisions (work, concept, verdict, by, at, why, run) SELECT ?, coalesce(replaced_by, id), ?, ?, ?, ?, ?"
        " FROM concepts WHERE id = ?",
        (d.work, d.verdict.value, d.by, at, d.why, run, d.concept),
    )


def current_verdict(connection: sqlite3.Connection, work: int, concept: str) -> str | None:
    """Give the decision that stands, if any."""
    row = connection.execute("SELECT verdict FROM current_decisions WHERE work = ? AND concept = ?", (work, concept)).fetchone()
    return None if row is None else str(row[0])


def decided_labels(connection: sqlite3.Connection, work: int) -> dict[str, str]:
    """Give concept -> label of a work's standing decisions."""
    query = "SELECT c.id, c.pref_label FROM current_decisions d JOIN concepts c ON c.id = d.concept WHERE d.work = ? ORDER BY c.id"
    return dict(connection.execute(query, (work,)).fetchall())
