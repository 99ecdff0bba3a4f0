"""What ``cpx tag --score``, ``--sheet`` and ``--compare`` do: measuring tags on one's own texts, against people's judgement."""

import csv
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from cpx.cli.options import reading
from cpx.cli.render import emit, say, view
from cpx.cli.sanitise import one_line, printable
from cpx.cli.state import State
from cpx.cli.whole_file import write_whole
from cpx.domain.output import Output, field_names
from cpx.errors import BadUsage, PartlyFailed
from cpx.formats.csv_table import cell_text
from cpx.services.coding_compare import SettleRow, TermAgreement
from cpx.services.coding_compare import compare as compare_files
from cpx.services.coding_labels import LabelFile, load_labels, read_labels
from cpx.services.coding_sheet import SheetRow, draw_sheet
from cpx.services.reading import FileProblem
from cpx.services.scoring import TermScore
from cpx.services.scoring import score as score_tags

SEED = 1
MACHINE_COLUMNS = ("machine", "match", "usage", "sentence")
TWO = 2
_IN_ROWS = ("csv", "tsv", "table")
"""Formats for rows: the terms, and no object within an object."""
_IN_A_TABLE = {
    TermScore: "label,judged,tp,fp,fn,precision,recall,f1",
    TermAgreement: "label,both,only_first,only_second,neither,agreement,kappa,remark",
}
"""What a terminal has room for."""
_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for something else."""


def score(state: State, labels: Path, *, as_read: bool = False) -> None:
    """Print precision, recall and F1 of the tags against a person's label file, and where they differ.

    The machine's own assignments are scored; with ``as_read`` what readers see, a person's word included.
    """
    with reading(state) as connection:
        result = score_tags(connection, _read(labels), as_read=as_read)
    if not (result.judged or result.set_aside or result.problems):
        raise BadUsage(f"no row of {labels} has a verdict", "fill the column verdict with yes or no, and save it as CSV")
    _emit(result, state, "view_score", TermScore)
    _complain(result.problems)


def sheet(state: State, count: int, seed: int | None = None, blind: bool = False, output: Path | None = None) -> None:
    """Draw works for coding by hand: into a CSV file that no other is overwritten by, or as rows on stdout."""
    _refuse_to_overwrite(output)
    seed = SEED if seed is None else seed
    with reading(state) as connection:
        drawn = draw_sheet(connection, count, seed, blind=blind)
    columns = [name for name in field_names(SheetRow) if not (blind and name in MACHINE_COLUMNS)]
    if output is None:
        rows = [{name: row[name] for name in columns} for row in drawn.rows]
        emit(rows, state)
    else:
        write_whole(output, _csv(drawn.rows, columns))
    less = f" (there are no more than {drawn.of} with text)" if drawn.works < count else f" of {drawn.of}"
    where = f"wrote {output}: " if output else ""
    works = "1 work" if drawn.works == 1 else f"{drawn.works} works"
    say(f"{where}{_rows(len(drawn.rows))} to judge on {works}{less}, seed {seed}", state)
    if output:
        say(f"fill the column verdict with yes or no (docs/label-guide.md says how), then: cpx tag --score {output}", state)


def compare(state: State, files: Sequence[Path], output: Path | None = None) -> None:
    """Print how far two people agree, and what they have to settle; with ``output`` a sheet to settle it in."""
    if len(files) != TWO:
        raise BadUsage("two files are compared", "for example: cpx tag --compare ana.csv ben.csv -o settle.csv")
    _refuse_to_overwrite(output)
    first, second = (_read(path) for path in files)
    if first.rows == second.rows:
        say("the two files say the same, row by row: are they one person's? Then their agreement tells nothing", state)
    with reading(state) as connection:
        found = compare_files(connection, first, second)
    if output:
        write_whole(output, _csv(found.settle, field_names(SettleRow)))
    _emit(found.comparison, state, "view_comparison", TermAgreement)
    if output:
        differing = _rows(len(found.comparison.disagreements))
        say(f"wrote {output}: {differing} to settle on top, below them what is agreed; settled, it is a label file", state)
    _complain(found.comparison.problems)


def _emit(result: Any, state: State, name: str, kind: type) -> None:  # noqa: ANN401 - a ScoreResult or a Comparison
    if state.output not in _IN_ROWS:
        emit(result, state, view(name, place="views_scoring"))
        return
    fits = state.output == "table" and not state.fields
    emit(result.terms, replace(state, fields=_IN_A_TABLE[kind]) if fits else state, kind=kind)
    for problem in result.problems:
        say(one_line(f"{problem.where}: {problem.message}"), state)


def _read(path: Path) -> LabelFile:
    """Read a label file; ``-`` is standard input."""
    if str(path) == "-":
        return read_labels(sys.stdin.buffer.read(), "standard input")
    return load_labels(path)


def _refuse_to_overwrite(output: Path | None) -> None:
    """Keep a file that is there: a coded sheet is hours of somebody's work."""
    if output is not None and output.is_file() and output.stat().st_size:
        raise BadUsage(f"{output} is there already, and may hold somebody's coding", "give another name with -o, or move it away")


def _csv(rows: Sequence[Output], columns: Sequence[str]) -> Iterator[str]:
    """Write rows as spreadsheets open them: a mark for UTF-8, Windows' line ends, and no cell that is a formula."""
    yield _BOM + _line(columns)
    for row in rows:
        yield _line([printable(cell_text(row[name])) for name in columns])


def _line(cells: Sequence[str]) -> str:
    held = io.StringIO()
    csv.writer(held).writerow(cells)
    return held.getvalue()


def _complain(problems: Sequence[FileProblem]) -> None:
    if problems:
        raise PartlyFailed(
            f"{_rows(len(problems))} could not be used; the first is {problems[0].where}: {problems[0].message}",
            "correct them, and run it again",
        )


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
