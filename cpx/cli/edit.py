r"""Correct the fields of a work by hand; no source overwrites it.

Opens $VISUAL or $EDITOR on a file of the work's fields. What you change becomes a record of your own, ranked before all
others; the descriptions that were received stay as they are (see: cpx show WORK --sources).

\b
Examples:
  cpx edit vandergraaf2023leading
  cpx edit vandergraaf2023leading --set issued=2023-04 --why "title page"
  cpx edit vandergraaf2023leading --set keywords="wards; power"
  cpx edit vandergraaf2023leading --unset volume --dry-run
"""

from pathlib import Path
from typing import Annotated, Any

import typer

from cpx.cli.editor import need_terminal, open_editor, wants_again, write_draft
from cpx.cli.options import By, Why, changing
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.formats.decode import read_source
from cpx.formats.edit_file import load
from cpx.services.edit import EditResult, edit, edit_text, read_settings
from cpx.services.files import read_bytes
from cpx.services.show import find
from cpx.store.catalogue import CatalogueFile


def command(
    ctx: typer.Context,
    work: Annotated[str, typer.Argument(help="Key or DOI.")],
    set_: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="Set a field; again for another.")] = None,
    unset: Annotated[list[str] | None, typer.Option("--unset", metavar="FIELD", help="Clear a field for good.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="Take the fields from an edited file (TOML).")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would change, change nothing.")] = False,
    why: Why = None,
    by: By = None,
) -> None:
    """Run ``cpx edit``."""
    state: State = ctx.obj
    typed = read_settings(set_ or [], unset or [])
    with changing(state) as catalogue:
        with catalogue.reading() as connection:
            row = find(connection, work)

        def save(fields: dict[str, Any]) -> EditResult:
            return edit(catalogue, row, fields, by=by, why=why, dry_run=dry_run)

        if file is not None:
            typed = load(read_source(read_bytes(file), str(file)).text) | typed
        result = save(typed) if typed or file else _by_hand(catalogue, row, work, save, state)
    emit(result, state, view("view_edit", place="views_edit"))


def _by_hand(catalogue: CatalogueFile, row: int, work: str, save: Any, state: State) -> EditResult:  # noqa: ANN401 - the function above
    """Have the person edit until what they wrote can be read, or they give up; their file is kept then."""
    need_terminal(f"set fields in the call: cpx edit {work} --set issued=2024-04")
    with catalogue.reading() as connection:
        draft = write_draft(edit_text(connection, row), f"{row}.toml")
    while True:
        try:
            result: EditResult = save(load(open_editor(draft)))
        except BadUsage as error:
            kept = f"what you wrote is kept in {draft}; go on with: cpx edit {work} --file {draft}"
            say(f"cpx: {error.message}\n  {error.hint}", state)
            if not wants_again():
                raise BadUsage(error.message, kept) from None
        else:
            draft.unlink()
            return result
