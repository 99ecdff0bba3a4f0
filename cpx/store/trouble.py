"""What SQLite and the file system say, turned into errors that people can act on."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from cpx.errors import CatalogueBusy, CatalogueUnusable, CpxError

FIX_PERMISSION = "look at the permissions of the file and its folder, or name another file with --db PATH"


@contextmanager
def usable(path: Path) -> Iterator[None]:
    """Raise our errors for the file system's and for SQLite's while a file is opened."""
    try:
        with translated(path):
            yield
    except OSError as error:
        raise CatalogueUnusable(f"cannot use {path}: {(error.strerror or str(error)).lower()}", FIX_PERMISSION) from error


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Raise our errors for those of SQLite's that are about the file; one that is a defect of ours goes through as it is."""
    try:
        yield
    except sqlite3.Error as error:
        ours = _translate(error, path)
        if ours is None:
            raise
        raise ours from error


@contextmanager
def refusing() -> Iterator[None]:
    """Raise ValueError for SQLite's errors that are about what was to be stored, not about the file."""
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError) as error:
        raise ValueError(str(error)) from error


def _translate(error: sqlite3.Error, path: Path) -> CpxError | None:
    """Give our error for one of SQLite's, by the beginning of its name; None where it is none of the file's doing."""
    name = getattr(error, "sqlite_errorname", None) or ""
    make = next((make for beginnings, make in _KINDS if name.startswith(beginnings)), None)
    if make is None:
        make = _unusable if isinstance(error, sqlite3.OperationalError) else None
    return make and make(path, error)


def _busy(path: Path, _error: sqlite3.Error) -> CpxError:
    return CatalogueBusy(f"{path} is being written to by another process", "wait for it to end, then give the same command again")


def _foreign(path: Path, _error: sqlite3.Error) -> CpxError:
    return CatalogueUnusable(f"{path} is not a catalogue: it is no SQLite file", "name another file with --db PATH")


def _damaged(path: Path, error: sqlite3.Error) -> CpxError:
    hint = f"take the last backup, or see what is left of it with: sqlite3 {path} 'PRAGMA integrity_check'"
    return CatalogueUnusable(f"{path} is damaged (malformed: {error})", hint)


def _refused(path: Path, _error: sqlite3.Error) -> CpxError:
    return CatalogueUnusable(f"{path} cannot be opened or written", FIX_PERMISSION)


def _no_room(path: Path, error: sqlite3.Error) -> CpxError:
    message = f"{path} could not be written: {error}; what was saved before is safe"
    return CatalogueUnusable(message, "make room on the disk and give the same command again")


def _unreadable(path: Path, error: sqlite3.Error) -> CpxError:
    return CatalogueUnusable(f"{path} could not be read: {error}", "look whether the disk that it is on is there and sound")


def _unusable(path: Path, error: sqlite3.Error) -> CpxError:
    return CatalogueUnusable(f"{path} could not be used: {error}", f"see what is in it with: sqlite3 {path} .schema")


_KINDS: tuple[tuple[tuple[str, ...], Callable[[Path, sqlite3.Error], CpxError]], ...] = (
    (("SQLITE_BUSY", "SQLITE_LOCKED"), _busy),
    (("SQLITE_NOTADB",), _foreign),
    (("SQLITE_CORRUPT", "SQLITE_FORMAT"), _damaged),
    (("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH"), _refused),
    (("SQLITE_IOERR_READ", "SQLITE_IOERR_SHORT_READ"), _unreadable),
    (("SQLITE_FULL", "SQLITE_IOERR"), _no_room),
)
