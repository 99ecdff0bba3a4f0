"""A query finds the works that it should, in an order that can be told, and never shows what lies beneath."""

import json
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_catalogue import Writer

from cpx.domain.query import Filters, YearRange
from cpx.domain.query_parser import parse_query
from cpx.errors import BadUsage, CpxError, NotFound
from cpx.store.conditions import fold_words
from cpx.store.facets import count_facets
from cpx.store.search import count_works, find, find_ids
from cpx.store.time_limit import time_limit

FAULTS = Path(__file__).resolve().parents[4] / "shared/data/faults/tables/search_queries.json"
EVERYTHING = Filters()


def build() -> sqlite3.Connection:
    writer = Writer()
    a = writer.work(
        "berg2021power",
        "Sharing power in wards",
        "Nurses and patients met weekly. Co-production was slow at first, and well-being rose.",
        year=2021,
        doi="10.5555/ward.one",
        container_title="Journal of Ward Life",
        language="en",
        keywords='["coproduction", "patients’ voice"]',
        url="https://example.org/Ward/One",
    )
    b = writer.work(
        "cole2019design",
        "Codesign of clinics",
        "People drew plans; the staff organised the participation of all.",
        year=2019,
        type="chapter",
    )
    c = writer.work(
        "dai2023zh",
        "Joint making of care",
        "Services were coproduced in three cities.",
        year=2023,
        other="共同生产与社会关怀的创新。框架CFIR",
        source="page:repository",
    )
    d = writer.work("eden", "Evaluating a naïve café", "Coproducing an evaluation with older people in Jönköping.", type="post-weblog")
    e = writer.work("fox2020", "共同设计研究", "", year=2020)
    writer.author(a, "Van der Berg", "Petra")
    writer.author(a, "O’Neill", "Síle")
    writer.author(b, "Cole", "Ann")
    writer.author(b, "Dahl", "Eva", role="editor")
    for work, concept in ((a, "m.interview.semi"), (b, "m.survey"), (c, "m.interview"), (a, "p.staff"), (d, "m.survey")):
        writer.tag(work, concept)
    writer.reject(d, "m.survey")
    writer.text(c, [("finding", "共同生产与社会关怀的创新。")], language="zh")
    writer.connection.execute("INSERT INTO identifiers (record, scheme, value) VALUES (?, 'doi', '10.5555/preprint')", (a,))
    assert [a, b, c, d, e] == [1, 2, 3, 4, 5]
    return writer.connection


@pytest.fixture(scope="module")
def catalogue() -> sqlite3.Connection:
    return build()


def ids(catalogue: sqlite3.Connection, query: str, filters: Filters = EVERYTHING) -> set[int]:
    """The set, which count and order must agree with."""
    parsed = parse_query(query)
    found = find_ids(catalogue, parsed, filters)
    assert count_works(catalogue, parsed, filters) == len(found)
    assert {work.id for work in find(catalogue, parsed, filters, limit=100) if work.match == "all"} == set(found)
    assert {work.id for work in find(catalogue, parsed, filters, limit=100, sort="year")} == set(found)
    return set(found)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("", {1, 2, 3, 4, 5}),
        ("*", {1, 2, 3, 4, 5}),
        ("ward", {1}),
        ("wards weekly", {1}),
        ("ward clinics", set()),
        ("ward OR clinics", {1, 2}),
        ("co-production", {1, 3, 4}),
        ("coproduction", {1, 3, 4}),
        ("co production", {1, 3, 4}),
        ("co–production", {1, 3, 4}),
        ('"co-production"', {1}),
        ("co-design", {2}),
        ("wellbeing", {1}),
        ("well being", {1}),
        ("participat*", {2}),
        ("organi*", {2}),
        ("jonkoping", {4}),
        ("JÖNKÖPING", {4}),
        ("naive cafe", {4}),
        ('"patients met"', {1}),
        ('"met patients"', set()),
        ('"drew pla*"', {2}),
        ("co-production -nurses", {3, 4}),
        ("NOT co-production", {2, 5}),
        ("-co-production -clinics", {5}),
        ("(ward OR clinics) NOT nurses", {2}),
        ("共同生产", {3}),
        ("共同", {3, 5}),
        ("同", {3, 5}),
        ("究", {5}),
        ("生设", set()),
        ("共同设计研究", {5}),
        ("CFIR", {3}),
        ("title:power", {1}),
        ("title:nurses", set()),
        ("abstract:nurses", {1}),
        ("abstract:power", set()),
        ("keyword:voice", {1}),
        ("keyword:coproduction", {1}),
        ("title:共同", {5}),
        ("abstract:共同", {3}),
        ("title:(power OR clinics)", {1, 2}),
        ("-title:power year:2021", set()),
        ("author:oneill", set()),
        ("author:O'Neill", {1}),
        ("author:sile", {1}),
        ("author:ber", set()),
        ("author:ber*", {1}),
        ('author:"van der Berg"', {1}),
        ('author:"Petra van der Berg"', {1}),
        ('author:"van der Berg, P"', {1}),
        ("author:dahl", {2}),
        ("year:2021", {1}),
        ("year:2020..", {1, 3, 5}),
        ("year:..2019", {2}),
        ("-year:2020..", {2}),
        ("journal:ward", {1}),
        ('journal:"ward life"', {1}),
        ("journal:war", set()),
        ("type:article", {1, 3, 5}),
        ("type:article-journal", {1, 3, 5}),
        ("type:weblog", {4}),
        ("lang:en", {1}),
        ("lang:zh-CN", {3}),
        ("source:repository", {3}),
        ("source:csl-json", {1, 2, 4, 5}),
        ("source:scopus", {1, 2, 3, 4, 5}),
        ("10.5555/WARD.one", {1}),
        ("https://doi.org/10.5555/preprint", {1}),
        ("doi:10.5555", {1}),
        ("doi:10.5555/w*", {1}),
        ("doi:10.5556", set()),
        ("https://example.org/ward/one/", {1}),
        ("https://example.org/elsewhere", set()),
        ("method:interview", {1, 3}),
        ("method:m.interview.semi", {1}),
        ("method:questionnaires", {2}),
        ('method:"semi structured interviews"', {1}),
        ("method:survey", {2}),
        ("-method:survey", {1, 3, 4, 5}),
        ("method:interview nurses", {1}),
        ("method:survey OR nurses", {1, 2}),
        ("a_b", set()),
        ("n?rses", {1}),
        ("nurs#", set()),
        ('"nurs* and pat*"', {1}),
        ('"patient* m?t week*"', {1}),
        ('"nurses weekly"~3', {1}),
        ('"nurses weekly"~2', set()),
        ('title:"power wards"~2', {1}),
        ('abstract:"power wards"~2', set()),
        ("tiab:power tiab:nurses", {1}),
        ("tiab:共同", {3, 5}),
        ("tiab:voice", set()),
        ("organized", {2}),
        ('"organized the participation"', {2}),
        ("nurses[tiab] AND 2020:2022[dp]", {1}),
        ("(nurses adj2 patients).ti,ab.", {1}),
        ("exp interview/", {1, 3}),
        ("Interview/", {3}),
        ("heading:questionnaires", {2}),
        ("TITLE(power) OR KEY(coproduction)", {1}),
        ("o'neill s[au]", {1}),
        ("1 power.ti.\n2 clinic*.ti.\n3 or/1-2", {1, 2}),
    ],
)
def test_find_gives_the_set(catalogue: sqlite3.Connection, query: str, wanted: set[int]) -> None:
    assert ids(catalogue, query) == wanted


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(method=("interview",)), {1, 3}),
        (Filters(method=("survey", "m.interview.semi")), {1, 2}),
        (Filters(method=("interview",), population=("health care staff",)), {1}),
        (Filters(year=(YearRange(2019, 2020),)), {2, 5}),
        (Filters(year=(YearRange(2019, 2019), YearRange(2023, None))), {2, 3}),
        (Filters(type=("chapter", "post-weblog")), {2, 4}),
    ],
)
def test_filters_or_within_one_and_between(catalogue: sqlite3.Connection, filters: Filters, wanted: set[int]) -> None:
    assert ids(catalogue, "", filters) == wanted


def test_filters_hold_for_works_with_some_of_the_words_too(catalogue: sqlite3.Connection) -> None:
    found = find(catalogue, parse_query("nurses clinics"), Filters(year=(YearRange(2019, 2019),)), limit=9)
    assert [(work.id, work.match) for work in found] == [(2, "some")]


def test_unknown_concept_is_not_found_with_what_is_near(catalogue: sqlite3.Connection) -> None:
    with pytest.raises(NotFound) as caught:
        ids(catalogue, "", Filters(method=("intervew",)))
    assert caught.value.message == "no method 'intervew' in this catalogue's vocabulary"
    assert "Interview" in caught.value.hint
    with pytest.raises(NotFound, match="no population 'interview'"):
        ids(catalogue, "population:interview")


def test_find_puts_all_words_before_some_and_marks_them(catalogue: sqlite3.Connection) -> None:
    found = find(catalogue, parse_query("nurses patients clinics coproduction"), EVERYTHING, limit=10)
    assert {work.match for work in found} == {"some"}
    found = find(catalogue, parse_query("coproduction nurses"), EVERYTHING, limit=10)
    assert (found[0].id, found[0].match) == (1, "all")
    assert {work.id for work in found if work.match == "some"} == {3, 4}
    assert len(find(catalogue, parse_query("coproduction nurses"), EVERYTHING, limit=2)) == 2


def test_find_takes_a_long_cjk_run_apart_where_it_stands_nowhere_whole(catalogue: sqlite3.Connection) -> None:
    found = find(catalogue, parse_query("共同生产设计"), EVERYTHING, limit=10)
    assert {(work.id, work.match) for work in found} == {(3, "some"), (5, "some")}
    assert find(catalogue, parse_query('"共同生产设计"'), EVERYTHING, limit=10) == []


@pytest.mark.parametrize("query", ['"nurses" "clinics"', "nurses AND clinics -x", "title:power clinics"])
def test_find_is_strict_where_quotes_operators_or_fields_are(catalogue: sqlite3.Connection, query: str) -> None:
    assert find(catalogue, parse_query(query), EVERYTHING, limit=10) == []


def test_find_scores_are_higher_for_better_and_a_title_tells_more() -> None:
    writer = Writer()
    for number in range(8):
        writer.work(f"filler{number}", "Nothing here", "of interest")
    writer.work("in_abstract", "Another paper altogether", "about trust")
    writer.work("in_title", "A paper about trust", "altogether another")
    found = find(writer.connection, parse_query("trust"), EVERYTHING, limit=5)
    assert [work.id for work in found] == [10, 9]
    assert found[0].score > found[1].score > 0


def test_find_orders(catalogue: sqlite3.Connection) -> None:
    everything = parse_query("")
    assert [work.id for work in find(catalogue, everything, EVERYTHING, limit=10)] == [3, 1, 5, 2, 4]
    assert [work.id for work in find(catalogue, everything, EVERYTHING, limit=2, sort="key")] == [1, 2]
    assert [work.id for work in find(catalogue, everything, EVERYTHING, limit=2, sort="added")] == [5, 4]
    assert [work.id for work in find(catalogue, everything, EVERYTHING, limit=2, sort="title")] == [2, 4]
    with pytest.raises(BadUsage, match="cannot sort by 'colour'"):
        find(catalogue, everything, EVERYTHING, limit=2, sort="colour")


def test_count_facets_counts_narrower_terms_and_leaves_out_the_rejected(catalogue: sqlite3.Connection) -> None:
    facets = count_facets(catalogue, parse_query(""), EVERYTHING)
    assert facets["method"] == [("Interview", 2), ("Semi-structured interview", 1), ("Survey", 1)]
    assert facets["population"] == [("Health care staff", 1)]
    assert facets["year"] == [(2019, 1), (2020, 1), (2021, 1), (2023, 1)]
    assert facets["type"] == [("article-journal", 3), ("chapter", 1), ("post-weblog", 1)]
    assert facets["source"] == [("csl-json", 4), ("page:repository", 1)]
    assert facets["place"] == []


def test_count_facets_agrees_with_the_filter(catalogue: sqlite3.Connection) -> None:
    query = parse_query("coproduction")
    for label, number in count_facets(catalogue, query, EVERYTHING)["method"]:
        assert count_works(catalogue, query, Filters(method=(str(label),))) == number


def test_time_limit_stops_and_says_what_to_do() -> None:
    connection = sqlite3.connect(":memory:")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(CpxError) as caught, time_limit(connection, 0.05):
        connection.execute(endless)
    assert caught.value.message == "the search took longer than 0.05 seconds"
    assert "narrow it" in caught.value.hint
    assert connection.execute("SELECT 1").fetchone() == (1,)


def test_time_limit_within_another_is_that_one() -> None:
    connection = sqlite3.connect(":memory:")
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(CpxError, match=r"longer than 0\.05 seconds"), time_limit(connection, 0.05), time_limit(connection, 60):
        connection.execute(endless)
    with time_limit(connection, 0.05):
        pass
    assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_time_limit_lets_other_errors_be() -> None:
    connection = sqlite3.connect(":memory:")
    with pytest.raises(sqlite3.OperationalError, match="no such table"), time_limit(connection):
        connection.execute("SELECT * FROM nowhere")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Van der Berg", " van der berg "),
        ("Síle O’Neill", " sile o neill "),
        ("Ångström, A.-K.", " angstrom a k "),
        ("", "  "),
        (None, "  "),
    ],
)
def test_fold_words(text: str | None, wanted: str) -> None:
    assert fold_words(text) == wanted


def answer_or_refuse(catalogue: sqlite3.Connection, text: str) -> None:
    """Anything else than these two errors, an SQLite message above all, fails the test."""
    try:
        query = parse_query(text)
        found = find_ids(catalogue, query, EVERYTHING)
    except (BadUsage, NotFound):
        return
    assert count_works(catalogue, query, EVERYTHING) == len(found)
    assert len(find(catalogue, query, EVERYTHING, limit=100)) >= len(found)


CATALOGUE = build()


@given(st.text())
def test_any_text_is_answered_or_refused(text: str) -> None:
    answer_or_refuse(CATALOGUE, text)


_BITS = st.sampled_from(
    [
        "AND",
        "OR",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "title:",
        "author:",
        "method:",
        "doi:10.1",
        "year:2020",
        "nurses",
        "共同",
        "*",
        "co",
        "production",
        " ",
        "'",
        "^",
        "+",
        ":",
        "~3",
        "wom?n",
        "particip*",
        "[ti]",
        "[tiab:~2]",
        "[mh]",
        "[dp]",
        "2018:2020",
        ".ti,ab.",
        "adj3",
        "exp ",
        "Interviews/",
        "TITLE-ABS-KEY(",
        "TS=",
        "NEAR/2",
        "PRE/0",
        "TI ",
        "#1",
        "or/1-2",
        "\n",
        "1 ",
        "heading:",
        "tiab:",
    ]
)


@given(st.lists(_BITS))
def test_any_order_of_signs_is_answered_or_refused(parts: list[str]) -> None:
    answer_or_refuse(CATALOGUE, " ".join(parts))
    answer_or_refuse(CATALOGUE, "".join(parts))


@given(st.lists(st.sampled_from(["nurses", "patients", "clinics", "coproduction", "people", "care"]), min_size=1, max_size=4))
def test_and_narrows_or_widens(words: list[str]) -> None:
    sets = [ids(CATALOGUE, word) for word in words]
    assert ids(CATALOGUE, " AND ".join(words)) == set.intersection(*sets)
    assert ids(CATALOGUE, " OR ".join(words)) == set.union(*sets)


@pytest.mark.skipif(not FAULTS.exists(), reason="the shared table of queries is not here")
def test_every_query_of_the_table_of_faults_is_answered_or_refused() -> None:
    for row in json.loads(FAULTS.read_text(encoding="utf-8")):
        answer_or_refuse(CATALOGUE, row["q"])
