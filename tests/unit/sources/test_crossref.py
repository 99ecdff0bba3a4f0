"""One work, searches and notices of updates from Crossref, against a server of ours."""

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from asking import hang_up, make_crossref
from crossref_answers import WORKS
from crossref_fixture import crossref
from crossref_server import CrossrefServer

from cpx.domain.identifiers import parse_doi
from cpx.errors import CpxError, NotFound, RemoteFailed
from cpx.sources.base import Kind, SourceFailed, SourceNotFound, failure
from cpx.sources.crossref import Crossref

__all__ = ["crossref", "hang_up"]
DOI = "10.1186/s12961-024-01130-w"


def _kind(source: Crossref, doi: str = DOI) -> Kind:
    with pytest.raises(CpxError) as caught:
        source.fetch(doi)
    assert isinstance(caught.value, (SourceNotFound, SourceFailed))
    assert "\n" not in caught.value.message
    assert caught.value.hint
    return caught.value.kind


def test_fetch_gives_the_record(crossref: CrossrefServer) -> None:
    record = make_crossref(crossref.url).fetch(DOI)
    assert (record.source, record.source_id, record.doi) == ("crossref", DOI, DOI)
    assert record.title is not None
    assert record.title.startswith("Adopting, implementing and assimilating coproduced")
    assert [name.family for name in record.authors][:3] == ["Mulvale", "Green", "Robert"]
    assert (record.issued, record.volume, record.issue, record.page) == ("2024-04-02", "22", "1", "42")
    assert record.licence == "CC BY 4.0"
    assert record.texts[0].content.split("\n")[1] == "Results: Made by hand, too: p<0.05."


@pytest.mark.parametrize("doi", sorted(WORKS))
def test_fetch_knows_every_hand_made_answer(crossref: CrossrefServer, doi: str) -> None:
    record = make_crossref(crossref.url).fetch(doi)
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
        ("10.1186/x/agency", "/works/10.1186%2Fx%2Fagency"),
        ("10.1002/(sici)1<2::aid>3.0.co;2-#", "/works/10.1002%2F%28sici%291%3C2%3A%3Aaid%3E3.0.co%3B2-%23"),
        ("10.5555/\u0130", "/works/10.5555%2F%C4%B0"),
    ],
)
def test_fetch_asks_for_the_whole_doi(crossref: CrossrefServer, doi: str, path: str) -> None:
    source = make_crossref(crossref.url + "/")
    if doi == DOI:
        source.fetch(doi)
    else:
        assert _kind(source, doi) == Kind.NOT_FOUND
    assert crossref.requests[0]["path"] == path


def test_fetch_sends_every_odd_doi_as_it_is_registered(crossref: CrossrefServer, shared: Path) -> None:
    """Every row of the table: its normal form, or none; and what goes over the wire is that form, quoted whole."""
    rows = json.loads((shared / "data/faults/tables/doi_oddities.json").read_text(encoding="utf-8"))
    source = make_crossref(crossref.url)
    for row in rows:
        doi = parse_doi(row["raw"])
        assert doi == row["normal"] or (row["rule"] == "refuse_or_flag" and doi is None), row["why"]
        if doi is not None and doi not in WORKS:
            crossref.requests.clear()
            assert _kind(source, doi) is Kind.NOT_FOUND, row["why"]
            assert crossref.requests[0]["path"] == "/works/" + quote(doi, safe=""), row["why"]


@pytest.mark.parametrize(
    ("mode", "kind"),
    [
        ("404", Kind.NOT_FOUND),
        ("410", Kind.NOT_FOUND),
        ("400", Kind.MALFORMED),
        ("403", Kind.BLOCKED),
        ("429", Kind.RATE_LIMITED),
        ("429_huge", Kind.RATE_LIMITED),
        ("500", Kind.UNAVAILABLE),
        ("504", Kind.TIMEOUT),
        ("redirect", Kind.MALFORMED),
        ("html", Kind.MALFORMED),
        ("html_as_json", Kind.MALFORMED),
        ("null", Kind.MALFORMED),
        ("list", Kind.MALFORMED),
        ("string", Kind.MALFORMED),
        ("message_null", Kind.MALFORMED),
        ("message_list", Kind.MALFORMED),
        ("message_string", Kind.MALFORMED),
        ("message_empty", Kind.MALFORMED),
        ("items_empty", Kind.MALFORMED),
        ("no_doi", Kind.MALFORMED),
        ("wrong_doi", Kind.MALFORMED),
        ("untyped", Kind.MALFORMED),
        ("updates_null", Kind.MALFORMED),
        ("second_message", Kind.MALFORMED),
        ("latin1", Kind.MALFORMED),
        ("half", Kind.MALFORMED),
        ("empty", Kind.MALFORMED),
        ("deep", Kind.MALFORMED),
        ("slow", Kind.TIMEOUT),
    ],
)
def test_fetch_turns_every_failure_into_one_of_ours(crossref: CrossrefServer, mode: str, kind: Kind) -> None:
    crossref.mode = mode
    assert _kind(make_crossref(crossref.url)) == kind


@pytest.mark.parametrize("mode", ["upper_case", "plain_text", "no_type", "bom", "nan"])
def test_fetch_takes_odd_answers_that_are_about_the_work(crossref: CrossrefServer, mode: str) -> None:
    crossref.mode = mode
    assert make_crossref(crossref.url).fetch(DOI).doi == DOI


def test_fetch_says_that_nobody_answers() -> None:
    with pytest.raises(SourceFailed, match=r"^Crossref cannot be reached \(no connection\)$") as caught:
        make_crossref("http://127.0.0.1:9").fetch(DOI)
    assert caught.value.kind is Kind.UNAVAILABLE
    assert caught.value.exit_code == 4


@pytest.mark.parametrize("kind", list(Kind))
def test_failure_has_the_exit_code_of_its_kind(kind: Kind) -> None:
    error = failure(kind, "Crossref", "10.5555/x", "detail")
    assert isinstance(error, NotFound if kind is Kind.NOT_FOUND else RemoteFailed)
    assert isinstance(error, (SourceNotFound, SourceFailed))
    assert error.kind is kind


def test_search_finds_the_best_match_first(crossref: CrossrefServer) -> None:
    found = make_crossref(crossref.url).search({"bibliographic": "Sharing power in a made-up town"}, rows=2)
    assert len(found) == 2
    assert found[0]["DOI"] == "10.5555/978-0-00-000000-2_3"
    assert crossref.requests[0]["path"] == "/works?query.bibliographic=Sharing%20power%20in%20a%20made-up%20town&rows=2"


def test_search_filters_by_isbn(crossref: CrossrefServer) -> None:
    found = make_crossref(crossref.url).search({}, filters={"isbn": ["9780000000002"], "type": "book-chapter"}, rows=100)
    assert [work["DOI"] for work in found] == ["10.5555/978-0-00-000000-2_3"]
    assert crossref.requests[0]["path"] == "/works?filter=isbn:9780000000002,type:book-chapter&rows=100"


@pytest.mark.parametrize(
    ("mode", "kind"), [("html", Kind.MALFORMED), ("404", Kind.MALFORMED), ("403", Kind.BLOCKED), ("500", Kind.UNAVAILABLE)]
)
def test_search_says_why_nothing_came(crossref: CrossrefServer, mode: str, kind: Kind) -> None:
    crossref.mode = mode
    with pytest.raises(SourceFailed) as caught:
        make_crossref(crossref.url).search({"title": "power"})
    assert caught.value.kind is kind


@pytest.mark.parametrize(
    ("query", "filters"),
    [({"nonsense": "x"}, {}), ({"title": "x"}, {"nonsense": "x"}), ({"title": "x"}, {"isbn": "9780000000002,type:book"})],
)
def test_search_asks_nothing_that_crossref_has_no_name_for(
    crossref: CrossrefServer, query: dict[str, str], filters: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"nonsense|comma"):
        make_crossref(crossref.url).search(query, filters=filters)
    assert not crossref.requests


def test_updates_of_gives_the_notices(crossref: CrossrefServer) -> None:
    asked, notices = next(make_crossref(crossref.url).updates_of(["10.5555/withdrawn", DOI, "10.5555/a,b"]))
    assert asked == ("10.5555/withdrawn", DOI)
    assert [sorted(notice) for notice in notices] == [["DOI", "title", "type", "update-to"]]
    assert notices[0]["DOI"] == "10.5555/NOTICE"
    assert crossref.requests[0]["path"].startswith("/works?filter=updates:10.5555/withdrawn,updates:10.1186/s12961-024-01130-w&select=")


@pytest.mark.parametrize(
    "mode",
    ["twice", "items_null", "list_incomplete", "list_repeats", "list_of_others", "list_untyped", "list_unlisted", "list_without_doi"],
)
def test_updates_of_believes_no_list_that_is_spoilt(crossref: CrossrefServer, mode: str) -> None:
    """Its silence on a work would pass for: there is no notice upon it."""
    crossref.list_mode = mode
    with pytest.raises(SourceFailed) as caught:
        list(make_crossref(crossref.url, deadline=5).updates_of(["10.5555/withdrawn"]))
    assert caught.value.kind is Kind.MALFORMED
    assert crossref.count("/works?") == 1


def test_updates_of_turns_pages_as_long_as_they_bring_something(crossref: CrossrefServer) -> None:
    crossref.works |= {f"10.5555/n{number}": _notice(number) for number in range(1_500)}
    ((_, notices),) = make_crossref(crossref.url, deadline=20).updates_of(["10.5555/withdrawn"])
    assert len(notices) == 1_501
    assert crossref.count("/works?") == 2
    assert "offset=1000" in crossref.requests[1]["path"]


def _notice(number: int) -> dict[str, object]:
    return {"DOI": f"10.5555/n{number}", "type": "journal-article", "update-to": [{"DOI": "10.5555/withdrawn", "type": "correction"}]}


def test_updates_of_asks_in_lists_and_stops_where_nobody_answers(crossref: CrossrefServer) -> None:
    dois = [f"10.5555/{number}" for number in range(120)]
    assert [len(asked) for asked, _ in make_crossref(crossref.url).updates_of(dois)] == [50, 50, 20]
    crossref.requests.clear()
    crossref.list_mode = "500"
    with pytest.raises(SourceFailed) as caught:
        list(make_crossref(crossref.url).updates_of(dois))
    assert caught.value.kind is Kind.UNAVAILABLE
    assert len(crossref.requests) == 1


def test_updates_of_goes_on_after_a_useless_answer_and_says_so(crossref: CrossrefServer) -> None:
    crossref.list_mode = "html"
    with pytest.raises(SourceFailed) as caught:
        list(make_crossref(crossref.url).updates_of([f"10.5555/{number}" for number in range(120)]))
    assert caught.value.kind is Kind.MALFORMED
    assert len(crossref.requests) == 3


def test_importing_the_source_does_not_import_habanero() -> None:
    code = "import sys, cpx.sources.connect; sys.exit(any(n.split('.')[0] in ('habanero', 'httpx2', 'httpcore2') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
