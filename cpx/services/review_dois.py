"""Candidates that wait for a person: list them, take one, refuse one. All that is needed is stored; nobody is asked."""

from dataclasses import dataclass

from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.characters import clean_text, fold_space
from cpx.domain.dates import year_of
from cpx.domain.identifiers import parse_doi
from cpx.domain.output import Output
from cpx.domain.record import Name, Record
from cpx.domain.text import ABSTRACT
from cpx.domain.work import Work
from cpx.errors import BadUsage, CpxError, NotFound
from cpx.formats.crossref_json import read_work
from cpx.matching.identity import Verdict
from cpx.services.join import join_works
from cpx.services.prepare import prepare
from cpx.services.run import Run, writing_run
from cpx.services.save import Saved, Saver
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.doi_candidates import ACCEPTED, REFUSED, Found, Word, decide_candidate, read_candidate, read_open, refuse_others
from cpx.store.works import find_by_doi, read_works

BY_TITLE, BY_BOOK, BY_PERSON = "found by title and authors", "found by book and authors", "a person's choice"
"""Why a record with a new DOI joined a work."""
_REVIEW = "see what waits with: cpx enrich --review"


class CannotTake(CpxError):
    """What the DOI names was removed by a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate(Output):
    """What a registry says of a DOI that may be a work's."""

    title: str | None
    authors: tuple[Name, ...]
    year: int | None
    container_title: str | None
    collection_title: str | None
    volume: str | None
    issue: str | None
    page: str | None
    publisher: str | None
    type: str | None
    abstract: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DoiCandidate(Output):
    """A DOI that may be a work's: the work as it stands, the candidate, and what speaks for it and against it."""

    key: str
    doi: str
    title: str
    title_source: str
    authors: tuple[Name, ...]
    year: int | None
    container_title: str | None
    volume: str | None
    issue: str | None
    page: str | None
    type: str | None
    abstract: str | None
    candidate: Candidate
    score: float
    reasons: tuple[str, ...]
    found_at: str


def open_candidates(connection: Connection, work: int | None = None) -> tuple[DoiCandidate, ...]:
    """Give the candidates that wait for a person's yes or no (of one work only, where it is named): by work, the best first."""
    stored = read_open(connection, work)
    works = {one.id: one for one in read_works(connection, list(dict.fromkeys(row.work for row in stored)))}
    return tuple(_describe(works[row.work], row.found, row.found_at) for row in stored)


def _describe(work: Work, found: Found, found_at: str) -> DoiCandidate:
    same = {
        name: getattr(work, name)
        for name in ("key", "title", "title_source", "authors", "year", "container_title", "volume", "issue", "page", "type", "abstract")
    }
    candidate = _candidate(read_work(dict(found.message)))
    return DoiCandidate(**same, doi=found.doi, candidate=candidate, score=found.score, reasons=found.reasons, found_at=found_at)


def _candidate(record: Record) -> Candidate:
    return Candidate(
        title=_clean(record.title),
        authors=tuple(Name(*(_clean(part) for part in (name.family, name.given, name.literal, name.orcid))) for name in record.authors),
        year=year_of(record.issued),
        container_title=_clean(record.container_title),
        collection_title=_clean(record.collection_title),
        volume=_clean(record.volume),
        issue=_clean(record.issue),
        page=_clean(record.page),
        publisher=_clean(record.publisher),
        type=_clean(record.type),
        abstract=next((clean_text(text.content) for text in record.texts if text.field == ABSTRACT), None),
    )


def _clean(text: str | None) -> str | None:
    return fold_space(clean_text(text)) or None if text else None


def take_doi(saver: Saver, work: int, found: Found, reason: str) -> Saved:
    """Save what the registry says of a DOI as a record of this work. Call it inside a batch."""
    return saver.save(prepare(read_work(dict(found.message)), saver.tagger), into=Verdict(work, reason))


def owner_of(connection: Connection, work: int, doi: str) -> Work | None:
    """Give the other work that has this DOI already."""
    other = find_by_doi(connection, doi)
    return read_works(connection, [other])[0] if other is not None and other != work else None


def settle(  # noqa: PLR0913 - a decision is who, what and why
    file: CatalogueFile, work: int, doi: str, *, accept: bool, by: str | None = None, why: str | None = None
) -> DoiResult:
    """Write a person's yes or no to a candidate. A yes saves its metadata with the work and refuses the work's other candidates.

    Where the DOI is another work's, a yes makes the two one work. Raises NotFound for a DOI that was not proposed for this work,
    BadUsage where the work has a DOI, CannotTake where a person had removed what the DOI names.
    """
    with file.reading() as connection:
        held = read_works(connection, [work])[0]
        found = _find(connection, held, doi)
        if accept:
            _check_free(held)
    arguments = {"work": held.key, "accept" if accept else "refuse": found.doi}
    reason = fold_space(clean_text(why)) if why else None
    with writing_run(file, "enrich", arguments, by=by) as run, file.batch() as connection:
        decide_candidate(connection, work, found.doi, Word(ACCEPTED if accept else REFUSED, run.by, reason))
        if not accept:
            message = "refused; it is not proposed again for this work"
            return _result(held, found, DoiOutcome.REFUSED, message)
        refuse_others(connection, work, found.doi, run.by)
        return _take(file, run, held, found)


def _take(file: CatalogueFile, run: Run, held: Work, found: Found) -> DoiResult:
    """Save a person's choice. A DOI that another work has makes the two one work: that is what the yes says."""
    connection = file.connection
    other = owner_of(connection, held.id, found.doi)
    if other:
        join_works(file, other.id, held.id, tagger=run.tagger, run=run.id, reason=BY_PERSON)
        joined = read_works(connection, [other.id])[0]
        return _result(joined, found, DoiOutcome.FOUND, f"{held.key} and {other.key} are one work now")
    saved = take_doi(Saver(file, run.tagger, run.id), held.id, found, BY_PERSON)
    if saved.work != held.id:
        raise CannotTake(saved.note or f"{found.doi} could not be taken", f"look at the work with: cpx show {held.key}")
    return _result(read_works(connection, [held.id])[0], found, DoiOutcome.FOUND, saved.note)


def _find(connection: Connection, held: Work, doi: str) -> Found:
    wanted = parse_doi(doi)
    stored = read_candidate(connection, held.id, wanted) if wanted else None
    if stored is None:
        raise NotFound(f"{doi} was not proposed for {held.key}", _REVIEW)
    if stored.state == ACCEPTED and held.doi == wanted:
        raise BadUsage(f"{held.key} has this DOI already", f"look at it with: cpx show {held.key}")
    return stored.found


def _check_free(held: Work) -> None:
    if held.doi:
        raise BadUsage(f"{held.key} has a DOI: {held.doi}", f"look at it with: cpx show {held.key}")


def _result(work: Work, found: Found, outcome: DoiOutcome, message: str) -> DoiResult:
    return DoiResult(
        doi=found.doi, outcome=outcome, key=work.key, title=work.title, message=message, score=found.score, reasons=found.reasons
    )
