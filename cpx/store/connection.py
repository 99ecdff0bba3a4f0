"""Opening a catalogue file to read it."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cpx.errors import CatalogueUnusable, NotFound
from cpx.store.trouble import usable
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

BUSY_SECONDS = 30
_SETTINGS = ("PRAGMA foreign_keys = ON", "PRAGMA trusted_schema = OFF", "PRAGMA cell_size_check = ON")


def open_for_reading(path: Path) -> sqlite3.Connection:
    """Open a catalogue that is never written to through this connection.

    Raises NotFound where there is no file, CatalogueUnusable where it is not a catalogue of ours or cannot be read.
    """
    with usable(path):
        if not path.exists():
            raise NotFound(f"no catalogue at {path}", "make one with: cpx init")
        refuse_folder(path)
        try:
            return _open_to_read(path)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_READONLY_ROLLBACK":
                raise
        _roll_back_hot_journal(path)
        return _open_to_read(path)


def refuse_folder(path: Path) -> None:
    """Refuse a path that is a folder, with the file that may be meant."""
    if path.is_dir():
        raise CatalogueUnusable(f"{path} is a folder, not a catalogue", f"name a file with --db PATH: {path / 'catalogue.db'}")


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """Connect to a file that is there (``ro`` or ``rw``), with the settings that hold for every catalogue."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    with closing_on_error(connection):
        for setting in _SETTINGS:
            connection.execute(setting)
    return connection


def roll_back(connection: sqlite3.Connection) -> None:
    """Roll back, where there is still something to: a full disk may have ended the transaction already."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")


@contextmanager
def closing_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection where the block ends by an error."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Give the schema version of a catalogue; raises CatalogueUnusable where the file is not ours, or of a newer cpx."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    if application != APPLICATION_ID:
        raise CatalogueUnusable(f"{path} is not a cpx catalogue", "name another file with --db PATH, or make one with: cpx init")
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > SCHEMA_VERSION:
        raise CatalogueUnusable(f"{path} was written by a newer cpx (schema {version}, this one reads {SCHEMA_VERSION})", "upgrade cpx")
    return version


def _open_to_read(path: Path) -> sqlite3.Connection:
    connection = connect(path, "ro")
    with closing_on_error(connection):
        version = version_of(connection, path)
        if version < SCHEMA_VERSION:
            raise CatalogueUnusable(f"{path} has an older schema ({version})", "any command that writes brings it up to date: cpx tag")
    return connection


def _roll_back_hot_journal(path: Path) -> None:
    """Let SQLite finish what a killed process left: it needs one opening for writing to do so."""
    connection = connect(path, "rw")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    finally:
        connection.close()
