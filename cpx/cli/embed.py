r"""Read works for what they mean, so that search ranks by meaning too.

A small model reads titles and abstracts on this machine; nothing leaves it. It comes with: pip install 'cpx[semantic]'.
An import has its works read by itself: this goes on where that was stopped, or where another model was set.

\b
Examples:
  cpx embed
  cpx embed --limit 1000
  cpx config model models/my-model && cpx embed
"""

from typing import Annotated

import typer

from cpx.cli.options import changing
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.embed import embed


def command(
    ctx: typer.Context,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="Works to read at most, the newest first.")] = None,
) -> None:
    """Run ``cpx embed``."""
    state: State = ctx.obj
    with changing(state) as file, progress_bar(state, "works") as progress:
        result = embed(file, limit=limit, progress=progress)
    emit(result, state, view("view_embedded", place="views_embed"))
