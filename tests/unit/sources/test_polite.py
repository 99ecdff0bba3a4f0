import threading
import time
from collections.abc import Iterator
from email.utils import formatdate

import pytest
from raw_server import Act, RawServer, answer, drip, hang_up, stay_silent

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.http import HttpClient
from cpx.sources.pace import PATIENCE, Pace
from cpx.sources.polite import PoliteClient, failure_of
from cpx.sources.retry import TRIES

GOOD = answer(b'{"ok": 1}')
BUSY = answer(b"", "503 Busy")
AGENT = "cpx/0 (mailto:tester@example.org)"


class Clock:
    """A wall clock that goes on by itself, and that skips what is slept."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self) -> float:
        return time.time() + sum(self.slept)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


class Asked:
    """A polite client at a server, and the time that it would have slept."""

    def __init__(self, *answers: bytes | Act) -> None:
        self.server = RawServer(*answers)
        self.clock = Clock()
        self.client = HttpClient(agent=AGENT, origins=[self.server.url])
        self.pace = Pace(None, "test", True, clock=self.clock)
        self.polite = PoliteClient(self.client, self.pace, chance=lambda: 0.5, clock=self.clock, sleep=self.clock.sleep)

    def get(self, deadline: float | None = None) -> int:
        return self.polite.get(f"{self.server.url}/x", lane="single", deadline=deadline).status

    def failure(self, deadline: float | None = None) -> TransportFailed:
        with pytest.raises(TransportFailed) as caught:
            self.get(deadline)
        return caught.value

    @property
    def slept(self) -> float:
        return sum(self.clock.slept)

    @property
    def requests(self) -> int:
        return len(self.server.requests)


@pytest.fixture
def ask(request: pytest.FixtureRequest) -> Iterator[Asked]:
    asked = Asked(*request.param)
    with asked.server, asked.client:
        yield asked


@pytest.mark.parametrize("ask", [[GOOD]], indirect=True)
def test_get_asks_once_where_all_is_well(ask: Asked) -> None:
    assert (ask.get(), ask.requests, ask.slept) == (200, 1, 0)


@pytest.mark.parametrize("status", ["400 Bad", "401 No", "403 No", "404 Not Found", "407 Log in", "410 Gone", "422 What", "451 Law"])
def test_get_does_not_repeat_what_will_not_change(status: str) -> None:
    ask = Asked(answer(b"", status))
    with ask.server, ask.client:
        assert (ask.get(), ask.requests) == (int(status[:3]), 1)


@pytest.mark.parametrize(
    "ask", [[BUSY, GOOD], [BUSY, hang_up(), GOOD], [answer(b"", "408 Slow"), answer(b"", "504 Slow"), GOOD]], indirect=True
)
def test_get_tries_again(ask: Asked) -> None:
    tries = len(ask.server.answers)
    assert (ask.get(), ask.requests) == (200, tries)
    assert ask.slept >= sum((0.5, 1.5)[: tries - 1])


@pytest.mark.parametrize(
    ("says", "kind", "detail", "tries"),
    [
        (answer(b"", "500 Oops"), Kind.UNAVAILABLE, "HTTP 500", TRIES),
        (answer(b"<html>", "502 Bad"), Kind.UNAVAILABLE, "HTTP 502", TRIES),
        (BUSY, Kind.UNAVAILABLE, "HTTP 503", TRIES),
        (answer(b"", "504 Slow"), Kind.TIMEOUT, "HTTP 504", TRIES),
        (answer(b"", "408 Slow"), Kind.TIMEOUT, "HTTP 408", TRIES),
        (answer(b"", "429 Too many"), Kind.RATE_LIMITED, "HTTP 429", TRIES),
        (answer(b"", "511 Log in"), Kind.BLOCKED, "HTTP 511: the network wants a log-in", 1),
        (hang_up(), Kind.UNAVAILABLE, "the connection broke off", TRIES),
        (hang_up(b"no HTTP\r\n\r\n"), Kind.MALFORMED, "the answer is no HTTP", 1),
    ],
)
def test_get_gives_up_after_some_tries(says: bytes | Act, kind: Kind, detail: str, tries: int) -> None:
    ask = Asked(says)
    with ask.server, ask.client:
        failed = ask.failure()
    assert (failed.kind, failed.detail, ask.requests) == (kind, detail, tries)
    assert ask.slept < 10


def test_get_tries_a_refused_connection_twice() -> None:
    ask = Asked(GOOD)
    with ask.server:
        pass
    assert ask.failure().detail == "no connection"
    assert 0 < ask.slept < 1


@pytest.mark.parametrize("ask", [[stay_silent()]], indirect=True)
def test_get_does_not_repeat_what_took_too_long(ask: Asked) -> None:
    failed = ask.failure(deadline=0.3)
    assert (failed.kind, failed.detail, ask.requests) == (Kind.TIMEOUT, "after 0.3 seconds", 1)


@pytest.mark.parametrize("ask", [[BUSY]], indirect=True)
def test_get_has_one_deadline_for_all_tries(ask: Asked) -> None:
    assert ask.failure(deadline=2.0).detail == "HTTP 503"
    assert ask.requests == 2, "half a second of waiting fits, one and a half more do not"


@pytest.mark.parametrize("ask", [[drip(BUSY, 0.01), stay_silent()]], indirect=True)
def test_get_gives_a_further_try_only_what_is_left(ask: Asked) -> None:
    failed = ask.failure(deadline=2.2)
    assert failed.kind is Kind.TIMEOUT
    assert 0 < float(failed.detail.split()[1]) < 2.2 - 0.5, "half a second was spent waiting"


@pytest.mark.parametrize(
    ("status", "header", "least", "most"),
    [
        ("429 Slow", "Retry-After: 7", 7, 7.5),
        ("503 Busy", "Retry-After: 7", 7, 7.5),
        ("429 Slow", "Retry-After: Thu, 07 Jan 2100 16:58:36 GMT", 0, 0),
        ("429 Slow", "Retry-After: -5", 0.3, 1.5),
        ("429 Slow", "Retry-After: soon", 0.3, 1.5),
        ("429 Slow", "Retry-After: Fri, 31 Dec 1999 23:59:59 GMT", 0.3, 1.5),
        ("429 Slow", "X-None: 1", 0.3, 1.5),
    ],
)
def test_get_waits_as_long_as_it_is_asked_to(status: str, header: str, least: float, most: float) -> None:
    ask = Asked(answer(b"", status, header), GOOD)
    with ask.server, ask.client:
        if most:
            assert (ask.get(), ask.requests) == (200, 2)
        else:
            assert ask.failure().kind is Kind.RATE_LIMITED
    assert least <= ask.slept <= most + 0.5


def test_get_waits_until_the_date_it_is_asked_to() -> None:
    ask = Asked(answer(b"", "429 Slow", f"Retry-After: {formatdate(time.time() + 10, usegmt=True)}"), GOOD)
    with ask.server, ask.client:
        assert ask.get() == 200
    assert 8 <= ask.slept <= 10.5


@pytest.mark.parametrize("status", ["429 Slow", "503 Busy"])
def test_get_never_waits_for_a_day_and_asks_nobody_else_to(status: str) -> None:
    ask = Asked(answer(b"", status, "Retry-After: 86400"), GOOD)
    with ask.server, ask.client:
        failed = ask.failure()
        assert (failed.kind, failed.may_retry) == (Kind.RATE_LIMITED, False)
        assert failed.detail.startswith("asks to wait until 2")
        again = ask.failure()
        assert (again.kind, again.detail[:18]) == (Kind.RATE_LIMITED, "asks to wait until")
    assert (ask.requests, ask.slept) == (1, 0)


@pytest.mark.parametrize("ask", [[answer(b"", "429 Slow", f"Retry-After: {PATIENCE - 2:g}")]], indirect=True)
def test_get_keeps_the_deadline_also_where_it_is_asked_to_wait(ask: Asked) -> None:
    assert ask.failure().detail == "HTTP 429"
    assert ask.slept < 25 + PATIENCE


def test_get_keeps_the_others_waiting_too() -> None:
    ask = Asked(answer(b"", "429 Slow", "Retry-After: 5"), GOOD)
    with ask.server, ask.client:
        ask.get()
        ask.pace.hold(3)
        before = ask.slept
        ask.get()
    assert 2.9 < ask.slept - before < 3.5


def test_get_ends_when_the_client_is_stopped() -> None:
    failures: list[str] = []
    with RawServer(answer(b"", "429 Slow", "Retry-After: 15")) as server, HttpClient(agent=AGENT, origins=[]) as client:
        polite = PoliteClient(client, Pace(None, "test", True))

        def get() -> None:
            try:
                polite.get(server.url, lane="single")
            except TransportFailed as failed:
                failures.append(failed.detail)

        threads = [threading.Thread(target=get) for _ in range(3)]
        for thread in threads:
            thread.start()
        while not server.requests:
            time.sleep(0.01)
        time.sleep(0.1)
        begun = time.monotonic()
        client.stop()
        for thread in threads:
            thread.join()
        assert time.monotonic() - begun < 5
    assert failures == ["stopped"] * 3


def test_failure_of_knows_only_what_says_not_now() -> None:
    assert {status for status in range(100, 600) if failure_of(status)} == {408, 429, *range(500, 600)}
