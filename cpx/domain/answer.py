"""Answers: statements with the work to cite them by."""

from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.domain.parts import Name


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


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement(Output):
    """A sentence that can be cited: where it stands, what it does there, whom it cites itself.

    ``start:end`` are code points in the work's text of this ``field`` and language (``texts`` of ``show``).
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
