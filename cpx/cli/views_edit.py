"""What people see of an edit and of notes."""

from typing import Any

from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line, printable
from cpx.cli.state import State
from cpx.cli.views import console, plain_table

_LONGEST = 200


def view_edit(result: Any, state: State) -> None:  # noqa: ANN401 - an EditResult
    """Draw what an edit changed, or would change."""
    if not result.changed:
        console(state).print(Text(f"{result.key}: nothing changed", style="dim"))
        return
    plain_table(("field", "before", "after"), [(row.field, _short(row.before), _short(row.after)) for row in result.changed], state)
    done = "changed" if result.run else "would change; nothing was written"
    console(state).print(Text(f"{result.key}: {len(result.changed)} field{'' if len(result.changed) == 1 else 's'} {done}", style="dim"))


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON value
    text = one_line(names_in_full(value) if isinstance(value, list) else str(value or "")) or "(nothing)"
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]} ..."


def names_in_full(items: list[Any]) -> str:
    """Give a list as people read it; names as given and family."""
    return "; ".join(
        str(item.get("literal") or " ".join(filter(None, (item.get("given"), item.get("family"))))) if isinstance(item, dict) else str(item)
        for item in items
    )


def view_notes(noted: Any, state: State) -> None:  # noqa: ANN401 - a Noted, or a WorkDetail
    """Draw the notes on a work, the earliest first."""
    screen = console(state)
    for note in noted.notes:
        screen.print(Text(f"{note.at[:10]}  {one_line(note.by)}", style="dim"))
        screen.print(Padding(Text(printable(note.content)), (0, 0, 1, 2)))
    if not noted.notes:
        screen.print(Text(f"{noted.key}: no notes", style="dim"))
