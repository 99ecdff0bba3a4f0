import json
import math
import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.ledger import BROKEN, HOLD, MARGIN, POLITE, RECEIVED, SILENT, Limit
from cpx.sources.pace import MOST, PATIENCE, Pace
from cpx.sources.pace_file import PaceFile

TOLD = {"x-rate-limit-limit": "3", "x-rate-limit-interval": "1s", "x-concurrency-limit": "2"}


class Clock:
    """A clock that only goes on when somebody waits."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        assert seconds > 0
        self.now += seconds


def pace(clock: Clock, folder: Path | None = None, *, polite: bool = True) -> Pace:
    return Pace(folder, "crossref", polite, clock=clock)


def ask(one: Pace, clock: Clock, lane: str = "list", headers: dict[str, str] | None = None) -> float:
    """Send a request that is answered at once; give the time it went out."""
    with one.take(lane, clock.wait) as turn:
        begun = clock()
        turn.sent()
        turn.answered(headers or {})
    return begun


def times(one: Pace, clock: Clock, number: int, lane: str = "list", headers: dict[str, str] | None = None) -> list[float]:
    begun = clock()
    return [round(ask(one, clock, lane, headers) - begun, 2) for _ in range(number)]


@pytest.mark.parametrize(
    ("polite", "lane", "count", "last"),
    [(True, "list", 7, 2.06), (True, "single", 21, 2.06), (False, "list", 3, 2.06), (False, "single", 11, 2.06)],
)
def test_take_waits_for_the_window(polite: bool, lane: str, count: int, last: float) -> None:
    clock = Clock()
    assert times(pace(clock, polite=polite), clock, count, lane)[-1] == pytest.approx(last, abs=0.01)


def test_take_counts_lists_as_requests_too() -> None:
    clock = Clock()
    one = pace(clock)
    assert times(one, clock, 3, "list") == [0, 0, 0]
    assert times(one, clock, 8, "single")[-2:] == [0, pytest.approx(1.03, abs=0.01)]


@pytest.mark.parametrize(
    ("told", "limit"),
    [
        (TOLD, Limit(3, 1.0, 2)),
        ({**TOLD, "x-rate-limit-interval": "5"}, Limit(3, 5.0, 2)),
        ({**TOLD, "x-rate-limit-interval": " 5.0s "}, Limit(3, 5.0, 2)),
        ({"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s"}, Limit(50, 1.0, 3)),
        ({**TOLD, "x-rate-limit-limit": "999999"}, Limit(100, 1.0, 2)),
        ({**TOLD, "x-rate-limit-interval": "86400s"}, Limit(3, 60.0, 2)),
        ({**TOLD, "x-concurrency-limit": "0"}, Limit(3, 1.0, 3)),
        ({**TOLD, "x-concurrency-limit": "99999"}, Limit(3, 1.0, 100)),
        ({**TOLD, "x-rate-limit-limit": "0"}, None),
        ({**TOLD, "x-rate-limit-limit": "-3"}, None),
        ({**TOLD, "x-rate-limit-limit": "²"}, None),
        ({**TOLD, "x-rate-limit-limit": "9" * 5_000}, None),
        ({**TOLD, "x-rate-limit-interval": "soon"}, None),
        ({}, None),
    ],
)
def test_limit_in_reads_headers_within_bounds(told: dict[str, str], limit: Limit | None) -> None:
    assert pace(Clock()).limit_in("list", told) == limit


@given(st.dictionaries(st.sampled_from(list(TOLD)), st.text()))
def test_limit_in_never_raises(told: dict[str, str]) -> None:
    limit = pace(Clock()).limit_in("single", told)
    assert limit is None or (1 <= limit.count <= 100 and 1 <= limit.interval <= 60 and 1 <= limit.at_once <= 100)


def test_take_keeps_the_limits_that_the_service_tells() -> None:
    clock = Clock()
    told = {"x-rate-limit-limit": "2", "x-rate-limit-interval": "4s"}
    assert times(pace(clock), clock, 5, headers=told) == [0, 0, 4.03, 4.03, 8.06]


def test_take_lets_one_go_alone_until_the_service_answers() -> None:
    clock = Clock()
    one = pace(clock)
    begun = clock()
    first = one.take("single", clock.wait)
    second = one.take("single", clock.wait)
    assert clock() - begun == pytest.approx(SILENT, abs=0.1), "a silent one is not waited for until its deadline"
    first.answered({})
    before = clock()
    one.take("single", clock.wait)
    assert clock() == before
    second.__exit__(None, None, None)


def test_take_keeps_to_what_may_be_under_way_at_once() -> None:
    clock = Clock()
    one = pace(clock)
    ask(one, clock, "single")
    turns = [one.take("single", clock.wait) for _ in range(POLITE["single"].at_once)]
    with pytest.raises(TransportFailed) as caught:
        one.take("single", clock.wait)
    assert (caught.value.kind, caught.value.detail) == (Kind.RATE_LIMITED, f"no turn within {MOST:g} seconds")
    turns[0].__exit__(None, None, None)
    one.take("single", clock.wait)


def test_take_waits_a_little_longer_after_a_request_that_broke_off() -> None:
    clock = Clock()
    one = pace(clock, polite=False)
    with pytest.raises(KeyboardInterrupt):
        _break_off(one, clock)
    before = clock()
    one.take("single", clock.wait)
    assert clock() - before == pytest.approx(BROKEN, abs=2 * MARGIN)


def _break_off(one: Pace, clock: Clock) -> None:
    with one.take("single", clock.wait) as turn:
        turn.sent()
        turn.answered({})
        raise KeyboardInterrupt


def test_take_forgets_a_request_that_never_went_out() -> None:
    clock = Clock()
    one = pace(clock, polite=False)
    with pytest.raises(TransportFailed), one.take("list", clock.wait):
        raise TransportFailed(Kind.UNAVAILABLE, "no connection")
    before = clock()
    one.take("list", clock.wait)
    assert clock() == before


def test_take_counts_a_redirect_as_another_request() -> None:
    clock = Clock()
    one = pace(clock)
    with one.take("list", clock.wait) as turn:
        for _ in range(3):
            turn.sent()
            turn.answered({})
    assert times(one, clock, 1) == [1.03]


def test_take_takes_a_request_as_received_soon_after_it_was_sent() -> None:
    clock = Clock()
    one = pace(clock)
    ask(one, clock)
    clock.wait(5)
    begun = clock()
    for _ in range(3):
        one.take("list", clock.wait).sent()
    clock.wait(0.9)
    with pytest.raises(TransportFailed):
        one.take("list", lambda seconds: clock.wait(seconds) if clock() - begun < 1 + RECEIVED else one.hold(99))
    assert clock() - begun >= 1 + RECEIVED, "all three places are taken as well, so it goes on waiting"


# --- what the service asks for


def test_hold_keeps_everybody_waiting() -> None:
    clock = Clock()
    one = pace(clock)
    one.hold(PATIENCE - 1)
    assert times(one, clock, 1) == [PATIENCE - 1]


def test_hold_for_long_ends_requests_at_once() -> None:
    clock = Clock()
    one = pace(clock)
    one.hold(PATIENCE + 1)
    before = clock()
    with pytest.raises(TransportFailed) as caught:
        one.take("list", clock.wait)
    assert clock() == before
    assert (caught.value.kind, caught.value.may_retry) == (Kind.RATE_LIMITED, False)
    assert caught.value.detail == "asks to wait until 2023-11-14 22:13"


def test_hold_is_never_kept_for_a_day() -> None:
    clock = Clock()
    one = pace(clock)
    one.hold(86_400)
    clock.wait(HOLD + 1)
    assert times(one, clock, 1) == [0]


# --- clocks


@pytest.mark.parametrize("jump", [-86_400.0, -3_600.0, -5.0, -0.5, 5.0, 3_600.0, 10 * 365 * 86_400.0])
def test_a_clock_that_jumps_blocks_nobody(jump: float, tmp_path: Path) -> None:
    clock = Clock()
    one = pace(clock, tmp_path)
    times(one, clock, 6)
    one.take("list", clock.wait).sent()
    clock.now += jump
    begun = clock()
    ask(pace(clock, tmp_path), clock)
    assert clock() - begun < 2


# --- the file


def test_pace_is_shared_by_way_of_a_file(tmp_path: Path) -> None:
    clock = Clock()
    one, other = pace(clock, tmp_path / "a" / "b"), pace(clock, tmp_path / "a" / "b")
    assert times(one, clock, 3) == [0, 0, 0]
    assert times(other, clock, 1) == [1.03]
    one.hold(99)
    with pytest.raises(TransportFailed):
        other.take("single", clock.wait)


def test_pace_is_kept_for_each_service(tmp_path: Path) -> None:
    clock = Clock()
    times(pace(clock, tmp_path), clock, 3)
    assert times(Pace(tmp_path, "doi:127.0.0.1/../x", True, clock=clock), clock, 1) == [0]
    names = sorted(path.name for path in tmp_path.iterdir() if path.suffix == ".json")
    assert names == ["pace-crossref-polite.json", "pace-doi_127.0.0.1_.._x-polite.json"]


@pytest.mark.skipif(os.name != "posix", reason="modes of files are POSIX's")
def test_pace_file_is_for_its_user_only(tmp_path: Path) -> None:
    clock = Clock()
    ask(pace(clock, tmp_path / "pace"), clock)
    assert (tmp_path / "pace").stat().st_mode & 0o777 == 0o700
    assert (tmp_path / "pace" / "pace-crossref-polite.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", ["file/pace", "file"])
def test_pace_is_kept_in_memory_where_no_file_can_be(place: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    clock = Clock()
    assert times(pace(clock, tmp_path / place), clock, 4) == [0, 0, 0, 1.03]


def test_pace_is_kept_in_memory_once_the_folder_is_gone(tmp_path: Path) -> None:
    clock = Clock()
    one = pace(clock, tmp_path / "pace")
    assert times(one, clock, 2) == [0, 0]
    for path in (tmp_path / "pace").iterdir():
        path.unlink()
    (tmp_path / "pace").rmdir()
    assert times(one, clock, 2) == [0, 1.03]


def _spoil(**changes: object) -> bytes:
    trip = {"lane": "list", "owner": "x", "taken": 1.0, "sent": None, "answered": None, "ended": None, "broke": False}
    good = {"trips": {"a": trip}, "limits": {"list": {"count": 3, "interval": 1.0, "at_once": 3}}, "learned": None, "not_before": 0.0}
    return json.dumps({**good, **changes}).encode()


BROKEN_FILES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b"\xff\xfe",
    b"[" * 100_000,
    b" " * 2_000_000,
    b"9" * 10_000,
    _spoil(trips=[]),
    _spoil(trips={"a": 1}),
    _spoil(trips={"a": {"lane": "list"}}),
    _spoil(limits=[1]),
    _spoil(limits={"list": {"count": "x", "interval": 1, "at_once": 1}}),
    _spoil(limits={"list": {"count": -5, "interval": -1, "at_once": -9}}),
    _spoil(limits={"list": {"count": 10**400, "interval": 10**400, "at_once": 1}}),
    _spoil(not_before=math.inf),
    _spoil(not_before=math.nan),
    _spoil(not_before="soon"),
    _spoil(not_before=9e99),
    _spoil(learned=9e99),
    _spoil(learned=[]),
]


@pytest.mark.parametrize("content", BROKEN_FILES)
def test_pace_outlives_a_file_that_is_broken(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "pace-crossref-polite.json"
    path.write_bytes(content)
    clock = Clock()
    assert times(pace(clock, tmp_path), clock, 4)[-1] <= 4
    assert json.loads(path.read_bytes())["trips"]


def test_pace_file_that_others_hold_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.sources.pace_file._PATIENCE", 0.05)
    clock = Clock()
    with PaceFile(tmp_path, "crossref-polite").borrow():
        assert times(pace(clock, tmp_path), clock, 4) == [0, 0, 0, 1.03]


@pytest.mark.skipif(os.name != "posix", reason="elsewhere such a request frees its place after a while")
def test_take_frees_the_places_of_a_process_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import os, sys, pathlib\n"
        "from cpx.sources.pace import Pace\n"
        "Pace(pathlib.Path(sys.argv[1]), 'crossref', False).take('single').sent()\n"
        "os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert killed.returncode == -9
    pauses: list[float] = []
    ticks = count()
    one = Pace(tmp_path, "crossref", False)
    one.take("single", _stop_after(ticks, pauses))
    assert sum(pauses) < 2


def _stop_after(ticks: "count[int]", pauses: list[float]) -> Callable[[float], None]:
    import time

    def wait(seconds: float) -> None:
        assert next(ticks) < 200
        pauses.append(seconds)
        time.sleep(seconds)

    return wait
