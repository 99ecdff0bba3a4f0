"""A server on the loopback that says exactly the bytes it is told to, for tests of what a client makes of them."""

import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Sequence
from typing import Self

import trustme

AUTHORITY = trustme.CA()
"""Certifies our servers for this one process; nobody else trusts it, and no key is kept."""

Act = Callable[[socket.socket], object]
"""Answers by itself; the connection stays open where it gives something true."""


def answer(body: bytes = b"{}", status: str = "200 OK", *headers: str) -> bytes:
    """Make a well-formed answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


def redirect(location: str, status: str = "302 Found") -> bytes:
    """Make a redirect."""
    return answer(b"", status, f"Location: {location}")


def hang_up(data: bytes = b"") -> Act:
    """Say something and close the connection."""

    def act(one: socket.socket) -> None:
        one.sendall(data)
        one.shutdown(socket.SHUT_RDWR)

    return act


def reset(data: bytes = b"") -> Act:
    """Say something and break the connection off."""

    def act(one: socket.socket) -> None:
        one.sendall(data)
        time.sleep(0.02)  # for the client to have read it
        one.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        one.close()

    return act


def stay_silent(data: bytes = b"") -> Act:
    """Say something, and then nothing until the client goes."""

    def act(one: socket.socket) -> None:
        one.sendall(data)
        while one.recv(1000):
            pass

    return act


def drip(data: bytes, pause: float = 0.01) -> Act:
    """Say it byte by byte."""

    def act(one: socket.socket) -> bool:
        for place in range(len(data)):
            one.sendall(data[place : place + 1])
            time.sleep(pause)
        return True

    return act


class RawServer:
    """Answers the requests it gets with ``answers`` in turn, the last one for ever; ``requests`` holds what it was asked."""

    def __init__(self, *answers: bytes | Act, tls: bool = False) -> None:
        self.requests: list[bytes] = []
        self.times: list[float] = []
        self.connections = 0
        self.answers: Sequence[bytes | Act] = answers
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH) if tls else None
        if self._tls:
            AUTHORITY.issue_cert("127.0.0.1", "localhost").configure_cert(self._tls)

    @property
    def url(self) -> str:
        """Its address."""
        return f"{'https' if self._tls else 'http'}://127.0.0.1:{self.port}"

    def _listen(self) -> None:
        while True:
            try:
                one, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(one,), daemon=True).start()

    def _serve(self, one: socket.socket) -> None:
        try:
            with one, self._tls.wrap_socket(one, server_side=True) if self._tls else one as line:
                while self._serve_one(line):
                    pass
        except OSError:
            pass  # the client has gone, or did not like us

    def _serve_one(self, line: socket.socket) -> bool:
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            data = line.recv(4096)
            if not data:
                return False
            head += data
        self.times.append(time.monotonic())
        act = self.answers[min(len(self.requests), len(self.answers) - 1)]
        self.requests.append(head)
        if isinstance(act, bytes):
            line.sendall(act)
            return True
        return bool(act(line))

    def __enter__(self) -> Self:
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)  # ends the wait in the other thread, which would keep the port open
        self._listener.close()
