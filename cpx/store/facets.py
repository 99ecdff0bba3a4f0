"""Counts of a set of works by term, year, type and source."""

import json
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
    "year": "SELECT year, count(*) FROM works WHERE year IS NOT NULL AND id IN (SELECT value FROM json_each(?)) GROUP BY 1",
    "type": "SELECT type, count(*) FROM works WHERE type IS NOT NULL AND id IN (SELECT value FROM json_each(?)) GROUP BY 1",
    "source": (
        "SELECT r.source, count(DISTINCT wr.work) FROM work_records wr JOIN records r ON r.id = wr.record"  # noqa: S608 - a constant
        " WHERE wr.work IN (SELECT value FROM json_each(?))"
        f" AND {standing('r.id')} GROUP BY 1"
    ),
}
"""Facets of the works' own fields; the works of the set are one parameter, a JSON array."""
FACETS = (*SCHEMES, *_PLAIN)
"""The facets, in the order in which they are shown."""

Counts = list[tuple[str | int, int]]


def count_facets(connection: sqlite3.Connection, query: Query, filters: Filters) -> dict[str, Counts]:
    """Give (value, works) of each facet of the set, most frequent first.

    Works with a narrower term count too, as they do in its filter. The top of a scheme is left out, unless it is a tag itself.
    """
    with time_limit(connection):
        works = json.dumps(_works(connection, query, filters))
        found = _count_concepts(connection, counting_tags(Condition("t.work IN (SELECT value FROM json_each(?))", (works,)), filters))
        for name, sql in _PLAIN.items():
            found[name] = _sorted(connection.execute(sql, (works,)).fetchall())
    return {name: found.get(name, []) for name in FACETS}


def _works(connection: sqlite3.Connection, query: Query, filters: Filters) -> list[int]:
    """Give the set, found once: within each count the full-text index would be asked again, for each row of it."""
    whole = make_plan(connection, query, filters).whole
    return [row[0] for row in connection.execute(f"SELECT w.id FROM works w WHERE {whole.sql}", whole.params)]  # noqa: S608 - own SQL


def _count_concepts(connection: sqlite3.Connection, tags: Condition) -> dict[str, Counts]:
    names = read_concept_names(connection)
    tagged: dict[str, set[int]] = defaultdict(set)
    for work, concept in connection.execute(tags.sql, tags.params):
        tagged[concept].add(work)
    current = {names.current(concept) for concept in tagged}
    works: dict[str, set[int]] = defaultdict(set)
    for concept, held in tagged.items():
        for above in names.ancestors(concept):
            if above in current or not names.is_top(above):
                works[above] |= held
    counts: dict[str, Counts] = defaultdict(list)
    for concept, held in works.items():
        scheme, label = names.labels[concept]
        counts[scheme].append((label, len(held)))
    return {scheme: _sorted(found) for scheme, found in counts.items()}


def _sorted(rows: Iterable[tuple[str | int, int]]) -> Counts:
    return sorted(rows, key=lambda row: (-row[1], str(row[0])))
