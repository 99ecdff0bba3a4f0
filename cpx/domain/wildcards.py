"""Signs that stand for letters within a word: ``wom?n``, ``behavio#r``, ``p$ediatric``, ``colo*r``, ``dog$1``.

Databases disagree on them: a ``?`` is one letter to some and one or none to others, a ``#`` the other way round. Here ``?``,
``#`` and ``$`` within a word stand for one letter or none, which finds what either would, and a ``*`` for up to two.
"""

import re
from functools import cache
from itertools import chain, product
from string import ascii_lowercase

from cpx.errors import BadUsage

_ONE = ("", *ascii_lowercase)
_TWO = (*_ONE, *map("".join, product(ascii_lowercase, repeat=2)))
MOST = 1000
"""Words that one word with such signs may stand for."""


@cache
def _signs() -> re.Pattern[str]:
    return re.compile(r"(?<=[^\W\d_])[?#$](?=[^\W\d_])|(?<=[^\W\d_])\*(?=[^\W\d_])|[*$]([1-9])$")


def has_wildcard(piece: str) -> bool:
    """Tell whether a word has a sign within, or says how many letters may follow."""
    return _signs().search(piece) is not None


def expand_wildcards(piece: str) -> tuple[str, ...]:
    """Give all words that a word with signs may stand for; raises BadUsage where they are too many."""
    signs = list(_signs().finditer(piece))
    choices = [_TWO if sign[0] in {"*", "*2", "$2"} else _ONE for sign in signs]
    size = 1
    for choice in choices:
        size *= len(choice)
    if size > MOST:
        raise BadUsage(
            f"{piece[:40]!r} stands for more than {MOST:,} words", "take one of the signs out, or write the words: (woman OR women)"
        )
    starts, ends = [0, *(sign.end() for sign in signs)], [*(sign.start() for sign in signs), len(piece)]
    literal = [piece[start:end] for start, end in zip(starts, ends, strict=True)]
    return tuple("".join(chain.from_iterable(zip(literal, [*chosen, ""], strict=True))) for chosen in product(*choices))


def is_open(piece: str) -> bool:
    """Tell whether more than two letters may follow: as good as any number."""
    return re.search(r"[*$][3-9]$", piece) is not None
