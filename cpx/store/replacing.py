"""What stands on a replaced concept counts for its successor: the machine's tags move, a person's decisions go over, and can come back."""

import sqlite3
from collections.abc import Iterable

from cpx.store.runs import now

_STANDING = """SELECT d.id, d.work, c.replaced_by, d.id IN (SELECT id FROM current_decisions)
  FROM decisions d JOIN concepts c ON c.id = d.concept
  WHERE c.replaced_by IS NOT NULL AND d.id NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL)
  ORDER BY d.verdict = 'rejected', d.id"""
_COPY = """INSERT INTO decisions (work, concept, verdict, by, at, why, run, text)
  SELECT work, ?, verdict, by, at, why, run, text FROM decisions WHERE id = ?"""
_MOVE = """UPDATE OR IGNORE assignments SET concept = (SELECT replaced_by FROM concepts WHERE id = assignments.concept)
  WHERE concept IN (SELECT id FROM concepts WHERE replaced_by IS NOT NULL)"""
_DROP = "DELETE FROM assignments WHERE concept IN (SELECT id FROM concepts WHERE replaced_by IS NOT NULL)"
_GONE_OVER = "SELECT d.id, m.value FROM decisions d JOIN meta m ON m.name = 'replaced:' || d.id WHERE d.concept = ? ORDER BY d.id"


def follow_replacements(connection: sqlite3.Connection, run: int, freed: Iterable[str] = ()) -> None:
    """Let what stands on replaced concepts count for their successors; ``freed`` are those that are replaced no more.

    A decision goes over with its author, time and reason; the old row is withdrawn by this run, and ``meta`` remembers which row
    came of it. One that was made on the successor itself goes before it, and of two that meet there the rejection counts.
    Where a concept is freed, its decisions come back to it, unless they were undone meanwhile.
    """
    for concept in freed:
        _give_back(connection, run, concept)
    taken = set(connection.execute("SELECT work, concept FROM current_decisions").fetchall())
    for decision, work, successor, is_current in connection.execute(_STANDING).fetchall():
        goes = is_current and (work, successor) not in taken
        copy = connection.execute(_COPY, (successor, decision)).lastrowid if goes else ""
        _withdraw(connection, run, decision)
        connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (f"replaced:{decision}", str(copy)))
    connection.execute(_MOVE)
    connection.execute(_DROP)


def _give_back(connection: sqlite3.Connection, run: int, concept: str) -> None:
    for decision, copy in connection.execute(_GONE_OVER, (concept,)).fetchall():
        connection.execute("DELETE FROM meta WHERE name = ?", (f"replaced:{decision}",))
        if copy and _is_withdrawn(connection, int(copy)):
            continue  # a person undid it where it had gone
        if copy:
            _withdraw(connection, run, int(copy))
        connection.execute("DELETE FROM withdrawals WHERE decision = ?", (decision,))


def _withdraw(connection: sqlite3.Connection, run: int, decision: int) -> None:
    connection.execute("INSERT INTO withdrawals (run, decision, at) VALUES (?, ?, ?)", (run, decision, now()))


def _is_withdrawn(connection: sqlite3.Connection, decision: int) -> bool:
    return connection.execute("SELECT 1 FROM withdrawals WHERE decision = ?", (decision,)).fetchone() is not None
