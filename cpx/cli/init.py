r"""Make an empty catalogue here.

\b
Examples:
  cpx init
  cpx init --db projects/dementia.db
"""

import os
from pathlib import Path

import typer

from cpx.cli.render import say
from cpx.cli.state import DEFAULT_NAME, State
from cpx.errors import BadUsage
from cpx.services.vocabulary import prepare_catalogue


def command(ctx: typer.Context) -> None:
    """Run ``cpx init``."""
    state: State = ctx.obj
    path = Path(state.db or os.environ.get("CPX_DB") or DEFAULT_NAME).expanduser()
    if path.exists() and path.stat().st_size:
        raise BadUsage(f"{path} is there already", "see what it holds with: cpx stats")
    prepare_catalogue(path)
    say(f"made an empty catalogue: {path}\n  fill it with: cpx ingest FILE, or: cpx add doi DOI", state)
