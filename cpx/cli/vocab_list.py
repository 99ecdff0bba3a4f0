r"""List the terms of one scheme, or of all.

Your own terms are listed with those of cpx, and marked.

\b
Examples:
  cpx vocab list approach
  cpx vocab list --csv > terms.csv
  cpx vocab list --json | jq '.[] | select(.origin != "shipped")'
"""

from typing import Annotated

import typer

from cpx.cli.complete_terms import complete_scheme
from cpx.cli.render import emit, view
from cpx.cli.state import State, catalogue_path
from cpx.services.vocabulary import list_terms


def command(
    ctx: typer.Context,
    scheme: Annotated[
        str | None, typer.Argument(help="method, approach, framework, population, setting or place.", autocompletion=complete_scheme)
    ] = None,
) -> None:
    """Run ``cpx vocab list``."""
    state: State = ctx.obj
    emit(list_terms(scheme, catalogue_path(state)), state, view("view_terms", place="views_vocab"))
