"""Find the DOIs of works that have none: ask a registry, judge what it offers, take what is sure, propose what is not.

One call serves a work, and one all chapters of a book. Each work is saved as its answer comes: killed in the middle, the same
command goes on with the rest.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.progress import Progress, no_progress
from cpx.domain.record import Record
from cpx.formats.crossref_json import read_work
from cpx.matching.doi_candidates import FLOOR, Judgement, choose, judge_candidate
from cpx.services.doi_wanted import Wanted, query_for, query_for_chapters, read_wanted
from cpx.services.review_dois import BY_BOOK, BY_TITLE, open_candidates, owner_of, settle, take_doi
from cpx.services.run import Run, writing_run
from cpx.services.save import Saver
from cpx.sources.base import Kind, SourceFailed, SourceNotFound, failure
from cpx.store.asked import write_check
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.doi_candidates import ACCEPTED, LOOKED, Found, refused_dois, works_without_doi, write_candidates
from cpx.store.works import read_works

__all__ = ["Searcher", "count_searches", "find_dois", "open_candidates", "settle"]

ROWS, BOOK_ROWS = 5, 100
MOST_PROPOSED = 3
_Offered = tuple[Mapping[str, Any], Record]
"""A candidate's metadata, as it came and read."""
_TOO_LITTLE = "too little is known of it to look for a DOI: neither a title, nor authors and a book"


class Searcher(Protocol):
    """Somewhere that works can be searched for: ``query`` maps fields to words, ``filters`` names to values."""

    name: str

    def search(
        self, query: Mapping[str, str], *, filters: Mapping[str, str | Sequence[str]] = ..., rows: int = ...
    ) -> tuple[dict[str, Any], ...]:
        """Give the metadata of the best matches; raises SourceFailed."""
        ...


def find_dois(  # noqa: PLR0913 - which works, how, and who is told
    file: CatalogueFile,
    source: Searcher,
    works: Sequence[int] | None = None,
    *,
    again: bool = False,
    by: str | None = None,
    progress: Progress | None = None,
) -> tuple[DoiResult, ...]:
    """Look for the DOIs of works without one: those named, else all for which none was looked for yet (``again``: those too).

    Gives a result for each, in their order; a failure of the source stands in it, and that work is looked for again next time.
    """
    wanted = _read(file, works, again=again)
    if not wanted:
        return ()
    with writing_run(file, "enrich", {"find": [one.key for one in wanted[:50]], "works": len(wanted)}, by=by) as run:
        found = _Finder(file, run, source, progress or no_progress, len(wanted)).find(wanted)
    return tuple(found[one.id] for one in wanted)


def count_searches(file: CatalogueFile, works: Sequence[int] | None = None, *, again: bool = False) -> int:
    """Count the searches that ``find_dois`` would begin with: one a book, one a work."""
    wanted = _read(file, works, again=again)
    alone = [one for one in wanted if not one.record.isbn and query_for(one.record)]
    return len({frozenset(one.record.isbn) for one in wanted if one.record.isbn}) + len(alone)


def _read(file: CatalogueFile, works: Sequence[int] | None, *, again: bool) -> list[Wanted]:
    with file.reading() as connection:
        return read_wanted(connection, works_without_doi(connection, again=again) if works is None else list(dict.fromkeys(works)))


@dataclass(frozen=True, slots=True)
class _Offer:
    """A candidate for one work, judged."""

    found: Found
    judgement: Judgement


class _Finder:
    """Looks for DOIs within one run."""

    def __init__(self, file: CatalogueFile, run: Run, source: Searcher, progress: Progress, total: int) -> None:
        self._file = file
        self._run = run
        self._source = source
        self._progress = progress
        self._total = total
        self._saver = Saver(file, run.tagger, run.id)
        self._offers: dict[int, list[_Offer]] = defaultdict(list)
        self._results: dict[int, DoiResult] = {}

    def find(self, wanted: Sequence[Wanted]) -> dict[int, DoiResult]:
        """Look for all: by ISBN, then chapters by their book and authors, then one by one; give what came of each."""
        for group in _by_isbn(wanted):
            self._ask(group, {}, {"isbn": list(group[0].record.isbn)}, BOOK_ROWS)
        for group in _by_book(self._left(wanted)):
            self._ask(group, query_for_chapters(group), {}, BOOK_ROWS)
            self._finish(self._left(group))
        for one in self._left(wanted):
            query = query_for(one.record)
            if query:
                self._ask([one], query, {}, ROWS)
            self._finish(self._left([one]))
        return self._results

    def _left(self, wanted: Sequence[Wanted]) -> list[Wanted]:
        return [one for one in wanted if one.id not in self._results]

    def _ask(self, wanted: Sequence[Wanted], query: Mapping[str, str], filters: Mapping[str, list[str]], rows: int) -> None:
        """Ask once for one work or for all of one book; save those that are found beyond doubt."""
        try:
            messages = self._source.search(query, filters=filters, rows=rows)
        except (SourceFailed, SourceNotFound) as error:
            for one in wanted:
                self._note(one, _failed(one, error))
            return
        read = [(message, _read_offered(message)) for message in messages]
        for one, offers in zip(wanted, _without_clashes(wanted, [self._judge(one, read) for one in wanted]), strict=True):
            self._offers[one.id] += offers
            if choose([(offer.found.doi, offer.judgement) for offer in self._offers[one.id]]):
                self._finish([one])

    def _judge(self, wanted: Wanted, read: Sequence[_Offered]) -> list[_Offer]:
        with self._file.reading() as connection:
            refused = refused_dois(connection, wanted.id)
        known = refused | {offer.found.doi for offer in self._offers[wanted.id]}
        offers = {offer.found.doi: offer for offer in _each_offer(wanted, read)}  # an answer may name one work twice
        return [offer for doi, offer in offers.items() if doi not in known]

    def _finish(self, wanted: Sequence[Wanted]) -> None:
        for one in wanted:
            with self._file.batch() as connection:
                result = self._save(connection, one, self._offers.pop(one.id, []))
                if not result.error:
                    write_check(connection, [one.id], LOOKED, self._run.id)
            self._note(one, result)

    def _save(self, connection: Connection, wanted: Wanted, offers: Sequence[_Offer]) -> DoiResult:
        doi = choose([(offer.found.doi, offer.judgement) for offer in offers])
        if doi is None:
            return self._propose(connection, wanted, offers)
        chosen = next(offer for offer in offers if offer.found.doi == doi)
        other = owner_of(connection, wanted.id, doi)
        if other:
            return self._propose(connection, wanted, [_doubted(chosen, f"that DOI is {other.key}'s: they may be one work")])
        return self._take(connection, wanted, chosen.found)

    def _take(self, connection: Connection, wanted: Wanted, found: Found) -> DoiResult:
        try:
            saved = take_doi(self._saver, wanted.id, found, BY_TITLE if wanted.record.title else BY_BOOK)
        except ValueError:  # what the tables do not take
            return _failed(wanted, failure(Kind.MALFORMED, self._source.name, found.doi, "the catalogue cannot hold it"))
        if saved.work != wanted.id:
            return _result(wanted, DoiOutcome.NONE, saved.note)
        write_candidates(connection, wanted.id, self._run.id, [found], ACCEPTED)
        work = read_works(connection, [wanted.id])[0]
        return _result(replace(wanted, key=work.key, shown=work.title), DoiOutcome.FOUND, saved.note, found)

    def _propose(self, connection: Connection, wanted: Wanted, offers: Sequence[_Offer]) -> DoiResult:
        """Keep the best for a person to settle."""
        offers = [_doubted(offer, "another DOI fits as well") if offer.judgement.accepted else offer for offer in offers]
        best = sorted((o for o in offers if o.judgement.score >= FLOOR), key=lambda o: -o.judgement.score)[:MOST_PROPOSED]
        if not best:
            return _result(wanted, DoiOutcome.NONE, "" if query_for(wanted.record) else _TOO_LITTLE)
        write_candidates(connection, wanted.id, self._run.id, [offer.found for offer in best])
        count = "1 candidate" if len(best) == 1 else f"{len(best)} candidates"
        return _result(wanted, DoiOutcome.PROPOSED, f"{count}; settle with: cpx enrich --review", best[0].found)

    def _note(self, wanted: Wanted, result: DoiResult) -> None:
        self._results[wanted.id] = result
        self._run.totals["read"] += 1
        self._run.totals["failed" if result.error else result.outcome] += 1
        self._progress("finding DOIs", len(self._results), self._total)


def _by_isbn(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    groups: dict[frozenset[str], list[Wanted]] = defaultdict(list)
    for one in wanted:
        if one.record.isbn:
            groups[frozenset(one.record.isbn)].append(one)
    yield from groups.values()


def _by_book(wanted: Sequence[Wanted]) -> Iterator[list[Wanted]]:
    """Yield the chapters without a title of each book; a lone one is asked for as any work."""
    groups: dict[str, list[Wanted]] = defaultdict(list)
    for one in wanted:
        if one.is_chapter:
            groups[one.record.container_title or ""].append(one)
    yield from (group for group in groups.values() if len(group) > 1)


def _read_offered(message: Mapping[str, Any]) -> Record:
    """Read a candidate but for what it cites: that says nothing here, and is most of an answer."""
    return read_work({name: value for name, value in message.items() if name != "reference"})


def _each_offer(wanted: Wanted, read: Sequence[_Offered]) -> Iterator[_Offer]:
    for message, record in read:
        judgement = judge_candidate(wanted.record, record)
        if record.doi:
            yield _Offer(Found(record.doi, judgement.score, judgement.reasons, message), judgement)


def _without_clashes(wanted: Sequence[Wanted], offers: Sequence[list[_Offer]]) -> list[list[_Offer]]:
    """Doubt a candidate that would be taken for two works of one book: which of them it is, only a person can tell."""
    takers: dict[str, list[str]] = defaultdict(list)
    for one, mine in zip(wanted, offers, strict=True):
        doi = choose([(offer.found.doi, offer.judgement) for offer in mine])
        if doi:
            takers[doi].append(one.key)
    return [
        [
            _doubted(offer, f"it fits {', '.join(takers[offer.found.doi])} alike") if len(takers[offer.found.doi]) > 1 else offer
            for offer in mine
        ]
        for mine in offers
    ]


def _doubted(offer: _Offer, reason: str) -> _Offer:
    reasons = (*offer.judgement.reasons, reason)
    return _Offer(replace(offer.found, reasons=reasons), replace(offer.judgement, accepted=False, reasons=reasons))


def _result(wanted: Wanted, outcome: DoiOutcome, message: str = "", found: Found | None = None) -> DoiResult:
    return DoiResult(
        doi=found.doi if found else "",
        outcome=outcome,
        key=wanted.key,
        title=wanted.shown,
        message=message,
        score=found.score if found else None,
        reasons=found.reasons if found else (),
    )


def _failed(wanted: Wanted, error: SourceFailed | SourceNotFound) -> DoiResult:
    return replace(_result(wanted, DoiOutcome.NONE), error=error.code, message=error.message, kind=error.kind.value)
