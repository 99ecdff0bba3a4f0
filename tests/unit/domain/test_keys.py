"""Keys are plain, tell who, when and what, and are never given twice; made titles say that they are made."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.keys import MADE_LENGTH, base_key, fold, made_title, unused_key
from cpx.domain.record import Name

AHO, BERG, COLE, BODY = Name("Aho", "A"), Name("Berg", "B"), Name("Cole", "C"), Name(literal="Ward Council")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kjellström", "kjellstrom"),
        ("Bjørn", "bjorn"),
        ("Łukasz", "lukasz"),
        ("Weiß", "weiss"),
        ("Æther", "aether"),
        ("İnci", "inci"),
        ("O'Neil-Smith", "oneilsmith"),
        ("van der Graaf", "vandergraaf"),
        ("王", ""),
        ("Иванов", ""),
        ("", ""),
    ],
)
def test_fold_gives_plain_letters(text: str, expected: str) -> None:
    assert fold(text) == expected


@pytest.mark.parametrize(
    ("authors", "year", "title", "expected"),
    [
        ((AHO, BERG), 2024, "Adopting care", "aho2024adopting"),
        ((Name("Van der Graaf"),), 2023, "The leading of it", "vandergraaf2023leading"),
        ((BODY,), 2020, "A Co-production Guide", "wardcouncil2020co"),
        ((Name(given="Plato"),), None, "On wards", "platondwards"),
        ((), 2020, "Wards", "anon2020wards"),
        ((AHO,), None, "Wards", "ahondwards"),
        ((AHO,), 2024, None, "aho2024"),
        ((AHO,), 2024, "The of and", "aho2024"),
        ((Name("王", "伟"),), 2024, "方法研究", "anon2024"),
        ((AHO,), 2024, "“Quoted” words", "aho2024quoted"),
        ((AHO,), 2024, "2020 vision", "aho20242020"),
        ((), None, None, "anonnd"),
    ],
)
def test_base_key_tells_who_when_what(authors: tuple[Name, ...], year: int | None, title: str | None, expected: str) -> None:
    assert base_key(authors, year, title) == expected


def test_unused_key_adds_letters_then_numbers() -> None:
    taken: list[str] = []
    for _ in range(30):
        taken.append(unused_key("aho2024", taken.__contains__))
    assert taken[:3] == ["aho2024", "aho2024b", "aho2024c"]
    assert taken[25:28] == ["aho2024z", "aho2024-27", "aho2024-28"]


@given(st.integers(0, 400), st.sets(st.integers(27, 500)))
def test_unused_key_is_never_a_taken_one(count: int, more: set[int]) -> None:
    taken = {
        "k",
        *(f"k{letter}" for letter in string.ascii_lowercase[1:]),
        *(f"k-{n}" for n in range(27, 27 + count)),
        *(f"k-{n}" for n in more),
    }
    assert unused_key("k", taken.__contains__) not in taken


def test_unused_key_asks_seldom_for_the_ten_thousandth() -> None:
    taken = {"k", *(f"k{letter}" for letter in string.ascii_lowercase[1:]), *(f"k-{n}" for n in range(27, 10_000))}
    asked: list[str] = []

    def is_taken(key: str) -> bool:
        asked.append(key)
        return key in taken

    assert unused_key("k", is_taken) == "k-10000"
    assert len(asked) < 70


@given(st.text(), st.none() | st.integers(1000, 2100), st.none() | st.text())
def test_base_key_is_plain_whatever_it_is_made_of(family: str, year: int | None, title: str | None) -> None:
    key = base_key((Name(family),), year, title)
    assert set(key) <= set(string.ascii_lowercase + string.digits)
    assert key


@pytest.mark.parametrize(
    ("authors", "year", "text", "expected"),
    [
        ((AHO,), 2024, "One two", "Aho (2024): One two"),
        ((AHO, BERG), None, "One two", "Aho and Berg (n.d.): One two"),
        ((AHO, BERG, COLE), 2024, None, "Aho et al. (2024)"),
        ((BODY,), 2024, "", "Ward Council (2024)"),
        ((), None, None, "Anonymous (n.d.)"),
        ((Name(orcid="0000"),), None, None, "Anonymous (n.d.)"),
        ((AHO,), 2024, "1 2 3 4 5 6 7 8 9 10", "Aho (2024): 1 2 3 4 5 6 7 8 9 10"),
        ((AHO,), 2024, "1 2 3 4 5 6 7 8 9 10 11", "Aho (2024): 1 2 3 4 5 6 7 8 9 10 ..."),
        ((AHO,), 2024, "One\n two\t three", "Aho (2024): One two three"),
    ],
)
def test_made_title_begins_with_author_and_year(authors: tuple[Name, ...], year: int | None, text: str | None, expected: str) -> None:
    assert made_title(authors, year, text) == expected


def test_made_title_of_a_text_without_spaces_is_short() -> None:
    assert made_title((AHO,), 2024, "字" * 900) == "Aho (2024): " + "字" * MADE_LENGTH + " ..."
