"""Finding statements: which may answer a question, with what is needed to judge them."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpx.domain.query import Filters, Term
from cpx.store.conditions import Condition, add_functions, all_of, filter_conditions
from cpx.store.match import any_expression
from cpx.store.search import time_limit

_WEIGHTS = "1.0, 0.3"
"""Of a statement's own words, and of its heading and title."""
_STATEMENTS, _WORKS = 200, 25
"""Statements found by their own words, and works found by theirs, all of whose statements are looked at."""
_CHUNK = 500

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


def find_statements(connection: sqlite3.Connection, wanted: Sequence[Term], filters: Filters, roles: Sequence[str]) -> list[StatementRow]:
    """Give the statements most likely to answer, unordered: those with the words, and those of works with the words.

    Only current texts count. Raises NotFound for an unknown concept in a filter.
    """
    with time_limit(connection):
        add_functions(connection)
        expression = any_expression(wanted)
        within, params = _within(connection, filters, roles)
        limited = "" if within == _CURRENT else f" AND rowid IN ({within})"  # what is not current falls out when it is read
        by_words = (
            f"SELECT rowid FROM statements_fts WHERE statements_fts MATCH ?{limited}"  # noqa: S608 - own SQL
            f" ORDER BY bm25(statements_fts, {_WEIGHTS}) LIMIT {_STATEMENTS}"
        )
        best_works = f"SELECT rowid FROM works_fts WHERE works_fts MATCH ? ORDER BY bm25(works_fts, 2.0, 1.0, 1.0, 1.0) LIMIT {_WORKS}"  # noqa: S608
        ids = {row[0] for row in connection.execute(by_words, (expression, *params))}
        ids |= {row[0] for row in connection.execute(f"{within} AND p.work IN ({best_works})", (*params, expression))}
        return list(_read(connection, sorted(ids)))


_CURRENT = "SELECT s.id FROM statements s JOIN work_texts p ON p.text = s.text JOIN works w ON w.id = p.work WHERE p.current"


def _within(connection: sqlite3.Connection, filters: Filters, roles: Sequence[str]) -> tuple[str, tuple[str | int, ...]]:
    """Give the SQL for the statements that the filters and roles leave, and its parameters."""
    works = filter_conditions(connection, filters)
    kept = [Condition(f"s.role IN ({_marks(roles)})", tuple(roles))] if roles else []
    conditions = all_of([*works, *kept])
    return (f"{_CURRENT} AND {conditions.sql}", conditions.params) if works or kept else (_CURRENT, ())


def count_statements(connection: sqlite3.Connection, wanted: Iterable[Term]) -> tuple[int, list[int]]:
    """Give the number of statements, and in how many each term stands."""
    with time_limit(connection):
        total = connection.execute("SELECT count(*) FROM statements").fetchone()[0]
        query = "SELECT count(*) FROM statements_fts WHERE statements_fts MATCH ?"
        return total, [connection.execute(query, (f"{{content}} : ({any_expression([term])})",)).fetchone()[0] for term in wanted]


def _read(connection: sqlite3.Connection, ids: Sequence[int]) -> Iterable[StatementRow]:
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        for row in connection.execute(_READ.format(marks=_marks(chunk)), chunk):
            yield StatementRow(*[*row[:-1], tuple(json.loads(row[-1]))])


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
