"""What people wrote beside works."""

import sqlite3

from cpx.domain.detail import WorkNote
from cpx.store.runs import now


def add_note(connection: sqlite3.Connection, run: int, work: int, note: WorkNote) -> None:
    """Write a note; one without a time is of now."""
    values = (work, note.content, note.by, note.at or now(), run)
    connection.execute("INSERT INTO notes (work, content, by, at, run) VALUES (?, ?, ?, ?, ?)", values)


def read_notes(connection: sqlite3.Connection, work: int) -> tuple[WorkNote, ...]:
    """Give the notes on a work that were not taken back, the earliest first."""
    query = "SELECT content, by, at FROM notes WHERE work = ? AND id NOT IN (SELECT note FROM withdrawn_notes) ORDER BY at, id"
    return tuple(WorkNote(content=content, by=by, at=at) for content, by, at in connection.execute(query, (work,)))
