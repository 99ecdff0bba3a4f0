"""Filters by what a work did and what people did in it: about a method is not using it, named is not taking part."""

from pathlib import Path

import pytest
from catalogue_tools import record, save

import cpx
from cpx.domain.query import Filters, YearRange
from cpx.domain.query_parser import parse_query
from cpx.errors import BadUsage
from cpx.store.catalogue import CatalogueFile
from cpx.store.search import find

USED = "Methods: We conducted semi-structured interviews with nurses. Results: They asked for time."
ABOUT = "Background: The literature on interviews is large."
SERVED = "Background: Services for people with dementia are few."


@pytest.fixture
def studies(path: Path) -> Path:
    save(path, record("Wards and time", abstract=USED), record("What is said of talk", abstract=ABOUT), record("Services", abstract=SERVED))
    return path


def titles(path: Path, query: str = "", **filters: object) -> set[str]:
    with cpx.open(path) as catalogue:
        return {hit.title for hit in catalogue.search(query, **filters)}


def test_search_leaves_out_works_about_a_method(studies: Path) -> None:
    with cpx.open(studies) as catalogue:
        usage = {tag.usage for tag in catalogue.show(*titles_keys(studies, "What is said of talk")).tags if tag.label == "Interviews"}
    assert usage == {"topic"}
    assert "What is said of talk" not in titles(studies, method="interviews")
    assert "What is said of talk" not in titles(studies, "method:interviews")
    assert "Wards and time" in titles(studies, method="interviews")
    assert "What is said of talk" in titles(studies, method="interviews", any_usage=True)
    assert "What is said of talk" in titles(studies, "method:interviews", any_usage=True)


@pytest.mark.parametrize("any_usage", [False, True])
@pytest.mark.parametrize("part", [None, "took-part", "served", "unclear"])
def test_facets_count_what_the_filter_gives(part: str | None, any_usage: bool, studies: Path) -> None:
    decide(studies, "What is said of talk", "managers", "assign")
    decide(studies, "What is said of talk", "interviews", "assign")
    decide(studies, "Services", "people with dementia", "reject")
    asked = {"part": part, "any_usage": any_usage}
    with cpx.open(studies) as catalogue:
        counted = catalogue.facets(**asked)
    assert counted["population"]
    for scheme in ("method", "population"):
        for row in counted[scheme]:
            assert len(titles(studies, **{scheme: row["value"]}, **asked)) == row["count"], row


def test_a_persons_word_counts_whatever_the_machine_read(studies: Path) -> None:
    decide(studies, "What is said of talk", "interviews", "assign")
    assert "What is said of talk" in titles(studies, method="interviews")


def test_part_asks_what_people_did(studies: Path) -> None:
    assert titles(studies, population="people with dementia", part="served") == {"Services"}
    assert titles(studies, population="people with dementia", part="took-part") == set()
    assert "Wards and time" in titles(studies, part="took-part")
    with pytest.raises(BadUsage, match="no part 'guests'"):
        titles(studies, part="guests")


@pytest.mark.parametrize("any_usage", [False, True])
def test_a_rejected_tag_counts_nowhere(any_usage: bool, studies: Path) -> None:
    decide(studies, "Wards and time", "semi-structured interviews", "reject")
    for people in ("nurses", "p.human"):
        decide(studies, "Wards and time", people, "reject")
    assert "Wards and time" not in titles(studies, method="interviews", any_usage=any_usage)
    assert titles(studies, population="nurses", any_usage=any_usage) == titles(studies, part="took-part") == set()


@pytest.mark.parametrize("term", ["semi-structured interviews", "m.interview", "interviews"])
def test_a_broader_term_finds_what_is_tagged_with_a_narrower_one(term: str, studies: Path) -> None:
    assert titles(studies, method=term) == {"Wards and time"}


def test_people_whom_only_a_person_named_played_an_unclear_part(studies: Path) -> None:
    decide(studies, "What is said of talk", "managers", "assign")
    assert titles(studies, population="managers", part="unclear") == {"What is said of talk"}
    assert "What is said of talk" in titles(studies, part="unclear")
    assert titles(studies, population="managers", part="took-part") == set()


def test_a_part_asked_for_beside_a_method_is_of_people_alone(studies: Path) -> None:
    assert titles(studies, method="interviews", part="took-part") == {"Wards and time"}
    assert titles(studies, method="interviews", part="served") == set()


@pytest.mark.parametrize("filters", [Filters(method=("interviews",)), Filters(part="took-part"), Filters(year=(YearRange(2020),))])
def test_no_filter_has_the_index_asked_once_a_work(filters: Filters, studies: Path) -> None:
    with CatalogueFile(studies) as file, file.reading() as connection:
        said: list[str] = []
        connection.set_trace_callback(said.append)
        find(connection, parse_query("time"), filters, limit=20)
        connection.set_trace_callback(None)
        ranked = [sql for sql in said if "bm25" in sql]
        plans = [row[3] for sql in ranked for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(ranked) >= 1
    assert not [step for step in plans if "VIRTUAL TABLE INDEX 0:=" in step]


def decide(path: Path, title: str, term: str, verb: str) -> None:
    (key,) = titles_keys(path, title)
    with cpx.open(path, writable=True) as catalogue:
        getattr(catalogue, verb)(key, term)


def titles_keys(path: Path, title: str) -> list[str]:
    with cpx.open(path) as catalogue:
        return [hit.key for hit in catalogue.search("") if hit.title == title]
