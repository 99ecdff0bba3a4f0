"""Ask for many DOIs at once: lists first, then one by one what the lists lacked; stop where nobody answers; lose nothing that came.

Requests run in a few threads; what they bring is handed to the caller's as it comes.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from cpx.domain.record import Record
from cpx.sources.answers import Trouble
from cpx.sources.base import Answer, Kind, failure
from cpx.sources.breaker import Breaker
from cpx.sources.crew import LEAVE, Crew

AT_ONCE = 3
"""Requests under way at once at most; the pace may allow fewer."""
SHORT = 8.0
"""Seconds for a request where the one before went without an answer."""
NOT_ASKED = "this one was not asked for"
_FINAL = frozenset({Kind.RATE_LIMITED, Kind.BLOCKED})
"""A list that fails so is the last: single requests would fare no better."""
_SILENT = frozenset({Kind.TIMEOUT, Kind.UNAVAILABLE})
"""A list that fails so may have been too much for a service that still answers single requests."""
LISTS_LOST = 2
"""After so many lists in a row that failed, each twice, while the service answers single requests, no more lists are sent."""


@dataclass(frozen=True, slots=True)
class Job:
    """One request: a single DOI, or a list; ``again`` for a list that went without answer once.

    ``probe`` asks whether the service answers at all after that.
    """

    dois: tuple[str, ...]
    is_list: bool = False
    again: bool = False
    probe: bool = False
    deadline: float | None = None


class Asked(Protocol):
    """A service that can be asked for one DOI or a list."""

    name: str

    def ask_one(self, doi: str, deadline: float | None) -> Record:
        """Ask for one; raises Trouble."""
        ...

    def ask_list(self, dois: Sequence[str]) -> Mapping[str, Record]:
        """Ask for several: gives those that came, by DOI; raises Trouble where nothing can be read."""
        ...

    def stop(self) -> None:
        """End all requests at once."""
        ...


def ask_many(
    source: Asked, lists: Sequence[Sequence[str]], singles: Sequence[str], *, short: float = SHORT
) -> Iterator[tuple[Answer, ...]]:
    """Ask for everything: yields what each request brought, every DOI once. Closing the iterator ends all requests."""
    asking = _Asking(source, [*(Job(tuple(dois), is_list=True) for dois in lists), *(Job((doi,)) for doi in singles)], short)
    finished = False
    try:
        yield from asking.run()
        finished = True
    finally:
        if not finished:
            source.stop()
        asking.crew.dismiss(LEAVE)


class _Asking:
    """One run: the jobs that wait, those under way, and what is known of the service's health. Lives in the caller's thread."""

    def __init__(self, source: Asked, jobs: Sequence[Job], short: float) -> None:
        self._source = source
        self._short = short
        self._queue = deque(jobs)
        self._held: list[Job] = []
        self._probing = False
        self._lists_came = False
        self._lists_lost = 0
        self._breaker = Breaker()
        self.crew: Crew[Job, dict[str, Record]] = Crew(self._do, AT_ONCE)

    def run(self) -> Iterator[tuple[Answer, ...]]:
        self._fill()
        while self.crew.running:
            job, result = self.crew.take()
            answers = (*self._settle(job, result), *self._refuse_rest())
            self._fill()
            if answers:
                yield answers

    def _do(self, job: Job) -> dict[str, Record]:
        """Send one request. Runs in a thread of the crew."""
        if job.is_list:
            return dict(self._source.ask_list(job.dois))
        return {job.dois[0]: self._source.ask_one(job.dois[0], job.deadline)}

    def _fill(self) -> None:
        size = 1 if self._breaker.was_useless else self.crew.size
        while self._queue and self.crew.running < size and (self._queue[0].probe or not self._probing):
            job = self._queue.popleft()
            self.crew.begin(replace(job, deadline=self._short) if self._breaker.was_slow or job.probe else job)

    def _settle(self, job: Job, result: dict[str, Record] | Exception) -> tuple[Answer, ...]:
        if isinstance(result, Exception) and not isinstance(result, Trouble):
            raise result
        if isinstance(result, Trouble):
            result.__traceback__ = None  # it would keep the answer, which may be huge
        return self._settle_list(job, result) if job.is_list else self._settle_one(job, result)

    def _settle_list(self, job: Job, result: dict[str, Record] | Trouble) -> tuple[Answer, ...]:
        if not isinstance(result, Trouble):
            self._breaker.note(None)
            self._lists_came, self._lists_lost = True, 0
            self._ask_singly(doi for doi in job.dois if doi not in result)
            return tuple(Answer(doi, record) for doi, record in result.items())
        if result.kind in _FINAL:
            self._breaker.trouble = result
            return self._refuse(job.dois, result)
        self._ask_otherwise(job, result)
        return ()

    def _ask_otherwise(self, job: Job, result: Trouble) -> None:
        """Ask for the works of a list again after a look whether anybody is there, or one by one."""
        if result.kind in _SILENT and self._lists_work and not job.again and not self._breaker.trouble:
            # A list that took too long would do so again, unless others did not.
            self._hold(replace(job, again=result.kind is Kind.UNAVAILABLE or self._lists_came))
            return
        if result.kind is Kind.MALFORMED:
            self._breaker.note(result)
        elif job.again:
            self._lists_lost += 1
        self._ask_singly(job.dois)
        if not self._lists_work:
            self._give_up_lists()

    @property
    def _lists_work(self) -> bool:
        return self._lists_lost < LISTS_LOST

    def _give_up_lists(self) -> None:
        """Ask one by one for all that waits in lists."""
        waiting = list(self._queue)
        self._queue.clear()
        for job in waiting:
            if job.is_list:
                self._ask_singly(job.dois)
            else:
                self._queue.append(job)

    def _hold(self, job: Job) -> None:
        """Keep a list back that went without answer, until one of its DOIs tells whether the service answers at all."""
        if self._probing:
            self._held.append(job)
        else:
            self._probing = True
            if len(job.dois) > 1:
                self._held.append(replace(job, dois=job.dois[1:]))
            self._queue.appendleft(Job(job.dois[:1], probe=True))

    def _settle_one(self, job: Job, result: dict[str, Record] | Trouble) -> tuple[Answer, ...]:
        trouble = result if isinstance(result, Trouble) else None
        self._breaker.note(trouble)
        if job.probe:
            self._end_probe(trouble)
        if trouble:
            return self._refuse(job.dois, trouble)
        return tuple(Answer(doi, record) for doi, record in result.items()) if isinstance(result, dict) else ()

    def _end_probe(self, trouble: Trouble | None) -> None:
        """Ask for the lists once more where the service answers, else ask nothing more."""
        self._probing = False
        if trouble and trouble.kind not in {Kind.NOT_FOUND, Kind.MALFORMED}:
            self._breaker.trouble = trouble
            return
        held, self._held = self._held, []
        self._queue.extendleft(job for job in reversed(held) if job.again)
        if not all(job.again for job in held):
            self._lists_lost = LISTS_LOST
            for job in held:
                self._ask_singly(() if job.again else job.dois)
            self._give_up_lists()

    def _ask_singly(self, dois: Iterator[str] | Sequence[str]) -> None:
        self._queue.extend(Job((doi,)) for doi in dois)

    def _refuse(self, dois: Sequence[str], trouble: Trouble, detail: str = "") -> tuple[Answer, ...]:
        return tuple(Answer(doi, error=failure(trouble.kind, self._source.name, doi, detail or trouble.detail)) for doi in dois)

    def _refuse_rest(self) -> tuple[Answer, ...]:
        """Answer for all that waits, once it is known that nobody will."""
        trouble = self._breaker.trouble
        if trouble is None:
            return ()
        rest = [doi for job in (*self._held, *self._queue) for doi in job.dois]
        self._held.clear()
        self._queue.clear()
        return self._refuse(rest, trouble, f"{trouble.detail}; {NOT_ASKED}")
