"""Enrich: ask registries for what they hold of the catalogue's DOIs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cpx.domain.asked import DoiResult
from cpx.domain.progress import Progress
from cpx.services.asking import Asker, Wanted
from cpx.services.run import writing_run
from cpx.sources.base import Kind, MetadataSource, SourceFailed
from cpx.store.asked import LastWord, last_words
from cpx.store.catalogue import CatalogueFile, Connection

if TYPE_CHECKING:
    from cpx.sources.crossref_query import Filters
    from cpx.sources.registries import Registries

FRESH_DAYS = 1
"""An answer younger than so many days is not asked for again with ``--all``: a run that was stopped goes on where it was."""
UNKNOWN_DAYS = 30
"""A DOI that no registry knew is asked about again after so many days."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an enrichment asks: DOIs with their works, the works without one, and how many DOIs rest since nobody knew them."""

    wanted: tuple[Wanted, ...]
    without: tuple[int, ...] | None
    resting: int

    @property
    def dois(self) -> list[str]:
        """Give the DOIs."""
        return [one.doi for one in self.wanted]


def choose(connection: Connection, works: Sequence[int] | None = None, older_than: int | None = None) -> Plan:
    """Choose what to ask about.

    ``works`` are asked whatever is held of them. Without them all works with a DOI are looked at: those of which no registry
    has said anything yet, save DOIs that none knew in the last 30 days; with ``older_than`` also those whose last word is
    that many days old, unknown ones too. ``without`` in the plan is None where no works were named.
    """
    named = frozenset(works or ())
    held = [one for one in last_words(connection) if works is None or one.work in named]
    chosen = [one for one in held if _is_due(one, named=works is not None, older_than=older_than)]
    resting = sum(bool(one.unknown) and not one.answered for one in set(held) - set(chosen))
    without = None if works is None else tuple(sorted(named - {one.work for one in held}))
    # What failed of late comes last: a few DOIs that no server can answer for must not keep all others waiting in every run.
    return Plan(_by_doi(sorted(chosen, key=lambda one: one.failed)), without, resting)


def _is_due(one: LastWord, *, named: bool, older_than: int | None) -> bool:
    if older_than is not None:
        return max(one.answered, one.unknown) <= _days_ago(older_than)
    return named or (not one.answered and one.unknown <= _days_ago(UNKNOWN_DAYS))


def _days_ago(days: int) -> str:
    try:
        return (datetime.now(UTC) - timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:  # before the year 1: nothing is that old
        return ""


def _by_doi(chosen: Sequence[LastWord]) -> tuple[Wanted, ...]:
    works: dict[str, list[int]] = {}
    for one in chosen:
        works.setdefault(one.doi, []).append(one.work)
    return tuple(Wanted(doi, tuple(rows)) for doi, rows in works.items())


def complete(
    file: CatalogueFile, source: "Registries", plan: Plan, options: "Completing", progress: Progress | None = None
) -> tuple[DoiResult, ...]:
    """Ask about the DOIs of a plan, then look for those of works that have none; raises nothing for what a registry does not give."""
    found = enrich(file, source, plan, by=options.by, progress=progress)
    if not options.find or _is_down(found):
        return found
    # Its rules for likeness are of no use to whoever only asks about DOIs.
    from cpx.services.find_dois import find_dois

    return (*found, *find_dois(file, _Searches(source), plan.without, again=options.again, by=options.by, progress=progress))


def _is_down(found: Sequence[DoiResult]) -> bool:
    """Tell whether nobody answered at all: then nothing more is asked."""
    return bool(found) and all(result.kind in _NO_ANSWER for result in found)


class _Searches:
    """Searches at a source, until it twice in a row gave no answer at all: then each further one fails at once, as the last did."""

    def __init__(self, source: "Registries") -> None:
        self.name = source.name
        self._source = source
        self._failed = 0
        self._last: SourceFailed | None = None

    def search(self, query: Mapping[str, str], *, filters: "Filters | None" = None, rows: int = 5) -> tuple[dict[str, Any], ...]:
        if self._last is not None and self._failed >= _ENOUGH:
            raise self._last
        try:
            found = self._source.search(query, filters=filters, rows=rows)
        except SourceFailed as error:
            self._failed, self._last = (self._failed + 1, error) if error.kind in _NO_ANSWER else (0, None)
            raise
        self._failed = 0
        return found


_ENOUGH = 2
_NO_ANSWER = (Kind.BLOCKED, Kind.RATE_LIMITED, Kind.TIMEOUT, Kind.UNAVAILABLE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completing:
    """How to complete works: whether to look for missing DOIs, also where that was done before, and who says so."""

    find: bool = True
    again: bool = False
    by: str | None = None


def enrich(
    file: CatalogueFile,
    source: MetadataSource,
    plan: Plan,
    *,
    by: str | None = None,
    progress: Progress | None = None,
) -> tuple[DoiResult, ...]:
    """Ask about the DOIs of a plan, each answer saved as it comes. What cannot be had leaves the work as it was."""
    if not plan.wanted:
        return ()
    with writing_run(file, "enrich", {"dois": len(plan.wanted)}, by=by) as run:
        found = Asker(file, run, source, progress=progress).ask(plan.wanted)
    return tuple(result for one in plan.wanted for result in found[one.doi])
