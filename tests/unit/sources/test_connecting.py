import socket
import sys
import time
from collections.abc import Iterator
from threading import Event, Timer

import pytest

from cpx.sources import connecting
from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.guard import Guard


def guard(seconds: float, stopped: Event | None = None) -> Guard:
    return Guard(time.monotonic() + seconds, stopped or Event(), seconds)


@pytest.fixture
def full() -> Iterator[int]:
    """Give a port on which nobody takes connections up, so that further ones hang."""
    if sys.platform != "linux":
        pytest.skip("other systems refuse what does not fit")
    with socket.create_server(("127.0.0.1", 0), backlog=0) as listener:
        port = listener.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            yield port


def test_connect_ends_at_the_deadline(full: int) -> None:
    with pytest.raises(TransportFailed) as caught:
        connecting.connect("127.0.0.1", full, guard(0.3))
    assert (caught.value.kind, caught.value.detail) == (Kind.TIMEOUT, "after 0.3 seconds")


def test_connect_gives_up_long_before_a_long_deadline(full: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connecting, "CONNECT", 0.2)
    monkeypatch.setattr(connecting, "_AT_ONCE", 0.1)
    with pytest.raises(TransportFailed) as caught:
        connecting.connect("127.0.0.1", full, guard(60))
    assert (caught.value.kind, caught.value.detail, caught.value.may_retry) == (Kind.UNAVAILABLE, "no connection", False)


def test_connect_ends_when_it_is_stopped(full: int) -> None:
    stopped = Event()
    Timer(0.1, stopped.set).start()
    with pytest.raises(TransportFailed, match="stopped"):
        connecting.connect("127.0.0.1", full, guard(60, stopped))


def test_connect_takes_the_next_address_where_one_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, socket.create_server(("127.0.0.1", 0)) as closed:
        dead, alive = closed.getsockname(), listener.getsockname()
        closed.close()
        monkeypatch.setattr(
            connecting, "find", lambda *_: ((socket.AF_INET6, ("::1", 9, 0, 0)), (socket.AF_INET, dead), (socket.AF_INET, alive))
        )
        with connecting.connect("some.host", 80, guard(5)) as one:
            assert one.getpeername() == alive


@pytest.mark.parametrize(("seconds", "longest", "kind"), [(0.2, 10.0, Kind.TIMEOUT), (60, 0.2, Kind.UNAVAILABLE)])
def test_find_waits_no_longer_than_it_may(seconds: float, longest: float, kind: Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    asleep = Event()
    monkeypatch.setattr(connecting, "CONNECT", longest)
    monkeypatch.setattr(connecting, "_look_up", lambda *_: asleep.wait(30))  # a resolver that does not answer
    with pytest.raises(TransportFailed) as caught:
        connecting.find("some.host", 80, guard(seconds))
    asleep.set()
    assert caught.value.kind is kind
