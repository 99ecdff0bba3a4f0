"""Counts of a set of works by term, year, type and source."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from cpx.domain.concept import SCHEMES
from cpx.domain.query import Filters, Query
from cpx.store.concept_names import read_concept_names
from cpx.store.conditions import Condition, counting_tags
from cpx.store.search import make_plan
from cpx.store.standing import standing
from cpx.store.time_limit import time_limit

_PLAIN = {
    "year": "SELECT year, count(*) FROM works WHERE year IS NOT NULL AND id IN ({works}) GROUP BY 1",
    "type": "SELECT type, count(*) FROM works WHERE type IS NOT NULL AND id IN ({works}) GROUP BY 1",
    "source": (
        "SELECT r.source, count(DISTINCT wr.work) FROM work_records wr JOIN records r ON r.id = wr.record WHERE wr.work IN ({works})"  # noqa: S608 - a constant
        f" AND {standing('r.id')} GROUP BY 1"
    ),
}
FACETS = (*SCHEMES, *_PLAIN)
"""The facets, in the order in which they are shown."""

Counts = list[tuple[str | int, int]]


def count_facets(connection: sqlite3.Connection, query: Query, filters: Filters) -> dict[str, Counts]:
    """Give (value, works) of each facet of the set, most frequent first.

    Works with a narrower term count too, as they do in its filter. The top of a scheme is left out, unless it is a tag itself.
    """
    with time_limit(connection):
        whole = make_plan(connection, query, filters).whole
        works = f"SELECT w.id FROM works w WHERE {whole.sql}"  # noqa: S608 - own SQL
        tags = counting_tags(Condition(f"t.work IN ({works})", whole.params), filters)
        found = _count_concepts(connection, tags)
        for name, sql in _PLAIN.items():
            found[name] = _sorted(connection.execute(sql.format(works=works), whole.params).fetchall())
    return {name: found.get(name, []) for name in FACETS}


def _count_concepts(connection: sqlite3.Connection, tags: Condition) -> dict[str, Counts]:
    names = read_concept_names(connection)
    tagged: dict[str, set[int]] = defaultdict(set)
    for work, concept in connection.execute(tags.sql, tags.params):
        tagged[concept].add(work)
    works: dict[str, set[int]] = defaultdict(set)
    for concept, held in tagged.items():
        for above in names.ancestors(concept):
            works[above] |= held
    current = {names.current(concept) for concept in tagged}
    counts: dict[str, Counts] = defaultdict(list)
    for concept, held in works.items():
        if concept in current or not names.is_top(concept):
            scheme, label = names.labels[concept]
            counts[scheme].append((label, len(held)))
    return {scheme: _sorted(found) for scheme, found in counts.items()}


def _sorted(rows: Iterable[tuple[str | int, int]]) -> Counts:
    return sorted(rows, key=lambda row: (-row[1], str(row[0])))
