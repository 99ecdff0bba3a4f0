"""Folding brings spellings together and keeps every offset true."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.tagging.fold import HYPHENS, INVISIBLE, SPACES, fold

AWKWARD = st.text(st.sampled_from([*"aZé ßİŁﬁﬃ中,.-'", *HYPHENS, *SPACES, *INVISIBLE, "’", "Ｈ", "ｚ", "２"]), max_size=40)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("Co-Production", "co production"),
        ("co\u2011production", "co production"),
        ("co–production", "co production"),
        ("focus\u00a0group", "focus group"),
        ("focus\ngroup", "focus group"),
        ("patients’ views", "patients' views"),
        ("ＨＩＶ２", "hiv2"),
        ("半结构化访谈", "半结构化访谈"),
    ],
)
def test_fold_of_plain_text_keeps_every_place(content: str, wanted: object) -> None:
    folded = fold(content)
    assert folded.text == wanted
    assert folded.origin is None
    assert folded.span(2, 4) == (2, 4)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("co-\nproduction", "co production"),
        ("focus  group", "focus group"),
        ("focus \n\t group", "focus group"),
        ("co\u00adproduction", "coproduction"),
        ("reﬂective", "reflective"),
        ("i\u0307yi", "iyi"),
        ("Straße", "strasse"),
        ("pre- and post-test", "pre and post test"),
    ],
)
def test_fold_closes_gaps_and_opens_ligatures_with_a_map(content: str, wanted: object) -> None:
    folded = fold(content)
    assert folded.text == wanted
    assert folded.span(0, len(wanted)) == (0, len(content))


def test_fold_leaves_a_dash_between_words_apart() -> None:
    assert fold("patients - centred").text == "patients   centred"


def test_fold_span_of_a_ligature_holds_all_of_it() -> None:
    folded = fold("a reﬂective account")
    start = folded.text.index("reflective")
    first, last = folded.span(start, start + len("reflective"))
    assert "a reﬂective account"[first:last] == "reﬂective"


@given(st.one_of(st.text(max_size=60), AWKWARD))
def test_fold_gives_each_character_a_place_in_order(content: str) -> None:
    folded = fold(content)
    if folded.origin is None:
        assert len(folded.text) == len(content)
    else:
        assert len(folded.origin) == len(folded.text)
        assert list(folded.origin) == sorted(folded.origin)
        assert all(0 <= place < len(content) for place in folded.origin)


@given(st.one_of(st.text(max_size=60), AWKWARD), st.data())
def test_fold_spans_hold_what_was_folded(content: str, data: st.DataObject) -> None:
    folded = fold(content)
    if not folded.text:
        return
    start = data.draw(st.integers(0, len(folded.text) - 1))
    end = data.draw(st.integers(start + 1, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first < last <= len(content)
    assert folded.text[start:end] in fold(content[first:last]).text or folded.origin is not None


@given(st.text(st.characters(max_codepoint=0x24F), max_size=40))
def test_fold_knows_no_case(content: str) -> None:
    assert fold(content.casefold()).text == fold(content).text


@given(AWKWARD, st.data())
def test_fold_part_has_the_places_of_the_whole(content: str, data: st.DataObject) -> None:
    folded = fold(content)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    part = folded.part(start, end)
    held = [at for at in range(len(folded.text)) if start <= folded.span(at, at + 1)[0] < end]
    assert part.text == "".join(folded.text[at] for at in held)
    assert [part.span(at, at + 1)[0] + start for at in range(len(part.text))] == [folded.span(at, at + 1)[0] for at in held]
