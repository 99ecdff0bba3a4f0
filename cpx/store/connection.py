"""Opening a catalogue file, and turning what SQLite says into errors that people can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpx.errors import CatalogueBusy, CatalogueUnusable, CpxError, NotFound
from cpx.store.full_text import INDEXED, create_full_text
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

BUSY_SECONDS = 30
_SETTINGS = ("PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")
# Our triggers fill the full-text tables, which SQLite allows only in a trusted schema: so it is looked at first.
_WRITE_SETTINGS = ("PRAGMA cache_spill = OFF", "PRAGMA recursive_triggers = OFF", "PRAGMA trusted_schema = ON")
_FIX_PERMISSION = "look at the permissions of the file and its folder, or name another file with --db PATH"


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a catalogue that is never written to through this connection.

    Raises NotFound where there is no file, CatalogueUnusable where it is not a catalogue of ours or cannot be read.
    """
    if not path.exists():
        raise NotFound(f"no catalogue at {path}", "make one with: cpx init")
    with translated(path):
        try:
            return _checked(_connect(path, "ro"), path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
        _roll_back_hot_journal(path)
        return _checked(_connect(path, "ro"), path)


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a catalogue for writing; a file that is not there yet is made, an older one is migrated."""
    with translated(path):
        new = not path.exists() or path.stat().st_size == 0
        if new:
            _make_file(path)
        connection = _connect(path, "rw")
        if new or _version_of(connection, path) < SCHEMA_VERSION:
            from cpx.store.migrations import migrate

            migrate(connection)
        _refuse_strange_triggers(_checked(connection, path), path)
        for setting in _WRITE_SETTINGS:
            connection.execute(setting)
        return connection


def _refuse_strange_triggers(connection: sqlite3.Connection, path: Path) -> None:
    ours = {statement for table in INDEXED for statement in create_full_text(table)}
    found = {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}
    if found - ours:
        connection.close()
        raise CatalogueUnusable(
            f"{path} holds triggers that cpx did not make", "copy out what is in it with: cpx export --format jsonl -o FILE"
        )


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    for setting in _SETTINGS:
        connection.execute(setting)
    return connection


def _make_file(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)  # what people collect is theirs: nobody else reads it unless they say so


def _version_of(connection: sqlite3.Connection, path: Path) -> int:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise CatalogueUnusable(f"{path} is not a cpx catalogue", "name another file with --db PATH, or make one with: cpx init")
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise CatalogueUnusable(f"{path} was written by a newer cpx (schema {version}, this one reads {SCHEMA_VERSION})", "upgrade cpx")
    return version


def _checked(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    try:
        version = _version_of(connection, path)
    except BaseException:
        connection.close()
        raise
    if version < SCHEMA_VERSION:
        connection.close()
        raise CatalogueUnusable(f"{path} has an older schema ({version})", "any command that writes brings it up to date: cpx tag")
    return connection


def _roll_back_hot_journal(path: Path) -> None:
    """Let SQLite finish what a killed process left: it needs one opening for writing to do so."""
    connection = _connect(path, "rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise our errors for SQLite's and the file system's within the block."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translate(error, path) from error
    except OSError as error:
        raise CatalogueUnusable(f"cannot use {path}: {(error.strerror or str(error)).lower()}", _FIX_PERMISSION) from error


_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_REFUSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")
_NO_ROOM = ("SQLITE_FULL", "SQLITE_IOERR")


def _translate(error: sqlite3.Error, path: Path) -> CpxError:
    name = getattr(error, "sqlite_errorname", None) or ""
    if name.startswith(_BUSY):
        return CatalogueBusy(f"{path} is being written to by another process", "wait for it to end, then give the same command again")
    if name == "SQLITE_NOTADB":
        return CatalogueUnusable(f"{path} is not a catalogue: it is no SQLite file", "name another file with --db PATH")
    if name.startswith(_DAMAGED):
        return CatalogueUnusable(f"{path} is damaged (malformed: {error})", "take the last backup, or copy out what reads with: cpx export")
    if name.startswith(_REFUSED):
        return CatalogueUnusable(f"{path} cannot be opened or written", _FIX_PERMISSION)
    if name.startswith(_NO_ROOM):
        return CatalogueUnusable(
            f"{path} could not be written: {error}; what was saved before is safe", "make room on the disk and give the same command again"
        )
    return CatalogueUnusable(f"{path} could not be used: {error}", "see what is in it with: sqlite3 FILE .schema")
