"""What people see of answers: quoted sentences, one line each to cite them by, and why they were found."""

import os
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from rich.console import Group
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console, names_in_short, supports_links
from cpx.domain.answer import Cited, FoundStatement, Why
from cpx.domain.brief import Brief
from cpx.domain.reference_line import NO_DATE, say_title, say_type
from cpx.domain.update_words import mark_of
from cpx.formats.brief_markdown import NOTHING, closing, say_entry, say_numbers

_ROLES = {"finding": "green", "conclusion": "green", "recommendation": "cyan", "method": "magenta", "aim": "blue", "background": "dim"}
_MARK = "bold white on red"


def view_answers(found: Sequence[FoundStatement], state: State) -> None:
    """Draw answers, best first."""
    screen = console(state)
    for number, one in enumerate(found, 1):
        grid = Table.grid(padding=(0, 1))
        grid.add_column(justify="right", style="dim", min_width=3)
        grid.add_column(overflow="fold")
        grid.add_row(Text(str(number)), Group(*_lines(one)))
        screen.print(Padding(grid, (0, 0, 1, 0)))
    if found:
        key = one_line(found[0].work.key)
        screen.print(Text(f"all of a work: cpx show {key}; what stands around: --context 1; a text to cite from: --brief", style="dim"))


def _lines(one: FoundStatement) -> Iterator[Text]:
    context = one.context
    if context and context.before:
        yield Text(f"… {one_line(' '.join(context.before))}", style="dim")
    yield _quote(one)
    if context and context.after:
        yield Text(f"{one_line(' '.join(context.after))} …", style="dim")
    yield _citation(one)
    for line in _beside(one):
        yield Text(line, style="dim")


def _quote(one: FoundStatement) -> Text:
    """Quote a sentence, the words in bold for which it was found."""
    text = Text(f"“{one_line(one.text)}”")
    for word in {*one.why.words, *(like.found for like in one.why.alike)}:
        text.highlight_regex(rf"(?<!\w){re.escape(one_line(word))}(?!\w)" if word.isascii() else re.escape(one_line(word)), "bold")
    return text


def _citation(one: FoundStatement) -> Text:
    work = one.work
    mark = mark_of(work.updates, work.title, retracted=work.retracted)
    line = Text.assemble((one.role, _ROLES.get(one.role, "")), " · ")
    if mark:
        line.append(f"{mark} ", style=_MARK)
    line.append(one_line(_who(work)))
    line.append(", ")
    line.append(one_line(say_title(work)), style=_link(work))
    place = (work.container_title or (work.publisher if work.authors else None), work.doi)
    line.append(one_line("".join(f". {part}" for part in place if part)))
    line.append(f" [{say_type(work.type)}, from the {one.quoted_from}]", style="dim")
    return line + Text(f"  {one_line(work.key)}", style="cyan")


def _link(work: Cited) -> Style:
    """Give the style of a title, which opens the DOI where the terminal can."""
    can = work.doi and supports_links(os.environ)
    return Style(bold=True, link=f"https://doi.org/{quote(work.doi or '', safe='/:;()', errors='replace')}" if can else None)


def _who(work: Cited) -> str:
    return f"{names_in_short(work.authors) if work.authors else work.publisher or 'author not known'} ({work.year or NO_DATE})"


def _beside(one: FoundStatement) -> Iterator[str]:
    """Yield whom the sentence relies on, who else says so, and why it was found."""
    if one.citing:
        yield f"second-hand, citing {', '.join(map(one_line, one.citing))}"
    if one.also:
        yield f"also said by {'; '.join(_also(other.work) for other in one.also)}"
    yield _why(one.why)


def _also(work: Cited) -> str:
    mark = mark_of(work.updates, work.title, retracted=work.retracted)
    return one_line(" ".join(filter(None, (mark, _who(work), work.key))))


def _why(why: Why) -> str:
    alike = ", ".join(f"{like.found} (for {like.asked})" for like in why.alike)
    parts = (
        ("words", ", ".join(why.words)),
        ("alike", alike),
        ("in its heading", ", ".join(why.heading)),
        ("near it", ", ".join(why.nearby)),
    )
    return one_line("why: " + "; ".join(f"{name}: {said}" for name, said in parts if said))


def view_brief(brief: Brief, state: State) -> None:
    """Draw a brief as it would be written into a file."""
    screen = console(state)
    screen.print(Text(one_line(brief.question), style="bold"))
    for part in brief.parts:
        quotes = " ".join(f"“{one_line(quote.text)}” {one_line(say_numbers(quote))}" for quote in part.quotes)
        screen.print(Text(f"\n{part.heading}", style="bold"), Text(quotes), sep="\n")
    if not brief.parts:
        screen.print(Text(f"\n{NOTHING}"))
    if brief.references:
        screen.print(Text("\nReferences", style="bold"))
    for reference in brief.references:
        screen.print(Text(one_line(say_entry(reference)), style=_MARK if reference.mark else ""))
    screen.print()
    for line in closing(brief):
        screen.print(Text(one_line(line), style="dim"))
