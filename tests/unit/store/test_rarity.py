"""Which words decide among many works."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from cpx.domain.query import Filters
from cpx.domain.query_parser import parse_query
from cpx.store import search
from cpx.store.catalogue import CatalogueFile
from cpx.store.rarity import choose_rare, choose_titles, score_once

ROWS = 2_000
SHARES = {"always": 1, "half": 2, "tenth": 10, "hundredth": 100, "once": ROWS}
"""Word -> it stands in each row whose number this divides."""


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
        texts = ((" ".join(word for word, every in SHARES.items() if row % every == 0),) for row in range(1, ROWS + 1))
        connection.executemany("INSERT INTO t (words) VALUES (?)", texts)
        yield connection


@pytest.mark.parametrize(
    ("enough", "chosen"),
    [
        (ROWS, {"always", "half", "tenth", "hundredth", "once"}),
        (1_300, {"half", "tenth", "hundredth", "once"}),
        (300, {"tenth", "hundredth", "once"}),
        (100, {"hundredth", "once"}),
        (1, {"once"}),
    ],
)
def test_choose_rare_takes_the_rarest_that_find_enough(index: sqlite3.Connection, enough: int, chosen: set[str]) -> None:
    assert set(choose_rare(index, "t", list(SHARES), enough)) == chosen


def test_choose_rare_takes_one_at_least(index: sqlite3.Connection) -> None:
    assert choose_rare(index, "t", ["always", "half"], 5) == ["half"]


def test_choose_rare_of_an_empty_table_takes_all() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(words)")
        assert choose_rare(connection, "t", ["one", "two"]) == ["one", "two"]


@pytest.fixture
def many(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "many.db"
    CatalogueFile(path, writable=True).close()
    with closing(sqlite3.connect(path)) as connection:
        insert = "INSERT INTO works (key, title, title_source, status, abstract) VALUES (?, ?, 'given', 'complete', ?)"
        texts = [(f"w{row}", f"Leaders {row}", "carers share power" if row % 40 == 0 else "carers and leaders meet") for row in range(400)]
        connection.executemany(insert, texts)
        yield connection


@pytest.mark.parametrize("query", ["power OR carers", "sharing carers dentists", "(power carers) OR leaders"])
@pytest.mark.parametrize("limit", [0, 1, 5, 10, 11, 200])
def test_find_gives_the_same_best_works_where_only_rare_words_count_in(
    many: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, query: str, limit: int
) -> None:
    whole = search.find(many, parse_query(query), Filters(), limit=limit)
    monkeypatch.setattr(search, "ENOUGH", 12)
    best = search.find(many, parse_query(query), Filters(), limit=limit)
    assert [(work.id, round(work.score, 9), work.match) for work in best] == [(work.id, round(work.score, 9), work.match) for work in whole]


@pytest.mark.parametrize("limit", [1, 5, 10])
def test_find_of_one_word_ranks_those_with_it_in_the_title_where_it_is_frequent(
    many: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    whole = search.find(many, parse_query("leaders"), Filters(), limit=limit)
    monkeypatch.setattr("cpx.store.rarity.ENOUGH", 100)
    monkeypatch.setattr(search, "_EACH", 2)
    assert search.find(many, parse_query("leaders"), Filters(), limit=limit) == whole


@pytest.mark.parametrize(("wanted", "gated"), [(5, True), (11, False)])
def test_choose_titles_wants_enough_rows_among_many(monkeypatch: pytest.MonkeyPatch, wanted: int, *, gated: bool) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, abstract)")
        rows = [("peer support" if row % 40 == 0 else "a title", "support") for row in range(400)]
        connection.executemany("INSERT INTO t VALUES (?, ?)", rows)
        assert choose_titles(connection, "t", '"support"', '"support"', wanted) is None, "few rows are scored soon"
        monkeypatch.setattr("cpx.store.rarity.ENOUGH", 100)
        gate = choose_titles(connection, "t", '"support"', '"support"', wanted)
        assert (gate is not None) == gated
        assert gate is None or connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (gate,)).fetchone() == (10,)


def test_score_once_finds_what_has_a_rare_word_and_doubles_each_score(index: sqlite3.Connection) -> None:
    words = ["half", "tenth", "half", "hundredth"]
    ranked = "SELECT rowid, round(bm25(t), 9) FROM t WHERE t MATCH ? ORDER BY 1"
    whole = dict(index.execute(ranked, (" OR ".join(words),)).fetchall())
    once = dict(index.execute(ranked, (score_once(words, ["hundredth", "tenth"]),)).fetchall())
    assert once == pytest.approx({row: 2 * score for row, score in whole.items() if row % 10 == 0}, abs=1e-6)
