"""Progress of long work, on stderr, only where a person watches."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.domain.progress import Progress, no_progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import Task

PATIENCE = 1.0
"""Seconds of work after which a bar is drawn."""


@contextmanager
def progress_bar(state: State, unit: str) -> Iterator[Progress]:
    """Give a function that shows (what, how many so far, of how many); it draws nothing in pipes or with ``--quiet``.

    Where the total is known the bar says the share, the rate and the time left.
    """
    if state.quiet or not sys.stderr.isatty():
        yield no_progress
        return
    bar = _make_bar(state, unit)
    task = bar.add_task("", total=None)
    began = time.monotonic()

    def show(what: str, count: int, total: int | None = None) -> None:
        bar.update(task, description=one_line(what)[-60:], completed=count, total=total)
        if time.monotonic() - began > PATIENCE:  # short work needs no bar
            bar.start()

    try:
        yield show
    finally:
        if bar.live.is_started:
            bar.stop()


def _make_bar(state: State, unit: str) -> "Bar":
    from rich.console import Console
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.text import Text

    class Counts(ProgressColumn):
        """How many, of how many, how fast, and how long it will take."""

        def render(self, task: "Task") -> Text:
            """Draw the counts of one task."""
            return Text(say_counts(task.completed, task.total, task.speed, unit))

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), Counts(), TimeElapsedColumn())
    return Bar(*columns, console=Console(stderr=True, no_color=state.no_color), transient=True)


def say_counts(done: float, total: float | None, speed: float | None, unit: str) -> str:
    """Say how far work is: ``1,200/5,000 DOIs, 80/s, 48 s left``; without a total the count alone."""
    if total is None:
        return f"{done:,.0f} {unit}"
    rate = f", {speed:,.0f}/s" if speed and speed >= 1 else f", {speed * 60:,.0f}/min" if speed else ""
    left = f", {say_seconds((total - done) / speed)} left" if speed and done < total else ""
    return f"{done:,.0f}/{total:,.0f} {unit}{rate}{left}"


def say_seconds(seconds: float) -> str:
    """Say a time in the two units that fit it best: ``0.4 s``, ``48 s``, ``3 min 20 s``, ``2 h 5 min``."""
    if seconds < 10:  # noqa: PLR2004 - one figure
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes_left = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes_left} min"
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
