r"""Write works for other tools: CSL-JSON, RIS, BibTeX, CSV, Markdown.

\b
Examples:
  cpx export --format ris -o works.ris
  cpx export "power sharing" --format csl-json | pandoc --citeproc ...
  cpx export --format jsonl -o everything.jsonl
"""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.options import Approach, Framework, Method, Place, Population, Setting, Type, Year, read_filters, reading
from cpx.cli.render import out, say
from cpx.cli.sanitise import printable
from cpx.cli.state import State
from cpx.errors import CpxError
from cpx.services.export import export


def command(
    ctx: typer.Context,
    query: Annotated[list[str] | None, typer.Argument(help="As in search; none means everything.")] = None,
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
) -> None:
    """Run ``cpx export``."""
    state: State = ctx.obj
    filters = read_filters(
        year, method=method, approach=approach, framework=framework, population=population, setting=setting, place=place, type=type
    )
    with reading(state) as connection:
        chunks = export(connection, " ".join(query or ()), filters, format)
        if output is None:
            for chunk in chunks:
                out(printable(chunk))
            return
        _write(output, chunks)
    say(f"wrote {output}", state)


def _write(path: Path, chunks: Iterable[str]) -> None:
    """Write beside the file and put it in place at the end: a reader never meets half of it."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(printable(chunk) for chunk in chunks)
        Path(name).replace(path)
    except OSError as error:
        raise CpxError(f"cannot write {path}: {(error.strerror or str(error)).lower()}", "give another file with -o") from error
