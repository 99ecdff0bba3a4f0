"""What two works were before they became one: noted with the join, so that taking back its run makes two of them again."""

import sqlite3
from collections.abc import Sequence
from typing import Any

from cpx.store.aside import names_aside, read_rows, set_aside, take_from_aside, write_rows
from cpx.store.replacing import rows_now
from cpx.store.taken_out import keys_of, make_blank, read_containers, write_containers

JOINED = "joined"
_COLUMNS = ("decisions", "notes", "doubts")


def remember_join(connection: sqlite3.Connection, keep: int, gone: int, *, run: int, reason: str) -> None:
    """Note what two works are, before all of ``gone`` moves to ``keep``."""
    both = {"keep": keep, "gone": gone}
    value: dict[str, Any] = {table: _ids(connection, table, gone) for table in _COLUMNS}
    value["records"] = dict(connection.execute("SELECT record, reason FROM work_records WHERE work = ?", (gone,)).fetchall())
    value["keep"], value["gone"] = (_key(connection, work) for work in (keep, gone))
    value["row"], value["keys"] = gone, keys_of(connection, gone)
    value["candidates"] = read_rows(connection, "doi_candidates", "work IN (:keep, :gone)", both)
    value["checks"] = read_rows(connection, "checks", "work = :gone", both)
    value["states"] = connection.execute("SELECT state, id FROM doubts WHERE work IN (?, ?)", (keep, gone)).fetchall()
    value["part_of"] = read_containers(connection, gone)
    value["reason"] = reason
    set_aside(connection, JOINED, run, value)


def _ids(connection: sqlite3.Connection, table: str, work: int) -> list[int]:
    return [row[0] for row in connection.execute(f"SELECT id FROM {table} WHERE work = ?", (work,))]  # noqa: S608 - names from the code


def _key(connection: sqlite3.Connection, work: int) -> str:
    return str(connection.execute("SELECT key FROM works WHERE id = ?", (work,)).fetchone()[0])


def joins_of(connection: sqlite3.Connection, run: int) -> list[str]:
    """Name the joins that a run made, the last first."""
    return names_aside(connection, JOINED, run)


def split(connection: sqlite3.Connection, name: str) -> tuple[int, int, dict[str, Any]] | None:
    """Make two works again of one that a join made: give the one that stays, the one that is back, and what was noted.

    Derive both after, then settle the keys of the second. None where they are apart already, or nothing is left of one.
    """
    memo = take_from_aside(connection, name)
    records = [int(record) for record in memo["records"]]
    stays = _place_of(connection, records)
    if stays is None:
        return None
    _prefer_other(connection, stays, memo)
    back = make_blank(connection, memo["row"], memo["gone"], memo["keys"])
    _move_records(connection, stays, back, memo)
    for table in _COLUMNS:
        held = rows_now(connection, memo[table]) if table == "decisions" else memo[table]
        rows = [(back, row, stays) for row in held]
        connection.executemany(f"UPDATE {table} SET work = ? WHERE id = ? AND work = ?", rows)  # noqa: S608 - names from the code
    _move_side_rows(connection, stays, back, memo)
    return stays, back, memo


def _place_of(connection: sqlite3.Connection, records: Sequence[int]) -> int | None:
    """Give the work that holds all of these records and others beside them."""
    marks = ", ".join("?" * len(records))
    query = f"SELECT DISTINCT work FROM work_records WHERE record IN ({marks})"  # noqa: S608 - question marks
    works = [row[0] for row in connection.execute(query, records)]
    if len(works) != 1:
        return None
    query = f"SELECT 1 FROM work_records WHERE work = ? AND record NOT IN ({marks})"  # noqa: S608 - same
    return works[0] if connection.execute(query, (works[0], *records)).fetchone() else None


def _prefer_other(connection: sqlite3.Connection, work: int, memo: dict[str, Any]) -> None:
    """Give the one that stays a key of its own before the other takes its keys back."""
    others = [key for key in keys_of(connection, work) if key not in memo["keys"]]
    key = memo["keep"] if memo["keep"] in others else others[0]
    connection.execute("UPDATE works SET key = ? WHERE id = ?", (key, work))


def _move_records(connection: sqlite3.Connection, stays: int, back: int, memo: dict[str, Any]) -> None:
    """Move records back, and with them what people said on their texts since."""
    rows = [(back, reason, int(record)) for record, reason in memo["records"].items()]
    connection.executemany("UPDATE work_records SET work = ?, reason = ? WHERE record = ?", rows)
    texts = "SELECT id FROM texts WHERE record IN (SELECT record FROM work_records WHERE work = :back)"
    connection.execute(f"UPDATE decisions SET work = :back WHERE work = :stays AND text IN ({texts})", {"back": back, "stays": stays})  # noqa: S608
    connection.execute("DELETE FROM work_texts WHERE work = ?", (stays,))


def _move_side_rows(connection: sqlite3.Connection, stays: int, back: int, memo: dict[str, Any]) -> None:
    connection.executemany("UPDATE doubts SET state = ? WHERE id = ?", [tuple(row) for row in memo["states"]])
    found = [{**row, "work": back if row["work"] == memo["row"] else stays} for row in memo["candidates"]]
    connection.executemany(
        "DELETE FROM doi_candidates WHERE work = ? AND doi = ?",
        [(stays, row["doi"]) for row in found if row["work"] == back],
    )
    write_rows(connection, "doi_candidates", [{name: value for name, value in row.items() if name != "id"} for row in found])
    write_rows(connection, "checks", [{**row, "work": back} for row in memo["checks"]])
    own = "record IN (SELECT record FROM work_records WHERE work = ?)"
    connection.execute(f"DELETE FROM relations WHERE work = ? AND kind = 'part-of' AND {own}", (stays, back))  # noqa: S608 - a constant
    write_containers(connection, memo["row"], back, memo["part_of"])
