"""Dates are read as far as they say and can be."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.dates import from_date_parts, parse_date, year_of

DATES = st.dates(date(1000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2024", "2024"),
        ("2024-04", "2024-04"),
        ("2024/04/02", "2024-04-02"),
        ("2024.4.2", "2024-04-02"),
        ("2024-04-02T10:11:12Z", "2024-04-02"),
        ("20240402", "2024-04-02"),
        ("2 Apr 2024", "2024-04-02"),
        ("2nd of April, 2024", "2024-04-02"),
        ("April 2, 2024", "2024-04-02"),
        ("Apr. 2024", "2024-04"),
        ("April 2024", "2024-04"),
        ("2024 Apr 2", "2024-04-02"),
        ("2024 Apr-Jun", "2024-04"),
        ("2-Apr-2024", "2024-04-02"),
        ("Sept 2023", "2023-09"),
        ("Published: 12 May 2021", "2021-05-12"),
        ("Monday 2 April 2024, 9.30", "2024-04-02"),
        ("Spring 2024", "2024"),
        ("2024///Spring", "2024"),
        ("2024/04//", "2024-04"),
        ("(2024)", "2024"),
        ("c2021", "2021"),
        ("©2021, 2019", "2021"),
        ("2020-2024", "2020"),
        ("2020-21", "2020"),
        ("2024年4月2日", "2024-04-02"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("04/04/2024", "2024-04-04"),
        ("02/04/2024", "2024"),
        ("2024-13-45", "2024"),
        ("2024-02-30", "2024-02"),
        ("30 February 2024", "2024-02"),
        ("29 February 2024", "2024-02-29"),
        ("2024-00-00", "2024"),
        ("marching 2024", "2024"),
        ("0000", None),
        ("9999", None),
        ("April", None),
        ("n.d.", None),
        ("in press", None),
        ("12345", None),
        ("", None),
    ],
)
def test_parse_date(text: str, wanted: str | None) -> None:
    assert parse_date(text) == wanted


@given(DATES, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%d %B %Y", "%B %d, %Y", "%Y %b %d", "%d-%b-%Y"]))
def test_parse_date_reads_back_every_way_to_write_a_day(day: date, written: str) -> None:
    year = f"{day.year:04}"
    assert parse_date(day.strftime(written.replace("%Y", year))) == day.isoformat()


@given(st.text() | st.text("0123456789-/. JanFeb年月"))
def test_parse_date_never_raises_and_is_stable(text: str) -> None:
    found = parse_date(text)
    if found is not None:
        assert parse_date(found) == found
        assert year_of(found) == int(found[:4])


@pytest.mark.parametrize(
    ("parts", "wanted"),
    [
        ([[2024, 4, 2]], "2024-04-02"),
        ([[2024, 4]], "2024-04"),
        ([2024], "2024"),
        ([["2021", "02", "30"]], "2021-02"),
        ([["2021", "", "3"]], "2021"),
        ([[2023, 13, 45]], "2023"),
        ([[2023, 0, 0]], "2023"),
        ([[2023.0, 2.0]], "2023-02"),
        ([[2023.5]], None),
        ([[True]], None),
        ([[2023, True]], "2023"),
        ([[2024, 4, 2], [2025, 1, 1]], "2024-04-02"),
        ([[None]], None),
        ([[]], None),
        ([], None),
        ([[99999]], None),
        ([[-2024]], None),
        ([{"year": 2024}], None),
        (None, None),
        ("2024", None),
        ({"a": 1}, None),
    ],
)
def test_from_date_parts(parts: object, wanted: str | None) -> None:
    assert from_date_parts(parts) == wanted


@given(
    st.recursive(st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=6), lambda inner: st.lists(inner, max_size=4))
)
def test_from_date_parts_takes_any_json(parts: object) -> None:
    found = from_date_parts(parts)
    assert found is None or parse_date(found) == found


@pytest.mark.parametrize(("issued", "year"), [("2024", 2024), ("2024-04-02", 2024), (None, None), ("", None), ("spring", None)])
def test_year_of(issued: str | None, year: int | None) -> None:
    assert year_of(issued) == year
