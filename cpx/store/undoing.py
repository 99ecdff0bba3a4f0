"""Taking back what a run brought, and bringing it back: marks on records, decisions and notes, and rows set aside."""

import json
import sqlite3
from collections.abc import Mapping, Sequence

from cpx.domain.payload import from_payload
from cpx.domain.provenance import PERSON, UPDATES
from cpx.domain.record import Identifier, Record
from cpx.store.aside import names_aside, read_rows, set_aside, write_rows
from cpx.store.derived import write_container
from cpx.store.joined import joins_of
from cpx.store.runs import now
from cpx.store.standing import standing
from cpx.store.taken_out import read_containers, write_containers

UNDONE = "undone"
"""The name under which an undo sets aside what it takes out."""
_NOT_ALONE = (PERSON, UPDATES)
"""Sources whose records speak of a work that another record describes: without that one there is no work."""
_RECORDS = f"SELECT id FROM records WHERE run = ? AND {standing()} ORDER BY id LIMIT ?"  # noqa: S608 - a constant
_DECISIONS = "SELECT id FROM decisions WHERE run = ? AND id NOT IN (SELECT decision FROM withdrawals WHERE decision IS NOT NULL)"
_NOTES = "SELECT id FROM notes WHERE run = ? AND id NOT IN (SELECT note FROM withdrawn_notes)"
_SIDE = {
    "tombstones": "run = :run",
    "doi_candidates": "run = :run AND by IS NULL",
    "checks": "run = :run",
}
"""Rows of a run that are taken out whole: who was removed, DOIs that were found, when something was asked."""


def is_undoable(connection: sqlite3.Connection, run: int) -> bool:
    """Tell whether a run brought anything that stands and can be taken back."""
    queries = [(_RECORDS, (run, 1)), (_DECISIONS, (run,)), (_NOTES, (run,))]
    if any(connection.execute(query, values).fetchone() for query, values in queries):
        return True
    return bool(joins_of(connection, run) or any(_side_rows(connection, table, run) for table in _SIDE) or _settled(connection, run))


def next_records(connection: sqlite3.Connection, run: int, most: int) -> list[int]:
    """Give the first standing records of a run."""
    return [row[0] for row in connection.execute(_RECORDS, (run, most))]


def withdraw_records(connection: sqlite3.Connection, undo: int, records: Sequence[int]) -> list[int]:
    """Mark records as taken back, and have no doubt wait about them; give the works that they described."""
    connection.executemany("INSERT INTO withdrawals (run, record, at) VALUES (?, ?, ?)", [(undo, record, now()) for record in records])
    works: dict[int, None] = {}
    for record in records:
        works.update(dict.fromkeys(_works_of(connection, record)))
        _take_rows(connection, undo, "doubts", "record = :record", {"record": record})
    return list(works)


def _works_of(connection: sqlite3.Connection, record: int) -> list[int]:
    return [row[0] for row in connection.execute("SELECT work FROM work_records WHERE record = ?", (record,))]


def withdraw_words(connection: sqlite3.Connection, undo: int, run: int) -> tuple[int, int]:
    """Mark the decisions and notes of a run as taken back; give how many."""
    decisions = [(undo, row[0], now()) for row in connection.execute(_DECISIONS, (run,))]
    notes = [(undo, row[0], now()) for row in connection.execute(_NOTES, (run,))]
    connection.executemany("INSERT INTO withdrawals (run, decision, at) VALUES (?, ?, ?)", decisions)
    connection.executemany("INSERT INTO withdrawn_notes (run, note, at) VALUES (?, ?, ?)", notes)
    return len(decisions), len(notes)


def _side_rows(connection: sqlite3.Connection, table: str, run: int) -> bool:
    return connection.execute(f"SELECT 1 FROM {table} WHERE {_SIDE[table]}", {"run": run}).fetchone() is not None  # noqa: S608 - names from the code


def take_side_rows(connection: sqlite3.Connection, undo: int, run: int) -> dict[str, int]:
    """Take out what a run wrote beside records, decisions and notes, and open again the DOIs that it settled; give the counts."""
    counts = {table: _take_rows(connection, undo, table, where, {"run": run}) for table, where in _SIDE.items()}
    settled = _settled(connection, run)
    for row in settled:
        set_aside(connection, UNDONE, undo, {"kind": "rows", "table": "doi_candidates", "rows": [row]})
        connection.execute("UPDATE doi_candidates SET state = 'open', by = NULL, decided_at = NULL, why = NULL WHERE id = ?", (row["id"],))
    return counts | {"doi_candidates": counts["doi_candidates"] + len(settled)}


def _take_rows(connection: sqlite3.Connection, undo: int, table: str, where: str, values: Mapping[str, object]) -> int:
    rows = read_rows(connection, table, where, values)
    if rows:
        set_aside(connection, UNDONE, undo, {"kind": "rows", "table": table, "rows": rows})
        connection.execute(f"DELETE FROM {table} WHERE {where}", values)  # noqa: S608 - names from the code
    return len(rows)


def _settled(connection: sqlite3.Connection, run: int) -> list[dict[str, object]]:
    """Give the candidates that a person took or refused in a run, those that fell with the one that was taken too."""
    command, said = connection.execute("SELECT command, arguments FROM runs WHERE id = ?", (run,)).fetchone()
    arguments = json.loads(said) if command == "enrich" else {}
    doi = arguments.get("accept") or arguments.get("refuse")
    if not doi:
        return []
    where = "by IS NOT NULL AND work IN (SELECT work FROM work_keys WHERE key = :key) AND (doi = :doi OR why = :why)"
    return read_rows(connection, "doi_candidates", where, {"key": arguments.get("work"), "doi": doi, "why": f"{doi} was taken"})


def restore_rows(connection: sqlite3.Connection, table: str, rows: Sequence[dict[str, object]]) -> None:
    """Write rows back that an undo took out; those of works that are gone stay out."""
    held = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    write_rows(connection, table, [row for row in held if "work" not in row or _is_work(connection, row["work"])])


def _is_work(connection: sqlite3.Connection, work: object) -> bool:
    return connection.execute("SELECT 1 FROM works WHERE id = ?", (work,)).fetchone() is not None


def has_description(connection: sqlite3.Connection, work: int) -> bool:
    """Tell whether a record still describes a work: a person's edit or a notice upon it does not make one."""
    marks = ", ".join(f"'{source}'" for source in _NOT_ALONE)
    query = f"SELECT 1 FROM work_records JOIN records ON records.id = record WHERE work = ? AND source NOT IN ({marks}) AND {standing()}"  # noqa: S608 - constants
    return connection.execute(query, (work,)).fetchone() is not None


def withdraw_rest(connection: sqlite3.Connection, undo: int, work: int) -> None:
    """Mark what still stands of a work that goes: edits of it, notices upon it."""
    query = (
        "INSERT INTO withdrawals (run, record, at) SELECT ?, records.id, ? FROM records JOIN work_records ON record = records.id"  # noqa: S608 - a constant
        f" WHERE work = ? AND {standing()}"
    )
    connection.execute(query, (undo, now(), work))


def descriptions(connection: sqlite3.Connection, work: int) -> list[tuple[int, str, str, str, Record]]:
    """Give (record, reason, source id, fingerprint, description) of the records that stand of a work, the earliest first."""
    query = (
        "SELECT records.id, reason, coalesce(source_id, ''), fingerprint, payload FROM work_records"  # noqa: S608 - constants
        f" JOIN records ON records.id = record"
        f" WHERE work = ? AND {standing()} AND source NOT IN ('{PERSON}', '{UPDATES}') ORDER BY records.id"
    )
    return [(*row[:4], from_payload(json.loads(row[4]))) for row in connection.execute(query, (work,))]


def is_effective(connection: sqlite3.Connection, undo: int) -> bool:
    """Tell whether what an undo took back is still out."""
    return bool(names_aside(connection, UNDONE, undo) or connection.execute(_EFFECT, {"run": undo}).fetchone())


_EFFECT = """SELECT 1 FROM withdrawals w WHERE w.run = :run AND (w.record IS NOT NULL OR w.decision IN (
    SELECT d.id FROM decisions d JOIN runs u ON u.id = :run WHERE d.run = json_extract(u.arguments, '$.run')))
  UNION ALL SELECT 1 FROM withdrawn_notes WHERE run = :run LIMIT 1"""
"""A decision on a term that was replaced is withdrawn by whatever run met the new vocabulary: that is not its own doing."""


def restore_records(connection: sqlite3.Connection, undo: int, most: int) -> list[tuple[int, int]]:
    """Have the first records that an undo took back stand again; give (record, work)."""
    query = (
        "SELECT w.record, p.work FROM withdrawals w JOIN work_records p ON p.record = w.record WHERE w.run = ? ORDER BY w.record LIMIT ?"
    )
    rows = connection.execute(query, (undo, most)).fetchall()
    connection.executemany("DELETE FROM withdrawals WHERE record = ?", [(record,) for record, _ in rows])
    return rows


def restore_records_of(connection: sqlite3.Connection, undo: int, work: int) -> int:
    """Have the records of a work stand again that an undo took back; give how many."""
    query = "DELETE FROM withdrawals WHERE run = ? AND record IN (SELECT record FROM work_records WHERE work = ?)"
    return connection.execute(query, (undo, work)).rowcount


def restore_words(connection: sqlite3.Connection, undo: int, run: int) -> tuple[int, int]:
    """Have the decisions and notes of a run stand again that an undo took back; give how many."""
    own = "decision IN (SELECT id FROM decisions WHERE run = ?)"
    decisions = connection.execute(f"DELETE FROM withdrawals WHERE run = ? AND {own}", (undo, run))  # noqa: S608 - a constant
    notes = connection.execute("DELETE FROM withdrawn_notes WHERE run = ?", (undo,))
    return decisions.rowcount, notes.rowcount


def take_containers(connection: sqlite3.Connection, undo: int, work: int) -> None:
    """Take out what contains a work by a record that was taken back; a record that stands may say it too."""
    rows = [row for row in read_containers(connection, work) if row["work"] == work and row["record"] in _withdrawn(connection, work)]
    if not rows:
        return
    set_aside(connection, UNDONE, undo, {"kind": "containers", "rows": rows})
    connection.executemany("DELETE FROM relations WHERE kind = 'part-of' AND work = :work AND record = :record", rows)
    query = "SELECT id, part_of FROM records JOIN work_records ON record = id WHERE work = ? AND part_of IS NOT NULL"
    for record, container in connection.execute(f"{query} AND {standing()} ORDER BY id", (work,)).fetchall():
        write_container(connection, work, record, container)


def _withdrawn(connection: sqlite3.Connection, work: int) -> set[int]:
    query = "SELECT w.record FROM withdrawals w JOIN work_records p ON p.record = w.record WHERE p.work = ?"
    return {row[0] for row in connection.execute(query, (work,))}


def restore_containers(connection: sqlite3.Connection, rows: Sequence[dict[str, object]]) -> None:
    """Say again what contains works that stayed."""
    for row in rows:
        if _is_work(connection, row["work"]):
            write_containers(connection, 0, 0, [row])


def are_works(connection: sqlite3.Connection, *works: int) -> bool:
    """Tell whether all of these are works."""
    return all(_is_work(connection, work) for work in works)


def homeless(connection: sqlite3.Connection, undo: int) -> list[tuple[str, bool]]:
    """Name the works set aside by other undos that hold records which this one took back, and tell whether one describes the work."""
    marks = ", ".join(f"'{source}'" for source in _NOT_ALONE)
    query = (
        f"SELECT r.id, r.source NOT IN ({marks}) FROM withdrawals w JOIN records r ON r.id = w.record"  # noqa: S608 - constants
        " WHERE w.run = ? AND w.record NOT IN (SELECT record FROM work_records)"
    )
    records = dict(connection.execute(query, (undo,)).fetchall())
    if not records:  # the rule: and then all that was set aside need not be read
        return []
    query = (
        "SELECT m.name, json_extract(j.value, '$.record') FROM meta m, json_each(m.value, '$.work_records') j"
        " WHERE m.name >= 'undone:' AND m.name < 'undone;' AND json_extract(j.value, '$.record') IN (SELECT value FROM json_each(?))"
    )
    found: dict[str, bool] = {}
    for name, record in connection.execute(query, (json.dumps(list(records)),)):
        found[name] = found.get(name, False) or bool(records[record])
    return list(found.items())


def wait_for_work(connection: sqlite3.Connection, undo: int, name: str) -> None:
    """Have what this undo took of a work that is out come back together with that work."""
    query = (
        "UPDATE withdrawals SET run = ? WHERE run = ? AND record IN"
        " (SELECT json_extract(j.value, '$.record') FROM meta m, json_each(m.value, '$.work_records') j WHERE m.name = ?)"
    )
    connection.execute(query, (_run_of(name), undo, name))


def restore_followers(connection: sqlite3.Connection, name: str, work: int) -> None:
    """Have the edits of a work, and notices upon it, stand again that went only since it did; ``name`` is where it was set aside."""
    marks = ", ".join(f"'{source}'" for source in _NOT_ALONE)
    query = (
        "DELETE FROM withdrawals WHERE run = :undo AND record IN (SELECT r.id FROM records r JOIN work_records p ON p.record = r.id"  # noqa: S608 - constants
        f" WHERE p.work = :work AND r.source IN ({marks})"
        " AND r.run <> (SELECT json_extract(arguments, '$.run') FROM runs WHERE id = :undo))"
    )
    connection.execute(query, {"undo": _run_of(name), "work": work})


def _run_of(name: str) -> int:
    return int(name.split(":")[1])


def identifiers_of(connection: sqlite3.Connection, record: int) -> list[Identifier]:
    """Give the identifiers of a record."""
    return [Identifier(*row) for row in connection.execute("SELECT scheme, value FROM identifiers WHERE record = ?", (record,))]
