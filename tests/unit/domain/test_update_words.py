"""How updates are said, and the note of an export read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_strategies import DOIS

from cpx.domain.parts import Update
from cpx.domain.update_words import mark_of, marked_title, read_note, say_update, write_note

NOTICE = Update("retraction", "10.1016/s0140-6736(20)31324-6", "2020-06-05", "retraction-watch")
SAID = "RETRACTED: retraction notice doi:10.1016/s0140-6736(20)31324-6, 2020-06-05, retraction-watch"
DECIDING = st.builds(
    Update,
    st.sampled_from(["retraction", "removal", "withdrawal", "partial-retraction", "expression-of-concern"]),
    st.none() | DOIS,
    st.sampled_from([None, "2020", "2020-06", "2020-06-05"]),
    st.sampled_from([None, "publisher", "retraction-watch"]),
)


@pytest.mark.parametrize(
    ("updates", "title", "retracted", "mark"),
    [
        ((), None, False, ""),
        ((), None, True, "RETRACTED"),
        ((NOTICE,), "Power", False, "RETRACTED"),
        ((), "Retracted: Power", False, "RETRACTED"),
        ((Update("partial-retraction"),), "Power", False, "PARTLY RETRACTED"),
        ((Update("expression-of-concern"), Update("erratum")), "Power", False, "EXPRESSION OF CONCERN"),
        ((Update("correction"),), "Power", False, ""),
    ],
)
def test_mark_of_a_work(updates: tuple[Update, ...], title: str | None, retracted: bool, mark: str) -> None:
    assert mark_of(updates, title, retracted=retracted) == mark


def test_title_is_not_marked_twice() -> None:
    assert marked_title("Power", retracted=True) == "RETRACTED Power"
    assert marked_title("RETRACTED: Power", retracted=True) == "RETRACTED: Power"
    assert marked_title("Power", (Update("correction"),)) == "Power"


@pytest.mark.parametrize(
    ("update", "line"),
    [
        (NOTICE, "retraction: notice 10.1016/s0140-6736(20)31324-6, 2020-06-05 (retraction-watch)"),
        (Update("retraction-of", "10.1/a", "2020"), "retraction of 10.1/a, 2020"),
        (Update("expression_of_concern"), "expression of concern"),
    ],
)
def test_update_is_said_in_a_line(update: Update, line: str) -> None:
    assert say_update(update) == line


@pytest.mark.parametrize(
    ("updates", "title", "note"),
    [
        ((NOTICE, Update("erratum", "10.1/e")), "Power", SAID),
        ((Update("withdrawal"),), "Power", "RETRACTED: withdrawal"),
        ((), "Retracted: Power", "RETRACTED"),
        ((Update("correction", "10.1/c"),), "RETRACTED: Power", "RETRACTED"),
        ((Update("expression-of-concern", "10.1/c"),), "Power", "EXPRESSION OF CONCERN: expression of concern notice doi:10.1/c"),
        ((Update("correction", "10.1/c"),), "Power", ""),
    ],
)
def test_note_for_other_programs(updates: tuple[Update, ...], title: str, note: str) -> None:
    assert write_note(updates, title) == note


@given(DECIDING)
def test_note_is_read_back(update: Update) -> None:
    assert read_note(write_note([update], "Power")) == ((update,), None)


@pytest.mark.parametrize(
    ("note", "updates", "rest"),
    [
        (None, (), None),
        ("", (), None),
        ("Read in 2020; lent to Bo", (), "Read in 2020; lent to Bo"),
        (f"Read in 2020; {SAID}; Title not known", (NOTICE,), "Read in 2020; Title not known"),
        (f"mine\n{SAID}", (NOTICE,), "mine"),
        ("Retracted", (Update("retraction"),), None),
        ("Retracted publications are the subject", (), "Retracted publications are the subject"),
    ],
)
def test_note_of_others_stays(note: str | None, updates: tuple[Update, ...], rest: str | None) -> None:
    assert read_note(note) == (updates, rest)
