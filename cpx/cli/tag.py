r"""Tag methods and populations, with the words that justify each tag.

Runs over the works named, or over all. What a person assigned or rejected stays. With --stdin no catalogue is needed:
JSON lines with id, title and abstract come in, JSON lines with id and tags go out.

\b
Examples:
  cpx tag
  cpx tag vandergraaf2023leading
  cpx tag --stdin --nl < abstracts.jsonl > tags.jsonl
"""

import sys
from typing import Annotated

import typer

from cpx.cli.options import By, writing
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, emit_lines, view
from cpx.cli.state import State
from cpx.services.show import find
from cpx.services.tag import tag_lines, tag_works


def command(
    ctx: typer.Context,
    work: Annotated[list[str] | None, typer.Argument(help="Keys or DOIs; none means all.")] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Tag JSON lines from standard input, without a catalogue.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx tag``."""
    state: State = ctx.obj
    if stdin:
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr] # always a real stream here
        emit_lines(tag_lines(sys.stdin), state)
        return
    with writing(state) as file, progress_bar(state, "works") as progress:
        with file.reading() as connection:
            works = [find(connection, name) for name in work or ()]
        result = tag_works(file, works or None, by=by, progress=progress)
    emit(result, state, view("view_tag_result"))
