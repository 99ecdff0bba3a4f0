"""A person's label file: rows of work, concept, and yes or no, as any spreadsheet saves them. What is off is told by its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.concept import Part, Usage
from cpx.errors import BadUsage, CpxError, NotFound
from cpx.formats.decode import find_encoding

Problem = tuple[int, str]
"""A line of the file, and what is wrong with it."""


class Answer(StrEnum):
    """What a person wrote into a row: a verdict, that it cannot be told, or nothing yet."""

    YES = "yes"
    NO = "no"
    UNDECIDED = "undecided"
    BLANK = ""


_WORDS = {
    Answer.YES: ("yes", "y", "true", "t", "1", "1.0", "x", "✓", "✔", "wahr", "ja", "vrai", "oui", "verdadero", "sí", "si", "是"),
    Answer.NO: ("no", "n", "false", "f", "0", "0.0", "-", "falsch", "nein", "faux", "non", "falso", "否"),
    Answer.UNDECIDED: ("?", "unclear", "undecided", "unsure", "maybe", "not sure"),
    Answer.BLANK: ("",),
}
"""Answer -> how people and spreadsheets in several languages write it."""
_ANSWERS = {word: answer for answer, words in _WORDS.items() for word in words}
_COLUMNS = {
    "work": ("work", "key", "doi", "source_id", "work key"),
    "concept": ("concept", "term", "label", "tag"),
    "verdict": ("verdict", "yes|no", "yes/no", "yes or no", "yes", "judgement", "judgment", "answer", "present"),
    "note": ("note", "notes", "comment"),
    "usage": ("usage", "used or topic", "used/topic"),
    "part": ("part", "took part"),
}
"""What we read -> the names that its column may have; the first that a file has counts."""
_READINGS = {"usage": tuple(Usage), "part": tuple(Part)}
"""Column -> what may stand in it, beside nothing."""
MACHINES = "machine"
"""A file with this column is a sheet that shows the machine's answers: its column ``usage`` is the machine's, not the coder's."""
_SEPARATORS = (",", ";", "\t")
_NEEDED = 3
_FORM = "the first line is: work,concept,verdict; then a row a judgement, with yes or no; cpx tag --sheet 60 -o sheet.csv makes one"
_SAVE = "in a spreadsheet: save as CSV (UTF-8)"
csv.field_size_limit(10_000_000)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """One row as it was read; ``line`` is where it begins in the file."""

    line: int
    work: str
    concept: str
    answer: Answer
    note: str = ""
    usage: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class LabelFile:
    """A label file: its name for messages, the rows that were understood, and what is wrong with the others."""

    name: str
    rows: tuple[LabelRow, ...]
    problems: tuple[Problem, ...]


def load_labels(path: Path) -> LabelFile:
    """Read a label file from disk. Raise NotFound where there is none, BadUsage for what cannot be read."""
    try:
        return read_labels(path.read_bytes(), path.name)
    except FileNotFoundError:
        raise NotFound(f"no file {path}", "make a sheet with: cpx tag --sheet 60 --blind -o sheet.csv") from None
    except OSError as error:
        raise BadUsage(f"{path} cannot be read: {(error.strerror or str(error)).lower()}", "give a CSV file") from error


def read_labels(data: bytes, name: str) -> LabelFile:
    """Read a label file: commas, semicolons or tabs, UTF-8 or what Excel writes, with or without a header.

    Raise BadUsage for what is no such table at all; a row that is off is a problem of the file, and the rest counts.
    """
    lines = list(_table(_text(data, name), name))
    if not lines:
        raise BadUsage(f"{name} is empty", _FORM)
    columns, rest = _columns(lines, name)
    rows: list[LabelRow] = []
    problems: list[Problem] = []
    for line, cells in rest:
        read = _row(line, cells, columns)
        if isinstance(read, LabelRow):
            rows.append(read)
        elif read:
            problems.append((line, read))
    return LabelFile(name, tuple(rows), tuple(problems))


def _text(data: bytes, name: str) -> str:
    try:
        encoding = find_encoding(data)
    except CpxError as error:
        raise BadUsage(f"{name}: {error.message}", _SAVE) from error
    return clean_text(data.decode(encoding, "replace"))  # takes a byte order mark out as well


def _table(content: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line, cells) of each row that holds something; Excel's own first line ``sep=;`` is obeyed.

    Raise BadUsage for a quotation mark that is not closed: it would swallow the rows below it unseen.
    """
    first, _, rest = content.partition("\n")
    said = first.strip().strip('"').lower()
    skipped = 1 if said.startswith("sep=") and len(said) == len("sep=") + 1 else 0
    separator = said[-1] if skipped else _separator(content)
    reader = csv.reader(io.StringIO(rest if skipped else content, newline=""), delimiter=separator, strict=True)
    begin = 1 + skipped
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield begin, [fold_space(cell) for cell in cells]
            begin = reader.line_num + 1 + skipped
    except csv.Error as error:
        raise BadUsage(f"{name}, line {begin}: the quotation marks of this row do not pair", f"correct the row, or {_SAVE}") from error


def _separator(content: str) -> str:
    """Tell what parts the cells by the first line that holds something."""
    head = next((line for line in content.split("\n") if line.strip()), "")
    return max(_SEPARATORS, key=head.count)


def _columns(lines: Sequence[tuple[int, list[str]]], name: str) -> tuple[dict[str, int], Sequence[tuple[int, list[str]]]]:
    """Give what stands in which column, and the rows below the header; without one the order is work, concept, verdict."""
    cells = [cell.lower() for cell in lines[0][1]]
    found = {what: next((cells.index(word) for word in words if word in cells), -1) for what, words in _COLUMNS.items()}
    if MACHINES in cells:
        found["usage"] = -1
    if all(found[what] >= 0 for what in ("work", "concept", "verdict")):
        return found, lines[1:]
    if len(cells) >= _NEEDED and _ANSWERS.get(cells[2]) in (Answer.YES, Answer.NO):
        return {"work": 0, "concept": 1, "verdict": 2, "note": 3}, lines
    missing = [what for what in ("work", "concept", "verdict") if found[what] < 0]
    near = get_close_matches(missing[0], cells, 1)
    meant = f"; is {near[0][:40]!r} meant? Call it {missing[0]}" if near else ""
    raise BadUsage(f"{name} has no column {missing[0]!r}{meant}", _FORM)


def _row(line: int, cells: Sequence[str], columns: dict[str, int]) -> LabelRow | str | None:
    """Give the row, or what is wrong with it; None where it names nothing (a remark under the table)."""
    read = {what: cells[place] if 0 <= place < len(cells) else "" for what, place in columns.items()}
    answer = _ANSWERS.get(read["verdict"].lower())
    if not (read["work"] or read["concept"]):
        return None if answer is Answer.BLANK else "a verdict on no work and no term"
    missing = next((what for what in ("work", "concept") if not read[what]), None)
    if missing:
        return f"no {missing}"
    if answer is None:
        return f"{read['verdict'][:40]!r} is neither yes nor no"
    readings = {what: read.get(what, "").lower().replace("took part", Part.TOOK_PART) for what in _READINGS}
    unknown = next((what for what, said in readings.items() if said and said not in _READINGS[what]), None)
    if unknown:
        return f"{read[unknown][:40]!r} is no {unknown}: write {', '.join(_READINGS[unknown])}, or nothing"
    return LabelRow(line, read["work"], read["concept"], answer, read["note"], **readings)
