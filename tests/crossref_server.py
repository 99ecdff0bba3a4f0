"""A small Crossref on the loopback, for tests: hand-made answers, and the ways in which a server can let a client down."""

import json
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar, Self
from urllib.parse import unquote, urlsplit

from crossref_answers import OTHER_AGENCIES, WORKS

SLOW = 3.0
"""Seconds that the mode ``slow`` says nothing."""


def _envelope(message: object, kind: str = "work") -> bytes:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: "CrossrefServer"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.requests.append({"path": self.path, "agent": self.headers.get("User-Agent", "")})
        mode = self.server.mode
        if mode in self.MODES:
            self.MODES[mode](self)
        else:
            self._answer(unquote(path.removeprefix("/works/")).lower())

    def _answer(self, doi: str) -> None:
        agency = OTHER_AGENCIES.get(doi.removesuffix("/agency"))
        if doi.endswith("/agency") and agency:
            self._send(200, _envelope({"DOI": doi.removesuffix("/agency"), "agency": {"id": agency, "label": "DataCite"}}, "work-agency"))
        elif doi in WORKS:
            self._send(200, _envelope(WORKS[doi]))
        else:
            self._send(404, b"Resource not found.", "text/plain")

    def _send(self, status: int, body: bytes, kind: str = "application/json;charset=utf-8") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_slowly(self) -> None:
        time.sleep(SLOW)
        self._send(200, _envelope(WORKS["10.1186/s12961-024-01130-w"]))

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    MODES: ClassVar[dict[str, Callable[["_Handler"], None]]] = {
        "404": lambda self: self._send(404, b"Resource not found.", "text/plain"),
        "400": lambda self: self._send(400, b'{"status":"failed","message":[{"message":"bad"}]}'),
        "403": lambda self: self._send(403, b"<html>blocked</html>", "text/html"),
        "429": lambda self: self._send(429, b"slow down", "text/plain"),
        "500": lambda self: self._send(500, b"oops", "text/plain"),
        "504": lambda self: self._send(504, b"", "text/plain"),
        "redirect": lambda self: self._send(302, b"", "text/html"),
        "html": lambda self: self._send(200, b"<html><body>Log in</body></html>", "text/html"),
        "html_as_json": lambda self: self._send(200, b"<html><body>Log in</body></html>"),
        "null": lambda self: self._send(200, b"null"),
        "list": lambda self: self._send(200, b"[]"),
        "message_null": lambda self: self._send(200, _envelope(None)),
        "message_list": lambda self: self._send(200, _envelope([1])),
        "no_doi": lambda self: self._send(200, _envelope({"title": ["A work without a DOI"]})),
        "wrong_doi": lambda self: self._send(200, _envelope({"DOI": "10.5555/other", "title": ["Another work"]})),
        "upper_case": lambda self: self._send(200, _envelope({"DOI": "10.1186/S12961-024-01130-W", "title": ["The same work"]})),
        "half": lambda self: self._send(200, _envelope({"DOI": "10.1186/s12961-024-01130-w"})[:40]),
        "empty": lambda self: self._send(200, b""),
        "no_type": lambda self: self._send(200, b"{}", ""),
        "deep": lambda self: self._send(200, b"[" * 100_000 + b"]" * 100_000),
        "slow": _send_slowly,
        "reset": _reset,
    }


class CrossrefServer(ThreadingHTTPServer):
    """A server on a free port of the loopback; ``mode`` changes what it does, ``requests`` tells what it was asked."""

    daemon_threads = True

    def __init__(self, mode: str = "normal") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode = mode
        self.requests: list[dict[str, str]] = []
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Its address, for CPX_CROSSREF_URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what some tests are about."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
        self.server_close()
