"""What people see of DOIs that may be a work's: the work and the candidate beside one another, what differs marked, the reasons."""

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.domain.parts import Name
from cpx.domain.work import MADE
from cpx.matching.folded import fold_title
from cpx.services.review_dois import DoiCandidate

_FIELDS = (
    ("title", "title"),
    ("authors", "authors"),
    ("year", "year"),
    ("journal/book", "container_title"),
    ("volume", "volume"),
    ("issue", "issue"),
    ("page", "page"),
    ("type", "type"),
    ("abstract", "abstract"),
)
_NOT_COMPARED = ("abstract",)
_UNKNOWN = "[not known]"
_LONGEST = 160
"""Characters that are shown of an abstract."""
_MANY = 8
"""Names that are shown of a long list."""


def view_candidates(found: Sequence[DoiCandidate], state: State) -> None:
    """Draw all candidates that wait, one below the other."""
    screen = console(state)
    for candidate in found:
        _draw(screen, candidate, "")


def view_candidate(shown: tuple[DoiCandidate, int, int], state: State, keys: str) -> None:
    """Draw one candidate, its number, and the keys to answer with."""
    candidate, number, total = shown
    screen = console(state)
    _draw(screen, candidate, f"{number} of {total}  ")
    screen.print(Text(keys, style="bold"))


def _draw(screen: Console, candidate: DoiCandidate, number: str) -> None:
    screen.print(
        Text(number, style="dim") + Text(one_line(candidate.key), style="cyan") + Text(f"  {one_line(candidate.doi)}", style="bold")
    )
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("", style="dim", no_wrap=True)
    table.add_column("here", overflow="fold", ratio=1)
    table.add_column("the candidate", overflow="fold", ratio=1)
    for label, name in _FIELDS:
        here, there = _said(candidate, name), _said(candidate.candidate, name)
        if here or there:
            style = "yellow" if name not in _NOT_COMPARED and _differ(here, there, candidate.candidate.collection_title) else ""
            table.add_row(Text(f"{label} {'≠' if style else ' '}"), Text(here, style=style), Text(there, style=style))
    screen.print(Padding(table, (0, 0, 0, 2)))
    for reason in candidate.reasons:
        screen.print(Padding(Text(f"· {one_line(reason)}"), (0, 0, 0, 2)))
    screen.print(Padding(Text(f"· agrees {candidate.score:.2f} of 1", style="dim"), (0, 0, 1, 2)))


def _said(described: object, name: str) -> str:
    """Give a field as one line; a made title is not known."""
    value = getattr(described, name)
    if name == "authors":
        return _names(value)
    if name == "abstract" and value:
        start = one_line(value[: 2 * _LONGEST])
        return f"{start[:_LONGEST].rstrip()} ..." if len(start) > _LONGEST else start
    if name == "title" and getattr(described, "title_source", "") == MADE:
        return f"{_UNKNOWN} {one_line(value)}"
    return one_line(str(value)) if value is not None else ""


def _names(names: Sequence[Name]) -> str:
    said = [one_line(name.literal or " ".join(part for part in (name.given, name.family) if part)) for name in names]
    return ", ".join(said[:_MANY]) + (f" and {len(said) - _MANY} more" if len(said) > _MANY else "")


def _differ(here: str, there: str, series: str | None) -> bool:
    """Tell what both say differently; where one says nothing there is nothing to compare. Registries mix up a book and its series."""
    is_known = bool(here and there) and not here.startswith(_UNKNOWN)
    return is_known and fold_title(here) not in (fold_title(there), fold_title(series or ""))
