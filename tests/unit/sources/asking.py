"""What the tests of sources ask with: our own transport, short deadlines, no pace kept in a file."""

import json
from collections.abc import Iterator
from urllib.request import urlopen

import pytest

from cpx.domain.record import Record
from cpx.sources.agencies import Agencies
from cpx.sources.crossref import Crossref
from cpx.sources.http import HttpClient
from cpx.sources.pace import Pace
from cpx.sources.polite import PoliteClient
from cpx.sources.registries import Registries

SHORT = 0.6
"""Seconds a request may take: too few for a second try."""


_OPEN: list[HttpClient] = []


@pytest.fixture(autouse=True)
def hang_up() -> Iterator[None]:
    """Close what a test has opened; a test module takes this in by importing its name."""
    yield
    while _OPEN:
        _OPEN.pop().close()


def make_client(url: str, deadline: float = SHORT) -> tuple[HttpClient, PoliteClient]:
    """Give a transport for one address, and the polite client on it."""
    client = HttpClient(agent="cpx/test (mailto:tester@example.org)", origins=[url], deadline=deadline)
    _OPEN.append(client)
    return client, PoliteClient(client, Pace(None, "test", polite=True))


def make_crossref(url: str, deadline: float = SHORT) -> Crossref:
    """Give a Crossref at an address."""
    client, polite = make_client(url, deadline)
    return Crossref(polite, url, client.stop, short=deadline)


def make_registries(url: str, deadline: float = SHORT, *, doi_url: str | None = None) -> Registries:
    """Give all registries at one address, doi.org elsewhere if so wished."""
    client, polite = make_client(url, deadline)
    return Registries(
        Crossref(polite, url, client.stop, short=deadline), Agencies(polite, doi_url or url, url, patience=deadline), client.close
    )


def collect(source: Crossref | Registries, dois: list[str]) -> dict[str, Record | str]:
    """Fetch many: a DOI's record, or the kind of failure; every DOI is answered once."""
    answers = [answer for part in source.fetch_many(dois) for answer in part]
    assert sorted(answer.doi for answer in answers) == sorted(set(dois))
    return {answer.doi: answer.record or (answer.error.kind.value if answer.error else "") for answer in answers}


def set_mode(address: str, mode: str) -> None:
    """Tell the hostile server what to do from now on."""
    with urlopen(f"{address}/__ctl/reset") as answer:  # noqa: S310 - a loopback server
        json.load(answer)
    with urlopen(f"{address}/__ctl/mode/{mode}") as answer:  # noqa: S310 - a loopback server
        assert json.load(answer)["mode"] == mode


def paths_asked(address: str) -> list[str]:
    """Give the paths that the hostile server was asked for."""
    with urlopen(f"{address}/__ctl/log") as answer:  # noqa: S310 - a loopback server
        return [row["path"] for row in json.load(answer)]
