"""Searches saved by name: the table itself."""

import json
import sqlite3
from typing import Any

from cpx.domain.saved import DAMAGED, SavedSearch

_COLUMNS = "name, query, filters, by, at"


def read_saved(connection: sqlite3.Connection) -> list[SavedSearch]:
    """Read all saved searches, by name."""
    rows = connection.execute(f"SELECT {_COLUMNS} FROM saved_searches ORDER BY name").fetchall()  # noqa: S608 - a constant
    return [SavedSearch(name=name, query=query, filters=_read(filters), by=by, at=at) for name, query, filters, by, at in rows]


def _read(text: str) -> dict[str, Any]:
    """Read filters; what is damaged is kept as it stands, so that one bad row takes no other with it."""
    try:
        held = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        held = None
    return held if isinstance(held, dict) else {DAMAGED: str(text)[:200]}


def write_saved(connection: sqlite3.Connection, saved: SavedSearch) -> None:
    """Write a saved search, in place of the one that has its name."""
    row = (saved.name, saved.query, json.dumps(saved.filters, ensure_ascii=False), saved.by, saved.at)
    connection.execute(f"INSERT OR REPLACE INTO saved_searches ({_COLUMNS}) VALUES (?, ?, ?, ?, ?)", row)  # noqa: S608 - a constant


def delete_saved(connection: sqlite3.Connection, name: str) -> None:
    """Take a saved search out."""
    connection.execute("DELETE FROM saved_searches WHERE name = ?", (name,))
