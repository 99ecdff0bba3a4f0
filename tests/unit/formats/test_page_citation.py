from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.formats.pages.citation import parse_citation, parse_journal_line, read_figures

CITATIONS: list[tuple[str, dict[str, Any]]] = [
    (
        (
            "Hartley, Zoe, de Vries, Anneke and Bankole, Ade (2023) Sharing the pen: papers with carers (2008-2018). "
            "Research for All, 4 (1). p. 12. ISSN 2662-2211"
        ),
        {
            "families": ["Hartley", "de Vries", "Bankole"],
            "issued": "2023",
            "title": "Sharing the pen: papers with carers (2008-2018)",
            "container_title": "Research for All",
        }
        | {"volume": "4", "issue": "1", "page": "12", "issn": ("2662-2211",)},
    ),
    (
        "Smith, J. A., & Lee, K. (2020). Co-producing research: A scoping review. Health Expectations, 23(4), 785–799. https://doi.org/10.9999/hex.13000",
        {
            "families": ["Smith", "Lee"],
            "title": "Co-producing research: A scoping review",
            "container_title": "Health Expectations",
            "volume": "23",
            "issue": "4",
        }
        | {"page": "785-799", "doi": "10.9999/hex.13000"},
    ),
    (
        "Mulder, G., Green, J., Roy, G. et al. Making and keeping things together. Health Res Policy Sys 22, 42 (2024). https://doi.org/10.9999/s12961-1",
        {
            "families": ["Mulder", "Green", "Roy"],
            "issued": "2024",
            "title": "Making and keeping things together",
            "container_title": "Health Res Policy Sys",
            "volume": "22",
            "page": "42",
        },
    ),
    (
        "Smith J, Lee K. A side of coproduction. Health Res Policy Syst. 2019;17(1):33. doi:10.9999/s12961-019-0432-3",
        {
            "families": ["Smith", "Lee"],
            "issued": "2019",
            "title": "A side of coproduction",
            "container_title": "Health Res Policy Syst",
            "volume": "17",
            "issue": "1",
            "page": "33",
        },
    ),
    (
        (
            "Zoe Hartley & Ade Bankole (2016) Users and Makers: What Do We Know?, Journal of Public Things, "
            "39:13, 1006-1019, DOI: 10.9999/01900692.2016.1"
        ),
        {
            "families": ["Hartley", "Bankole"],
            "title": "Users and Makers: What Do We Know?",
            "container_title": "Journal of Public Things",
            "volume": "39",
            "issue": "13",
            "page": "1006-1019",
        },
    ),
    (
        'Ferreira, T. and Nolan, B. (2021), "Learning: a study", Journal of Joined Care, Vol. 29 No. 2, pp. 123-137. https://doi.org/10.9999/jjc-1',
        {
            "families": ["Ferreira", "Nolan"],
            "title": "Learning: a study",
            "container_title": "Journal of Joined Care",
            "volume": "29",
            "issue": "2",
            "page": "123-137",
        },
    ),
    (
        "Wills O, Sand S (2020) Lost and found. Front. Public Health 8:123. doi: 10.9999/fpubh.2020.00123",
        {"families": ["Wills", "Sand"], "title": "Lost and found", "container_title": "Front. Public Health", "volume": "8", "page": "123"},
    ),
    (
        "Wyatt D, Cook J, McKay C. What people think of records. BMJ Open 2018;8:e019378. doi: 10.9999/bmjopen-2017-019378",
        {
            "families": ["Wyatt", "Cook", "McKay"],
            "issued": "2018",
            "title": "What people think of records",
            "container_title": "BMJ Open",
            "page": "e019378",
        },
    ),
    (
        (
            'Loeb, Elke, and Tony Bond. 2018. "Assessing an Effect." In: Brand, T., Steen, T. and '
            "Vers, B. (eds.) A Handbook. Routledge, New York, pp. 269-280."
        ),
        {
            "families": ["Loeb", "Bond"],
            "editors": ["Brand", "Steen", "Vers"],
            "title": "Assessing an Effect",
            "container_title": "A Handbook",
            "publisher": "Routledge",
        },
    ),
    (
        "Doe, Jane (2019) A title: a thesis. Doctoral thesis, University of Leeds.",
        {"title": "A title: a thesis", "publisher": "University of Leeds", "container_title": None},
    ),
    (
        "Brown, N; (2021) Scope of Research. Journal of Method in Education 10.9999/1743727X.2021. (In press). Green open access",
        {"families": ["Brown"], "container_title": "Journal of Method in Education", "doi": "10.9999/1743727x.2021"},
    ),
    (
        "Smith, J., Lee, K. Title of a paper. Res. Involv. Engagem. 5, 12 (2019).",
        {"title": "Title of a paper", "container_title": "Res. Involv. Engagem", "volume": "5", "page": "12"},
    ),
    (
        "Oliver, K. and Mays, N. (2019) Is it worth it? Policy and Systems, 17 (1). 33. ISSN 1478-4505",
        {"title": "Is it worth it?", "container_title": "Policy and Systems", "page": "33"},
    ),
]


@pytest.mark.parametrize(("text", "parts"), CITATIONS)
def test_parse_citation_cuts_the_usual_styles(text: str, parts: dict[str, Any]) -> None:
    found = parse_citation(text)
    assert found is not None
    shown = {name: getattr(found, name, None) for name in parts} | {
        "families": [name.family for name in found.authors],
        "editors": [name.family for name in found.editors],
    }
    assert {name: shown[name] for name in parts} == parts


def test_parse_citation_uses_the_known_title() -> None:
    text = "Doe, J. and Roe, R. (2020) What now. And then. Voices, 3 (2), 5-9."
    found = parse_citation(text, "What now. And then")
    assert found is not None
    assert (found.title, found.container_title) == ("What now. And then", "Voices")


@pytest.mark.parametrize("text", ["", "Abstract", "This study asked forty people about care.", "The (2020) report is out.", "10.9999/abc"])
def test_parse_citation_of_anything_else_is_none(text: str) -> None:
    assert parse_citation(text) is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Implement Sci Commun. 2023 Feb 1;4(1):12. doi: 10.9999/s43058.", ("Implement Sci Commun", "2023-02-01", "4", "1", "12")),
        (". 2023 Sep 23;11(19):2615. doi: 10.9999/healthcare11192615", (None, "2023-09-23", "11", "19", "2615")),
        ("BMJ Open 2018;8:e019378", ("BMJ Open", "2018", "8", None, "e019378")),
        ("Soc Sci Med. 2020 Jan-Feb;1:3-9.", ("Soc Sci Med", "2020-01", "1", None, "3-9")),
    ],
)
def test_parse_journal_line_reads_pubmeds_line(line: str, expected: tuple[str | None, ...]) -> None:
    found = parse_journal_line(line)
    assert found is not None
    assert (found.container_title, found.issued, found.volume, found.issue, found.page) == expected


@pytest.mark.parametrize("line", ["", "In 2019; that was all", "Published 2020"])
def test_parse_journal_line_of_anything_else_is_none(line: str) -> None:
    assert parse_journal_line(line) is None


def test_read_figures_reads_a_source_line() -> None:
    assert read_figures("Vol 8 (2) pp. 101-118") == {"volume": "8", "issue": "2", "page": "101-118"}
    assert read_figures("nothing") == {"volume": None, "issue": None, "page": None}


@given(st.text(max_size=500))
def test_parse_citation_takes_any_text(text: str) -> None:
    found = parse_citation(text)
    assert found is None or found.authors
    parse_journal_line(text)
