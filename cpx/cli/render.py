"""Data out: JSON, lines, CSV, TSV and plain tables on stdout; everything said to a person on stderr."""

import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from itertools import chain
from typing import TYPE_CHECKING, Any

from cpx.cli.sanitise import escape_json, one_line, printable
from cpx.cli.state import State
from cpx.domain.output import as_json, field_names
from cpx.errors import BadUsage

if TYPE_CHECKING:
    from cpx.domain.parts import Update

View = Callable[[Any, State], None]
"""Draws an object on the terminal with Rich."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, full-width forms too."""
IN_A_TABLE = (
    ("status", "checked", "key", "text", "notice", "reason"),
    ("status", "checked", "doi", "text", "notice", "reason"),
    ("key", "was", "now", "notice", "message"),
    ("run", "started_at", "by", "command", "what", "undone_by"),
    ("key", "year", "title"),
    ("role", "text", "work"),
    ("concept", "scheme", "label", "broader"),
    ("doi", "outcome", "key", "message"),
)
"""Columns of a plain table without ``--fields``: the first whose fields the rows have; one with a key in every row goes before."""


def view(name: str, *context: Any, place: str = "views") -> View:  # noqa: ANN401 - whatever that view wants
    """Give a view by name, of ``cpx.cli.views`` or another module beside it; Rich is imported only when it draws."""

    def draw(value: Any, state: State) -> None:  # noqa: ANN401 - any object of the contract
        getattr(import_module(f"cpx.cli.{place}"), name)(value, state, *context)

    return draw


def emit(value: Any, state: State, draw: View | None = None, kind: type | None = None) -> None:  # noqa: ANN401 - any object of the contract
    """Print one object, or a sequence of objects, in the format that the options and the place ask for.

    ``kind`` is what the objects of a sequence are: it names the columns of a spreadsheet where there is none.
    """
    if state.output in ("view", "table") and sys.stdout.isatty():
        from cpx.cli.pager import paged  # only a person at a terminal has one

        with paged(state, say):
            _emit(value, state, draw, kind)
    else:
        _emit(value, state, draw, kind)


def _emit(value: Any, state: State, draw: View | None, kind: type | None) -> None:  # noqa: ANN401 - same
    if state.output == "view" and draw is not None:
        draw(value, state)
        return
    if isinstance(value, (tuple, list)):
        _emit_rows([as_json(item) for item in value], state, kind)
    elif state.output == "table":
        _emit_one(_pick(as_json(value), state.field_names()), state)
    elif state.output in ("json", "view"):
        out(_dump(_pick(as_json(value), state.field_names()), indent=2) + "\n")
    else:
        _emit_rows([as_json(value)], state)
    _say_where(state)


def emit_lines(rows: Iterable[Any], state: State) -> None:
    """Print objects one a line as they come."""
    names = state.field_names()
    for row in rows:
        out(_dump(_pick(as_json(row), names)) + "\n")


def _emit_rows(rows: list[dict[str, Any]], state: State, kind: type | None = None) -> None:
    names = state.field_names()
    rows = [_pick(_mark(row) if state.output == "table" else row, names) for row in rows]
    if state.output in ("json", "view"):
        out("[" + ",\n ".join(_dump(row) for row in rows) + "]\n")
    elif state.output == "nl":
        out("".join(_dump(row) + "\n" for row in rows))
    else:
        _emit_table(rows, state, names or (field_names(kind) if kind and not rows else ()))


def _mark(row: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Say before the title of a work that it was retracted or doubted: a table for people has no room for that column."""
    if not isinstance(row, dict) or not isinstance(row.get("title"), str):
        return row
    if not row.get("retracted") and not row.get("updates"):
        return row
    from cpx.domain.update_words import marked_title  # only such a work needs it

    return {**row, "title": marked_title(row["title"], _updates(row), retracted=bool(row.get("retracted")))}


def _updates(row: dict[str, Any]) -> "list[Update]":
    from cpx.domain.parts import Update

    return [Update(**update) for update in row.get("updates") or ()]


def _emit_one(row: dict[str, Any], state: State) -> None:
    """Draw one object as a table of its fields, those that hold nothing left out."""
    from cpx.cli.views import plain_table

    plain_table(("field", "value"), [(name, _cell(value)) for name, value in row.items() if value not in (None, "", [], {})], state)


def _emit_table(rows: list[dict[str, Any]], state: State, names: Sequence[str]) -> None:
    columns = list(names or (rows[0] if rows else ()))
    if not columns:
        return
    if state.output == "table":
        from cpx.cli.views import plain_table

        columns = columns if names else list(_columns_that_fit(columns, rows))
        plain_table(columns, [[_cell(_short(row[name])) for name in columns] for row in rows], state)
    else:
        clean, write = (printable, _emit_csv) if state.output == "csv" else (one_line, _emit_tsv)
        write([columns, *([_guard(row[name], clean) for name in columns] for row in rows)])


def _columns_that_fit(fields: Sequence[str], rows: Sequence[dict[str, Any]]) -> Sequence[str]:
    """Choose the columns that tell rows of a kind apart: no terminal has room for the forty fields of a work."""
    fitting = [chosen for chosen in IN_A_TABLE if set(chosen) <= set(fields)]
    named = (chosen for chosen in fitting if "key" not in chosen or all(row["key"] for row in rows))
    return next(chain(named, fitting), fields)


def _short(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Give a work within a row by its key, and say where it was retracted or doubted."""
    if not isinstance(value, dict) or "key" not in value:
        return value
    if not value.get("retracted") and not value.get("updates"):
        return value["key"]
    from cpx.domain.update_words import mark_of

    mark = mark_of(_updates(value), retracted=bool(value.get("retracted")))
    return f"{value['key']} ({mark})" if mark else value["key"]


def _emit_tsv(lines: list[list[str]]) -> None:
    out("".join("\t".join(line) + "\n" for line in lines))


def _emit_csv(lines: list[list[str]]) -> None:
    import csv
    import io

    held = io.StringIO()
    csv.writer(held, lineterminator="\n").writerows(lines)
    out(held.getvalue())


def _guard(value: Any, clean: Callable[[str], str]) -> str:  # noqa: ANN401 - any JSON value
    """Give a cell that no spreadsheet takes for a formula; a number stays one."""
    cell = clean(_cell(value))
    return f"'{cell}" if cell.startswith(FORMULA_STARTS) and not isinstance(value, (int, float)) else cell


def _cell(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return "; ".join(value)
    return _dump(value)


def check_fields(state: State, kind: type) -> None:
    """Refuse names after ``--fields`` that objects of a kind do not have, before anything was asked or written."""
    _pick(dict.fromkeys(field_names(kind)), state.field_names())


def _pick(row: Any, names: Sequence[str]) -> Any:  # noqa: ANN401 - any JSON value
    if not names or not isinstance(row, dict):
        return row
    unknown = [name for name in names if name not in row]
    if unknown:
        raise BadUsage(f"no field {unknown[0]!r} here", f"the fields are: {', '.join(row)}")
    return {name: row[name] for name in names}


def _dump(value: Any, indent: int | None = None) -> str:  # noqa: ANN401 - any JSON value
    return escape_json(json.dumps(value, ensure_ascii=False, indent=indent))


def out(text: str) -> None:
    """Write data."""
    sys.stdout.write(text)


def say(text: str, state: State) -> None:
    """Say something to a person on stderr, unless they asked for quiet."""
    if not state.quiet:
        sys.stderr.write(printable(text) + "\n")


def _say_where(state: State) -> None:
    """Where plain output went into a file, say what was written and how to get a table."""
    if state.format is None and stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode) if _has_descriptor() else False:
        say("wrote JSON; for a table add --table, for a spreadsheet --csv", state)


def _has_descriptor() -> bool:
    try:
        sys.stdout.fileno()
    except (OSError, AttributeError):  # a test's or a caller's own stream
        return False
    return True
