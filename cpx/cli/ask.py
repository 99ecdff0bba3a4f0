r"""Answer a question with sentences that can be cited.

The answers are sentences of the catalogue, word for word, each with its role and its work; nothing is made up. Where
nothing answers well enough there is none (--all shows the nearest). --brief puts the best together, with references.

\b
Examples:
  cpx ask "Why do hospital staff resist co-production?"
  cpx ask "What tensions do leaders meet?" --role finding -o brief.docx
  cpx ask "Is a gold standard useful?" --context 1 --json | jq -r '.[0].text'
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli import options
from cpx.cli.render import say, view
from cpx.cli.state import State
from cpx.domain.answer import FoundStatement
from cpx.errors import BadUsage
from cpx.services.ask import GOOD, NO_FILTERS, QUOTES, find_answers, say_nothing, suggest


def command(
    ctx: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question, in plain words.")],
    role: options.Roles = None,
    method: options.Method = None,
    approach: options.Approach = None,
    framework: options.Framework = None,
    population: options.Population = None,
    setting: options.Setting = None,
    place: options.Place = None,
    year: options.Year = None,
    type: options.Type = None,
    no_retracted: options.NoRetracted = False,
    any_usage: options.AnyUsage = False,
    part: options.WithPart = None,
    context: Annotated[int, typer.Option("--context", metavar="N", min=0, max=20, help="Also N statements before and after.")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="Also what scores too low to answer.")] = False,
    brief: Annotated[bool, typer.Option("--brief", help="Put the best sentences together, with references.")] = False,
    format: Annotated[str | None, typer.Option("--format", "-f", help="Of a brief: markdown or docx.")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write a brief to FILE.md or FILE.docx.")] = None,
    timeout: options.Timeout = 10.0,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, help=f"How many at most (20, of a brief {QUOTES}).")] = None,
) -> None:
    """Run ``cpx ask``."""
    state: State = ctx.obj
    chosen = None
    if format is not None or output is not None:
        from cpx.cli.ask_brief import find_format

        brief, chosen = True, find_format(format, output)
    filters = options.filters_of(method, approach, framework, population, setting, place, year, type, no_retracted, any_usage, part)
    text, most = " ".join(question), min(limit, options.MOST) if limit is not None else QUOTES if brief else 20
    least, roles = 0.0 if everything else GOOD, tuple(role or ())
    if brief and not most:
        raise BadUsage("a brief of no sentences says nothing", "write --limit 8, or leave it out")
    with options.reading(state, timeout) as connection:
        answers = find_answers(connection, text, filters=filters, roles=roles, limit=most, threshold=least, context=context)
        if not answers.found and most:
            for line in (say_nothing(answers, narrowed=bool(roles) or filters != NO_FILTERS), *suggest(connection, answers)):
                say(line, state)
        if brief:
            from cpx.cli.ask_brief import emit_brief
            from cpx.services.brief import make_brief

            emit_brief(make_brief(connection, text, answers, filters, roles), state, chosen, output)
            return
    options.emit_list(answers.found, state, view("view_answers", place="views_ask"), kind=FoundStatement)
