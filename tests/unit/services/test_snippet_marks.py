"""What a snippet marks is what the index finds."""

from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.folding import Form
from cpx.domain.query import Phrase, Word
from cpx.services.snippet import Highlighter
from cpx.store.stems import stem_words

WORDS = st.text("aeiouyéstlnrdgm", min_size=1, max_size=9)


def marked(highlighter: Highlighter, text: str) -> list[str]:
    highlighter.learn([text])
    return [text[mark.start : mark.end] for mark in highlighter.find(text)]


@given(WORDS, st.lists(WORDS, max_size=8))
def test_highlighter_marks_the_words_with_the_stem_and_no_others(wanted: str, others: list[str]) -> None:
    words = [wanted, *others, wanted.upper(), f"{wanted}s", f"{wanted}ing"]
    stems = stem_words([word.lower() for word in words])
    expected = [word for word in words if stems[word.lower()] == stems[wanted]]
    assert marked(Highlighter([Word(wanted, (Form((wanted,)),))]), " ".join(words)) == expected


@given(WORDS, st.lists(WORDS, max_size=8))
def test_highlighter_marks_words_that_begin_with_a_cut_one(wanted: str, others: list[str]) -> None:
    words = [wanted, *others, f"{wanted}mentality"]
    stems = stem_words(words)
    expected = [word for word in words if stems[word].startswith(stems[wanted])]
    assert marked(Highlighter([Word(wanted, (Form((wanted,), prefix=True),))]), " ".join(words)) == expected


@given(WORDS, WORDS, st.sampled_from([" ", "-", ", ", "\n", " ’"]))
def test_highlighter_marks_a_phrase_whatever_parts_its_words(one: str, other: str, gap: str) -> None:
    text = f"the {one}{gap}{other} x{one} {other}x"
    assert f"{one}{gap}{other}" in marked(Highlighter([Phrase(f"{one} {other}", (Form((one, other)),))]), text)


@given(st.text("aeiouystlnrdgm", min_size=1, max_size=12))
def test_stem_keeps_the_first_two_letters(word: str) -> None:
    stem = stem_words([word])[word]
    assert word.startswith(stem[:2])
