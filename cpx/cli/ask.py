r"""Answer a question with sentences that can be cited.

The answers are sentences of the catalogue, word for word, each with its role and its work; nothing is made up.

\b
Examples:
  cpx ask "Why do hospital staff resist co-production?"
  cpx ask "What tensions do leaders meet?" --role finding --limit 3
  cpx ask "Is a gold standard useful?" --json | jq -r '.[0].text'
"""

from typing import Annotated

import typer

from cpx.cli.options import (
    AnyUsage,
    Approach,
    Framework,
    Limit,
    Method,
    NoRetracted,
    Place,
    Population,
    Setting,
    Type,
    WithPart,
    Year,
    read_filters,
    reading,
)
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.domain.answer import FoundStatement
from cpx.domain.statement import Role
from cpx.errors import BadUsage
from cpx.services.ask import ask


def command(
    ctx: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question, in plain words.")],
    role: Annotated[list[str] | None, typer.Option("--role", help=f"Only {', '.join(Role)}.")] = None,
    method: Method = None,
    approach: Approach = None,
    framework: Framework = None,
    population: Population = None,
    setting: Setting = None,
    place: Place = None,
    year: Year = None,
    type: Type = None,
    no_retracted: NoRetracted = False,
    any_usage: AnyUsage = False,
    part: WithPart = None,
    limit: Limit = 20,
) -> None:
    """Run ``cpx ask``."""
    state: State = ctx.obj
    unknown = [name for name in role or () if name not in list(Role)]
    if unknown:
        raise BadUsage(f"no role {unknown[0]!r}", f"one of: {', '.join(Role)}")
    filters = read_filters(
        year,
        no_retracted=no_retracted,
        any_usage=any_usage,
        part=part,
        method=method,
        approach=approach,
        framework=framework,
        population=population,
        setting=setting,
        place=place,
        type=type,
    )
    with reading(state) as connection:
        found = ask(connection, " ".join(question), filters=filters, roles=tuple(role or ()), limit=limit)
    emit(found, state, view("view_statements"), kind=FoundStatement)
