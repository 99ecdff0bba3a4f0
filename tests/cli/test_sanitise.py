"""The sanitiser: laws that hold for any text."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from terminal import ACTING

from cpx.cli.sanitise import escape_json, one_line, printable

TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("\x00\x07\x0c\r\n\t\x1b\x7f\x85\x9b\u061c\u200f\u202e\u2066\u2028\ufeff\ud800")))
JSON = st.recursive(st.none() | st.booleans() | st.integers() | TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner))


@given(TEXTS)
def test_printable_is_harmless_and_once_is_enough(text: str) -> None:
    clean = printable(text)
    assert not ACTING.findall(clean.replace("\t", ""))
    assert printable(clean) == clean


@given(TEXTS)
def test_printable_keeps_every_harmless_character_in_its_place(text: str) -> None:
    kept = "".join(char for char in text if not ACTING.match(char))
    assert printable(kept) == kept
    assert [char for char in printable(text) if not char.isspace()] == [char for char in kept if not char.isspace()]


@given(TEXTS)
def test_printable_joins_no_words_that_a_control_parted(text: str) -> None:
    assert len(printable(text).split()) >= len("".join(char for char in text if char.isspace() or not ACTING.match(char)).split())


@given(TEXTS)
def test_one_line_is_one_line_and_once_is_enough(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line == line.strip() == one_line(line)


@given(JSON)
def test_escape_json_means_the_same_and_is_harmless(value: object) -> None:
    written = escape_json(json.dumps(value, ensure_ascii=False))
    assert json.loads(written) == value
    assert not ACTING.findall(written)
    assert written.encode()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb", "a\nb"),
        ("a\rb\x0cc\x85d", "a b c d"),
        ("a\tb\nc", "a\tb\nc"),
        ("\ufeffa", "a"),
        ("\u061ca\u200eb\u200f", "ab"),
        ("x\u200dy\u200cz", "x\u200dy\u200cz"),
    ],
)
def test_printable_of(text: str, seen: str) -> None:
    assert printable(text) == seen
