"""The transport against the hostile Crossref of ../shared/tools: what each fault becomes, and that the pace is never too fast for it."""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.http import HttpClient, Reply
from cpx.sources.pace import Pace
from cpx.sources.polite import PoliteClient

pytestmark = pytest.mark.xdist_group("standin_transport")

AGENT = "cpx/0 (mailto:tester@example.org)"
DEADLINE = 0.3
"""Seconds for the faults that take for ever."""
LATE = (Kind.TIMEOUT, f"after {DEADLINE:g} seconds")
BROKE = (Kind.UNAVAILABLE, "the connection broke off")
NO_HTTP = (Kind.MALFORMED, "the answer is no HTTP")
LARGE = (Kind.MALFORMED, "larger than 10 MB")
PACKED = (Kind.MALFORMED, "the answer is packed wrongly")
TWICE = (Kind.MALFORMED, "the answer is packed in a way that was not asked for")
ELSEWHERE = (Kind.MALFORMED, "redirected elsewhere")

TABLE: dict[str, int | tuple[Kind, str]] = {
    "normal": 200,
    "404": 404,
    "400": 400,
    "401": 401,
    "403_html": 403,
    "429_none": 429,
    "500": 500,
    "502_html": 502,
    "503_retry": 503,
    "504": 504,
    "204": 204,
    "slow_headers": LATE,
    "never": LATE,
    "drip": LATE,
    "drip_headers": LATE,
    "length_wrong_long": LATE,
    "close": BROKE,
    "reset": BROKE,
    "reset_mid": BROKE,
    "truncated_length": BROKE,
    "garbage": NO_HTTP,
    "http09": NO_HTTP,
    "chunk_bad": NO_HTTP,
    "huge_header": NO_HTTP,
    "http10_close": 200,
    "many_headers": 200,
    "header_ansi": 500,
    "huge_title": LARGE,
    "endless": LARGE,
    "gzip_bomb": LARGE,
    "gzip_bomb2": TWICE,
    "gzip_bad": PACKED,
    "gzip_truncated": PACKED,
    "gzip_ok": 200,
    "huge_list": 200,
    "deep": 200,
    "redirect_loop": (Kind.MALFORMED, "redirected in a circle"),
    "redirect_chain": (Kind.MALFORMED, "redirected too often"),
    "redirect_file": ELSEWHERE,
    "redirect_internal": ELSEWHERE,
    "redirect_port": ELSEWHERE,
    "redirect_ok": 200,
}
"""Mode -> the status that comes back, or the failure."""


@contextmanager
def standin(shared: Path, *options: str) -> Iterator[str]:
    """Run the stand-in; gives its address."""
    command = [sys.executable, str(shared / "tools" / "crossref_standin.py"), "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().split()[0]
        finally:
            process.kill()


@pytest.fixture(scope="module")
def hostile(shared: Path) -> Iterator[str]:
    with standin(shared, "--slow", "3", "--drip", "0.05", "--bomb", "48") as url:
        yield url


@pytest.mark.parametrize("mode", TABLE)
def test_get_tells_each_fault_from_the_others(hostile: str, mode: str) -> None:
    wanted = TABLE[mode]
    deadline = DEADLINE if wanted is LATE else 20.0
    with HttpClient(agent=AGENT, origins=[hostile], deadline=deadline) as client:
        begun = time.monotonic()
        got = _outcome(client, f"{hostile}/works/10.9999%2Fmode.{mode}")
        assert time.monotonic() - begun < deadline + 5
    assert got == wanted


def _outcome(client: HttpClient, url: str) -> int | tuple[Kind, str]:
    try:
        return client.get(url).status
    except TransportFailed as failed:
        return failed.kind, failed.detail


def _stats(url: str) -> dict[str, Any]:
    with HttpClient(agent=AGENT, origins=[]) as client:
        reply: Reply = client.get(f"{url}/__ctl/stats")
    stats: dict[str, Any] = json.loads(reply.body)
    return stats


def _send_all(url: str, folder: Path, singles: int, lists: int) -> list[int]:
    """Send requests from three threads; gives their statuses."""
    jobs = [("list", f"{url}/works?filter=doi:10.9999/sample.1")] * lists + [("single", f"{url}/works/10.9999%2Fsample.1")] * singles
    statuses: list[int] = []
    with HttpClient(agent=AGENT, origins=[]) as client:
        polite = PoliteClient(client, Pace(folder, "test", True))

        def work(number: int) -> None:
            for lane, address in jobs[number::3]:
                statuses.append(polite.get(address, lane=lane).status)  # type: ignore[arg-type]

        threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return statuses


def test_three_threads_are_never_told_to_slow_down(shared: Path, tmp_path: Path) -> None:
    with standin(shared, "--enforce") as url:
        assert _send_all(url, tmp_path, 12, 5) == [200] * 17
        stats = _stats(url)
    assert (stats["requests"], stats["throttled"], stats["over_concurrency"], stats["after_429"]) == (17, 0, 0, 0)
    assert (stats["with_mailto"], stats["default_ua"], stats["secrets_sent"]) == (17, 0, [])
    assert stats["connections"] <= 3


def test_two_processes_are_never_told_to_slow_down(shared: Path, tmp_path: Path) -> None:
    code = "import sys, pathlib, test_standin_transport as own; print(own._send_all(sys.argv[1], pathlib.Path(sys.argv[2]), 7, 2))"
    with standin(shared, "--enforce") as url:
        command = [sys.executable, "-c", code, url, str(tmp_path)]
        ran = [subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE, text=True) for _ in range(2)]
        told = [process.communicate()[0] for process in ran]
        stats = _stats(url)
    assert told == [f"{[200] * 9}\n"] * 2
    assert (stats["requests"], stats["throttled"], stats["after_429"]) == (18, 0, 0)
