r"""Say what was retracted or corrected: here, or in a document's references.

Without a file: the works of the catalogue, by what is in it, with the date on
which Crossref was last asked (with --check it is asked now).

With a file (.docx, .md, .txt, .html, .ris, .bib, or - for standard input): each
of its references, asked live; nothing is written.

What could not be checked is listed with the reason, and never counts as clear.
The exit code is 0 also where retractions are found; scripts add --fail.

\b
Examples:
  cpx retractions
  cpx retractions --check
  cpx retractions manuscript.docx
  cpx retractions references.bib --csv > checked.csv
  cpx retractions review.md --fail || echo "look at the references"
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.checking import check_works, look_at_catalogue, look_at_document
from cpx.cli.options import By
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.checked import CheckedReference
from cpx.domain.updates import Standing
from cpx.errors import BadUsage
from cpx.services.retractions import STALE_DAYS, summary


def command(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="A document whose references to check; none means the catalogue.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Ask Crossref now about all works of the catalogue.")] = False,
    older_than: Annotated[
        int, typer.Option("--older-than", metavar="DAYS", min=0, help="A check of the catalogue older than this counts as none.")
    ] = STALE_DAYS,
    fail: Annotated[bool, typer.Option("--fail", help="End with exit code 1 where something was retracted.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx retractions``."""
    state: State = ctx.obj
    if file is not None and check:
        raise BadUsage("a document's references are always asked about", f"leave --check out: cpx retractions {file}")
    error = None
    if file is not None:
        rows, error = look_at_document(file, state)
    else:
        if check:
            error = check_works((), state, by=by)[1]
        rows = look_at_catalogue(state, older_than)
    emit(rows, state, view("view_retractions", place="views_retractions"), kind=CheckedReference)
    say(summary(rows), state)
    if file is None and not check and any(row.status == "unchecked" and row.doi for row in rows):
        say("ask about those that were not checked: cpx enrich --check-updates", state)
    if fail and any(row.status == Standing.RETRACTED for row in rows):
        raise typer.Exit(1)
    if error is not None:
        raise error
