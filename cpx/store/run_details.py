"""What hangs on one run: the files it read, what failed, what people said in it, and the works that it brought something to."""

import json
import sqlite3
from typing import Any

from cpx.store.standing import standing

_STANDS = "NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL)"


def _rows(connection: sqlite3.Connection, query: str, run: int) -> list[dict[str, Any]]:
    cursor = connection.execute(query, (run,))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def files_of(connection: sqlite3.Connection, run: int) -> list[dict[str, Any]]:
    """Give the files that a run read, counts and problems as they were reported."""
    rows = _rows(connection, "SELECT path, format, certainty, counts, problems FROM run_files WHERE run = ? ORDER BY id", run)
    return [{**row, "counts": json.loads(row["counts"]), "problems": json.loads(row["problems"])} for row in rows]


def problems_of(connection: sqlite3.Connection, run: int) -> list[dict[str, Any]]:
    """Give what a registry did not give in a run."""
    return _rows(connection, "SELECT doi, kind, message, at FROM run_problems WHERE run = ? ORDER BY id", run)


def decisions_of(connection: sqlite3.Connection, run: int) -> list[dict[str, Any]]:
    """Give what people said of terms in a run."""
    query = (
        f"SELECT w.key, d.concept, c.pref_label AS label, d.verdict, d.by, d.at, d.why, d.id {_STANDS} AS standing"  # noqa: S608 - a constant
        " FROM decisions d JOIN works w ON w.id = d.work JOIN concepts c ON c.id = d.concept WHERE d.run = ? ORDER BY d.id"
    )
    return _rows(connection, query, run)


def notes_of(connection: sqlite3.Connection, run: int) -> list[dict[str, Any]]:
    """Give the notes that were written in a run."""
    query = (
        "SELECT w.key, n.content, n.by, n.at, n.id NOT IN (SELECT note FROM withdrawn_notes) AS standing"
        " FROM notes n JOIN works w ON w.id = n.work WHERE n.run = ? ORDER BY n.id"
    )
    return _rows(connection, query, run)


def works_of_run(connection: sqlite3.Connection, run: int) -> list[str]:
    """Give the keys of the works that standing records of a run describe."""
    query = (
        "SELECT DISTINCT w.key FROM works w JOIN work_records p ON p.work = w.id JOIN records ON records.id = p.record"  # noqa: S608 - a constant
        f" WHERE records.run = ? AND {standing()} ORDER BY w.id"
    )
    return [row[0] for row in connection.execute(query, (run,))]


def runs_of_work(connection: sqlite3.Connection, work: int) -> set[int]:
    """Give the runs that brought something to a work: a description, a person's word, a note."""
    query = """SELECT run FROM records JOIN work_records ON record = records.id WHERE work = :work
      UNION SELECT run FROM decisions WHERE work = :work UNION SELECT run FROM notes WHERE work = :work"""
    return {row[0] for row in connection.execute(query, {"work": work})}


def count_records(connection: sqlite3.Connection, run: int) -> tuple[int, int]:
    """Count the records of a run: those that stand, and all."""
    query = f"SELECT coalesce(sum({standing()}), 0), count(*) FROM records WHERE run = ?"  # noqa: S608 - a constant
    here, everything = connection.execute(query, (run,)).fetchone()
    return int(here), int(everything)


def reason_of(connection: sqlite3.Connection, run: int) -> str | None:
    """Give the reason that was said with a decision of a run."""
    row = connection.execute("SELECT why FROM decisions WHERE run = ? AND why IS NOT NULL ORDER BY id LIMIT 1", (run,)).fetchone()
    return None if row is None else str(row[0])


def key_of(connection: sqlite3.Connection, work: int) -> str | None:
    """Give the key of a work by its row, None where it is gone."""
    row = connection.execute("SELECT key FROM works WHERE id = ?", (work,)).fetchone()
    return None if row is None else str(row[0])
