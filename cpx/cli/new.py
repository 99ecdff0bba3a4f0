r"""List what came into this catalogue since a date, of a saved search or of any.

A work comes with the first description of it. Looking uses nothing up: the same question has the same answer.
Without --since the last 30 days are meant.

\b
Examples:
  cpx new
  cpx new @peers --since 2026-11-01
  cpx new "peer support" --since 14d --json
"""

from datetime import datetime
from typing import Annotated

import typer

from cpx.cli import options
from cpx.cli.options import filters_of, reading
from cpx.cli.render import say, view
from cpx.cli.state import State
from cpx.domain.query import said_filters
from cpx.services.new import DAYS, Arrivals, NewWork, find_new, read_since


def command(
    ctx: typer.Context,
    query: options.Words = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="2026-11-01, 2026-11, 14d, 3 months, a time.")] = None,
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
    limit: options.Limit = 20,
    exact: options.Exact = False,
    timeout: options.Timeout = 10,
) -> None:
    """Run ``cpx new``."""
    state: State = ctx.obj
    start = read_since(since)
    given = filters_of(method, approach, framework, population, setting, place, year, type, no_retracted, any_usage, part)
    with reading(state, timeout) as connection:
        text, asked, filters = options.read_words(connection, query or [""], given, exact=exact)
        found = find_new(connection, asked, filters, start, limit)
    if state.output != "view":
        say(_say_count(found, start, since), state)
    draw = view("view_new", text, _say_count(found, start, since), said_filters(filters), found.total, place="views_hits")
    options.emit_list(found.works, state, draw, kind=NewWork)


def _say_count(found: Arrivals, start: datetime, since: str | None) -> str:
    shown = f"{len(found.works):,} shown; " if len(found.works) < found.total else ""
    span = "" if since else f" (the last {DAYS} days; another date: --since)"
    ahead = " (that is still to come)" if start > datetime.now().astimezone() else ""
    day = start.date().isoformat() if (start.hour, start.minute, start.second) == (0, 0, 0) else start.isoformat(timespec="seconds")
    return f"{shown}{found.total:,} {'work' if found.total == 1 else 'works'} new since {day}{span}{ahead}"
