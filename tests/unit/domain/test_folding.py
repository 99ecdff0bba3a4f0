"""Chinese, Japanese and Korean text becomes pairs of characters that the index can hold."""

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.folding import cjk_pairs, has_cjk, query_pairs, split_scripts

HAN = st.text(alphabet="共同生产卫社会服务创新研究的在", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ""),
        ("co-production", ""),
        ("coopération", ""),
        ("共", "共"),
        ("共同", "共同 同"),
        ("共同生产", "共同 同生 生产 产"),
        ("共同,生产", "共同 同 生产 产"),
        ("共同\n生产", "共同 同生 生产 产"),
        ("공동 생산", "공동 동 생산 산"),
        ("CFIR框架2.0", "CFIR 框架 架 2"),
        ("ヘルスケア", "ヘル ルス スケ ケア ア"),
        ("ﾍﾙｽｹｱ", "ヘル ルス スケ ケア ア"),
        ("コ・デザイン", "コ デザ ザイ イン ン"),
        ("𠀀𠀁", "𠀀𠀁 𠀁"),
    ],
)
def test_cjk_pairs_of_each_script(text: str, wanted: str) -> None:
    assert cjk_pairs(text) == wanted


@given(HAN, HAN)
def test_cjk_pairs_a_query_meets_the_text_exactly_where_it_stands_in_it(text: str, run: str) -> None:
    indexed, wanted = cjk_pairs(text).split(), query_pairs(run)
    if len(run) == 1:
        assert any(pair.startswith(run) for pair in indexed) == (run in text)
        return
    phrases = [indexed[at : at + len(wanted)] for at in range(len(indexed))]
    assert (wanted in phrases) == (run in text)


@given(st.text())
def test_cjk_pairs_takes_any_text(text: str) -> None:
    assert bool(cjk_pairs(text)) == has_cjk(text)


def test_split_scripts_cuts_between_scripts_only() -> None:
    assert split_scripts("CFIR框架") == ["CFIR", "框架"]
    assert split_scripts("staff") == ["staff"]
    assert split_scripts("naïve") == ["naïve"]


def test_cjk_pairs_are_words_to_the_index() -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(a, tokenize='porter unicode61 remove_diacritics 2')")
    connection.execute("INSERT INTO t VALUES (?)", [cjk_pairs("医疗卫生与社会关怀的共同生产创新")])
    found = connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", ['"' + " ".join(query_pairs("共同生产")) + '"']).fetchone()
    assert found == (1,)
    assert connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", ['"共同 同卫"']).fetchone() == (0,)
