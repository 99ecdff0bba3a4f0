"""Lines from standard input."""

import sys
from collections.abc import Iterator


def read_lines() -> Iterator[str]:
    """Give the lines of standard input: UTF-8 with or without a byte order mark; bytes that are none become a replacement character."""
    sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr] # always a real stream here
    yield from sys.stdin
