"""Finding works: the set that a query defines, and its order."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cpx.domain.folding import Form, has_cjk
from cpx.domain.query import And, Filters, Node, Not, Or, Query, Term, Word, terms
from cpx.errors import BadUsage, UnknownTerm
from cpx.store.conditions import ALWAYS, Condition, add_functions, all_of, condition, filter_conditions, matches
from cpx.store.match import any_expression, match_expression
from cpx.store.rarity import ENOUGH, choose_rare, choose_titles, score_once
from cpx.store.time_limit import time_limit

ORDERS = {
    "year": "+w.year DESC, w.key",
    "cited": "(SELECT count(DISTINCT r.work) FROM relations r WHERE r.target = w.id AND r.kind = 'cites') DESC, w.year DESC, w.key",
    "title": "w.title COLLATE NOCASE, w.key",
    "key": "w.key",
    "added": "w.id DESC",
}
"""Name of an order -> SQL; ``relevance`` is made otherwise, and is as ``year`` (newest first, then key) where nothing ranks.

The plus before the year: only where most works are listed is its index of use (``_list``); what has no year comes last.
"""
RELEVANCE = "relevance"

_WEIGHTS = "1.5, 1.0, 1.0, 1.0"
"""Of title, abstract, keywords, other. Chosen on CISI, where nDCG@10 is .406, .406, .407, .406, .402 with 1, 1.25, 1.5, 1.75, 2; on SciFact
that gives .688, .691, .693, .691, .691."""
_EACH = 100
"""Works that are scored for each one asked for, at least: fewer cost nDCG."""
_FEW = ENOUGH // _EACH
"""Up to so many works asked for, the best of ``ENOUGH`` will do."""
_DEEP = 500
"""Works with a rare word that are scored for each one asked for, up to ``ENOUGH``."""


class Found(NamedTuple):
    """A work that was found. ``score``: higher is better, 0 where nothing ranks; ``match``: all, or some of the words."""

    id: int
    score: float = 0.0
    match: str = "all"


class Plan(NamedTuple):
    """What a query asks of the database: an expression that ranks, and conditions that do not."""

    match: str | None
    rest: Condition

    @property
    def whole(self) -> Condition:
        """Everything that a work of the set must fulfil."""
        return all_of([matches(self.match), self.rest]) if self.match else self.rest


def make_plan(connection: sqlite3.Connection, query: Query, filters: Filters) -> Plan:
    """Part a query into what the index ranks and what only holds or not, words of like meaning included.

    Raises NotFound for an unknown concept, UnknownTerm with its place where the query names it.
    """
    try:
        return _plan(connection, query, filters)
    except UnknownTerm as error:
        raise UnknownTerm(error.message, error.hint, query.text or error.query, error.query) from None


def _plan(connection: sqlite3.Connection, query: Query, filters: Filters) -> Plan:
    add_functions(connection)
    tree = query.wide or query.tree
    parts: tuple[Node, ...] = tree.parts if isinstance(tree, And) else () if tree is None else (tree,)
    inner = [match_expression(part.part if isinstance(part, Not) else part) for part in parts]
    ranking = tuple(part for part, expression in zip(parts, inner, strict=True) if expression is not None)
    match = match_expression(And(ranking))
    rest = [condition(connection, part, filters) for part in parts if match is None or part not in ranking]
    return Plan(match, all_of([*rest, *filter_conditions(connection, filters)]))


def find(connection: sqlite3.Connection, query: Query, filters: Filters, *, limit: int, sort: str = RELEVANCE) -> list[Found]:
    """Give the works of the set in order, at most ``limit``.

    In order of relevance, works with words of like meaning only come below; where plain words gave fewer, works with only
    some of the words follow (``match`` is ``some``). Raises BadUsage for an order that there is not, NotFound for an unknown
    concept.
    """
    if sort not in {RELEVANCE, *ORDERS}:
        raise BadUsage(f"cannot sort by {sort!r}", f"orders are {', '.join([RELEVANCE, *ORDERS])}")
    with time_limit(connection):
        plan = make_plan(connection, query, filters)
        if sort != RELEVANCE or plan.match is None:
            return [Found(work) for work in _list(connection, plan.whole, ORDERS.get(sort, ORDERS["year"]), limit)]
        as_typed = make_plan(connection, query._replace(wide=None), filters) if query.wide else plan
        found = _rank_titles(connection, query, as_typed, limit) if query.plain else []
        found = found or _rank_any(connection, _alternatives(query.tree, str(as_typed.match)), plan.rest, limit)
        if query.wide and len(found) < limit:
            found += _others(_rank(connection, plan.match, _within(plan.rest), limit + len(found), "all"), found, limit)
        if query.plain and len(found) < limit:
            found += _more(connection, terms(query.tree), plan.rest, found, limit)
        return found


def find_ids(connection: sqlite3.Connection, query: Query, filters: Filters) -> list[int]:
    """Give the ids of the whole set, newest works first, then by key."""
    with time_limit(connection):
        return _list(connection, make_plan(connection, query, filters).whole, ORDERS["year"], -1)


def count_works(connection: sqlite3.Connection, query: Query, filters: Filters) -> int:
    """Give the size of the set."""
    with time_limit(connection):
        whole = make_plan(connection, query, filters).whole
        return int(connection.execute(f"SELECT count(*) FROM works w WHERE {whole.sql}", whole.params).fetchone()[0])  # noqa: S608 - own SQL


def _list(connection: sqlite3.Connection, where: Condition, order: str, limit: int) -> list[int]:
    is_most = where == ALWAYS or where.sql.lstrip("(").startswith("NOT ")
    by = order.removeprefix("+") if is_most else order
    query = f"SELECT w.id FROM works w WHERE {where.sql} ORDER BY {by} LIMIT ?"  # noqa: S608 - own SQL
    return [row[0] for row in connection.execute(query, (*where.params, limit))]


def _alternatives(tree: Node | None, match: str) -> list[str]:
    """Give the expressions any of which will do: those of an OR, or the one expression."""
    parts = [match_expression(part) for part in tree.parts] if isinstance(tree, Or) else []
    return [part for part in parts if part is not None] or [match]


def _rank_any(connection: sqlite3.Connection, expressions: Sequence[str], rest: Condition, limit: int, match: str = "all") -> list[Found]:
    """Rank works that any of these expressions finds; where they are very many, works with none of the rare ones are left out."""
    within = _within(rest)
    is_gated = len(set(expressions)) > 1 and limit <= _FEW
    rare = choose_rare(connection, "works_fts", expressions, min(ENOUGH, _DEEP * limit)) if is_gated else expressions
    if len(rare) < len(set(expressions)):
        found = _rank(connection, score_once(expressions, rare), within, limit, match)
        if len(found) == limit:
            return [work._replace(score=work.score / 2) for work in found]
    return _rank(connection, " OR ".join(expressions), within, limit, match)


def _rank_titles(connection: sqlite3.Connection, query: Query, plan: Plan, limit: int) -> list[Found]:
    """Rank, of very many works with the words, those with one in the title; give none where they are too few, or conditions are set."""
    if plan.rest != ALWAYS or not 0 < limit <= _FEW:
        return []
    gate = choose_titles(connection, "works_fts", str(plan.match), any_expression(terms(query.tree)), _EACH * limit)
    within = Condition("+rowid IN (SELECT rowid FROM works_fts WHERE works_fts MATCH ?)", (gate,)) if gate else None
    return _rank(connection, str(plan.match), [within], limit, "all") if within else []


def _within(rest: Condition) -> list[Condition]:
    """Say what the row of a work must fulfil. The plus keeps SQLite from asking the index again for each id."""
    return [] if rest == ALWAYS else [Condition(f"+rowid IN (SELECT w.id FROM works w WHERE {rest.sql})", rest.params)]  # noqa: S608 - own SQL


def _rank(connection: sqlite3.Connection, expression: str, within: Sequence[Condition], limit: int, match: str) -> list[Found]:
    """Rank before anything is joined: the index scores every hit, and a join inside doubles the time."""
    where = all_of([Condition("works_fts MATCH ?", (expression,)), *within])
    query = f"SELECT rowid, bm25(works_fts, {_WEIGHTS}) AS s FROM works_fts WHERE {where.sql} ORDER BY s, rowid LIMIT ?"  # noqa: S608 - own SQL
    return [Found(work, -score, match) for work, score in connection.execute(query, (*where.params, limit))]


def _more(connection: sqlite3.Connection, words: list[Term], rest: Condition, found: list[Found], limit: int) -> list[Found]:
    """Find works with some of the words, those found already left out."""
    parts = [part for word in words for part in _parts(word)]
    if len(parts) < 2:  # noqa: PLR2004 - one word has no "some"
        return []
    more = _rank_any(connection, [any_expression([part]) for part in parts], rest, limit + len(found), "some")
    return _others(more, found, limit)


def _others(more: Sequence[Found], found: Sequence[Found], limit: int) -> list[Found]:
    """Give of more works those that were not found before, as many as are wanted still."""
    have = {work.id for work in found}
    return [work for work in more if work.id not in have][: limit - len(have)]


def _parts(word: Term) -> Iterator[Term]:
    """Cut a run of CJK characters into its pairs: those scripts do not say where a word ends."""
    if has_cjk(word.text):
        yield from (Word(token, (Form((token,), prefix=len(token) == 1),)) for token in word.forms[0].tokens)
    else:
        yield word
