"""Filters by what a work did and what people did in it: about a method is not using it, named is not taking part."""

from pathlib import Path

import pytest
from catalogue_tools import record, save

import cpx
from cpx.errors import BadUsage

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


def test_facets_count_what_the_filter_gives(studies: Path) -> None:
    for any_usage in (False, True):
        with cpx.open(studies) as catalogue:
            counts = {row["value"]: row["count"] for row in catalogue.facets(any_usage=any_usage)["method"]}
        for label, count in counts.items():
            assert len(titles(studies, method=label, any_usage=any_usage)) == count, label


def test_a_persons_word_counts_whatever_the_machine_read(studies: Path) -> None:
    (key,) = titles_keys(studies, "What is said of talk")
    with cpx.open(studies, writable=True) as catalogue:
        catalogue.assign(key, "interviews")
    assert "What is said of talk" in titles(studies, method="interviews")


def test_part_asks_what_people_did(studies: Path) -> None:
    assert titles(studies, population="people with dementia", part="served") == {"Services"}
    assert titles(studies, population="people with dementia", part="took-part") == set()
    assert "Wards and time" in titles(studies, part="took-part")
    with pytest.raises(BadUsage, match="no part 'guests'"):
        titles(studies, part="guests")


def titles_keys(path: Path, title: str) -> list[str]:
    with cpx.open(path) as catalogue:
        return [hit.key for hit in catalogue.search("") if hit.title == title]
