"""A few threads that do jobs. They are daemons: looking up the name of a host cannot be broken off, and must not keep cpx from ending."""

from collections.abc import Callable
from queue import SimpleQueue
from threading import Thread
from typing import Generic, TypeVar

LEAVE = 1.0
"""Seconds that a thread has to end when it is told to."""
Job = TypeVar("Job")
Result = TypeVar("Result")


class Crew(Generic[Job, Result]):
    """Does jobs in at most ``size`` threads, begun as they are needed; ``running`` counts the jobs handed in and not taken out."""

    def __init__(self, work: Callable[[Job], Result], size: int) -> None:
        """Keep what a job is; nothing begins yet."""
        self.size = size
        self.running = 0
        self._work = work
        self._threads: list[Thread] = []
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._done: SimpleQueue[tuple[Job, Result | Exception]] = SimpleQueue()

    def begin(self, job: Job) -> None:
        """Hand a job in."""
        self.running += 1
        self._jobs.put(job)
        if len(self._threads) < min(self.size, self.running):
            self._threads.append(Thread(target=self._serve, name="cpx-ask", daemon=True))
            self._threads[-1].start()

    def take(self) -> tuple[Job, Result | Exception]:
        """Wait for a job that is done, and give it with what came of it, or what it raised."""
        done = self._done.get()
        self.running -= 1
        return done

    def dismiss(self, seconds: float) -> None:
        """Let the threads go, and wait at most so long for each."""
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(seconds)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            try:
                self._done.put((job, self._work(job)))
            except Exception as error:  # noqa: BLE001 - handed to the caller's thread, which raises it
                self._done.put((job, error))
