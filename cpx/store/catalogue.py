"""One open catalogue file: its connection, its batches and savepoints."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Self

from cpx.store.connection import open_for_reading, roll_back
from cpx.store.trouble import refusing, translated, usable

__all__ = ["CatalogueFile", "Connection"]


def _open_for_writing(path: Path) -> Connection:
    # Imported here: reading must not pay for what makes and migrates files.
    from cpx.store.making import open_for_writing

    return open_for_writing(path)


class CatalogueFile:
    """A catalogue on disk, open for reading or for writing. Use it as a context manager."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the file; raises what ``cpx.store.connection`` raises."""
        self.path = path
        self.writable = writable
        self.connection: Connection = _open_for_writing(path) if writable else open_for_reading(path)

    def __enter__(self) -> Self:
        """Give the catalogue itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file. An open batch was rolled back by its own block."""
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self.connection.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give the connection for reads, with SQLite's errors turned into ours."""
        with translated(self.path):
            yield self.connection

    @contextmanager
    def batch(self) -> Iterator[Connection]:
        """Hold one write transaction: all of the block is saved, or none of it. Taken at once, so two writers never interleave."""
        with translated(self.path):
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
                # Within the block: where it fails (a full disk, a reader that stays too long), nothing is left half open.
                self.connection.execute("COMMIT")
            except BaseException:
                roll_back(self.connection)
                raise

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """Within a batch: all of the block or none of it, the rest of the batch untouched (one record).

        Raises ValueError for what the tables do not take (a value of a wrong type, a rule broken).
        """
        self.connection.execute("SAVEPOINT record")
        try:
            with refusing():
                yield
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK TO record")
                self.connection.execute("RELEASE record")
            raise
        self.connection.execute("RELEASE record")

    def copy_to(self, path: Path) -> None:
        """Write what the file holds now to another file, whole, also while others write (a plain copy may be torn)."""
        with usable(path):
            copy = connect(path)
            try:
                self.connection.backup(copy)
            finally:
                copy.close()
