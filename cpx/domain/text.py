"""Running text: sections, sentences and languages, always as offsets into the stored text (Unicode code points).

The modules that do the work are imported by the functions that need them: their patterns take 40 ms to compile, and most
commands only read what is stored.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

TITLE, ABSTRACT, BODY = "title", "abstract", "body"


@dataclass(frozen=True, slots=True)
class Text:
    """One piece of running text. Once stored it is never changed, so that quotes by offset stay true.

    ``field`` is ``title``, ``abstract`` or ``body`` (the text of a page that is no abstract); ``language`` a BCP 47
    primary subtag (``en``, ``zh``) or None where it cannot be told.
    """

    content: str
    field: str = ABSTRACT
    language: str | None = None


class Section(NamedTuple):
    """A stretch of a text under one heading. ``label`` is the heading as printed ('' where there is none); the span leaves it out."""

    label: str
    start: int
    end: int


def find_sections(text: Text) -> tuple[Section, ...]:
    """Cut a text at its headings, in order, with no overlap; text before the first heading gets the label ''."""
    from cpx.domain.page import cut_page
    from cpx.domain.sections import cut_abstract

    cuts = cut_page(text.content) if text.field == BODY else cut_abstract(text.content)
    return tuple(Section(cut.label, cut.start, cut.end) for cut in cuts if cut.start < cut.end)


def split_sentences(content: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence in ``content[start:end]``, white space at the edges left out."""
    from cpx.domain.sentences import split_spans

    return iter(split_spans(content, start, len(content) if end is None else end))


def guess_language(content: str) -> str | None:
    """Tell the language of a text by its script and its commonest words; None where that is not enough."""
    from cpx.domain.languages import tell_language

    return tell_language(content)


def tidy_abstract(content: str) -> str:
    """Give an abstract its one stored form: white space folded, each headed section on a line of its own as 'Label: text'.

    Tidied twice is tidied once, and the sections stay the same. Where joining two lines would make a heading of them, the
    lines are kept.
    """
    from cpx.domain.sections import lay_out

    return lay_out(content)
