"""Keep tests off the network: an audit hook refuses every address that is not this machine's loopback.

An audit hook, not a patch of ``socket``: it also sees what compiled code does, and costs child processes no import. It
cannot be taken away again, so it holds for the whole run.
"""

import sys

_WATCHED = {"socket.connect": 1, "socket.sendto": 1, "socket.sendmsg": 1, "socket.getaddrinfo": 0, "socket.gethostbyname": 0}
"""Audit event -> where the address or host stands among its arguments."""
_HERE = ("", "localhost", "::1")

ATTEMPTS: list[str] = []
"""What was refused: a fixture fails the test that tried, also where the code under test caught the error."""


class NetworkRefused(Exception):
    """A test tried to reach something that is not on the loopback."""


def is_loopback(address: object) -> bool:
    """Tell whether an address or a host name stays on this machine (paths of Unix sockets do)."""
    host = address[0] if isinstance(address, tuple) and address else address
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    if host is None or host in _HERE:
        return True
    parts = str(host).split(".")
    return len(parts) == 4 and parts[0] == "127" and all(part.isdigit() for part in parts)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    place = _WATCHED.get(event)
    if place is None or (event in ("socket.connect", "socket.sendto") and not isinstance(arguments[place], tuple)):
        return  # a Unix socket's address is a path
    if not is_loopback(arguments[place]):
        ATTEMPTS.append(f"{event}: {arguments[place]}")
        raise NetworkRefused(f"no network in tests: {event} to {arguments[place]!r}")


def block_network() -> None:
    """Refuse the network from here to the end of the process."""
    sys.addaudithook(_refuse)
