"""What people see of their settings on a terminal."""

from collections.abc import Sequence

from cpx.cli.state import State
from cpx.cli.views import plain_table
from cpx.domain.setting import Setting


def view_settings(settings: Sequence[Setting], state: State) -> None:
    """Draw settings: name, value, who says it, what it is for."""
    rows = [(one.name, one.value or "(not set)", one.origin or "", one.meaning) for one in settings]
    plain_table(("setting", "value", "from", "meaning"), rows, state)
