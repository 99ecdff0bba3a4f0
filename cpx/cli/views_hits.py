"""What people see of a list of works: numbered, so that ``cpx show %3`` leads on, at any width of the terminal."""

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console, marked, names_in_short, title_text
from cpx.domain.near import RelatedWork
from cpx.domain.work import Hit, Work

_WIDEST, _NARROW = 120, 40
"""Columns beyond which lines are hard to read, and below which the number stands on a line with the title."""


def view_hits(hits: Sequence[Hit], state: State, query: str, found: int, filters: str) -> None:
    """Draw search results: number, title, who and when, snippet; then how many there are of what, and what to type next."""
    screen = console(state)
    draw_list([_body(hit, screen) for hit in hits], screen)
    has_all = sum(hit.match == "all" for hit in hits)
    shown = f"{len(hits)} shown; " if len(hits) != found else ""
    more = f"; {len(hits) - has_all} with some words below" if has_all < len(hits) and has_all else ""
    screen.print(Text(f"{shown}{found:,} work{'' if found == 1 else 's'}{say_asked(query, filters)}{more}", style="dim"))
    screen.print(Text(_hint(len(hits), found, "search"), style="dim"))


def view_new(hits: Sequence[Hit], state: State, query: str, count: str, filters: str, total: int) -> None:
    """Draw works that came, the latest first."""
    screen = console(state)
    draw_list([_body(hit, screen) for hit in hits], screen)
    screen.print(Text(f"{count}{say_asked(query, filters)}", style="dim"))
    if hits:
        screen.print(Text(_hint(len(hits), total, "new"), style="dim"))


def view_related(works: Sequence[RelatedWork], state: State) -> None:
    """Draw works near a work, nearest first, each with what they share."""
    screen = console(state)
    draw_list([[title_text(work), _line(work), *_reasons(work)] for work in works], screen)
    screen.print(Text(_hint(len(works), len(works), "related") if works else "no work is near it", style="dim"))


def _reasons(work: RelatedWork) -> list[Text]:
    return [Text(one_line("; ".join(work.reasons)), style="dim")] if work.reasons else []


def say_asked(query: str, filters: str) -> str:
    """Say what works were asked for, after their number."""
    words = f" with all of: {one_line(query)}" if query.strip() else ""
    return words + (f" | {one_line(filters)}" if filters else "")


def draw_list(bodies: Sequence[Sequence[Text]], screen: Console) -> None:
    """Draw numbered things; their lines stand beside the number, on a narrow screen below it."""
    width = min(screen.width, _WIDEST)
    column = max(3, len(str(len(bodies))))
    for number, lines in enumerate(bodies, 1):
        screen.print(Padding(_beside(str(number), lines, column, width), (0, 0, 1, 0)), width=width)


def _beside(number: str, lines: Sequence[Text], column: int, width: int) -> RenderableType:
    if width < _NARROW:
        first, *rest = lines
        return Group(Text(f"{number} ", style="dim") + first, *rest)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(justify="right", style="dim", min_width=column, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(number), Group(*lines))
    return grid


def _body(hit: Hit, screen: Console) -> list[Text]:
    return [title_text(hit), _line(hit), *([_snippet(hit.snippet, screen)] if hit.snippet else [])]


def _line(hit: Work) -> Text:
    """Say who, when and where, the key to name it by, and what is peculiar about it."""
    year = str(hit.year or "n.d.")
    who = one_line(" · ".join(part for part in (names_in_short(hit.authors), year, hit.container_title) if part))
    parts = [(hit.key, "cyan"), *_peculiar(hit)]
    return Text(who) + Text("").join(Text(f"  {one_line(said)}", style=style) for said, style in parts)


def _peculiar(hit: Work) -> Iterator[tuple[str, str]]:
    if getattr(hit, "match", "all") == "some" and not isinstance(hit, RelatedWork):
        yield "some words only", "yellow"
    if "added_at" in hit.keys():  # noqa: SIM118 - an Output, no mapping
        yield f"came {hit['added_at'][:10]}", "green"


def _snippet(snippet: str, screen: Console) -> Text:
    """Show the hits in bold; where nothing can be bold their guillemets stay."""
    return marked(snippet) if screen.color_system else Text(one_line(snippet))


def _hint(shown: int, found: int, command: str) -> str:
    """Say what to type next."""
    if not shown:
        return 'fewer words or filters find more; what is there: cpx search "" --facets'
    more = "; more: --limit 100" if command != "related" and found > shown else ""
    return f"one of them: cpx show %1; its page: cpx open %1{more}"
