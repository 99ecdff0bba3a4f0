"""Words of like meaning are looked for besides and ranked below; a word that is nowhere is corrected and said."""

import sqlite3
from pathlib import Path

import pytest
from search_catalogue import Writer

from cpx.cli.views_explain import explain_lines
from cpx.domain.query import Filters
from cpx.domain.query_parser import parse_query
from cpx.domain.query_text import write_query
from cpx.domain.synonyms import GROUPS, find_used, widen
from cpx.errors import BadUsage
from cpx.services.explain import explain
from cpx.services.reading_query import FILE, read_query
from cpx.services.search import count, facets, matching_ids, notes, search


def write(path: str = ":memory:") -> sqlite3.Connection:
    writer = Writer(path)
    writer.work("ash2020", "Carers in wards", "Carers met nurses, and leadership was shared.", year=2020)
    writer.work("birch2021", "Caregivers at home", "A caregiver keeps a diary of the participation of all.", year=2021)
    writer.work("cedar2022", "Experts by experience", "They drew plans for the organisation.", year=2022)
    tagged = writer.work("dill2019", "Something else", "Nothing to see.", year=2019, keywords='["Patient Participation"]')
    writer.tag(tagged, "m.interview.semi")
    return writer.connection


@pytest.fixture(scope="module")
def catalogue() -> sqlite3.Connection:
    return write()


def keys(catalogue: sqlite3.Connection, text: str, *, exact: bool = False) -> list[str]:
    return [hit.key for hit in search(catalogue, read_query(catalogue, text, exact=exact))]


def test_read_query_adds_words_of_like_meaning_below(catalogue: sqlite3.Connection) -> None:
    assert keys(catalogue, "carers") == ["ash2020", "birch2021"]
    assert keys(catalogue, "caregiver") == ["birch2021", "ash2020"]
    assert keys(catalogue, "carers", exact=True) == ["ash2020"]
    assert keys(catalogue, "service users") == ["cedar2022"]
    assert {hit.match for hit in search(catalogue, "carers")} == {"all"}


def test_read_query_gives_one_set_to_all_services(catalogue: sqlite3.Connection) -> None:
    assert count(catalogue, "carers") == 2
    assert matching_ids(catalogue, "carers") == [2, 1]
    assert sum(row["count"] for row in facets(catalogue, "carers")["year"]) == 2
    assert count(catalogue, read_query(catalogue, "carers", exact=True)) == 1


@pytest.mark.parametrize("text", ['"carers"', "carers OR wards", "title:carers", "carers[tiab]", "carers -home"])
def test_read_query_takes_quotes_operators_and_fields_at_their_word(catalogue: sqlite3.Connection, text: str) -> None:
    assert read_query(catalogue, text).wide is None


def test_search_marks_words_of_like_meaning(catalogue: sqlite3.Connection) -> None:
    snippets = {hit.key: hit.snippet for hit in search(catalogue, "carers")}
    assert "«caregiver»" in snippets["birch2021"]


@pytest.mark.parametrize(
    ("text", "better"), [("leadreship", "leadership"), ("participaton", "participation"), ("organisatoin", "organisation")]
)
def test_read_query_corrects_a_word_where_nothing_is_found_and_says_so(catalogue: sqlite3.Connection, text: str, better: str) -> None:
    query = read_query(catalogue, text)
    assert write_query(query.tree) == better
    assert query.notes == (f'nothing has "{text}": this is for "{better}" (as typed: --exact)',)
    assert query.text == better, "what is counted is named"
    assert read_query(catalogue, text, exact=True).notes == ()
    assert count(catalogue, text) >= 1


def test_read_query_corrects_nothing_where_something_is_found(catalogue: sqlite3.Connection) -> None:
    query = read_query(catalogue, "leadreship nurses")
    assert write_query(query.tree) == "leadreship AND nurses"
    assert notes(catalogue, query) == ('"leadreship" stands nowhere here; did you mean "leadership"?',)


@pytest.mark.parametrize("text", ["qwertyuiop", "wad", "共同", "x1y2z3", '"leadreship"', "leadreship OR wrads"])
def test_read_query_leaves_what_is_like_nothing_or_was_meant_so(catalogue: sqlite3.Connection, text: str) -> None:
    query = read_query(catalogue, text)
    assert (query.tree, query.notes, query.wide) == (parse_query(text).tree, (), None)


def test_widen_takes_the_longest_name_and_leaves_the_rest() -> None:
    query = widen(parse_query("experts by experience in care homes"))
    assert [(used.words, used.others[0]) for used in find_used(query)] == [
        ("experts experience", "service user"),
        ("care homes", "nursing home"),
    ]
    assert widen(parse_query("wards")).wide is None
    assert widen(parse_query('"carers"')).wide is None


def test_groups_have_each_name_once() -> None:
    names = [name for group in GROUPS for name in group]
    assert len(set(names)) == len(names)


def test_own_synonyms_stand_beside_the_catalogue(tmp_path: Path) -> None:
    connection = write(str(tmp_path / "catalogue.db"))
    assert keys(connection, "ward nurses") == ["ash2020"]
    own = tmp_path / FILE
    own.write_text('groups = [["caregiver", "diarist"], ["plan", "blueprint"]]', encoding="utf-8")
    assert keys(connection, "blueprints") == ["cedar2022"]
    assert keys(connection, "service user") == ["cedar2022"]
    own.write_text('shipped = false\ngroups = [["plan", "blueprint"]]', encoding="utf-8")
    assert keys(connection, "blueprints") == ["cedar2022"]
    assert count(connection, "service user") == 0


@pytest.mark.parametrize(
    "text", ["groups = 3", 'groups = [["one"]]', "groups = [[1, 2]]", 'words = ["a"]', "groups = [", 'groups = [["", "b"]]']
)
def test_own_synonyms_that_cannot_be_read_are_named(tmp_path: Path, text: str) -> None:
    connection = write(str(tmp_path / "catalogue.db"))
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(BadUsage, match=FILE) as caught:
        read_query(connection, "carers")
    assert "groups = [[" in caught.value.hint


def explained(catalogue: sqlite3.Connection, text: str) -> list[str]:
    query = read_query(catalogue, text)
    return list(explain_lines(explain(catalogue, text, query, Filters(), notes(catalogue, query))))


def test_explain_says_how_each_part_was_read(catalogue: sqlite3.Connection) -> None:
    query = read_query(catalogue, "organization -title:wards")
    explanation = explain(catalogue, "organization -title:wards", query, Filters(), ())
    first, second = explanation.parts
    assert (first.text, first.kind, first.field, first.wanted, first.count, first.spellings) == (
        "organization", "word", None, True, 1, ("organisation",),
    )  # fmt: skip
    assert (second.text, second.field, second.wanted, second.count) == ("wards", "title", False, 1)
    assert explanation.read_as == "organization AND NOT title:wards"
    assert explanation.count == 1


def test_explain_lines_name_synonyms_headings_and_what_was_left_out(catalogue: sqlite3.Connection) -> None:
    lines = explained(catalogue, "carers")
    assert lines[0] == "read as: carers"
    assert any(line.startswith("also, ranked below: caregiver, ") for line in lines)
    lines = explained(catalogue, "exp Interviews/ or wom?n.ti. or (peer PRE/2 x1)")
    assert any("method Semi-structured interview" in line for line in lines)
    assert any("not understood, left out: the order that PRE/2 asks for" in line for line in lines)
    assert explained(catalogue, "")[0] == "read as: everything"


@pytest.mark.parametrize(
    "text", ["carers", '"two words"', "a1 AND (b1 OR c1) NOT d1", "title:x1 OR year:2018..2020", '"a1 b1"~3', "exp Nurses/", "wom?n"]
)
def test_write_query_gives_what_is_read_the_same(text: str) -> None:
    written = write_query(parse_query(text).tree)
    assert write_query(parse_query(written).tree) == written
    assert parse_query(written).tree == parse_query(text).tree
