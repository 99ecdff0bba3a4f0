"""Which files an ingest reads: paths as given, folders walked, what is no input left out."""

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cpx.domain.characters import clean_text
from cpx.errors import CpxError, NotFound

LARGEST = 64 * 2**20
"""Bytes of the largest file that is read."""
_ABOUT_THE_FOLDER = ("readme", "license", "licence", "changelog", "copying")
_SAVED_BESIDE = ("_files", "_dateien", "_fichiers", "_archivos", ".fld")
"""Endings of the folders that browsers save beside a page."""
_OF_THE_SHELL = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/")
"""Where a shell puts what it pipes in: ``cpx ingest <(zcat FILE)``."""


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read; ``named`` where a person gave it by name, not by its folder."""

    path: Path
    named: bool


def find_files(paths: list[str]) -> Iterator[InputFile]:
    """Give the files behind paths, folders in order of name; ``-`` is standard input. Nothing is opened yet."""
    for name in paths:
        path = Path(name)
        if name != "-" and _is_folder(path):
            yield from (InputFile(found, named=False) for found in _walk(path, set()))
        else:
            yield InputFile(path, named=True)


def shown_name(path: Path) -> str:
    """Give a path as it can be printed and stored, whatever bytes the name is made of."""
    return clean_text(os.fsencode(path).decode("utf-8", "replace"))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # reading it will say what is wrong
        return False


def _walk(folder: Path, seen: set[str]) -> Iterator[Path]:
    """Walk a folder; one that a link leads back to is walked once, one that cannot be opened is given itself, for reading to say so."""
    place = os.path.realpath(folder)
    if place in seen:
        return
    seen.add(place)
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        yield folder
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if not path.name.lower().endswith(_SAVED_BESIDE):
                yield from _walk(path, seen)
        elif path.is_file() and not path.name.lower().startswith(_ABOUT_THE_FOLDER) and not _is_no_input(path):
            yield path


def _is_no_input(path: Path) -> bool:
    """Tell catalogues and vocabularies, which stand beside what is read."""
    return path.suffix.lower() in (".db", ".sqlite", ".sqlite3", ".db-journal", ".toml", ".ttl")


def read_bytes(path: Path) -> bytes:
    """Read a file whole; raises NotFound, or CpxError where it is too large, no file, or may not be read."""
    if str(path) == "-":
        return _read_all(sys.stdin.buffer, path)
    try:
        if not _can_be_read(path):
            raise CpxError(f"{path} is no file that can be read", "give a file or a folder, or pipe it in: cpx ingest - < FILE")
        with path.open("rb") as stream:
            return _read_all(stream, path)
    except FileNotFoundError as error:
        raise NotFound(f"no file {path}", "check the path; a folder works too: cpx ingest FOLDER") from error
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise CpxError(f"cannot read {path}: {reason}", "check its name and its permissions: ls -l") from error


def _can_be_read(path: Path) -> bool:
    """Tell files, and pipes that a shell made, from pipes where nobody writes, devices without end, and folders that are closed."""
    return stat.S_ISREG(path.stat().st_mode) or str(path).startswith(_OF_THE_SHELL)


def _read_all(stream: BinaryIO, path: Path) -> bytes:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        name = "standard input" if str(path) == "-" else str(path)
        message = f"{name} is larger than {LARGEST // 2**20} MB, the largest that cpx reads"
        raise CpxError(message, f"export it in parts, or split JSON lines: split -l 10000 {path}")
    return data


def digest(data: bytes) -> str:
    """Give the SHA-256 of a file's bytes, in hex."""
    return hashlib.sha256(data).hexdigest()
