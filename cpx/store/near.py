"""Works that something else than words brought: which of them a query's words and filters let in."""

import sqlite3
from collections.abc import Sequence

from cpx.domain.query import Filters, Query, terms
from cpx.store.conditions import Condition, add_functions, all_of, filter_conditions
from cpx.store.match import any_expression
from cpx.store.search import _WEIGHTS, Found
from cpx.store.time_limit import time_limit
from cpx.store.works import marks


def find_among(connection: sqlite3.Connection, query: Query, filters: Filters, works: Sequence[int]) -> list[Found]:
    """Give those of some works that have a word of the query and fulfil the filters, by how well their words fit."""
    words = terms(query.tree)
    if not works or not words:
        return []
    add_functions(connection)
    rest = all_of(filter_conditions(connection, filters))
    # The plus keeps SQLite from asking the index again for each id.
    within = Condition(f"+rowid IN (SELECT w.id FROM works w WHERE w.id IN ({marks(works)}) AND {rest.sql})", (*works, *rest.params))  # noqa: S608 - own SQL
    where = all_of([Condition("works_fts MATCH ?", (any_expression(words),)), within])
    ranked = f"SELECT rowid, bm25(works_fts, {_WEIGHTS}) AS s FROM works_fts WHERE {where.sql} ORDER BY s, rowid"  # noqa: S608 - own SQL
    with time_limit(connection):
        return [Found(work, -score, "some") for work, score in connection.execute(ranked, where.params)]
