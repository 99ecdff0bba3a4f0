"""How alike titles are, and which words tell them apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.matching.doi_titles import compare_titles, is_generic, is_short, title_words

TITLE = "Sharing power in hospital wards: a qualitative study of nurses"


@pytest.mark.parametrize(
    "other",
    [
        TITLE.upper(),
        "Sharing power in hospital wards. A qualitative study of nurses.",
        "Sharing <i>power</i> in hospital wards &#8211; a qualitative study of nurses",
        "Sharing power in the hospital wards: qualitative study of nurses",
        "Sharing power in hosptal wards: a qualitative study of nurses",
        "Sharing power in hospital wards: a qualitative study of nurse",
        "Sharing power in hospital wards",
        "RETRACTED: Sharing power in hospital wards: a qualitative study of nurses",
        "Sharing power in hóspital wards : a qualitative study of nurses",
    ],
)
def test_compare_titles_sees_one_title_in_many_spellings(other: str) -> None:
    assert compare_titles(TITLE, other).fits
    assert compare_titles(other, TITLE).fits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TITLE, "Sharing power in hospital wards: a quantitative study of nurses"),
        ("The long road to recovery after stroke in men", "The long road to recovery after stroke in women"),
        ("Effects of sleep on memory in 12 adult mice", "Effects of sleep on memory in 13 adult mice"),
        ("Advances in the chemistry of silver, part I", "Advances in the chemistry of silver, part II"),
        ("Typical presentations of the disease in Norway", "Atypical presentations of the disease in Norway"),
        ("Peer support with a digital platform for carers", "Peer support without a digital platform for carers"),
        ("Peer support on the wards of a hospital", "Peer support on the wards of a hospital: study protocol"),
        ("Peer support on the wards of a hospital", "Peer support on the wards of a hospital: part 2"),
        ("Peer support on the wards of a hospital", "Peer support on the wards of a hospital - reply"),
        ("对医院病房中权力分享的研究", "对医院病房外权力分享的研究"),
        ("Hepatitis A in young travellers to Spain", "Hepatitis B in young travellers to Spain"),
    ],
)
def test_compare_titles_tells_other_works_apart(one: str, other: str) -> None:
    assert not compare_titles(one, other).fits
    assert not compare_titles(other, one).fits


def test_compare_titles_names_the_words_that_differ() -> None:
    found = compare_titles("The long road to recovery in men", "The long road to recovery in women")
    assert found.differ == ("“men” against “women”",)


def test_compare_titles_says_where_only_the_beginning_is_compared() -> None:
    assert compare_titles(TITLE, "Sharing power in hospital wards").shortened
    assert not compare_titles(TITLE, TITLE).shortened


@given(st.text(max_size=80))
def test_compare_titles_takes_a_title_for_itself(title: str) -> None:
    found = compare_titles(title, title)
    assert found.fits if title_words(title) else found.alike in (0.0, 1.0)


@pytest.mark.parametrize("title", ["Editorial", "Introduction", "Letter to the editor", "Book Review", "Errata"])
def test_is_generic_knows_titles_that_stand_on_many_works(title: str) -> None:
    assert is_generic(title)


def test_is_short_counts_words_and_letters() -> None:
    assert is_short("On time")
    assert not is_short(TITLE)
    assert not is_short("对医院病房中权力分享的研究")
