r"""Print the JSON Schema of every output.

\b
Examples:
  cpx schema > cpx.schema.json
  cpx schema | jq '."$defs".Hit.properties | keys'
"""

import typer

from cpx.cli.render import emit
from cpx.cli.state import State
from cpx.services.schema import json_schema


def command(ctx: typer.Context) -> None:
    """Run ``cpx schema``."""
    state: State = ctx.obj
    emit(json_schema(), state)
