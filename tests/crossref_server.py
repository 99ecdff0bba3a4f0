"""A small Crossref, doi.org and DataCite in one on the loopback: hand-made answers, and ways to let a client down."""

import json
import re
import socket
import struct
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, ClassVar, Self
from urllib.parse import parse_qs, unquote, urlsplit

from crossref_answers import AGENCIES, CSL, DATACITE, NOTICE, WORKS

SLOW = 3.0
"""Seconds that the mode ``slow`` says nothing."""
LIMITS = {"x-rate-limit-limit": "100", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}
"""What every answer tells of the pace that it allows."""
DOI = "10.1186/s12961-024-01130-w"


def _envelope(message: object, kind: str = "work") -> bytes:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}).encode()


def _list(works: list[dict[str, Any]], total: int | None = None) -> bytes:
    return _envelope({"total-results": len(works) if total is None else total, "items": works}, "work-list")


class _Handler(BaseHTTPRequestHandler):
    server: "CrossrefServer"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.server.requests.append(
            {"path": self.path, "agent": self.headers.get("User-Agent", ""), "accept": self.headers.get("Accept", "")}
        )
        mode = self.server.mode_of(parts.path)
        if mode in self.MODES:
            self.MODES[mode](self)
        else:
            self._answer(parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()})

    def _answer(self, path: str, query: dict[str, str]) -> None:
        if path.rstrip("/") == "/works":
            self._send(200, _list(self._find(query)))
            return
        routes = (
            ("/works/", self._answer_work),
            ("/ra/", self._answer_holders),
            ("/dois/", self._answer_datacite),
            ("/", self._answer_csl),
        )
        prefix, answer = next(route for route in routes if path.startswith(route[0]))
        answer(unquote(path.removeprefix(prefix)).lower())

    def _answer_work(self, doi: str) -> None:
        works = self.server.works
        agency = self.server.agencies.get(doi.removesuffix("/agency"))
        if doi in works:
            self._send(200, _envelope(works[doi]))
        elif doi.endswith("/agency") and agency:
            named = {"id": agency.lower(), "label": agency}
            self._send(200, _envelope({"DOI": doi.removesuffix("/agency"), "agency": named}, "work-agency"))
        else:
            self._send(404, b"Resource not found.", "text/plain")

    def _answer_holders(self, dois: str) -> None:
        known = self.server.agencies
        rows = [
            {"DOI": doi, **({"RA": known[doi]} if doi in known else {"status": "DOI does not exist"})}
            for doi in ([dois] if dois in known else dois.split(","))
        ]
        self._send(200, json.dumps(rows).encode())

    def _answer_datacite(self, doi: str) -> None:
        if doi in self.server.datacite:
            answer = {"data": {"id": doi, "type": "dois", "attributes": self.server.datacite[doi]}}
            self._send(200, json.dumps(answer).encode(), "application/vnd.api+json; charset=utf-8")
        else:
            self._send(404, b'{"errors":[{"status":"404"}]}', "application/vnd.api+json; charset=utf-8")

    def _answer_csl(self, doi: str) -> None:
        if doi in self.server.csl and "citationstyles.csl+json" in self.headers.get("Accept", ""):
            self._send(200, json.dumps(self.server.csl[doi]).encode(), "application/vnd.citationstyles.csl+json")
        else:
            self._send(404, b"<h1>DOI Not Found</h1>", "text/html")

    def _find(self, query: dict[str, str]) -> list[dict[str, Any]]:
        """Give the works that fit filters and words, as a list answer has them."""
        fitting = [work for work in self.server.works.values() if all(_fits(work, each) for each in _filters(query.get("filter", "")))]
        words = [set(re.findall(r"\w+", value.lower())) for name, value in query.items() if name.startswith("query")]
        if words:
            scored = [(len(set.union(*words) & set(re.findall(r"\w+", json.dumps(work).lower()))), work) for work in fitting]
            fitting = [work for score, work in sorted(scored, key=lambda pair: -pair[0]) if score]
        start, rows = int(query.get("offset", "0")), int(query.get("rows", "20"))
        names = query["select"].split(",") if "select" in query else None
        found = fitting[start : start + rows]
        return [{name: work[name] for name in names if name in work} for work in found] if names else found

    def _send(self, status: int, body: bytes, kind: str = "application/json;charset=utf-8", **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **LIMITS, **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _send_slowly(self) -> None:
        time.sleep(SLOW)
        self._send(200, _envelope(WORKS[DOI]))

    def _send_twice(self) -> None:
        """Repeat every work of the list, and add works that nobody asked for."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self._send(200, _list([*self._find(query) * 3, *(dict(WORKS[DOI], DOI=f"10.5555/extra.{number}") for number in range(300))], 10**9))

    def _send_together(self) -> None:
        """Answer once three such requests are under way at the same time."""
        try:
            self.server.three.wait(SLOW)
        except threading.BrokenBarrierError:
            self._send(400, b"alone", "text/plain")
        else:
            self._answer(urlsplit(self.path).path, {})

    def _reset(self) -> None:
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    MODES: ClassVar[dict[str, Callable[["_Handler"], None]]] = {
        "404": lambda self: self._send(404, b"Resource not found.", "text/plain"),
        "400": lambda self: self._send(400, b'{"status":"failed","message":[{"message":"bad"}]}'),
        "403": lambda self: self._send(403, b"<html>blocked</html>", "text/html"),
        "410": lambda self: self._send(410, b"gone", "text/plain"),
        "429": lambda self: self._send(429, b"slow down", "text/plain"),
        "429_huge": lambda self: self._send(429, b"slow down", "text/plain", **{"Retry-After": "86400"}),
        "500": lambda self: self._send(500, b"oops", "text/plain"),
        "504": lambda self: self._send(504, b"", "text/plain"),
        "redirect": lambda self: self._send(302, b"", "text/html"),
        "html": lambda self: self._send(200, b"<html><body>Log in</body></html>", "text/html"),
        "html_as_json": lambda self: self._send(200, b"<html><body>Log in</body></html>"),
        "null": lambda self: self._send(200, b"null"),
        "list": lambda self: self._send(200, b"[]"),
        "string": lambda self: self._send(200, b'"ok"'),
        "message_null": lambda self: self._send(200, _envelope(None)),
        "message_list": lambda self: self._send(200, _envelope([1])),
        "message_string": lambda self: self._send(200, _envelope("internal")),
        "message_empty": lambda self: self._send(200, _envelope({})),
        "items_null": lambda self: self._send(200, _envelope({"items": None})),
        "items_empty": lambda self: self._send(200, _list([])),
        "no_doi": lambda self: self._send(200, _envelope({"title": ["A work without a DOI"]})),
        "wrong_doi": lambda self: self._send(200, _envelope({"DOI": "10.5555/other", "title": ["Another work"]})),
        "second_message": lambda self: self._send(200, _envelope(WORKS[DOI])[:-1] + b', "message": {"DOI": "10.5555/other"}}'),
        "upper_case": lambda self: self._send(200, _envelope({"DOI": DOI.upper(), "type": "report", "title": ["The same work"]})),
        "plain_text": lambda self: self._send(200, _envelope(WORKS[DOI]), "text/plain"),
        "no_type": lambda self: self._send(200, _envelope(WORKS[DOI]), ""),
        "bom": lambda self: self._send(200, b"\xef\xbb\xbf" + _envelope(WORKS[DOI])),
        "latin1": lambda self: self._send(200, _envelope({"DOI": DOI, "type": "report", "title": ["@"]}).replace(b"@", b"J\xf6nk\xf6ping")),
        "nan": lambda self: self._send(
            200, _envelope({"DOI": DOI, "type": "report", "title": ["A work"]})[:-1] + b', "x": NaN, "y": ' + b"9" * 5_000 + b"}"
        ),
        "half": lambda self: self._send(200, _envelope({"DOI": DOI})[:40]),
        "empty": lambda self: self._send(200, b""),
        "deep": lambda self: self._send(200, b"[" * 100_000 + b"]" * 100_000),
        "untyped": lambda self: self._send(200, _envelope(dict(WORKS[DOI], type=None))),
        "updates_null": lambda self: self._send(200, _envelope(dict(WORKS[DOI], **{"updated-by": None}))),
        "list_incomplete": lambda self: self._send(200, _list([NOTICE], 2)),
        "list_repeats": lambda self: self._send(200, _list([NOTICE, NOTICE])),
        "list_of_others": lambda self: self._send(200, _list([WORKS[DOI]])),
        "list_untyped": lambda self: self._send(200, _list([dict(NOTICE, type=7)])),
        "list_unlisted": lambda self: self._send(200, _list([dict(NOTICE, **{"update-to": None})])),
        "list_without_doi": lambda self: self._send(200, _list([{name: value for name, value in NOTICE.items() if name != "DOI"}])),
        "twice": _send_twice,
        "slow": _send_slowly,
        "together": _send_together,
        "reset": _reset,
    }


def _filters(text: str) -> list[tuple[str, set[str]]]:
    """Give the filters: values of one name are alternatives."""
    found: dict[str, set[str]] = {}
    for part in filter(None, text.split(",")):
        name, _, value = part.partition(":")
        found.setdefault(name, set()).add(value.lower())
    return list(found.items())


def _fits(work: dict[str, Any], wanted: tuple[str, set[str]]) -> bool:
    held: dict[str, list[str]] = {
        "doi": [work["DOI"]],
        "isbn": work.get("ISBN", []),
        "type": [work.get("type", "")],
        "updates": [row["DOI"] for row in work.get("update-to", [])],
    }
    return bool(wanted[1] & {value.lower() for value in held[wanted[0]]})


class CrossrefServer(ThreadingHTTPServer):
    """A server on a free port of the loopback; ``requests`` tells what it was asked.

    ``mode`` changes what it does, ``list_mode`` for lists only, ``modes`` for single paths (their unquoted end). What it knows
    stands in ``works``, ``agencies``, ``datacite`` and ``csl``, each its own to be changed.
    """

    daemon_threads = True

    def __init__(self, mode: str = "normal") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mode = mode
        self.list_mode: str | None = None
        self.modes: dict[str, str] = {}
        self.works: dict[str, dict[str, Any]] = dict(WORKS)
        self.agencies: dict[str, str] = dict(AGENCIES)
        self.datacite: dict[str, dict[str, Any]] = dict(DATACITE)
        self.csl: dict[str, dict[str, Any]] = dict(CSL)
        self.requests: list[dict[str, str]] = []
        self.three = threading.Barrier(3)
        self._thread = threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    @property
    def url(self) -> str:
        """Its address, for CPX_CROSSREF_URL, CPX_DOI_URL and CPX_DATACITE_URL."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def mode_of(self, path: str) -> str:
        """Tell what to do with a request."""
        if path.rstrip("/") == "/works":
            return self.list_mode or self.mode
        return next((mode for end, mode in self.modes.items() if unquote(path).lower().endswith(end)), self.mode)

    def count(self, start: str) -> int:
        """Count the requests whose path begins so: ``/works?`` the lists, ``/works/`` the single works."""
        return sum(request["path"].startswith(start) for request in self.requests)

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what some tests are about."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
        self.server_close()
