"""What people see of a tag in doubt: the work, the term and what it means, and the sentence with the words marked."""

import re
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line, printable
from cpx.cli.state import State
from cpx.cli.views import console, title_text
from cpx.domain.tag import Quote
from cpx.domain.work import Work
from cpx.services.review_tags import DoubtfulTag

_MANY = 3
"""Sentences that are shown of one tag."""
_MATCHES = {"weak": "red", "fair": "yellow", "strong": "green"}


def view_doubtful(found: Sequence[DoubtfulTag], state: State) -> None:
    """Draw all tags in doubt, one below the other."""
    screen = console(state)
    for tag in found:
        _draw(screen, tag, "")


def view_doubtful_tag(shown: tuple[DoubtfulTag, int, int], state: State, keys: str) -> None:
    """Draw one tag in doubt, its number, and the keys to answer with."""
    tag, number, total = shown
    screen = console(state)
    _draw(screen, tag, f"{number} of {total}  ")
    screen.print(Text(keys, style="bold"))


def _draw(screen: Console, tag: DoubtfulTag, number: str) -> None:
    work = Work(id=0, key=tag.key, title=tag.title, title_source=tag.title_source, year=tag.year)
    # An empty text first: the style of the first one would be that of the whole line.
    screen.print(Text() + Text(number, style="dim") + title_text(work) + Text(f"  {one_line(tag.key)}", style="cyan"))
    reading = tag.usage or tag.part
    line = Text() + Text(f"  {one_line(tag.label)}", style="bold") + Text(f"  {tag.scheme}", style="dim")
    line.append(f"  match {tag.match}", style=_MATCHES.get(tag.match, ""))
    line.append(f"  {reading}" if reading else "")
    screen.print(line)
    if tag.definition:
        screen.print(Padding(Text(one_line(tag.definition), style="dim"), (0, 0, 0, 2)))
    for quote, start in list(zip(tag.evidence, tag.sentence_starts, strict=True))[:_MANY]:
        screen.print(Padding(_sentence(quote, quote.start - start, plain=not screen.color_system), (0, 0, 0, 4)))
    screen.print()


def _sentence(quote: Quote, at: int, *, plain: bool) -> Text:
    """Give the sentence with the words in bold; where nothing can be bold, in guillemets."""
    end = at + len(quote.quote)
    before, words, after = (_flat(part) for part in (quote.sentence[:at], quote.sentence[at:end], quote.sentence[end:]))
    marked = Text() + Text(before) + Text(f"«{words}»" if plain else words, style="bold yellow") + Text(after)
    return marked + Text(f"  ({one_line(quote.section or quote.field)})", style="dim")


def _flat(text: str) -> str:
    """Give a part of a line: as ``one_line``, the blanks at its ends kept."""
    return re.sub(r"\s+", " ", printable(text))
