"""Show one term: what it means and which words give it.

\b
Examples:
  cpx vocab show "focus groups"
  cpx vocab show m.interview --json
"""

from typing import Annotated

import typer

from cpx.cli.render import emit
from cpx.cli.state import State
from cpx.services.vocabulary import show_term


def command(ctx: typer.Context, term: Annotated[str, typer.Argument(help="Label or id.")]) -> None:
    state: State = ctx.obj
    emit(show_term(term), state, _view)


def _view(term: object) -> None:
    from cpx.cli.views import view_term

    view_term(term)
