"""What people see of questions to registries: what came of each DOI, and the requests that would be made."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.domain.asked import DoiOutcome, DoiResult, PlannedCall

_STYLES = {
    DoiOutcome.ADDED: "green",
    DoiOutcome.COMPLETED: "green",
    DoiOutcome.UPDATED: "green",
    DoiOutcome.FOUND: "green",
    DoiOutcome.WAITING: "yellow",
    DoiOutcome.PROPOSED: "yellow",
    DoiOutcome.REFUSED: "red",
}


def view_asked(results: Sequence[DoiResult], state: State) -> None:
    """Draw what came of each DOI: outcome, DOI, work, and a word on it."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for one in results:
        grid.add_row(Text(one.outcome, style=_STYLES.get(DoiOutcome(one.outcome), "")), _body(one))
    if results:
        console(state).print(grid)


def _body(one: DoiResult) -> Text:
    body = Text(one_line(one.doi or "no DOI"), style="cyan")
    body.append(f"  {one_line(one.key or '')}  {one_line(one.title or '')}", style="none")
    if one.score is not None:
        body.append(f"\n{one.score:.2f}: {one_line('; '.join(one.reasons))}", style="dim")
    if one.message:
        body.append(f"\n{one_line(one.message)}", style="dim")
    return body


def view_plan(calls: Sequence[PlannedCall], state: State) -> None:
    """Draw the requests that would be made, one below the other."""
    screen = console(state)
    for call in calls:
        screen.print(Text(f"{call.dois:>4} ", style="dim") + Text(one_line(call.url)), soft_wrap=True)
