"""Runs and the files they read."""

import json
import os
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from platform import node
from typing import Any

_STARTED = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
"""When this process began: an open run of our own number from before was another's, whose number we were given anew."""


def now() -> str:
    """Give the time as it is stored: UTC, ISO 8601, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Where an export came from, for a methods appendix: database, platform, date and strategy of the search."""

    source: str | None = None
    platform: str | None = None
    searched: str | None = None
    strategy: str | None = None


def open_run(connection: sqlite3.Connection, command: str, by: str, arguments: dict[str, Any], search: Search | None = None) -> int:
    """Begin a run; give its number."""
    search = search or Search()
    interrupt_stale_runs(connection)
    row = (
        command,
        json.dumps(arguments),
        by,
        f"{node()}:{os.getpid()}",
        now(),
        search.source,
        search.platform,
        search.searched,
        search.strategy,
    )
    cursor = connection.execute(
        "INSERT INTO runs (command, arguments, by, process, started_at, state, source, platform, searched, strategy)"
        " VALUES (?, ?, ?, ?, ?, 'open', ?, ?, ?, ?)",
        row,
    )
    return int(cursor.lastrowid or 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """A run as it is stored."""

    id: int
    command: str
    arguments: dict[str, Any]
    by: str
    started_at: str
    ended_at: str | None
    state: str
    source: str | None
    platform: str | None
    searched: str | None
    strategy: str | None
    totals: dict[str, int]


_FIELDS = "id, command, arguments, by, started_at, ended_at, state, source, platform, searched, strategy, totals"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunFilter:
    """Which runs are wanted: of a person, of a command, of these numbers; None is any."""

    by: str | None = None
    command: str | None = None
    runs: frozenset[int] | None = None


def read_runs(connection: sqlite3.Connection, limit: int | None = None, wanted: RunFilter | None = None) -> list[RunRow]:
    """Read the runs, the latest first."""
    query = (
        f"SELECT {_FIELDS} FROM runs WHERE coalesce(by = :by COLLATE NOCASE, 1) AND coalesce(command = :command, 1)"  # noqa: S608 - a constant
        " AND (:runs IS NULL OR id IN (SELECT value FROM json_each(:runs))) ORDER BY id DESC LIMIT :limit"
    )
    wanted = wanted or RunFilter()
    runs = None if wanted.runs is None else json.dumps(sorted(wanted.runs))
    values = {"by": wanted.by, "command": wanted.command, "runs": runs, "limit": -1 if limit is None else limit}
    return [_row(row) for row in connection.execute(query, values)]


def commands_run(connection: sqlite3.Connection) -> list[str]:
    """Give the commands that wrote to this catalogue."""
    return [row[0] for row in connection.execute("SELECT DISTINCT command FROM runs ORDER BY command")]


def read_run(connection: sqlite3.Connection, run: int) -> RunRow | None:
    """Read one run."""
    row = connection.execute(f"SELECT {_FIELDS} FROM runs WHERE id = ?", (run,)).fetchone()  # noqa: S608 - a constant
    return None if row is None else _row(row)


def read_undos(connection: sqlite3.Connection) -> list[RunRow]:
    """Read the runs that took back others, the latest first."""
    query = f"SELECT {_FIELDS} FROM runs WHERE command = 'undo' ORDER BY id DESC"  # noqa: S608 - a constant
    return [_row(row) for row in connection.execute(query)]


def _row(row: tuple[Any, ...]) -> RunRow:
    held = dict(zip(_FIELDS.split(", "), row, strict=True))
    return RunRow(**{**held, "arguments": json.loads(held["arguments"]), "totals": json.loads(held["totals"])})


def close_run(connection: sqlite3.Connection, run: int, state: str, totals: dict[str, int]) -> None:
    """End a run as ``done`` or ``interrupted``."""
    connection.execute("UPDATE runs SET ended_at = ?, state = ?, totals = ? WHERE id = ?", (now(), state, json.dumps(totals), run))


def interrupt_stale_runs(connection: sqlite3.Connection) -> None:
    """Mark runs that a killed process of this machine left open. A run of a living process, or of another machine, is let be."""
    for run, process, started in connection.execute("SELECT id, process, started_at FROM runs WHERE state = 'open'").fetchall():
        host, _, number = process.rpartition(":")
        if host == node() and number.isdigit() and not _is_at_work(int(number), started):
            connection.execute("UPDATE runs SET state = 'interrupted', ended_at = ? WHERE id = ?", (now(), run))


def _is_at_work(process: int, started: str) -> bool:
    if process == os.getpid():
        return started >= _STARTED
    if os.name == "nt":  # there a signal 0 is Ctrl-C
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def add_file(connection: sqlite3.Connection, run: int, path: str, sha256: str, *, taken_for: tuple[str, float]) -> int:
    """Note a file that a run reads, and the format that it was taken for with how sure that is; give its number."""
    cursor = connection.execute(
        "INSERT INTO run_files (run, path, sha256, format, certainty) VALUES (?, ?, ?, ?, ?)", (run, path, sha256, *taken_for)
    )
    return int(cursor.lastrowid or 0)


def close_file(connection: sqlite3.Connection, file: int, counts: dict[str, int], problems: list[dict[str, str]]) -> None:
    """Write what came of a file."""
    connection.execute("UPDATE run_files SET counts = ?, problems = ? WHERE id = ?", (json.dumps(counts), json.dumps(problems), file))
