"""The registries as the environment asks for them, and what they say of who asks."""

from pathlib import Path

import pytest
from crossref_fixture import crossref
from crossref_server import CrossrefServer

from cpx._version import __version__
from cpx.errors import BadUsage
from cpx.services.remote import registries
from cpx.sources.connect import connect

__all__ = ["crossref"]
DOI = "10.1186/s12961-024-01130-w"


def _environ(url: str) -> dict[str, str]:
    return dict.fromkeys(("CPX_CROSSREF_URL", "CPX_DOI_URL", "CPX_DATACITE_URL"), url)


@pytest.mark.parametrize("url", ["ftp://example.org", "javascript:alert(1)", "http://user:word@example.org", "api.crossref.org"])
@pytest.mark.parametrize("variable", ["CPX_CROSSREF_URL", "CPX_DOI_URL", "CPX_DATACITE_URL"])
def test_connect_refuses_what_is_no_address(variable: str, url: str) -> None:
    with pytest.raises(BadUsage) as caught:
        connect({variable: url}, None, None)
    assert variable in caught.value.hint


@pytest.mark.parametrize("mailto", ["", "me", "me@example.org\r\nX: y", "a b@c"])
def test_connect_refuses_what_is_no_mail_address(mailto: str) -> None:
    with pytest.raises(BadUsage):
        connect({}, mailto, None)


def test_connect_takes_empty_for_unset() -> None:
    with connect(_environ(""), None, None) as source:
        assert [call.url for call in source.plan([DOI])] == ["https://api.crossref.org/works/10.1186%2Fs12961-024-01130-w"]


@pytest.mark.parametrize(
    ("mailto", "agent"),
    [
        ("me@example.org", f"cpx/{__version__} (literature catalogue; mailto:me@example.org)"),
        (None, f"cpx/{__version__} (literature catalogue)"),
    ],
)
def test_connect_says_who_asks(crossref: CrossrefServer, mailto: str | None, agent: str) -> None:
    with connect(_environ(crossref.url), mailto, None) as source:
        source.fetch(DOI)
        source.search({"title": "power"})
    assert {request["agent"] for request in crossref.requests} == {agent}


def test_connect_keeps_the_pace_in_a_file_for_all_processes(crossref: CrossrefServer, tmp_path: Path) -> None:
    with connect(_environ(crossref.url), "me@example.org", tmp_path) as source:
        source.fetch(DOI)
    assert [path.name for path in tmp_path.glob("pace-crossref-127.0.0.1_*.json")]


def test_registries_reads_the_environment(crossref: CrossrefServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, url in _environ(crossref.url).items():
        monkeypatch.setenv(variable, url)
    monkeypatch.setenv("CPX_MAILTO", "me@example.org")
    with registries() as source:
        assert source.fetch(DOI).doi == DOI
        assert source.fetch("10.5281/zenodo.1").source == "datacite"
    assert {request["agent"] for request in crossref.requests} == {f"cpx/{__version__} (literature catalogue; mailto:me@example.org)"}


def test_leaving_the_registries_hangs_up(crossref: CrossrefServer) -> None:
    with connect(_environ(crossref.url), "me@example.org", None) as source:
        source.fetch(DOI)
    with pytest.raises(Exception, match="cannot be reached"):
        source.fetch(DOI)
