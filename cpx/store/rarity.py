"""Which words of a query are rare: among many rows, those without any rare word need not be scored.

FTS5 scores every row it finds, and nearly all its time goes into that. Of a question's words the rare ones decide which
rows come first; frequent ones only move them. So a row must have one of the rarest words, and all words count in its score.
"""

import sqlite3
from collections.abc import Sequence

ENOUGH = 25_000
"""Rows worth scoring for the best few. SciFact's and CISI's collections are smaller, so nothing is left out there; where it
is tried on them all the same, nDCG@10 falls once fewer than about a hundred rows a wanted one are scored."""
_SAMPLE = 200


def choose_rare(connection: sqlite3.Connection, index: str, expressions: Sequence[str], enough: int = ENOUGH) -> list[str]:
    """Give the rarest of these expressions, as many as find ``enough`` rows of the full-text table together, at least one.

    All of them where the table is no larger than that. How many rows each finds is estimated from both ends of the table.
    """
    last = connection.execute(f"SELECT max(rowid) FROM {index}").fetchone()[0] or 0  # noqa: S608 - a name from the code
    if last <= enough:
        return list(expressions)
    rows = {expression: _estimate_rows(connection, index, expression, last) for expression in expressions}
    chosen: list[str] = []
    for expression in sorted(rows, key=lambda each: rows[each]):
        if chosen and sum(rows[each] for each in chosen) + rows[expression] > enough:
            break
        chosen.append(expression)
    return chosen


def _estimate_rows(connection: sqlite3.Connection, index: str, expression: str, last: int) -> float:
    first, end = (_find(connection, index, expression, order) for order in ("", "DESC"))
    if len(first) < _SAMPLE:
        return len(first)
    return last * (_SAMPLE / first[-1] + _SAMPLE / (last - end[-1] + 1)) / 2


def _find(connection: sqlite3.Connection, index: str, expression: str, order: str) -> list[int]:
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid {order} LIMIT {_SAMPLE}"  # noqa: S608 - names from the code
    return [row[0] for row in connection.execute(query, (expression,))]
