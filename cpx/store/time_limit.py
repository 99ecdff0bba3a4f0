"""A limit for how long questions may take."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from cpx.errors import CpxError

SECONDS = 10.0
"""How long one question may take, if nobody says otherwise."""
_STEPS = 20_000  # steps of SQLite's machine between two looks at the clock: about a millisecond
_LIMITED: set[int] = set()
"""Connections within a limit already: the outer one holds for all that is asked within it."""


@contextmanager
def time_limit(connection: sqlite3.Connection, seconds: float = SECONDS) -> Iterator[None]:
    """Stop what runs on the connection within the block after a time; raises CpxError then, never SQLite's own error.

    Within another limit on the same connection that one holds, and this one does nothing.
    """
    if id(connection) in _LIMITED:
        yield
        return
    end = time.monotonic() + seconds
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    _LIMITED.add(id(connection))
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
        if time.monotonic() <= end:  # Ctrl-C while the clock was looked at: SQLite stops, and the reason is lost
            raise KeyboardInterrupt from error
        hint = f"narrow it: add words, a year (year:2020..) or a filter; or give it more time: --timeout {seconds * 6:g}"
        raise CpxError(f"the search took longer than {seconds:g} seconds", hint) from error
    finally:
        _LIMITED.discard(id(connection))
        connection.set_progress_handler(None, 0)
