"""Answers: statements with the work to cite them by, why they were found, and who else says so."""

from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.domain.parts import Name, Update
from cpx.domain.text import BODY

PAGE, ABSTRACT = "page", "abstract"
"""Where a sentence was read: on the page itself, or in an abstract that stands for a longer work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Output):
    """The work that a statement stands in: enough to cite it."""

    key: str
    doi: str | None
    title: str
    title_source: str
    type: str | None
    year: int | None
    authors: tuple[Name, ...]
    retracted: bool
    container_title: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    url: str | None = None
    updates: tuple[Update, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness(Output):
    """A word of the question, and a word of like meaning that stands in the sentence for it."""

    asked: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Output):
    """Why a statement was found.

    ``words`` of the question as they stand in the sentence, words of like meaning there (``alike``), words of the question in
    its ``heading``, and words that stand only near it: in its title or elsewhere in its text (``nearby``).
    """

    words: tuple[str, ...]
    alike: tuple[Likeness, ...]
    heading: tuple[str, ...]
    nearby: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlsoSaid(Output):
    """A statement of another work that says the same in nearly the same words."""

    text: str
    role: str
    work: Cited
    quoted_from: str = ABSTRACT


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Output):
    """The statements that stand before and after one in its text, in order."""

    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement(Output):
    """A sentence that can be cited: where it stands, what it does there, whom it cites itself.

    ``start:end`` are code points in the work's text of this ``field`` and language (``texts`` of ``show``). ``quoted_from``
    is ``page`` or ``abstract``; ``context`` is null unless it was asked for.
    """

    text: str
    role: str
    language: str | None
    section: str | None
    start: int
    end: int
    score: float
    work: Cited
    citing: tuple[str, ...] = ()
    field: str = "abstract"
    quoted_from: str = ABSTRACT
    why: Why = Why(words=(), alike=(), heading=(), nearby=())
    also: tuple[AlsoSaid, ...] = ()
    context: Context | None = None


def quoted_from(field: str) -> str:
    """Say where the sentences of a field were read."""
    return PAGE if field == BODY else ABSTRACT
