r"""List the terms of one scheme, or of all.

\b
Examples:
  cpx vocab list approach
  cpx vocab list --csv > terms.csv
"""

from typing import Annotated

import typer

from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.vocabulary import list_terms


def command(
    ctx: typer.Context,
    scheme: Annotated[str | None, typer.Argument(help="method, approach, framework, population, setting or place.")] = None,
) -> None:
    """Run ``cpx vocab list``."""
    state: State = ctx.obj
    emit(list_terms(scheme), state, view("view_terms"))
