"""Statements of blog posts and report pages."""

from pathlib import Path

import pytest

from cpx.domain.advice import advises, is_imperative
from cpx.domain.page import Kind, read_lines
from cpx.domain.statement import read_statements
from cpx.domain.text import BODY, Text


def read(content: str) -> list[tuple[str, str | None, str]]:
    return [(str(one.role), one.section, content[one.start : one.end]) for one in read_statements(Text(content, BODY))]


def roles(content: str) -> list[str]:
    return [role for role, _, _ in read(content)]


BLOG = """\
Last year we asked staff at a hospital how they work with patients. The recommendations are outlined below:
Learning together
1) Write down what you mean: It is important for teams to agree on words.
2) Offering short courses: Managers should free time for them (Lee, 2020).

Getting started
(1) Clearly explain the gains: A small success may help.
(2) Staff should be asked what they need: They know best.

We hope that others can use our recommendations.
Jo Smith, Involvement Lead

Reference List:
Lee, A. (2020). Short courses. Managers should read this book.
"""


def test_read_page_takes_each_item_of_advice_whole() -> None:
    advice = [(section, text) for role, section, text in read(BLOG) if role == "recommendation"]
    assert advice == [
        ("Learning together", "Write down what you mean: It is important for teams to agree on words."),
        ("Learning together", "Offering short courses: Managers should free time for them (Lee, 2020)."),
        ("Getting started", "Clearly explain the gains: A small success may help."),
        ("Getting started", "Staff should be asked what they need: They know best."),
    ]


def test_read_page_leaves_out_bylines_and_references_and_finds_nothing_where_no_data_is() -> None:
    others = [(role, text) for role, _, text in read(BLOG) if role != "recommendation"]
    assert [role for role, _ in others] == ["background"] * 3
    assert others[-1][1] == "We hope that others can use our recommendations."


def test_read_page_keeps_the_sources_of_an_item() -> None:
    assert [one.citing for one in read_statements(Text(BLOG, BODY)) if one.citing] == [("Lee 2020",)]


REPORT = """\
What carers told us
Published 3 May 2023
By Amina Yusuf

We surveyed 300 carers in two towns. Most had cared for years.

What we found
62% of respondents had no break last year. One in three carers gave up work.

Image: a carer and her son

What should change
Recommendation 1: Fund breaks
Councils should set money aside. Breaks must be easy to book.

Recommendation 2: Involve carers
Carers know what works.

This report was paid for by a charity.

About the author
Amina Yusuf likes walking in the hills.
"""


def test_read_page_that_reports_data_may_have_findings() -> None:
    assert read(REPORT) == [
        ("method", "What carers told us", "We surveyed 300 carers in two towns."),
        ("finding", "What carers told us", "Most had cared for years."),
        ("finding", "What we found", "62% of respondents had no break last year."),
        ("finding", "What we found", "One in three carers gave up work."),
        ("recommendation", "What should change", "Fund breaks\nCouncils should set money aside. Breaks must be easy to book."),
        ("recommendation", "What should change", "Involve carers\nCarers know what works."),
        ("background", "What should change", "This report was paid for by a charity."),
    ]


@pytest.mark.parametrize("mark", ["1. ", "(1) ", "• ", "- ", "* ", "– ", "Tip 1: ", "Step 1 – ", "① ", "a) ", "1️⃣ "])
def test_read_page_knows_many_marks_of_items(mark: str) -> None:
    content = f"Our top tips\n\n{mark}Start with food and a round of names\n{mark}Pay people for their time\n"
    assert read(content) == [
        ("recommendation", "Our top tips", "Start with food and a round of names"),
        ("recommendation", "Our top tips", "Pay people for their time"),
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "Five principles\n\n1. Power is shared\nWe decide together.\n2. All are welcome\nDoors are open.\n\nWe meet again in May.",
            ["Power is shared\nWe decide together.", "All are welcome\nDoors are open."],
        ),
        (
            "How to begin\n1) Plan early.\n\nSend papers a week ahead.\n\n2) Say thanks.\n\nSmall signs matter.\n\nWe wrote this in May.",
            ["Plan early.\n\nSend papers a week ahead.", "Say thanks.\n\nSmall signs matter."],
        ),
        (
            "We recommend that services:\n- pay people for their time;\n- tell them what has changed.\n",
            ["pay people for their time;", "tell them what has changed."],
        ),
        (
            "Recommendation 1\nFund breaks for all carers in the county.\nRecommendation 2\nInvolve carers in planning from the start.\n",
            ["Fund breaks for all carers in the county.", "Involve carers in planning from the start."],
        ),
        (
            "What next\n1. Involve people\n• ask them early in the year\n• pay them for their time\n",
            ["ask them early in the year", "pay them for their time"],
        ),
        (
            "Our advice\n1) Plan the first meeting with the people who will come to it, since they know best what\nhelps them to speak.\n",
            ["Plan the first meeting with the people who will come to it, since they know best what\nhelps them to speak."],
        ),
        (
            "共同工作的建议\n一、组织应当提供培训。培训可以在线进行。\n二、管理者应该倾听。\n",
            ["组织应当提供培训。培训可以在线进行。", "管理者应该倾听。"],
        ),
        ("What we did\n- ran six workshops with young people\n- visited two youth centres\n", []),
        ("Our aims\n1) build trust between staff and patients\n2) share what we learned\n", []),
        ("Services should begin with those who use them. It is fair.", ["Services should begin with those who use them."]),
        ("We ask what services should do. It is unclear.", []),
        ("By listening first, teams should gain trust.", ["By listening first, teams should gain trust."]),
    ],
)
def test_read_page_tells_items_of_advice_from_other_lists(content: str, expected: list[str]) -> None:
    assert [text for role, _, text in read(content) if role == "recommendation"] == expected


@pytest.mark.parametrize(
    "content",
    [
        "Why does it matter?",
        "Share this page\nRead more about our work\nContact us",
        "Figure 2: People at a table.",
        "Photo by Sam Lee.",
        "References\n1. Plan early and ask people.\n2. Pay them.",
        "Tuurnas, S. (2021). Staff should learn. Palgrave.",
    ],
)
def test_read_page_makes_no_statement_of_furniture(content: str) -> None:
    assert read(content) == []


def test_read_lines_tells_what_each_line_is() -> None:
    kinds = [line.kind for line in read_lines(BLOG)]
    expected = [Kind.PARAGRAPH, Kind.HEADING, Kind.ITEM, Kind.ITEM, Kind.HEADING, Kind.ITEM, Kind.ITEM, Kind.PARAGRAPH]
    assert kinds == [*expected, Kind.FRAGMENT, Kind.REFERENCES]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Managers should listen.", True),
        ("Results should be interpreted with caution.", False),
        ("What should managers do?", False),
        ("Patients said that managers should listen.", False),
        ("It was recommended by the council.", False),
        ("The need to listen is old.", False),
        ("It is vital that teams meet.", True),
        ("They should have listened.", False),
        ("Recommendations were drawn from the talks.", False),
        ("管理者应当倾听。", True),
    ],
)
def test_advises_tells_advice_from_talk_about_it(sentence: str, expected: bool) -> None:
    assert advises(sentence) is expected


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Provide time to meet", True),
        ("Clearly explain the gains", True),
        ("Don’t forget to say thanks", True),
        ("Support for carers was missing", False),
        ("Staff were tired", False),
        ("", False),
    ],
)
def test_is_imperative_tells_orders_from_descriptions(item: str, expected: bool) -> None:
    assert is_imperative(item) is expected


@pytest.mark.parametrize("cut", ["Reference List:", None])
def test_read_page_of_the_original_blog(shared: Path, cut: str | None) -> None:
    page = (shared / "seeds" / "000_c2229afcf4ed462e.txt").read_text(encoding="utf-8")
    content = page[: page.index(cut)] if cut else page
    found = read_statements(Text(content, BODY))
    advice = [one for one in found if one.role == "recommendation"]
    assert [one.section for one in advice] == ["Learning about co-production"] * 6 + [
        "Supporting staff to get involved in co-production"
    ] * 4
    assert all(": " in content[one.start : one.end] and content[one.start].isupper() for one in advice)
    assert [one.citing for one in found if one.citing] == [("Tuurnas 2021",), ("Garside 2024",)]
    assert {str(one.role) for one in found} == {"recommendation", "background"}
