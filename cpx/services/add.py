"""Add single works: by DOI, completed from a registry, or as one abstract with what is known of it."""

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
from cpx.domain.progress import Progress
from cpx.domain.provenance import PERSON
from cpx.domain.record import Record
from cpx.domain.text import ABSTRACT, Text, guess_language, tidy_abstract
from cpx.domain.work import WAITING, Work
from cpx.errors import BadUsage, CpxError, NotFound, PartlyFailed, RemoteFailed
from cpx.services.asking import REMOVED, Asker, Wanted
from cpx.services.prepare import prepare
from cpx.services.run import writing_run
from cpx.services.save import Saver
from cpx.sources.base import Kind, MetadataSource, SourceFailed, SourceNotFound
from cpx.store.asked import Head, last_word, read_heads, sources_of
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import find_by_doi, read_works

DOI_HINT = "a DOI looks like 10.1186/s12961-024-01130-w"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOptions:
    """How to add DOIs: whether to keep those that nobody knows, and who says so."""

    keep: bool = False
    by: str | None = None


def add_dois(
    file: CatalogueFile,
    given: Sequence[str],
    source: MetadataSource,
    options: AddOptions | None = None,
    progress: Progress | None = None,
) -> tuple[DoiResult, ...]:
    """Add works by DOI, each answer saved as it comes. One that the catalogue holds complete is answered from the file."""
    options = options or AddOptions()
    keeping = (RemoteFailed.code, NotFound.code) if options.keep else (RemoteFailed.code,)
    with writing_run(file, "add doi", {"dois": list(given), "keep": options.keep}, by=options.by) as run:
        found = Asker(file, run, source, keep=keeping, progress=progress).ask(wanted_of(file, given))
        return _in_order(file, given, found)


def wanted_of(file: CatalogueFile, given: Sequence[str]) -> tuple[Wanted, ...]:
    """Give the DOIs among words that must be asked about: those that are none, or stand complete in the catalogue, are left out."""
    known = {doi: find_known(file, doi) for doi in dict.fromkeys(filter(None, map(parse_doi, given)))}
    return tuple(Wanted(doi, () if head is None else (head.id,)) for doi, head in known.items() if head is None or head.status == WAITING)


def _in_order(file: CatalogueFile, given: Sequence[str], found: dict[str, tuple[DoiResult, ...]]) -> tuple[DoiResult, ...]:
    """Give a result for each word, in the order given; a DOI that was given before is known by then."""
    told: dict[str, DoiResult] = {}
    return tuple(_result(file, text, found, told) for text in given)


def _result(file: CatalogueFile, text: str, found: dict[str, tuple[DoiResult, ...]], told: dict[str, DoiResult]) -> DoiResult:
    doi = parse_doi(text)
    if doi is None:
        return DoiResult(doi=text, outcome=DoiOutcome.REFUSED, error=BadUsage.code, message=f"{text!r} is no DOI")
    if doi in found and doi not in told:
        return told.setdefault(doi, found[doi][0])
    if doi in told and told[doi].error:
        return told[doi]
    head = find_known(file, doi)
    if head is None:  # it was saved under another DOI of the same work
        return told[doi]
    return DoiResult(doi=doi, outcome=DoiOutcome.KNOWN, key=head.key, title=head.title, message=_say_known(file, head))


def _say_known(file: CatalogueFile, head: Head) -> str:
    """Say that a work is held, and where no registry was asked about it yet, how to have that done."""
    said = "in the catalogue already"
    with file.reading() as connection:
        asked = last_word(connection, head.id)
        if asked is None or asked.answered or asked.unknown:
            return said
        sources = [source for source in sources_of(connection, head.id) if source != PERSON]
    came = "a page" if all(source.startswith("page:") for source in sources) else "a file"
    return f"{said}, from {came}; complete it with: cpx enrich {head.key}"


def find_known(file: CatalogueFile, doi: str) -> Head | None:
    """Find the work with a DOI."""
    with file.reading() as connection:
        row = find_by_doi(connection, doi)
        return read_heads(connection, [row])[row] if row else None


def failure(results: Sequence[DoiResult], *, can_keep: bool = True) -> CpxError | None:
    """Say what a batch of DOIs amounts to: no error, one DOI's own error, or that part of them failed."""
    failed = [result for result in results if result.error]
    if not failed:
        return None
    hint = _hint(failed[0], can_keep=can_keep)
    if len(failed) < len(results) or len({result.error for result in failed}) > 1:
        return PartlyFailed(f"not all went well: {_count(results)}", hint)
    message = failed[0].message if len(results) == 1 else f"all {len(results)} DOIs failed: {failed[0].message}"
    return _as_error(failed, message, hint)


def _as_error(failed: Sequence[DoiResult], message: str, hint: str) -> CpxError:
    """Make the error that all have in common; it bears their kind where that is one, too."""
    code, kind = failed[0].error, failed[0].kind
    if code == RemoteFailed.code and kind is not None and all(result.kind == kind for result in failed):
        return SourceFailed(Kind(kind), message, hint)
    kinds: dict[str | None, type[CpxError]] = {kind.code: kind for kind in (BadUsage, SourceNotFound, RemoteFailed)}
    return kinds.get(code, CpxError)(message, hint)


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
