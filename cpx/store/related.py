"""What works share with one work: people, terms, references, words."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_MOST = 200
"""Works of each kind of tie that are looked at, at most."""
_WIDE = 0.5
"""A term that more than this share of the works have ties nothing together."""


class Tie(NamedTuple):
    """What one other work shares: how much that weighs, and what it is."""

    work: int
    weight: float
    shared: tuple[str, ...]


def count_all(connection: sqlite3.Connection) -> int:
    """Count the works."""
    return int(connection.execute("SELECT count(*) FROM works").fetchone()[0])


_PEOPLE = """SELECT DISTINCT b.work, CASE WHEN c.literal <> '' THEN c.literal ELSE c.family END
  FROM work_contributors a JOIN work_contributors b USING (contributor) JOIN contributors c ON c.id = a.contributor
  WHERE a.work = :work AND b.work <> :work ORDER BY b.work, a.position LIMIT 5000"""


def find_by_people(connection: sqlite3.Connection, work: int) -> list[Tie]:
    """Find works by the same people: each counts one."""
    return _ties((row[0], 1.0, row[1]) for row in connection.execute(_PEOPLE, {"work": work}))


_USERS = "SELECT count(DISTINCT work) FROM tags WHERE concept = ?"
_WITH_TERM = "SELECT DISTINCT work FROM tags WHERE concept = ? AND work <> ? ORDER BY work DESC LIMIT 2000"
_TERMS = "SELECT DISTINCT t.concept, c.pref_label FROM tags t JOIN concepts c ON c.id = t.concept WHERE t.work = ? ORDER BY t.concept"


def find_by_terms(connection: sqlite3.Connection, work: int) -> list[Tie]:
    """Find works with the same terms: the rarer a term, the more it counts."""
    total, found = count_all(connection), []
    for concept, label in connection.execute(_TERMS, (work,)).fetchall():
        users = connection.execute(_USERS, (concept,)).fetchone()[0]
        if 1 < users <= max(2, total * _WIDE):
            found += [(other, 1 / users**0.5, label) for (other,) in connection.execute(_WITH_TERM, (concept, work))]
    return _ties(found)


_CITED = """SELECT target, 'cited by it' FROM relations WHERE work = :work AND kind = 'cites' AND target IS NOT NULL
  UNION SELECT work, 'cites it' FROM relations WHERE target = :work AND kind = 'cites'
  UNION SELECT target, 'another version of it' FROM relations WHERE work = :work AND kind NOT IN ('cites', 'part-of', 'updates')
    AND target IS NOT NULL
  UNION SELECT work, 'another version of it' FROM relations WHERE target = :work AND kind NOT IN ('cites', 'part-of', 'updates')"""
_COMMON = """SELECT b.work, count(DISTINCT a.doi) FROM relations a JOIN relations b ON b.doi = a.doi AND b.kind = 'cites'
  WHERE a.work = :work AND a.kind = 'cites' AND b.work <> :work GROUP BY b.work ORDER BY 2 DESC, 1 LIMIT 200"""
_CITES = 3.0
"""What citing one another counts beside one reference in common."""


def find_by_references(connection: sqlite3.Connection, work: int) -> list[Tie]:
    """Find works that cite it, that it cites, or that cite the same."""
    direct = [(other, _CITES, said) for other, said in connection.execute(_CITED, {"work": work}) if other != work]
    common = [
        (other, float(count), f"{count} {'reference' if count == 1 else 'references'} in common")
        for other, count in connection.execute(_COMMON, {"work": work})
    ]
    return _ties([*direct, *common])


def _ties(rows: Iterable[tuple[int, float, str]]) -> list[Tie]:
    weights: dict[int, float] = defaultdict(float)
    shared: dict[int, list[str]] = defaultdict(list)
    for work, weight, said in rows:
        weights[work] += weight
        shared[work].append(said)
    best = sorted(weights, key=lambda work: (-weights[work], work))[:_MOST]
    return [Tie(work, weights[work], tuple(dict.fromkeys(shared[work]))) for work in best]


def count_having(connection: sqlite3.Connection, words: Sequence[str]) -> dict[str, int]:
    """Count the works that have each word, by stem."""
    query = "SELECT count(*) FROM works_fts WHERE works_fts MATCH ?"
    return {word: connection.execute(query, (f'"{word}"',)).fetchone()[0] for word in words}
