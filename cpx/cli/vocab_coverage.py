r"""Say what the terms leave out: works, frequent phrases; and which terms no work has.

Works that have text and no tag (not coded) and works with nothing to read are counted
apart. The phrases are words that several works share and no term covers, in languages
that put spaces between words: candidates for new terms.

\b
Examples:
  cpx vocab coverage
  cpx vocab coverage --limit 100 --json | jq -r '.phrases[].phrase'
"""

import typer

from cpx.cli.options import Limit, reading_file
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.coverage import coverage


def command(ctx: typer.Context, limit: Limit = 20) -> None:
    """Run ``cpx vocab coverage``."""
    state: State = ctx.obj
    with reading_file(state) as file:
        found = coverage(file, limit)
    emit(found, state, view("view_coverage", place="views_vocab"))
