r"""Take back what a run brought, as if it had never been.

Without a number: the last run that stands. The works are derived again from the descriptions that are left; works that
nothing describes any more go, with what was said of them. An undo is a run too: undo that, and everything is back.

\b
Examples:
  cpx undo
  cpx undo 12 --dry-run
  cpx undo 12 --why "wrong export" --by ana
"""

from typing import Annotated

import typer

from cpx.cli.options import MOST, By, Why, changing
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.undo import undo


def command(
    ctx: typer.Context,
    run: Annotated[int | None, typer.Argument(help="Number of the run (see: cpx log).", min=1, max=MOST)] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would go, change nothing.")] = False,
    why: Why = None,
    by: By = None,
) -> None:
    """Run ``cpx undo``."""
    state: State = ctx.obj
    with changing(state) as file, progress_bar(state, "records") as progress:
        result = undo(file, run, by=by, why=why, dry_run=dry_run, progress=progress)
    emit(result, state, view("view_undo", place="views_log"))
