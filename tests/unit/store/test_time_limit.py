"""A question ends when its time is over, and for no other reason is it said to have taken too long."""

import sqlite3
from collections.abc import Callable
from types import SimpleNamespace

import pytest

from cpx.errors import CpxError
from cpx.store import time_limit as module

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


def clock(*looks: Callable[[], float]) -> SimpleNamespace:
    """Give a clock that does each of these when it is looked at, the last one for ever."""
    left = [*looks]

    def look() -> float:
        now = left.pop(0) if len(left) > 1 else left[0]
        return now()

    return SimpleNamespace(monotonic=look)


def interrupt() -> float:
    raise KeyboardInterrupt


def ask() -> None:
    connection = sqlite3.connect(":memory:")
    with module.time_limit(connection, 5):
        connection.execute(ENDLESS).fetchone()


def test_time_limit_says_how_long_it_took(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "time", clock(lambda: 0.0, lambda: 6.0))
    with pytest.raises(CpxError, match="longer than 5 seconds"):
        ask()


def test_time_limit_lets_an_interruption_through(monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite3.enable_callback_tracebacks(False)
    monkeypatch.setattr(module, "time", clock(lambda: 0.0, interrupt, lambda: 1.0))
    with pytest.raises(KeyboardInterrupt):
        ask()
