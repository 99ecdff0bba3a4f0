"""What a question asks: its words that say something, how much each says, and what kinds of sentence answer it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cpx.domain.characters import clean_text
from cpx.domain.expected import NUMBER, WORDS, expected
from cpx.domain.folding import Form, has_cjk, query_pairs
from cpx.domain.query import MOST_TERMS, Word
from cpx.domain.query_shape import is_stop_word
from cpx.domain.query_values import read_words
from cpx.domain.thesaurus import ASKS_FOR, CJK_ASKS, CJK_PARTICLES, FOCUS, IRREGULAR, LIGHT, SAID_SHORTER
from cpx.errors import BadUsage

ASKING_WEIGHT, LIGHT_WEIGHT, FOCUS_WEIGHT = 0.1, 0.25, 1.5
"""Of a word that only asks, of one that an answer seldom repeats, and of the one that the question is after, against 1 for others."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, read. ``weights`` go with ``words``; ``roles`` are those asked for (none: any will do); ``cjk``: asked in that script.

    ``expects`` names what an answer must hold (number, time, place), None where the wording does not say.
    ``focus`` are the numbers of the words that it is after.
    """

    words: tuple[Word, ...]
    weights: tuple[float, ...]
    roles: tuple[str, ...]
    cjk: bool
    expects: str | None = None
    focus: frozenset[int] = frozenset()


def parse_question(text: str) -> Question:
    """Read a question; raises BadUsage where no word in it says what to look for. Nothing in it is an operator."""
    clean = clean_text(text)
    low = clean.lower()
    every = tuple(dict.fromkeys(_cut_runs(read_words(_say_shorter(clean)))))
    words = tuple(filter(_says_something, every))[:MOST_TERMS]
    if not words:
        raise BadUsage("there is no word in this question to look for", 'ask like: cpx ask "Why do staff resist change?"')
    focus = set(re.findall(FOCUS, low))
    roles = next((roles for pattern, roles in ASKS_FOR if re.search(pattern, low)), ())
    kind = expected(low)
    after = frozenset(number for number, word in enumerate(words) if kind == NUMBER and word.text in focus)
    asking = WORDS.get(kind or "", frozenset())
    return Question(words, tuple(_weigh(word.text, focus, asking) for word in words), roles, has_cjk(clean), kind, after)


def _say_shorter(text: str) -> str:
    for pattern, word in SAID_SHORTER:
        text = re.sub(pattern, word, text, flags=re.IGNORECASE)
    return re.sub(CJK_ASKS, " ", text) if has_cjk(text) else text


def _weigh(word: str, focus: set[str], asking: frozenset[str]) -> float:
    if word in asking:
        return ASKING_WEIGHT
    if word in LIGHT:
        return LIGHT_WEIGHT
    return FOCUS_WEIGHT if word in focus else 1.0


def _cut_runs(words: Iterator[Word]) -> Iterator[Word]:
    """Cut CJK runs into their pairs: a question in those scripts is one long run."""
    for word in words:
        if has_cjk(word.text):
            yield from (Word(pair, (Form((pair,), prefix=len(pair) == 1),)) for pair in query_pairs(word.text))
        else:
            yield Word(word.text.lower(), tuple(dict.fromkeys((*word.forms, *_irregular(word.text.lower())))))


def _irregular(word: str) -> Iterator[Form]:
    return (Form((other,)) for line in IRREGULAR if word in line for other in line)


def _says_something(word: Word) -> bool:
    return not is_stop_word(word.text) and not (has_cjk(word.text) and set(word.text) & CJK_PARTICLES)
