"""Read what a registry answers. Nothing is believed before it was looked at: not the status, not the type, not the shape.

The content type plays no part: a page of HTML is no JSON whatever it calls itself, and good JSON without a type is good JSON.
"""

import json
from contextlib import suppress
from typing import Any, Protocol

from cpx.formats.json_text import parse_json
from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed
from cpx.sources.http import Reply
from cpx.sources.ledger import Lane

OK = 200
_FIRST_ERROR = 400
_SERVER_ERROR = 500
_KINDS = {
    404: Kind.NOT_FOUND,
    410: Kind.NOT_FOUND,
    401: Kind.BLOCKED,
    403: Kind.BLOCKED,
    407: Kind.BLOCKED,
    451: Kind.BLOCKED,
    429: Kind.RATE_LIMITED,
    408: Kind.TIMEOUT,
    504: Kind.TIMEOUT,
}
"""HTTP status -> what it means for us; other codes from 500 up: not available, the rest from 400 up: no usable answer."""


class Trouble(Exception):
    """No usable answer: the kind, and a detail in our own words."""

    def __init__(self, kind: Kind, detail: str) -> None:
        """Keep both."""
        super().__init__(detail)
        self.kind = kind
        self.detail = detail


class Asks(Protocol):
    """What sends a request politely: ``cpx.sources.polite.PoliteClient``."""

    def get(self, url: str, *, lane: Lane, accept: str = "", deadline: float | None = None) -> Reply:
        """Send a request and give the reply; raises TransportFailed."""
        ...


def ask(client: Asks, url: str, *, lane: Lane, accept: str = "application/json", deadline: float | None = None) -> bytes:
    """Send a request, and give the body of an answer that is no error; raises Trouble. ``deadline``: seconds in all."""
    try:
        reply = client.get(url, lane=lane, accept=accept, deadline=deadline)
    except TransportFailed as error:
        raise Trouble(error.kind, error.detail) from error
    _check_status(reply.status)
    return reply.body


def _check_status(status: int) -> None:
    if status < _FIRST_ERROR:
        return
    kind = _KINDS.get(status, Kind.UNAVAILABLE if status >= _SERVER_ERROR else Kind.MALFORMED)
    raise Trouble(kind, f"HTTP {status}")


def read_json(body: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Parse a body; raises Trouble where it is no JSON, not in the encoding that JSON must have, or nested too deep."""
    # Raised outside of the block: the parser's error holds the whole text.
    with suppress(ValueError):
        return parse_json(body.decode(json.detect_encoding(body)).removeprefix("\ufeff"))
    raise Trouble(Kind.MALFORMED, "no JSON" if body.strip() else "an empty answer")


def dig(value: object, *keys: str) -> Any:  # noqa: ANN401 - any JSON
    """Give what stands under keys within keys; None where one is missing or what should hold it is no object."""
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value
