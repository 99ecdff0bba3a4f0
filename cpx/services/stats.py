"""Counts over a catalogue."""

import sqlite3
from dataclasses import dataclass

from cpx.domain.concept import SCHEMES
from cpx.domain.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Output):
    """Counts of a catalogue.

    ``not_coded`` are works that have text and no tag, ``no_abstract`` those with nothing to read: counted apart.
    Lists are (value, count) pairs as objects, the most frequent first.
    """

    works: int
    with_text: int
    no_abstract: int
    not_coded: int
    waiting: int
    made_titles: int
    retracted: int
    records: int
    statements: dict[str, int]
    years: dict[str, int]
    types: dict[str, int]
    languages: dict[str, int]
    sources: dict[str, int]
    tags: dict[str, int]
    decisions: int
    doubts: int
    runs: int
    vocabulary: str | None


_ONE = {
    "works": "SELECT count(*) FROM works",
    "with_text": "SELECT count(*) FROM works WHERE abstract IS NOT NULL",
    "no_abstract": "SELECT count(*) FROM works WHERE abstract IS NULL",
    "not_coded": "SELECT count(*) FROM works WHERE abstract IS NOT NULL AND id NOT IN (SELECT work FROM tags)",
    "waiting": "SELECT count(*) FROM works WHERE status = 'waiting'",
    "made_titles": "SELECT count(*) FROM works WHERE title_source = 'made'",
    "retracted": "SELECT count(*) FROM works WHERE retracted",
    "records": "SELECT count(*) FROM records WHERE id NOT IN (SELECT record FROM withdrawals WHERE record IS NOT NULL)",
    "decisions": "SELECT count(*) FROM current_decisions",
    "doubts": "SELECT count(*) FROM doubts WHERE state = 'open'",
    "runs": "SELECT count(*) FROM runs",
}
_COUNTS = {
    "statements": "SELECT role, count(*) FROM statements GROUP BY role ORDER BY 2 DESC, 1",
    "years": "SELECT coalesce(CAST(year AS TEXT), 'n.d.'), count(*) FROM works GROUP BY year ORDER BY year DESC",
    "types": "SELECT coalesce(type, 'not known'), count(*) FROM works GROUP BY type ORDER BY 2 DESC, 1",
    "languages": "SELECT coalesce(language, 'not known'), count(DISTINCT work) FROM work_texts JOIN texts ON texts.id = text"
    " WHERE current AND field <> 'title' GROUP BY language ORDER BY 2 DESC, 1",
    "sources": "SELECT source, count(*) FROM records GROUP BY source ORDER BY 2 DESC, 1",
}
_TAGS = "SELECT c.scheme, count(*) FROM tags t JOIN concepts c ON c.id = t.concept GROUP BY c.scheme"


def stats(connection: sqlite3.Connection) -> Stats:
    """Count what is in a catalogue."""
    single = {name: connection.execute(query).fetchone()[0] for name, query in _ONE.items()}
    several = {name: dict(connection.execute(query).fetchall()) for name, query in _COUNTS.items()}
    tags = dict(connection.execute(_TAGS).fetchall())
    version = connection.execute("SELECT value FROM meta WHERE name = 'vocabulary_version'").fetchone()
    return Stats(**single, **several, tags={scheme: tags.get(scheme, 0) for scheme in SCHEMES}, vocabulary=version and version[0])
