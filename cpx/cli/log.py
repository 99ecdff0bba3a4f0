r"""List what was done to this catalogue: when, by whom, and what came of it.

\b
Examples:
  cpx log
  cpx log --limit 100 --json
  cpx log 12
  cpx log --work mulvale2024adopting
  cpx log --by ana --command reject
"""

from typing import Annotated

import typer

from cpx.cli.options import MOST, Limit, reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.log import LogRow, list_runs, show_run
from cpx.services.show import find


def command(
    ctx: typer.Context,
    run: Annotated[int | None, typer.Argument(help="Number of a run: everything known of it.", min=1, max=MOST)] = None,
    work: Annotated[str | None, typer.Option("--work", help="Only what brought something to this work: key or DOI.")] = None,
    name: Annotated[str | None, typer.Option("--command", help="Only runs of this command.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Only what this person did.")] = None,
    limit: Limit = 20,
) -> None:
    """Run ``cpx log``."""
    state: State = ctx.obj
    with reading(state) as connection:
        if run is not None:
            emit(show_run(connection, run), state, view("view_run", place="views_log"))
            return
        row = find(connection, work) if work else None
        found = list_runs(connection, limit, by=by, command=name, work=row)
        emit(found, state, view("view_runs", place="views_log"), kind=LogRow)
