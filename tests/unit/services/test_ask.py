"""Questions are answered with sentences of the catalogue, best first, each with the work to cite."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_catalogue import Writer

from cpx.domain.query import Filters, YearRange
from cpx.domain.question import FOCUS_WEIGHT, LIGHT_WEIGHT, parse_question
from cpx.errors import BadUsage
from cpx.services.ask import ask

TWIN = "Wards that met weekly kept their volunteers for two years or longer."


def build() -> sqlite3.Connection:
    writer = Writer()
    visits = writer.work("lund2021", "Volunteers on wards", year=2021, doi="10.5555/lund", type="article-journal")
    writer.author(visits, "Lund", "Mia")
    writer.text(
        visits,
        [
            ("background", "Volunteers are often asked why they leave, and volunteers leave wards early."),
            ("aim", "We wanted to learn why volunteers leave wards."),
            ("method", "Forty diaries were coded with the ladder of participation framework."),
            ("finding", TWIN),
            ("conclusion", "Volunteers leave because nobody listens to them."),
        ],
    )
    advice = writer.work("moe2019", "Advice for managers", year=2019, type="post-weblog", title_source="made")
    writer.text(advice, [("recommendation", "Managers should train personnel to listen to volunteers.")], section="Listening")
    writer.text(advice, [("recommendation", "Managers should pay volunteers a fee.")], current=False)
    copy = writer.work("lund2022copy", "The same again", year=2022, retracted=1)
    writer.text(copy, [("finding", TWIN), ("finding", "Gardens with hens made visitors laugh.")])
    chinese = writer.work("wang2020", "志愿者研究", year=2020)
    writer.text(chinese, [("conclusion", "志愿者离开病房是因为没有人倾听。"), ("background", "病房需要护士。")], language="zh")
    return writer.connection


CATALOGUE = build()


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Why do volunteers leave wards?", "Volunteers leave because nobody listens to them."),
        ("Which framework was used for the diaries?", "Forty diaries were coded with the ladder of participation framework."),
        ("What should managers do for staff?", "Managers should train personnel to listen to volunteers."),
        ("Did weekly meetings keep volunteers?", TWIN),
        ("What made visitors laugh?", "Gardens with hens made visitors laugh."),
        ("What was the aim with volunteers who leave?", "We wanted to learn why volunteers leave wards."),
        ("志愿者为什么离开病房?", "志愿者离开病房是因为没有人倾听。"),
    ],
)
def test_ask_gives_the_answer_first(question: str, wanted: str) -> None:
    assert ask(CATALOGUE, question)[0].text == wanted


def test_ask_gives_what_is_needed_to_cite() -> None:
    answer = ask(CATALOGUE, "Why do volunteers leave wards?")[0]
    assert (answer.role, answer.language, answer.section, answer.citing) == ("conclusion", "en", None, ())
    assert (answer.work.key, answer.work.doi, answer.work.year, answer.work.authors[0].family) == ("lund2021", "10.5555/lund", 2021, "Lund")
    assert not answer.work.retracted
    content = CATALOGUE.execute("SELECT content FROM texts WHERE record = 1").fetchone()[0]
    assert content[answer.start : answer.end] == answer.text


def test_ask_marks_what_is_retracted_and_made() -> None:
    assert ask(CATALOGUE, "Which gardens have hens?")[0].work.retracted
    assert ask(CATALOGUE, "Should managers train personnel?")[0].work.title_source == "made"


def test_ask_says_the_same_sentence_once() -> None:
    assert [answer.text for answer in ask(CATALOGUE, "weekly wards volunteers years")].count(TWIN) == 1


def test_ask_leaves_out_texts_that_are_not_current() -> None:
    for filters in (Filters(), Filters(type=("post-weblog",))):
        assert all("fee" not in answer.text for answer in ask(CATALOGUE, "Should managers pay volunteers a fee?", filters=filters))


def test_ask_keeps_to_roles_filters_and_limit() -> None:
    question = "Why do volunteers leave wards?"
    assert {answer.role for answer in ask(CATALOGUE, question, roles=("background", "aim"))} == {"background", "aim"}
    in_2019 = Filters(year=(YearRange(2019, 2019),))
    assert {answer.work.key for answer in ask(CATALOGUE, question, filters=in_2019, threshold=0)} == {"moe2019"}
    assert len(ask(CATALOGUE, question, limit=2)) == 2
    assert ask(CATALOGUE, question, limit=0) == ()
    with pytest.raises(BadUsage, match="less than nothing"):
        ask(CATALOGUE, question, limit=-1)


def test_ask_prefers_the_script_of_the_question() -> None:
    assert ask(CATALOGUE, "志愿者 volunteers")[0].language == "zh"
    assert ask(CATALOGUE, "volunteers")[0].language == "en"


def test_ask_scores_fall_and_tell_a_good_answer_from_none() -> None:
    good = [answer.score for answer in ask(CATALOGUE, "Why do volunteers leave because nobody listens?")]
    assert good == sorted(good, reverse=True)
    assert 0.7 < good[0] <= 1
    poor = ask(CATALOGUE, "Do blockchain ledgers shorten waiting lists of volunteers in dentistry?")
    assert all(answer.score < 0.35 for answer in poor)
    assert ask(CATALOGUE, "blockchain ledgers") == ()


@pytest.mark.parametrize("question", ["", "   ", "???", "…", "\ud800", "what?", "the of and", "a " * 5000])
def test_ask_refuses_what_is_no_question(question: str) -> None:
    with pytest.raises(BadUsage, match="there is no word in this question"):
        ask(CATALOGUE, question)


@pytest.mark.parametrize("question", ['title:"x" AND (', "NEAR(a b", "volunteers AND NOT wards", "-volunteers", "10.5555/lund"])
def test_ask_takes_signs_of_the_query_language_as_words(question: str) -> None:
    assert isinstance(ask(CATALOGUE, question), tuple)


def test_parse_question_weighs_its_words() -> None:
    question = parse_question("Which barriers do people meet in hospitals?")
    assert [word.text for word in question.words] == ["barriers", "people", "meet", "hospitals"]
    assert question.weights == (FOCUS_WEIGHT, LIGHT_WEIGHT, LIGHT_WEIGHT, 1.0)


@pytest.mark.parametrize(
    ("question", "role"),
    [
        ("Which methods were used?", "method"),
        ("How was consent given?", "method"),
        ("How can staff learn?", "recommendation"),
        ("Why do people leave?", "recommendation"),
        ("What is the purpose of circles?", "aim"),
        ("What tensions arise?", "finding"),
        ("采用了什么方法?", "method"),
        ("研究的目的是什么?", "aim"),
        ("护士应该如何倾听?", "recommendation"),
    ],
)
def test_parse_question_tells_what_kind_of_sentence_answers(question: str, role: str) -> None:
    assert role in parse_question(question).roles


def test_parse_question_yes_or_no_asks_for_no_role() -> None:
    assert parse_question("Is trust needed?").roles == ()


@given(st.text())
def test_any_text_is_answered_or_refused(question: str) -> None:
    try:
        answers = ask(CATALOGUE, question)
    except BadUsage:
        return
    assert all(0 < answer.score <= 1 for answer in answers)
