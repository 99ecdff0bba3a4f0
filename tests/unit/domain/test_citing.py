"""Sources cited in a sentence."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.citing import find_citations


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Learning is shared (Tuurnas, 2021).", ["Tuurnas 2021"]),
        ("As Garside (2024) says, change tires.", ["Garside 2024"]),
        ("It is debated (Smith & Jones, 2019; Lee, 2020).", ["Smith and Jones 2019", "Lee 2020"]),
        ("It is known (Smith et al., 2020: 12).", ["Smith et al. 2020"]),
        ("Smith et al. (2020) and Smith and Jones (2019, p. 4) differ.", ["Smith et al. 2020", "Smith and Jones 2019"]),
        ("See Van der Graaf et al. (2023).", ["Van der Graaf et al. 2023"]),
        ("It grew (von Heimburg and Ness 2021).", ["von Heimburg and Ness 2021"]),
        ("It is old (see Ostrom, 1996; cf. also Boyle and Harris, 2009).", ["Ostrom 1996", "Boyle and Harris 2009"]),
        ("He wrote much (Smith, 2019a, 2019b).", ["Smith 2019a", "Smith 2019b"]),
        ("Three wrote (Brandsen, Steen and Verschuere, 2018).", ["Brandsen, Steen and Verschuere 2018"]),
        ("Smith, Jones, and Lee (2018) agree.", ["Smith, Jones and Lee 2018"]),
        ("It is advised (NIHR, 2019).", ["NIHR 2019"]),
        ("It is advised (World Health Organization, 2018).", ["World Health Organization 2018"]),
        ("The Department of Health (2010) agreed.", ["Department of Health 2010"]),
        ("Bovaird’s (2007) model helps.", ["Bovaird 2007"]),
        ("It is said (O'Brien, n.d.).", ["O'Brien n.d."]),
        ("同事之间学习（Tuurnas，2021；Lee, 2020）。", ["Tuurnas 2021", "Lee 2020"]),
        ("Twice (Lee, 2020) and again (Lee, 2020).", ["Lee 2020"]),
        ("Given the order, Lee (2020) came before it (Abel, 2021).", ["Lee 2020", "Abel 2021"]),
    ],
)
def test_find_citations_names_authors_and_year(sentence: str, expected: list[str]) -> None:
    assert find_citations(sentence) == tuple(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "A four year study (2019-2023) of three services (Case 1).",
        "It ran in spring (March 2020) and later (in 2021).",
        "Ten people (n = 10, 2019) and more (aged 18, 2020).",
        "See the table (Table 2, 2019) and Figure 3 (2020).",
        "The Care Act (2014) changed that.",
        "During the pandemic (Covid-19, 2020) we met.",
        "It cost much (about 2000 pounds).",
        "No brackets, Smith 2020.",
        "",
    ],
)
def test_find_citations_leaves_years_and_cases_alone(sentence: str) -> None:
    assert find_citations(sentence) == ()


@given(st.text(alphabet="Smith, et al.&and(2019;2020)（）De \n‘é", max_size=80) | st.text(max_size=80))
def test_find_citations_takes_any_text(sentence: str) -> None:
    for source in find_citations(sentence):
        assert source == source.strip() != ""


@pytest.mark.parametrize("piece", ["De ", "Van der ", "Smith, ", "(", "(Smith ", "A. ", "Smith and ", "of the "])
def test_find_citations_is_quick_on_odd_brackets(piece: str) -> None:
    began = time.process_time()
    find_citations(f"({(piece * 300)[:290]}, 2020x)" * 50)
    assert time.process_time() - began < 5
