r"""Show everything known of a work, with its sources.

A work is named by its key (old keys lead on) or its DOI in any form.

\b
Examples:
  cpx show 10.1186/s43058-022-00385-0
  cpx show vandergraaf2023leading --json | jq .field_sources
  cpx show vandergraaf2023leading --tags
"""

from typing import Annotated

import typer

from cpx.cli.options import reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.show import find, show


def command(
    ctx: typer.Context,
    work: Annotated[list[str], typer.Argument(help="Key or DOI; several give several.")],
    tags: Annotated[bool, typer.Option("--tags", help="The tags with the words that justify each.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Which source gave each field.")] = False,
) -> None:
    """Run ``cpx show``."""
    state: State = ctx.obj
    with reading(state) as connection:
        details = show(connection, [find(connection, name) for name in work])
    shown = details if len(details) > 1 else details[0]
    emit(shown, state, view("view_details", tags, sources))
