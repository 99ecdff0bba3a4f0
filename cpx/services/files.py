"""Which files an ingest reads: paths as given, folders walked, what is no input left out."""

import hashlib
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cpx.errors import CpxError, NotFound

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read."""
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog", "copying")
_SAVED_BESIDE = ("_files", "_dateien", "_fichiers", "_archivos", ".fld")
"""Endings of the folders that browsers save beside a page."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; ``named`` where a person gave it by name, not by its folder."""

    path: Path
    named: bool


def find_files(paths: list[str]) -> Iterator[InputFile]:
    """Give the files behind paths, folders in order of name; ``-`` is standard input. Nothing is opened yet."""
    for name in paths:
        path = Path(name)
        if name != "-" and path.is_dir():
            yield from (InputFile(found, named=False) for found in _walk(path))
        else:
            yield InputFile(path, named=True)


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.name.lower().endswith(_SAVED_BESIDE):
                yield from _walk(path)
        elif path.is_file() and not path.name.lower().startswith(_ABOUT_THE_FOLDER) and not _is_catalogue(path):
            yield path


def _is_catalogue(path: Path) -> bool:
    return path.suffix.lower() in (".db", ".sqlite", ".sqlite3", ".db-journal")


def read_bytes(path: Path) -> bytes:
    """Read a file whole; raises NotFound, or CpxError where it is too large or may not be read."""
    if str(path) == "-":
        return sys.stdin.buffer.read(LARGEST + 1)
    if not path.exists():
        raise NotFound(f"no file {path}", "check the path; a folder works too: cpx ingest FOLDER")
    size = path.stat().st_size
    if size > LARGEST:
        message = f"{path} is {size // 2**20} MB; cpx reads files up to {LARGEST // 2**20} MB"
        raise CpxError(message, f"export it in parts, or split JSON lines: split -l 10000 {path}")
    try:
        return path.read_bytes()
    except OSError as error:
        raise CpxError(f"cannot read {path}: {(error.strerror or str(error)).lower()}", "check its permissions: ls -l") from error


def digest(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
