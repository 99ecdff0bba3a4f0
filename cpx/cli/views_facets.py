"""What people see of facets: for each the most frequent values with a bar, in as many columns as fit."""

from collections.abc import Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size
from rich.columns import Columns
from rich.console import Group
from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.cli.views_hits import say_asked

_MOST, _WIDEST, _NARROWEST, _BAR = 10, 44, 38, 8
"""Values of a facet, columns of one at most and where others stand beside it, and columns of its longest bar."""


def view_facets(facets: dict[str, list[dict[str, Any]]], state: State, query: str, found: int, filters: str) -> None:
    """Draw the counts of each facet; a bar tells the share of the works found."""
    screen = console(state)
    columns = max(1, screen.width // (_NARROWEST + 2))
    width = min(screen.width // columns - 2, _WIDEST) if columns > 1 else min(screen.width, _WIDEST)
    blocks = [_block(name, rows, width, found) for name, rows in facets.items() if rows]
    for row in _rows(blocks, columns):
        screen.print(Padding(Columns(row, width=width, padding=(0, 2)) if len(row) > 1 else row[0], (0, 0, 1, 0)))
    screen.print(Text(f"{found:,} work{'' if found == 1 else 's'}{say_asked(query, filters)}", style="dim"))
    if blocks:
        screen.print(Text("narrow it: --method, --population, --place ... with a name from above; all values: --json", style="dim"))


def _rows(blocks: Sequence[Group], columns: int) -> list[Sequence[Group]]:
    return [blocks[start : start + columns] for start in range(0, len(blocks), columns)]


def _block(name: str, rows: Sequence[dict[str, Any]], width: int, found: int) -> Group:
    digits = max(len(f"{row['count']:,}") for row in rows[:_MOST])
    room = max(4, width - digits - _BAR - 4)
    lines = [Text.assemble("  ", *_cells(row, digits, room, found)) for row in rows[:_MOST]]
    rest = len(rows) - _MOST
    return Group(Text(name, style="bold"), *lines, *([Text(f"  and {rest} more", style="dim")] if rest > 0 else []))


def _cells(row: dict[str, Any], digits: int, room: int, found: int) -> list[tuple[str, str] | str]:
    value, count = one_line(str(row["value"])), row["count"]
    label = value if cell_len(value) <= room else set_cell_size(value, room - 1) + "…"
    bar = "█" * max(1, round(_BAR * count / max(found, count)))
    return [set_cell_size(label, room), (f" {count:>{digits},} ", "bold"), (bar, "cyan")]
