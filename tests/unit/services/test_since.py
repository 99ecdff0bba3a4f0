"""Dates after ``--since``: forms that people and programs write, and what cannot be one."""

from datetime import datetime, timedelta

import pytest

from cpx.errors import BadUsage
from cpx.services.new import read_since

NOW = datetime(2026, 3, 31, 15, 30)  # noqa: DTZ001 - a person's own clock


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (None, "2026-03-01"),
        ("", "2026-03-01"),
        ("today", "2026-03-31"),
        (" Yesterday ", "2026-03-30"),
        ("2025", "2025-01-01"),
        ("2025-6", "2025-06-01"),
        ("2025-06-07", "2025-06-07"),
        ("0", None),
        ("14d", "2026-03-17"),
        ("2 weeks", "2026-03-17"),
        ("1 week ago", "2026-03-24"),
        ("1m", "2026-02-28"),
        ("3 months", "2025-12-31"),
        ("4 months ago", "2025-11-30"),
        ("2y", "2024-03-31"),
        ("25 months", "2024-02-29"),
        ("0003-01-01", "0003-01-01"),
    ],
)
def test_since_is_the_beginning_of_a_day(said: str | None, wanted: str | None) -> None:
    if wanted is None:
        with pytest.raises(BadUsage):
            read_since(said, lambda: NOW)
        return
    found = read_since(said, lambda: NOW)
    assert found.replace(tzinfo=None) == datetime.fromisoformat(wanted)
    assert found.utcoffset() is not None


@pytest.mark.parametrize("said", ["2026-11-22T12:20:53Z", "2026-11-22t14:20:53+02:00", "2026-11-22 12:20:53+00:00"])
def test_since_takes_a_time_at_its_word(said: str) -> None:
    assert read_since(said) == datetime.fromisoformat("2026-11-22T12:20:53+00:00")


def test_since_takes_a_time_without_a_zone_as_one_of_here() -> None:
    assert read_since("2026-11-22T12:20") == datetime(2026, 11, 22, 12, 20).astimezone()


@pytest.mark.parametrize(
    "said",
    ["tomorrow", "2026-13", "2026-02-30", "0000-01-01", "10000-01-01", "-1d", "99999y", "30000 months", "1.11.2026", "2026-11-22T99:00",
     "2026-11-22T10:00junk", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+12:00", "٢٠٢٦", "\x1b[31m"],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_examples(said: str) -> None:
    with pytest.raises(BadUsage, match="as a date") as refused:
        read_since(said, lambda: NOW)
    assert "3 months" in refused.value.hint


def test_since_goes_back_as_far_as_there_are_days() -> None:
    assert NOW.astimezone() - read_since("99999d", lambda: NOW) > timedelta(days=99_998)
