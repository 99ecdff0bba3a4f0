"""What people see of scores and of agreement: a row a term, the totals, and where the two sides differ."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console
from cpx.domain.work import MADE
from cpx.services.coding_compare import Comparison, SettleRow
from cpx.services.reading import FileProblem
from cpx.services.scoring import Disagreement, ScoreResult
from cpx.services.scoring_readings import ReadingScore

_MOST_TEXT = 300
"""The beginning of a text, for what has no sentence of its own."""


def view_score(result: ScoreResult, state: State) -> None:
    """Draw the figures of each term, the totals, and the disagreements with their sentences."""
    screen = console(state)
    table = _table("term", ("n", "right", "wrong", "missed", "precision", "recall", "F1"))
    for term in result.terms:
        table.add_row(Text(one_line(term.label)), *_score_cells(term))
    for total in (*result.schemes, result.total):
        table.add_row(Text(f"{total.scheme}: {total.terms} terms", style="bold"), *_score_cells(total), style="bold")
    screen.print(table)
    macro = result.total
    screen.print(
        Text(f"mean over terms: {_share(macro.macro_precision)} {_share(macro.macro_recall)} {_share(macro.macro_f1)}", style="dim")
    )
    screen.print(Text(_said_of(result), style="dim"))
    for one in result.disagreements:
        screen.print(Padding(_disagreement(one), (1, 0, 0, 0)))
    for reading in result.readings:
        _draw_reading(reading, screen)
    _problems(result.problems, state)


def _said_of(result: ScoreResult) -> str:
    whose = "the machine's own tags" if result.tags == "machine" else "the tags that readers see, people's word included"
    parts = [
        (result.set_aside, "set aside (no, where a narrower term is there)"),
        (result.undecided, "undecided"),
        (result.blank, "without a verdict"),
        (result.unjudged_tags, "tags that nobody judged"),
        (result.repeated, "said again"),
    ]
    rest = "; ".join(f"{count} {what}" for count, what in parts if count)
    return f"{whose}; {result.judged} pairs on {result.works} works; brackets: 95 %{'; ' if rest else ''}{rest}"


def _disagreement(one: Disagreement) -> Group:
    sign, style = ("+", "red") if one.tag else ("-", "yellow")
    what = f"tagged{f' ({one_line(one.tag)})' if one.tag != one.label else ''}, the person says no" if one.tag else "missed"
    head = Text(f"{sign} {one_line(one.label)}", style=style) + Text(f"  {what}", style="dim") + Text(f"  {one.key}", style="cyan")
    said = Text(f"“{one_line(one.sentence)}”") if one.sentence else _title(one)
    return Group(head, Text("  ") + said, *([Text(f"  {one_line(one.note)}", style="dim")] if one.note else []))


def _draw_reading(reading: ReadingScore, screen: Console) -> None:
    """Draw how far usage or part are right, what was taken for what, and where."""
    right = f"{reading.right} of {reading.judged} right, {_within(reading.accuracy, reading.accuracy_interval)}"
    screen.print(Text(f"\n{reading.reading}", style="bold") + Text(f" of the tags that are right: {right}"))
    table = _table("person", ("machine", "pairs"))
    for one in reading.confusion:
        style = "" if one.person == one.machine else "yellow"
        table.add_row(*(Text(cell, style=style) for cell in (one.person, one.machine or "nothing", str(one.count))))
    screen.print(Padding(table, (0, 0, 0, 2)))
    for differing in reading.disagreements:
        head = Text(f"~ {one_line(differing.label)}", style="yellow")
        head.append(f"  the person says {differing.person}, the machine {differing.machine or 'nothing'}", style="dim")
        head.append(f"  {differing.key}", style="cyan")
        said = [Text(f"  “{one_line(differing.sentence)}”")] if differing.sentence else []
        note = [Text(f"  {one_line(differing.note)}", style="dim")] if differing.note else []
        screen.print(Padding(Group(head, *said, *note), (1, 0, 0, 0)))


def _title(one: Disagreement) -> Text:
    made = one.title_source == MADE
    return Text(one_line(one.title), style="italic dim" if made else "bold") + Text("  [title not known]" if made else "", style="yellow")


def view_comparison(found: Comparison, state: State) -> None:
    """Draw the agreement on each term, the totals, and what is to settle."""
    screen = console(state)
    table = _table("term", ("both", "first", "second", "neither", "agree", "kappa"))
    for term in found.terms:
        table.add_row(Text(one_line(term.label)), *_kappa_cells(term))
    for total in (*found.schemes, found.total):
        table.add_row(Text(f"{total.scheme}: {total.terms} terms", style="bold"), *_kappa_cells(total), style="bold")
    screen.print(table)
    screen.print(Text(f"first: {one_line(found.first)}; second: {one_line(found.second)}; brackets: 95 %", style="dim"))
    alone = found.judged_by_first_only + found.judged_by_second_only
    screen.print(
        Text(f"{found.judged} pairs on {found.works} works judged by both{f'; {alone} by one only' if alone else ''}", style="dim")
    )
    for row in found.disagreements:
        screen.print(Padding(_to_settle(row), (1, 0, 0, 0)))
    _problems(found.problems, state)


def _to_settle(row: SettleRow) -> Group:
    head = Text(one_line(row.term), style="yellow") + Text(f"  first {row.first}, second {row.second}", style="dim")
    head.append(f"  {row.work}", style="cyan")
    text = row.text if len(row.text) <= _MOST_TEXT else f"{row.text[:_MOST_TEXT]} …"
    notes = [Text(f"  {one_line(note)}", style="dim") for note in (row.note_first, row.note_second) if note]
    title = [Text(f"  {one_line(row.title)}", style="bold")] if row.title else []
    return Group(head, *title, Text(f"  {one_line(text)}"), *notes)


def _table(first: str, numbers: Iterable[str]) -> Table:
    table = Table(box=None, pad_edge=False, collapse_padding=True, header_style="bold")
    table.add_column(first, overflow="fold")
    for name in numbers:
        table.add_column(name, justify="right", no_wrap=True)
    return table


def _score_cells(row: Any) -> list[Text]:  # noqa: ANN401 - a TermScore or a TotalScore
    counts = [str(number) for number in (row.judged, row.tp, row.fp, row.fn)]
    shares = [_within(row.precision, row.precision_interval), _within(row.recall, row.recall_interval), _share(row.f1)]
    return [Text(cell) for cell in (*counts, *shares)]


def _kappa_cells(row: Any) -> list[Text]:  # noqa: ANN401 - a TermAgreement or a TotalAgreement
    counts = [str(number) for number in (row.both, row.only_first, row.only_second, row.neither)]
    return [Text(cell) for cell in (*counts, _share(row.agreement), row.remark or _within(row.kappa, row.kappa_interval))]


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}".removeprefix("0")


def _within(value: float | None, interval: tuple[float, float] | None) -> str:
    return _share(value) if interval is None else f"{_share(value)} [{_share(interval[0])} {_share(interval[1])}]"


def _problems(problems: Sequence[FileProblem], state: State) -> None:
    for problem in problems:
        console(state).print(Text(f"{one_line(problem.where)}: {one_line(problem.message)}", style="yellow"))
