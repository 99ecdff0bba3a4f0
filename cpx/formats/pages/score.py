"""How a page is told: by marks that its kind has and others have not, each with a weight."""

import re
from collections.abc import Sequence

Mark = tuple[re.Pattern[str], float]
_HEAD, _TAIL = 80_000, 40_000


def marks(*pairs: tuple[str, float]) -> tuple[Mark, ...]:
    """Compile a table of (pattern, weight); patterns look at whole lines and ignore case."""
    return tuple((re.compile(pattern, re.IGNORECASE | re.MULTILINE), weight) for pattern, weight in pairs)


def score_marks(text: str, table: Sequence[Mark]) -> float:
    """Add the weights of the marks that a text has, 0..1. Only its beginning and its end are read, so that size does no harm."""
    part = text if len(text) <= _HEAD + _TAIL else f"{text[:_HEAD]}\n{text[-_TAIL:]}"
    return bounded(sum(weight for pattern, weight in table if pattern.search(part)))


def bounded(score: float) -> float:
    """Keep a score within 0..1."""
    return min(1.0, max(0.0, score))
