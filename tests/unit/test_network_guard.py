"""The guard of the tests themselves: loopback and Unix sockets pass, the rest is refused, in child processes too."""

import socket

import pytest
from network_guard import ATTEMPTS, NetworkRefused, is_loopback
from running import run_python

OUTSIDE = "192.0.2.1"  # TEST-NET-1: documentation only, routed nowhere


@pytest.mark.parametrize(
    "address", [("127.0.0.1", 80), ("127.8.9.1", 1), ("::1", 80, 0, 0), ("localhost", 1), "localhost", b"localhost", None, ""]
)
def test_is_loopback_takes_this_machine(address: object) -> None:
    assert is_loopback(address)


@pytest.mark.parametrize(
    "address", [(OUTSIDE, 80), ("127.0.0.1.example.org", 80), ("10.0.0.1", 1), ("2001:db8::1", 80, 0, 0), "example.org"]
)
def test_is_loopback_refuses_others(address: object) -> None:
    assert not is_loopback(address)


def test_guard_refuses_connect_and_lookup() -> None:
    with socket.socket() as plug, pytest.raises(NetworkRefused):
        plug.connect((OUTSIDE, 80))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as plug, pytest.raises(NetworkRefused):
        plug.sendto(b"x", (OUTSIDE, 53))
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("example.org", 80)
    assert len(ATTEMPTS) == 3
    ATTEMPTS.clear()


def test_guard_lets_loopback_and_unix_sockets_pass() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
    left, right = socket.socketpair()
    left.close()
    right.close()


def test_guard_holds_in_child_processes() -> None:
    done = run_python(["-c", f"import socket; socket.create_connection(('{OUTSIDE}', 80), timeout=1)"])
    assert done.code == 1
    assert "NetworkRefused" in done.stderr
