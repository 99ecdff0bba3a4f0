"""British and American spellings are one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.british import other_spellings
from cpx.domain.folding import word_forms

PAIRS = """organisation organization|organise organize|organising organizing|behaviour behavior|behavioural behavioral|paediatric pediatric
orthopaedics orthopedics|haemorrhage hemorrhage|anaemia anemia|programme program
analyse analyze|analysed analyzed|centre center|centred centered
labour labor|neighbourhood neighborhood|favourite favorite|catalogue catalog|dialogue dialog
defence defense|judgement judgment|ageing aging
fulfil fulfill|enrolment enrollment|counsellor counselor|grey gray|oestrogen estrogen|oedema edema|enquiry inquiry|sceptical skeptical"""


@pytest.mark.parametrize("pair", PAIRS.replace("\n", "|").split("|"))
def test_other_spellings_both_ways(pair: str) -> None:
    british, american = pair.split()
    assert american in other_spellings(british)
    assert british in other_spellings(american)


@pytest.mark.parametrize(
    "word", ["size", "wise", "this", "basis", "managing", "laboratory", "collaborator", "discussion", "themes", "four", "author", "2018"]
)
def test_other_spellings_none_where_there_is_one(word: str) -> None:
    assert other_spellings(word) == ()


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True), st.booleans())
def test_other_spellings_never_the_word_itself(word: str, cut: bool) -> None:
    assert word not in other_spellings(word, cut=cut)


def test_word_forms_has_them_in_phrases_and_words_cut_off() -> None:
    assert ("organization",) in {form.tokens for form in word_forms("organisation", strict=True)}
    assert {("organis",), ("organiz",)} <= {form.tokens for form in word_forms("organis", prefix=True) if form.prefix}
