r"""Count what is in the catalogue.

\b
Examples:
  cpx stats
  cpx stats --json | jq .types
  cpx stats --missing --limit 50
  cpx stats --missing --json | jq -r '.[].doi // empty' | cpx add doi -
"""

from typing import Annotated

import typer

from cpx.cli.options import Limit, reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.missing import MissingWork, missing_works
from cpx.services.stats import stats


def command(
    ctx: typer.Context,
    missing: Annotated[bool, typer.Option("--missing", help="Works that several here cite and the catalogue does not have.")] = False,
    limit: Limit = 20,
) -> None:
    """Run ``cpx stats``."""
    state: State = ctx.obj
    with reading(state) as connection:
        if missing:
            emit(missing_works(connection, limit), state, view("view_missing", place="views_sources"), MissingWork)
        else:
            emit(stats(connection), state, view("view_stats"))
