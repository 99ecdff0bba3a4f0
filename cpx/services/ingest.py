"""Ingest: files of any known format become records, and records works. The same file again changes nothing."""

import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cpx.domain.output import Output
from cpx.domain.record import Record
from cpx.errors import CpxError, NotFound
from cpx.formats.base import Format, Problem, Source
from cpx.formats.decode import read_source
from cpx.formats.sniff import SURE, sniff
from cpx.registry import find_format, formats
from cpx.services.files import InputFile, digest, find_files, read_bytes
from cpx.services.prepare import Prepared, prepare
from cpx.services.run import Run, writing_run
from cpx.services.save import COUNTED, Outcome, Saver, empty_counts
from cpx.store.catalogue import CatalogueFile
from cpx.store.runs import Search, add_file, close_file

BATCH_RECORDS = 500
BATCH_SECONDS = 1.0
"""A batch is saved after so many records or seconds: short enough that readers are never locked out for long."""
PROBLEMS_KEPT = 200
"""Problems listed for one file; the rest is counted."""

type_of_progress = Callable[[str, int], None]
"""Called with the file's name and the number of its records done so far."""


@dataclass(frozen=True, slots=True)
class FileProblem(Output):
    """Something in a file that a person should know, and where."""

    where: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileResult(Output):
    """What came of one file."""

    path: str
    format: str | None
    certainty: float | None
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    duplicate: int = 0
    failed: int = 0
    problems: tuple[FileProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestResult(Output):
    """What came of an ingest."""

    run: int
    files: tuple[FileResult, ...]
    totals: dict[str, int]


@dataclass(slots=True)
class _Reading:
    """A file being read: its row in the catalogue, where its records went, and what is still to be said of it."""

    file: int
    name: str
    rows: dict[str, int] = field(default_factory=dict)
    waiting: list[tuple[int, int, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=empty_counts)
    problems: list[FileProblem] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """How to ingest: a format's name (else told by content), the search that the files come from, who, and whether only to try."""

    format: str | None = None
    search: Search = field(default_factory=Search)
    by: str | None = None
    dry_run: bool = False


def ingest(
    file: CatalogueFile, paths: list[str], options: IngestOptions | None = None, progress: type_of_progress | None = None
) -> IngestResult:
    """Read files into the catalogue; raises NotFound where the only path is not there, Interrupted on Ctrl-C."""
    options = options or IngestOptions()
    if options.dry_run:
        return _try_on_copy(file, paths, options, progress)
    found = list(find_files(paths))
    _refuse_nothing(paths, found)
    chosen = (find_format(options.format),) if options.format else formats()
    with writing_run(file, "ingest", {"paths": paths}, by=options.by, search=options.search) as run:
        ingester = _Ingester(file, run, chosen, progress or (lambda _name, _count: None))
        results = tuple(ingester.read(one) for one in found)
        totals = {name: sum(getattr(result, name) for result in results) for name in COUNTED}
    return IngestResult(run.id, results, totals)


def _refuse_nothing(paths: list[str], found: list[InputFile]) -> None:
    if not found:
        raise CpxError(f"nothing in {', '.join(paths)} that cpx could read", "give files or a folder with files: cpx ingest FILE")
    if len(found) == 1 and found[0].named and str(found[0].path) != "-" and not found[0].path.exists():
        raise NotFound(f"no file {found[0].path}", "check the path; a folder works too: cpx ingest FOLDER")


def _try_on_copy(file: CatalogueFile, paths: list[str], options: IngestOptions, progress: type_of_progress | None) -> IngestResult:
    """Ingest into a copy that is thrown away: what it says is what would happen."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue.db"
        shutil.copyfile(file.path, copy)
        with CatalogueFile(copy, writable=True) as twin:
            real = IngestOptions(format=options.format, search=options.search, by=options.by)
            return ingest(twin, paths, real, progress)


class _Ingester:
    """Reads files into one run, a batch at a time."""

    def __init__(self, file: CatalogueFile, run: Run, chosen: tuple[Format, ...], progress: type_of_progress) -> None:
        self._file = file
        self._run = run
        self._formats = chosen
        self._progress = progress
        self._saver = Saver(file, run.tagger, run.id)

    def read(self, one: InputFile) -> FileResult:
        """Read one file; what is wrong with it stands in the result."""
        name = str(one.path)
        try:
            data = read_bytes(one.path)
            source = read_source(data, name)
            chosen, certainty = self._choose(source, one)
        except CpxError as error:
            self._run.totals["failed"] += 1
            return FileResult(path=name, format=None, certainty=None, failed=1, problems=(_as_problem(name, error),))
        with self._file.batch() as connection:
            row = add_file(connection, self._run.id, name, digest(data), taken_for=(chosen.name, certainty))
        reading = _Reading(row, name)
        if certainty < SURE and len(self._formats) > 1:
            kinds = " or ".join(entry.name for entry in self._formats)
            message = f"taken for {chosen.label}, {certainty:.0%} sure; if that is wrong, give its kind: --as {kinds}"
            reading.problems.append(FileProblem(name, message))
        self._load(reading, chosen, source)
        return self._finish(reading, chosen, certainty)

    def _choose(self, source: Source, one: InputFile) -> tuple[Format, float]:
        if len(self._formats) == 1:
            return self._formats[0], 1.0
        best = sniff(self._formats, source)
        if best is None or (best[1] < SURE and not one.named):
            guess = f" (nearest: {best[0].label}, {best[1]:.0%} sure)" if best else ""
            known = ", ".join(entry.name for entry in self._formats)
            raise CpxError(f"{source.name} is of no kind that cpx knows{guess}", f"if it is one of these, say which: --as KIND ({known})")
        return best

    def _load(self, reading: _Reading, chosen: Format, source: Source) -> None:
        batch: list[Prepared] = []
        began = time.monotonic()
        for item in self._records(reading, chosen, source):
            batch.append(prepare(item, self._run.tagger))
            if len(batch) >= BATCH_RECORDS or time.monotonic() - began >= BATCH_SECONDS:
                self._save(reading, batch)
                batch, began = [], time.monotonic()
        self._save(reading, batch)

    def _records(self, reading: _Reading, chosen: Format, source: Source) -> Iterator[Record]:
        for item in chosen.load(source):
            if isinstance(item, Problem):
                reading.counts["failed"] += 1
                reading.problems.append(FileProblem(item.where, item.message))
            else:
                reading.counts["read"] += 1
                yield item

    def _save(self, reading: _Reading, batch: list[Prepared]) -> None:
        if not batch:
            return
        with self._file.batch():
            outcomes = [self._save_one(reading, prepared) for prepared in batch]
        for outcome in outcomes:
            reading.counts["unchanged" if outcome is Outcome.REMOVED else outcome.value] += 1
        self._run.totals["read"] += len(batch)
        self._progress(reading.name, reading.counts["read"])

    def _save_one(self, reading: _Reading, prepared: Prepared) -> Outcome:
        container = reading.rows.get(prepared.record.part_of or "")
        saved = self._saver.save(prepared, reading.file, container)
        if prepared.record.part_of and container is None and saved.work is not None and saved.record is not None:
            reading.waiting.append((saved.work, saved.record, prepared.record.part_of))
        if saved.record is not None and prepared.record.source_id:
            reading.rows[prepared.record.source_id] = saved.record
        if saved.note:
            reading.problems.append(FileProblem(prepared.record.source_id or reading.name, saved.note))
        return saved.outcome

    def _finish(self, reading: _Reading, chosen: Format, certainty: float) -> FileResult:
        if not reading.counts["read"] and not reading.counts["failed"]:
            reading.counts["failed"] = 1
            reading.problems.append(FileProblem(reading.name, f"taken for {chosen.label}, but no record was found in it"))
        counts = {name: reading.counts[name] for name in COUNTED}
        for name in COUNTED[1:]:
            self._run.totals[name] += counts[name]
        shown = reading.problems[:PROBLEMS_KEPT]
        if len(reading.problems) > PROBLEMS_KEPT:
            shown.append(FileProblem(reading.name, f"and {len(reading.problems) - PROBLEMS_KEPT} more"))
        with self._file.batch() as connection:
            for work, record, name in reading.waiting:
                if name in reading.rows:
                    self._saver.contain(work, record, reading.rows[name])
            close_file(connection, reading.file, counts, [{"where": p.where, "message": p.message} for p in shown])
        return FileResult(path=reading.name, format=chosen.name, certainty=certainty, problems=tuple(shown), **counts)


def _as_problem(name: str, error: CpxError) -> FileProblem:
    return FileProblem(name, f"{error.message}; {error.hint}" if error.hint else error.message)
