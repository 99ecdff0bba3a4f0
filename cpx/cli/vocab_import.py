r"""Read terms from SKOS or TOML into your own vocabulary.

SKOS is read as Turtle (.ttl), from cpx or from anywhere. Concepts of others need a
--scheme of ours, and get ids that begin with the file's name; their labels become
words to look for. What comes in is written to vocabulary.toml beside the catalogue,
where known terms are changed only as far as the file says something else.

\b
Examples:
  cpx vocab import ageing.ttl --scheme population --dry-run
  cpx vocab import terms.ttl
  cpx vocab import colleague.toml
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.complete_terms import complete_scheme
from cpx.cli.render import emit, say, view
from cpx.cli.state import State, catalogue_path
from cpx.cli.whole_file import write_whole
from cpx.errors import NotFound
from cpx.services.vocabulary_exchange import plan_import


def command(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="SKOS as Turtle, or TOML.")],
    scheme: Annotated[
        str | None, typer.Option("--scheme", help="The scheme of concepts that name none of ours.", autocompletion=complete_scheme)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
) -> None:
    """Run ``cpx vocab import``."""
    state: State = ctx.obj
    catalogue = catalogue_path(state)
    if not catalogue.exists():
        raise NotFound(
            f"no catalogue at {catalogue}, beside which the terms would go", "make one here with: cpx init; or name one with --db PATH"
        )
    plan = plan_import(catalogue, file, scheme)
    if plan.text is not None and not dry_run:
        write_whole(plan.path, [plan.text])
    emit(plan.result, state, view("view_import", place="views_vocab"))
    if plan.text is None:
        say("nothing to change", state)
    elif dry_run:
        say(f"nothing was written; without --dry-run it goes to {plan.path}", state)
    else:
        say(f"wrote {plan.path}; works that are here take it on by: cpx tag", state)
