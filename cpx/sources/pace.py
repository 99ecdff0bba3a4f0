"""One pace towards a service for all threads and all processes of a user, so that nobody ever has to be told to slow down."""

import os
import platform
import re
import secrets
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.ledger import POLITE, PUBLIC, Lane, Ledger, Limit, Trip, within_bounds
from cpx.sources.pace_file import PaceFile

PATIENCE = 20.0
"""Seconds that we wait when a service asks for it; where it asks for more, the request fails at once."""
MOST = 60.0
"""Seconds that a request waits for its turn at most."""
_POLL = 0.05
"""Seconds between two looks, while the answers of others may bring our turn nearer."""
_HEADERS = ("x-rate-limit-limit", "x-rate-limit-interval", "x-concurrency-limit")


class Pace:
    """The pace towards ``service`` (a name, with the host where several are asked), shared by way of a file in ``folder``.

    Without a folder, or with one that cannot be written, only the threads of this object share it.
    """

    def __init__(self, folder: Path | None, service: str, polite: bool, *, clock: Callable[[], float] = time.time) -> None:  # noqa: FBT001
        """Keep what the service is called, and whether it knows who asks (``polite``: its better limits)."""
        self._start = POLITE if polite else PUBLIC
        self._file = PaceFile(folder, f"{service}-{'polite' if polite else 'public'}")
        self._clock = clock
        self._notes: deque[Callable[[Ledger], None]] = deque()
        self._owner = f"{platform.node()}:{os.getpid()}:{secrets.token_hex(4)}"

    def take(self, lane: Lane, wait: Callable[[float], None] = time.sleep) -> "Turn":
        """Wait for a turn and take it; raises TransportFailed where that would take too long. End the turn when the answer is read."""
        waited = 0.0
        while True:
            pause = self._try(lane)
            if isinstance(pause, Turn):
                return pause
            if waited > MOST:
                raise TransportFailed(Kind.RATE_LIMITED, f"no turn within {MOST:g} seconds")
            wait(pause)
            waited += pause

    def _try(self, lane: Lane) -> "Turn | float":
        with self._account() as ledger:
            now = self._clock()
            pause = ledger.wait(lane, self._start, now, self._owner)
            if ledger.not_before > now + PATIENCE:
                raise waits_until(ledger.not_before)
            if pause > 0:
                return self._until_next_look(ledger, pause, now)
            key = secrets.token_hex(6)
            ledger.trips[key] = Trip(lane, self._owner, now)
            return Turn(self, key, lane)

    def _until_next_look(self, ledger: Ledger, pause: float, now: float) -> float:
        under_way = {trip.owner for trip in ledger.trips.values() if trip.ended is None}
        for owner in under_way - {self._owner}:
            if not _is_alive(owner):
                ledger.free(owner, now)
        return min(pause, _POLL) if under_way else pause

    def hold(self, seconds: float) -> None:
        """Send nothing for some seconds, in any process."""
        now = self._clock()
        with self._account() as ledger:
            ledger.hold(now + seconds, now)

    def note(self, act: Callable[[Ledger, float], None], *, at_once: bool = False) -> None:
        """Note what happened now, to be written when the account is opened next, or at once.

        A request that the account no longer holds is passed over.
        """
        now = self._clock()
        self._notes.append(lambda ledger: act(ledger, now))
        if at_once:
            with self._account():
                pass

    @contextmanager
    def _account(self) -> Iterator[Ledger]:
        with self._file.borrow() as ledger:
            while self._notes:
                with suppress(KeyError):
                    self._notes.popleft()(ledger)
            yield ledger

    def limit_in(self, lane: Lane, headers: Mapping[str, str]) -> Limit | None:
        """Give the limit that the headers of an answer tell of, kept within sane bounds; None where they tell none."""
        count, interval, at_once = (_read_number(headers.get(name, "")) for name in _HEADERS)
        return within_bounds(count, interval, at_once or self._start[lane].at_once) if count and interval else None


class Turn:
    """A request's turn: say when it goes out, when it is answered, and (as a context manager) when it is over."""

    def __init__(self, pace: Pace, key: str, lane: Lane) -> None:
        """Keep whose turn it is."""
        self._pace = pace
        self._key = key
        self._lane = lane

    def sent(self) -> None:
        """Note that the request has left."""
        self._pace.note(lambda ledger, now: ledger.sent(self._key, now))

    def answered(self, headers: Mapping[str, str]) -> None:
        """Note that the headers of the answer are there, and learn the limits from them."""
        limit = self._pace.limit_in(self._lane, headers)
        self._pace.note(lambda ledger, now: ledger.answered(self._key, limit, now))

    def __enter__(self) -> Self:
        """Give the turn itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the turn; a request that broke off keeps its place a little longer."""
        self._pace.note(lambda ledger, now: ledger.end(self._key, now, broke=kind is not None), at_once=True)


def waits_until(when: float) -> TransportFailed:
    """Give the failure of a request that a service wants later; ``when`` is a time of the wall clock."""
    here, today = datetime.fromtimestamp(when).astimezone(), datetime.now().astimezone()
    shown = f"{here:%H:%M}" if here.date() == today.date() else f"{here:%Y-%m-%d %H:%M}"
    return TransportFailed(Kind.RATE_LIMITED, f"asks to wait until {shown}")


def _read_number(text: str) -> int:
    found = re.fullmatch(r"\s*([0-9]{1,6})(?:\.0+)?\s*s?\s*", text)
    return int(found[1]) if found else 0


def _is_alive(owner: str) -> bool:
    node, _, rest = owner.rpartition(":")[0].rpartition(":")
    if node != platform.node() or os.name != "posix" or not rest.isdecimal():
        return True
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
