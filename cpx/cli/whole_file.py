"""Write a file whole or not at all."""

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from cpx.errors import CpxError


def write_whole(path: Path, chunks: Iterable[str | bytes]) -> None:
    """Write beside the file and put it in place at the end: a reader never meets half of it. Text as UTF-8. Raises CpxError.

    Where a link leads, there it is written; what is no regular file (a pipe, ``/dev/null``) is written as it is.
    """
    try:
        if path.exists() and not path.is_file():
            with path.open("wb") as stream:
                stream.writelines(_bytes(chunks))
        else:
            _replace(Path(os.path.realpath(path)), chunks)
    except OSError as error:
        raise CpxError(f"cannot write {path}: {(error.strerror or str(error)).lower()}", "give another file with -o") from error


def _bytes(chunks: Iterable[str | bytes]) -> Iterator[bytes]:
    return (chunk if isinstance(chunk, bytes) else chunk.encode() for chunk in chunks)


def _replace(path: Path, chunks: Iterable[str | bytes]) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with beside.open("wb") as stream:
            stream.writelines(_bytes(chunks))
        if path.exists():
            shutil.copymode(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
