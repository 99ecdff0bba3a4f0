r"""Add one abstract, with what you know of it.

\b
Examples:
  cpx add text abstract.txt --title "Peer support" --author "Lee, Kim"
  pbpaste | cpx add text - --doi 10.1234/abc
"""

from pathlib import Path
from typing import Annotated

import typer

from cpx.cli.embedding import read_new
from cpx.cli.options import By, writing
from cpx.cli.render import emit, say
from cpx.cli.state import State
from cpx.formats.decode import read_source
from cpx.services.add import Described, TextResult, add_text
from cpx.services.files import read_bytes


def command(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="File with the abstract; - reads standard input.")] = "-",
    title: Annotated[str | None, typer.Option("--title", help="Title.")] = None,
    author: Annotated[list[str] | None, typer.Option("--author", help='"Family, Given"; again for another.')] = None,
    year: Annotated[str | None, typer.Option("--year", help="2024, 2024-04 or 2024-04-02.")] = None,
    doi: Annotated[str | None, typer.Option("--doi", help="DOI.")] = None,
    container_title: Annotated[str | None, typer.Option("--container-title", help="Journal or book.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Address of its page.")] = None,
    type: Annotated[str | None, typer.Option("--type", help="CSL type, e.g. article-journal.")] = None,
    by: By = None,
) -> None:
    """Run ``cpx add text``."""
    state: State = ctx.obj
    text = read_source(read_bytes(Path(file)), file).text
    about = Described(title=title, author=tuple(author or ()), year=year, doi=doi, container_title=container_title, url=url, type=type)
    with writing(state) as catalogue:
        result = add_text(catalogue, text, about, by=by)
        emit(result, state, _view)
        read_new(catalogue, state)


def _view(result: TextResult, state: State) -> None:
    say(f"{result.outcome}: {result.work.key}  {result.work.title}" + (f"\n  {result.message}" if result.message else ""), state)
