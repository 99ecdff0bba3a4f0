"""A brief as Markdown: quoted sentences with numbers, the list of references, and what was searched."""

import re
from collections.abc import Callable, Iterator

from cpx.domain.brief import Brief, BriefQuote, BriefReference, say_searched
from cpx.domain.reference_line import say_type
from cpx.formats.dumping import one_line

NOTHING = "No statement that answers this question was found in this catalogue."
_ACTIVE = re.compile(r"[\\`*$]|(?<!/)~|(?<!\S)#|<(?=[A-Za-z/!?])|(?<![^\W_])_|_(?![^\W_])|(?<=\])\(")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")


def dump(brief: Brief, clean: Callable[[str], str] = str) -> Iterator[str]:
    """Write a brief, a paragraph a chunk; ``clean`` takes out of the texts what must not be printed."""

    def plain(text: str) -> str:
        return _plain(text, clean)

    yield f"# {plain(brief.question)}\n"
    for part in brief.parts:
        yield f"\n## {part.heading}\n\n{' '.join(f'“{plain(quote.text)}” {say_numbers(quote, plain)}' for quote in part.quotes)}\n"
    if not brief.parts:
        yield f"\n{NOTHING}\n"
    if brief.references:
        yield "\n## References\n"
    for reference in brief.references:
        yield f"\n{plain(say_entry(reference))}\n"
    yield "\n---\n"
    for line in closing(brief):
        yield f"\n{plain(line)}\n"


def say_numbers(quote: BriefQuote, clean: Callable[[str], str] = str) -> str:
    """Give the numbers of a quote's references in brackets, and whom the sentence itself relies on."""
    numbers = ", ".join(map(str, quote.numbers))
    return f"[{numbers}, citing {'; '.join(one_line(clean(name)) for name in quote.citing)}]" if quote.citing else f"[{numbers}]"


def say_entry(reference: BriefReference) -> str:
    """Give a line of the list of references: mark, work, kind of document, and where it was quoted from."""
    mark = f"{reference.mark}: " if reference.mark else ""
    return f"[{reference.number}] {mark}{reference.text} [{say_type(reference.type)}; {reference.source}]"


def closing(brief: Brief) -> Iterator[str]:
    """Yield what a reader must know of the whole: what was searched, and how far the quotes carry."""
    yield say_searched(brief.coverage) + (f" Only: {brief.filters}." if brief.filters else "")
    yield from brief.notes


def _plain(text: str, clean: Callable[[str], str]) -> str:
    """Put a text on one line so that Markdown shows it letter by letter."""
    return _ENTITY.sub("&amp;", _ACTIVE.sub(lambda found: f"\\{found[0]}", one_line(clean(text))))
