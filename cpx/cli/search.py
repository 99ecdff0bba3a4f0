r"""Find works in this catalogue (not on the web).

Words are found whole and by stem; co-production, coproduction and co production are one. Works with all words come
first, then those with some. "Quotes", AND, OR, NOT, -word, trunc* and field:value are taken at their word.

\b
Examples:
  cpx search "power sharing"
  cpx search 'peer support OR "shared decision"' --population "service users"
  cpx search leadership -UK --year 2018..2024 --explain
  cpx search '(peer adj3 support*).ti,ab. or exp Self-Help Groups/'
  cpx search "peer support" --save peers; cpx search @peers --facets
  cpx search "" --fields key,title --csv
"""

import typer

from cpx.cli import options
from cpx.cli.render import say, view
from cpx.cli.state import State
from cpx.domain.query import said_filters
from cpx.domain.work import Hit
from cpx.services import search as service


def command(
    ctx: typer.Context,
    query: options.Words = None,
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
    facets: options.Facets = False,
    sort: options.Sort = "relevance",
    limit: options.Limit = 20,
    explain: options.Explain = False,
    exact: options.Exact = False,
    timeout: options.Timeout = 10,
    save: options.Save = None,
    saved: options.Saved = False,
    forget: options.Forget = None,
) -> None:
    """Run ``cpx search``."""
    state: State = ctx.obj
    if saved or forget is not None:
        from cpx.cli.saving import list_or_forget

        list_or_forget(forget, state)
        return
    query = options.need_words(query)
    given = options.filters_of(method, approach, framework, population, setting, place, year, type, no_retracted, any_usage, part)
    with options.reading(state, timeout) as connection:
        text, asked, filters = options.read_words(connection, query, given, exact=exact)
        if explain:
            from cpx.cli.explaining import say_how_read

            if not say_how_read(connection, text, asked, filters, state):
                return
        for note in service.notes(connection, asked) if not explain else ():
            say(note, state)
        found = service.count(connection, asked, filters) if state.output == "view" else 0
        hits = () if facets else service.search(connection, asked, filters=filters, limit=limit, sort=sort)
        counted = service.facets(connection, asked, filters) if facets else {}
    if save is not None:
        from cpx.cli.saving import keep

        keep(save, " ".join(query), given, state, exact=exact)
    if facets:
        from cpx.cli.facets import emit_facets

        emit_facets(counted, state, view("view_facets", asked.text or text, found, said_filters(filters), place="views_facets"))
    else:
        options.emit_list(hits, state, view("view_hits", asked.text or text, found, said_filters(filters), place="views_hits"), kind=Hit)
