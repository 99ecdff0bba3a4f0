"""Forms of words that search treats as one: pairs of Chinese, Japanese and Korean characters (those scripts have no spaces).

The full-text index cuts text at everything that is no letter or digit, so a Chinese sentence is a single word to it. Such
runs are stored beside the text as overlapping pairs of characters, and a query's runs become phrases of the same pairs.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

_CJK = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u3035\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Han, kana, bopomofo and hangul, as the inside of a character class."""


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
    return [word] if word.isascii() else _patterns()[1].findall(unicodedata.normalize("NFKC", word))


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
