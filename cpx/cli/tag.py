r"""Tag methods and populations, with the words that justify each tag.

Runs over the works named, or over all. What a person assigned or rejected stays. A
vocabulary of your own (vocabulary.toml beside the catalogue) holds for works added
from then on; those that are there already take it on by this command. With --stdin no catalogue is needed:
JSON lines with id, title and abstract come in, JSON lines with id and tags go out.

\b
Examples:
  cpx tag
  cpx tag vandergraaf2023leading
  cpx tag --stdin --nl < abstracts.jsonl > tags.jsonl
"""

from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from cpx.cli.options import By, changing
from cpx.cli.piped import read_lines
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, emit_lines, view
from cpx.cli.state import State, catalogue_path
from cpx.errors import BadUsage, PartlyFailed
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
        _tag_piped(state)
        return
    with changing(state) as file, progress_bar(state, "works") as progress:
        with file.reading() as connection:
            works = [find(connection, name) for name in work or ()]
        result = tag_works(file, works or None, by=by, progress=progress)
    emit(result, state, view("view_tag_result"))


def _tag_piped(state: State) -> None:
    if state.format not in (None, "json", "nl"):
        raise BadUsage(f"--stdin gives JSON lines, no {state.format}", "write: cpx tag --stdin < abstracts.jsonl > tags.jsonl")
    unread: list[int] = []
    emit_lines(_note_unread(tag_lines(read_lines(), catalogue_path(state)), unread), state)
    if unread:
        said = f"{len(unread)} lines" if len(unread) > 1 else "1 line"
        raise PartlyFailed(
            f"{said} could not be read, the first is line {unread[0]}; the rest is tagged",
            'a line is: {"id": "1", "title": "...", "abstract": "..."}',
        )


def _note_unread(rows: Iterable[dict[str, Any]], unread: list[int]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if "error" in row:
            unread.append(row["line"])
        yield row
