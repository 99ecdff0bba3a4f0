"""The web page of a work: an address that a browser may be given."""

import re
from urllib.parse import quote, urlsplit

from cpx.domain.work import Work

_SCHEMES = ("http", "https")
_ODD = re.compile(r"[\s\x00-\x20\x7f-\x9f\"<>\\^`{|}]")
"""Characters that stand in no address: what follows one might be taken for something else."""


def page_of(work: Work) -> str | None:
    """Give the address of a work's page: its DOI's, else its own if that leads to a web server (never ``file:`` or a script)."""
    if work.doi:
        return f"https://doi.org/{quote(work.doi, safe='/:;()._-', errors='replace')}"
    return work.url.strip() if work.url and _is_web(work.url.strip()) else None


def _is_web(address: str) -> bool:
    if _ODD.search(address):
        return False
    try:
        parts = urlsplit(address)
    except ValueError:  # a bracket that is not closed
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.hostname)
