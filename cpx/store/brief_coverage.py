"""What stands behind an answer: how much there is to read, and when it was last looked for."""

import sqlite3

from cpx.store.standing import standing

_TEXTS = """SELECT count(DISTINCT p.work), count(DISTINCT CASE WHEN t.field = 'body' THEN p.work END)
  FROM work_texts p JOIN texts t ON t.id = p.text WHERE p.current AND t.field <> 'title'"""


def count_texts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Count the works, those with text, and those of them that have more than an abstract."""
    works = connection.execute("SELECT count(*) FROM works").fetchone()[0]
    with_text, whole = connection.execute(_TEXTS).fetchone()
    return works, with_text, whole


def last_searched(connection: sqlite3.Connection) -> tuple[str | None, str | None]:
    """Give the date of the latest search that an ingest recorded, and the day on which standing records last came in."""
    query = (
        "SELECT max(searched), substr(max(started_at), 1, 10) FROM runs"  # noqa: S608 - a constant
        f" WHERE EXISTS (SELECT 1 FROM records WHERE records.run = runs.id AND {standing()})"
    )
    searched, added = connection.execute(query).fetchone()
    return searched, added
