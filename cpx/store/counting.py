"""Counts over a whole catalogue."""

import sqlite3

from cpx.domain.concept import SCHEMES
from cpx.store.standing import standing

_ONE = {
    "works": "SELECT count(*) FROM works",
    "with_text": "SELECT count(*) FROM works WHERE abstract IS NOT NULL",
    "no_abstract": "SELECT count(*) FROM works WHERE abstract IS NULL",
    "not_coded": "SELECT count(*) FROM works WHERE abstract IS NOT NULL AND id NOT IN (SELECT work FROM tags)",
    "waiting": "SELECT count(*) FROM works WHERE status = 'waiting'",
    "made_titles": "SELECT count(*) FROM works WHERE title_source = 'made'",
    "retracted": "SELECT count(*) FROM works WHERE retracted",
    "records": f"SELECT count(*) FROM records WHERE {standing()}",  # noqa: S608 - a constant
    "decisions": "SELECT count(*) FROM current_decisions",
    "doubts": "SELECT count(*) FROM doubts WHERE state = 'open'",
    "runs": "SELECT count(*) FROM runs",
}
_COUNTS = {
    "statements": "SELECT role, count(*) FROM statements JOIN work_texts USING (text) WHERE current GROUP BY role ORDER BY 2 DESC, 1",
    "years": "SELECT coalesce(CAST(year AS TEXT), 'n.d.'), count(*) FROM works GROUP BY year ORDER BY year DESC",
    "types": "SELECT coalesce(type, 'not known'), count(*) FROM works GROUP BY type ORDER BY 2 DESC, 1",
    "languages": "SELECT coalesce(language, 'not known'), count(DISTINCT work) FROM work_texts JOIN texts ON texts.id = text"
    " WHERE current AND field <> 'title' GROUP BY language ORDER BY 2 DESC, 1",
    "sources": f"SELECT source, count(*) FROM records WHERE {standing()} GROUP BY source ORDER BY 2 DESC, 1",  # noqa: S608 - same
}
_TAGS = "SELECT c.scheme, count(*) FROM tags t JOIN concepts c ON c.id = t.concept GROUP BY c.scheme"


def count_single(connection: sqlite3.Connection) -> dict[str, int]:
    """Count works, records, decisions and the like, each one number."""
    return {name: int(connection.execute(query).fetchone()[0]) for name, query in _ONE.items()}


def count_by_value(connection: sqlite3.Connection) -> dict[str, dict[str, int]]:
    """Count by role, year, type, language, source and scheme, most frequent first (years: newest, schemes: as people read them)."""
    tags = dict(connection.execute(_TAGS).fetchall())
    counted = {name: dict(connection.execute(query).fetchall()) for name, query in _COUNTS.items()}
    return counted | {"tags": {scheme: tags.get(scheme, 0) for scheme in SCHEMES}}


def vocabulary_version(connection: sqlite3.Connection) -> str | None:
    """Give the version of the vocabulary that the file holds."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'vocabulary_version'").fetchone()
    return None if row is None else str(row[0])
