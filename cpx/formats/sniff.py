"""Which format a text is in, told by its content alone."""

from collections.abc import Iterable

from cpx.formats.base import Format, Source

SURE = 0.3
"""At this score and above cpx reads a file without asking; below, it says what it took the file for."""
NOTHING = 0.1
"""Below this score a text is of no known kind."""


def sniff(formats: Iterable[Format], source: Source) -> tuple[Format, float] | None:
    """Give the format that fits best and how sure that is (0..1); None where nothing fits. The file's name plays no part.

    Of two that fit equally well the one that stands first in ``formats`` wins.
    """
    best = max(((entry, _score(entry, source)) for entry in formats), key=lambda pair: pair[1], default=None)
    return best if best is not None and best[1] >= NOTHING else None


def _score(entry: Format, source: Source) -> float:
    """Keep a score within 0..1, to two places, as people read it."""
    return round(min(1.0, max(0.0, entry.score(source))), 2)
