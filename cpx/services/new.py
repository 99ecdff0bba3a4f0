"""New: what of a query came into the catalogue since a date. Looking changes nothing: the same question has the same answer."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from cpx.domain.output import field_names
from cpx.domain.query import Filters, Query
from cpx.domain.work import Hit
from cpx.errors import BadUsage
from cpx.services.search import build_hits
from cpx.store.arrivals import find_arrived
from cpx.store.catalogue import Connection
from cpx.store.search import Found

DAYS = 30
"""How far back is looked where no date is given."""
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_AGO = re.compile(r"(\d{1,5}) ?(d|days?|w|weeks?|m|months?|y|years?)(?: ago)?", re.ASCII)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[t ]\d\d:\d\d.*", re.ASCII)
_WEEK, _YEAR = 7, 12
"""Days of a week, and months of a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork(Hit):
    """A work that a search finds, and when it came into this catalogue (UTC, ISO 8601)."""

    added_at: str


class Arrivals(NamedTuple):
    """The works that came, the latest first, and how many there are in all."""

    works: tuple[NewWork, ...]
    total: int


def read_since(said: str | None, now: Callable[[], datetime] = datetime.now) -> datetime:
    """Read a date (2026-11-01, 2026-11, 2026) or how long ago (14d, 2 months) as the beginning of that day here.

    A time (2026-11-01T09:30:00Z, as in ``added_at``) is taken at its word. Raises BadUsage for anything else.
    """
    from datetime import UTC

    text = (said or f"{DAYS}d").strip().lower()
    try:
        found = _read(text, now().replace(hour=0, minute=0, second=0, microsecond=0))
        if found is not None:
            return found.astimezone(UTC).astimezone(found.tzinfo)
    except (ValueError, OverflowError):  # the 30th of February, a year 0
        pass
    raise BadUsage(f"cannot read {text[:40]!r} as a date", "write --since 2026-11-01, 2026-11, 14d, 2w, 3 months or yesterday")


def _read(text: str, today: datetime) -> datetime | None:
    if text in ("today", "yesterday"):
        return (today - timedelta(days=text == "yesterday")).astimezone()
    if _TIME.fullmatch(text):
        return datetime.fromisoformat(text.upper()).astimezone()
    if ago := _AGO.fullmatch(text):
        return _before(today, int(ago[1]), ago[2][0]).astimezone()
    date = _DATE.fullmatch(text)
    return datetime(int(date[1]), int(date[2] or 1), int(date[3] or 1)).astimezone() if date else None


def _before(today: datetime, number: int, unit: str) -> datetime:
    """Go back so many days, weeks, months or years; where a month is shorter, to its last day."""
    if unit in "dw":
        return today - timedelta(days=number * (_WEEK if unit == "w" else 1))
    year, month = divmod(today.year * _YEAR + today.month - 1 - number * (_YEAR if unit == "y" else 1), _YEAR)
    return today.replace(year=year, month=month + 1, day=min(today.day, monthrange(year, month + 1)[1]))


def find_new(connection: Connection, query: Query, filters: Filters, since: datetime, limit: int = 20) -> Arrivals:
    """Find works of the set (all words, all filters) that came at or after a time.

    A work comes with the first description of it that stands; to be completed, edited or tagged later makes none new.
    """
    from datetime import UTC

    stamp = since.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"
    found = find_arrived(connection, query, filters, stamp)
    came = dict(found)
    hits = build_hits(connection, query, [Found(work) for work, _ in found[:limit]])
    names = field_names(Hit)
    works = (NewWork(**{name: getattr(hit, name) for name in names}, added_at=came[hit.id]) for hit in hits)
    return Arrivals(tuple(works), len(found))
