"""A brief holds quoted sentences and nothing else, each with the works that say it; nothing retracted backs anything up."""

import io
import sqlite3
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_catalogue import Writer

from cpx.domain.brief import ADVISED, FOUND, WITHDRAWN, Brief, BriefCoverage, BriefPart, BriefQuote, BriefReference, say_searched
from cpx.formats import brief_docx, brief_markdown
from cpx.formats.brief_markdown import dump
from cpx.formats.dumping import one_line
from cpx.services.ask import find_answers
from cpx.services.brief import make_brief

LEAVE = "Volunteers leave wards because *nobody* listens to them <b>[sic]</b> & so on."
ADVICE = "Managers should listen to volunteers who leave wards (Moe, 2011)."
WRONG = "Volunteers leave wards because of the moon, and nobody else does."
QUESTION = "Why do volunteers leave wards?"


def build() -> sqlite3.Connection:
    writer = Writer()
    lund = writer.work("lund2021", "Why they leave", year=2021, doi="10.5555/lund", container_title="Journal of Wards", volume="4")
    writer.author(lund, "Lund", "Mia Ann")
    writer.text(lund, [("conclusion", LEAVE)])
    copy = writer.work("copy2022", "Why they leave, again", year=2022, retracted=1)
    writer.text(copy, [("conclusion", LEAVE), ("finding", WRONG)])
    moe = writer.work("moe2019", "Moe 2019: a text", year=2019, title_source="made", type="post-weblog", publisher="Ward Watch")
    writer.text(moe, [("recommendation", ADVICE)])
    writer.connection.execute("UPDATE statements SET citing = '[\"Moe 2011\"]' WHERE content = ?", (ADVICE,))
    writer.connection.execute("UPDATE texts SET field = 'body' WHERE record = ?", (moe,))
    writer.connection.execute("UPDATE runs SET searched = '2026-05-04', started_at = '2026-05-06T08:00:00Z'")
    return writer.connection


CATALOGUE = build()


def make(question: str = QUESTION) -> Brief:
    return make_brief(CATALOGUE, question, find_answers(CATALOGUE, question))


def test_brief_quotes_by_what_sentences_do_and_what_is_retracted_last() -> None:
    brief = make()
    assert [(part.heading, [quote.text for quote in part.quotes]) for part in brief.parts] == [
        (FOUND, [LEAVE]),
        (ADVISED, [ADVICE]),
        (WITHDRAWN, [WRONG]),
    ]
    assert [quote.numbers for part in brief.parts for quote in part.quotes] == [(1,), (2,), (3,)]


def test_brief_references_say_who_what_and_where_from() -> None:
    lund, moe, copy = make().references
    assert lund.text == "Lund, M. A. (2021). Why they leave. Journal of Wards, 4. https://doi.org/10.5555/lund"
    assert (lund.source, lund.mark) == ("quoted from the abstract, not the full text", None)
    assert (moe.text, moe.source) == ("Ward Watch (2019). [title not known].", "quoted from the page")
    assert (copy.key, copy.mark) == ("copy2022", "RETRACTED")


def test_brief_says_what_was_searched_and_how_far_it_carries() -> None:
    brief = make()
    assert brief.coverage == BriefCoverage(works=3, with_text=3, abstracts_only=2, searched_to="2026-05-04", added_to="2026-05-06")
    assert "searched to 2026-05-04" in say_searched(brief.coverage)
    assert any("not full text" in note for note in brief.notes)
    assert brief.notes[0].endswith("3 quoted, of 4 that score 0.30 or more, repeats included.")
    assert any("second" in note or "citing" in note for note in brief.notes)


def test_brief_of_no_answer_says_so() -> None:
    brief = make("Do blockchain ledgers shorten dental queues?")
    assert (brief.parts, brief.references, brief.notes) == ((), (), ())
    assert brief_markdown.NOTHING in "".join(brief_markdown.dump(brief))
    assert brief_markdown.NOTHING in read_docx(brief)


@pytest.mark.parametrize(
    ("coverage", "said"),
    [
        (BriefCoverage(works=1, with_text=1, abstracts_only=0, searched_to=None, added_to=None), "1 work in this catalogue"),
        (BriefCoverage(works=9, with_text=9, abstracts_only=0, searched_to=None, added_to="2026-01-02"), "last added to on 2026-01-02"),
    ],
)
def test_say_searched_names_no_date_that_is_not_known(coverage: BriefCoverage, said: str) -> None:
    assert said in say_searched(coverage)
    assert "no date of a search" in say_searched(coverage)


def test_markdown_shows_sentences_letter_by_letter() -> None:
    page = "".join(brief_markdown.dump(make()))
    assert "“Volunteers leave wards because \\*nobody\\* listens to them \\<b>[sic]\\</b> & so on.” [1]" in page
    assert f"“{ADVICE}” [2, citing Moe 2011]" in page
    assert "[3] RETRACTED: " in page
    assert page.index("## References") < page.index("Coverage: 3 works")


def read_docx(brief: Brief, clean: Callable[[str], str] = str) -> str:
    from docx import Document

    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(brief_docx.dump(brief, clean))).paragraphs)


def test_docx_holds_what_the_markdown_holds() -> None:
    page = read_docx(make())
    assert f"“{LEAVE}” [1]" in page
    assert f"“{ADVICE}” [2, citing Moe 2011]" in page
    assert "[3] RETRACTED: " in page
    assert "Coverage: 3 works" in page


def say(text: str) -> Brief:
    """Make a brief in which a text stands wherever texts of others do."""
    quote = BriefQuote(text=text, role="finding", numbers=(1,), citing=(text,), score=1.0)
    reference = BriefReference(number=1, text=text, key="k", doi=None, type=None, source="", mark=None)
    coverage = BriefCoverage(works=1, with_text=1, abstracts_only=1, searched_to=None, added_to=None)
    part = BriefPart(heading=FOUND, quotes=(quote,))
    return Brief(question=text, filters=text, parts=(part,), references=(reference,), coverage=coverage, notes=("note",), nearest=1.0)


@given(st.text(max_size=40))
def test_no_sentence_makes_a_heading_of_its_own_in_markdown(text: str) -> None:
    page = "".join(brief_markdown.dump(say(text)))
    assert [line for line in page.split("\n") if line.startswith(("#", "---"))][1:] == [f"## {FOUND}", "## References", "---"]


HOSTILE = [
    "[",
    "]",
    "](",
    "(",
    "![",
    "<b>",
    "<!--",
    "<a@b.c>",
    "<http://a.b>",
    "*",
    "_",
    "`",
    "~",
    "~~",
    "|",
    "#",
    " #",
    "\\",
    "&lt;",
    "$",
    "> ",
]


@given(
    st.lists(st.sampled_from([*HOSTILE, "1. ", "[1]:", "a", " ", "\n", "\u202e", "\x07", "中", "“", "<script>", "{"]), max_size=8).map(
        "".join
    )
)
def test_markdown_is_read_as_it_was_meant_by_a_parser(text: str) -> None:
    from markdown_it import MarkdownIt

    lines = [
        token.children or []
        for token in MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse("".join(dump(say(text))))
        if token.type == "inline"
    ]
    assert {child.type for children in lines for child in children} <= {"text", "text_special"}
    shown, want = ["".join(child.content for child in children) for children in lines], one_line(text).strip()
    assert (shown[0], shown[2]) == (want, f"“{one_line(text)}” [1, citing {one_line(text)}]")


def test_docx_takes_characters_that_xml_does_not() -> None:
    assert "a b" in read_docx(say("a\x00\x0b\ud800\ufffe b"))
