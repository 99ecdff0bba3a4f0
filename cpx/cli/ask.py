r"""Answer a question with sentences that can be cited.

The answers are sentences of the catalogue, word for word, each with its role and its work; nothing is made up. Where
nothing answers well enough there is no answer (--all shows the nearest). --brief puts the best together, with references.

\b
Examples:
  cpx ask "Why do hospital staff resist co-production?"
  cpx ask "What tensions do leaders meet?" --role finding --limit 3 --context 1
  cpx ask "What tensions do leaders meet?" -o brief.docx
  cpx ask "Is a gold standard useful?" --json | jq -r '.[0].text'
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli import options
from cpx.cli.options import MOST, read_filters, reading, said_filters
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.answer import FoundStatement
from cpx.domain.roles import Role
from cpx.errors import BadUsage
from cpx.services.ask import GOOD, Answers, find_answers

QUOTES = 8
"""Sentences of a brief, unless a person asks for another number."""


def command(
    ctx: typer.Context,
    question: Annotated[list[str], typer.Argument(help="The question, in plain words.")],
    role: Annotated[list[str] | None, typer.Option("--role", help=f"Only {', '.join(Role)}.")] = None,
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
    chosen = _find_format(format, output)
    brief = brief or chosen is not None
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
    text, most = " ".join(question), min(limit, MOST) if limit is not None else QUOTES if brief else 20
    roles, least = _check_roles(role or []), 0.0 if everything else GOOD
    with reading(state, timeout) as connection:
        answers = find_answers(connection, text, filters=filters, roles=roles, limit=most, threshold=least, context=context)
        if not answers.found:
            _say_nothing(answers, state)
        if brief:
            from cpx.cli.ask_brief import emit_brief  # most questions want no brief

            emit_brief(connection, text, answers, said_filters(filters), state, chosen, output)
            return
    emit(answers.found, state, view("view_answers", place="views_ask"), kind=FoundStatement)


def _find_format(named: str | None, output: Path | None) -> str | None:
    if named is None and output is None:
        return None
    from cpx.cli.ask_brief import find_format

    return find_format(named, output)


def _check_roles(roles: list[str]) -> tuple[str, ...]:
    unknown = [name for name in roles if name not in list(Role)]
    if unknown:
        raise BadUsage(f"no role {unknown[0]!r}", f"one of: {', '.join(Role)}")
    return tuple(roles)


def _say_nothing(answers: Answers, state: State) -> None:
    """Say that nothing answers, and how far the nearest is from it."""
    nearest = f"the nearest scores {answers.nearest:.2f}, see it with --all" if answers.nearest else "no word of it stands anywhere"
    say(f"no statement above {GOOD:.2f} answers this; {nearest}", state)
