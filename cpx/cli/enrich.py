r"""Complete the works that wait for Crossref.

Each answer is saved as it comes; what a source does not have leaves the work as it was.

\b
Examples:
  cpx enrich
  cpx enrich 10.1186/s12961-024-01130-w
"""

from typing import Annotated

import typer

from cpx.cli.options import By, changing
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.services.add import failure
from cpx.services.enrich import enrich
from cpx.services.remote import crossref_fetch
from cpx.services.show import find


def command(
    ctx: typer.Context,
    work: Annotated[list[str] | None, typer.Argument(help="Keys or DOIs; none means all that wait.")] = None,
    by: By = None,
) -> None:
    """Run ``cpx enrich``."""
    state: State = ctx.obj
    with changing(state) as file, progress_bar(state, "works") as progress:
        with file.reading() as connection:
            works = [find(connection, name) for name in work or ()]
        results = enrich(file, crossref_fetch(), works or None, by=by, progress=progress)
    emit(results, state, view("view_added"))
    if not results:
        say("no work waits for Crossref", state)
    error = failure(results, can_keep=False)
    if error is not None:
        raise error
