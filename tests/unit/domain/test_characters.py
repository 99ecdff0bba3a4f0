import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.characters import clean_text, fold_space, words


@pytest.mark.parametrize(
    ("dirty", "clean"),
    [
        ("a\x00b", "ab"),
        ("bell\x07 and escape\x1b[31m", "bell and escape"),
        ("\x1b]8;;https://a.test\x07link\x1b]8;;\x07", "link"),
        ("\x1b]0;title\x1b\\rest \x1bb", "rest b"),
        ("c1 \x9b31m", "c1 "),
        ("tab\tstays", "tab\tstays"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("line\u2028para\u2029end\x85next\x0c", "line\npara\nend\nnext\n"),
        ("evil\u202egnp.exe\u202c", "evilgnp.exe"),
        ("\u2066isolate\u2069", "isolate"),
        ("mark\ufeffinside", "markinside"),
        ("lone\ud800surrogate", "lonesurrogate"),
        ("non\ufffe\ufdd0\U0001ffffcharacter", "noncharacter"),
        ("family \U0001f468\u200d\U0001f469\u200d\U0001f467", "family \U0001f468\u200d\U0001f469\u200d\U0001f467"),
        ("न\u094dया", "न\u094dया"),
        ("cafe\u0301", "cafe\u0301"),
        ("\u200fright to left\u200e", "\u200fright to left\u200e"),
    ],
)
def test_clean_text_takes_out_what_must_not_be_stored(dirty: str, clean: str) -> None:
    assert clean_text(dirty) == clean


@given(st.text())
def test_clean_text_twice_is_the_same(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.text())
def test_clean_text_can_always_be_stored(text: str) -> None:
    cleaned = clean_text(text)
    assert cleaned.encode("utf-8").decode("utf-8") == cleaned
    assert not any(ord(char) < 32 and char not in "\n\t" for char in cleaned)


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_clean_text_leaves_ordinary_text_alone(text: str) -> None:
    assert clean_text(text) == text


def test_fold_space_gives_one_line() -> None:
    assert fold_space("  a\n\n b\u200b\tc\xa0") == "a b c"


def test_words_reads_a_table() -> None:
    assert words("one two  three") == {"one", "two", "three"}
