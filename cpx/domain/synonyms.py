"""Words of like meaning in a search: what the table says, and how a query is widened by it.

Only plain queries are: quotes, operators and fields are taken at their word. What is found by these words alone is ranked
below what is found by the words as typed.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cpx.domain.query import And, Node, Or, Phrase, Query, Word
from cpx.domain.query_shape import is_stop_word, join
from cpx.domain.query_values import read_phrase

GROUPS = tuple(
    tuple(line.strip().split(" | "))
    for line in """
    service user | consumer | expert by experience | person with lived experience | people with lived experience
    carer | caregiver | family carer | informal carer
    older people | older adult | older person | elderly
    young people | young person | adolescent | teenager | youth
    learning disability | intellectual disability | learning difficulty
    mental illness | mental health condition | mental disorder | mental health problem
    general practitioner | gp | family doctor | family physician
    general practice | family practice | family medicine
    emergency department | accident and emergency | emergency room
    care home | nursing home | residential aged care
    randomised controlled trial | rct
    patient and public involvement | ppi | consumer and community involvement
    shared decision making | sdm
    participatory action research | par
    quality improvement | qi
    local government | local authority | municipality
    third sector | voluntary sector | nonprofit sector | civil society organisation
    frontline worker | street-level bureaucrat
    indigenous | aboriginal | first nations
    refugee | asylum seeker
    covid-19 | covid | coronavirus disease 2019 | sars-cov-2
    """.strip().splitlines()
)
"""Each line: what stands for one another. A file beside the catalogue may add to these (``docs/searching.md``)."""
_SHORT = 3


class Used(NamedTuple):
    """Words of a query that others were looked for besides."""

    words: str
    others: tuple[str, ...]


def widen(query: Query, groups: Iterable[Sequence[str]] = GROUPS) -> Query:
    """Give a plain query its ``wide`` tree, where any of its words stands in the table; else the query itself."""
    wide, used = _widen(query.tree, groups)
    return query._replace(wide=wide) if used else query


def find_used(query: Query, groups: Iterable[Sequence[str]] = GROUPS) -> tuple[Used, ...]:
    """Say for which words of a plain query others are looked for besides."""
    return _widen(query.tree, groups)[1]


def _widen(tree: Node | None, groups: Iterable[Sequence[str]]) -> tuple[Node | None, tuple[Used, ...]]:
    parts = tree.parts if isinstance(tree, And) else (tree,) if isinstance(tree, Word) else ()
    table = _by_name(tuple(map(tuple, groups)))
    longest = max(map(len, table), default=0)
    folded = [_fold(part.text) if isinstance(part, Word) else () for part in parts]
    wide: list[Node] = []
    used: list[Used] = []
    at = 0
    while at < len(parts):
        size = next((size for size in range(min(longest, len(parts) - at), 0, -1) if _joined(folded[at : at + size]) in table), 0)
        typed = parts[at : at + max(size, 1)]
        others = _others(table[_joined(folded[at : at + size])], _joined(folded[at : at + size])) if size else ()
        wide.append(_either(typed, others))
        if others:
            used.append(Used(" ".join(part.text for part in typed if isinstance(part, Word)), others))
        at += max(size, 1)
    return join(And, wide), tuple(used)


@lru_cache(maxsize=4)
def _by_name(groups: tuple[tuple[str, ...], ...]) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """Give name -> its group; made once, as every search looks there."""
    return {_fold(name): group for group in groups for name in group}


def _joined(folded: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(word for words in folded for word in words)


def _others(group: Sequence[str], own: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in group if _fold(name) != own)


def _either(typed: Sequence[Node], others: Iterable[str]) -> Node:
    said = join(And, typed)
    found = join(Or, [said, *map(read_phrase, others)])
    return found if found is not None else Phrase("")


def _fold(name: str) -> tuple[str, ...]:
    """Give the words of a name without the ``s`` of many; words that a query leaves out are left out here too."""
    words = name.lower().replace("-", " ").replace("’", "'").split()
    return tuple(_one(word.removesuffix("'s")) for word in words if len(words) == 1 or not is_stop_word(word))


def _one(word: str) -> str:
    if len(word) <= _SHORT or not word.endswith("s") or word.endswith("ss"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
