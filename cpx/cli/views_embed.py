"""What people see on a terminal of a model at work, and of works that are near one another."""

from cpx.cli.state import State
from cpx.cli.views import plain_table
from cpx.services.embed import EmbedResult


def view_embedded(result: EmbedResult, state: State) -> None:
    """Draw what a model read: now, in all, and what it has not read."""
    rows = [
        ("model", result.model),
        ("SHA-256", result.sha256),
        ("read now", f"{result.embedded:,}"),
        ("read in all", f"{result.works:,}"),
        ("wait", f"{result.waiting:,}"),
    ]
    plain_table(("", "works read for meaning"), rows, state)
