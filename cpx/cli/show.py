r"""Show everything known of a work, with its sources.

A work is named by its key (old keys lead on), its DOI in any form, or %3: the third of the last list shown here.

\b
Examples:
  cpx show 10.1186/s43058-022-00385-0
  cpx show vandergraaf2023leading --json | jq .field_sources
  cpx show %1 --tags
  cpx show vandergraaf2023leading --sources
  cpx show vandergraaf2023leading --references
"""

from typing import Annotated

import typer

from cpx.cli.options import Works, name_works, reading
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.show import find, show


def command(
    ctx: typer.Context,
    work: Works,
    tags: Annotated[bool, typer.Option("--tags", help="The tags with the words that justify each.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Which source gave each field, and what others say.")] = False,
    references: Annotated[bool, typer.Option("--references", help="The works that it cites, and how many here cite it.")] = False,
) -> None:
    """Run ``cpx show``."""
    state: State = ctx.obj
    origins = None
    with reading(state) as connection:
        works = [find(connection, name) for name in name_works(work, state)]
        details = show(connection, works)
        if sources and state.output == "view":
            from cpx.services.sources import field_origins  # what merges records costs more than what reads works

            origins = [field_origins(connection, detail.id) for detail in details]
    shown = details if len(details) > 1 else details[0]
    emit(shown, state, view("view_shown", tags, origins, references, place="views_sources"))
