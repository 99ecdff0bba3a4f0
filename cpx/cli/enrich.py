r"""Complete works from Crossref, and find DOIs that are missing.

Without words it asks Crossref and the other agencies about every work of which
they have not told us yet, and looks for the DOIs of works that have none. Each
answer is saved as it comes: after Ctrl-C the same command goes on from there.
What a registry does not give leaves the work as it was. A DOI that none knew is
asked about again after 30 days.

\b
Examples:
  cpx enrich
  cpx enrich 10.1186/s12961-024-01130-w mulvale2024adopting
  cpx enrich --older-than 90
  cpx enrich --all --dry-run
  cpx enrich --review
  cpx enrich --check-updates
  cpx enrich loeffler2021coproduction --accept 10.1007/978-3-030-53705-0_1
"""

from typing import Annotated

import typer

from cpx.cli.enriching import Wishes, complete, plan
from cpx.cli.options import By, Why
from cpx.cli.state import State
from cpx.errors import BadUsage


def command(
    ctx: typer.Context,
    work: Annotated[list[str] | None, typer.Argument(help="Keys or DOIs: asked about whatever we have; none means all.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="Also what we have, if it was not asked about in the last day.")] = False,
    older_than: Annotated[
        int | None, typer.Option("--older-than", metavar="DAYS", min=0, help="Also what was asked about so long ago.")
    ] = None,
    no_find: Annotated[bool, typer.Option("--no-find", help="Look for no DOIs that are missing.")] = False,
    updates: Annotated[bool, typer.Option("--check-updates", help="Ask what was retracted or corrected since, and print that.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the calls that would be made; ask and change nothing.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Settle DOIs that were found and are not sure: a key for each.")] = False,
    accept: Annotated[str | None, typer.Option("--accept", metavar="DOI", help="Take this proposed DOI for the work.")] = None,
    refuse: Annotated[str | None, typer.Option("--refuse", metavar="DOI", help="Refuse it, for good.")] = None,
    why: Why = None,
    by: By = None,
) -> None:
    """Run ``cpx enrich``."""
    state: State = ctx.obj
    ways = {"--review": review, "--accept": accept, "--refuse": refuse, "--check-updates": updates, "--dry-run": dry_run}
    if sum(map(bool, ways.values())) > 1 or (work and all_):
        raise BadUsage("these words do not go together", f"give one of {', '.join(ways)}; and works, or --all")
    wishes = Wishes(names=tuple(work or ()), all=all_, older_than=older_than, find=not no_find, by=by)
    if review or accept or refuse:
        _settle(wishes, state, accept, refuse, why)
    elif updates:
        from cpx.cli.checking import print_changes  # what only this way needs

        print_changes(wishes.names, state, by=by)
    elif dry_run:
        plan(wishes, state)
    else:
        complete(wishes, state)


def _settle(wishes: Wishes, state: State, accept: str | None, refuse: str | None, why: str | None) -> None:
    from cpx.cli import reviewing

    if len(wishes.names) > 1 or ((accept or refuse) and not wishes.names):
        raise BadUsage("one work at a time", "for example: cpx enrich mulvale2024adopting --accept 10.1186/s12961-024-01130-w")
    if accept or refuse:
        settle = reviewing.accept if accept else reviewing.refuse
        settle(state, wishes.names[0], accept or refuse or "", by=wishes.by, why=why)
    else:
        reviewing.review(state, next(iter(wishes.names), None), by=wishes.by)
