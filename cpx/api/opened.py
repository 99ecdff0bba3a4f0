"""A catalogue's file, open, and works in it by name."""

from pathlib import Path
from typing import Self

from cpx.store.catalogue import CatalogueFile


class Opened:
    """A file that is open."""

    def __init__(self, path: str | Path, *, writable: bool = False) -> None:
        """Open a file: for reading, or for both. Raises the errors of ``cpx.errors``."""
        self._file = CatalogueFile(Path(path), writable=writable)

    def __enter__(self) -> Self:
        """Give the catalogue itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _find(self, name: str) -> int:
        from cpx.services.show import find

        with self._file.reading() as connection:
            return find(connection, name)
