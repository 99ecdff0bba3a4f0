"""Works that go, since an undo took back every description of them, and come again when that is taken back itself."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from cpx.store.aside import Row, read_rows, write_rows

_HANGING = ("work_records", "decisions", "notes", "doi_candidates", "checks", "doubts")
"""Tables whose rows go with their work and cannot be derived again."""


def take_out(connection: sqlite3.Connection, work: int) -> dict[str, Any]:
    """Take a work out; give what hung on it. Its keys stay, and lead nowhere."""
    asked = {"work": work}
    held: dict[str, Any] = {table: read_rows(connection, table, "work = :work", asked) for table in _HANGING}
    held["withdrawals"] = read_rows(connection, "withdrawals", "decision IN (SELECT id FROM decisions WHERE work = :work)", asked)
    held["withdrawn_notes"] = read_rows(connection, "withdrawn_notes", "note IN (SELECT id FROM notes WHERE work = :work)", asked)
    held["part_of"] = read_containers(connection, work)
    held["keys"] = keys_of(connection, work)
    held["key"] = connection.execute("SELECT key FROM works WHERE id = ?", (work,)).fetchone()[0]
    connection.execute("DELETE FROM withdrawals WHERE decision IN (SELECT id FROM decisions WHERE work = ?)", (work,))
    connection.execute("DELETE FROM withdrawn_notes WHERE note IN (SELECT id FROM notes WHERE work = ?)", (work,))
    connection.execute("DELETE FROM works WHERE id = ?", (work,))
    return {"id": work, **held}


def put_back(connection: sqlite3.Connection, held: dict[str, Any]) -> int:
    """Make a work again with all that hung on it; give its row. Derive it after, then call ``settle_keys``."""
    work = make_blank(connection, held["id"], held["key"], held["keys"])
    numbers = {table: write_rows(connection, table, [{**row, "work": work} for row in held[table]]) for table in _HANGING}
    for table, column, of in (("withdrawals", "decision", "decisions"), ("withdrawn_notes", "note", "notes")):
        write_rows(connection, table, [{**row, column: numbers[of][row[column]]} for row in held[table]])
    write_containers(connection, held["id"], work, held["part_of"])
    return work


def make_blank(connection: sqlite3.Connection, row: int, key: str, keys: Sequence[str]) -> int:
    """Make a work that only has keys; its old row is taken unless another work has it. Give its row."""
    free = connection.execute("SELECT 1 FROM works WHERE id = ?", (row,)).fetchone() is None
    query = "INSERT INTO works (id, key, title, title_source, status) VALUES (?, ?, '', 'made', 'complete')"
    work = int(connection.execute(query, (row if free else None, key)).lastrowid or 0)
    connection.executemany("UPDATE work_keys SET work = ? WHERE key = ?", [(work, name) for name in keys])
    return work


def settle_keys(connection: sqlite3.Connection, work: int, key: str, keys: Sequence[str]) -> None:
    """Give a work that was derived from nothing the key that it had: one made on the way was never seen by anybody."""
    connection.execute("UPDATE works SET key = ? WHERE id = ?", (key, work))
    made = set(keys_of(connection, work)) - set(keys)
    connection.executemany("DELETE FROM work_keys WHERE key = ?", [(name,) for name in made])


def keys_of(connection: sqlite3.Connection, work: int) -> list[str]:
    """Give all keys that lead to a work."""
    return [row[0] for row in connection.execute("SELECT key FROM work_keys WHERE work = ? ORDER BY key", (work,))]


def read_containers(connection: sqlite3.Connection, work: int) -> list[Row]:
    """Read which work contains this one, and which it contains, by key: rows may change."""
    query = (
        "SELECT r.work, r.record, w.key FROM relations r LEFT JOIN works w ON w.id = r.target"
        " WHERE r.kind = 'part-of' AND (r.work = :work OR r.target = :work)"
    )
    names = ("work", "record", "target")
    return [dict(zip(names, row, strict=True)) for row in connection.execute(query, {"work": work})]


def write_containers(connection: sqlite3.Connection, before: int, work: int, rows: Sequence[Row]) -> None:
    """Write again what contained a work and what it contained; ``before`` is the row that it had."""
    for row in rows:
        own = row["work"] == before
        found = connection.execute("SELECT work FROM work_keys WHERE key = ?", (row["target"],)).fetchone()
        values = {"work": work if own else row["work"], "record": row["record"], "target": found[0] if found else None}
        connection.execute("DELETE FROM relations WHERE work = :work AND kind = 'part-of' AND record = :record", values)
        connection.execute(
            "INSERT INTO relations (work, kind, target, record) SELECT id, 'part-of', :target, :record FROM works WHERE id = :work", values
        )
