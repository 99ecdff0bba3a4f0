r"""Reject a tag on a work by hand; no re-tagging brings it back.

\b
Examples:
  cpx reject vandergraaf2023leading "focus groups" --why "page 4"
  cpx reject 10.1186/s43058-022-00385-0 m.focus --by ana
"""

from typing import Annotated

import typer

from cpx.cli.deciding import decide_and_show
from cpx.cli.options import By, Why, offer
from cpx.domain.concept import Verdict


def command(
    ctx: typer.Context,
    work: Annotated[str, typer.Argument(help="Key or DOI, or %3 of the last list.", autocompletion=offer("work"))],
    term: Annotated[str, typer.Argument(help="The term: its label or its id.")],
    why: Why = None,
    by: By = None,
) -> None:
    """Run ``cpx reject``."""
    decide_and_show(ctx.obj, work, term, Verdict.REJECTED, by=by, why=why)
