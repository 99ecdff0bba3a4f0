r"""Complete works from Crossref, and find DOIs that are missing.

Without words it asks Crossref and the other agencies about every work of which
they have not told us yet.
Each answer is saved as it comes: after Ctrl-C the same command goes on from
there. What a registry does not give leaves the work as it was. A DOI that none
knew is asked about again after 30 days.

\b
Examples:
  cpx enrich
  cpx enrich 10.1186/s12961-024-01130-w mulvale2024adopting
  cpx enrich --older-than 90
  cpx enrich --all --dry-run
  cpx enrich --review
  cpx enrich --check-updates
"""

from typing import Annotated

import typer

from cpx.cli.enriching import Wishes, complete, plan
from cpx.cli.options import By
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.services.enrich import FRESH_DAYS


def command(
    ctx: typer.Context,
    work: Annotated[
        list[str] | None, typer.Argument(help="Keys or DOIs, asked about whatever we have; none means all that lack it.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="All works with a DOI, but those asked about in the last day.")] = False,
    older_than: Annotated[
        int | None, typer.Option("--older-than", metavar="DAYS", min=0, help="Also those last asked about so long ago.")
    ] = None,
    no_find: Annotated[bool, typer.Option("--no-find", help="Do not look for DOIs of works that have none.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Settle the DOIs that were found but not sure: yes or no to each.")] = False,
    check_updates: Annotated[
        bool, typer.Option("--check-updates", help="Ask what was retracted or corrected; print what changed.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the calls that would be made; ask and change nothing.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx enrich``."""
    state: State = ctx.obj
    if sum((review, check_updates, dry_run)) > 1 or (work and all_):
        raise BadUsage("these words do not go together", "give one of --review, --check-updates, --dry-run; and works, or --all")
    wishes = Wishes(tuple(work or ()), FRESH_DAYS if all_ and older_than is None else older_than, find=not no_find, by=by)
    if review:
        from cpx.cli.reviewing import review as settle

        settle(state, by=by)
    elif check_updates:
        raise BadUsage("not built yet")
    elif dry_run:
        plan(wishes, state)
    else:
        complete(wishes, state)
