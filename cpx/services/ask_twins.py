"""Statements that say the same in nearly the same words, brought together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from cpx.domain.query_shape import is_stop_word
from cpx.store.statement_search import StatementRow

_TWIN = 0.9
"""Share of the words of two sentences that they have in common, from which on they may say the same.

They do where what differs is no figure and no 'not', and no word stands in the place of another: 'increased' for 'decreased'.
"""
_TURNING = frozenset(
    """
    all any both cannot each every few fewer half hardly just least less little lower many more most neither never no none nor not only
    rarely scarcely seldom several some t too unlike unless without
    """.split()  # noqa: SIM905 - a list of words reads best as text
)


@dataclass(slots=True)
class Said:
    """A statement with its score, and those of other texts that say the same."""

    score: float
    row: StatementRow
    twins: list[StatementRow] = field(default_factory=list)


def group_twins(ranked: Iterable[tuple[float, StatementRow]], limit: int, unsound: frozenset[int] = frozenset()) -> list[Said]:
    """Bring together what is said twice, best first, at most ``limit`` groups; works ``unsound`` (retracted) never speak for others."""
    groups: list[tuple[frozenset[str], Said]] = []
    for score, row in ranked:
        words = frozenset(re.findall(r"\w+", row.content.lower()))
        same = next((said for known, said in groups if _is_twin(words, known)), None)
        if same is not None:
            _join(same, row, unsound)
        elif len(groups) < limit:
            groups.append((words, Said(score, row)))
    return [said for _, said in groups]


def _is_twin(words: frozenset[str], known: frozenset[str]) -> bool:
    if min(len(words), len(known)) < _TWIN * max(len(words), len(known)) or len(words & known) < _TWIN * len(words | known):
        return False
    mine, theirs = words - known, known - words
    return not any(map(_turns, mine | theirs)) and not (_says_something(mine) and _says_something(theirs))


def _turns(word: str) -> bool:
    """Tell whether a word may turn what is said into something else: a figure, a no, another amount."""
    return word in _TURNING or any(map(str.isdigit, word))


def _says_something(words: frozenset[str]) -> bool:
    return not all(map(is_stop_word, words))


def _join(said: Said, row: StatementRow, unsound: frozenset[int]) -> None:
    if said.row.work in unsound and row.work not in unsound:
        said.row, row = row, said.row
    said.twins.append(row)
