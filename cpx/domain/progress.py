"""How long work says how far it is."""

from typing import Protocol


class Progress(Protocol):
    """Told what is at work, how many are done, and of how many where that is known."""

    def __call__(self, what: str, count: int, total: int | None = None) -> None:
        """Show it, or do nothing."""
        ...


def no_progress(what: str, count: int, total: int | None = None) -> None:
    """Show nothing."""
