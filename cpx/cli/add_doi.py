r"""Add works by DOI, completed from Crossref.

A DOI that the catalogue holds is answered from the file. Where Crossref cannot be reached the work is kept, waiting.

\b
Examples:
  cpx add doi 10.1186/s43058-022-00385-0
  cpx add doi https://doi.org/10.1186/s12961-024-01130-w 10.1136/bmj.f3197
  cat dois.txt | cpx add doi -
"""

from typing import Annotated

import typer

from cpx.cli.options import By, writing
from cpx.cli.piped import read_lines
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.services.add import add_dois, failure
from cpx.services.remote import crossref_fetch


def command(
    ctx: typer.Context,
    doi: Annotated[list[str], typer.Argument(help="DOIs in any form; - reads them from standard input, one a line.")],
    keep: Annotated[bool, typer.Option("--keep", help="Keep a DOI that Crossref does not know.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx add doi``."""
    state: State = ctx.obj
    given = [text for word in doi for text in (_read_lines() if word == "-" else [word])]
    if not given:
        raise BadUsage("no DOI given", "for example: cpx add doi 10.1186/s43058-022-00385-0")
    with writing(state) as file:
        results = add_dois(file, given, crossref_fetch(), keep=keep, by=by)
    emit(results, state, view("view_added"))
    error = failure(results)
    if error is not None:
        raise error


def _read_lines() -> list[str]:
    return [line for line in map(str.strip, read_lines()) if line and not line.startswith("#")]
