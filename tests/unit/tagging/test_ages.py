"""Ages in figures name age groups, and other figures do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.tagging.ages import GROUPS, OLDEST, find_ages, name_group_from, name_groups
from cpx.tagging.fold import fold

ADULTS = ("p.adult", "p.middle")


def ages_of(content: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the words and the groups of each age found."""
    return [(content[match.start : match.end], match.concepts) for match in find_ages(content, fold(content).text)]


@pytest.mark.parametrize(
    ("content", "groups"),
    [
        ("aged 65-80 years", ("p.old",)),
        ("aged 65 to 80", ("p.old",)),
        ("18 to 65 years old", ADULTS),
        ("aged between 18 and 65 years", ADULTS),
        ("children aged 3-5 years", ("p.preschool",)),
        ("ages 6 to 12", ("p.child",)),
        ("age range, 13-17 years of age", ("p.adolescent",)),
        ("age range 24-85", ("p.adult", "p.middle", "p.old")),
        ("conscripts aged 19 to 24 years", ("p.youngadult",)),
        ("infants aged 6-18 months", ("p.infant",)),
        ("newborns aged 3 days to 20 days", ("p.newborn",)),
        ("people 65 years and older", ("p.old",)),
        ("aged 65 or over", ("p.old",)),
        ("adults aged ≥65 years", ("p.old",)),
        ("older than 80 years", ("p.oldest",)),
        ("18 years and over", ("p.adult",)),
        ("a 72-year-old woman", ("p.old",)),
        ("a 4 year old", ("p.preschool",)),
        ("mean age 54 years", ("p.middle",)),
        ("median age was 83 years", ("p.oldest",)),
        ("mean age 51±9 years", ("p.middle",)),
        ("mean age 45 (SD 12)", ADULTS),
        ("aged 52.57 +/- 8.08 years", ("p.middle",)),
        ("mean age was 70 years [standard deviation = 4]", ("p.old",)),
        ("the average age of 35 pupils was 12.7 ± 1.6 years", ("p.child", "p.adolescent")),
        ("tested at 5 years of age", ("p.preschool",)),
        ("18-65岁", ADULTS),
        ("65岁以上", ("p.old",)),
        ("年龄18～65", ADULTS),
    ],
)
def test_find_ages_names_the_groups(content: str, groups: tuple[str, ...]) -> None:
    assert [found for _, found in ages_of(content)] == [groups]


def test_find_ages_reads_the_range_behind_a_mean() -> None:
    assert ages_of("mean age 42 (range 15-66) years") == [("42", ("p.adult",)), ("15-66", ("p.adolescent", "p.adult", "p.middle"))]


@pytest.mark.parametrize(
    "content",
    [
        "5-15 years of follow-up",
        "over 10 years",
        "20 to 30 years of experience",
        "a mean gestational age of 36 weeks",
        "screening from age 21 and treatment started at age 50",
        "a mean age of 2 years older than the others",
        "stratified for age, using 5 year intervals",
        "matched for age (±4 years)",
        "adjusted for age (OR 1.05)",
        "younger than 30 years of age",
        "women under the age of 40",
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
    named = name_groups(first, last)
    assert all(first < high and last > low for concept, low, high in GROUPS if concept in named)


@given(st.integers(0, OLDEST - 1).flatmap(lambda first: st.tuples(st.just(first), st.integers(first + 1, OLDEST))))
def test_name_groups_names_every_group_that_the_range_holds(pair: tuple[int, int]) -> None:
    first, last = pair
    held = {concept for concept, low, high in GROUPS if first <= low and high <= last and concept != "p.adult"}
    assert held <= set(name_groups(first, last))


@pytest.mark.parametrize(("first", "groups"), [(17, ()), (18, ("p.adult",)), (30, ()), (65, ("p.old",)), (85, ("p.oldest",))])
def test_name_group_from_names_only_plain_bounds(first: int, groups: tuple[str, ...]) -> None:
    assert name_group_from(first) == groups


@given(st.text("0123456789 -–±+/()aged meanyearsol岁以上至.%", max_size=40))
def test_find_ages_requotes(content: str) -> None:
    for match in find_ages(content, fold(content).text):
        assert content[match.start : match.end][0].isdigit()
        assert match.concepts


def test_find_ages_lets_outliers_of_a_range_make_no_group() -> None:
    content = "They were aged 83 ± 8 years (range 55-102)."
    assert {concept for match in find_ages(content, content.lower()) for concept in match.concepts} == {"p.old", "p.oldest"}


def test_find_ages_takes_the_age_at_onset_for_no_age_of_those_studied() -> None:
    content = "The mean age at onset was 20 years."
    assert not list(find_ages(content, content.lower()))
