"""Progress of long work, on stderr, only where a person watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from cpx.cli.sanitise import one_line
from cpx.cli.state import State


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
    with Progress(*columns, console=Console(stderr=True, no_color=state.no_color), transient=True) as progress:
        task = progress.add_task("", total=None)
        yield lambda what, count: progress.update(task, description=one_line(what)[-60:], completed=count)
