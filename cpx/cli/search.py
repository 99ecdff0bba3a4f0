r"""Find works in this catalogue (not on the web).

Words are found whole and by stem; co-production, coproduction and co production are one. Works with all words come
first, then those with some. "Quotes", AND, OR, NOT, -word, trunc* and field:value are taken at their word.

\b
Examples:
  cpx search "power sharing"
  cpx search 'peer support OR "shared decision"' --population "service users"
  cpx search leadership --year 2018..2024 --json | jq -r '.[].doi'
  cpx search leadership -UK --explain
  cpx search '(peer adj3 support*).ti,ab. or exp Self-Help Groups/'
  cpx search "" --fields key,title --csv
"""

from typing import Annotated

import typer

from cpx.cli import options
from cpx.cli.options import read_filters, reading, said_filters
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.work import Hit
from cpx.services import search as service
from cpx.services.reading_query import read_query


def command(
    ctx: typer.Context,
    query: Annotated[list[str], typer.Argument(help='What to look for; "" lists everything.')],
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
    facets: Annotated[bool, typer.Option("--facets", help="Count methods, populations, places, years ... of the result.")] = False,
    sort: Annotated[str, typer.Option("--sort", help="relevance, year, title, key or added.")] = "relevance",
    limit: options.Limit = 20,
    explain: Annotated[bool, typer.Option("--explain", help="Say how each part of the query was read, and what it finds.")] = False,
    exact: options.Exact = False,
    timeout: options.Timeout = 10,
) -> None:
    """Run ``cpx search``."""
    state: State = ctx.obj
    text = " ".join(query)
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
    with reading(state, timeout) as connection:
        asked = read_query(connection, text, exact=exact)
        if explain:
            from cpx.cli.explaining import say_how_read

            if not say_how_read(connection, text, asked, filters, state):
                return
        for note in service.notes(connection, asked) if not explain else ():
            say(note, state)
        if facets:
            emit(service.facets(connection, asked, filters), state, view("view_facets"))
            return
        hits = service.search(connection, asked, filters=filters, limit=limit, sort=sort)
        found = service.count(connection, asked, filters) if state.output == "view" else 0
    emit(hits, state, view("view_hits", text, found, said_filters(filters)), kind=Hit)
