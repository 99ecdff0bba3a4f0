"""Where a redirect may lead: only to places that we ask anyway. Networks that want a log-in redirect too."""

import re
from collections.abc import Collection
from urllib.parse import urljoin, urlsplit

from cpx.sources.base import Kind
from cpx.sources.failed import TransportFailed

MOST = 5
"""Redirects that are followed for one request."""
REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_PLAIN = re.compile(r"[!-~]{1,8000}")
"""An address as it may stand in a request: everything else is quoted in it."""
_LONGEST = 4_000
"""Characters that the address in a redirect may have; headers are cut behind that."""

Origin = tuple[str, str, int]


def origin_of(url: str) -> Origin | None:
    """Give scheme, host and port of an http(s) address; None for anything else."""
    if not _PLAIN.fullmatch(url):
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    if not parts.hostname or parts.username is not None or parts.password is not None:
        return None
    return parts.scheme, parts.hostname, port


def next_url(url: str, location: str, seen: Collection[str], origins: Collection[Origin]) -> str:
    """Give the address that a redirect from ``url`` leads to; raises TransportFailed for one that is not followed."""
    target = _join(url, location)
    origin = origin_of(target)
    if origin is None or origin not in origins or (url.startswith("https:") and origin[0] != "https"):
        raise TransportFailed(Kind.MALFORMED, "redirected elsewhere")
    if target in seen:
        raise TransportFailed(Kind.MALFORMED, "redirected in a circle")
    if len(seen) > MOST:
        raise TransportFailed(Kind.MALFORMED, "redirected too often")
    return target


def _join(url: str, location: str) -> str:
    if len(location) > _LONGEST or not _PLAIN.fullmatch(location):
        return ""
    try:
        return urljoin(url, location).partition("#")[0]
    except ValueError:
        return ""
