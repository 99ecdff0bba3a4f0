"""Ages in figures name age groups, and other figures do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.tagging.ages import GROUPS, OLDEST, find_ages, name_group_from, name_groups


def ages_of(content: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the words and the groups of each age found."""
    return [(content[match.start : match.end], match.concepts) for match in find_ages(content, content.lower())]


@pytest.mark.parametrize(
    ("content", "groups"),
    [
        ("aged 65-80 years", ("p.old",)),
        ("aged 65 to 80", ("p.old",)),
        ("18 to 65 years old", ("p.adult", "p.middle")),
        ("aged between 18 and 65 years", ("p.adult", "p.middle")),
        ("children aged 3-5 years", ("p.preschool",)),
        ("ages 6 to 12", ("p.child",)),
        ("age range, 13-17 years of age", ("p.adolescent",)),
        ("age range 24-85", ("p.adult", "p.middle", "p.old")),
        ("people 65 years and older", ("p.old",)),
        ("aged 65 or over", ("p.old",)),
        ("adults aged ≥65 years", ("p.old",)),
        ("older than 80 years", ("p.oldest",)),
        ("18 years and over", ("p.adult",)),
        ("a 72-year-old woman", ("p.old",)),
        ("a 4 year old", ("p.preschool",)),
        ("18-65岁", ("p.adult", "p.middle")),
        ("65岁以上", ("p.old",)),
        ("年龄18～65", ("p.adult", "p.middle")),
    ],
)
def test_find_ages_names_the_groups(content: str, groups: tuple[str, ...]) -> None:
    assert [found for _, found in ages_of(content)] == [groups]


@pytest.mark.parametrize(
    "content",
    [
        "5-15 years of follow-up",
        "over 10 years",
        "20 to 30 years of experience",
        "mean age 54 years",
        "a mean of 70 years old",
        "aged 6-18 months",
        "in 2019-2023, years apart",
        "65-80% of the years",
        "3.65-80 years old scores of age",
        "no figure, only years of age",
        "between 1990 and 1999 years",
        "aged 90-20",
    ],
)
def test_find_ages_leaves_other_figures(content: str) -> None:
    assert ages_of(content) == []


def test_find_ages_of_adults_names_no_older_people() -> None:
    assert "p.old" not in name_groups(18, 65)


def test_find_ages_looks_at_nothing_without_the_words() -> None:
    assert list(find_ages("65-80", "65 80")) == []


@given(st.integers(0, OLDEST), st.integers(0, OLDEST))
def test_name_groups_only_names_groups_that_the_range_touches(first: int, last: int) -> None:
    for concept, low, high in GROUPS:
        if concept in name_groups(first, last):
            assert first <= high
            assert last >= low


@given(st.integers(0, OLDEST - 1).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, OLDEST))))
def test_name_groups_names_every_group_that_the_range_holds(pair: tuple[int, int]) -> None:
    first, last = pair
    held = {concept for concept, low, high in GROUPS if first <= low and high <= last}
    assert held <= set(name_groups(first, last))


@pytest.mark.parametrize(("first", "groups"), [(17, ()), (18, ("p.adult",)), (30, ()), (65, ("p.old",)), (85, ("p.oldest",))])
def test_name_group_from_names_only_plain_bounds(first: int, groups: tuple[str, ...]) -> None:
    assert name_group_from(first) == groups


@given(st.text("0123456789 -–aged yearsol岁以上至.%", max_size=40))
def test_find_ages_requotes(content: str) -> None:
    for match in find_ages(content, content.lower()):
        assert content[match.start : match.end][0].isdigit()
        assert match.concepts
