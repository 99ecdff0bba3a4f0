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
from cpx.cli.options import name_works, offer, reading
from cpx.cli.render import view
from cpx.cli.state import State
from cpx.domain.near import RelatedWork
from cpx.services.related import related
from cpx.services.show import find


def command(
    ctx: typer.Context,
    work: Annotated[str, typer.Argument(help="Key or DOI, or %3 of the last list.", autocompletion=offer("work"))],
    limit: options.Limit = 20,
) -> None:
    """Run ``cpx related``."""
    state: State = ctx.obj
    with reading(state) as connection:
        found = related(connection, find(connection, *name_works([work], state)), limit=limit)
    options.emit_list(found, state, view("view_related", place="views_hits"), kind=RelatedWork)
