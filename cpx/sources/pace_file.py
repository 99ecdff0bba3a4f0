"""The account of requests as a file that all processes of a user share, under a lock. What is broken in it is left out."""

import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from cpx.sources.ledger import Lane, Ledger, Limit, Trip, within_bounds

if TYPE_CHECKING:
    from filelock import BaseFileLock

_PATIENCE = 2.0
"""Seconds to wait for the lock: it is held for a millisecond. Whoever does not get it keeps his own pace from then on."""
_POLL = 0.005
_LARGEST = 1_000_000
_LANES: tuple[Lane, ...] = ("single", "list")


class PaceFile:
    """Lends the account out, one borrower at a time. Without a folder that can be written it is kept in memory."""

    def __init__(self, folder: Path | None, name: str) -> None:
        """Keep where the file is; makes nothing yet."""
        self._threads = Lock()
        self._ledger = Ledger()
        self._path = folder / f"pace-{re.sub(r'[^a-z0-9.-]', '_', name.lower())[:80]}.json" if folder else None
        self._lock: BaseFileLock | None = None

    @contextmanager
    def borrow(self) -> Iterator[Ledger]:
        """Lend the account, as the file has it now, and write it back where it was changed."""
        with self._threads, self._held() as path:
            if path is not None:
                self._ledger = _read(path) or self._ledger
            before = replace(self._ledger, trips=dict(self._ledger.trips), limits=dict(self._ledger.limits))
            yield self._ledger
            if path is not None and self._ledger != before:
                self._write(path)

    @contextmanager
    def _held(self) -> Iterator[Path | None]:
        path = self._path if self._acquire() else None
        try:
            yield path
        finally:
            if path is not None and self._lock is not None:
                self._lock.release()

    def _acquire(self) -> bool:
        if self._path is None:
            return False
        from filelock import FileLock

        try:
            if self._lock is None:
                self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._lock = FileLock(self._path.with_suffix(".lock"), timeout=_PATIENCE, poll_interval=_POLL, thread_local=False)
            self._lock.acquire()
        except (OSError, NotImplementedError):  # no lock to be had here, or not within the time
            self._path = None
            return False
        return True

    def _write(self, path: Path) -> None:
        fresh = path.with_suffix(".new")
        try:
            out = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            try:
                os.write(out, json.dumps(asdict(self._ledger)).encode())
            finally:
                os.close(out)
            fresh.replace(path)
        except OSError:
            self._path = None


def _read(path: Path) -> Ledger | None:
    # Plain calls of the system: each lets other threads run, and a busy one (ingest) takes five milliseconds before it gives back.
    try:
        source = os.open(path, os.O_RDONLY)
        try:
            content = os.read(source, _LARGEST)
        finally:
            os.close(source)
        return _to_ledger(json.loads(content, parse_constant=_refuse))
    except (OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None


def _refuse(name: str) -> float:
    raise ValueError(name)


def _to_ledger(data: Mapping[str, Any]) -> Ledger:
    trips = {str(key): _to_trip(trip) for key, trip in data["trips"].items() if trip["lane"] in _LANES}
    limits = {lane: _to_limit(data["limits"][lane]) for lane in _LANES if lane in data["limits"]}
    return Ledger(trips, limits, _to_time(data["learned"]), float(data["not_before"]))


def _to_trip(data: Mapping[str, Any]) -> Trip:
    sent, answered, ended = (_to_time(data[name]) for name in ("sent", "answered", "ended"))
    return Trip(data["lane"], str(data["owner"]), float(data["taken"]), sent, answered, ended, bool(data["broke"]))


def _to_limit(data: Mapping[str, Any]) -> Limit:
    return within_bounds(int(data["count"]), float(data["interval"]), int(data["at_once"]))


def _to_time(value: float | None) -> float | None:
    return None if value is None else float(value)
