"""Words of a query that begin with a minus and are no options: ``cpx search leadership -UK``."""

import re
from collections.abc import Iterable
from itertools import takewhile
from typing import Any

_LEFT_OUT = re.compile(r"-[^\W\d_](?=.)|-[\"'(“„«\d][^\s-]")
"""How a word begins that may be left out: a minus, and a letter that more follows, a quotation mark or a bracket."""
_VALUE = re.compile(r"-[a-zA-Z](?:[=/~]|\d+$|[^\s]*[./\\][^\s]*$)")
"""How an option looks that has its value attached: ``-n20``, ``-o./works.ris``."""


def shield(words: list[str], params: Iterable[Any]) -> list[str]:
    """Put a blank before each word that leaves one out, so that it is not taken for an option; what stands after ``--`` is left."""
    short = {name for param in params for name in param.opts if re.fullmatch("-[a-zA-Z]", name)}
    open_words = sum(1 for _ in takewhile(lambda word: word != "--", words))
    return [f" {word}" if _leaves_out(word, short) else word for word in words[:open_words]] + words[open_words:]


def _leaves_out(word: str, short: set[str]) -> bool:
    is_valued = word[:2] in short and _VALUE.match(word) is not None
    return _LEFT_OUT.match(word) is not None and not is_valued
