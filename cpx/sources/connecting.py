"""Find a host and connect to it within a deadline. The system's own calls cannot be interrupted: these can."""

import errno
import ipaddress
import selectors
import socket
import time
from threading import Event, Thread

from cpx.sources.base import Kind
from cpx.sources.failed import ONCE, TWICE, TransportFailed
from cpx.sources.guard import Guard

CONNECT = 10.0
"""Seconds that finding a host, or connecting to it, may take."""
_AT_ONCE = 1.0
"""Seconds within which a refusal is worth a second try; one that takes longer costs too much."""
_UNDER_WAY = {errno.EINPROGRESS, errno.EWOULDBLOCK, errno.EAGAIN, getattr(errno, "WSAEWOULDBLOCK", errno.EWOULDBLOCK)}

Address = tuple[socket.AddressFamily, tuple[str, int] | tuple[str, int, int, int] | tuple[int, bytes]]


def connect(host: str, port: int, guard: Guard) -> socket.socket:
    """Connect to the first address of a host that answers; raises TransportFailed."""
    addresses = find(host, port, guard)
    begun = time.monotonic()
    ends = begun + CONNECT
    for number, (family, address) in enumerate(addresses):
        share = (ends - time.monotonic()) / (len(addresses) - number)
        found = _connect_one(family, address, time.monotonic() + share, guard)
        if found is not None:
            return found
    raise TransportFailed(Kind.UNAVAILABLE, "no connection", TWICE if time.monotonic() < begun + _AT_ONCE else ONCE)


def find(host: str, port: int, guard: Guard) -> tuple[Address, ...]:
    """Give the addresses of a host; raises TransportFailed."""
    if _is_address(host):
        return _look_up(host, port)
    found: list[tuple[Address, ...] | Exception] = []
    ready = Event()
    Thread(target=_look_up_aside, args=(host, port, found, ready), daemon=True).start()
    ends = time.monotonic() + CONNECT
    while not ready.wait(guard.left()):
        if time.monotonic() > ends:
            raise TransportFailed(Kind.UNAVAILABLE, "no connection")
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _look_up_aside(host: str, port: int, found: list[tuple[Address, ...] | Exception], ready: Event) -> None:
    try:
        found.append(_look_up(host, port))
    except Exception as error:  # noqa: BLE001 - it is raised again where it is waited for
        found.append(error)
    finally:
        ready.set()


def _look_up(host: str, port: int) -> tuple[Address, ...]:
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransportFailed(Kind.UNAVAILABLE, "no connection", TWICE) from error
    return tuple((row[0], row[4]) for row in rows)


def _connect_one(family: socket.AddressFamily, address: object, ends: float, guard: Guard) -> socket.socket | None:
    try:
        one = socket.socket(family, socket.SOCK_STREAM)
    except OSError:
        return None
    try:
        one.settimeout(0)
        if _connected(one, address, ends, guard):
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return one
    except OSError:
        one.close()
        return None
    except BaseException:
        one.close()
        raise
    one.close()
    return None


def _connected(one: socket.socket, address: object, ends: float, guard: Guard) -> bool:
    code = one.connect_ex(address)  # type: ignore[arg-type] # whatever shape the family has
    if code in _UNDER_WAY and _writable(one, ends, guard):
        code = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    return code == 0


def _writable(one: socket.socket, ends: float, guard: Guard) -> bool:
    with selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_WRITE)
        while time.monotonic() < ends:
            if selector.select(guard.left()):
                return True
    return False
