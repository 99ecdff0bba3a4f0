"""Finding statements: which may answer a question, with what is needed to judge them."""

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from cpx.domain.folding import has_cjk
from cpx.domain.query import Filters, Term
from cpx.store.conditions import Condition, add_functions, all_of, filter_conditions
from cpx.store.match import any_expression
from cpx.store.time_limit import time_limit

_STATEMENTS, _WORKS = 200, 25
"""Statements found by their own words, and works found by theirs, all of whose statements are looked at."""
_CHUNK = 500
_SAMPLE = 2_000
"""Statements with a term that are counted; how many more there are is told by how soon so many came together."""
_RANKED = 10_000
"""Statements that are ranked at most, as ranking costs ten microseconds each: the common words of a question are judged afterwards."""

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

    Only current texts count. Raises NotFound for an unknown concept in a filter, CpxError where it takes too long.
    """
    with time_limit(connection):
        add_functions(connection)
        parts, first = _rank_by(wanted)
        within, params = _within(connection, filters, roles)
        # What is not current falls out when it is read. Asked row by row: a list of all that a filter leaves may be long.
        limited = "" if within == _CURRENT else f" AND EXISTS ({within} AND s.id = statements_fts.rowid)"
        by_words = (
            "SELECT rowid, bm25(statements_fts) AS s FROM statements_fts"  # noqa: S608 - own SQL
            f" WHERE statements_fts MATCH ? AND rowid >= ?{limited} ORDER BY s LIMIT {_STATEMENTS}"
        )
        best_works = (
            "SELECT rowid FROM (SELECT rowid, bm25(works_fts, 2.0, 1.0, 1.0, 1.0) AS s FROM works_fts WHERE works_fts MATCH ?"  # noqa: S608
            f" ORDER BY s LIMIT {_WORKS})"
        )
        in_statements = " AND ".join(f"({' OR '.join(map(_own, part))})" for part in parts)
        in_works = " AND ".join(f"({any_expression(part)})" for part in parts)
        ids = {row[0] for row in connection.execute(by_words, (in_statements, first, *params))}
        ids |= {row[0] for row in connection.execute(f"{within} AND p.work IN ({best_works})", (*params, in_works))}
        return list(_read(connection, sorted(ids)))


_CURRENT = "SELECT s.id FROM statements s JOIN work_texts p ON p.text = s.text JOIN works w ON w.id = p.work WHERE p.current"


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


def _within(connection: sqlite3.Connection, filters: Filters, roles: Sequence[str]) -> tuple[str, tuple[str | int, ...]]:
    """Give the SQL for the statements that the filters and roles leave, and its parameters."""
    works = filter_conditions(connection, filters)
    kept = [Condition(f"s.role IN ({_marks(roles)})", tuple(roles))] if roles else []
    conditions = all_of([*works, *kept])
    return (f"{_CURRENT} AND {conditions.sql}", conditions.params) if works or kept else (_CURRENT, ())


def count_statements(connection: sqlite3.Connection, terms: Sequence[Term]) -> Wanted:
    """Say of each term in about how many statements it stands (exactly, where that is seldom), and how many statements there are."""
    with time_limit(connection):
        total = connection.execute("SELECT coalesce(max(id), 0) FROM statements").fetchone()[0]
        return Wanted(tuple(terms), tuple(_estimate(connection, term, total) for term in terms), total)


def _estimate(connection: sqlite3.Connection, term: Term, total: int) -> int:
    query = f"SELECT count(*), max(rowid) FROM (SELECT rowid FROM statements_fts WHERE statements_fts MATCH ? LIMIT {_SAMPLE})"  # noqa: S608 - own
    count, last = connection.execute(query, (_own(term),)).fetchone()
    return int(count if count < _SAMPLE else count * total / last)


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
