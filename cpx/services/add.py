"""Add single works: by DOI, completed from Crossref, or as one abstract with what is known of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.characters import clean_text
from cpx.domain.csl_types import check_type
from cpx.domain.dates import parse_date
from cpx.domain.identifiers import normal_url, parse_doi
from cpx.domain.output import Output
from cpx.domain.people import parse_names
from cpx.domain.record import Record
from cpx.domain.text import ABSTRACT, Text, guess_language, tidy_abstract
from cpx.domain.work import WAITING, Work
from cpx.errors import BadUsage, CpxError, NotFound, PartlyFailed, RemoteFailed
from cpx.services.prepare import prepare
from cpx.services.run import Run, writing_run
from cpx.services.save import Saver
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import find_by_doi, read_works

DOI_HINT = "a DOI looks like 10.1186/s12961-024-01130-w"

type_of_fetch = Callable[[str], Record]
"""Fetches a DOI's record; raises NotFound for a DOI that does not exist, RemoteFailed where no usable answer came."""

REMOVED = "removed"
"""Kind of trouble: a person removed the work, and it is not taken in again."""


def add_dois(
    file: CatalogueFile, given: Sequence[str], fetch: type_of_fetch, *, keep: bool = False, by: str | None = None
) -> tuple[DoiResult, ...]:
    """Add works by DOI. One that the catalogue holds complete is answered from the file, with no network."""
    with writing_run(file, "add doi", {"dois": list(given), "keep": keep}, by=by) as run:
        adder = _Adder(file, run, fetch, keep=keep)
        return tuple(adder.add(text) for text in given)


class _Adder:
    """Adds DOIs within one run, each saved as it comes."""

    def __init__(self, file: CatalogueFile, run: Run, fetch: type_of_fetch, *, keep: bool) -> None:
        self._file = file
        self._run = run
        self._fetch = fetch
        self._keep = keep
        self._saver = Saver(file, run.tagger, run.id)

    def add(self, text: str) -> DoiResult:
        """Add one DOI in any form; what went wrong stands in the result."""
        doi = parse_doi(text)
        if doi is None:
            return DoiResult(
                doi=text,
                outcome=DoiOutcome.REFUSED,
                error=BadUsage.code,
                message=f"{text!r} is no DOI",
            )
        known = find_known(self._file, doi)
        if known is not None and known.status != WAITING:
            return DoiResult(doi=doi, outcome=DoiOutcome.KNOWN, key=known.key, title=known.title, message="in the catalogue already")
        return self._ask(doi, known)

    def _ask(self, doi: str, known: Work | None) -> DoiResult:
        try:
            record = self._fetch(doi)
        except NotFound as error:
            if not self._keep:
                return DoiResult(
                    doi=doi, outcome=DoiOutcome.REFUSED, key=known.key if known else None, error=error.code, message=error.message
                )
            return self._wait(doi, error)
        except RemoteFailed as error:
            return self._wait(doi, error)
        return self._save(doi, record, DoiOutcome.COMPLETED if known else DoiOutcome.ADDED, None)

    def _wait(self, doi: str, error: CpxError) -> DoiResult:
        return self._save(doi, Record(source="doi", source_id=doi, doi=doi), DoiOutcome.WAITING, error)

    def _save(self, doi: str, record: Record, outcome: DoiOutcome, error: CpxError | None) -> DoiResult:
        prepared = prepare(record, self._run.tagger)
        with self._file.batch() as connection:
            saved = self._saver.save(prepared)
            if saved.work is None:
                return DoiResult(doi=doi, outcome=DoiOutcome.REFUSED, error=REMOVED, message=saved.note)
            work = read_works(connection, [saved.work])[0]
        self._run.totals[outcome.value] += 1
        message = f"{error.message}; the DOI is kept, waiting for Crossref" if error else saved.note
        return DoiResult(doi=doi, outcome=outcome, key=work.key, title=work.title, error=error.code if error else None, message=message)


def find_known(file: CatalogueFile, doi: str) -> Work | None:
    """Find the work with a DOI."""
    with file.reading() as connection:
        row = find_by_doi(connection, doi)
        return read_works(connection, [row])[0] if row else None


def failure(results: Sequence[DoiResult], *, can_keep: bool = True) -> CpxError | None:
    """Say what a batch of DOIs amounts to: no error, one DOI's own error, or that part of them failed."""
    failed = [result for result in results if result.error]
    if not failed:
        return None
    hint = _hint(failed[0], can_keep=can_keep)
    if len(failed) < len(results) or len({result.error for result in failed}) > 1:
        return PartlyFailed(f"not all went well: {_count(results)}", hint)
    kinds: dict[str | None, type[CpxError]] = {kind.code: kind for kind in (BadUsage, NotFound, RemoteFailed)}
    message = failed[0].message if len(results) == 1 else f"all {len(results)} DOIs failed: {failed[0].message}"
    return kinds.get(failed[0].error, CpxError)(message, hint)


def _count(results: Sequence[DoiResult]) -> str:
    counts = Counter(result.outcome for result in results)
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in DoiOutcome if counts[outcome])


def _hint(failed: DoiResult, *, can_keep: bool) -> str:
    if failed.error == NotFound.code:
        return "look it up at https://doi.org" + ("; keep it all the same with: --keep" if can_keep else "")
    return {BadUsage.code: DOI_HINT, REMOVED: "take the removal back with: cpx undo"}.get(
        failed.error or "", "complete it later with: cpx enrich"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a person says of an abstract: every field may be left out."""

    title: str | None = None
    author: tuple[str, ...] = ()
    year: str | None = None
    doi: str | None = None
    container_title: str | None = None
    url: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TextResult(Output):
    """What became of an abstract: ``added``, ``duplicate`` of a work we have, or ``unchanged``; and the work."""

    outcome: str
    work: Work
    message: str = ""


def add_text(file: CatalogueFile, text: str, about: Described, by: str | None = None) -> TextResult:
    """Add one abstract; raises BadUsage for a DOI or date that is none, CpxError for an empty text."""
    record = _record(text, about)
    with writing_run(file, "add text", {"title": about.title}, by=by) as run:
        prepared = prepare(record, run.tagger)
        with file.batch() as connection:
            saved = Saver(file, run.tagger, run.id).save(prepared)
            if saved.work is None:
                raise CpxError(saved.note, "take it back with: cpx undo")
            run.totals[saved.outcome.value] += 1
            return TextResult(outcome=saved.outcome.value, work=read_works(connection, [saved.work])[0], message=saved.note)


def _record(text: str, about: Described) -> Record:
    content = tidy_abstract(clean_text(text))
    if not content:
        raise CpxError("the text is empty", "give a file, or pipe one in: cpx add text - < abstract.txt")
    return Record(
        source="text",
        type=check_type(about.type) if about.type else None,
        title=about.title,
        authors=tuple(name for part in about.author for name in parse_names(part)),
        issued=_read(about.year, parse_date, "year or date", "give it as 2024, 2024-04 or 2024-04-02"),
        container_title=about.container_title,
        doi=_read(about.doi, parse_doi, "DOI", DOI_HINT),
        url=_read(about.url, normal_url, "address of a page", "give it as https://..."),
        texts=(Text(content, ABSTRACT, guess_language(content)),),
        raw=text,
    )


def _read(given: str | None, parse: Callable[[str], str | None], what: str, hint: str) -> str | None:
    """Read what a person typed; raises BadUsage where it is none of its kind."""
    value = parse(given) if given else None
    if given and value is None:
        raise BadUsage(f"{given!r} is no {what}", hint)
    return value
