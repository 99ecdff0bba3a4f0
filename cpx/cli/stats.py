r"""Count what is in the catalogue.

\b
Examples:
  cpx stats
  cpx stats --json | jq .types
"""

import typer

from cpx.cli.options import reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.stats import stats


def command(ctx: typer.Context) -> None:
    """Run ``cpx stats``."""
    state: State = ctx.obj
    with reading(state) as connection:
        counted = stats(connection)
    emit(counted, state, view("view_stats"))
