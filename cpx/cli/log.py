r"""List what was done to this catalogue: when, by whom, and what came of it.

\b
Examples:
  cpx log
  cpx log --limit 100 --json
  cpx log 12
"""

from typing import Annotated

import typer

from cpx.cli.options import MOST, Limit, reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.log import LogRow, list_runs, show_run


def command(
    ctx: typer.Context,
    run: Annotated[int | None, typer.Argument(help="Number of a run: everything known of it.", min=1, max=MOST)] = None,
    limit: Limit = 20,
) -> None:
    """Run ``cpx log``."""
    state: State = ctx.obj
    with reading(state) as connection:
        if run is not None:
            emit(show_run(connection, run), state, view("view_run", place="views_log"))
            return
        emit(list_runs(connection, limit), state, view("view_runs", place="views_log"), kind=LogRow)
