"""Search: ranked works with snippets, the set that a query defines, and its facets."""

from collections.abc import Iterator, Sequence
from typing import Any

from cpx.domain.output import field_names
from cpx.domain.query import Filters, Query, terms
from cpx.domain.work import Hit, Work
from cpx.errors import BadUsage
from cpx.services.reading_query import read_query, suggest
from cpx.services.snippet import Highlighter, make_snippet
from cpx.store import search as store
from cpx.store.catalogue import Connection
from cpx.store.vectors import has_vectors
from cpx.store.works import read_works

NO_FILTERS = Filters()
_BATCH = 200
"""Hits whose words are looked up together."""


def search(
    connection: Connection, query: str | Query, *, filters: Filters = NO_FILTERS, limit: int = 20, sort: str = store.RELEVANCE
) -> tuple[Hit, ...]:
    """Find works, best first. ``''`` and ``*`` list everything, newest first, then by key.

    All words must be there; in order of relevance, works with words of like meaning come below, and works with only some of
    the words follow where there are fewer than ``limit``. Where works have vectors (``cpx embed``), the first of each are
    ranked by meaning too. Raises BadUsage for a query or an order that cannot be read, NotFound for an unknown term.
    """
    if limit < 0:
        raise BadUsage(f"a limit of {limit} is less than nothing", "write --limit 20")
    parsed = read_query(connection, query)
    found = None
    if sort == store.RELEVANCE and limit and parsed.plain and has_vectors(connection):
        from cpx.services.meaning import Wanted, find_by_meaning  # few catalogues have any

        found = find_by_meaning(connection, Wanted(parsed, filters, limit))
    if found is None:
        found = store.find(connection, parsed, filters, limit=limit, sort=sort)
    return tuple(build_hits(connection, parsed, found))


def count(connection: Connection, query: str | Query, filters: Filters = NO_FILTERS) -> int:
    """Give the size of the set: works with all words, or words of like meaning, that fulfil the filters."""
    return store.count_works(connection, read_query(connection, query), filters)


def matching_ids(connection: Connection, query: str | Query, filters: Filters = NO_FILTERS) -> list[int]:
    """Give the ids of the set, newest works first, then by key; what facets, export and map are made of."""
    return store.find_ids(connection, read_query(connection, query), filters)


def facets(connection: Connection, query: str | Query, filters: Filters = NO_FILTERS) -> dict[str, list[dict[str, Any]]]:
    """Count the set by method, approach, framework, population, setting, place, year, type and source, most frequent first."""
    from cpx.store.facets import count_facets  # only this needs it

    counted = count_facets(connection, read_query(connection, query), filters)
    return {name: [{"value": value, "count": number} for value, number in rows] for name, rows in counted.items()}


def notes(connection: Connection, query: Query) -> tuple[str, ...]:
    """Say what of a query was not taken as it stands, which words stand nowhere, and why meaning had no say where it might have."""
    refused = ""
    if query.plain and has_vectors(connection):
        from cpx.services.meaning import why_refused

        refused = why_refused(query)
    return (*query.notes, *(suggest(connection, query) if query.plain else ()), *([refused] if refused else []))


def build_hits(connection: Connection, query: Query, found: Sequence[store.Found]) -> Iterator[Hit]:
    """Read the works that were found, each with a snippet that shows the words of the query."""
    highlighter = Highlighter(terms(query.wide or query.tree))
    for start in range(0, len(found), _BATCH):
        batch = {work.id: work for work in found[start : start + _BATCH]}
        works = read_works(connection, list(batch))
        highlighter.learn(text for work in works for text in (work.title, *_abstracts(work)))
        yield from (_build_hit(highlighter, work, batch[work.id]) for work in works)


def _build_hit(highlighter: Highlighter, work: Work, found: store.Found) -> Hit:
    snippet = make_snippet(highlighter, work.title, _abstracts(work))
    fields = {name: getattr(work, name) for name in field_names(Work)}
    return Hit(**fields, score=round(found.score, 6), match=found.match, snippet=snippet)


def _abstracts(work: Work) -> list[str]:
    """Give the abstracts, the one in the work's language first."""
    return list(dict.fromkeys(text for text in (work.abstract, *(abstract.text for abstract in work.abstracts)) if text))
