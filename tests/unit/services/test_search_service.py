"""Search gives hits of the contract, with a snippet that shows why."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_catalogue import Writer

from cpx.domain.folding import has_cjk
from cpx.domain.query import Filters, terms
from cpx.domain.query_parser import parse_query
from cpx.domain.work import Hit
from cpx.errors import BadUsage, NotFound
from cpx.services.reading_query import read_query
from cpx.services.search import count, facets, matching_ids, notes, search
from cpx.services.snippet import WIDTH, Highlighter, make_snippet

LONG = "Opening words that say little. " * 12 + "Nurses shared power with patients. " + "Closing words that say little. " * 12


@pytest.fixture(scope="module")
def catalogue() -> sqlite3.Connection:
    writer = Writer()
    first = writer.work("ito2022", "Sharing power", LONG, year=2022, language="en")
    writer.work("jansen2020", "Ein Titel", "Kurz.", year=2020, other="共同生产与社会关怀的创新")
    writer.work("kaya2018", "Nothing of it", "The nurses were away.", year=2018, retracted=1)
    writer.author(first, "Ito", "Aiko")
    writer.tag(first, "m.interview")
    return writer.connection


def snippet(query: str, title: str = "", *abstracts: str) -> str:
    highlighter = Highlighter(terms(parse_query(query).tree))
    highlighter.learn((title, *abstracts))
    return make_snippet(highlighter, title, abstracts)


def test_search_gives_whole_works_with_score_match_and_snippet(catalogue: sqlite3.Connection) -> None:
    first, second = search(catalogue, "nurses power")
    assert isinstance(first, Hit)
    assert (first.key, first.match, first.authors[0].family, first.methods) == ("ito2022", "all", "Ito", ("Interview",))
    assert "«Nurses» shared «power» with patients." in first.snippet
    assert (second.key, second.match, second.retracted) == ("kaya2018", "some", True)
    assert first.score > 0


def test_search_of_nothing_lists_everything_newest_first(catalogue: sqlite3.Connection) -> None:
    hits = search(catalogue, "")
    assert [hit.key for hit in hits] == ["ito2022", "jansen2020", "kaya2018"]
    assert {(hit.score, hit.match) for hit in hits} == {(0.0, "all")}
    assert hits == search(catalogue, "*") == search(catalogue, "  ")
    assert hits[1].snippet == "Kurz."


def test_search_takes_filters_limit_and_sort(catalogue: sqlite3.Connection) -> None:
    assert [hit.key for hit in search(catalogue, "", filters=Filters(method=("interview",)))] == ["ito2022"]
    assert [hit.key for hit in search(catalogue, "", limit=1, sort="title")] == ["jansen2020"]
    assert search(catalogue, "nurses", limit=0) == ()
    with pytest.raises(BadUsage, match="less than nothing"):
        search(catalogue, "nurses", limit=-1)
    with pytest.raises(BadUsage, match="cannot sort"):
        search(catalogue, "nurses", sort="colour")
    with pytest.raises(NotFound):
        search(catalogue, "nurses", filters=Filters(place=("nowhere",)))


def test_count_ids_and_facets_are_of_the_works_with_all_words(catalogue: sqlite3.Connection) -> None:
    assert count(catalogue, "nurses power") == 1
    assert matching_ids(catalogue, "nurses") == [1, 3]
    assert matching_ids(catalogue, "nurses", Filters(method=("interview",))) == [1]
    counted = facets(catalogue, "nurses")
    assert counted["method"] == [{"value": "Interview", "count": 1}]
    assert counted["year"] == [{"value": 2018, "count": 1}, {"value": 2022, "count": 1}]
    assert list(counted) == ["method", "approach", "framework", "population", "setting", "place", "year", "type", "source"]


def test_notes_tell_what_was_left_out(catalogue: sqlite3.Connection) -> None:
    assert notes(catalogue, read_query(catalogue, "nurses")) == ()
    long = read_query(catalogue, " ".join(f"word{number}" for number in range(65)))
    assert notes(catalogue, long) == ("only the first 64 words count, 1 were left out",)


@pytest.mark.parametrize(
    ("query", "text", "wanted"),
    [
        ("participation", "They participated gladly.", "They «participated» gladly."),
        ("co-production", "Coproducing, co-produced and co production.", "«Coproducing», «co-produced» and «co production»."),
        ("coproduction", "Co–production it is.", "«Co–production» it is."),
        ('"power sharing"', "Power shared, power sharing, sharing power.", "«Power shared», «power sharing», sharing power."),
        ("particip*", "Participants took part.", "«Participants» took part."),
        ("naive", "A naïve café", "A «naïve» café"),
        ("共同生产", "医疗的共同生产创新", "医疗的«共同生产»创新"),
        ("people’s", "The people spoke.", "The «people» spoke."),
        ("the", "All the same", "All «the» same"),
        ("absent", "Nothing to mark.", "Nothing to mark."),
        ("ward OR clinic -nurse", "Ward, clinic, nurse.", "«Ward», «clinic», nurse."),
        ("title:ward year:2020", "A ward in 2020.", "A «ward» in 2020."),
        ("İstanbul", "İstanbul a ward", "«İstanbul» a ward"),
        ("ward", "İİİ the ward", "İİİ the «ward»"),
    ],
)
def test_make_snippet_marks_what_the_search_found(query: str, text: str, wanted: str) -> None:
    assert snippet(query, "", text) == wanted


def test_make_snippet_prefers_the_abstract_then_the_title_then_the_beginning() -> None:
    assert snippet("ward", "Life on the ward", "A ward is busy.") == "A «ward» is busy."
    assert snippet("ward", "Life on the ward", "A place is busy.") == "Life on the «ward»"
    assert snippet("ward", "Life here", "A place is busy.") == "A place is busy."
    assert snippet("ward", "Life here") == "Life here"
    assert snippet("病房", "Life here", "A place is busy.", "病房很忙") == "«病房»很忙"


def test_make_snippet_shows_the_densest_place_on_one_line() -> None:
    text = "Nurses alone here. " + "Filler goes on. " * 20 + "Nurses,\n\npower and patients meet. " + "Filler goes on. " * 20
    shown = snippet("nurses power patients", "", text)
    assert "«Nurses», «power» and «patients» meet." in shown
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "\n" not in shown


@given(
    st.lists(st.sampled_from(["nurses", "power", "of", "patients,", "wards.", "共同生产", "extraordinarily", "a\nb"]), max_size=120),
    st.sampled_from(["nurses", "power wards", "共同"]),
)
def test_make_snippet_is_short_and_cut_from_the_text_between_words(words: list[str], query: str) -> None:
    text = " ".join(words)
    shown = snippet(query, "", text)
    plain = shown.replace("«", "").replace("»", "").strip("…")
    assert len(plain) <= WIDTH + 30
    assert plain in " ".join(text.split())
    # A script without blanks between words may be cut between any two characters.
    assert all(word in text.split() or has_cjk(word) for word in plain.split())
    assert shown.count("«") == shown.count("»")
