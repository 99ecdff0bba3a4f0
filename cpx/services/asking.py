"""Ask registries about DOIs and save what they say as it comes: the one flow of ``add doi`` and ``enrich``.

What came with one request is saved in one batch, each record for itself: a process that is killed loses the answers of one
request at most, and the next run asks only for the rest. What did not come is written beside the run; the work keeps what it had.
"""

from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass

from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.progress import Progress, no_progress
from cpx.domain.record import Record
from cpx.domain.work import WAITING
from cpx.services.collecting import rare_collections
from cpx.services.prepare import Prepared, prepare
from cpx.services.run import Run
from cpx.services.save import Outcome, Saved, Saver
from cpx.sources.base import Answer, Failure, Kind, MetadataSource, SourceFailed, SourceNotFound, failure
from cpx.store.asked import METADATA, Head, add_problems, read_heads, write_check
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.works import find_by_doi

REMOVED = "removed"
"""Code of trouble: a person removed the work, and it is not taken in again."""
_BAD_RECORD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What metadata of a shape that nobody thought of may raise: that answer is malformed, the others are saved."""
_KEPT = "the DOI is kept, waiting for Crossref"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A DOI in normal form to ask about, and the works that have it (none: it is new)."""

    doi: str
    works: tuple[int, ...] = ()


class Asker:
    """Asks about DOIs within one run.

    ``keep`` names the codes of failures after which a new DOI is kept all the same, as a work that waits.
    """

    def __init__(
        self, file: CatalogueFile, run: Run, source: MetadataSource, *, keep: Sequence[str] = (), progress: Progress | None = None
    ) -> None:
        """Bind the catalogue, the run, whom to ask, and who is told how far it is."""
        self._file = file
        self._run = run
        self._source = source
        self._keep = keep
        self._progress = progress or no_progress
        self._saver = Saver(file, run.tagger, run.id)

    def ask(self, wanted: Sequence[Wanted]) -> dict[str, tuple[DoiResult, ...]]:
        """Ask about DOIs, each once; give for each what came of it, for every work that has it."""
        pending = {one.doi: one for one in wanted}
        found: dict[str, tuple[DoiResult, ...]] = {}
        with closing(_answers(self._source, list(pending))) as batches, rare_collections():
            for answers in batches:
                found.update(self._save([(pending[answer.doi], self._prepare(answer)) for answer in answers]))
                self._progress("asking", len(found), len(pending))
        return found

    def _prepare(self, answer: Answer) -> Prepared | Failure:
        if answer.record is None:
            return answer.error or self._malformed(answer.doi, "it is empty")
        try:
            return prepare(answer.record, self._run.tagger)
        except _BAD_RECORD:
            return self._malformed(answer.doi, "it cannot be read")

    def _malformed(self, doi: str, detail: str) -> Failure:
        return failure(Kind.MALFORMED, self._source.name, doi, detail)

    def _save(self, answers: Sequence[tuple[Wanted, Prepared | Failure]]) -> dict[str, tuple[DoiResult, ...]]:
        with self._file.batch() as connection:
            found = {wanted.doi: self._settle(connection, _as_joined(connection, wanted), answer) for wanted, answer in answers}
        for result in (result for results in found.values() for result in results):
            self._run.totals[result.outcome] += 1
            self._run.totals["failed"] += result.error is not None
        self._run.totals["read"] += len(found)
        return found

    def _settle(self, connection: Connection, wanted: Wanted, answer: Prepared | Failure) -> tuple[DoiResult, ...]:
        before = read_heads(connection, wanted.works)
        if isinstance(answer, Prepared):
            try:
                saved = self._saver.save(answer)
            except _BAD_RECORD:
                answer = self._malformed(wanted.doi, "the catalogue cannot hold it")
            else:
                return self._say_saved(connection, wanted, saved, before)
        add_problems(connection, self._run.id, [(wanted.doi, answer.kind.value, answer.message)])
        if wanted.works:
            return tuple(_as_it_was(before[work], wanted.doi, answer) for work in wanted.works)
        return (self._say_new(connection, wanted.doi, answer),)

    def _say_saved(self, connection: Connection, wanted: Wanted, saved: Saved, before: dict[int, Head]) -> tuple[DoiResult, ...]:
        if saved.work is None:
            refused = DoiResult(doi=wanted.doi, outcome=DoiOutcome.REFUSED, error=REMOVED, message=saved.note)
            return tuple(_as_it_was(before[work], wanted.doi, note=saved.note) for work in wanted.works) or (refused,)
        works = wanted.works or (saved.work,)
        # A new record bears its own date; where there is none, that of the question must be kept.
        asked_in_vain = [work for work in works if work != saved.work or saved.outcome is Outcome.UNCHANGED]
        write_check(connection, asked_in_vain, METADATA, self._run.id)
        after = read_heads(connection, [saved.work, *works])
        return tuple(_describe(wanted.doi, saved, before.get(work), after.get(work), after[saved.work]) for work in works)

    def _say_new(self, connection: Connection, doi: str, error: Failure) -> DoiResult:
        """Keep a new DOI that gave nothing, or not."""
        if error.code not in self._keep:
            return DoiResult(doi=doi, outcome=DoiOutcome.REFUSED, error=error.code, message=error.message, kind=error.kind.value)
        saved = self._saver.save(prepare(Record(source="doi", source_id=doi, doi=doi), self._run.tagger))
        if saved.work is None:
            return DoiResult(doi=doi, outcome=DoiOutcome.REFUSED, error=REMOVED, message=saved.note)
        return _as_it_was(read_heads(connection, [saved.work])[saved.work], doi, error)


def _as_joined(connection: Connection, wanted: Wanted) -> Wanted:
    """Name the work that a DOI's work has become part of, where an answer before this one said that they are one."""
    here = read_heads(connection, wanted.works)
    if len(here) == len(wanted.works):
        return wanted
    joined = find_by_doi(connection, wanted.doi)
    works = (*(work for work in wanted.works if work in here), *([] if joined is None else [joined]))
    return Wanted(wanted.doi, tuple(dict.fromkeys(works)))


def _answers(source: MetadataSource, dois: Sequence[str]) -> Generator[tuple[Answer, ...]]:
    """Yield what a source says of each DOI asked for, once and of no other; where it ends early the rest has failed."""
    left = dict.fromkeys(dois, True)
    error: Failure | None = None
    if not left:
        return
    # What fetches many is a generator: closing it ends all requests, also where a person presses Ctrl-C.
    with closing(source.fetch_many(dois)) as batches:  # type: ignore[type-var]
        try:
            for answers in batches:
                yield tuple(answer for answer in answers if left.pop(answer.doi, False))
        except (SourceNotFound, SourceFailed) as raised:
            error = raised
    if left:
        yield tuple(Answer(doi, error=error or failure(Kind.UNAVAILABLE, source.name, doi, "no answer")) for doi in left)


def _describe(doi: str, saved: Saved, before: Head | None, after: Head | None, described: Head) -> DoiResult:
    """Say what came of a record for one work that has its DOI; it may be another work that the record describes."""
    if after is not None and after.id != described.id:
        return _as_it_was(after, doi, note=saved.note or f"what the registry has of this DOI describes {described.key}: kept apart")
    return DoiResult(
        doi=doi,
        outcome=_outcome(saved, before),
        key=described.key,
        title=described.title,
        message="; ".join(filter(None, (*saved.joined, saved.note))),
    )


def _outcome(saved: Saved, before: Head | None) -> DoiOutcome:
    if saved.outcome is Outcome.ADDED:
        return DoiOutcome.ADDED
    if saved.outcome is Outcome.UNCHANGED:
        return DoiOutcome.KNOWN
    was_complete = before is not None and before.status != WAITING
    return DoiOutcome.UPDATED if saved.outcome is Outcome.UPDATED and was_complete else DoiOutcome.COMPLETED


def _as_it_was(held: Head, doi: str, error: Failure | None = None, note: str = "") -> DoiResult:
    waits = held.status == WAITING
    message = error.message if error else note
    return DoiResult(
        doi=doi,
        outcome=DoiOutcome.WAITING if waits else DoiOutcome.KNOWN,
        key=held.key,
        title=held.title,
        error=error.code if error else None,
        message=f"{message}; {_KEPT}" if waits and error else message,
        kind=error.kind.value if error else None,
    )
