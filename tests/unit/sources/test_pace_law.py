"""The law of the pace: whatever the network does between us and a service, its sliding window never holds too many requests."""

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.sources.ledger import HANDOVER, POLITE, PUBLIC, RECEIVED, Lane, Ledger, Limit, Trip

POLL = 0.05
WINDOW = 1.0


@dataclass(frozen=True)
class Job:
    """A request, and the seconds that its parts take: connecting, the way there, the work, the way back with the body."""

    lane: Lane
    connect: float
    way: float
    work: float
    read: float


@dataclass
class Simulated:
    """Workers (each of one process) that send jobs by the ledger, and what the server sees of it, in made-up time."""

    jobs: list[Job]
    limits: dict[Lane, Limit]
    ledger: Ledger = field(default_factory=Ledger)
    received: list[tuple[float, Lane]] = field(default_factory=list)
    busy: list[tuple[float, float]] = field(default_factory=list)
    now: float = 1_000.0
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _numbers: count = field(default_factory=count)

    def run(self, owners: Sequence[str]) -> None:
        for owner in owners:
            self._at(0.0, lambda owner=owner: self._look(owner))
        while self._events:
            self.now, _, act = heapq.heappop(self._events)
            act()

    def _at(self, seconds: float, act: Callable[[], None]) -> None:
        heapq.heappush(self._events, (self.now + seconds, next(self._numbers), act))

    def _look(self, owner: str) -> None:
        if not self.jobs:
            return
        pause = self.ledger.wait(self.jobs[0].lane, self.limits, self.now, owner)
        if pause > 0:
            self._at(min(pause, POLL), lambda: self._look(owner))
            return
        job, key = self.jobs.pop(0), str(next(self._numbers))
        self.ledger.trips[key] = Trip(job.lane, owner, self.now)
        self._at(job.connect, lambda: self._send(job, key, owner))

    def _send(self, job: Job, key: str, owner: str) -> None:
        self.ledger.sent(key, self.now)
        self._at(job.way, lambda: self._receive(job, key, owner))

    def _receive(self, job: Job, key: str, owner: str) -> None:
        self.received.append((self.now, job.lane))
        self._at(job.work, lambda: self.ledger.answered(key, None, self.now))
        begun = self.now
        self._at(job.work + job.read, lambda: self._end(key, owner, begun))

    def _end(self, key: str, owner: str, begun: float) -> None:
        self.busy.append((begun, self.now))
        self.ledger.end(key, self.now, broke=False)
        self._look(owner)

    def most_in_window(self, *lanes: Lane) -> int:
        times = [time for time, lane in self.received if lane in lanes]
        return max((sum(time - WINDOW <= other <= time for other in times) for time in times), default=0)

    def most_at_once(self) -> int:
        return max(sum(begun <= time < ended for begun, ended in self.busy) for time, _ in self.busy)


def seconds(most: float) -> st.SearchStrategy[float]:
    return st.one_of(st.just(0.0), st.floats(0, most))


QUICK = st.sampled_from([Job("single", 0, 0, 0, 0), Job("list", 0, 0, 0, 0)])
JOBS = QUICK | st.builds(Job, st.sampled_from(["single", "single", "list"]), seconds(3.0), seconds(RECEIVED), seconds(3.0), seconds(2.0))


@given(
    jobs=st.lists(JOBS, min_size=1, max_size=40),
    limits=st.sampled_from([dict(POLITE), dict(PUBLIC), {"single": Limit(4, 1.0, 5), "list": Limit(2, 1.0, 5)}]),
    owners=st.lists(st.sampled_from(["a", "b"]), min_size=1, max_size=6),
)
def test_pace_never_fills_a_window_beyond_its_limit(jobs: list[Job], limits: dict[Lane, Limit], owners: list[str]) -> None:
    simulated = Simulated(list(jobs), limits)
    simulated.run(owners)
    assert len(simulated.received) == len(jobs), "all went out"
    assert simulated.most_in_window("list") <= limits["list"].count
    assert simulated.most_in_window("list", "single") <= limits["single"].count
    assert simulated.most_at_once() <= limits["list"].at_once


@pytest.mark.parametrize("slow", [Job("list", 2.5, 0, 0, 0), Job("list", 0, RECEIVED, 0, 0), Job("list", 2.0, RECEIVED, 1.0, 1.0)])
@pytest.mark.parametrize("place", range(1, 9))
def test_pace_counts_a_request_from_when_it_may_have_been_received(slow: Job, place: int) -> None:
    jobs = [Job("list", 0, 0, 0, 0) for _ in range(16)]
    jobs[place] = slow
    simulated = Simulated(jobs, dict(POLITE))
    simulated.run("aaa")
    assert simulated.most_in_window("list") <= POLITE["list"].count


@pytest.mark.parametrize(("lane", "number", "fastest"), [("list", 20, 6.0), ("single", 100, 9.0)])
@pytest.mark.parametrize("work", [0.0, 0.1, 0.25])
def test_pace_is_nearly_as_fast_as_the_limits_allow(lane: Lane, number: int, fastest: float, work: float) -> None:
    simulated = Simulated([Job(lane, 0, 0.0, work, 0) for _ in range(number)], dict(POLITE))
    simulated.run("aaa")
    assert simulated.now - 1_000 <= fastest * (1.1 if work == 0 else 1.4)


def test_pace_of_two_processes_is_that_of_one() -> None:
    simulated = Simulated([Job("list", 0, 0, 0, 0) for _ in range(20)], dict(POLITE))
    simulated.run("abab")
    assert simulated.now - 1_000 <= 6.0 * 1.1 + 20 * HANDOVER
