r"""Add works by DOI, completed from Crossref.

A DOI that the catalogue holds is answered from the file. Many are asked for
together, each answer is saved as it comes, and the same command goes on after
Ctrl-C. Where no registry can be reached the work is kept, waiting.

\b
Examples:
  cpx add doi 10.1186/s43058-022-00385-0
  cpx add doi https://doi.org/10.1186/s12961-024-01130-w 10.1136/bmj.f3197
  cat dois.txt | cpx add doi -
  cat dois.txt | cpx add doi - --dry-run
"""

import time
from typing import Annotated

import typer

from cpx.cli.asking import open_registries, show_plan, summary
from cpx.cli.embedding import read_new
from cpx.cli.options import By, trying, writing
from cpx.cli.piped import read_lines
from cpx.cli.progress import progress_bar
from cpx.cli.render import check_fields, emit, say, view
from cpx.cli.state import State
from cpx.domain.asked import DoiResult
from cpx.domain.identifiers import parse_doi
from cpx.errors import BadUsage
from cpx.services.add import AddOptions, add_dois, failure, wanted_of

SHOWN = 5
"""Words that are no DOI are named in a plan up to so many."""


def command(
    ctx: typer.Context,
    doi: Annotated[list[str], typer.Argument(help="DOIs in any form; - reads them from standard input, one a line.")],
    keep: Annotated[bool, typer.Option("--keep", help="Keep a DOI that no registry knows.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the calls that would be made; ask and change nothing.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx add doi``."""
    state: State = ctx.obj
    given = [text for word in doi for text in (_read_lines() if word == "-" else [word])]
    if not given:
        raise BadUsage("no DOI given", "for example: cpx add doi 10.1186/s43058-022-00385-0")
    if dry_run:
        with trying(state) as file:
            show_plan([one.doi for one in wanted_of(file, given)], state)
        _say_wrong([text for text in given if parse_doi(text) is None], state)
        return
    check_fields(state, DoiResult)
    began = time.monotonic()
    with writing(state) as file:
        will_ask = bool(wanted_of(file, given))
        with open_registries(state, will_ask=will_ask) as source, progress_bar(state, "DOIs") as progress:
            results = add_dois(file, given, source, AddOptions(keep=keep, by=by), progress)
        emit(results, state, view("view_asked", place="views_asked"))
        read_new(file, state)
    if len(results) > 1:
        say(summary(results, time.monotonic() - began), state)
    error = failure(results, can_keep=not keep)
    if error is not None:
        raise error


def _say_wrong(words: list[str], state: State) -> None:
    if words:
        more = f" and {len(words) - SHOWN:,} more" if len(words) > SHOWN else ""
        say(f"no DOI, and refused: {', '.join(map(repr, words[:SHOWN]))}{more}", state)


def _read_lines() -> list[str]:
    return [line for line in map(str.strip, read_lines()) if line and not line.startswith("#")]
