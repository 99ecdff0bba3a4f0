"""Build ``catalogue.db`` from ``seeds/``: the same content on every machine, with no name of a machine in it."""

import io
import os
import sqlite3
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

from cpx.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
NAME = "catalogue.db"
VARYING = {
    "runs": ("process", "started_at", "ended_at"),
    "records": ("retrieved_at",),
    "work_keys": ("made_at",),
    "assignments": ("at",),
    "_sqlite_migrations": ("applied_at",),
}
"""Table -> columns that say when and where, and so differ from build to build."""


def build(path: Path) -> None:
    """Make a catalogue of the seed documents at a path where no file is yet; paths in it are relative to the project."""
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with mock.patch.dict(os.environ, {"CPX_USER": "cpx", "CPX_SEMANTIC": "off"}), redirect_stdout(io.StringIO()):
            code = run(["ingest", "seeds", "--db", str(path), "--quiet", "--json"])
    finally:
        os.chdir(before)
    if code:
        raise SystemExit(f"cpx ingest seeds ended with {code}")
    connection = sqlite3.connect(path)
    connection.execute("UPDATE runs SET process = ''")
    connection.commit()
    connection.execute("VACUUM")
    connection.close()


def read_content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of every table (full-text indexes left out: triggers make them), times and places of the build blanked."""
    connection = sqlite3.connect(path)
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%\\_fts%' ESCAPE '\\'").fetchall()
    content = {name: _read_table(connection, name) for (name,) in names}
    connection.close()
    return content


def _read_table(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
    kept = ", ".join("NULL" if column in VARYING.get(name, ()) else f'"{column}"' for column in columns)
    return sorted(connection.execute(f"SELECT {kept} FROM {name}"), key=repr)  # noqa: S608 - the file's own names


def main() -> int:
    """Write ``catalogue.db``, unless the one that is there has the same content."""
    target = ROOT / NAME
    with tempfile.TemporaryDirectory(dir=ROOT) as folder:
        fresh = Path(folder) / NAME
        build(fresh)
        if target.exists() and read_content(target) == read_content(fresh):
            sys.stderr.write(f"{NAME} is up to date\n")
            return 0
        fresh.chmod(0o644)  # this one is for everybody
        fresh.replace(target)
    sys.stderr.write(f"wrote {NAME}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
