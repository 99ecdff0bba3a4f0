"""How a query was read, in lines for a person."""

from collections.abc import Iterator

from cpx.cli.sanitise import one_line
from cpx.domain.explanation import Explanation, QueryPart

_MOST = 12
"""Spellings that a line names."""


def explain_lines(explanation: Explanation) -> Iterator[str]:
    """Yield the lines: how it was read, a line a part, synonyms, and what was not understood."""
    yield f"read as: {one_line(explanation.read_as) or 'everything'}"
    if explanation.dialect:
        yield f"written for: {explanation.dialect}"
    width = max((len(_name(part)) for part in explanation.parts), default=0)
    for part in explanation.parts:
        yield f"  {_name(part):<{width}}  {part.count:>7,} work{' ' if part.count == 1 else 's'}{_more(part)}"
    for used in explanation.synonyms:
        yield f"also, ranked below: {one_line(', '.join(used.others))} (for {one_line(used.words)}; not with --exact)"
    yield f"in all: {explanation.count:,}" + (
        " with all words; then works with some" if explanation.plain and len(explanation.parts) > 1 else ""
    )
    if explanation.not_understood:
        yield f"not understood, left out: {one_line('; '.join(explanation.not_understood))}"
    yield from (one_line(note) for note in explanation.notes if not note.startswith(("read as written", "left out")))


def _name(part: QueryPart) -> str:
    field = f"{part.field}:" if part.field else ""
    return one_line(f"{'' if part.wanted else 'not '}{field}{part.text}")


def _more(part: QueryPart) -> str:
    shown = part.spellings[:_MOST]
    rest = f" and {len(part.spellings) - _MOST} more" if len(part.spellings) > _MOST else ""
    spellings = f"  as {one_line(', '.join(shown))}{rest}" if len(part.spellings) > 1 else ""
    return spellings + (f"  as {one_line(part.read_as)}" if part.read_as else "")
