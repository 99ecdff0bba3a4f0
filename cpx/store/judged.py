"""What judging tags needs of a catalogue: works with text to read, and works by the id that they had in another file."""

import sqlite3

from cpx.domain.text import TITLE
from cpx.store.standing import standing


def works_with_text(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Give (work, key) of the works of which more than a title is here, by key."""
    query = (
        "SELECT id, key FROM works WHERE id IN (SELECT w.work FROM work_texts w JOIN texts t ON t.id = w.text"
        " WHERE w.current AND t.field <> ?) ORDER BY key"
    )
    return connection.execute(query, (TITLE,)).fetchall()


def works_by_source_id(connection: sqlite3.Connection, source_id: str) -> list[int]:
    """Give the works that a file once named by an id of its own; several files may use the same."""
    query = (
        "SELECT DISTINCT work_records.work FROM records JOIN work_records ON work_records.record = records.id"  # noqa: S608 - constants
        f" WHERE records.source_id = ? AND {standing()} ORDER BY 1"
    )
    return [row[0] for row in connection.execute(query, (source_id,))]


def concepts_in_use(connection: sqlite3.Connection) -> dict[str, int]:
    """Give concept -> number of works on which the machine found it."""
    return dict(connection.execute("SELECT concept, count(*) FROM assignments GROUP BY concept ORDER BY concept").fetchall())
