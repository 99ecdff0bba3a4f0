"""What an undo takes out of the tables and sets aside, so that it can be brought back: rows as they were, in order.

Records, decisions and notes are only marked as taken back. A work that no record describes any more has to go, though, and
what hangs on it would go with it; this keeps it, as JSON in ``meta``.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

Row = dict[str, Any]


def set_aside(connection: sqlite3.Connection, name: str, run: int, value: Mapping[str, Any]) -> None:
    """Keep a value of a run under a name, after those that are kept already."""
    first, end = f"{name}:{run}:", f"{name}:{run};"
    last = connection.execute("SELECT max(name) FROM meta WHERE name >= ? AND name < ?", (first, end)).fetchone()[0]
    number = int(last.removeprefix(first)) + 1 if last else 1
    row = (f"{first}{number:08}", json.dumps(value, ensure_ascii=False))
    connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)", row)


def names_aside(connection: sqlite3.Connection, name: str, run: int) -> list[str]:
    """Name what a run set aside, the last first."""
    query = "SELECT name FROM meta WHERE name >= ? AND name < ? ORDER BY name DESC"
    return [row[0] for row in connection.execute(query, (f"{name}:{run}:", f"{name}:{run};"))]


def take_from_aside(connection: sqlite3.Connection, name: str) -> dict[str, Any]:
    """Give what stands under a name, and forget it."""
    found: dict[str, Any] = json.loads(connection.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()[0])
    connection.execute("DELETE FROM meta WHERE name = ?", (name,))
    return found


def read_rows(connection: sqlite3.Connection, table: str, where: str, values: Mapping[str, Any]) -> list[Row]:
    """Read whole rows of a table."""
    cursor = connection.execute(f"SELECT * FROM {table} WHERE {where}", values)  # noqa: S608 - names from the code
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def write_rows(connection: sqlite3.Connection, table: str, rows: Sequence[Row]) -> dict[int, int]:
    """Write rows back, with their numbers unless one was given to another meanwhile; give old -> new number.

    Either all keep theirs or none does: of several decisions the one with the highest number counts.
    """
    numbered = [row["id"] for row in rows if "id" in row]
    marks = ", ".join("?" * len(numbered))
    taken = numbered and connection.execute(f"SELECT 1 FROM {table} WHERE id IN ({marks})", numbered).fetchone()  # noqa: S608 - names from the code
    return dict(_write_each(connection, table, rows, keep_number=not taken))


def _write_each(connection: sqlite3.Connection, table: str, rows: Iterable[Row], *, keep_number: bool) -> Iterator[tuple[int, int]]:
    for row in rows:
        held = row if keep_number else {name: value for name, value in row.items() if name != "id"}
        query = f"INSERT OR REPLACE INTO {table} ({', '.join(held)}) VALUES ({', '.join('?' * len(held))})"  # noqa: S608 - same
        number = connection.execute(query, list(held.values())).lastrowid or 0
        if "id" in row:
            yield row["id"], number
