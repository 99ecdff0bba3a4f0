"""Briefs: what a catalogue says to a question, in quoted sentences with numbered references."""

from dataclasses import dataclass

from cpx.domain.output import Output

FOUND, ADVISED, DONE, KNOWN = "Findings and conclusions", "Recommendations", "Subject and approach", "Background"
PARTS = {
    "finding": FOUND,
    "conclusion": FOUND,
    "recommendation": ADVISED,
    "method": DONE,
    "aim": DONE,
    "background": KNOWN,
}
"""Role of a sentence -> heading that it stands under, in the order of a brief; none claims more than its wording shows."""
WITHDRAWN = "Retracted or in doubt: do not rely on these"
FROM_ABSTRACT, FROM_PAGE = "quoted from the abstract, not the full text", "quoted from the page"


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuote(Output):
    """A sentence, word for word. ``numbers`` are the references that it stands in, ``citing`` whom it relies on itself."""

    text: str
    role: str
    numbers: tuple[int, ...]
    citing: tuple[str, ...]
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefPart(Output):
    """Quotes that say the same kind of thing, the best first."""

    heading: str
    quotes: tuple[BriefQuote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefReference(Output):
    """A work that is quoted, in one line; ``source`` says where it was quoted from, ``mark`` that it was retracted or doubted."""

    number: int
    text: str
    key: str
    doi: str | None
    type: str | None
    source: str
    mark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefCoverage(Output):
    """What was searched for the answer.

    ``abstracts_only`` counts works whose text is an abstract. ``searched_to`` is the date of the latest search recorded with
    an ingest, ``added_to`` the day on which records last came in.
    """

    works: int
    with_text: int
    abstracts_only: int
    searched_to: str | None
    added_to: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief(Output):
    """An answer in quotes. No ``parts``: nothing here answers; ``nearest`` is the best score then. ``notes`` are for its reader."""

    question: str
    filters: str
    parts: tuple[BriefPart, ...]
    references: tuple[BriefReference, ...]
    coverage: BriefCoverage
    notes: tuple[str, ...]
    nearest: float


def say_searched(coverage: BriefCoverage) -> str:
    """Say in a line what was searched."""
    if coverage.searched_to:
        until = f"searched to {coverage.searched_to}"
    else:
        until = "no date of a search is recorded" + (f" (last added to on {coverage.added_to})" if coverage.added_to else "")
    texts = f"{coverage.with_text:,} with text, {coverage.abstracts_only:,} of these as an abstract only"
    return f"Coverage: {coverage.works:,} {'work' if coverage.works == 1 else 'works'} in this catalogue, {texts}; {until}."
