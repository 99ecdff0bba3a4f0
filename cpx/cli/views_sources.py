"""What people see of sources, references and missing works."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console, title_text
from cpx.cli.views_edit import names_in_full, view_notes
from cpx.cli.views_show import view_details

_LONGEST = 160
"""Characters of a value that a table shows."""
_MOST_ITEMS = 6


def view_shown(details: Any, state: State, tags: bool, origins: Sequence[Any] | None, references: bool) -> None:  # noqa: ANN401 - see view_details
    """Draw works, with the origin of each field or the works that they cite where that is asked for."""
    shown = details if isinstance(details, Sequence) else (details,)
    for place, detail in enumerate(shown):
        if references and origins is None and not tags:
            console(state).print(title_text(detail))
        else:
            view_details(detail, state, tags)
        if detail.notes:
            view_notes(detail, state)
        if origins is not None:
            _draw_origins(origins[place], state)
        if references:
            _draw_references(detail, state)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    return table


def _draw_origins(origins: Iterable[Any], state: State) -> None:
    table, others = _table("field", "value", "source", "date"), _table("field", "others say", "source", "date")
    for one in origins:
        name = one.field.replace("_", " ")
        table.add_row(*_cells(name, _short(one.value), _source(one), one.date))
        for other in one.others:
            others.add_row(*_cells(name, _short(other.value), _source(other), other.date))
    console(state).print(table)
    if others.row_count:
        console(state).print(Padding(others, (1, 0, 0, 0)))
    console(state).print()


def _source(one: Any) -> str:  # noqa: ANN401 - a FieldOrigin or one of its others
    """Name a source, and what it describes where that is another version: "crossref" alone would pass for the article's."""
    return f"{one.source}, of {one.described}" if one.described else str(one.source)


def _cells(*texts: str) -> list[Text]:
    return [Text(one_line(text)) for text in texts]


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if isinstance(value, list):
        more = f"; and {len(value) - _MOST_ITEMS} more" if len(value) > _MOST_ITEMS else ""
        return _cut(names_in_full([_item(item) for item in value[:_MOST_ITEMS]])) + more
    return _cut(one_line(str(value or "(cleared)")))


def _item(item: Any) -> Any:  # noqa: ANN401 - a string, a name, or another object of the contract
    if isinstance(item, dict) and not {"family", "given", "literal"} & set(item):
        return next((str(item[name]) for name in ("value", "name", "label", "text", "type") if item.get(name)), "")
    return item


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def _draw_references(detail: Any, state: State) -> None:  # noqa: ANN401 - a WorkDetail
    screen = console(state)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", min_width=3)
    grid.add_column(overflow="fold")
    for number, row in enumerate(detail.references, 1):
        line = Text.assemble(("RETRACTED", "bold white on red"), " ") if row.retracted else Text()
        line.append(one_line(row.text))
        if row.doi and row.doi not in row.text.casefold():
            line.append(f"  {one_line(row.doi)}", style="dim")
        if row.key:
            line.append(f"  {row.key}", style="cyan")
        grid.add_row(Text(str(number)), line)
    screen.print(Padding(grid, (0, 0, 1, 0)))
    here = sum(row.key is not None for row in detail.references)
    gone = sum(row.retracted for row in detail.references)
    cites = f"cites {len(detail.references)}, {here} of them here" if detail.references else "no references known"
    cites += f", {gone} retracted" if gone else ""
    cited = f"cited by {len(detail.cited_by)} here: {', '.join(detail.cited_by)}" if detail.cited_by else "cited by none here"
    screen.print(Text(f"{cites}; {cited}\n", style="dim"))


def view_missing(missing: Sequence[Any], state: State) -> None:
    """Draw works that are cited here and not in the catalogue, and how to add them."""
    screen, grid = console(state), Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="bold", min_width=3)
    grid.add_column(overflow="fold")
    for one in missing:
        line = Text(one_line(one.text))
        if one.doi and one.doi not in one.text.casefold():
            line.append(f"  {one_line(one.doi)}", style="dim")
        line.append(f"\ncited by {', '.join(one.cited_by)}", style="cyan")
        grid.add_row(Text(str(one.count)), line)
    screen.print(grid)
    if missing:
        add = "cpx stats --missing --json | jq -r '.[].doi // empty' | cpx add doi -"
        screen.print(Text(f"\nadd those with a DOI: {add}", style="dim"))
    else:
        screen.print(Text("no work is cited by two or more here and missing", style="dim"))
