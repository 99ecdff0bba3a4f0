"""Read one file after another into a run: its records are prepared as they come and saved a batch at a time."""

import time
from collections.abc import Callable, Iterator

from cpx.domain.output import as_json
from cpx.domain.record import Record
from cpx.errors import CpxError
from cpx.formats.base import Format, Problem, Source
from cpx.formats.decode import read_source
from cpx.formats.sniff import SURE, sniff
from cpx.services.files import InputFile, digest, read_bytes, shown_name
from cpx.services.prepare import Prepared, prepare
from cpx.services.reading import FileProblem, FileResult, Reading
from cpx.services.run import Run
from cpx.services.save import COUNTED, Outcome, Saver
from cpx.store.catalogue import CatalogueFile
from cpx.store.runs import add_file, close_file

BATCH_RECORDS = 500
BATCH_SECONDS = 1.0
"""A batch is saved after so many records or seconds: short enough that readers are never locked out for long."""

type_of_progress = Callable[[str, int], None]
"""Called with the file's name and the number of its records done so far."""

_BAD_RECORD = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError)
"""What a description of a shape that nobody thought of may raise: that record is left out, the others are saved."""


class Ingester:
    """Reads files into one run, a batch at a time."""

    def __init__(self, file: CatalogueFile, run: Run, formats: tuple[Format, ...], progress: type_of_progress) -> None:
        """Bind the catalogue, the run, the formats to choose from, and who is told how far it is."""
        self._file = file
        self._run = run
        self._formats = formats
        self._progress = progress
        self._saver = Saver(file, run.tagger, run.id)

    def read(self, one: InputFile) -> FileResult:
        """Read one file; what is wrong with it stands in the result."""
        name = shown_name(one.path)
        try:
            data = read_bytes(one.path)
            source = read_source(data, name)
            chosen, certainty = self._choose(source, one)
        except CpxError as error:
            self._run.totals["failed"] += 1
            return FileResult(path=name, format=None, certainty=None, failed=1, problems=(_as_problem(name, error),))
        with self._file.batch() as connection:
            row = add_file(connection, self._run.id, name, digest(data), taken_for=(chosen.name, certainty))
        reading = Reading(row, name)
        if certainty < SURE and len(self._formats) > 1:
            kinds = " or ".join(entry.name for entry in self._formats)
            reading.say(name, f"taken for {chosen.label}, {certainty:.0%} sure; if that is wrong, give its kind: --as {kinds}")
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

    def _load(self, reading: Reading, chosen: Format, source: Source) -> None:
        batch: list[Prepared] = []
        began = time.monotonic()
        for prepared in self._prepared(reading, chosen, source):
            batch.append(prepared)
            if len(batch) >= BATCH_RECORDS or time.monotonic() - began >= BATCH_SECONDS:
                self._save(reading, batch)
                batch, began = [], time.monotonic()
        self._save(reading, batch)

    def _prepared(self, reading: Reading, chosen: Format, source: Source) -> Iterator[Prepared]:
        for record in _records(reading, chosen, source):
            reading.counts["read"] += 1
            try:
                prepared = prepare(record, self._run.tagger)
            except _BAD_RECORD as error:
                reading.fail(_where(reading, record), _cannot_be("read", error))
            else:
                yield prepared

    def _save(self, reading: Reading, batch: list[Prepared]) -> None:
        if not batch:
            return
        with self._file.batch():
            for prepared in batch:
                self._save_one(reading, prepared)
        self._run.totals["read"] += len(batch)
        self._progress(reading.name, reading.counts["read"])

    def _save_one(self, reading: Reading, prepared: Prepared) -> None:
        record = prepared.record
        container = reading.rows.get(record.part_of or "")
        try:
            saved = self._saver.save(prepared, reading.file, container)
        except _BAD_RECORD as error:
            reading.fail(_where(reading, record), _cannot_be("saved", error))
            return
        reading.counts["unchanged" if saved.outcome is Outcome.REMOVED else saved.outcome.value] += 1
        if saved.note:
            reading.say(_where(reading, record), saved.note)
        if saved.record is None or saved.work is None:
            return
        if record.source_id:
            reading.rows[record.source_id] = saved.record
        if record.part_of and container is None:
            reading.waiting.append((saved.work, saved.record, record.part_of))

    def _finish(self, reading: Reading, chosen: Format, certainty: float) -> FileResult:
        if not reading.counts["read"] and not reading.counts["failed"]:
            reading.fail(reading.name, f"taken for {chosen.label}, but no record was found in it")
        for name in COUNTED[1:]:
            self._run.totals[name] += reading.counts[name]
        result = reading.result(chosen.name, certainty)
        with self._file.batch() as connection:
            for work, record, name in reading.waiting:
                if name in reading.rows:
                    self._saver.contain(work, record, reading.rows[name])
            close_file(connection, reading.file, {name: reading.counts[name] for name in COUNTED}, as_json(result.problems))
        return result


def _records(reading: Reading, chosen: Format, source: Source) -> Iterator[Record]:
    """Yield the records of a file and note its problems. A reader that fails ends its own file, not those that come after."""
    try:
        for item in chosen.load(source):
            if isinstance(item, Problem):
                reading.fail(item.where, item.message)
            else:
                yield item
    except CpxError as error:
        reading.fail(reading.name, error.message)
    except Exception as error:  # noqa: BLE001 - a plug-in's reader may raise anything
        reading.fail(reading.name, _cannot_be("read to its end", error))


def _cannot_be(done: str, error: Exception) -> str:
    return f"cannot be {done} ({type(error).__name__}: {error})"


def _where(reading: Reading, record: Record) -> str:
    return str(record.source_id or reading.name)


def _as_problem(name: str, error: CpxError) -> FileProblem:
    return FileProblem(name, f"{error.message}; {error.hint}" if error.hint else error.message)
