"""What stands on a replaced concept counts for its successor: the machine's tags move, a person's decisions go over, and can come back."""

import sqlite3
from collections.abc import Iterable, Sequence

from cpx.store.runs import now

_NOT_OUT = "d.id NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL)"
_STANDING = f"""SELECT d.id, d.work, c.replaced_by FROM decisions d JOIN concepts c ON c.id = d.concept
  WHERE c.replaced_by IS NOT NULL AND {_NOT_OUT}
  ORDER BY EXISTS (SELECT 1 FROM current_decisions n WHERE n.work = d.work AND n.concept = d.concept AND n.verdict = 'rejected'),
  d.concept, d.id"""  # noqa: S608 - a constant
_OWN = f"SELECT d.id FROM decisions d WHERE d.work = ? AND d.concept = ? AND {_NOT_OUT} ORDER BY d.id"  # noqa: S608 - same
_COPY = """INSERT INTO decisions (work, concept, verdict, by, at, why, run, text)
  SELECT work, ?, verdict, by, at, why, run, text FROM decisions WHERE id = ?"""
_MOVE = """UPDATE OR IGNORE assignments SET concept = (SELECT replaced_by FROM concepts WHERE id = assignments.concept)
  WHERE concept IN (SELECT id FROM concepts WHERE replaced_by IS NOT NULL)"""
_DROP = "DELETE FROM assignments WHERE concept IN (SELECT id FROM concepts WHERE replaced_by IS NOT NULL)"
_GONE_OVER = "SELECT d.id FROM decisions d JOIN meta m ON m.name = 'replaced:' || d.id WHERE d.concept = ? ORDER BY d.id"


def follow_replacements(connection: sqlite3.Connection, run: int, freed: Iterable[str] = ()) -> None:
    """Let what stands on replaced concepts count for their successors; ``freed`` are those that are replaced no more.

    Decisions go over with author, time, reason and run, the old rows are withdrawn by this run, and ``meta`` remembers which row
    came of which. All go, so that the word before shows when the last one is undone. Those made on the successor itself are set
    behind them, and go before; of two concepts that meet there the rejected one counts. Where a concept is freed, its decisions
    come back to it, and what was undone meanwhile stays undone by the same undo.
    """
    for concept in freed:
        _give_back(connection, run, concept)
    groups: dict[tuple[int, str], list[int]] = {}
    for decision, work, successor in connection.execute(_STANDING).fetchall():
        groups.setdefault((work, successor), []).append(decision)
    for (work, successor), decisions in groups.items():
        own = [row for (row,) in connection.execute(_OWN, (work, successor)).fetchall()]
        for decision in (*decisions, *own):
            _go_over(connection, run, decision, successor)
    connection.execute(_MOVE)
    connection.execute(_DROP)


def rows_now(connection: sqlite3.Connection, decisions: Sequence[int]) -> list[int]:
    """Give decisions, each with the rows that came of it where concepts were replaced."""
    found = list(decisions)
    for decision in found:  # grows on the way
        found += _row_after(connection, decision)
    return found


def _row_after(connection: sqlite3.Connection, decision: int) -> list[int]:
    row = connection.execute("SELECT value FROM meta WHERE name = ?", (f"replaced:{decision}",)).fetchone()
    return [int(row[0])] if row and row[0] else []


def _go_over(connection: sqlite3.Connection, run: int, decision: int, concept: str) -> None:
    copy = connection.execute(_COPY, (concept, decision)).lastrowid
    connection.execute("INSERT INTO withdrawals (run, decision, at) VALUES (?, ?, ?)", (run, decision, now()))
    connection.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", (f"replaced:{decision}", str(copy)))


def _give_back(connection: sqlite3.Connection, run: int, concept: str) -> None:
    for (decision,) in connection.execute(_GONE_OVER, (concept,)).fetchall():
        *_, last = rows_now(connection, [decision])
        connection.execute("DELETE FROM meta WHERE name = ?", (f"replaced:{decision}",))
        undo = connection.execute("SELECT run FROM withdrawals WHERE decision = ?", (last,)).fetchone() if last != decision else None
        if undo is None:
            connection.execute("DELETE FROM withdrawals WHERE decision = ?", (decision,))
        else:  # a person undid it where it had gone
            connection.execute("UPDATE withdrawals SET run = ? WHERE decision = ?", (undo[0], decision))
        if last != decision:
            connection.execute("DELETE FROM withdrawals WHERE decision = ?", (last,))
            connection.execute("INSERT INTO withdrawals (run, decision, at) VALUES (?, ?, ?)", (run, last, now()))
