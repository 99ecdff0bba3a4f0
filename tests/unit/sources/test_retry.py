from datetime import UTC, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cpx.sources.retry import backoff, read_retry_after

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2", 2.0),
        (" 120 ", 120.0),
        ("1.5", 1.5),
        ("86400", 86_400.0),
        ("0", None),
        ("-5", None),
        ("+5", None),
        ("soon", None),
        ("", None),
        ("1e9", None),
        ("inf", None),
        ("nan", None),
        ("٣", None),
        ("9" * 13, None),
        ("9" * 5_000, None),
        ("Sun, 01 Mar 2026 12:00:02 GMT", 2.0),
        ("Sunday, 01-Mar-26 12:00:02 GMT", 2.0),
        ("Sun Mar  1 12:00:02 2026", 2.0),
        ("Sun, 01 Mar 2026 13:00:02 +0100", 2.0),
        ("Mon, 02 Mar 2026 12:00:00 GMT", 86_400.0),
        ("Fri, 31 Dec 1999 23:59:59 GMT", None),
        ("Sun, 01 Mar 2026 12:00:00 GMT", None),
        ("Sun, 41 Mar 2026 12:00:00 GMT", None),
        ("Sun, 01 Mar 99999 12:00:00 GMT", None),
        ("Sun, 01 Mar 2026 12:00:00 +9999", None),
    ],
)
def test_read_retry_after_takes_seconds_and_dates(text: str, seconds: float | None) -> None:
    assert read_retry_after(text, NOW) == seconds


DATES = st.builds(
    "{}, {} {} {} {}:{}:{} {}".format,
    st.text(max_size=4),
    *[st.integers(-5, 99)],
    st.text(max_size=4),
    *[st.integers(-5, 99)] * 4,
    st.text(),
)


@given(
    st.one_of(
        st.text(), DATES, st.from_regex(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{1,5} [0-9]{2}:[0-9]{2}:[0-9]{2} [+-]?[A-Z0-9]{0,5}")
    )
)
@example("Sun, 01 Mar 0001 00:00:00 +2359")
@example("Sun, 01 Mar 9999 23:59:59 -2359")
def test_read_retry_after_never_raises(text: str) -> None:
    seconds = read_retry_after(text, NOW)
    assert seconds is None or 0 < seconds < 1e13


@given(st.integers(1, 2), st.floats(0, 1))
def test_backoff_grows_and_differs(number: int, chance: float) -> None:
    assert 0.3 < backoff(number, lambda: chance) < backoff(number + 1, lambda: 0.0) < 4
    assert backoff(number, lambda: 0.0) < backoff(number, lambda: 1.0)
