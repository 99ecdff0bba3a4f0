"""Many DOIs at once: how many requests that takes, who gets which answer, and when nobody is asked any more."""

import gzip
import json
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from asking import collect, hang_up, make_crossref, make_registries
from crossref_fixture import crossref
from crossref_server import CrossrefServer
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.record import Record
from cpx.sources.answers import Trouble
from cpx.sources.base import Answer, Kind
from cpx.sources.crossref import LIST, LONGEST, Crossref
from cpx.sources.many import ask_many

__all__ = ["crossref", "hang_up"]
DOI = "10.1186/s12961-024-01130-w"


def _add(server: CrossrefServer, count: int) -> list[str]:
    """Let a server know so many works; gives their DOIs."""
    dois = [f"10.5555/made.{number}" for number in range(count)]
    server.works |= {doi: {"DOI": doi.upper(), "title": [f"Work {doi}"], "type": "journal-article"} for doi in dois}
    return dois


def test_fetch_many_asks_for_a_thousand_in_twenty_lists(crossref: CrossrefServer) -> None:
    dois = _add(crossref, 1_000)
    found = collect(make_crossref(crossref.url, deadline=20), dois)
    assert all(isinstance(record, Record) and record.doi == doi and record.title == f"Work {doi}" for doi, record in found.items())
    assert (crossref.count("/works?"), crossref.count("/works/")) == (20, 0)


def test_fetch_many_asks_singly_for_what_the_lists_lacked(crossref: CrossrefServer) -> None:
    unknown = [f"10.5555/unknown.{number}" for number in range(40)]
    found = collect(make_registries(crossref.url, deadline=20), [*_add(crossref, 960), *unknown])
    assert sum(isinstance(record, Record) for record in found.values()) == 960
    assert {found[doi] for doi in unknown} == {"not_found"}
    assert crossref.count("/works?") <= 25
    assert crossref.count("/works/") <= 45
    assert crossref.count("/ra/") == 2


def test_fetch_many_of_the_real_works(crossref: CrossrefServer, shared: Path) -> None:
    """Two hundred of the recorded works, over our own server: each found in a list, by its own DOI."""
    lines = gzip.decompress((shared / "data/crossref/works.jsonl.gz").read_bytes()).splitlines()
    messages = [json.loads(line)["message"] for line in lines][:220]
    crossref.works = {message["DOI"].lower(): message for message in messages}
    dois = [doi for doi in crossref.works if "," not in doi][:200]
    assert len(dois) == 200
    found = collect(make_crossref(crossref.url, deadline=20), dois)
    assert all(isinstance(record, Record) and record.doi == doi for doi, record in found.items())
    assert (crossref.count("/works?"), crossref.count("/works/")) == (4, 0)


def test_fetch_many_asks_for_one_doi_singly(crossref: CrossrefServer) -> None:
    assert isinstance(collect(make_crossref(crossref.url), [DOI])[DOI], Record)
    assert [request["path"] for request in crossref.requests] == ["/works/10.1186%2Fs12961-024-01130-w"]


def test_fetch_many_asks_singly_for_a_doi_with_a_comma(crossref: CrossrefServer) -> None:
    found = collect(make_crossref(crossref.url), [DOI, "10.5555/a,b", "10.5555/withdrawn"])
    assert all(isinstance(record, Record) for record in found.values())
    assert crossref.count("/works?") == 1
    assert crossref.count("/works/10.5555%2Fa%2Cb") == crossref.count("/works/") == 1


def test_fetch_many_answers_each_doi_once_whatever_is_repeated(crossref: CrossrefServer) -> None:
    crossref.list_mode = "twice"
    found = collect(make_crossref(crossref.url), [DOI, DOI, "10.5555/withdrawn", "10.5555/notice"])
    assert all(isinstance(record, Record) and record.doi == doi for doi, record in found.items())


def test_fetch_many_of_nothing_asks_nothing(crossref: CrossrefServer) -> None:
    assert collect(make_registries(crossref.url), []) == {}
    assert not crossref.requests


@pytest.mark.parametrize("mode", ["html", "400", "404", "items_null", "items_empty", "wrong_doi", "message_list", "half"])
def test_fetch_many_loses_none_to_a_useless_list(crossref: CrossrefServer, mode: str) -> None:
    dois = _add(crossref, 12)
    crossref.list_mode = mode
    found = collect(make_crossref(crossref.url, deadline=20), dois)
    assert all(isinstance(record, Record) for record in found.values())
    assert crossref.count("/works/") == 12


def test_fetch_many_keeps_the_others_where_one_answer_is_useless(crossref: CrossrefServer) -> None:
    dois = _add(crossref, 10)
    del crossref.works[dois[3]]
    crossref.modes[dois[3]] = "html"
    crossref.modes["10.5555/gone"] = "410"
    found = collect(make_crossref(crossref.url), [*dois, "10.5555/gone"])
    assert found.pop(dois[3]) == "malformed"
    assert found.pop("10.5555/gone") == "not_found"
    assert len([record for record in found.values() if isinstance(record, Record)]) == 9


@pytest.mark.parametrize(
    ("mode", "kind", "most"),
    [
        ("429", "rate_limited", 1),
        ("429_huge", "rate_limited", 1),
        ("403", "blocked", 1),
        ("500", "unavailable", 6),
        ("504", "timeout", 6),
        ("html", "malformed", 40),
    ],
)
def test_fetch_many_stops_where_nobody_answers(crossref: CrossrefServer, mode: str, kind: str, most: int) -> None:
    """Six lists could be asked for: those under way when the first fails go on, with one look whether anybody is there."""
    crossref.mode = mode
    found = collect(make_registries(crossref.url), [f"10.5555/{number}" for number in range(300)])
    assert set(found.values()) == {kind}
    assert len(crossref.requests) <= max(3, most)


def test_fetch_many_asks_singly_where_only_lists_fail(crossref: CrossrefServer) -> None:
    dois = _add(crossref, 70)
    crossref.list_mode = "504"
    found = collect(make_crossref(crossref.url), dois)
    assert all(isinstance(record, Record) for record in found.values())
    assert crossref.count("/works?") <= 3
    assert crossref.count("/works/") == 70


def test_fetch_many_stops_after_three_singles_in_a_row_without_answer(crossref: CrossrefServer) -> None:
    crossref.list_mode = "items_empty"
    crossref.mode = "500"
    found = collect(make_crossref(crossref.url), [f"10.5555/{number}" for number in range(30)])
    assert set(found.values()) == {"unavailable"}
    assert crossref.count("/works/") <= 9  # three, each retried


def test_fetch_many_says_of_which_it_did_not_ask(crossref: CrossrefServer) -> None:
    crossref.list_mode = "items_empty"
    crossref.mode = "500"
    answers = [a for part in make_crossref(crossref.url).fetch_many([f"10.5555/{n}" for n in range(30)]) for a in part]
    messages = {str(answer.error) for answer in answers}
    assert messages == {
        "Crossref cannot be reached (HTTP 500)",
        "Crossref cannot be reached (HTTP 500; this one was not asked for)",
    }


def test_closing_the_iterator_ends_all_requests(crossref: CrossrefServer) -> None:
    dois = _add(crossref, 100)
    crossref.modes = {dois[-1]: "slow"}
    del crossref.works[dois[-1]]
    answers = make_crossref(crossref.url, deadline=20).fetch_many(dois)
    assert next(answers)
    answers.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "cpx-ask"]
    assert list(answers) == []


def test_plan_names_the_first_requests_and_sends_none(crossref: CrossrefServer) -> None:
    dois = [f"10.5555/{number}" for number in range(120)]
    calls = make_registries(crossref.url).plan([*dois, "10.5555/a,b"])
    assert [call.dois for call in calls] == [50, 50, 20, 1]
    assert calls[0].url.startswith(f"{crossref.url}/works?filter=doi:10.5555/0,doi:10.5555/1,")
    assert calls[0].url.endswith("&rows=50")
    assert calls[3].url == f"{crossref.url}/works/10.5555%2Fa%2Cb"
    assert not crossref.requests


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n"), min_size=1, max_size=300).map("10.5555/".__add__), max_size=120)
)
def test_plan_cuts_lists_that_a_server_takes(dois: list[str]) -> None:
    calls = Crossref(_Nobody(), "http://127.0.0.1:9").plan(dois)
    assert sum(call.dois for call in calls) == len(set(dois))
    for call in calls:
        assert call.dois <= LIST
        assert call.dois == 1 or len(call.url) <= LONGEST


class _Nobody:
    """A client that must not be asked."""

    def get(self, *_: object, **__: object) -> None:  # type: ignore[explicit-override]
        raise AssertionError


class _Scripted:
    """A service that answers as a table says: ``ok``, a kind of trouble, or an error of its own."""

    name = "Script"

    def __init__(self, lists: Callable[[tuple[str, ...]], str], ones: Callable[[str], str]) -> None:
        self._lists = lists
        self._ones = ones
        self.stopped = False
        self.asked: list[str] = []

    def ask_list(self, dois: tuple[str, ...]) -> dict[str, Record]:
        said = self._lists(dois)
        if said == "ok":
            return {doi: Record(source="script", doi=doi) for doi in dois if self._ones(doi) == "ok"}
        raise Trouble(Kind(said), said)

    def ask_one(self, doi: str, deadline: float | None) -> Record:
        self.asked.append(doi)
        said = self._ones(doi)
        if said == "ok":
            return Record(source="script", doi=doi)
        if said == "bug":
            raise ZeroDivisionError
        raise Trouble(Kind(said), f"{said} {deadline}")

    def stop(self) -> None:
        self.stopped = True


def _lists_of(count: int, size: int) -> list[list[str]]:
    return [[f"{number}/{place}" for place in range(size)] for number in range(count)]


def _records(source: _Scripted, lists: list[list[str]]) -> int:
    return sum(answer.record is not None for part in ask_many(source, lists, []) for answer in part)


def test_ask_many_sends_a_list_again_that_failed_once() -> None:
    """A service that stumbles once costs one single request and one list more, not a request for every work."""
    failing = ["unavailable"]
    source = _Scripted(lambda part: failing.pop() if part[0].startswith("3/") and failing else "ok", lambda _: "ok")
    assert _records(source, _lists_of(20, 50)) == 1_000
    assert source.asked == ["3/0"]


def test_ask_many_asks_singly_for_the_one_list_that_fails_twice() -> None:
    source = _Scripted(lambda part: "unavailable" if part[0].startswith("3/") else "ok", lambda _: "ok")
    assert _records(source, _lists_of(20, 50)) == 1_000
    assert sorted(source.asked) == sorted(f"3/{place}" for place in range(50))


@pytest.mark.parametrize("kind", ["unavailable", "timeout"])
def test_ask_many_gives_lists_up_where_all_fail(kind: str) -> None:
    asked: list[str] = []
    source = _Scripted(lambda part: asked.append(part[0]) or kind, lambda _: "ok")
    assert _records(source, _lists_of(20, 3)) == 60
    assert len(asked) <= 8


@pytest.mark.parametrize("kind", ["unavailable", "timeout"])
def test_ask_many_of_lists_of_one(kind: str) -> None:
    asked: list[tuple[str, ...]] = []
    source = _Scripted(lambda part: asked.append(part) or kind, lambda _: "ok")
    assert _records(source, _lists_of(3, 1)) == 3
    assert all(asked)


def test_ask_many_goes_on_where_most_answers_are_good() -> None:
    """Some works that a service stumbles over, each time, do not cost the others."""
    source = _Scripted(lambda _: "ok", lambda doi: "ok" if int(doi) % 5 else "unavailable")
    answers = [answer for part in ask_many(source, [], [str(number) for number in range(100)]) for answer in part]
    assert sum(answer.record is not None for answer in answers) == 80


KINDS = [kind.value for kind in Kind if kind is not Kind.OTHER_AGENCY]


@given(
    st.lists(st.sampled_from(["ok", *KINDS]), min_size=1, max_size=8),
    st.lists(st.sampled_from(["ok", "ok", "not_found", *KINDS]), min_size=1, max_size=40),
    st.integers(1, 7),
)
def test_ask_many_answers_each_doi_once_whatever_happens(lists: list[str], ones: list[str], size: int) -> None:
    """The law: every DOI is answered once, a record is its own, and nothing fails that no request failed for."""
    dois = [str(number) for number in range(len(ones))]
    said = dict(zip(dois, ones, strict=True))
    source = _Scripted(lambda part: lists[int(part[0]) % len(lists)], said.__getitem__)
    parts = [dois[start : start + size] for start in range(0, len(dois) // 2, size)]
    listed = [doi for part in parts for doi in part]
    answers: list[Answer] = [a for part in ask_many(source, parts, [doi for doi in dois if doi not in listed]) for a in part]
    assert sorted(answer.doi for answer in answers) == sorted(dois)
    for answer in answers:
        assert (answer.record is None) is not (answer.error is None)
        assert answer.record is None or (answer.record.doi == answer.doi and said[answer.doi] == "ok")
    assert not source.stopped


def test_ask_many_raises_what_is_no_trouble_of_the_service() -> None:
    source = _Scripted(lambda _: "ok", lambda doi: "bug" if doi == "3" else "ok")
    with pytest.raises(ZeroDivisionError):
        list(ask_many(source, [], ["1", "2", "3", "4"]))
    assert source.stopped
