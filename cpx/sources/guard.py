"""What holds for one request while it is under way: its deadline, the stop flag, and what was seen of its answer."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, local

from cpx.sources.base import Kind
from cpx.sources.failed import OFTEN, TransportFailed

SLICE = 0.2
"""Seconds that a wait lasts at most before it looks at the deadline and the stop flag again."""
_START = b"HTTP/"


def stopped() -> TransportFailed:
    """Give the failure of a request that we ended ourselves."""
    return TransportFailed(Kind.UNAVAILABLE, "stopped")


def ignore(*_: object) -> None:
    """Do nothing: for a caller that need not know when a request went out or was answered."""


@dataclass(slots=True)
class Guard:
    """The limits of one request; ``ends`` is a time of the monotonic clock."""

    ends: float
    stopped: Event
    seconds: float
    on_sent: Callable[[], None] = ignore
    start: bytes = field(default=b"", init=False)
    broken: bool = field(default=False, init=False)

    def left(self) -> float:
        """Give the seconds that the next wait may take, at most a slice; raises TransportFailed once time is up."""
        if self.stopped.is_set():
            raise stopped()
        left = self.ends - time.monotonic()
        if left <= 0:
            raise TransportFailed(Kind.TIMEOUT, f"after {self.seconds:.3g} seconds")
        return min(left, SLICE)

    def ends_in(self) -> float:
        """Give the seconds until the deadline; raises TransportFailed once time is up."""
        self.left()
        return self.ends - time.monotonic()

    def begin(self) -> None:
        """Forget what was seen: another request goes out under the same deadline; raises TransportFailed where it may not."""
        self.left()
        self.start, self.broken = b"", False

    def note(self, data: bytes) -> None:
        """Look at what came in: no bytes mean that the server hung up."""
        self.start = (self.start + data[: len(_START)])[: len(_START)]
        self.broken = self.broken or not data

    def broke_off(self) -> TransportFailed:
        """Give the failure of a connection that broke, or that never spoke HTTP; raises TransportFailed where it was us who broke it."""
        self.left()
        if _START.startswith(self.start):
            return TransportFailed(Kind.UNAVAILABLE, "the connection broke off", OFTEN)
        return self.no_http()

    def no_http(self) -> TransportFailed:
        """Give the failure of an answer that is no HTTP."""
        return TransportFailed(Kind.MALFORMED, "the answer is no HTTP")


class Guards(local):
    """The guard of the request that each thread has under way."""

    now: Guard
