"""DOIs that Crossref does not hold: whose they are, and what their agency says of them."""

import json
import threading

import pytest
from asking import collect, hang_up, make_registries
from crossref_fixture import crossref
from crossref_server import CrossrefServer

from cpx.domain.record import Record
from cpx.sources.agencies import NAMES, NOBODY, UNNAMED, Agencies, name_agency
from cpx.sources.base import Kind, SourceFailed, SourceNotFound
from cpx.sources.http import Reply

__all__ = ["crossref", "hang_up"]
ZENODO, MEDRA = "10.5281/zenodo.1", "10.1400/made"
DEAD = "http://127.0.0.1:9"


def test_fetch_takes_datacites_own_description(crossref: CrossrefServer) -> None:
    record = make_registries(crossref.url).fetch(ZENODO)
    assert (record.source, record.source_id, record.doi, record.type) == ("datacite", ZENODO, ZENODO, "report")
    assert record.title == "Counting who takes part: a made-up report: with notes"
    assert [text.content for text in record.texts] == ["Made by hand: who takes part, & how often."]
    assert [request["path"] for request in crossref.requests] == [
        "/works/10.5281%2Fzenodo.1",
        "/ra/10.5281/zenodo.1",
        "/dois/10.5281/zenodo.1",
    ]


def test_fetch_takes_other_agencies_descriptions_from_doi_org(crossref: CrossrefServer) -> None:
    record = make_registries(crossref.url).fetch(MEDRA)
    assert (record.source, record.source_id, record.doi, record.type) == ("doi.org", MEDRA, MEDRA, "article-journal")
    assert record.title == "Insieme: un titolo di prova & altro"
    assert [text.content for text in record.texts] == ["Scritto a mano per una prova, & niente altro."]
    assert crossref.requests[-1]["accept"] == "application/vnd.citationstyles.csl+json"


@pytest.mark.parametrize("mode", ["404", "html", "null", "500", "403"])
def test_fetch_falls_back_on_doi_org_for_datacites(crossref: CrossrefServer, mode: str) -> None:
    crossref.modes["/dois/" + ZENODO] = mode
    record = make_registries(crossref.url).fetch(ZENODO)
    assert (record.source, record.title) == ("doi.org", "Counting who takes part")


@pytest.mark.parametrize(
    ("mode", "why"),
    [
        ("404", "which has no description of it"),
        ("html", "which gave no usable description"),
        ("wrong_doi", "which gave no usable description"),
        ("slow", "which did not answer in time"),
        ("500", "which cannot be reached"),
        ("403", "which refuses the request"),
        ("429_huge", "which asks to slow down"),
    ],
)
def test_fetch_names_the_agency_that_gives_nothing(crossref: CrossrefServer, mode: str, why: str) -> None:
    crossref.modes["/" + MEDRA] = mode
    crossref.modes["/works/" + MEDRA] = crossref.modes["/ra/" + MEDRA] = "normal"
    crossref.modes = dict(sorted(crossref.modes.items(), key=lambda pair: -len(pair[0])))
    with pytest.raises(SourceFailed) as caught:
        make_registries(crossref.url).fetch(MEDRA)
    assert caught.value.kind is Kind.OTHER_AGENCY
    assert caught.value.message == f"{MEDRA} is registered with mEDRA ({why}), not with Crossref"


def test_fetch_of_what_nobody_holds(crossref: CrossrefServer) -> None:
    with pytest.raises(SourceNotFound):
        make_registries(crossref.url).fetch("10.5555/nobody")
    assert crossref.count("/works/") == 1


def test_fetch_of_a_datacite_doi_that_datacite_has_lost(crossref: CrossrefServer) -> None:
    with pytest.raises(SourceFailed, match=r"registered with DataCite \(which has no description of it\)"):
        make_registries(crossref.url).fetch("10.5281/zenodo.2")


def test_fetch_takes_nothing_of_another_doi(crossref: CrossrefServer) -> None:
    crossref.datacite[ZENODO] = dict(crossref.datacite[ZENODO], doi="10.5281/zenodo.99")
    crossref.csl[ZENODO] = dict(crossref.csl[ZENODO], DOI="10.5281/zenodo.99")
    with pytest.raises(SourceFailed) as caught:
        make_registries(crossref.url).fetch(ZENODO)
    assert caught.value.kind is Kind.OTHER_AGENCY


def test_fetch_asks_crossref_whose_it_is_where_doi_org_is_silent(crossref: CrossrefServer) -> None:
    source = make_registries(crossref.url, doi_url=DEAD)
    assert source.fetch(ZENODO).source == "datacite"
    with pytest.raises(SourceNotFound):
        source.fetch("10.5555/nobody")
    assert crossref.count("/works/10.5555%2Fnobody/agency") == 1


def test_fetch_many_asks_crossref_for_a_few_where_doi_org_is_silent(crossref: CrossrefServer) -> None:
    found = collect(make_registries(crossref.url, doi_url=DEAD), [f"10.5555/unknown.{number}" for number in range(12)])
    assert set(found.values()) == {"not_found"}
    assert sum(request["path"].endswith("/agency") for request in crossref.requests) == 4


def test_fetch_many_looks_all_absent_ones_up_together(crossref: CrossrefServer) -> None:
    crossref.agencies["10.5281/a,b"] = "DataCite"
    crossref.datacite["10.5281/a,b"] = dict(crossref.datacite[ZENODO], doi="10.5281/a,b")
    unknown = [f"10.5555/unknown.{number}" for number in range(35)]
    found = collect(make_registries(crossref.url, deadline=20), [ZENODO, MEDRA, "10.5281/a,b", "10.5555/withdrawn", *unknown])
    assert {doi: record.source for doi, record in found.items() if isinstance(record, Record)} == {
        ZENODO: "datacite",
        MEDRA: "doi.org",
        "10.5281/a,b": "datacite",
        "10.5555/withdrawn": "crossref",
    }
    assert {found[doi] for doi in unknown} == {"not_found"}
    assert crossref.count("/ra/") == 3


def test_fetch_many_asks_agencies_for_several_at_once(crossref: CrossrefServer) -> None:
    """The first answer shows that somebody is there; then no answer is waited for before the next is asked for."""
    dois = [f"10.5281/made.{number}" for number in range(7)]
    crossref.agencies |= dict.fromkeys(dois, "DataCite")
    crossref.datacite |= {doi: dict(crossref.datacite[ZENODO], doi=doi) for doi in dois}
    crossref.modes = {f"/dois/{doi}": "together" for doi in dois[1:]}
    answers = list(make_registries(crossref.url, deadline=20)._ask_agencies(dois))
    assert [answer.record.source for answer in answers if answer.record] == ["datacite"] * 7


def test_closing_the_answers_of_agencies_ends_all_requests(crossref: CrossrefServer) -> None:
    dois = [f"10.5281/made.{number}" for number in range(7)]
    crossref.agencies |= dict.fromkeys(dois, "DataCite")
    crossref.datacite |= {doi: dict(crossref.datacite[ZENODO], doi=doi) for doi in dois}
    answers = make_registries(crossref.url, deadline=20).fetch_many(dois)
    assert next(answers)
    answers.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "cpx-ask"]


def test_fetch_many_does_not_ask_a_silent_agency_for_each(crossref: CrossrefServer) -> None:
    dois = [f"10.1400/{number}" for number in range(20)]
    crossref.agencies |= dict.fromkeys(dois, "mEDRA")
    crossref.modes = {f"/{doi}": "403" for doi in dois}
    crossref.list_mode = "items_empty"
    crossref.modes |= {f"works/{doi}": "404" for doi in dois}
    crossref.modes = dict(sorted(crossref.modes.items(), key=lambda pair: -len(pair[0])))
    found = collect(make_registries(crossref.url, deadline=20), dois)
    assert set(found.values()) == {"other_agency"}
    assert crossref.count("/10.1400/") == 3


def test_holders_tells_what_it_was_told_only(crossref: CrossrefServer) -> None:
    source = make_registries(crossref.url)._agencies
    assert source.holders([ZENODO, MEDRA, "10.5555/nobody", "10.5555/withdrawn"]) == {
        ZENODO: "DataCite",
        MEDRA: "mEDRA",
        "10.5555/nobody": NOBODY,
        "10.5555/withdrawn": "Crossref",
    }


@pytest.mark.parametrize(
    "answer", [None, 7, "x", {}, [], [None], [{"DOI": 7, "RA": 7}], [{"DOI": ZENODO}], [{"DOI": "10.1/other", "RA": "mEDRA"}]]
)
def test_holders_takes_no_answer_for_told(answer: object) -> None:
    assert Agencies(_Says(answer)).holders([ZENODO]) == {}


def test_holders_stops_where_nobody_answers(crossref: CrossrefServer) -> None:
    crossref.mode = "html"
    assert make_registries(crossref.url)._agencies.holders([f"10.5555/{number}" for number in range(100)]) == {}
    assert len(crossref.requests) == 1


class _Says:
    """A client whose every answer is the same JSON."""

    def __init__(self, answer: object) -> None:
        self._reply = Reply(200, {}, json.dumps(answer).encode())

    def get(self, *_: object, **__: object) -> object:
        return self._reply


@pytest.mark.parametrize(
    ("said", "name"), [("mEDRA", "mEDRA"), ("DATACITE", "DataCite"), ("\x1b[31mevil", UNNAMED), (None, UNNAMED), (7, UNNAMED)]
)
def test_name_agency_knows_its_own_names_only(said: object, name: str) -> None:
    assert name_agency(said) == name
    assert name in {*NAMES.values(), UNNAMED}


@pytest.mark.parametrize(
    ("doi", "path"),
    [
        (ZENODO, "/ra/10.5281/zenodo.1"),
        ("10.5555/a#b", "/ra/10.5555/a%23b"),
        ("10.5555/../ra", "/ra/10.5555%2F..%2Fra"),
        ("10.5555//x", "/ra/10.5555%2F%2Fx"),
        ("10.5555/x/..", "/ra/10.5555%2Fx%2F.."),
    ],
)
def test_holders_asks_for_the_whole_doi(crossref: CrossrefServer, doi: str, path: str) -> None:
    make_registries(crossref.url)._agencies.holders([doi])
    assert crossref.requests[0]["path"] == path
