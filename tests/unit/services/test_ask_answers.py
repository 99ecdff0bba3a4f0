"""What comes with an answer: why it was found, who else says so, what stands around it; and what is no answer."""

import sqlite3

import pytest
from search_catalogue import Writer

from cpx.domain.answer import Likeness
from cpx.domain.query import Filters, parse_years
from cpx.errors import CpxError
from cpx.services import ask as service
from cpx.services.ask import GOOD, ask, find_answers
from cpx.services.ask_score import everyday_words
from cpx.store import time_limit
from cpx.store.statement_search import share_known

LEAVE = "Volunteers leave wards because nobody listens to them."
TWIN = "Wards that met weekly kept their volunteers for two years or longer."


def build() -> sqlite3.Connection:
    writer = Writer()
    for key, retracted in (("wrong2019", 1), ("first2020", 0), ("second2021", 0)):
        work = writer.work(key, "Volunteers", year=2020, retracted=retracted)
        before, after = f"Forty diaries of {key} were read.", f"Eleven gardens of {key} were dug."
        writer.text(work, [("method", before), ("finding", TWIN), ("method", after)], section="Keeping helpers")
    lone = writer.work("lone2022", "Leaving", year=2022)
    writer.text(lone, [("conclusion", LEAVE), ("method", "The study took place in Bergen in 2014 with nine nurses.")])
    return writer.connection


CATALOGUE = build()


def test_ask_says_which_words_were_found_and_where() -> None:
    why = ask(CATALOGUE, "Why do volunteers abandon wards and helpers in gardens weekly?", threshold=0)[0].why
    assert why.words == ("Wards", "weekly", "volunteers")
    assert (why.heading, why.nearby) == (("helpers",), ("gardens",))


def test_ask_says_which_words_of_like_meaning_were_found() -> None:
    why = ask(CATALOGUE, "Do practitioners sit in Bergen?", threshold=0)[0].why
    assert why.words == ("Bergen",)
    assert ask(CATALOGUE, "hospital", threshold=0)[0].why.alike == (Likeness(asked="hospital", found="wards"),)


def test_ask_groups_what_is_said_twice_and_lets_nothing_retracted_speak() -> None:
    (one,) = [answer for answer in ask(CATALOGUE, "Did weekly meetings keep volunteers for years?", threshold=0) if answer.text == TWIN]
    assert not one.work.retracted
    assert {other.work.key: other.work.retracted for other in one.also} == {"wrong2019": True, "second2021": False}
    assert [other.text for other in one.also] == [TWIN, TWIN]


SAID = "In eleven wards of two towns peer workers reduced the noise at night by 40 percent within a year of their arrival"


@pytest.mark.parametrize(
    ("other", "same"),
    [
        (SAID.replace("reduced the noise", "reduced noise"), True),
        (SAID.replace("within a year", "within the year"), True),
        (SAID.replace("workers reduced", "workers clearly reduced"), True),
        (SAID.replace("reduced", "raised"), False),
        (SAID.replace("40", "14"), False),
        (SAID.replace("eleven", "twelve"), False),
        (SAID.replace("workers reduced", "workers never reduced"), False),
        (SAID.replace("workers reduced", "workers didn't reduced"), False),
        (SAID.replace("In eleven wards", "In few of eleven wards"), False),
    ],
)
def test_ask_groups_nothing_that_says_otherwise(other: str, same: bool) -> None:
    writer = Writer()
    for key, text in (("one2020", SAID), ("two2021", other)):
        writer.text(writer.work(key, "Peer workers", year=2020), [("finding", f"{text}.")])
    assert len(ask(writer.connection, "Did peer workers reduce noise in wards at night?")) == (1 if same else 2)


def test_ask_gives_the_context_that_is_asked_for() -> None:
    question = "Did weekly meetings keep volunteers?"
    assert ask(CATALOGUE, question)[0].context is None
    context = ask(CATALOGUE, question, context=1)[0].context
    assert context is not None
    assert (context.before, context.after) == (("Forty diaries of first2020 were read.",), ("Eleven gardens of first2020 were dug.",))


@pytest.mark.parametrize(
    ("question", "wanted"), [("Where was the study?", "Bergen"), ("When was the study?", "2014"), ("How many nurses were there?", "nine")]
)
def test_ask_prefers_what_holds_the_place_the_time_or_the_number(question: str, wanted: str) -> None:
    assert wanted in ask(CATALOGUE, question)[0].text


def test_find_answers_gives_none_below_the_threshold_but_says_how_near_it_came() -> None:
    poor = find_answers(CATALOGUE, "Do blockchain ledgers and turbines shorten dental waiting lists of volunteers?")
    assert poor.found == ()
    assert 0 < poor.nearest < GOOD
    assert find_answers(CATALOGUE, "blockchain")[:3] == ((), 0.0, 0)
    assert ask(CATALOGUE, "Do blockchain ledgers and turbines shorten dental waiting lists of volunteers?", threshold=0)


def test_ask_of_common_words_looks_at_the_newest_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.store.statement_search._RANKED", 1)
    assert {answer.text for answer in ask(CATALOGUE, "volunteers wards", threshold=0)} >= {TWIN, LEAVE}


def test_ask_counts_frequent_words_by_a_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    from cpx.domain.query_values import read_words
    from cpx.store.statement_search import count_statements

    words = list(read_words("volunteers diaries bergen"))
    assert count_statements(CATALOGUE, words).counts == (4, 3, 1)
    monkeypatch.setattr("cpx.store.statement_search._SAMPLE", 2)
    # Two within the first five of eleven are about four of all; two within the first four, five.
    assert count_statements(CATALOGUE, words).counts == (4, 5, 1)


def test_ask_ends_when_its_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time_limit, "_STEPS", 1)
    monkeypatch.setattr(time_limit.time, "monotonic", iter(range(0, 10**6, 60)).__next__)
    with pytest.raises(CpxError, match="took longer"):
        ask(CATALOGUE, "Why do volunteers leave wards?")


def test_ask_of_a_filter_that_leaves_nothing_gives_nothing() -> None:
    assert service.ask(CATALOGUE, "Why do volunteers leave?", filters=Filters(type=("patent",))) == ()


def broad() -> Writer:
    """Write a catalogue that knows most everyday words, and of schools only that they were measured."""
    writer = Writer()
    for number, word in enumerate(everyday_words()):
        writer.text(writer.work(f"any{number}", f"On {word}", year=2020), [("finding", f"The {word} of rats was measured again.")])
    told = [("finding", "Schools measured the height of pupils again."), ("conclusion", "Mentors prevent bullying where schools let them.")]
    for key, statement in zip(("height2001", "mentors2002"), told, strict=True):
        writer.text(writer.work(key, "Pupils", year=2001 if key == "height2001" else 2022), [statement])
    return writer


def test_ask_in_a_broad_catalogue_wants_the_telling_words() -> None:
    wide = broad().connection
    assert ask(wide, "How do schools prevent bullying?")[0].work.key == "mentors2002"
    assert ask(wide, "How do schools measure the height of pupils?")[0].work.key == "height2001"
    far = find_answers(wide, "How do schools measure truancy of dyslexic pupils?")
    assert far.found == ()
    assert 0 < far.nearest < GOOD


def test_share_known_tells_a_broad_catalogue_from_a_narrow_one() -> None:
    assert share_known(broad().connection, everyday_words()) == 1.0
    assert share_known(CATALOGUE, everyday_words()) < 0.2


def test_ask_chooses_the_best_works_within_the_filters() -> None:
    writer = Writer()
    for number in range(40):
        work = writer.work(f"old{number}", "Gardens and kitchens", "Gardens near kitchens feed wards.", year=2001)
        writer.text(work, [("finding", f"Gardens near kitchens feed {number} wards.")])
    lone = writer.work("new2024", "Something else", "Gardens were of little interest.", year=2024)
    writer.text(
        lone, [("method", f"The {word} was long.") for word in ("winter", "road", "speech")] + [("aim", "Gardens were of little interest.")]
    )
    found = ask(writer.connection, "Do gardens near kitchens feed wards?", filters=Filters(year=parse_years("2024")), threshold=0, limit=9)
    assert [one.work.key for one in found] == ["new2024"] * 4


def test_ask_of_common_words_within_filters_looks_at_what_they_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.store.statement_search._RANKED", 2)
    writer = Writer()
    for number in range(60):
        year = 1999 if number == 40 else 2020
        writer.text(
            writer.work(f"work{number}", "Sleep", f"Nurses sleep {number} hours.", year=year),
            [("finding", f"Nurses sleep {number} hours.")],
        )
    (only,) = ask(writer.connection, "Do nurses sleep?", filters=Filters(year=parse_years("1999")))
    assert only.work.key == "work40"
