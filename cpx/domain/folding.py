"""Written forms that search treats as one: spellings with and without hyphen, and scripts that have no spaces.

The full-text index cuts text at everything that is no letter or digit. So ``co-production`` is two words to it and
``coproduction`` is one: a word of a query stands for all its spellings (``word_forms``). A Chinese sentence is a single
word to it: such runs are stored beside the text as overlapping pairs of characters (``cjk_pairs``), and a query's runs
become phrases of the same pairs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from cpx.domain.words import CO_FAMILIES, COMPOUNDS, ENDINGS, PREFIXES

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Han, kana, bopomofo and hangul, as the inside of a character class."""


_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_APOSTROPHES = "'\u2019\u02bc"
WORD = "[^\\W_](?:[^\\W_]|[\u0300-\u036f])*"
"""One word as the index cuts it, as a regular expression."""
JOINERS = f"[{_HYPHENS}{_APOSTROPHES}.&+@#_=:]"
"""What stands between words written together (``co-production``, ``people's``, ``1.5``), as a regular expression."""
_SHORTEST_REST, _SHORTEST_STEM = 4, 4


class Form(NamedTuple):
    """One spelling: words that stand next to each other; with ``prefix`` the last may go on."""

    tokens: tuple[str, ...]
    prefix: bool = False


@lru_cache(maxsize=1024)
def word_forms(piece: str, *, strict: bool = False, prefix: bool = False) -> tuple[Form, ...]:
    """Give every spelling of a word of a query, the one written first; () where it has no letter or digit.

    Hyphens: together, apart and with a hyphen are one; so are British and American spellings. Words with ``co-`` stand for
    their whole family (production, produced), unless ``strict`` (within a phrase). With ``prefix`` the word is cut off and may go on.
    """
    tokens = _tokens(piece)
    if not tokens:
        return ()
    if has_cjk(piece):
        pairs = tuple(query_pairs(tokens[0]))
        return (Form(pairs, prefix or len(tokens[0]) == 1),)
    spellings = [tokens, *_other_spellings(tokens, piece)]
    spellings += chain.from_iterable(_abroad(spelling, cut=prefix) for spelling in tuple(spellings))
    forms = [Form(spelling, prefix) for spelling in spellings]
    if prefix:
        forms += chain.from_iterable(map(_endings, spellings))
    elif not strict:
        forms += chain.from_iterable(map(_family, spellings))
    return tuple(dict.fromkeys(forms))


def _abroad(spelling: tuple[str, ...], *, cut: bool) -> Iterator[tuple[str, ...]]:
    """Give British words as Americans write them, and the other way round."""
    from cpx.domain.british import other_spellings  # only words of a query need it

    last = len(spelling) - 1
    for at, word in enumerate(spelling):
        for other in other_spellings(word, cut=cut and at == last):
            yield (*spelling[:at], other, *spelling[at + 1 :])


def _endings(spelling: tuple[str, ...]) -> Iterator[Form]:
    """Give what a word that is cut off may be when whole: the index knows stems only."""
    *before, last = spelling
    if len(last) >= _SHORTEST_STEM:
        yield from (Form((*before, last + ending)) for ending in ENDINGS)


def takes_co(word: str) -> bool:
    """Tell whether ``co`` before this word makes one word with it."""
    return any(word.startswith(root) for root in CO_FAMILIES)


def _tokens(piece: str) -> tuple[str, ...]:
    """Cut a piece as the index does, without the ``s`` after an apostrophe."""
    if piece.isascii() and piece.isalnum():  # most are: no pattern is needed
        return (piece.lower(),)
    whole = re.sub(rf"[{_APOSTROPHES}]s$", "", unicodedata.normalize("NFC", piece).lower())
    return tuple(re.findall(WORD, whole))


def _other_spellings(tokens: tuple[str, ...], piece: str) -> Iterator[tuple[str, ...]]:
    joined = "".join(tokens)
    if len(tokens) == 1:
        yield from _apart(joined)
    # U.K. is UK, but 1.5 is not 15.
    elif (joined.isalpha() and len(joined) == len(tokens)) or (not joined.isdigit() and re.search(f"[{_HYPHENS}]", piece)):
        yield (joined,)


def _apart(joined: str) -> Iterator[tuple[str, ...]]:
    """Give how a word written together is written apart."""
    if joined.startswith("co") and takes_co(joined[2:]):
        yield "co", joined[2:]
    if joined in COMPOUNDS:
        yield COMPOUNDS[joined]
    for prefix in PREFIXES:
        if joined.startswith(prefix) and len(joined) >= len(prefix) + _SHORTEST_REST:
            yield prefix, joined[len(prefix) :]


def _family(spelling: tuple[str, ...]) -> Iterator[Form]:
    """Give the forms of a word with ``co-`` that stemming keeps apart: production, produced."""
    if len(spelling) == 1 or spelling[0] != "co":
        return
    for root, words in CO_FAMILIES.items():
        if spelling[1].startswith(root):
            for word in words:
                yield Form(("co", word, *spelling[2:]))
                yield Form((f"co{word}", *spelling[2:]))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Compile once and only when needed: a start of cpx must not pay for it."""
    return (
        re.compile(rf"[^\W_]*[{_CJK}][^\W_]*"),
        re.compile(rf"[{_CJK}]+|[^{_CJK}]+"),
        re.compile(rf"(?<=[{_CJK}])[ \t]*\n[ \t]*(?=[\u3005-\u30ff\u3400-\u9fff])"),
    )


def has_cjk(text: str) -> bool:
    """Tell whether a text has any Chinese, Japanese or Korean character."""
    return not text.isascii() and _patterns()[0].search(unicodedata.normalize("NFKC", text)) is not None


def cjk_pairs(text: str) -> str:
    """Give a text's CJK runs as pairs of characters with spaces between, for the index; '' where it has none.

    A run ends with its last character alone, which lets a query of one character find it and keeps the pairs of two runs
    from forming a phrase: ``共同生产`` is ``共同 同生 生产 产``. Words of other scripts glued to a run (``CFIR框架``) are given too,
    as the index would not see them by themselves. A line broken within a Chinese or Japanese sentence is joined.
    """
    if text.isascii():
        return ""
    mixed, _, broken = _patterns()
    whole = broken.sub("", unicodedata.normalize("NFKC", text))
    return " ".join(pair for match in mixed.finditer(whole) for part in split_scripts(match[0]) for pair in _index_forms(part))


def split_scripts(word: str) -> list[str]:
    """Cut a word where it changes between CJK and other characters: ``CFIR框架`` is ``CFIR`` and ``框架``."""
    return _patterns()[1].findall(unicodedata.normalize("NFKC", word)) if has_cjk(word) else [word]


def query_pairs(run: str) -> list[str]:
    """Give the pairs that a query's CJK run is looked up by, as a phrase; a single character stands for itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]


def _index_forms(part: str) -> Iterator[str]:
    if not has_cjk(part):
        yield part
        return
    if len(part) > 1:
        yield from query_pairs(part)
    yield part[-1]
