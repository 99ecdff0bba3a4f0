"""Ingest: files of any known format become records, and records works. The same file again changes nothing."""

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from cpx.domain.output import Output
from cpx.errors import CpxError, NotFound
from cpx.registry import find_format, formats
from cpx.services.collecting import rare_collections
from cpx.services.files import InputFile, find_files
from cpx.services.ingester import Ingester, type_of_progress
from cpx.services.reading import FileProblem, FileResult
from cpx.services.run import writing_run
from cpx.services.save import COUNTED
from cpx.store.catalogue import CatalogueFile
from cpx.store.runs import Search

__all__ = ["FileProblem", "FileResult", "IngestOptions", "IngestResult", "ingest", "type_of_progress"]


@dataclass(frozen=True, slots=True)
class IngestResult(Output):
    """What came of an ingest."""

    run: int
    files: tuple[FileResult, ...]
    totals: dict[str, int]


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
    found = find_inputs(paths)
    chosen = (find_format(options.format),) if options.format else formats()
    with writing_run(file, "ingest", {"paths": paths}, by=options.by, search=options.search) as run, rare_collections():
        ingester = Ingester(file, run, chosen, progress or (lambda _name, _count: None))
        results = tuple(ingester.read(one) for one in found)
        totals = {name: sum(getattr(result, name) for result in results) for name in COUNTED}
    return IngestResult(run.id, results, totals)


def find_inputs(paths: list[str]) -> list[InputFile]:
    """Find the files to read; raises NotFound where the only path is not there, CpxError where there is nothing to read."""
    found = list(find_files(paths))
    if not found:
        raise CpxError(f"nothing in {', '.join(paths)} that cpx could read", "give files or a folder with files: cpx ingest FILE")
    if len(found) == 1 and found[0].named and str(found[0].path) != "-" and _is_missing(found[0].path):
        raise NotFound(f"no file {found[0].path}", "check the path; a folder works too: cpx ingest FOLDER")
    return found


def _is_missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:  # reading it will say what is wrong
        return False


def _try_on_copy(file: CatalogueFile, paths: list[str], options: IngestOptions, progress: type_of_progress | None) -> IngestResult:
    """Ingest into a copy that is thrown away: what it says is what would happen."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue.db"
        file.copy_to(copy)
        with CatalogueFile(copy, writable=True) as twin:
            return ingest(twin, paths, replace(options, dry_run=False), progress)
