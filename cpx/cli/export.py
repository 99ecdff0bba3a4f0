r"""Write works for other tools: CSL-JSON, RIS, BibTeX, CSV, Markdown.

\b
Examples:
  cpx export --format ris -o works.ris
  cpx export "power sharing" --format csl-json | pandoc --citeproc ...
  cpx export --format jsonl -o everything.jsonl
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.options import (
    AnyUsage,
    Approach,
    Exact,
    Framework,
    Method,
    NoRetracted,
    Place,
    Population,
    Setting,
    Timeout,
    Type,
    WithPart,
    Words,
    Year,
    filters_of,
    read_words,
    reading,
)
from cpx.cli.render import out, say
from cpx.cli.sanitise import escape_json, printable
from cpx.cli.state import State
from cpx.cli.whole_file import write_whole
from cpx.services.export import export

JSON = ("csl-json", "jsonl")
"""Formats that can name every character, so that none is lost."""


def command(
    ctx: typer.Context,
    query: Words = None,
    format: Annotated[str, typer.Option("--format", "-f", help="csl-json, ris, bibtex, jsonl, csv or markdown.")] = "csl-json",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.")] = None,
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
    exact: Exact = False,
    timeout: Timeout = 10,
) -> None:
    """Run ``cpx export``."""
    state: State = ctx.obj
    given = filters_of(method, approach, framework, population, setting, place, year, type, no_retracted, any_usage, part)
    with reading(state) as connection:
        clean = escape_json if format in JSON else printable
        _, asked, filters = read_words(connection, query or [""], given, exact=exact)
        chunks = map(clean, export(connection, asked, filters, format, timeout=timeout))
        if output is None:
            for chunk in chunks:
                out(chunk)
            return
        write_whole(output, chunks)
    say(f"wrote {output}", state)
