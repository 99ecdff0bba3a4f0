"""What people see of one work: its fields, what its texts state in figures, and its tags with the words that justify them."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line, printable
from cpx.cli.state import State
from cpx.cli.views import console, fact_rows, plain_table, title_text
from cpx.domain.detail import WorkDetail, WorkText
from cpx.domain.fact import AGE, PERIOD, SAMPLE, Fact, say_fact
from cpx.domain.parts import Name
from cpx.domain.tag import Tag
from cpx.domain.text import ABSTRACT
from cpx.domain.update_words import say_update
from cpx.domain.work import WAITING

_FACTS = {SAMPLE: "sample", AGE: "ages", PERIOD: "years"}
_MOST_FACTS = 8
"""Of a kind, in the short view."""
_ROOM_FOR_A_TABLE = 72
"""Columns of a terminal; on fewer each tag is a few lines of its own."""


def _full_name(name: Name) -> str:
    return name.literal or " ".join(part for part in (name.given, name.family) if part)


def view_details(detail: WorkDetail, state: State, tags: bool = False) -> None:
    """Draw everything known of a work; with ``tags`` the words that justify each are marked in the text."""
    screen = console(state)
    screen.print(title_text(detail))
    screen.print(fact_rows(_rows(detail)))
    shown = _shown_texts(detail.texts)
    for text in shown:
        screen.print(Padding(_marked_text(text.text, _quoted(text, detail.tags) if tags else (), screen), (1, 0, 0, 2)))
    if tags:
        screen.print()
        _draw_tags(detail.tags, {text.field for text in shown}, screen, state)
        _draw_facts(detail.facts, screen)
    screen.print()


def _shown_texts(texts: Sequence[WorkText]) -> list[WorkText]:
    """Give the abstracts; bodies stand in for them only where there is none."""
    return [text for text in texts if text.field == ABSTRACT] or list(texts)


def _rows(work: WorkDetail) -> list[tuple[str, Any]]:
    place = ", ".join(
        part
        for part in (work.volume and f"volume {work.volume}", work.issue and f"issue {work.issue}", work.page and f"p. {work.page}")
        if part
    )
    return [
        ("key", work.key),
        ("DOI", work.doi),
        ("status", "waiting for Crossref" if work.status == WAITING else None),
        *(("" if place else "updates", say_update(update)) for place, update in enumerate(work.updates)),
        ("authors", ", ".join(_full_name(name) for name in work.authors)),
        ("issued", work.issued),
        ("journal/book", work.container_title),
        ("series", work.collection_title),
        ("part of", work.part_of),
        ("publisher", work.publisher),
        ("where", place),
        ("licence", work.licence),
        ("keywords", "; ".join(work.keywords)),
        *((name, "; ".join(getattr(work, name))) for name in ("methods", "approaches", "frameworks", "populations", "settings", "places")),
        *_said_facts(work.facts),
        ("sources", ", ".join(work.sources)),
    ]


def _said_facts(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Say the facts in a line for each kind; what is said in two languages is said once."""
    for kind, name in _FACTS.items():
        said = list(dict.fromkeys(say_fact(fact) for fact in facts if fact.kind == kind))
        more = len(said) - _MOST_FACTS
        yield name, "; ".join([*said[:_MOST_FACTS], *([f"and {more} more (--tags)"] if more > 0 else [])])


def _quoted(text: WorkText, tags: Sequence[Tag]) -> list[tuple[int, int]]:
    """Give the runs of a text that justify tags, in order; overlapping ones are one."""
    quotes = [quote for tag in tags if tag.status != "rejected" for quote in tag.evidence]
    runs = {(one.start, one.end) for one in quotes if (one.field, one.language) == (text.field, text.language)}
    found: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def _marked_text(text: str, runs: Sequence[tuple[int, int]], screen: Console) -> Text:
    """Show runs of a text in bold, or within guillemets where nothing can be bold."""
    shown, done = Text(), 0
    for start, end in runs:
        shown.append(printable(text[done:start]))
        words = printable(text[start:end])
        shown.append(words if screen.color_system else f"«{words}»", style="bold")
        done = end
    shown.append(printable(text[done:]))
    return shown


def _draw_tags(tags: Sequence[Tag], seen: set[str], screen: Console, state: State) -> None:
    names = ("scheme", "term", "match", "usage", "status", "words")
    cells = [(tag.scheme, tag.label, tag.match or tag.origin, tag.usage or tag.part or "", _status(tag), _words(tag, seen)) for tag in tags]
    if screen.width >= _ROOM_FOR_A_TABLE:
        plain_table(names, cells, state)
        return
    for scheme, label, *said, words in cells:
        screen.print(Text(one_line(label), style="bold"))
        screen.print(Padding(Text(one_line(" · ".join(filter(None, (scheme, *said)))), style="dim"), (0, 0, 0, 2)))
        if words:
            screen.print(Padding(Text(one_line(words)), (0, 0, 0, 2)))


def _status(tag: Tag) -> str:
    return f"{tag.status} by {tag.by}" if tag.origin == "person" else tag.status


def _words(tag: Tag, seen: set[str]) -> str:
    """Give the best words for a tag, where they stand if that is not in sight, and why a person decided so."""
    best = tag.evidence[0] if tag.evidence else None
    quote = f"“{best.quote}”" if best else ""
    place = f"({best.field})" if best and best.field not in seen else ""
    return " ".join(filter(None, (quote, place, tag.why)))


def _draw_facts(facts: Sequence[Fact], screen: Console) -> None:
    if facts:
        screen.print(Text("\nfacts", style="bold"))
    for fact in facts:
        said = Text(say_fact(fact)) + Text(f"  “{one_line(fact.quote)}”", style="dim")
        screen.print(Padding(said, (0, 0, 0, 2)))
