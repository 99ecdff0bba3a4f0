"""What a question asks: its words that say something, how much each says, and which kinds of sentence answer it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpx.domain.characters import clean_text
from cpx.domain.folding import Form, has_cjk, query_pairs
from cpx.domain.query import MOST_TERMS, Word
from cpx.domain.query_shape import is_stop_word
from cpx.domain.query_values import read_words
from cpx.domain.thesaurus import ASKS_FOR, CJK_PARTICLES, FOCUS, LIGHT
from cpx.errors import BadUsage

LIGHT_WEIGHT, FOCUS_WEIGHT = 0.25, 1.5
"""Of a word that an answer seldom repeats, and of the one that the question is after, against 1 for others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read. ``weights`` go with ``words``; ``roles`` are those asked for (none: any will do); ``cjk``: asked in that script."""

    words: tuple[Word, ...]
    weights: tuple[float, ...]
    roles: tuple[str, ...]
    cjk: bool


def parse_question(text: str) -> Question:
    """Read a question; raises BadUsage where no word in it says what to look for. Nothing in it is an operator."""
    clean = clean_text(text)
    every = tuple(dict.fromkeys(_cut_runs(read_words(clean))))
    words = tuple(filter(_says_something, every))[:MOST_TERMS]
    if not words:
        raise BadUsage("there is no word in this question to look for", 'ask like: cpx ask "Why do staff resist change?"')
    focus = set(re.findall(FOCUS, clean.lower()))
    roles = next((roles for pattern, roles in ASKS_FOR if re.search(pattern, clean.lower())), ())
    return Question(words, tuple(_weigh(word.text, focus) for word in words), roles, has_cjk(clean))


def _weigh(word: str, focus: set[str]) -> float:
    if word in LIGHT:
        return LIGHT_WEIGHT
    return FOCUS_WEIGHT if word in focus else 1.0


def _cut_runs(words: Iterator[Word]) -> Iterator[Word]:
    """Cut CJK runs into their pairs: a question in those scripts is one long run."""
    for word in words:
        if has_cjk(word.text):
            yield from (Word(pair, (Form((pair,), prefix=len(pair) == 1),)) for pair in query_pairs(word.text))
        else:
            yield Word(word.text.lower(), word.forms)


def _says_something(word: Word) -> bool:
    return not is_stop_word(word.text) and not (has_cjk(word.text) and set(word.text) & CJK_PARTICLES)
