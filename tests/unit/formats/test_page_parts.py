"""The small readers that the pages share: labels, terms, MeSH headings, funders, furniture, abstracts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.record import Name
from cpx.formats.pages.build import best_date, cut_abstract, find_isbns, find_pubmed_ids, fuller_names, make_abstracts, read_journal
from cpx.formats.pages.fields import read_fields, read_label, read_lines, unmark
from cpx.formats.pages.funding import read_funders, read_table
from cpx.formats.pages.furniture import is_dead, is_furniture
from cpx.formats.pages.labels import LABELS
from cpx.formats.pages.mesh import KNOWN, read_headings, split_known
from cpx.formats.pages.pubmed_mirror import split_spaced
from cpx.formats.pages.terms import read_licence, read_terms, read_type


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("Keywords: a, b", "keywords", "a, b"),
        ("关键词: 甲 乙", "keywords", "甲 乙"),
        ("Mesh : Humans", "mesh", "Humans"),
        ("来  源:   DOI:10.9999/x", "doi", "DOI:10.9999/x"),
        ("## Abstract", "abstract", ""),
        ("ABSTRACT", "abstract", ""),
        ("Item Type: \tArticle", "type", "Article"),
        ("• Keywords: x", "keywords", "x"),
        ("Date", "", ""),
        ("By", "", ""),
        ("Abstracts are short texts", "", ""),
        ("The aim: to see", "", ""),
    ],
)
def test_read_label_knows_labels_from_text(line: str, field: str, value: str) -> None:
    assert read_label(line) == (field, value)


def test_read_label_leaves_an_abstracts_own_headings_in_it() -> None:
    line = "Subjects: Forty adults who had used the service took part in two rounds of talks."
    assert read_label(line, inside="abstract") == ("", "")
    assert read_label(line) == ("subjects", line.removeprefix("Subjects: "))


def test_read_fields_sorts_a_page() -> None:
    fields = read_fields(["Title line", "", "Abstract", "One.", "", "Two.", "Keywords:", "a", "b", "", "stray", "Publisher: P"])
    assert fields.head == ["Title line", ""]
    assert fields.lines("abstract") == ["One.", "Two."]
    assert fields.lines("keywords") == ["a", "b"]
    assert fields.loose == ["stray"]
    assert fields.first("publisher") == "P"
    assert fields.text("nothing") == ""


def test_read_fields_ends_a_short_field_at_an_unknown_label() -> None:
    fields = read_fields(["Keywords: a; b", "House classification: House > Room", "Publisher: P"])
    assert fields.lines("keywords") == ["a; b"]
    assert fields.first("publisher") == "P"


def test_read_lines_drops_furniture_and_keeps_labels() -> None:
    assert (
        read_lines("Sign in\nTitle\n\nCitation\n  x  \nShare this page") == ["Title", "", "Citation", "x", ""]
        or read_lines("Sign in") == []
    )


def test_labels_are_in_small_letters() -> None:
    assert all(label == label.lower().strip() and label for label in LABELS)


def test_unmark_takes_every_mark_off() -> None:
    assert unmark("• ### Title") == "Title"
    assert unmark("#hashtag stays") == "#hashtag stays"


BUTTONS = """Sign in / Sign up
Share Document
Download (1MB) | Preview
View Item View Item
H-INDEX
(FIVE YEARS 15)
15
2,104
公众号
Export Citation Format
Cited By ~ 12
Skip to main content
We use cookies on this site
Log in
PDF
Follow us on Twitter
© 2024 The Harbour Foundation"""


@pytest.mark.parametrize("line", BUTTONS.split("\n"))
def test_is_furniture_knows_buttons_and_counts(line: str) -> None:
    assert is_furniture(line.strip())


@pytest.mark.parametrize(
    "line",
    [
        "Sharing the pen: writing with carers",
        "Download figures show that carers were rarely named in the forty-one papers.",
        "9781799849759, 9781799849766",
        "2662-2211",
        "Jane Doe",
        "Search for meaning in care homes was the aim of a study of forty people in Leeds.",
    ],
)
def test_is_furniture_leaves_works_alone(line: str) -> None:
    assert not is_furniture(line)


def test_is_dead_is_for_short_pages_only() -> None:
    assert is_dead("404 Not found")
    assert not is_dead("A study of access denied to patients. " * 100)
    assert not is_dead("A study of care.")


@pytest.mark.parametrize(
    ("lines", "terms"),
    [
        (["a, b, c d"], ("a", "b", "c d")),
        (["a; b, c; d."], ("a", "b, c", "d")),
        (["a | b"], ("a", "b")),
        (["one", "two, with comma"], ("one", "two, with comma")),
        (["• one", "• two"], ("one", "two")),
        (["甲,乙、丙"], ("甲", "乙", "丙")),
        (["care (home, ward), trust"], ("care (home, ward)", "trust")),
        (["a, a, A"], ("a", "A")),
        ([], ()),
        (["12, 34"], ()),
    ],
)
def test_read_terms_takes_the_strongest_mark(lines: list[str], terms: tuple[str, ...]) -> None:
    assert read_terms(lines) == terms


@pytest.mark.parametrize(
    ("text", "licence"),
    [
        ("Available under License Creative Commons Attribution 4.0.", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/4.0/", "CC BY-NC-ND 4.0"),
        ("Creative Commons Attribution Non-commercial No Derivatives 4.0.", "CC BY-NC-ND 4.0"),
        ("CC BY-SA 3.0", "CC BY-SA 3.0"),
        ("Creative Commons Attribution License", "CC BY"),
        ("All rights reserved", None),
    ],
)
def test_read_licence_gives_the_short_name(text: str, licence: str | None) -> None:
    assert read_licence(text) == licence


TYPES = [
    ("Article", "article-journal"),
    ("Thesis (Doctoral)", "thesis"),
    ("Monograph (Working Paper)", "report"),
    ("Book Section", "chapter"),
    ("Conference or Workshop Item (Paper)", "paper-conference"),
    ("Sculpture", None),
    ("", None),
    (None, None),
]


@pytest.mark.parametrize(("text", "kind"), TYPES)
def test_read_type_gives_the_csl_type(text: str | None, kind: str | None) -> None:
    assert read_type(text) == kind


def test_read_headings_parts_by_known_headings() -> None:
    headings = read_headings(["Humans Research Design Longitudinal Studies Learning"])
    assert [heading.label for heading in headings] == ["Humans", "Research Design", "Longitudinal Studies", "Learning"]
    assert all(heading.guessed for heading in headings)


@pytest.mark.parametrize(
    ("lines", "labels"),
    [
        (["Aged", "Decision Making, Shared*", "Research Design / standards*"], ["Aged", "Decision Making, Shared", "Research Design"]),
        (["Humans; Aged, 80 and over; Male"], ["Humans", "Aged, 80 and over", "Male"]),
        (["Humans, Aged, 80 and over, Male"], ["Humans", "Aged, 80 and over", "Male"]),
        (["Learning"], ["Learning"]),
        ([], []),
    ],
)
def test_read_headings_that_are_parted_are_not_guessed(lines: list[str], labels: list[str]) -> None:
    headings = read_headings(lines)
    assert [heading.label for heading in headings] == labels
    assert not any(heading.guessed for heading in headings)


@given(st.lists(st.sampled_from(sorted(name for name in KNOWN.values() if " " not in name)), min_size=1, max_size=8))
def test_split_known_loses_no_word(names: list[str]) -> None:
    assert " ".join(split_known(" ".join(names))).split() == " ".join(names).split()


@given(st.text(max_size=200))
def test_split_known_keeps_the_words_of_any_text(text: str) -> None:
    assert "".join(split_known(text)).lower().replace(" ", "").replace("*", "") == "".join(text.split()).lower().replace("*", "")


def test_split_spaced_cuts_at_capitals() -> None:
    assert split_spaced(["Adoption Case study Structurally vulnerable populations"]) == (
        "Adoption",
        "Case study",
        "Structurally vulnerable populations",
    )
    assert split_spaced(["Quality Improvement"]) == ()
    assert split_spaced(["one, Two, Three four five"]) == ()


def test_read_funders_gives_awards_to_their_owner() -> None:
    text = (
        "This work was supported by the Wellcome Trust (203109/Z/16/Z) and the Economic and Social Research Council "
        "[grant number ES/S012345/1]. "
        "AB is a member of the (NIHR) North Coast ARC (NIHR200166). "
        "The views expressed are not necessarily those of the Department of Health."
    )
    found = [(funder.name, funder.awards) for funder in read_funders(text)]
    assert found[:2] == [("Wellcome Trust", ("203109/Z/16/Z",)), ("Economic and Social Research Council", ("ES/S012345/1",))]
    assert found[2] == ("NIHR North Coast ARC", ("NIHR200166",))
    assert len(found) == 3


def test_read_funders_of_plain_prose_is_empty() -> None:
    assert read_funders("© 2019 The Authors. This is an open access article.") == ()


def test_read_table_reads_a_funder_a_line() -> None:
    found = read_table(["Funder Grant number", "Some Research Council ES/K012345/1", "A Charity"])
    assert [(funder.name, funder.awards) for funder in found] == [("Some Research Council", ("ES/K012345/1",)), ("A Charity", ())]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("BMC Health Services Research, 2021, № 1", {"container_title": "BMC Health Services Research", "issued": "2021", "issue": "1"}),
        ("2020, BMC Health Services Research, № 1", {"container_title": "BMC Health Services Research", "issued": "2020", "issue": "1"}),
        ("Policy and Systems | Issue 1/2018", {"container_title": "Policy and Systems", "issued": "2018", "issue": "1"}),
        ("Journal of Care, Culture and Society", {"container_title": "Journal of Care, Culture and Society"}),
        ("", {"container_title": None}),
    ],
)
def test_read_journal_parts_the_name_from_figures(text: str, fields: dict[str, str | None]) -> None:
    assert read_journal(text) == fields


def test_best_date_prefers_more_of_the_same_year() -> None:
    assert best_date("2019", "2019-09-12") == "2019-09-12"
    assert best_date("2019", "2018-09-12") == "2019"
    assert best_date(None, None) is None


def test_fuller_names_prefers_names_spelt_out() -> None:
    short, full, other = (Name("Doe", "J."),), (Name("Doe", "Jane"),), (Name("Roe", "Richard"),)
    assert fuller_names(short, full) == full
    assert fuller_names(full, short) == full
    assert fuller_names(short, other) == short
    assert fuller_names((), other) == other


def test_cut_abstract_stops_where_the_article_begins() -> None:
    lines = [
        "Aim: To see what carers need from a ward at night.",
        "© 2020 The Authors.",
        "https://doi.org/10.9999/x",
        "1. Introduction",
        "Wards are loud.",
    ]
    assert cut_abstract(lines) == lines[:1]


def test_cut_abstract_keeps_an_introduction_that_is_its_own() -> None:
    lines = ["Introduction:", "Carers wait.", "Methods:", "We asked them.", "Introduction", "Long ago."]
    assert cut_abstract(lines)[:4] == lines[:4]


def test_make_abstracts_gives_one_a_language() -> None:
    texts = make_abstracts(
        [
            ["Carers wait for answers that do not come."],
            ["Another text about the carers of this town."],
            ["照顾者等待着没有到来的答案,这是一个问题。"],
        ]
    )
    assert [text.language for text in texts] == ["en", "zh"]
    assert texts[0].content.startswith("Carers wait")


def test_make_abstracts_takes_out_tags_and_escapes() -> None:
    (text,) = make_abstracts(
        [["Abstract<jats:sec> Background Wards are loud. </jats:sec><jats:sec> Methods We asked Lozeau\\'s staff. </jats:sec>"]]
    )
    assert "<" not in text.content
    assert "\\" not in text.content
    assert not text.content.startswith("Abstract")


def test_find_identifiers_in_running_text() -> None:
    assert find_isbns("ISBN 978-0-306-40615-7, 0-306-40615-2 and 9781799849766") == ("9780306406157", "9781799849766")
    assert [(item.scheme, item.value) for item in find_pubmed_ids("PMID: 123456 PMCID: PMC7654321")] == [
        ("pmid", "123456"),
        ("pmcid", "PMC7654321"),
    ]
    assert find_pubmed_ids("none") == ()
