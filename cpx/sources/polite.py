"""A client with manners: keeps the pace, waits when it is asked to, and tries again only where that may help."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count

from cpx.sources.base import Kind
from cpx.sources.failed import OFTEN, TransportFailed
from cpx.sources.http import HttpClient, Reply
from cpx.sources.ledger import Lane
from cpx.sources.pace import PATIENCE, Pace, waits_until
from cpx.sources.retry import TRIES, backoff, read_retry_after

_TOO_MANY = 429
_SERVER_ERROR = 500
_TIMEOUTS = (408, 504)
_LOG_IN = 511
_LEAST = 1.0
"""Seconds that a further try must have left to be worth it."""


@dataclass(frozen=True, slots=True)
class _Setback:
    """A try that brought nothing: why, how long it took, whether to slow down, and the seconds that the service asks us to wait."""

    failed: TransportFailed
    took: float
    slow_down: bool = False
    asked: float | None = None


class PoliteClient:
    """Sends GET requests in their turn, from several threads.

    For tests, ``chance`` (0 to 1), ``clock`` (seconds of the wall clock) and ``sleep`` can be handed in.
    """

    def __init__(
        self,
        client: HttpClient,
        pace: Pace,
        *,
        chance: Callable[[], float] = random.random,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] | None = None,
    ) -> None:
        """Keep what sends, and what keeps the pace."""
        self._client = client
        self._pace = pace
        self._chance = chance
        self._clock = clock
        self._sleep = sleep or client.wait

    def get(self, url: str, *, lane: Lane, accept: str = "application/json", deadline: float | None = None) -> Reply:
        """Fetch an address; raises TransportFailed, also where the last try ends with a status that says "not now" (408, 429, 5xx).

        ``deadline`` seconds hold for all tries and the waits between them, not for the wait for a turn.
        """
        left = self._client.deadline if deadline is None else deadline
        for number in count(1):
            result = self._try(url, lane, accept, left)
            if isinstance(result, Reply):
                return result
            pause = self._pause(result, number)
            left -= result.took + pause
            if number >= min(TRIES, result.failed.tries) or left < _LEAST:
                raise result.failed
            self._sleep(pause)
        raise AssertionError  # count() never ends

    def _try(self, url: str, lane: Lane, accept: str, left: float) -> Reply | _Setback:
        turn = self._pace.take(lane, self._sleep)
        begun = time.monotonic()
        try:
            with turn:
                reply = self._client.get(url, accept=accept, deadline=left, on_sent=turn.sent, on_answer=turn.answered)
        except TransportFailed as error:
            return _Setback(error, time.monotonic() - begun)
        failed = failure_of(reply.status)
        if failed is None:
            return reply
        asked = read_retry_after(reply.headers.get("retry-after", ""), self._clock())
        return _Setback(failed, time.monotonic() - begun, reply.status == _TOO_MANY or asked is not None, asked)

    def _pause(self, result: _Setback, number: int) -> float:
        """Give the seconds to wait before the next try; raises TransportFailed where the service wants to be left alone for long."""
        pause = backoff(number, self._chance) if result.asked is None else result.asked
        if result.slow_down:
            self._pace.hold(pause)
        if pause > PATIENCE:
            raise waits_until(self._clock() + pause)
        return pause


def failure_of(status: int) -> TransportFailed | None:
    """Give what a status that says "not now" means; None for the others, which the caller judges."""
    if status == _TOO_MANY:
        return TransportFailed(Kind.RATE_LIMITED, f"HTTP {status}", OFTEN)
    if status == _LOG_IN:
        return TransportFailed(Kind.BLOCKED, f"HTTP {status}: the network wants a log-in")
    if status in _TIMEOUTS:
        return TransportFailed(Kind.TIMEOUT, f"HTTP {status}", OFTEN)
    return TransportFailed(Kind.UNAVAILABLE, f"HTTP {status}", OFTEN) if status >= _SERVER_ERROR else None
