"""Who asked when: the account by which requests are kept within the limits of a service. No clock, no file, no lock here.

A server counts requests in a sliding window by when it receives them, which we do not see. What we know is that a request is
received after it is sent and before its answer's headers are here. So a request may go out when the one that stands ``count``
places before it was *surely received* an interval ago, whenever this one is received.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

Lane = Literal["single", "list"]
"""Requests for one work, and requests for lists; services count them apart."""

MARGIN = 0.03
"""Seconds that we stay away from the edge of a window."""
RECEIVED = 0.25
"""Seconds after sending by which a request is taken as received, though its answer is not there yet: slow answers are slow to be
made, and waiting for them would halve the rate."""
CONNECTING = 30.0
"""Seconds after which a request that was never sent is given up."""
PLACE = 60.0
"""Seconds after which a request that never ended frees its place."""
HANDOVER = 0.1
"""Seconds that a place is kept for others after an answer: the server may not have put the request away yet."""
BROKEN = 1.0
"""Seconds that a place is kept after a request that broke off: the server may still be at work on it."""
SILENT = 3.0
"""Seconds after which the first request is no longer waited for alone."""
HOLD = 600.0
"""Seconds that a service's wish for silence is kept for at most, before we ask whether it still holds."""
FRESH = 3600.0
"""Seconds for which a service's own limits are believed after its last answer."""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most ``count`` requests in ``interval`` seconds, and ``at_once`` at the same time."""

    count: int
    interval: float
    at_once: int


MOST = 100
"""Requests in an interval, or at once, that are believed at most."""
_TINY = 1e-4
"""Seconds that are not waited for: the margin is larger, and a clock may not show them."""
LONGEST = 60.0
"""Seconds of an interval that are believed at most."""


def within_bounds(count: int, interval: float, at_once: int) -> Limit:
    """Make a limit of what a service says, within what makes sense."""
    return Limit(min(max(count, 1), MOST), min(max(interval, 1.0), LONGEST), min(max(at_once, 1), MOST))


POLITE: Mapping[Lane, Limit] = {"single": Limit(10, 1.0, 3), "list": Limit(3, 1.0, 3)}
"""Crossref's limits for those who give a mail address (December 2025): until the service says others."""
PUBLIC: Mapping[Lane, Limit] = {"single": Limit(5, 1.0, 1), "list": Limit(1, 1.0, 1)}
"""Crossref's limits for the others."""


@dataclass(frozen=True, slots=True)
class Trip:
    """One request: who sent it, in which lane, and when (seconds of the wall clock) what became of it."""

    lane: Lane
    owner: str
    taken: float
    sent: float | None = None
    answered: float | None = None
    ended: float | None = None
    broke: bool = False

    def received(self, now: float) -> float:
        """Give the latest time at which the server received it; ``now`` for one that may still be on its way."""
        if self.sent is None:
            return now if self.ended is None and now - self.taken < CONNECTING else self.taken
        surely = self.sent + RECEIVED
        return surely if self.answered is None else min(self.answered, surely)

    def latest(self) -> float:
        """Give the last time that stands in it."""
        return max(time for time in (self.taken, self.sent, self.answered, self.ended) if time is not None)

    def counts(self, now: float, window: float) -> bool:
        """Tell whether it may still stand in the server's window, or hold a place."""
        over = self.ended if self.ended is not None else self.taken + PLACE
        return max(over, self.received(now)) > now - window

    def holds_place(self, now: float, owner: str) -> bool:
        """Tell whether the server may still be at work on it, as far as ``owner`` has to care.

        Its own requests go over its own connections, where an answer ends the one before.
        """
        if self.ended is None:
            return now - self.taken < PLACE
        return now < self.ended + (BROKEN if self.broke else 0.0 if self.owner == owner else HANDOVER)


@dataclass(slots=True)
class Ledger:
    """The requests of late, the limits that the service told, when it last answered, and before when it wants no request."""

    trips: dict[str, Trip] = field(default_factory=dict)
    limits: dict[Lane, Limit] = field(default_factory=dict)
    learned: float | None = None
    not_before: float = 0.0

    def wait(self, lane: Lane, start: Mapping[Lane, Limit], now: float, owner: str) -> float:
        """Give the seconds until a request of this lane may go out, 0 for now; ``start`` holds until the service tells its limits.

        Ask again after that time, or earlier: answers that arrive meanwhile make it shorter.
        """
        self.forget(now)
        limits = {**start, **self.limits}
        full = sum(trip.holds_place(now, owner) for trip in self.trips.values()) >= self._at_once(limits[lane], now)
        # A list is counted as a request as well, a single is no list.
        rates = [_wait_rate(limits[one], self._times(one, now), now) for one in {lane, "single"}]
        pause = max(self.not_before - now, *rates, MARGIN if full else 0.0)
        return pause if pause > _TINY else 0.0

    def _times(self, lane: Lane, now: float) -> list[float]:
        return sorted((trip.received(now) for trip in self.trips.values() if lane in ("single", trip.lane)), reverse=True)

    def _at_once(self, limit: Limit, now: float) -> int:
        # One at a time until the service answers; should it not, everybody would wait for everybody else's deadline.
        if self.learned is not None:
            return limit.at_once
        silent = sum(trip.ended is None and now - trip.taken > SILENT for trip in self.trips.values())
        return min(1 + silent, limit.at_once)

    def forget(self, now: float) -> None:
        """Drop what no longer counts, and what lies in the future: the clock was set back."""
        window = max((limit.interval for limit in self.limits.values()), default=1.0) + BROKEN
        self.trips = {key: trip for key, trip in self.trips.items() if trip.latest() <= now and trip.counts(now, window)}
        if self.learned is not None and not now - FRESH < self.learned <= now:
            self.limits, self.learned = {}, None
        if self.not_before > now + HOLD:
            self.not_before = 0.0

    def hold(self, until: float, now: float) -> None:
        """Send nothing before a time, though never longer than ``HOLD`` seconds."""
        self.not_before = max(self.not_before, min(until, now + HOLD))

    def sent(self, key: str, now: float) -> None:
        """Note that a request went out; where it is redirected, it goes out as another one."""
        trip = self.trips[key]
        if trip.sent is not None:
            self.trips[f"{key}+{len(self.trips)}"] = replace(trip, ended=now)
        self.trips[key] = replace(trip, sent=now, answered=None)

    def answered(self, key: str, limit: Limit | None, now: float) -> None:
        """Note that the headers of an answer came, and the limit that they tell of."""
        trip = self.trips[key]
        self.trips[key] = replace(trip, answered=now)
        self.learned = now
        if limit is not None:
            self.limits[trip.lane] = limit

    def end(self, key: str, now: float, *, broke: bool) -> None:
        """Note that a request is over; one that never went out is as if it had not been."""
        trip = self.trips.pop(key)
        if trip.sent is not None:
            self.trips[key] = replace(trip, ended=now, broke=broke)

    def free(self, owner: str, now: float) -> None:
        """End the requests of a process that is no more; they may have gone out."""
        for key, trip in list(self.trips.items()):
            if trip.owner == owner and trip.ended is None:
                self.trips[key] = replace(trip, ended=now, sent=trip.sent or now)


def _wait_rate(limit: Limit, times: Sequence[float], now: float) -> float:
    return times[limit.count - 1] + limit.interval + MARGIN - now if len(times) >= limit.count else 0.0
