"""What people see of saved searches."""

from collections.abc import Sequence

from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.saving import say_search
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.domain.saved import SavedSearch


def view_saved(saved: Sequence[SavedSearch], state: State) -> None:
    """Draw each with what it looks for, and who kept it when."""
    screen = console(state)
    for one in saved:
        screen.print(Text.assemble((f"@{one_line(one.name)}", "bold cyan"), (f"  {one_line(one.by)}, {one.at[:10]}", "dim")))
        screen.print(Padding(Text(one_line(say_search(one))), (0, 0, 0, 2)))
    hint = "ask one again: cpx search @NAME; what came since: cpx new @NAME; take one out: cpx search --forget NAME"
    screen.print(Text(hint if saved else "no saved search; keep one: cpx search WORDS --save NAME", style="dim"))
