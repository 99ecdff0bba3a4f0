"""Connections whose every wait ends at the deadline of the request under way. Imports the HTTP library: import it late."""

import contextlib
import select
import socket
import ssl
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from httpcore2 import SOCKET_OPTION, NetworkBackend, NetworkStream, WriteError

from cpx.sources.base import Kind
from cpx.sources.connecting import connect
from cpx.sources.failed import TWICE, TransportFailed
from cpx.sources.guard import Guards

_T = TypeVar("_T")
_ASKS = b"GET "
"""How a request begins that the server counts; what opens a tunnel through a proxy does not."""


class GuardedStream(NetworkStream):
    """A connection; the timeouts that the library hands over are not used, the guard of the calling thread is."""

    def __init__(self, one: socket.socket, guards: Guards) -> None:
        """Take over a connected socket."""
        self._socket = one
        self._guards = guards

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - the library's signature
        """Read what is there; raises TransportFailed at the deadline, or where the connection broke."""
        guard = self._guards.now
        try:
            data = self._repeat(lambda: self._socket.recv(max_bytes))
        except OSError as error:
            guard.note(b"")
            raise guard.broke_off() from error
        guard.note(data)
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - the library's signature
        """Send all; raises WriteError where the server hung up (its answer may be there already)."""
        view = memoryview(buffer)
        try:
            while view:
                view = view[self._repeat(lambda part=view: self._socket.send(part)) :]  # type: ignore[misc]
        except OSError as error:
            raise WriteError from error
        if buffer[: len(_ASKS)] == _ASKS:
            self._guards.now.on_sent()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> "GuardedStream":  # noqa: ARG002
        """Shake hands; raises TransportFailed where no trusted connection comes about."""
        try:
            return GuardedStream(self._shake_hands(ssl_context, server_hostname), self._guards)
        except ssl.SSLCertVerificationError as error:
            self.close()
            raise TransportFailed(Kind.BLOCKED, "the certificate is not trusted: a proxy may stand between") from error
        except (OSError, ValueError) as error:
            self.close()
            raise TransportFailed(Kind.UNAVAILABLE, "no secure connection", TWICE) from error
        except BaseException:
            self.close()
            raise

    def _shake_hands(self, context: ssl.SSLContext, host: str | None) -> ssl.SSLSocket:
        # Contexts of other kinds (the system's trust store) may verify only what shakes hands while it is wrapped.
        in_slices = type(context) is ssl.SSLContext
        self._socket.settimeout(max(self._guards.now.ends_in(), 0.01))
        secure = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=not in_slices)
        self._socket = secure
        if in_slices:
            self._repeat(secure.do_handshake)
        return secure

    def _repeat(self, act: Callable[[], _T]) -> _T:
        while True:
            seconds = self._guards.now.left()
            if self._socket.gettimeout() != seconds:  # each call of the system gives way to other threads
                self._socket.settimeout(seconds)
            with contextlib.suppress(TimeoutError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                return act()

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's signature
        """Tell the library what it asks for: whether TLS is spoken, and whether an idle connection has something to say."""
        if info == "ssl_object" and isinstance(self._socket, ssl.SSLSocket):
            return self._socket
        if info == "is_readable":
            return _is_readable(self._socket)
        return None


class GuardedBackend(NetworkBackend):
    """Makes such connections."""

    def __init__(self, guards: Guards) -> None:
        """Keep where each thread's guard is found."""
        self._guards = guards

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the library's signature
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> GuardedStream:
        """Connect; raises TransportFailed."""
        return GuardedStream(connect(host, port, self._guards.now), self._guards)


def _is_readable(one: socket.socket) -> bool:
    try:
        if not hasattr(select, "poll"):
            return bool(select.select([one], [], [], 0)[0])
        poll = select.poll()
        poll.register(one, select.POLLIN)
        return bool(poll.poll(0))
    except (OSError, ValueError):  # closed meanwhile
        return True
