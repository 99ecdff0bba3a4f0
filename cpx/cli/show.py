"""Show everything known of a work, with its sources.

A work is named by its key (old keys lead on) or its DOI in any form.

\b
Examples:
  cpx show 10.1186/s43058-022-00385-0
  cpx show graaf2023leading --json | jq .field_sources
  cpx show graaf2023leading --tags
"""

from typing import Annotated

import typer

from cpx.cli.options import reading
from cpx.cli.render import emit
from cpx.cli.state import State
from cpx.services.show import find, show


def command(
    ctx: typer.Context,
    work: Annotated[list[str], typer.Argument(help="Key or DOI; several give several.")],
    tags: Annotated[bool, typer.Option("--tags", help="The tags with the words that justify each.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Which source gave each field.")] = False,
) -> None:
    state: State = ctx.obj
    with reading(state) as connection:
        details = show(connection, [find(connection, name) for name in work])
    emit(details if len(details) > 1 else details[0], state, lambda value: _view(value, state, tags, sources))


def _view(value: object, state: State, tags: bool, sources: bool) -> None:
    from cpx.cli.views import view_details

    view_details(value if isinstance(value, tuple) else (value,), state, tags=tags, sources=sources)
