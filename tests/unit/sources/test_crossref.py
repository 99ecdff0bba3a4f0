"""The Crossref source through the real habanero, against a server of ours and, where it is at hand, against a hostile one."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from crossref_answers import WORKS
from crossref_fixture import crossref
from crossref_server import CrossrefServer

from cpx.errors import BadUsage, CpxError, NotFound, RemoteFailed
from cpx.sources.base import Kind, SourceFailed, SourceNotFound, failure
from cpx.sources.crossref import API, Crossref, crossref_from_environment

__all__ = ["crossref"]
DOI = "10.1186/s12961-024-01130-w"
STANDIN = Path(__file__).resolve().parents[3] / "../shared/tools/crossref_standin.py"


def _kind(source: Crossref, doi: str = DOI) -> Kind:
    with pytest.raises(CpxError) as caught:
        source.fetch(doi)
    assert isinstance(caught.value, (SourceNotFound, SourceFailed))
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value.kind


def test_fetch_gives_the_record(crossref: CrossrefServer) -> None:
    record = Crossref(crossref.url).fetch(DOI)
    assert (record.source, record.source_id, record.doi) == ("crossref", DOI, DOI)
    assert record.title is not None
    assert record.title.startswith("Adopting, implementing and assimilating coproduced")
    assert [name.family for name in record.authors][:3] == ["Mulvale", "Green", "Robert"]
    assert (record.issued, record.volume, record.issue, record.page) == ("2024-04-02", "22", "1", "42")
    assert record.licence == "CC BY 4.0"
    assert record.texts[0].content.split("\n")[1] == "Results: Made by hand, too: p<0.05."


@pytest.mark.parametrize("doi", sorted(WORKS))
def test_fetch_knows_every_hand_made_answer(crossref: CrossrefServer, doi: str) -> None:
    record = Crossref(crossref.url).fetch(doi)
    assert record.doi == doi
    assert record.title
    assert "&#" not in record.title


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        (DOI, "/works/10.1186%2Fs12961-024-01130-w"),
        ("10.5555/a#b", "/works/10.5555%2Fa%23b"),
        ("10.5555/../members", "/works/10.5555%2F..%2Fmembers"),
        ("10.5555/a?b=c", "/works/10.5555%2Fa%3Fb%3Dc"),
        ("10.1002/(sici)1<2::aid>3.0.co;2-#", "/works/10.1002%2F%28sici%291%3C2%3A%3Aaid%3E3.0.co%3B2-%23"),
        ("10.5555/\u0130", "/works/10.5555%2F%C4%B0"),
    ],
)
def test_fetch_asks_for_the_whole_doi(crossref: CrossrefServer, doi: str, path: str) -> None:
    source = Crossref(crossref.url + "/")
    if doi == DOI:
        source.fetch(doi)
    else:
        assert _kind(source, doi) == Kind.NOT_FOUND
    assert crossref.requests[0]["path"] == path


def test_fetch_says_who_asks(crossref: CrossrefServer) -> None:
    Crossref(crossref.url, mailto="me@example.org").fetch(DOI)
    assert "mailto:me@example.org" in crossref.requests[0]["agent"]
    assert "cpx/" in crossref.requests[0]["agent"]


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("404", Kind.NOT_FOUND),
        ("400", Kind.MALFORMED),
        ("403", Kind.BLOCKED),
        ("429", Kind.RATE_LIMITED),
        ("500", Kind.UNAVAILABLE),
        ("504", Kind.TIMEOUT),
        ("redirect", Kind.MALFORMED),
        ("html", Kind.MALFORMED),
        ("html_as_json", Kind.MALFORMED),
        ("null", Kind.MALFORMED),
        ("list", Kind.MALFORMED),
        ("message_null", Kind.MALFORMED),
        ("message_list", Kind.MALFORMED),
        ("no_doi", Kind.MALFORMED),
        ("wrong_doi", Kind.MALFORMED),
        ("half", Kind.MALFORMED),
        ("empty", Kind.MALFORMED),
        ("no_type", Kind.MALFORMED),
        ("deep", Kind.MALFORMED),
        ("reset", Kind.UNAVAILABLE),
        ("slow", Kind.TIMEOUT),
    ],
)
def test_fetch_turns_every_failure_into_one_of_ours(crossref: CrossrefServer, mode: str, kind: Kind) -> None:
    crossref.mode = mode
    assert _kind(Crossref(crossref.url, timeout=0.5)) == kind


def test_fetch_takes_a_doi_in_capitals_for_the_same(crossref: CrossrefServer) -> None:
    crossref.mode = "upper_case"
    assert Crossref(crossref.url).fetch(DOI).doi == DOI


def test_fetch_tells_another_agency_from_nobody(crossref: CrossrefServer) -> None:
    assert _kind(Crossref(crossref.url), "10.5281/zenodo.1") == Kind.OTHER_AGENCY
    assert _kind(Crossref(crossref.url), "10.5555/nobody") == Kind.NOT_FOUND


def test_fetch_says_that_nobody_answers() -> None:
    with pytest.raises(SourceFailed, match=r"^Crossref cannot be reached \(no connection\)$") as caught:
        Crossref("http://127.0.0.1:9").fetch(DOI)
    assert caught.value.kind is Kind.UNAVAILABLE
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("url", ["", "ftp://example.org", "javascript:alert(1)", "http://user:word@example.org", "api.crossref.org"])
def test_crossref_refuses_what_is_no_address(url: str) -> None:
    with pytest.raises(BadUsage):
        Crossref(url)


@pytest.mark.parametrize("mailto", ["", "me", "me@example.org\r\nX: y", "a b@c"])
def test_crossref_refuses_what_is_no_mail_address(mailto: str) -> None:
    with pytest.raises(BadUsage):
        Crossref(API, mailto)


def test_crossref_from_environment_reads_both_settings(crossref: CrossrefServer) -> None:
    crossref_from_environment({"CPX_CROSSREF_URL": crossref.url, "CPX_MAILTO": "me@example.org"}).fetch(DOI)
    assert "me@example.org" in crossref.requests[0]["agent"]


def test_crossref_from_environment_takes_empty_for_unset() -> None:
    assert crossref_from_environment({"CPX_MAILTO": "", "CPX_CROSSREF_URL": ""}).name == "Crossref"


@pytest.mark.parametrize("kind", list(Kind))
def test_failure_has_the_exit_code_of_its_kind(kind: Kind) -> None:
    error = failure(kind, "Crossref", "10.5555/x", "detail")
    assert isinstance(error, NotFound if kind is Kind.NOT_FOUND else RemoteFailed)
    assert isinstance(error, (SourceNotFound, SourceFailed))
    assert error.kind is kind


def test_importing_the_source_does_not_import_habanero() -> None:
    code = "import sys, cpx.sources.crossref; sys.exit(any(name.split('.')[0] in ('habanero', 'httpx2') for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of the hostile server that the shared tools bring."""
    if not STANDIN.exists():
        pytest.skip("shared tools not here")
    folder = tmp_path_factory.mktemp("standin")
    works = folder / "works.jsonl"
    works.write_text("\n".join(json.dumps(work) for work in WORKS.values()), encoding="utf-8")
    port = folder / "port"
    options = ["--portfile", str(port), "--works", str(works), "--slow", "3", "--bomb", "4"]
    with subprocess.Popen([sys.executable, str(STANDIN), *options], stdout=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 20
        while not port.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port.read_text()}"
        process.terminate()


SURVIVED = [
    "normal",
    "wrong_doi_case",
    "gzip_ok",
    "bad_dates",
    "bad_types",
    "nan",
    "surrogate",
    "nul",
    "ansi",
    "markup",
    "bom",
]
REFUSED = {
    "404": Kind.NOT_FOUND,
    "403_html": Kind.BLOCKED,
    "429_huge": Kind.RATE_LIMITED,
    "429_garbage": Kind.RATE_LIMITED,
    "502_html": Kind.UNAVAILABLE,
    "never": Kind.TIMEOUT,
    "truncated_json": Kind.MALFORMED,
    "truncated_length": Kind.MALFORMED,
    "html_200": Kind.MALFORMED,
    "html_200_as_json": Kind.MALFORMED,
    "wrong_ctype": Kind.MALFORMED,
    "mojibake": Kind.MALFORMED,
    "xml_200": Kind.MALFORMED,
    "204": Kind.MALFORMED,
    "json_string": Kind.MALFORMED,
    "message_string": Kind.MALFORMED,
    "empty_message": Kind.MALFORMED,
    "wrong_doi": Kind.MALFORMED,
    "deep": Kind.MALFORMED,
    "gzip_bad": Kind.MALFORMED,
    "gzip_truncated": Kind.MALFORMED,
    "garbage": Kind.MALFORMED,
    "http09": Kind.MALFORMED,
    "chunk_bad": Kind.MALFORMED,
    "reset_mid": Kind.UNAVAILABLE,
    "redirect_file": Kind.MALFORMED,
    "header_ansi": Kind.UNAVAILABLE,
}


@pytest.mark.parametrize("mode", SURVIVED)
def test_fetch_reads_odd_answers_of_a_hostile_server(standin: str, mode: str) -> None:
    _set_mode(standin, mode)
    record = Crossref(standin, timeout=1).fetch(DOI)
    assert record.doi == DOI
    assert "\x1b" not in f"{record.title}{record.container_title}{record.authors}"
    assert record.raw.encode()


@pytest.mark.parametrize("mode", sorted(REFUSED))
def test_fetch_refuses_the_answers_of_a_hostile_server(standin: str, mode: str) -> None:
    _set_mode(standin, mode)
    assert _kind(Crossref(standin, timeout=1)) == REFUSED[mode]


def _set_mode(address: str, mode: str) -> None:
    with urlopen(f"{address}/__ctl/mode/{mode}") as answer:  # noqa: S310 - the loopback server started above
        assert json.load(answer)["mode"] == mode
