import gzip
import json
import socket
import subprocess
import sys
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from raw_server import AUTHORITY, Act, RawServer, answer, drip, hang_up, redirect, reset, stay_silent

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.http import HttpClient, Reply

AGENT = "cpx/0 (mailto:tester@example.org)"
HEAD = b"HTTP/1.1 200 OK\r\n"
HALF = HEAD + b"Content-Length: 100\r\n\r\n{"
SHORT = 0.3
"""Seconds of a deadline that is to pass."""


def get(server: RawServer, path: str = "/x", *, origins: Sequence[str] = (), cap: int = 100_000, deadline: float = 5.0) -> Reply:
    with HttpClient(agent=AGENT, origins=[server.url, *origins], cap=cap, deadline=deadline) as client:
        return client.get(server.url + path)


def failure(server: RawServer, path: str = "/x", **how: Any) -> TransportFailed:  # noqa: ANN401 - what get takes
    with pytest.raises(TransportFailed) as caught:
        get(server, path, **how)
    return caught.value


def test_get_gives_status_headers_and_body() -> None:
    with RawServer(answer(b'{"a": 1}', "200 OK", "X-Rate-Limit-Limit: 50", "x-twice: a", "X-Twice: b")) as server:
        reply = get(server)
    assert (reply.status, reply.body) == (200, b'{"a": 1}')
    assert (reply.headers["x-rate-limit-limit"], reply.headers["x-twice"]) == ("50", "a, b")


@pytest.mark.parametrize(
    "status", ["400 Bad", "401 No", "403 No", "404 Not Found", "429 Too many", "500 Oops", "503 Busy", "300 Choose", "204 None"]
)
def test_get_gives_other_statuses_back_to_be_judged(status: str) -> None:
    with RawServer(answer(b"", status)) as server:
        assert get(server).status == int(status[:3])


def test_get_says_who_asks_and_nothing_else() -> None:
    with RawServer(answer()) as server:
        get(server)
    lines = server.requests[0].decode().split("\r\n")
    assert lines[0] == "GET /x HTTP/1.1"
    assert {line.partition(":")[0].lower() for line in lines[1:] if line} == {"host", "user-agent", "accept-encoding", "accept"}
    assert f"User-Agent: {AGENT}" in lines
    assert f"Host: 127.0.0.1:{server.port}" in lines


def test_get_keeps_no_cookies() -> None:
    with RawServer(answer(b"{}", "200 OK", "Set-Cookie: a=b; Path=/")) as server, HttpClient(agent=AGENT, origins=[]) as client:
        client.get(server.url)
        client.get(server.url)
    assert b"cookie" not in server.requests[1].lower()


def test_get_uses_one_connection_for_requests_one_after_another() -> None:
    with RawServer(answer()) as server, HttpClient(agent=AGENT, origins=[]) as client:
        assert [client.get(f"{server.url}/{number}").status for number in range(5)] == [200] * 5
    assert server.connections == 1


def test_get_has_at_most_three_requests_under_way() -> None:
    failures: list[TransportFailed] = []
    with RawServer(stay_silent()) as server, HttpClient(agent=AGENT, origins=[]) as client:
        threads = [threading.Thread(target=_note, args=(lambda: client.get(server.url), failures)) for _ in range(6)]
        for thread in threads:
            thread.start()
        while len(server.requests) < 3:
            time.sleep(0.01)
        time.sleep(0.1)
        client.stop()
        for thread in threads:
            thread.join()
    assert len(failures) == 6
    assert (server.connections, len(server.requests)) == (3, 3)


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(stay_silent(), id="nothing"),
        pytest.param(stay_silent(b"HTTP/1.1 200"), id="half-a-status-line"),
        pytest.param(stay_silent(HALF), id="half-a-body"),
        pytest.param(drip(HALF + b"x" * 99), id="dripping-body"),
        pytest.param(drip(HEAD + b"X-Pad: " + b"y" * 5_000), id="dripping-headers"),
    ],
)
def test_get_ends_at_the_deadline(says: bytes | Act) -> None:
    with RawServer(says) as server:
        begun = time.monotonic()
        failed = failure(server, deadline=SHORT)
        assert time.monotonic() - begun < SHORT + 5
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.TIMEOUT, "after 0.3 seconds", False)


def test_get_ends_at_the_deadline_though_it_is_redirected_on_and_on() -> None:
    with RawServer(*(drip(redirect(f"/{number}"), 0.004) for number in range(9))) as server:
        assert failure(server, deadline=SHORT).kind is Kind.TIMEOUT


def test_get_ends_at_the_deadline_where_no_handshake_comes_about() -> None:
    with (
        RawServer(stay_silent()) as server,
        HttpClient(agent=AGENT, origins=[], deadline=SHORT) as client,
        pytest.raises(TransportFailed) as caught,
    ):
        client.get(server.url.replace("http:", "https:"))
    assert caught.value.kind is Kind.TIMEOUT


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(hang_up(), id="at-once"),
        pytest.param(reset(), id="reset-at-once"),
        pytest.param(hang_up(b"HTT"), id="in-the-version"),
        pytest.param(hang_up(HEAD), id="in-the-headers"),
        pytest.param(hang_up(HALF), id="in-the-body"),
        pytest.param(reset(HALF), id="reset-in-the-body"),
        pytest.param(hang_up(HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab"), id="in-a-chunk"),
    ],
)
def test_get_tells_a_connection_that_broke(says: bytes | Act) -> None:
    with RawServer(says) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.UNAVAILABLE, "the connection broke off", True)


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(hang_up(b"\x00\xff\x16\x03\x01SSH-2.0-no\r\n\r\n"), id="another-protocol"),
        pytest.param(hang_up(b'{"status": "ok"}'), id="no-status-line"),
        pytest.param(hang_up(HEAD + b"Transfer-Encoding: chunked\r\n\r\nZZ\r\n{}"), id="bad-chunk"),
        pytest.param(hang_up(HEAD + b"X-Big: " + b"z" * 300_000), id="huge-header"),
        pytest.param(hang_up(HEAD + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n12345"), id="two-lengths"),
        pytest.param(hang_up(HEAD + b"Content-Length: -5\r\n\r\n"), id="negative-length"),
    ],
)
def test_get_tells_an_answer_that_is_no_http(says: bytes | Act) -> None:
    with RawServer(says) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.MALFORMED, "the answer is no HTTP", False)


def test_get_takes_a_body_that_ends_with_the_connection() -> None:
    with RawServer(hang_up(b"HTTP/1.0 200 OK\r\n\r\n{}")) as server:
        assert get(server).body == b"{}"


def test_get_takes_no_terminal_codes_out_of_headers() -> None:
    with RawServer(answer(b"{}", "200 \x1b[31mOK", "X-Message: a\x1b]0;b\x9bc", "X-Long: " + "y" * 9_000)) as server:
        reply = get(server)
    assert reply.headers["x-message"] == "a]0;bc"
    assert len(reply.headers["x-long"]) == 8_000


def test_get_tells_a_refused_connection_at_once() -> None:
    with RawServer(answer()) as server:
        pass
    begun = time.monotonic()
    failed = failure(server)
    assert time.monotonic() - begun < 5
    assert (failed.kind, failed.detail, failed.tries) == (Kind.UNAVAILABLE, "no connection", 2)


def test_get_tells_a_host_without_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with HttpClient(agent=AGENT, origins=[]) as client, pytest.raises(TransportFailed) as caught:
        client.get(f"http://{'a' * 64}/")  # no name of a host can be so long: it is not even looked up
    assert (caught.value.kind, caught.value.detail) == (Kind.UNAVAILABLE, "no connection")


def test_get_finds_a_host_by_its_name() -> None:
    with RawServer(answer()) as server, HttpClient(agent=AGENT, origins=[]) as client:
        assert client.get(f"http://localhost:{server.port}/").status == 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "http://",
        "http://a b/",
        "http://127.0.0.1/ü",
        "http://u:p@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:9/a b",
    ],
)
def test_get_refuses_what_is_no_address(url: str) -> None:
    with HttpClient(agent=AGENT, origins=[]) as client, pytest.raises(TransportFailed) as caught:
        client.get(url)
    assert (caught.value.kind, caught.value.detail) == (Kind.MALFORMED, "the address cannot be asked for")


# --- size and packing


@pytest.mark.parametrize("size", [0, 1, 99_999, 100_000])
@pytest.mark.parametrize(
    ("encoding", "pack"), [("", bytes), ("identity", bytes), ("gzip", gzip.compress), ("X-GZIP", gzip.compress), ("deflate", zlib.compress)]
)
def test_get_unpacks_up_to_the_cap(size: int, encoding: str, pack: Callable[[bytes], bytes]) -> None:
    with RawServer(answer(pack(b"a" * size), "200 OK", f"Content-Encoding: {encoding}")) as server:
        assert get(server, cap=100_000).body == b"a" * size


@pytest.mark.parametrize(
    "says",
    [
        pytest.param(answer(b"a" * 100_001), id="plain"),
        pytest.param(answer(gzip.compress(b"a" * 100_001), "200 OK", "Content-Encoding: gzip"), id="packed"),
        pytest.param(answer(gzip.compress(b"a" * 60_000) * 2, "200 OK", "Content-Encoding: gzip"), id="packed-in-two-parts"),
        pytest.param(hang_up(HEAD + b"\r\n" + b"a" * 100_001), id="length-not-told"),
        pytest.param(stay_silent(HEAD + b"Content-Length: 100001\r\n\r\n"), id="length-told"),
        pytest.param(stay_silent(HEAD + b"Content-Length: 99999999999999999999\r\n\r\n"), id="absurd-length-told"),
    ],
)
def test_get_reads_no_more_than_the_cap(says: bytes | Act) -> None:
    with RawServer(says) as server:
        failed = failure(server, cap=100_000)
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.MALFORMED, "larger than 0.1 MB", False)


def test_get_takes_little_memory_for_a_bomb() -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(b"\0" * 1_000_000) for _ in range(60)) + packer.flush()
    with RawServer(answer(bomb, "200 OK", "Content-Encoding: gzip")) as server:
        failure(server)  # what is imported does not count
        tracemalloc.start()
        failed = failure(server, cap=2_000_000)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert failed.detail == "larger than 2 MB"
    assert most < 8_000_000


@pytest.mark.parametrize(
    ("body", "encoding", "detail"),
    [
        (b"{}", "gzip", "the answer is packed wrongly"),
        (b"", "gzip", "the answer is packed wrongly"),
        (gzip.compress(b"{}" * 500, mtime=0)[:-20], "gzip", "the answer is packed wrongly"),
        (gzip.compress(b"{}", mtime=0) + b"rubbish", "gzip", "the answer is packed wrongly"),
        (gzip.compress(gzip.compress(b"{}", mtime=0), mtime=0), "gzip, gzip", "the answer is packed in a way that was not asked for"),
        (b"{}", "br", "the answer is packed in a way that was not asked for"),
        (b"{}", "gzip, identity, br", "the answer is packed in a way that was not asked for"),
    ],
)
def test_get_refuses_what_is_packed_wrongly(body: bytes, encoding: str, detail: str) -> None:
    with RawServer(answer(body, "200 OK", f"Content-Encoding: {encoding}")) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.MALFORMED, detail, False)


# --- redirects


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "303 See", "307 Temporary", "308 Permanent"])
def test_get_follows_a_redirect_within_a_place(status: str) -> None:
    with RawServer(redirect("/v1/x?a=b#c", status), answer(b"[]")) as server:
        assert get(server).body == b"[]"
    assert server.requests[1].startswith(b"GET /v1/x?a=b HTTP/1.1")
    assert server.connections == 1


def test_get_follows_a_redirect_to_a_known_place_only() -> None:
    with RawServer(answer(b"[]")) as other, RawServer(redirect(f"{other.url}/y")) as server:
        assert get(server, origins=[other.url]).body == b"[]"
        failed = failure(server)
    assert (failed.kind, failed.detail, failed.may_retry) == (Kind.MALFORMED, "redirected elsewhere", False)
    assert len(other.requests) == 1


@pytest.mark.parametrize(
    "location",
    [
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "//127.0.0.1:9/x",
        "ftp://127.0.0.1/",
        "",
        "http://[",
        "javascript:alert(1)",
        "/a b",
        "/ü",
        "http://u@127.0.0.1/",
        "/" + "x" * 5_000,
        "/" + "x" * 9_000,
    ],
)
def test_get_follows_no_redirect_elsewhere(location: str) -> None:
    with RawServer(redirect(location)) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail) == (Kind.MALFORMED, "redirected elsewhere")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("paths", "detail"), [("x", "redirected in a circle"), ("yx", "redirected in a circle"), ("abcdefghi", "redirected too often")]
)
def test_get_gives_up_on_redirects_without_end(paths: str, detail: str) -> None:
    with RawServer(*(redirect(f"/{path}") for path in paths)) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail) == (Kind.MALFORMED, detail)
    assert len(server.requests) <= 6


# --- TLS and proxies


@pytest.fixture
def trusted(tmp_path: Path) -> Path:
    """Give a file with the certificate of our own authority."""
    path = tmp_path / "authority.pem"
    AUTHORITY.cert_pem.write_to_path(str(path))
    return path


def test_get_refuses_a_certificate_that_is_not_trusted() -> None:
    with RawServer(answer(), tls=True) as server:
        failed = failure(server)
    assert (failed.kind, failed.detail) == (Kind.BLOCKED, "the certificate is not trusted: a proxy may stand between")
    assert not server.requests


def test_get_trusts_what_the_environment_trusts(monkeypatch: pytest.MonkeyPatch, trusted: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with RawServer(answer(b"[1]"), tls=True) as server, HttpClient(agent=AGENT, origins=[]) as client:
        assert [client.get(server.url).body for _ in range(3)] == [b"[1]"] * 3
    assert server.connections == 1


def test_get_follows_no_redirect_out_of_tls(monkeypatch: pytest.MonkeyPatch, trusted: Path) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with RawServer(answer()) as plain, RawServer(redirect(f"{plain.url}/x"), tls=True) as server:
        assert failure(server, origins=[plain.url]).detail == "redirected elsewhere"
    assert not plain.requests


@pytest.mark.parametrize("says", [hang_up(b"HTTP/1.1 400 Bad\r\n\r\n"), hang_up(), reset()])
def test_get_tells_where_no_tls_is_spoken(says: bytes | Act) -> None:
    def at_once(line: socket.socket) -> None:
        line.recv(1000)
        says(line)

    with RawServer() as server:
        server._serve_one = lambda line: at_once(line) or False
        with HttpClient(agent=AGENT, origins=[]) as client, pytest.raises(TransportFailed) as caught:
            client.get(server.url.replace("http:", "https:"))
    assert (caught.value.kind, caught.value.detail, caught.value.may_retry) == (Kind.UNAVAILABLE, "no secure connection", True)


@pytest.fixture
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "http_proxy",
        "https_proxy",
        "all_proxy",
        "no_proxy",
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "NO_PROXY",
        "REQUEST_METHOD",
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.usefixtures("no_proxies")
def test_get_asks_by_way_of_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(answer(b"[]")) as proxy, HttpClient(agent=AGENT, origins=[]) as client:
        monkeypatch.setenv("HTTP_PROXY", proxy.url.replace("://", "://me:s%20cret@"))
        assert client.get("http://api.example.org/x").body == b"[]"
    head = proxy.requests[0].decode()
    assert head.startswith("GET http://api.example.org/x HTTP/1.1\r\n")
    assert "Host: api.example.org\r\n" in head
    assert "Proxy-Authorization: Basic bWU6cyBjcmV0" in head


@pytest.mark.usefixtures("no_proxies")
def test_get_goes_round_the_proxy_to_this_machine_and_where_it_is_told_to(monkeypatch: pytest.MonkeyPatch) -> None:
    with RawServer(answer(b"proxy")) as proxy, RawServer(answer(b"self")) as server, HttpClient(agent=AGENT, origins=[]) as client:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        assert client.get(server.url).body == b"self"
        assert client.get(f"http://localhost:{server.port}").body == b"self"
        monkeypatch.setenv("NO_PROXY", "example.org")
        assert client.get("http://api.example.com").body == b"proxy"
        with pytest.raises(TransportFailed):
            client.get(f"http://{'a' * 64}.example.org")


@pytest.mark.usefixtures("no_proxies")
def test_get_opens_a_tunnel_through_a_proxy_and_counts_one_request(monkeypatch: pytest.MonkeyPatch, trusted: Path) -> None:
    sent = []

    def tunnel(line: socket.socket) -> None:
        line.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
        with socket.create_connection(("127.0.0.1", server.port)) as far:
            back = threading.Thread(target=_pump, args=(far, line), daemon=True)
            back.start()
            _pump(line, far)

    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    with RawServer(answer(b"[]"), tls=True) as server, RawServer(tunnel) as proxy, HttpClient(agent=AGENT, origins=[]) as client:
        monkeypatch.setenv("HTTPS_PROXY", f"127.0.0.1:{proxy.port}")
        with pytest.raises(TransportFailed) as caught:
            client.get("https://api.example.org/x")
        assert caught.value.kind is Kind.BLOCKED, "the certificate is for another host"
        monkeypatch.setattr("cpx.sources.proxying.is_loopback", lambda _: False)
        assert client.get(f"https://localhost:{server.port}/x", on_sent=lambda: sent.append(1)).body == b"[]"
    assert proxy.requests[0].startswith(b"CONNECT api.example.org:443 ")
    assert sent == [1]


def _pump(source: socket.socket, target: socket.socket) -> None:
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize(
    ("says", "kind", "detail"),
    [
        (hang_up(b"HTTP/1.1 407 Log in\r\nContent-Length: 0\r\n\r\n"), Kind.BLOCKED, "the proxy refuses the connection"),
        (hang_up(b"HTTP/1.1 403 \x1b[31mNo\r\nContent-Length: 0\r\n\r\n"), Kind.BLOCKED, "the proxy refuses the connection"),
        (hang_up(b"HTTP/1.1 502 Bad\r\nContent-Length: 0\r\n\r\n"), Kind.UNAVAILABLE, "the proxy gives no connection"),
        (hang_up(), Kind.UNAVAILABLE, "the connection broke off"),
    ],
)
def test_get_tells_what_a_proxy_says(monkeypatch: pytest.MonkeyPatch, says: bytes | Act, kind: Kind, detail: str) -> None:
    with RawServer(says) as proxy, HttpClient(agent=AGENT, origins=[]) as client:
        monkeypatch.setenv("https_proxy", proxy.url)
        with pytest.raises(TransportFailed) as caught:
            client.get("https://api.example.org/x")
    assert (caught.value.kind, caught.value.detail) == (kind, detail)


@pytest.mark.usefixtures("no_proxies")
@pytest.mark.parametrize(
    "proxy", ["https://127.0.0.1:9", "socks5://127.0.0.1:9", "http://[", "http://", "http://ü:9", "http://127.0.0.1:x"]
)
def test_get_tells_a_proxy_that_it_cannot_use(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("ALL_PROXY", proxy)
    with HttpClient(agent=AGENT, origins=[]) as client, pytest.raises(TransportFailed) as caught:
        client.get("https://api.example.org/x")
    assert caught.value.kind is Kind.UNAVAILABLE
    assert "proxy" in caught.value.detail


# --- stopping


def test_stop_ends_what_is_under_way_at_once() -> None:
    failures: list[TransportFailed] = []
    with RawServer(stay_silent(HALF)) as server, HttpClient(agent=AGENT, origins=[]) as client:
        jobs = [lambda: client.get(server.url), lambda: client.wait(30), lambda: client.get(server.url.replace("http:", "https:"))]
        threads = [threading.Thread(target=_note, args=(job, failures)) for job in jobs]
        for thread in threads:
            thread.start()
        while server.connections < 2:
            time.sleep(0.01)
        begun = time.monotonic()
        client.stop()
        for thread in threads:
            thread.join()
        assert time.monotonic() - begun < 5
    assert [(failed.kind, failed.detail, failed.may_retry) for failed in failures] == [(Kind.UNAVAILABLE, "stopped", False)] * 3


def _note(job: Callable[[], object], failures: list[TransportFailed]) -> None:
    try:
        job()
    except TransportFailed as failed:
        failures.append(failed)


def test_close_ends_the_requests_of_other_threads_and_can_be_said_twice() -> None:
    failures: list[TransportFailed] = []
    with RawServer(stay_silent(HALF)) as server:
        client = HttpClient(agent=AGENT, origins=[])
        thread = threading.Thread(target=_note, args=(lambda: client.get(server.url), failures))
        thread.start()
        while not server.requests:
            time.sleep(0.01)
        client.close()
        client.close()
        thread.join()
        assert [failed.detail for failed in failures] == ["stopped"]
        with pytest.raises(TransportFailed, match="stopped"):
            client.get(server.url)


def test_wait_sleeps() -> None:
    with HttpClient(agent=AGENT, origins=[]) as client:
        begun = time.monotonic()
        client.wait(0.05)
        assert time.monotonic() - begun >= 0.05


def test_importing_the_transport_imports_no_http_library() -> None:
    code = "import sys, json, cpx.sources.polite; print(json.dumps([name for name in sys.modules]))"
    loaded = json.loads(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
    assert not {"httpcore2", "h11", "ssl", "filelock", "habanero", "httpx2"} & set(loaded)


def test_failures_hold_nothing_of_what_the_network_said() -> None:
    with RawServer(hang_up(b"HTTP/1.1 \x1b[31m evil\r\n\r\n")) as server:
        failed = failure(server)
    assert "evil" not in str(failed)
    assert "evil" not in failed.detail
