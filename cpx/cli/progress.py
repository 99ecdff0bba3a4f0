"""Progress of long work, on stderr, only where a person watches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cpx.cli.sanitise import one_line
from cpx.cli.state import State

PATIENCE = 1.0
"""Seconds of work after which a bar is drawn."""


@contextmanager
def progress_bar(state: State, unit: str) -> Iterator[Callable[[str, int], None]]:
    """Give a function that shows (what, how many so far); it draws nothing in pipes or with ``--quiet``."""
    if state.quiet or not sys.stderr.isatty():
        yield lambda _what, _count: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TextColumn("{task.completed:,} " + unit),
        TimeElapsedColumn(),
    )
    progress = Progress(*columns, console=Console(stderr=True, no_color=state.no_color), transient=True)
    task = progress.add_task("", total=None)
    began = time.monotonic()

    def show(what: str, count: int) -> None:
        progress.update(task, description=one_line(what)[-60:], completed=count)
        if time.monotonic() - began > PATIENCE:  # short work needs no bar
            progress.start()

    try:
        yield show
    finally:
        if progress.live.is_started:
            progress.stop()
