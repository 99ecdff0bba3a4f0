"""A person's decisions on concepts: kept apart from the machine's tags, and never touched by it."""

import sqlite3

from cpx.domain.concept import Verdict
from cpx.store.runs import now


def add_decision(connection: sqlite3.Connection, run: int, work: int, concept: str, verdict: Verdict, by: str, why: str | None) -> None:
    """Write a decision; where the machine had words for the concept, the text they stand in is kept with it."""
    connection.execute(
        "INSERT INTO decisions (work, concept, verdict, by, at, why, text, run) VALUES (?, ?, ?, ?, ?, ?,"
        " (SELECT e.text FROM evidence e JOIN assignments a ON a.id = e.assignment WHERE a.work = ? AND a.concept = ? ORDER BY e.position LIMIT 1), ?)",
        (work, concept, verdict.value, by, now(), why, work, concept, run),
    )


def restore_decision(connection: sqlite3.Connection, run: int, work: int, decided: tuple[str, str, str, str, str | None]) -> None:
    """Write a decision (concept, verdict, by, at, why) that was made in another catalogue; one on an unknown concept is left out."""
    concept, verdict, by, at, why = decided
    connection.execute(
        "INSERT INTO decisions (work, concept, verdict, by, at, why, run) SELECT ?, id, ?, ?, ?, ?, ? FROM concepts WHERE id = ?",
        (work, verdict, by, at, why, run, concept),
    )


def current_verdict(connection: sqlite3.Connection, work: int, concept: str) -> str | None:
    """Give the decision that stands, if any."""
    row = connection.execute("SELECT verdict FROM current_decisions WHERE work = ? AND concept = ?", (work, concept)).fetchone()
    return None if row is None else str(row[0])


def decided_concepts(connection: sqlite3.Connection, work: int) -> dict[str, str]:
    """Give concept -> verdict of a work's standing decisions."""
    return dict(connection.execute("SELECT concept, verdict FROM current_decisions WHERE work = ?", (work,)).fetchall())
