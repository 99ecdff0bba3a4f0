r"""Show one term: what it means and which words give it.

\b
Examples:
  cpx vocab show "focus groups"
  cpx vocab show m.interview --json
"""

from typing import Annotated

import typer

from cpx.cli.complete_terms import complete_term
from cpx.cli.render import emit, view
from cpx.cli.state import State, catalogue_path
from cpx.services.vocabulary import show_term


def command(ctx: typer.Context, term: Annotated[str, typer.Argument(help="Label or id.", autocompletion=complete_term)]) -> None:
    """Run ``cpx vocab show``."""
    state: State = ctx.obj
    emit(show_term(term, catalogue_path(state)), state, view("view_term", place="views_vocab"))
