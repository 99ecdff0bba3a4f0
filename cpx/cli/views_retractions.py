"""What people see of retractions: how works and references stand, and what a check of updates changed."""

from collections.abc import Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.domain.checked import UNCHECKED, CheckedReference, UpdateChange
from cpx.domain.parts import Update
from cpx.domain.update_words import say_update
from cpx.domain.updates import Standing

_LOUD = "bold white on red"
_SAID = {
    Standing.RETRACTED.value: ("RETRACTED", _LOUD),
    Standing.CONCERN.value: ("CONCERN", "bold red"),
    Standing.CORRECTED.value: ("corrected", "yellow"),
    UNCHECKED: ("NOT CHECKED", "yellow"),
    Standing.CLEAR.value: ("clear", "green"),
}
"""Status -> its word and style: the word alone says it where there is no colour."""


def view_retractions(rows: Sequence[CheckedReference], state: State) -> None:
    """Draw a row for each work or reference: status, what it is, and what that rests on."""
    grid = _grid()
    for row in rows:
        head = Text.assemble((f"{one_line(row.label)}  " if row.label else "", "dim"), one_line(row.text))
        head.append(f"  {one_line(row.key)}" if row.key else "", style="cyan")
        grid.add_row(_status(row.status), Group(head, *(Text(line, style="dim") for line in _lines(row))))
    if rows:
        console(state).print(grid)


def _lines(row: CheckedReference) -> list[str]:
    said = _say_update(row)
    checked = f"checked {row.checked}" if row.checked else ""
    doi = row.doi if row.doi and row.doi not in row.text.lower() else ""
    facts = " · ".join(one_line(part) for part in (doi, checked, row.reason) if part)
    return [line for line in (said, facts, *map(one_line, row.remarks)) if line]


def view_changes(changes: Sequence[UpdateChange], state: State) -> None:
    """Draw what changed for each work, and what could not be asked."""
    grid = _grid()
    for one in changes:
        head = Text(one_line(one.title)) + Text(f"  {one_line(one.key)}", style="cyan")
        was = f"was {one.was}; " if one.was != one.now else ""
        line = one.message if one.error else f"{was}{_say_update(one)}"
        grid.add_row(_status(UNCHECKED if one.error else one.now), Group(head, Text(one_line(f"{one.doi} · {line}"), style="dim")))
    if changes:
        console(state).print(grid)


def _grid() -> Table:
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    return grid


def _status(status: str) -> Text:
    word, style = _SAID[status]
    return Text(word, style=style)


def _say_update(row: CheckedReference | UpdateChange) -> str:
    return one_line(say_update(Update(row.type, row.notice, row.date, row.source))) if row.type else ""
