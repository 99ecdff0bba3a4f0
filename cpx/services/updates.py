"""Check updates: ask which notices (retractions, corrections, concerns) there are upon works, cheaply, and keep what is new.

Works whose DOI Crossref is known to hold are asked about in lists, by the notices that name them. That a list is silent says
nothing of a DOI of another agency: those are looked up first. Each list is saved as it comes.
"""

from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Protocol

from cpx.domain.checked import UNCHECKED, UpdateChange
from cpx.domain.parts import Update
from cpx.domain.progress import Progress, no_progress
from cpx.domain.provenance import UPDATES
from cpx.domain.record import Record
from cpx.domain.updates import MADE, Standing, merge_updates, standing, updates_upon
from cpx.errors import CpxError, PartlyFailed, RemoteFailed
from cpx.formats.crossref_json import read_work
from cpx.matching.identity import Verdict
from cpx.services.prepare import prepare
from cpx.services.run import Run, writing_run
from cpx.services.save import Saver
from cpx.sources.base import Answer, Failure, Kind, MetadataSource, SourceFailed, SourceNotFound, failure
from cpx.store.asked import add_problems, write_check
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.update_checks import CHECK, Checkable, read_checkable

CROSSREF = "crossref"
"""Source of the records whose word on updates counts: other agencies tell of no retractions."""
_NO_ANSWER = "no answer"


class UpdateSource(MetadataSource, Protocol):
    """Somewhere that can be asked which notices name a work."""

    def updates_of(self, dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
        """Yield DOIs that were asked about, and the metadata of the notices upon one of them; raises SourceFailed."""
        ...


@dataclass(frozen=True, slots=True)
class Told:
    """What a source said of one DOI: its updates with the title it has there, or why there is nothing to say.

    ``listed``: by the notices upon it, not by its own record; ``unlisted``: why those could not be had, where its record could.
    """

    doi: str
    updates: tuple[Update, ...] = ()
    title: str | None = None
    error: Failure | None = None
    listed: bool = False
    unlisted: Failure | None = None


def ask_updates(source: UpdateSource, registered: Sequence[str], others: Sequence[str]) -> Generator[tuple[Told, ...]]:
    """Ask about DOIs: yields what each request brought, every DOI once.

    ``registered`` are known to be Crossref's, ``others`` not. A DOI that cannot be asked for in a list is looked up too.
    """
    lone = [doi for doi in registered if "," in doi]
    yield from _ask_notices(source, [doi for doi in registered if "," not in doi])
    yield from ask_whole(source, [*lone, *others])


def ask_whole(source: UpdateSource, dois: Sequence[str]) -> Iterator[tuple[Told, ...]]:
    """Look up DOIs, then ask which notices name those that Crossref holds; where that cannot be told, the work's own word stands."""
    for told in look_up(source, dois):
        held = {one.doi: one for one in told}
        listable = [doi for doi, one in held.items() if one.error is None and "," not in doi]
        for named in (one for batch in _ask_notices(source, listable) for one in batch):
            own = held[named.doi]
            held[named.doi] = replace(own, updates=merge_updates([own.updates, named.updates]), unlisted=named.error)
        yield tuple(held.values())


def _ask_notices(source: UpdateSource, dois: Sequence[str]) -> Iterator[tuple[Told, ...]]:
    """Ask which notices name works that Crossref holds: yields what each list brought, every DOI once (none may hold a comma)."""
    left = dict.fromkeys(dois)
    error: Failure | None = None
    if not left:
        return
    with closing(source.updates_of(dois)) as lists:  # type: ignore[type-var] # a generator: closing it ends all requests
        try:
            for asked, messages in lists:
                notices = [(record.doi, record.updates) for record in map(read_work, messages)]
                yield tuple(Told(doi, updates_upon(doi, notices), listed=True) for doi in asked if left.pop(doi, 0) is None)
        except SourceFailed as raised:
            error = raised
    yield tuple(Told(doi, error=error or failure(Kind.UNAVAILABLE, source.name, doi, _NO_ANSWER)) for doi in left)


def look_up(source: MetadataSource, dois: Sequence[str]) -> Iterator[tuple[Told, ...]]:
    """Fetch the records of DOIs, with the updates in them; one of another agency counts as a failure, for it tells of none."""
    left = dict.fromkeys(dois)
    error: Failure | None = None
    if not left:
        return
    with closing(source.fetch_many(dois)) as batches:  # type: ignore[type-var] # same
        try:
            for answers in batches:
                yield tuple(_read(source, answer) for answer in answers if left.pop(answer.doi, 0) is None)
        except (SourceFailed, SourceNotFound) as raised:
            error = raised
    yield tuple(Told(doi, error=error or failure(Kind.UNAVAILABLE, source.name, doi, _NO_ANSWER)) for doi in left)


def _read(source: MetadataSource, answer: Answer) -> Told:
    if answer.record is None:
        return Told(answer.doi, error=answer.error or failure(Kind.MALFORMED, source.name, answer.doi, "it is empty"))
    if answer.record.source != CROSSREF:
        agency = "DataCite" if answer.record.source == "datacite" else "another agency"
        error = failure(Kind.OTHER_AGENCY, source.name, answer.doi, f"{agency} (which tells of no retractions)")
        return Told(answer.doi, answer.record.updates, answer.record.title, error)
    return Told(answer.doi, merge_updates([answer.record.updates]), answer.record.title)


def check_updates(
    file: CatalogueFile,
    source: UpdateSource,
    works: Sequence[int] | None = None,
    *,
    by: str | None = None,
    progress: Progress | None = None,
) -> tuple[UpdateChange, ...]:
    """Ask which notices there are upon works with a DOI (those named, else all); give what changed, and what could not be asked.

    Each answer is saved as it comes, with the date of the question. A work of which nothing is new keeps its records as they are.
    """
    with file.reading() as connection:
        wanted = [work for work in read_checkable(connection, works) if work.doi]
    if not wanted:
        return ()
    with writing_run(file, "check updates", {"works": len(wanted)}, by=by) as run:
        return tuple(_Checker(file, run, wanted).check(source, progress or no_progress))


def count_checkable(connection: Connection, works: Sequence[int] | None = None) -> int:
    """Count the works (those named, else all) that have a DOI to ask about."""
    return sum(work.doi is not None for work in read_checkable(connection, works))


def amount_to(changes: Sequence[UpdateChange], asked: int) -> CpxError | None:
    """Say what a check of so many works amounts to where registries did not answer: all of them, or part.

    A DOI that nobody knows, or another agency's, is told of in its row; it is no failure of the check.
    """
    failed = [change for change in changes if change.error == RemoteFailed.code and change.kind != Kind.OTHER_AGENCY]
    if not failed:
        return None
    hint = "ask again later with: cpx enrich --check-updates"
    if len(failed) == asked:
        return RemoteFailed(f"nothing could be checked: {failed[0].message}", hint)
    return PartlyFailed(f"{len(failed):,} of {asked:,} works could not be checked: {failed[0].message}", hint)


class _Checker:
    """Saves what is told of works within one run."""

    def __init__(self, file: CatalogueFile, run: Run, works: Sequence[Checkable]) -> None:
        self._file = file
        self._run = run
        self._works: Mapping[str, list[Checkable]] = _by_doi(works)
        self._saver: Saver | None = None
        self._doubted: dict[str, Told] = {}
        self._done = 0

    def check(self, source: UpdateSource, progress: Progress) -> Iterator[UpdateChange]:
        registered = [doi for doi, works in self._works.items() if any(work.registered for work in works)]
        others = [doi for doi in self._works if doi not in set(registered)]
        with closing(self._ask(source, registered, others)) as batches:
            for told in batches:
                doubted = self._doubt(told)
                settled = [one for one in told if one.doi not in doubted]
                if settled:
                    yield from self._save(settled)
                    self._done += len(settled)
                    progress("checking", self._done, len(self._works))

    def _doubt(self, told: Sequence[Told]) -> set[str]:
        """Name the DOIs that must be looked up before their list is believed: it is silent on what is known of them.

        Where it says nothing at all, though it should, its silence on the others means nothing either.
        """
        listed = {one.doi: one for one in told if one.listed and one.doi not in self._doubted}
        missed = {doi: one for doi, one in listed.items() if self._is_less(one)}
        if missed and not any(one.updates for one in told):
            missed = listed
        self._doubted |= missed
        return set(missed)

    def _is_less(self, told: Told) -> bool:
        """Tell whether a list is silent on what the last check brought, or on a notice that is known."""
        names = {(update.type, update.doi) for update in told.updates}
        notices = {doi for _, doi in names}
        works = self._works[told.doi]
        if any((update.type, update.doi) not in names for work in works for update in work.noted or ()):
            return True
        return any(doi not in notices for work in works for doi in map(_notice, work.updates) if doi and doi != told.doi)

    def _ask(self, source: UpdateSource, registered: Sequence[str], others: Sequence[str]) -> Generator[tuple[Told, ...]]:
        yield from ask_updates(source, registered, others)
        for told in look_up(source, list(self._doubted)):
            yield tuple(replace(one, updates=merge_updates([one.updates, self._doubted[one.doi].updates])) for one in told)

    def _save(self, told: Iterable[Told]) -> list[UpdateChange]:
        with self._file.batch() as connection:
            changes = [change for one in told for work in self._works[one.doi] if (change := self._settle(connection, work, one))]
            self._run.totals["changed"] += sum(change.error is None for change in changes)
        return changes

    def _settle(self, connection: Connection, work: Checkable, told: Told) -> UpdateChange | None:
        self._run.totals["read"] += 1
        if told.error:
            self._run.totals["failed"] += 1
            add_problems(connection, self._run.id, [(told.doi, told.error.kind.value, told.error.message)])
            return _describe(work, work, None, told.error)
        found = _without_reversed(told.updates, work.updates)
        write_check(connection, [work.id], CHECK, self._run.id)
        if not _is_new(work, found):
            return None
        self._write(work, found, alone=len(self._works[told.doi]) == 1)
        after = read_checkable(connection, [work.id])[0]
        return None if set(after.updates) == set(work.updates) else _describe(work, after, _news(work, after))

    def _write(self, work: Checkable, found: tuple[Update, ...], *, alone: bool) -> None:
        if self._saver is None:
            self._saver = Saver(self._file, self._run.tagger, self._run.id)
        extra = {} if alone else {"work": work.key}  # the same record would describe one work only
        record = Record(source=UPDATES, source_id=work.doi, doi=work.doi, updates=found, extra=extra)
        self._saver.save(prepare(record, self._saver.tagger), into=Verdict(work.id, "notices upon its DOI"))


def _notice(update: Update) -> str | None:
    """Give the DOI of the notice that an update upon a work names."""
    return None if update.type.endswith(MADE) else update.doi


def _by_doi(works: Iterable[Checkable]) -> dict[str, list[Checkable]]:
    groups: dict[str, list[Checkable]] = defaultdict(list)
    for work in works:
        groups[work.doi or ""].append(work)
    return groups


def _without_reversed(found: Iterable[Update], known: Iterable[Update]) -> tuple[Update, ...]:
    """Leave out what the work's own record contradicts and holds: a notice is not retracted by what it retracts."""
    own = [update for update in known if update.type.endswith(MADE)]
    return tuple(update for update in merge_updates([found, own]) if not update.type.endswith(MADE))


def _is_new(work: Checkable, found: tuple[Update, ...]) -> bool:
    """Tell whether an answer must be kept: it differs from the last that was, or says more than all records do, or is the first."""
    if work.noted is not None:
        return set(work.noted) != set(found)
    return not work.registered or merge_updates([work.updates, found]) != merge_updates([work.updates])


def _news(before: Checkable, after: Checkable) -> Update | None:
    """Give the update to name: the worst that is new, else the worst that is gone."""
    new = [update for update in after.updates if update not in before.updates]
    gone = [update for update in before.updates if update not in after.updates]
    return next(chain(merge_updates([new]), merge_updates([gone])), None)


def _describe(before: Checkable, after: Checkable, update: Update | None, error: Failure | None = None) -> UpdateChange:
    return UpdateChange(
        key=after.key,
        doi=after.doi or "",
        title=after.shown,
        was=_say_standing(before),
        now=_say_standing(after),
        type=update.type if update else None,
        notice=update.doi if update else None,
        date=update.date if update else None,
        source=update.source if update else None,
        error=error.code if error else None,
        kind=error.kind.value if error else None,
        message=error.message if error else "",
    )


def _say_standing(work: Checkable) -> str:
    """Say how a work stands; one that was never asked about is not clear."""
    stands = standing(work.updates, work.title)
    return UNCHECKED if stands is Standing.CLEAR and not work.checked else stands.value
