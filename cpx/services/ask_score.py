"""How well a statement answers a question, from 0 to 1, and why.

A sentence is worth more the more of the question's words it has, rare words counting most; words that stand near it
(heading, title, the rest of the text) count in part, as do words of like meaning. Then its role counts, and whether it
holds what the wording asks for: a number, a time, a place. The more words a catalogue knows, the more it tells against a
sentence that the rarest words of the question do not stand there: what is near by chance only has the common ones.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from cpx.domain.answer import Likeness, Why
from cpx.domain.expected import holds
from cpx.domain.folding import Form, has_cjk
from cpx.domain.query import Word
from cpx.domain.question import Question
from cpx.domain.thesaurus import RELATED, ROLE_WEIGHT
from cpx.services.snippet import Highlighter, Mark
from cpx.store.statement_search import StatementRow
from cpx.store.stems import stem_words

SAME, ALIKE, HEADING, AROUND = 1.0, 0.7, 0.6, 0.4
"""What a word counts: in the sentence, by a word of like meaning there, in its heading, elsewhere in its text or title."""
NOT_ASKED = 0.83
"""Factor for the roles that the wording of the question does not ask for, where it asks for some."""
NOT_HELD = 0.7
"""Factor for a sentence without the number, time or place that is asked for."""
FACT = 0.9
"""Least that the role of a sentence is worth that holds it: figures and places stand in any sentence."""
OTHER_SCRIPT = 0.4
"""Factor for a sentence in another script than the question's."""
UNKNOWN = 1.3
"""Factor for the weight of a word that no statement has, in no like meaning either: there may be no answer here."""
_NARROW, _BROAD = 0.55, 0.95
"""Share of everyday words that a catalogue knows in which what is said there is said in few ways, and in which in many."""
_MISSED = 1.3
"""How much it tells against a sentence of a broad catalogue that words are missing."""
_LONG, _LENGTH_COST = 40, 0.1
_LEAST = 0.05


def related_words(words: Sequence[Word]) -> list[Word]:
    """Give for each word of the question one that stands for all words of like meaning (no forms where there are none)."""
    stems, alike = stem_words([word.text for word in words]), _words_alike()
    forms = (_other_forms(alike.get(stems[word.text], {}), stems[word.text]) for word in words)
    return [Word(word.text, others) if others else Word("") for word, others in zip(words, forms, strict=True)]


@cache
def _words_alike() -> dict[str, dict[str, str]]:
    """Give for each stem the stems of like meaning with their words; made once, as it takes as long as a question."""
    stems = stem_words(word for group in RELATED for word in group)
    alike: dict[str, dict[str, str]] = defaultdict(dict)
    for group in RELATED:
        by_stem = {stems[word]: word for word in group}
        for stem in by_stem:
            alike[stem] |= by_stem
    return dict(alike)


def everyday_words() -> list[str]:
    """Give some words that any large catalogue has: every fifth of those of like meaning."""
    return sorted({word for group in RELATED for word in group})[::5]


def _other_forms(by_stem: Mapping[str, str], own: str) -> tuple[Form, ...]:
    return tuple(Form((word,)) for stem, word in by_stem.items() if stem != own)


class Weights(NamedTuple):
    """What each word of a question weighs: as a share of it, and as a sign that a sentence speaks of something else if it is missing."""

    share: list[float]
    telling: list[float]


def weigh_words(asked: Question, total: int, counts: Sequence[int], alike: Sequence[int]) -> Weights:
    """Weigh words: how rare each is among ``total`` statements (0 to about 1), times what it says.

    Squared, it is telling: one rare word that is missing says more than many common ones. A pair of CJK characters that stands
    nowhere tells nothing: it may be the end of one word and the beginning of another.
    """
    scale = math.log(total + 2)
    rarity = [max(_LEAST, math.log(1 + (total + 0.5) / (count + 0.5)) / scale) for count in counts]
    known = [bool(count or other) for count, other in zip(counts, alike, strict=True)]
    said = [weight if here else min(weight, 1.0) * UNKNOWN for weight, here in zip(asked.weights, known, strict=True)]
    share = [weight * rare for weight, rare in zip(said, rarity, strict=True)]
    telling = [weight**2 * (here or not has_cjk(word.text)) for weight, here, word in zip(share, known, asked.words, strict=True)]
    return Weights(share, telling)


class Judge:
    """Judges the statements found for one question."""

    def __init__(
        self, asked: Question, related: Sequence[Word], weights: Weights, rows: Sequence[StatementRow], breadth: float = 0.0
    ) -> None:
        """Take the question, its words of like meaning, what each word weighs, and all the statements that may be judged.

        ``breadth`` is the share of ``everyday_words`` that the catalogue knows.
        """
        self._asked = asked
        self._weights, self._telling = weights
        self._missed = _MISSED * min(1.0, max(0.0, (breadth - _NARROW) / (_BROAD - _NARROW)))
        self._marks = Highlighter([*asked.words, *related])
        self._marks.learn({text for row in rows for text in (row.around, row.title, row.section or "")})

    def score(self, row: StatementRow) -> float:
        """Judge one statement: the share of the question that it covers, times what its role, script and kind are worth."""
        credit = [self._credit(number, row) for number in range(len(self._weights))]
        covered = sum(weight * part for weight, part in zip(self._weights, credit, strict=True)) / sum(self._weights)
        length = 1 + _LENGTH_COST * max(0.0, len(row.content.split()) / _LONG - 1)
        return round(covered * self._there(credit) * self._factor(row) / length, 4)

    def _there(self, credit: Sequence[float]) -> float:
        """Say how far the telling words are there."""
        missing = sum(telling * (1 - part) ** 2 for telling, part in zip(self._telling, credit, strict=True))
        return float((1 - missing / (sum(self._telling) or 1)) ** self._missed)

    def explain(self, row: StatementRow) -> Why:
        """Say why a statement was found."""
        places = self._marks.find(row.content)
        size, own = len(self._weights), self._marks.terms_in(row.content)
        heading = self._marks.terms_in(row.section or "")
        near = self._marks.terms_in(row.around) | self._marks.terms_in(row.title)
        left = [number for number in range(size) if number not in own and number + size not in own]
        return Why(
            words=tuple(dict.fromkeys(row.content[mark.start : mark.end] for mark in places if mark.term < size)),
            alike=tuple(dict.fromkeys(self._liken(mark, row.content) for mark in places if mark.term >= size)),
            heading=self._name(number for number in left if number in heading),
            nearby=self._name(number for number in left if number in near and number not in heading),
        )

    def _liken(self, mark: Mark, content: str) -> Likeness:
        return Likeness(asked=self._asked.words[mark.term - len(self._weights)].text, found=content[mark.start : mark.end])

    def _name(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._asked.words[number].text for number in numbers)

    def _credit(self, number: int, row: StatementRow) -> float:
        """Say how far a word of the question is there; its words of like meaning carry its number plus the number of words."""
        alike = number + len(self._weights)
        own = self._marks.terms_in(row.content)
        if number in own:
            return SAME
        if alike in own:
            return ALIKE
        heading = self._marks.terms_in(row.section or "")
        if number in heading:
            return HEADING
        near = self._marks.terms_in(row.around) | self._marks.terms_in(row.title)
        return AROUND if number in near else ALIKE * AROUND if alike in near | heading else 0.0

    def _factor(self, row: StatementRow) -> float:
        asked = self._asked
        role = 1.0 if row.role in asked.roles else ROLE_WEIGHT[row.role] * (NOT_ASKED if asked.roles else 1.0)
        script = 1.0 if has_cjk(row.content) == asked.cjk else OTHER_SCRIPT
        if asked.expects is None:
            return role * script
        return script * (max(role, FACT) if self._holds(asked.expects, row.content) else role * NOT_HELD)

    def _holds(self, kind: str, content: str) -> bool:
        size, focus = len(self._asked.words), self._asked.focus
        counted = [mark.start for mark in self._marks.find(content) if mark.term % size in focus]
        return holds(kind, content, counted) if counted or not focus else False
