"""What an answer must hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.expected import NUMBER, PLACE, TIME, expected, holds


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many interviews were held?", NUMBER),
        ("when did it begin?", TIME),
        ("how long did it last?", TIME),
        ("over which years was it?", TIME),
        ("where was it?", PLACE),
        ("in which country was it?", PLACE),
        ("进行了多少次访谈?", NUMBER),
        ("why do staff resist?", None),
        ("should staff know when to resist?", None),
    ],
)
def test_expected_reads_the_wording(question: str, kind: str | None) -> None:
    assert expected(question) == kind


@pytest.mark.parametrize(
    ("kind", "text", "is_held"),
    [
        (NUMBER, "Three managers were asked.", True),
        (NUMBER, "Managers were asked.", False),
        (NUMBER, "做了14次访谈", True),
        (TIME, "It began in 2014.", True),
        (TIME, "It took four long years.", True),
        (TIME, "It took a while.", False),
        (PLACE, "It was held in the north of Norway.", True),
        (PLACE, "Wards were full in spring.", False),
    ],
)
def test_holds_finds_numbers_times_and_places(kind: str, text: str, is_held: bool) -> None:
    assert holds(kind, text) is is_held


def test_holds_wants_the_number_before_what_it_counts() -> None:
    text = "Nurses of two wards were asked."
    assert holds(NUMBER, text, [text.index("wards")])
    assert not holds(NUMBER, text, [text.index("Nurses")])


@given(st.text(), st.sampled_from([NUMBER, TIME, PLACE]))
def test_holds_takes_any_text(text: str, kind: str) -> None:
    assert holds(kind, text) in {True, False}
    assert expected(text.lower()) in {NUMBER, TIME, PLACE, None}
