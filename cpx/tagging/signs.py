"""Words and figures that stand wherever a rule may fit, all found in one pass; rules read only around theirs."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from ahocorasick_rs import AhoCorasick

AGE, NUMBER, YEAR, FIGURE, UNREAD, DESIGN, OTHER_DESIGN = "age", "number", "year", "figure", "unread", "design", "other design"

ONES = {
    word: n
    for n, word in enumerate(
        (
            *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
            *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
        ),
        1,
    )
}
TENS = {word: n * 10 for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)}
NUMBER_WORDS = (*ONES, *TENS, "hundred")

REVIEWED, WE_REVIEWED, CONTROLS, SURVEY_OF = " reviewed", "we reviewed ", " controls", "survey of "

_WORDS: Mapping[str, Sequence[str]] = {
    AGE: ("age", "old", "elder", "岁", "年龄", "or over", "or above", "and over", "and above"),
    NUMBER: NUMBER_WORDS,
    YEAR: ("19", "20"),
    FIGURE: tuple("0123456789"),
    UNREAD: (
        *("keyword", "key word", "mesh", "index terms", "referenc", "bibliograph", "cited", "acknowledg", "funding", "interest"),
        *("affiliat", "author information", "correspond", "参考文献", "关键", "基金", "单位", "作者"),
    ),
    DESIGN: (REVIEWED, WE_REVIEWED, CONTROLS, SURVEY_OF),
    OTHER_DESIGN: (
        *("prospective", "randomi", "enrol", "recruit", "questionnaire", "survey", "interview", "cross sectional", "case control"),
        *("trial", "meta analysis", "systematic review"),
    ),
}
"""Kind -> its words, in small letters, hyphens as spaces. They are found within other words too."""

Signs = Mapping[str, Sequence[tuple[int, int]]]
"""Kind -> where its words stand, in order of their ends."""
_NOTHING: Sequence[tuple[int, int]] = ()


@cache
def _automaton() -> tuple[AhoCorasick, Sequence[str]]:
    words = [(word, kind) for kind, words in _WORDS.items() for word in words]
    return AhoCorasick([word for word, _ in words]), [kind for _, kind in words]


@lru_cache(maxsize=8)  # several rules read the same text one after the other
def find_signs(text: str) -> Signs:
    """Find the words of all kinds in a text in small letters."""
    automaton, kinds = _automaton()
    found: dict[str, list[tuple[int, int]]] = {}
    for word, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        kind = kinds[word]
        if kind in found:
            found[kind].append((start, end))
        else:
            found[kind] = [(start, end)]
    return found


def find_signs_in_small(lower: str, folded: str) -> Signs:
    """Find the words in a text in small letters: where its folded form has the same places, what was found there serves."""
    return find_signs(folded if len(folded) == len(lower) and lower.isascii() else lower)


def signs_of(text: str, kind: str) -> Sequence[tuple[int, int]]:
    """Give where the words of a kind stand, in order of their ends."""
    return find_signs(text).get(kind, _NOTHING)
