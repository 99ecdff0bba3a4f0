"""Tell the roles of the sentences of one text from their wording, their place and their neighbours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from operator import add
from typing import NamedTuple

from cpx.domain.cues import CUES, LISTS
from cpx.domain.cues_cjk import CJK_CUES
from cpx.domain.habits import ESSAY_MOVES, ESSAY_PLACES, MOVES, PLACES
from cpx.domain.roles import Role

ORDER = (Role.BACKGROUND, Role.AIM, Role.METHOD, Role.FINDING, Role.CONCLUSION)
"""The roles in the order in which abstracts have them; points stand in tuples in this order."""

Points = tuple[int, ...]
_NOTHING: Points = (0,) * len(ORDER)
_NEVER = -1000
_END, _ANY = "", "_"
_HINT, _PLAIN = 3, 5
_NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|0|[%<>=±]")
_CJK = re.compile(r"[\u3400-\u9fff]")


class _Node:
    """A word in the tree of phrases: the words that may follow, and the points if a phrase ends here."""

    __slots__ = ("points", "words")

    def __init__(self) -> None:
        self.words: dict[str, _Node] = {}
        self.points: Points | None = None


class _Habit(NamedTuple):
    """How a kind of text is built: points of the roles for each place, and for each role (row) after each other one (column)."""

    places: list[Points]
    moves: list[Points]


def judge_roles(sentences: Sequence[str], allowed: Sequence[frozenset[Role]] = ()) -> list[Role]:
    """Give the likeliest role of each sentence of a text: the best sum of wording, place and moves from role to role (Viterbi).

    ``allowed`` holds, a sentence each, the roles that its heading leaves open; an empty set leaves all. Recommendations are
    not told here: see ``advice``.
    """
    scores = [score_roles(sentence) for sentence in sentences]
    habit = _habits()[_reports_a_study(scores)]
    open_roles = allowed or [frozenset[Role]()] * len(scores)
    rows = [_row(score, _place(habit, at, len(scores)), roles) for at, (score, roles) in enumerate(zip(scores, open_roles, strict=True))]
    return _find_path(rows, habit.moves) if rows else []


def _find_path(rows: list[Points], moves: list[Points]) -> list[Role]:
    """Walk through the rows with the most points, those of the moves counted (Viterbi)."""
    best, *later = rows
    came: list[list[int]] = []
    for row in later:
        sums = [list(map(add, best, into)) for into in moves]
        tops = [max(points) for points in sums]
        came.append([points.index(top) for points, top in zip(sums, tops, strict=True)])
        best = tuple(map(add, tops, row))
    return _trace_back(best, came)


def _reports_a_study(scores: list[Points]) -> bool:
    """Tell a report of a study from an essay: somewhere it speaks plainly of what was done, and somewhere of what was found."""
    method, finding = ORDER.index(Role.METHOD), ORDER.index(Role.FINDING)
    return any(score[method] >= _HINT for score in scores) and any(score[finding] >= _PLAIN for score in scores)


def _place(habit: _Habit, at: int, count: int) -> Points:
    """Give the points of the place of a sentence; a lone sentence has no place to speak of."""
    return habit.places[at * len(habit.places) // count] if count > 1 else _NOTHING


def _row(score: Points, place: Points, open_roles: frozenset[Role]) -> Points:
    points = zip(ORDER, score, place, strict=True)
    return tuple(_NEVER if open_roles and role not in open_roles else value + bonus for role, value, bonus in points)


def _trace_back(best: Points, came: list[list[int]]) -> list[Role]:
    at = best.index(max(best))
    path = [at]
    for steps in reversed(came):
        at = steps[at]
        path.append(at)
    return [ORDER[at] for at in reversed(path)]


@cache
def _habits() -> tuple[_Habit, _Habit]:
    """Give the habits of essays and of reports of studies; the tables of moves are turned round to rows of arrival."""
    return _habit(ESSAY_PLACES, ESSAY_MOVES), _habit(PLACES, MOVES)


def _habit(places: Mapping[str, Points], moves: Mapping[str, Points]) -> _Habit:
    return _Habit(list(zip(*(places[role] for role in ORDER), strict=True)), list(zip(*(moves[role] for role in ORDER), strict=True)))


@lru_cache(maxsize=256)  # a sentence is asked for its aim after its role
def score_roles(sentence: str) -> Points:
    """Give the points of each role from the wording alone."""
    found = [node.points for node in _find_phrases(sentence) if node.points]
    if _CJK.search(sentence):
        found += [points for sign, points in _cjk_table() if sign in sentence]
    return tuple(map(sum, zip(_NOTHING, *found, strict=True)))


def speaks_of_aim(sentence: str) -> bool:
    """Tell whether the wording alone says that this is what the work set out to do."""
    points = dict(zip(ORDER, score_roles(sentence), strict=True))
    return points[Role.AIM] >= _PLAIN and points[Role.AIM] == max(points.values())


def _find_phrases(sentence: str) -> set[_Node]:
    """Find the phrases of the table in a sentence, each once; of those that begin at the same word only the longest."""
    words = ["^", *_TOKEN.findall(_NUMBER.sub("0", sentence.casefold())), _END]
    roots = _phrase_tree().words
    found = {_follow(roots[word], words, at) for at, word in enumerate(words, 1) if word in roots}
    return {node for node in found if node}


def _follow(node: _Node | None, words: list[str], at: int) -> _Node | None:
    """Walk down the tree as far as the words go; give the last node on the way where a phrase ends."""
    longest = None
    while node is not None:
        if node.points is not None:
            longest = node
        word = words[at]
        node = node.words.get(word) or (node.words.get(_ANY) if word else None)
        at += 1
    return longest


@cache
def _phrase_tree() -> _Node:
    """Spread the table of phrases into a tree of words, so that a sentence is read in one pass."""
    root = _Node()
    for role, tiers in CUES.items():
        for value, phrases in tiers.items():
            for phrase in phrases.split(";"):
                for words in _spread(phrase):
                    _plant(root, words, role, value)
    return root


def _spread(phrase: str) -> Iterator[tuple[str, ...]]:
    """Write out the alternatives of a phrase."""
    slots = ([word for part in slot.split("|") for word in LISTS.get(part, part).split()] for slot in phrase.split())
    yield from product(*slots)


def _plant(root: _Node, words: tuple[str, ...], role: str, value: int) -> None:
    node = root
    for word in words:
        node = node.words.setdefault(word, _Node())
    points = list(node.points or _NOTHING)
    at = ORDER.index(Role(role))
    points[at] = points[at] or value
    node.points = tuple(points)


@cache
def _cjk_table() -> list[tuple[str, Points]]:
    return [
        (sign, tuple(value if role == other else 0 for other in ORDER))
        for role, tiers in CJK_CUES.items()
        for value, signs in tiers.items()
        for sign in signs.split()
    ]
