"""Finding statements: which may answer a question, with what is needed to judge them."""

import json
import math
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from cpx.domain.folding import has_cjk
from cpx.domain.query import Filters, Term
from cpx.store.conditions import ALWAYS, Condition, add_functions, all_of, filter_conditions
from cpx.store.match import any_expression
from cpx.store.time_limit import time_limit

_STATEMENTS, _WORKS = 200, 25
"""Statements found by their own words, and works found by theirs, all of whose statements are looked at."""
_CHUNK = 500
_SAMPLE = 2_000
"""Statements with a term that are counted; how many more there are is told by how soon so many came together."""
_RANKED = 10_000
"""Statements that are ranked at most, as ranking costs ten microseconds each: the common words of a question are judged afterwards."""
_LEAST_LEFT = 0.2
"""Share of the works that a filter is taken to leave at least: what it leaves out costs time as well."""

_READ = """SELECT s.id, s.text, p.work, s.role, s.section, s.start, s.end, s.content, t.language, w.title, t.content, t.field, s.citing
  FROM statements s JOIN work_texts p ON p.text = s.text JOIN texts t ON t.id = s.text JOIN works w ON w.id = p.work
  WHERE p.current AND s.id IN ({marks})"""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A statement with the text that it stands in and the title of its work."""

    id: int
    text: int
    work: int
    role: str
    section: str | None
    start: int
    end: int
    content: str
    language: str | None
    title: str
    around: str
    field: str
    citing: tuple[str, ...]


class Wanted(NamedTuple):
    """Terms to find statements by, in about how many of ``total`` statements each stands."""

    terms: tuple[Term, ...]
    counts: tuple[int, ...]
    total: int


def find_statements(connection: sqlite3.Connection, wanted: Wanted, filters: Filters, roles: Sequence[str]) -> list[StatementRow]:
    """Give the statements most likely to answer, unordered: those with the words, and those of works with the words.

    Only current texts count, and only works that the filters leave are compared. Raises NotFound for an unknown concept in a
    filter, CpxError where it takes too long.
    """
    with time_limit(connection):
        add_functions(connection)
        works = all_of(filter_conditions(connection, filters))
        parts, first = _rank_by(_within(connection, wanted, works))
        ids = _find_by_words(connection, parts, first, works, roles) | _find_by_works(connection, parts, works, roles)
        return list(_read(connection, sorted(ids)))


_CURRENT = "SELECT s.id FROM statements s JOIN work_texts p ON p.text = s.text JOIN works w ON w.id = p.work WHERE p.current"


def _within(connection: sqlite3.Connection, wanted: Wanted, works: Condition) -> Wanted:
    """Say in about how many statements each term stands among the works that a filter leaves, told by a sample of them."""
    if works == ALWAYS:
        return wanted
    last = connection.execute("SELECT coalesce(max(id), 0) FROM works").fetchone()[0]
    sample = f"SELECT coalesce(avg({works.sql}), 0) FROM works w WHERE w.id IN (SELECT value FROM json_each(?))"  # noqa: S608 - own SQL
    ids = json.dumps([*range(last, 0, -(last // _SAMPLE + 1))])
    share = max(_LEAST_LEFT, connection.execute(sample, (*works.params, ids)).fetchone()[0])
    return wanted._replace(counts=tuple(math.ceil(count * share) for count in wanted.counts))


def _find_by_words(
    connection: sqlite3.Connection, parts: Sequence[Sequence[Term]], first: int, works: Condition, roles: Sequence[str]
) -> set[int]:
    kept = _kept(works, roles)
    # What is not current falls out when it is read. Asked row by row: a list of all that a filter leaves may be long.
    limited = "" if kept == ALWAYS else f" AND EXISTS ({_CURRENT} AND {kept.sql} AND s.id = statements_fts.rowid)"
    query = (
        "SELECT rowid, bm25(statements_fts) AS s FROM statements_fts"  # noqa: S608 - own SQL
        f" WHERE statements_fts MATCH ? AND rowid >= ?{limited} ORDER BY s LIMIT {_STATEMENTS}"
    )
    expression = " AND ".join(f"({' OR '.join(map(_own, part))})" for part in parts)
    return {row[0] for row in connection.execute(query, (expression, first, *kept.params))}


def _find_by_works(connection: sqlite3.Connection, parts: Sequence[Sequence[Term]], works: Condition, roles: Sequence[str]) -> set[int]:
    """Give all statements of the works that have the words best, among those that the filters leave."""
    limited = "" if works == ALWAYS else f" AND EXISTS (SELECT 1 FROM works w WHERE w.id = works_fts.rowid AND {works.sql})"  # noqa: S608 - own SQL
    best = (
        "SELECT rowid FROM (SELECT rowid, bm25(works_fts, 2.0, 1.0, 1.0, 1.0) AS s FROM works_fts"  # noqa: S608 - own SQL
        f" WHERE works_fts MATCH ?{limited} ORDER BY s LIMIT {_WORKS})"
    )
    kept = _kept(ALWAYS, roles)
    expression = " AND ".join(f"({any_expression(part)})" for part in parts)
    found = connection.execute(f"{_CURRENT} AND {kept.sql} AND p.work IN ({best})", (*kept.params, expression, *works.params))
    return {row[0] for row in found}


def _kept(works: Condition, roles: Sequence[str]) -> Condition:
    """Give the condition of the statements that filters and roles leave."""
    role = [Condition(f"s.role IN ({_marks(roles)})", tuple(roles))] if roles else []
    return all_of([*([] if works == ALWAYS else [works]), *role])


def _rank_by(wanted: Wanted) -> tuple[list[list[Term]], int]:
    """Give the terms that find candidates, any of each list and all lists, and the first statement that is looked at.

    Any of the rarer terms will do, as many as can be ranked in time. Where the rarest is too common by itself, the two
    rarest must both be there, and only as many of the newest statements are looked at as can be ranked.
    """
    by_count = sorted((pair for pair in zip(wanted.counts, wanted.terms, strict=True) if pair[0]), key=lambda pair: pair[0])
    rarer = [term for so_far, (_, term) in zip(accumulate(count for count, _ in by_count), by_count, strict=True) if so_far <= _RANKED]
    if rarer or not by_count:
        return [rarer or list(wanted.terms)], 0
    return [[term] for _, term in by_count[:2]], int(wanted.total * (1 - _RANKED / by_count[0][0]))


def _own(term: Term) -> str:
    """Give the expression for a term in a statement's own words: those of its title would bring all statements of the work.

    Pairs of CJK characters stand beside the words.
    """
    return f"{'{content context}' if has_cjk(term.text) else '{content}'} : ({any_expression([term])})"


def count_statements(connection: sqlite3.Connection, terms: Sequence[Term]) -> Wanted:
    """Say of each term in about how many statements it stands (exactly, where that is seldom), and how many statements there are."""
    with time_limit(connection):
        total = connection.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()[0]
        return Wanted(tuple(terms), tuple(_estimate(connection, term, total) for term in terms), total)


def _estimate(connection: sqlite3.Connection, term: Term, total: int) -> int:
    query = f"SELECT count(*), max(rowid) FROM (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? LIMIT {_SAMPLE})"  # noqa: S608 - own
    count, last = connection.execute(query, (_own(term),)).fetchone()
    return int(count if count < _SAMPLE else count * total / last)


def share_known(connection: sqlite3.Connection, words: Sequence[str]) -> float:
    """Say what share of these words stands in some statement: how broad the catalogue is, if the words are everyday ones."""
    query = "SELECT EXISTS (SELECT 1 FROM statements_fts WHERE statements_fts MATCH ?)"
    with time_limit(connection):
        found = sum(connection.execute(query, (f'{{content}} : "{word}"',)).fetchone()[0] for word in words)
    return float(found / len(words))


def read_neighbours(connection: sqlite3.Connection, text: int, start: int, reach: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give up to ``reach`` statements that stand before the one at ``start`` of a text, and as many after it, in order."""
    before = connection.execute(
        "SELECT content FROM statements WHERE text = ? AND start < ? ORDER BY start DESC LIMIT ?", (text, start, reach)
    )
    after = connection.execute("SELECT content FROM statements WHERE text = ? AND start > ? ORDER BY start LIMIT ?", (text, start, reach))
    return tuple(row[0] for row in before)[::-1], tuple(row[0] for row in after)


def retracted_works(connection: sqlite3.Connection, works: Collection[int]) -> frozenset[int]:
    """Give which of these works are retracted."""
    query = f"SELECT id FROM works WHERE retracted AND id IN ({_marks(tuple(works))})"  # noqa: S608 - marks only
    return frozenset(row[0] for row in connection.execute(query, tuple(works)))


def _read(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterable[StatementRow]:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for row in connection.execute(_READ.format(marks=_marks(chunk)), chunk):
            yield StatementRow(*[*row[:-1], tuple(json.loads(row[-1]))])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
