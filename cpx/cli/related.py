r"""Find works near a work, with what they share.

Near by their text (its weightiest words, and its meaning where cpx[semantic]
read the works), by the terms, the people and the references that they share.
A work is named by its key or its DOI.

\b
Examples:
  cpx related mulvale2024adopting
  cpx related 10.1186/s12961-024-01130-w --limit 5 --json | jq '.[].reasons'
"""

from typing import Annotated

import typer

from cpx.cli import options
from cpx.cli.options import reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.domain.near import RelatedWork
from cpx.services.related import related
from cpx.services.show import find


def command(
    ctx: typer.Context,
    work: Annotated[str, typer.Argument(help="Key or DOI.")],
    limit: options.Limit = 20,
) -> None:
    """Run ``cpx related``."""
    state: State = ctx.obj
    with reading(state) as connection:
        found = related(connection, find(connection, work), limit=limit)
    emit(found, state, view("view_related", place="views_embed"), kind=RelatedWork)
