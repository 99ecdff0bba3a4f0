"""What people see of vocabularies on a terminal."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.cli.views import console, fact_rows, plain_table
from cpx.domain.concept import SHIPPED

_SHOWN = 200
"""Ids of an import that are listed at most; JSON has them all."""


def view_terms(terms: Sequence[Any], state: State) -> None:
    """Draw terms as an indented list."""
    screen = console(state)
    depth: dict[str, int] = {}
    for term in terms:
        depth[term.concept] = depth.get(term.broader or "", -1) + 1
        line = Text("  " * depth[term.concept] + one_line(term.label), style="dim" if term.deprecated else "")
        screen.print(line + Text(f"  {term.concept}", style="dim") + Text("".join(f"  {mark}" for mark in _marks(term)), style="yellow"))


def _marks(term: Any) -> list[str]:  # noqa: ANN401 - a Term
    """Say what is special about a term: whose it is, that it is over, that only people assign it."""
    marks = [] if term.origin == SHIPPED else [f"{term.origin} ({one_line(term.file)})"]
    if term.deprecated:
        return [*marks, f"deprecated, now {one_line(term.replaced_by)}" if term.replaced_by else "deprecated"]
    return marks if term.auto else [*marks, "by hand only"]


def view_term(term: Any, state: State) -> None:  # noqa: ANN401 - a Term
    """Draw one term."""
    words = [(language, "; ".join(labels)) for language, labels in term.alt_labels.items()]
    pairs = [
        ("term", term.label),
        ("id", term.concept),
        ("scheme", term.scheme),
        ("from", "cpx" if term.origin == SHIPPED else f"{term.file}{', over that of cpx' if term.origin == 'changed' else ''}"),
        ("state", "; ".join(_marks(term)[term.origin != SHIPPED :])),
        ("broader", term.broader),
        ("means", term.definition),
        ("MeSH", term.mesh),
        *((f"words ({language})", text) for language, text in words),
        ("narrower", ", ".join(term.narrower)),
    ]
    console(state).print(fact_rows(pairs))


def view_coverage(found: Any, state: State) -> None:  # noqa: ANN401 - a Coverage
    """Draw the counts, the works left out, unused terms by scheme, and the phrases."""
    screen = console(state)
    pairs = [("works", found.works), ("coded", found.coded), ("not coded", found.not_coded), ("no text", found.no_text)]
    screen.print(fact_rows((name, str(number)) for name, number in pairs))
    for title, works in (("not coded", found.works_not_coded), ("no text", found.works_no_text)):
        if works:
            screen.print(Text(f"\n{title}", style="bold"))
            screen.print(Padding(fact_rows((work.key, work.title) for work in works), (0, 0, 0, 2)))
    counts = Counter(term.scheme for term in found.unused)
    said = ", ".join(f"{scheme} {number}" for scheme, number in counts.items())
    screen.print(Text("\nterms that no work has", style="bold") + Text(f"  {said or 'none'}", style="not bold"))
    screen.print(Text("\nfrequent phrases that no term covers", style="bold") + Text("" if found.phrases else "  none", style="not bold"))
    if found.phrases:
        plain_table(("works", "phrase", "for example"), [(str(one.works), one.phrase, one.example) for one in found.phrases], state)
    if found.behind:
        screen.print(Text("\nthe vocabulary has changed: bring the tags up to date with: cpx tag", style="yellow"))


def view_import(result: Any, state: State) -> None:  # noqa: ANN401 - an ImportResult
    """Draw what an import changes, and what it left out."""
    screen = console(state)
    for sign, concepts, style in (("+", result.added, "green"), ("~", result.changed, "yellow")):
        for concept in concepts[:_SHOWN]:
            screen.print(Text(f"{sign} {one_line(concept)}", style=style))
        if len(concepts) > _SHOWN:
            screen.print(Text(f"{sign} and {len(concepts) - _SHOWN} more", style=style))
    for problem in result.problems:
        screen.print(Text(f"  {one_line(problem.where)}: {one_line(problem.message)}", style="yellow"))
    counts = f"{len(result.added)} new, {len(result.changed)} changed, {result.unchanged} as they were"
    screen.print(Text(f"{result.read} {'term' if result.read == 1 else 'terms'} read: {counts}", style="dim"))
