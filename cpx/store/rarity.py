"""Which rows of very many are worth scoring: those with a rare word of the query, or with its words in the title.

FTS5 scores every row it finds, and nearly all its time goes into that. Of a question's words the rare ones decide which
rows come first; frequent ones only move them. So a row must have one of the rarest words, and all words count in its score.
Where all words are frequent, the first rows have them in the title, which counts more.
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
    last = _last_row(connection, index)
    if last <= enough:
        return list(expressions)
    rows = {expression: _estimate_rows(connection, index, expression, last) for expression in expressions}
    chosen: list[str] = []
    for expression in sorted(rows, key=lambda each: rows[each]):
        if chosen and sum(rows[each] for each in chosen) + rows[expression] > enough:
            break
        chosen.append(expression)
    return chosen


def score_once(expressions: Sequence[str], rare: Sequence[str]) -> str:
    """Give the expression that finds what has a rare one, and scores by all; the score is twice what it is without.

    FTS5 goes from one row with a rare word to the next, and never looks at those between. As the rare ones stand in it twice
    and so count twice, the others do too.
    """
    twice = [one for one in expressions for _ in range(2)]
    for one in rare:
        twice.remove(one)
    return f"({' OR '.join(twice)}) AND ({' OR '.join(rare)})"


def choose_titles(connection: sqlite3.Connection, index: str, expression: str, words: str, wanted: int) -> str | None:
    """Give the expression of those rows that have any of these words in the title too; None where there is no need, or not ``wanted`` rows.

    There is none among few rows: they are scored soon.
    """
    last = _last_row(connection, index)
    if last <= ENOUGH or _estimate_rows(connection, index, expression, last) <= ENOUGH:
        return None
    titled = f"({expression}) AND ({{title}} : ({words}))"
    return titled if _estimate_rows(connection, index, titled, last) >= wanted else None


def _last_row(connection: sqlite3.Connection, index: str) -> int:
    return int(connection.execute(f"SELECT max(rowid) FROM {index}").fetchone()[0] or 0)  # noqa: S608 - a name from the code


def _estimate_rows(connection: sqlite3.Connection, index: str, expression: str, last: int) -> float:
    first = _find(connection, index, expression, "")
    if len(first) < _SAMPLE:
        return len(first)
    end = _find(connection, index, expression, "DESC")
    return last * (_SAMPLE / first[-1] + _SAMPLE / (last - end[-1] + 1)) / 2


def _find(connection: sqlite3.Connection, index: str, expression: str, order: str) -> list[int]:
    query = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid {order} LIMIT {_SAMPLE}"  # noqa: S608 - names from the code
    return [row[0] for row in connection.execute(query, (expression,))]
