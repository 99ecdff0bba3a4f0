"""Frequent phrases that no term covers."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED

from cpx.tagging import phrases
from cpx.tagging.phrases import PhraseCounter


@pytest.fixture
def counter() -> PhraseCounter:
    return PhraseCounter(PACKAGED)


def found(counter: PhraseCounter, *works: str, most: int = 20) -> dict[str, int]:
    """Count texts, one a work, and give phrase -> works."""
    for number, text in enumerate(works):
        counter.add(number, [text])
    return {one.text: one.works for one in counter.frequent(most)}


def test_phrase_counts_once_a_work_and_names_the_first(counter: PhraseCounter) -> None:
    counter.add(7, ["Street pharmacies grew.", "Street pharmacies, and street pharmacies again."])
    counter.add(9, ["The street pharmacies closed."])
    (one,) = counter.frequent(20)
    assert (one.text, one.works, one.example) == ("street pharmacies", 2, 7)


def test_phrase_of_one_work_is_none(counter: PhraseCounter) -> None:
    assert found(counter, "Street pharmacies grew.", "Nothing else.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "We ran focus groups.",  # a term
        "Semi-structured interviews were held with service users.",  # terms side by side
        "the results of this",  # function words alone
        "street. pharmacies",  # punctuation between
        "street 24 pharmacies",
        "the street and its pharmacies",
        "street quickly",
        "pharmacies were visited",
        "街头药店很多",
        "a b c",
    ],
)
def test_what_is_no_candidate(counter: PhraseCounter, text: str) -> None:
    assert found(counter, text, text) == {}


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("street pharmacy grew", "Street Pharmacy shut", "street pharmacy"),
        ("the street kiosks", "a street kiosk", "street kiosk"),
        ("burden of pills", "burden of pills", "burden of pills"),
        ("street-level pharmacies", "street level pharmacies", "street level pharmacies"),
        ("the clock’s hands", "the clock’s hands", "clock’s hands"),
    ],
)
def test_what_is_a_candidate(counter: PhraseCounter, one: str, other: str, wanted: str) -> None:
    assert wanted in found(counter, one, other)


def test_shorter_phrase_gives_way_to_a_longer_one_as_frequent(counter: PhraseCounter) -> None:
    assert found(counter, *["cheap street pharmacies"] * 3) == {"cheap street pharmacies": 3}


def test_shorter_phrase_stays_where_it_is_far_more_frequent(counter: PhraseCounter) -> None:
    works = [*["street pharmacies"] * 4, *["cheap street pharmacies"] * 2]
    assert found(counter, *works) == {"street pharmacies": 6, "cheap street pharmacies": 2}


def test_name_of_a_term_is_no_candidate_nor_what_only_people_assign() -> None:
    one = replace(PACKAGED.concepts["m.rct"], id="m.pharm", pref_label="Street pharmacy", alt_labels={"en": ("pill kiosk*",)}, auto=False)
    counter = PhraseCounter(replace(PACKAGED, concepts={**PACKAGED.concepts, "m.pharm": one}))
    assert found(counter, *["Street pharmacies: pill kiosks."] * 2) == {}


def test_frequent_gives_no_more_than_asked_and_the_most_frequent_first(counter: PhraseCounter) -> None:
    assert list(found(counter, "red door; blue gate", "red door; blue gate", "blue gate; green wall", "green wall", most=2)) == [
        "blue gate",
        "green wall",
    ]


def test_memory_is_bounded_and_the_frequent_stay(monkeypatch: pytest.MonkeyPatch, counter: PhraseCounter) -> None:
    monkeypatch.setattr(phrases, "MOST", 5)
    works = [f"red door; {chr(97 + n) * 3} gate; {chr(97 + n) * 4} wall; {chr(97 + n) * 5} roof" for n in range(20)]
    assert found(counter, "red door", "red door", *works) == {"red door": 22}


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_counted_without_fail(texts: list[str]) -> None:
    counter = _COUNTER
    counter.add(1, texts)
    assert all(one.works >= 2 for one in counter.frequent(5))


_COUNTER = PhraseCounter(PACKAGED)
