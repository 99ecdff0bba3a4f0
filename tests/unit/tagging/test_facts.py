"""Figures that a text states of its study, and those of others that it only repeats."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.text import ABSTRACT, Text
from cpx.tagging.facts import find_facts, read_count


def facts_of(content: str) -> list[tuple[str, int, int | None, str | None, str]]:
    """Give kind, first and last number, unit and words of each fact."""
    found = find_facts([Text(content, ABSTRACT, "en")])
    return [(fact.kind, fact.n, fact.last, fact.unit, content[fact.start : fact.end]) for fact in found]


@pytest.mark.parametrize(
    ("content", "facts"),
    [
        ("We held fourteen interviews with managers.", [("sample", 14, None, "interviews", "fourteen interviews")]),
        (
            "Twenty-four semi-structured interviews were held.",
            [("sample", 24, None, "interviews", "Twenty-four semi-structured interviews")],
        ),
        ("One hundred and six carers took part.", [("sample", 106, None, "carers", "One hundred and six carers")]),
        ("A survey of 1,204 older residents was done.", [("sample", 1204, None, "residents", "1,204 older residents")]),
        ("Nurses (n = 45) were asked.", [("sample", 45, None, "nurses", "Nurses (n = 45")]),
        ("We met six focus groups.", [("sample", 6, None, "focus groups", "six focus groups")]),
        ("Data were collected between May 2014 and June 2016.", [("period", 2014, 2016, "years", "May 2014 and June 2016")]),
        ("Fieldwork was conducted in 2017.", [("period", 2017, None, "years", "2017")]),
        ("Wards were surveyed from 1998 to 99.", [("period", 1998, 1999, "years", "1998 to 99")]),
        ("The mean age was 54 years.", [("age", 54, None, "years", "54")]),
        ("They were aged 6-18 months.", [("age", 6, 18, "months", "6-18")]),
        ("我们进行了20次访谈。", [("sample", 20, None, "interviews", "20次访谈")]),
        ("数据收集于2017年至2019年。", [("period", 2017, 2019, "years", "2017年至2019年")]),
    ],
)
def test_find_facts_reads_samples_ages_and_years(content: str, facts: list[tuple[str, int, int | None, str | None, str]]) -> None:
    assert facts_of(content) == facts


@pytest.mark.parametrize(
    "content",
    [
        "BACKGROUND: In 2015 a trial interviewed 300 patients.",
        "CONCLUSION: Further studies should interview 100 patients.",
        "A previous 20 patients trial.",
        "Of these 40% patients improved.",
        "One patient died.",
        "We found four tensions from senior leaders.",
        "Three themes about nurses and two models by which teachers work were seen.",
        "We used 3.5 patients per bed.",
        "The policy of 2015 is debated in the years since.",
        "Grade 2 tumours of stage 3.",
    ],
)
def test_find_facts_leaves_others_figures(content: str) -> None:
    assert facts_of(content) == []


def test_find_facts_gives_counts_of_the_results_only_where_the_methods_have_none() -> None:
    methods, results = "METHODS: We recruited 40 patients. ", "RESULTS: In all 12 patients improved."
    assert [fact[1] for fact in facts_of(methods + results)] == [40]
    assert [fact[1] for fact in facts_of(results)] == [12]


@pytest.mark.parametrize(
    ("words", "n"), [("1,204", 1204), ("twenty-four", 24), ("one hundred and six", 106), ("two hundred", 200), ("x", 0)]
)
def test_read_count_reads_figures_and_words(words: str, n: int) -> None:
    assert read_count(words) == n


@given(
    st.lists(
        st.sampled_from(["12 ", "forty ", "n = 7", "patients", " İ", "2014 ", "between ", "aged ", "65-80", "名", "访谈", ". ", "ﬁ", "\n"])
    )
)
def test_find_facts_requotes(parts: list[str]) -> None:
    text = Text("".join(parts), ABSTRACT, "en")
    for fact in find_facts([text]):
        assert fact.sentence[0] <= fact.start < fact.end <= fact.sentence[1] <= len(text.content)
        assert any(sign.isdigit() or sign.isalpha() for sign in text.content[fact.start : fact.end])
