"""Count what is in the catalogue.

\b
Examples:
  cpx stats
  cpx stats --json | jq .types
"""

import typer

from cpx.cli.options import reading
from cpx.cli.render import emit
from cpx.cli.state import State
from cpx.services.stats import stats


def command(ctx: typer.Context) -> None:
    state: State = ctx.obj
    with reading(state) as connection:
        counted = stats(connection)
    emit(counted, state, _view)


def _view(value: object) -> None:
    from cpx.cli.views import view_stats

    view_stats(value)
