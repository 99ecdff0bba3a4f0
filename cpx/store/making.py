"""Opening a catalogue file to write to it: making a new one, and making one ready. Imported only by what writes."""

import os
import sqlite3
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from cpx.errors import CatalogueUnusable
from cpx.store.connection import closing_on_error, connect, refuse_folder, roll_back, version_of
from cpx.store.full_text import INDEXED, create_full_text, rebuild_full_text
from cpx.store.migrations import migrate
from cpx.store.trouble import usable
from cpx.store.version import SCHEMA_VERSION

# Our triggers fill the full-text tables, which SQLite allows only in a trusted schema: so it is looked at first.
_WRITE_SETTINGS = ("PRAGMA cache_spill = OFF", "PRAGMA recursive_triggers = OFF", "PRAGMA trusted_schema = ON")


def open_for_writing(path: Path) -> sqlite3.Connection:
    """Open a catalogue for writing; a file that is not there yet is made, an older one is migrated.

    Raises CatalogueUnusable for a file that is there and empty: a catalogue may have been lost, and nobody is to think
    that all is well.
    """
    with usable(path):
        if not path.exists():
            make_file(path)
        refuse_folder(path)
        if path.stat().st_size == 0:
            raise CatalogueUnusable(f"{path} is empty: it holds no catalogue", "delete it, or name another file with --db PATH")
        connection = connect(path, "rw")
        with closing_on_error(connection):
            make_ready(connection, path, version_of(connection, path))
        return connection


def make_file(path: Path) -> None:
    """Make an empty catalogue beside its place and put it there whole: nobody ever meets half of one.

    The file is its owner's alone (0600): what people collect is theirs. Where two do it at once the first one's stays.
    """
    place = Path(os.path.realpath(path))
    place.parent.mkdir(parents=True, exist_ok=True)
    number, name = tempfile.mkstemp(prefix=f".{place.name}.", dir=place.parent)
    os.close(number)
    try:
        with closing(connect(Path(name), "rw")) as connection:
            migrate(connection)
        _put(Path(name), place)
    finally:
        Path(name).unlink(missing_ok=True)


def _put(made: Path, place: Path) -> None:
    with suppress(FileExistsError):
        try:
            os.link(made, place)
        except FileExistsError:
            raise
        except OSError:  # a file system without hard links
            if not place.exists():
                made.rename(place)


def make_ready(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Look at the triggers of a catalogue, bring it to our schema, and set what writing needs."""
    if _triggers_of(connection) - set(_our_triggers()):
        raise CatalogueUnusable(
            f"{path} holds triggers that cpx did not make", "copy out what is in it with: cpx export --format jsonl -o FILE"
        )
    for setting in _WRITE_SETTINGS:
        connection.execute(setting)
    if version < SCHEMA_VERSION:
        migrate(connection)
    _mend_triggers(connection)


def _mend_triggers(connection: sqlite3.Connection) -> None:
    """Bring back full-text triggers that another program dropped (``sqlite-utils transform`` does), and what they would have done."""
    found = _triggers_of(connection)
    missing = {statement: table for statement, table in _our_triggers().items() if statement not in found}
    if not missing:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in (*missing, *map(rebuild_full_text, sorted(set(missing.values())))):
            connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        roll_back(connection)
        raise


def _triggers_of(connection: sqlite3.Connection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")}


def _our_triggers() -> dict[str, str]:
    """Give statement -> table of the triggers that we make."""
    return {statement: table for table in INDEXED for statement in create_full_text(table) if statement.startswith("CREATE TRIGGER")}
