"""When to try again, and after how long."""

import math
import re
from collections.abc import Callable
from datetime import UTC
from email.utils import parsedate_to_datetime

TRIES = 3
"""How often a request is sent at most."""
FIRST, FACTOR = 0.5, 3.0
"""Seconds before the second try, and how much longer each further wait is."""
_LONGEST = 40
"""Characters that a sensible Retry-After has at most."""


def read_retry_after(text: str, now: float) -> float | None:
    """Give the seconds that a Retry-After header asks for: a number, or an HTTP date seen from ``now`` (wall clock).

    None for what is no time, or lies in the past.
    """
    text = text.strip()
    if not text.isascii() or len(text) > _LONGEST:
        return None
    seconds = float(text) if re.fullmatch(r"[0-9]{1,12}(\.[0-9]+)?", text) else _read_date(text, now)
    return seconds if seconds is not None and 0 < seconds < math.inf else None


def _read_date(text: str, now: float) -> float | None:
    try:
        when = parsedate_to_datetime(text)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() - now
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def backoff(number: int, chance: Callable[[], float]) -> float:
    """Give the seconds to wait after the try with this number (from 1): growing, and not the same for everybody.

    ``chance`` gives numbers from 0 to 1.
    """
    return FIRST * FACTOR ** (number - 1) * (0.75 + chance() / 2)
