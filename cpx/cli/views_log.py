"""What people see of the log and of an undo."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line, printable
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.services.log import LogDetail, LogRow
from cpx.services.undo import UndoResult

_MANY = 20
"""Keys that are shown of a longer list."""


def view_runs(runs: Sequence[LogRow], state: State) -> None:
    """Draw the runs, the latest first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("run", justify="right", no_wrap=True)
    table.add_column("when", no_wrap=True)
    for name in ("who", "command", "what"):
        table.add_column(name, overflow="fold")
    for run in runs:
        style = "dim strike" if run.undone_by else ""
        cells = (str(run.run), _when(run.started_at), run.by, run.command, _say(run))
        table.add_row(*(Text(one_line(cell), style=style) for cell in cells))
    screen = console(state)
    screen.print(table)
    screen.print(Text("nothing was done here yet" if not runs else "one of them: cpx log RUN; take it back: cpx undo RUN", style="dim"))


def _when(at: str) -> str:
    return at[:16].replace("T", " ")


def _say(run: LogRow) -> str:
    totals = _counts(run.totals)
    ended = "" if run.state == "done" else run.state
    undone = f"taken back by run {run.undone_by}" if run.undone_by else ""
    return " · ".join(part for part in (run.what, totals, run.why and f"“{run.why}”", ended, undone) if part)


def _counts(totals: Mapping[str, int]) -> str:
    return ", ".join(f"{number:,} {name.removesuffix('s') if number == 1 else name}" for name, number in totals.items() if number)


def view_run(run: LogDetail, state: State) -> None:
    """Draw everything known of a run."""
    screen = console(state)
    screen.print(Text(f"run {run.run}  {one_line(run.command)}", style="bold"))
    search = " · ".join(one_line(part) for part in (run.source, run.platform, run.searched) if part)
    rows = (
        ("when", f"{_when(run.started_at)} UTC, {run.state}" + (f", taken back by run {run.undone_by}" if run.undone_by else "")),
        ("who", run.by),
        ("what", run.what),
        ("why", run.why or ""),
        ("search", search),
        ("strategy", run.strategy or ""),
        ("counts", _counts(run.totals)),
        ("records", f"{run.records_standing} of {run.records} stand" if run.records else ""),
        ("works", _some(run.works)),
    )
    _draw(screen, rows)
    for one in run.files:
        screen.print(Text(f"  {one_line(one.path)}  {one.format or 'not read'}  {_counts(one.counts)}"))
        _draw(screen, ((f"    {one_line(problem.where)}", problem.message) for problem in one.problems))
    _draw(screen, ((f"  {one_line(problem.doi)}", f"{problem.kind}: {problem.message}") for problem in run.problems))
    for word in run.decisions:
        screen.print(Text(f"  {one_line(word.key)}: {one_line(word.label)} {word.verdict}{_gone(standing=word.standing)}"))
    for note in run.notes:
        screen.print(Text(f"  {one_line(note.key)}: {printable(note.content)}{_gone(standing=note.standing)}"))


def _gone(*, standing: bool) -> str:
    return "" if standing else "  (taken back)"


def _draw(screen: Console, rows: Iterable[tuple[str, str]]) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        if value:
            table.add_row(Text(name), Text(one_line(value)))
    if table.row_count:
        screen.print(table)


def _some(keys: Sequence[str]) -> str:
    more = f" and {len(keys) - _MANY:,} more" if len(keys) > _MANY else ""
    return ", ".join(keys[:_MANY]) + more


def view_undo(result: UndoResult, state: State) -> None:
    """Draw what an undo took back, or would take back."""
    screen = console(state)
    counts = (
        (result.records, "record"),
        (result.decisions, "decision"),
        (result.notes, "note"),
        (result.other, "other row"),
    )
    said = ", ".join(f"{number:,} {name}{'' if number == 1 else 's'}" for number, name in counts if number) or "nothing"
    done = "brought back" if result.brought_back else "taken back"
    screen.print(Text(f"run {result.undone} ({one_line(result.command)}): {said} {done if result.run else 'would be ' + done}"))
    for keys, style, text in (
        (result.removed, "red", "gone, since nothing describes them any more"),
        (result.returned, "green", "here again"),
        (result.changed, "", "derived anew"),
        (result.split, "", "two works again"),
        (result.joined, "", "one work again"),
        (result.still_one, "yellow", "stay one work, though what tied their descriptions together is gone; look at them"),
    ):
        if keys:
            screen.print(Text(f"  {len(keys):,} {text}: ", style=style) + Text(one_line(_some(keys)), style="cyan"))
    hint = f"undo this with: cpx undo {result.run}" if result.run else "nothing was written"
    screen.print(Text(hint, style="dim"))
