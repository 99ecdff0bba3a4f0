"""One GET request at a time that cannot hang, grow or wander: total deadline, size cap, redirects only to known places.

The HTTP library (50 ms to import) is imported when the first request goes out.
"""

import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from threading import BoundedSemaphore, Event, Lock
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from cpx.sources.base import Kind
from cpx.sources.failed import TWICE, TransportFailed
from cpx.sources.guard import SLICE, Guard, Guards, ignore, stopped
from cpx.sources.proxying import ProxyAddress, proxy_for
from cpx.sources.redirecting import REDIRECTS, next_url, origin_of
from cpx.sources.unpacking import read_capped, too_large

if TYPE_CHECKING:
    from httpcore2 import URL, ConnectionPool, Response

DEADLINE = 25.0
"""Seconds that a request may take in all."""
CAP = 10_000_000
"""Bytes that an answer may have, unpacked."""
CONNECTIONS = 3
"""Connections at once; the politest services allow three requests at once."""
_KEEP = 30.0
"""Seconds that an idle connection is kept."""
_GRACE = 2.0
"""Seconds that closing waits for the requests of other threads, which end within a slice."""
_LONGEST_VALUE = 8_000
_PROXY_FAULT = 500
_DIGITS = 15
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: names of headers in lower case, the body unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class HttpClient:
    """Sends GET requests. Safe to use from several threads; at most ``CONNECTIONS`` requests are under way at once."""

    def __init__(self, *, agent: str, origins: Sequence[str], deadline: float = DEADLINE, cap: int = CAP) -> None:
        """Keep who asks, and the addresses (scheme, host, port) to which redirects may lead; opens no connection."""
        self.deadline = deadline
        self._cap = cap
        self._headers = (("User-Agent", agent), ("Accept-Encoding", "gzip"))
        self._origins = frozenset(origin for origin in map(origin_of, origins) if origin)
        self._guards = Guards()
        self._stopped = Event()
        self._places = BoundedSemaphore(CONNECTIONS)
        self._lock = Lock()
        self._pools: dict[ProxyAddress | None, ConnectionPool] = {}

    def get(
        self,
        url: str,
        *,
        accept: str = "application/json",
        deadline: float | None = None,
        on_sent: Callable[[], None] = ignore,
        on_answer: Callable[[Mapping[str, str]], object] = ignore,
    ) -> Reply:
        """Fetch an address; raises TransportFailed.

        ``deadline`` seconds hold for everything together: name look-up, handshakes, redirects, the last byte. ``on_sent`` is
        called when a request has left (for each redirect again), ``on_answer`` with the headers as soon as they are there.
        """
        seconds = self.deadline if deadline is None else deadline
        guard = Guard(time.monotonic() + seconds, self._stopped, seconds, on_sent)
        while not self._places.acquire(timeout=guard.left()):
            pass
        try:
            self._guards.now = guard
            return self._follow(url, accept, guard, on_answer)
        finally:
            self._places.release()

    def wait(self, seconds: float) -> None:
        """Sleep; raises TransportFailed as soon as the client is stopped."""
        ends = time.monotonic() + seconds
        while not self._stopped.is_set():
            left = ends - time.monotonic()
            if left <= 0:
                return
            self._stopped.wait(min(left, SLICE))
        raise stopped()

    def stop(self) -> None:
        """End every wait and every request of every thread, now and from now on."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and hang up once the requests of other threads have ended."""
        self.stop()
        with self._lock:
            pools, self._pools = list(self._pools.values()), {}
        if pools:
            for _ in range(CONNECTIONS):  # a socket that is closed under a reader may have become another one meanwhile
                self._places.acquire(timeout=_GRACE)
        for pool in pools:
            pool.close()

    def __enter__(self) -> Self:
        """Give the client itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def _follow(self, url: str, accept: str, guard: Guard, on_answer: Callable[[Mapping[str, str]], object]) -> Reply:
        seen = [url]
        while True:
            reply = self._ask(url, accept, guard, on_answer)
            if reply.status not in REDIRECTS:
                return reply
            url = next_url(url, reply.headers.get("location", ""), seen, self._origins)
            seen.append(url)

    def _ask(self, url: str, accept: str, guard: Guard, on_answer: Callable[[Mapping[str, str]], object]) -> Reply:
        import httpcore2

        guard.begin()
        target = _read_address(url)
        headers = [("Host", urlsplit(url).netloc), *self._headers, ("Accept", accept)]
        try:
            with self._pool(url).stream("GET", target, headers=headers, extensions={"timeout": {"pool": SLICE}}) as response:
                return self._read(response, on_answer)
        except httpcore2.RemoteProtocolError as error:
            raise (guard.broke_off() if guard.broken else guard.no_http()) from error
        except httpcore2.ProxyError as error:
            raise _proxy_failure(str(error)) from error
        except httpcore2.PoolTimeout as error:
            raise TransportFailed(Kind.UNAVAILABLE, "no connection", TWICE) from error
        except httpcore2.LocalProtocolError as error:
            raise _no_address() from error

    def _read(self, response: "Response", on_answer: Callable[[Mapping[str, str]], object]) -> Reply:
        headers = _read_headers(response.headers)
        on_answer(headers)
        if _is_longer(headers.get("content-length", ""), self._cap):
            raise too_large(self._cap)
        body = read_capped(response.iter_stream(), headers.get("content-encoding", ""), self._cap)
        return Reply(response.status, headers, body)

    def _pool(self, url: str) -> "ConnectionPool":
        import httpcore2

        from cpx.sources.streams import GuardedBackend

        proxy = proxy_for(url)
        with self._lock:
            if proxy not in self._pools:
                self._pools[proxy] = httpcore2.ConnectionPool(
                    proxy=httpcore2.Proxy(proxy.url, proxy.user) if proxy else None,
                    max_connections=CONNECTIONS,
                    keepalive_expiry=_KEEP,
                    network_backend=GuardedBackend(self._guards),
                )
            return self._pools[proxy]


def _read_address(url: str) -> "URL":
    from httpcore2 import URL

    if origin_of(url) is None:
        raise _no_address()
    return URL(url)


def _no_address() -> TransportFailed:
    return TransportFailed(Kind.MALFORMED, "the address cannot be asked for")


def _is_longer(length: str, cap: int) -> bool:
    return length.isdecimal() and length.isascii() and (len(length) > _DIGITS or int(length) > cap)


def _read_headers(raw: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), _CONTROLS.sub("", value.decode("latin-1"))
        headers[key] = (f"{headers[key]}, {text}" if key in headers else text)[:_LONGEST_VALUE]
    return headers


def _proxy_failure(said: str) -> TransportFailed:
    status = int(said[:3]) if said[:3].isdecimal() else 0
    if status >= _PROXY_FAULT:
        return TransportFailed(Kind.UNAVAILABLE, "the proxy gives no connection", TWICE)
    return TransportFailed(Kind.BLOCKED, "the proxy refuses the connection")
