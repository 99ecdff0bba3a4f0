"""Enrich: complete the works that wait for Crossref."""

from collections.abc import Callable, Sequence

from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.record import Record
from cpx.domain.work import WAITING
from cpx.errors import NotFound, RemoteFailed
from cpx.services.prepare import prepare
from cpx.services.run import writing_run
from cpx.services.save import Saver
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import read_works, waiting_works


def enrich(
    file: CatalogueFile,
    fetch: Callable[[str], Record],
    works: Sequence[int] | None = None,
    *,
    by: str | None = None,
    progress: Callable[[str, int], None] | None = None,
) -> tuple[DoiResult, ...]:
    """Ask Crossref for works with a DOI (those named, else all that wait), each saved as it comes. What cannot be had stays as it was."""
    with writing_run(file, "enrich", {"works": list(works or ())}, by=by) as run:
        saver = Saver(file, run.tagger, run.id)
        results = []
        for work, doi in _targets(file, works):
            results.append(_enrich_one(file, saver, work, doi, fetch))
            run.totals["read"] += 1
            run.totals[results[-1].outcome] += 1
            if progress:
                progress("enrich", len(results))
        return tuple(results)


def _targets(file: CatalogueFile, works: Sequence[int] | None) -> list[tuple[int, str]]:
    with file.reading() as connection:
        if works is None:
            return waiting_works(connection)
        return [(work.id, work.doi) for work in read_works(connection, works) if work.doi]


def _enrich_one(file: CatalogueFile, saver: Saver, work: int, doi: str, fetch: Callable[[str], Record]) -> DoiResult:
    try:
        prepared = prepare(fetch(doi), saver.tagger)
    except (NotFound, RemoteFailed) as error:
        return _as_it_was(file, work, doi, error.message, error.code)
    with file.batch():
        saved = saver.save(prepared)
    if saved.work != work:  # what came contradicts the work, or was removed by a person
        return _as_it_was(file, work, doi, saved.note)
    with file.reading() as connection:
        found = read_works(connection, [work])[0]
    return DoiResult(doi=doi, outcome=DoiOutcome.COMPLETED, key=found.key, title=found.title, message=saved.note)


def _as_it_was(file: CatalogueFile, work: int, doi: str, message: str, error: str | None = None) -> DoiResult:
    with file.reading() as connection:
        held = read_works(connection, [work])[0]
    outcome = DoiOutcome.WAITING if held.status == WAITING else DoiOutcome.KNOWN
    return DoiResult(doi=doi, outcome=outcome, key=held.key, title=held.title, error=error, message=message)
