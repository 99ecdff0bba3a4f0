"""What people see on a terminal: Rich tables and text. All data goes through the sanitiser and into ``Text``, never into markup."""

import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.domain.parts import Name
from cpx.domain.update_words import mark_of
from cpx.domain.updates import says_retracted
from cpx.domain.work import MADE

_NARROW = 80
_LINK_TERMS = ("xterm-kitty", "xterm-ghostty", "wezterm", "foot", "alacritty", "contour")
_LINK_PROGRAMS = ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio")
_LINK_VTE = 5000
"""Terminals that open OSC 8 links; VTE is GNOME's and its kin, from 0.50 on."""


def console(state: State) -> Console:
    """Give a console as wide as the terminal, 80 columns where that cannot be told; without colour it prints no codes at all."""
    width = shutil.get_terminal_size((_NARROW, 24)).columns
    is_plain = state.no_color or os.environ.get("NO_COLOR")
    return Console(width=width, color_system=None if is_plain else "auto", markup=False, emoji=False, highlight=False)


def plain_table(columns: Sequence[str], rows: Iterable[Sequence[str]], state: State) -> None:
    """Draw any rows as a table."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in columns:
        table.add_column(Text(name), overflow="fold")
    for row in rows:
        table.add_row(*(Text(one_line(cell)) for cell in row))
    console(state).print(table)


def names_in_short(names: Sequence[Name]) -> str:
    """Give one name, two, or the first 'et al.'."""
    said = [name.family or name.literal or "" for name in names]
    return said[0] + " et al." if len(said) > 2 else " and ".join(said)  # noqa: PLR2004


def supports_links(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal is one of those known to open links; others print the codes as rubbish."""
    if environ.get("TERM", "").startswith(_LINK_TERMS) or environ.get("TERM_PROGRAM") in _LINK_PROGRAMS:
        return True
    vte = environ.get("VTE_VERSION", "")
    return (vte.isdigit() and int(vte) >= _LINK_VTE) or bool(environ.get("WT_SESSION") or environ.get("KONSOLE_VERSION"))


def title_text(work: Any) -> Text:  # noqa: ANN401 - a Work or a Cited
    """Give the title, marked where it is made or the work is retracted or doubted, linked to the DOI where the terminal can."""
    text = Text(one_line(work.title), style="italic dim" if work.title_source == MADE else "bold")
    if work.doi and supports_links(os.environ):
        text.stylize(Style(link=f"https://doi.org/{quote(work.doi, safe='/:;()', errors='replace')}"))
    if work.title_source == MADE:
        text.append("  [title not known]", style="yellow")
    mark = mark_of(getattr(work, "updates", ()), work.title, retracted=work.retracted)
    return Text(f"{mark} ", style="bold white on red") + text if mark and not says_retracted(work.title) else text


def marked(snippet: str) -> Text:
    """Turn «guillemets» around hits into bold."""
    text = Text(style="dim")
    for place, part in enumerate(one_line(snippet).replace("»", "«").split("«")):
        text.append(part, style="bold not dim" if place % 2 else None)
    return text


def fact_rows(pairs: Iterable[tuple[str, Any]]) -> Table:
    """Draw names and values as two columns, those that hold nothing left out."""
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in pairs:
        if value not in (None, "", ()):
            grid.add_row(Text(name), value if isinstance(value, Text) else Text(one_line(str(value))))
    return grid


def view_stats(value: Any, state: State) -> None:  # noqa: ANN401 - a Stats
    """Draw the counts of a catalogue."""
    pairs = ((name.replace("_", " "), value[name]) for name in value)
    console(state).print(
        fact_rows((name, ", ".join(f"{k} {v}" for k, v in said.items()) if isinstance(said, dict) else said) for name, said in pairs)
    )


def view_ingest(result: Any, state: State) -> None:  # noqa: ANN401 - an IngestResult
    """Draw what came of each file; counts that are nought everywhere are left out."""
    screen = console(state)
    counts = [name for name, total in result.totals.items() if total or name in ("read", "added")]
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("file", overflow="ellipsis", no_wrap=True, max_width=34)
    table.add_column("taken for", no_wrap=True)
    for name in ("sure", *counts):
        table.add_column(name, justify="right")
    for one in result.files:
        table.add_row(*_ingest_cells(one, counts))
    if len(result.files) > 1:
        table.add_row(*(Text(cell, style="bold") for cell in ("all", "", "", *(str(result.totals[name]) for name in counts))))
    screen.print(table)
    for problem in (problem for one in result.files for problem in one.problems):
        screen.print(Text(f"  {one_line(problem.where)}: {one_line(problem.message)}", style="yellow"))


def _ingest_cells(one: Any, counts: Sequence[str]) -> list[Text]:  # noqa: ANN401 - a FileResult
    sure = "" if one.certainty is None else f"{one.certainty:.0%}"
    return [
        Text(cell) for cell in (one_line(PurePath(one.path).name), one.format or "not read", sure, *(str(one[name]) for name in counts))
    ]


def view_tag_result(result: Any, state: State) -> None:  # noqa: ANN401 - a TagResult
    """Draw what a re-tag changed."""
    screen = console(state)
    for diff in result.changed:
        screen.print(Text(diff.key, style="cyan"))
        for sign, said, style in _changes(diff):
            screen.print(Text(f"  {sign} {said}", style=style))
    done = "changed" if result.run else "would change; nothing was written"
    changed = f"{len(result.changed)} {done}" if result.changed else "nothing changed" if result.run else "nothing would change"
    screen.print(
        Text(f"{result.works} {'work' if result.works == 1 else 'works'} read, {result.assignments} tags stand, {changed}", style="dim")
    )


def _changes(diff: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - a WorkDiff
    """Yield the lines of a diff with their sign and colour."""
    for sign, labels, style in (("+", diff.added, "green"), ("-", diff.removed, "red")):
        if labels:
            yield sign, ", ".join(map(one_line, labels)), style
    for one in diff.changed:
        pairs = [(one.before[name], one.after[name]) for name in one.after]
        said = ", ".join(f"{old or 'nothing'} → {new or 'nothing'}" for old, new in pairs if old != new)
        yield "~", f"{one_line(one.label)}: {said}", "yellow"
    if diff.kept_by_hand:
        yield "=", f"{', '.join(map(one_line, diff.kept_by_hand))} (kept by hand)", "dim"
