"""Dates as people and databases write them, as ``2024``, ``2024-04`` or ``2024-04-02``: as much as is said and possible, no more."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

FIRST_YEAR, LAST_YEAR = 1000, 2100
"""Years outside are misprints or page numbers."""
MAX_TEXT = 200
"""A date is short; what follows is not looked at."""

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH_NUMBERS = {form: number for number, name in enumerate(MONTHS, start=1) for form in (name, name[:3])} | {"sept": 9}

_YEAR_FIRST = re.compile(r"(?<![0-9])([0-9]{4})(?:[-/.年]([0-9]{1,2})(?![0-9])(?:[-/.月]([0-9]{1,2})(?![0-9]))?)?(?![0-9])")
_YEAR_LAST = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})(?![0-9])")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_MONTH_NAMED = re.compile(
    r"(?:(?<![0-9])(?P<before>[0-9]{1,2})(?:st|nd|rd|th)?\s{0,3}(?:of\s)?[-\s/.]?\s{0,3})?"
    rf"(?<![a-z])(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})(?![a-z])\.?"
    r"(?:[-\s/]{0,3}(?P<after>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9]))?"
)
_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")


def parse_date(text: str) -> str | None:
    """Read the first date in a short text; None where it holds no year.

    The order of ``02/04/2024`` cannot be told, so only its year is taken; ``13/04/2024`` can. Seasons give the year.
    A month or day that cannot be is left out: ``2024-02-30`` gives ``2024-02``.
    """
    text = text[:MAX_TEXT].strip().lower()
    named = _MONTH_NAMED.search(text)
    if named:
        return _with_month_name(named, text)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _whole_day(*compact.groups())
    hit = _YEAR_LAST.search(text)
    if hit:
        return _join(hit[3], *_tell_order(int(hit[1]), int(hit[2])))
    return next(filter(None, (_join(*hit.groups()) for hit in _YEAR_FIRST.finditer(text))), None)


def from_date_parts(parts: object) -> str | None:
    """Read Crossref's and CSL's ``date-parts``: ``[[2024, 4, 2]]``, its strings too; None for ``[[null]]`` and all that is no date."""
    if isinstance(parts, (list, tuple)) and parts and isinstance(parts[0], (list, tuple)):
        parts = parts[0]
    if not isinstance(parts, (list, tuple)):
        return None
    return _join(*parts[:3]) if parts else None


def year_of(issued: str | None) -> int | None:
    """Give the year of a date in our form."""
    return int(issued[:4]) if issued and _YEAR.match(issued) else None


def _with_month_name(named: re.Match[str], text: str) -> str | None:
    rest = text[: named.start("month")], text[named.end("month") :]
    year = next((hit[1] for part in reversed(rest) for hit in _YEAR.finditer(part) if _join(hit[1])), None)
    return _join(year, MONTH_NUMBERS[named["month"]], named["before"] or named["after"])


def _whole_day(year: str, month: str, day: str) -> str | None:
    """Read eight digits as a date only if they are a possible one."""
    found = _join(year, month, day)
    return found if found and len(found) == len("2024-04-02") else None


def _tell_order(first: int, second: int) -> tuple[int | None, int | None]:
    """Give (month, day) of two numbers before a year, where only one order is possible or both say the same."""
    if first > len(MONTHS) or first == second:
        return second, first
    return (first, second) if second > len(MONTHS) else (None, None)


def _join(year: object, month: object = None, day: object = None) -> str | None:
    numbers = list(_numbers((year, month, day)))
    if not numbers or not FIRST_YEAR <= numbers[0] <= LAST_YEAR:
        return None
    while numbers:
        try:
            date(*([*numbers, 1, 1])[:3])
        except ValueError:
            numbers.pop()
        else:
            break
    return "-".join(f"{number:02}" for number in numbers)


def _numbers(parts: Iterable[object]) -> Iterator[int]:
    """Give the leading parts that are whole numbers."""
    for part in parts:
        if isinstance(part, bool) or not re.fullmatch(r"\s*[0-9]{1,5}(?:\.0)?\s*", str(part), re.ASCII):
            return
        yield int(float(str(part)))
