"""Counts of a set of works by term, year, type and source."""

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from cpx.domain.concept import SCHEMES
from cpx.domain.query import Filters, Query
from cpx.store.concept_names import read_concept_names
from cpx.store.conditions import ALWAYS, Condition, counting_tags
from cpx.store.search import make_plan
from cpx.store.standing import standing
from cpx.store.time_limit import time_limit

_YEARS_TYPES = "SELECT year, type, count(*) FROM works w WHERE {} GROUP BY 1, 2"
_SOURCES = (
    "SELECT r.source, count(DISTINCT wr.work) FROM work_records wr JOIN records r ON r.id = wr.record"  # noqa: S608 - a constant
    f" WHERE {{}} AND {standing('r.id')} GROUP BY 1"
)
FACETS = (*SCHEMES, "year", "type", "source")
"""The facets, in the order in which they are shown."""

Counts = list[tuple[str | int, int]]


def count_facets(connection: sqlite3.Connection, query: Query, filters: Filters) -> dict[str, Counts]:
    """Give (value, works) of each facet of the set, most frequent first.

    Works with a narrower term count too, as they do in its filter. The top of a scheme is left out, unless it is a tag itself.
    """
    with time_limit(connection):
        works = _find_works(connection, query, filters)
        found = _count_concepts(connection, counting_tags(_within("t.work", works), filters))
        found["year"], found["type"] = _count_years_types(connection, _within("w.id", works))
        within = _within("wr.work", works)
        found["source"] = _sorted(connection.execute(_SOURCES.format(within.sql), within.params).fetchall())
    return {name: found.get(name, []) for name in FACETS}


def _find_works(connection: sqlite3.Connection, query: Query, filters: Filters) -> str | None:
    """Give the set as a JSON array, None for all works. Found once: each count would ask the full-text index again, row by row."""
    whole = make_plan(connection, query, filters).whole
    if whole == ALWAYS:
        return None
    return json.dumps([row[0] for row in connection.execute(f"SELECT w.id FROM works w WHERE {whole.sql}", whole.params)])  # noqa: S608 - own SQL


def _within(column: str, works: str | None) -> Condition:
    return ALWAYS if works is None else Condition(f"{column} IN (SELECT value FROM json_each(?))", (works,))  # noqa: S608 - a name from here


def _count_years_types(connection: sqlite3.Connection, within: Condition) -> tuple[Counts, Counts]:
    """Count both in one reading of the works."""
    years: Counter[str | int] = Counter()
    types: Counter[str | int] = Counter()
    for year, kind, works in connection.execute(_YEARS_TYPES.format(within.sql), within.params):
        if year is not None:
            years[year] += works
        if kind is not None:
            types[kind] += works
    return _sorted(years.items()), _sorted(types.items())


def _count_concepts(connection: sqlite3.Connection, tags: Condition) -> dict[str, Counts]:
    names = read_concept_names(connection)
    listed: dict[str, list[int]] = defaultdict(list)
    for work, concept in connection.execute(tags.sql, tags.params):
        listed[concept].append(work)
    tagged = {concept: set(held) for concept, held in listed.items()}
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
