r"""Write a note beside a work, or list its notes.

\b
Examples:
  cpx note vandergraaf2023leading "read it, page 4 has the figure"
  pbpaste | cpx note vandergraaf2023leading -
  cpx note vandergraaf2023leading --list
"""

from typing import Annotated

import typer

from cpx.cli.editor import need_terminal, open_editor, write_draft
from cpx.cli.options import By, changing, name_works, offer, reading
from cpx.cli.piped import read_lines
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.services.note import list_notes, write_note
from cpx.services.show import find


def command(
    ctx: typer.Context,
    work: Annotated[str, typer.Argument(help="Key or DOI, or %3 of the last list.", autocompletion=offer("work"))],
    text: Annotated[str | None, typer.Argument(help="The note; - reads standard input; without one your editor opens.")] = None,
    list_: Annotated[bool, typer.Option("--list", help="Only list the notes.")] = False,
    by: By = None,
) -> None:
    """Run ``cpx note``."""
    state: State = ctx.obj
    [work] = name_works([work], state)
    if list_:
        with reading(state) as connection:
            noted = list_notes(connection, find(connection, work))
    else:
        with changing(state) as file:
            with file.reading() as connection:
                row = find(connection, work)
            noted = write_note(file, row, _text(work, text), by=by)
    emit(noted, state, view("view_notes", place="views_edit"))


def _text(work: str, text: str | None) -> str:
    """Give the note: as an argument, piped in, or as the person writes it in their editor."""
    if text == "-":
        return "".join(read_lines())
    if text is not None:
        return text
    need_terminal(f'give its words: cpx note {work} "read it, page 4"')
    draft = write_draft("", "note.txt")
    written = open_editor(draft)
    draft.unlink()
    return written
