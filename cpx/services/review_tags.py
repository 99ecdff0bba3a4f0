"""Doubtful tags before a person: which are in doubt, with the sentence each rests on, in the order in which they are worth a look."""

from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.domain.tag import Quote
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.concepts import read_tags
from cpx.store.doubtful import Doubtful, find_doubtful, forget_skipped, note_skipped, sentence_starts
from cpx.store.works import read_works


@dataclass(frozen=True, slots=True, kw_only=True)
class DoubtfulTag(Output):
    """A machine's tag that a person should look at: the work, the term, and the words it rests on, best first.

    ``sentence_starts`` says where the sentence around each quote begins in its text.
    """

    key: str
    title: str
    title_source: str
    year: int | None
    concept: str
    scheme: str
    label: str
    definition: str | None
    usage: str | None
    part: str | None
    confidence: float
    match: str
    skipped: bool
    evidence: tuple[Quote, ...]
    sentence_starts: tuple[int, ...]


def doubtful_tags(
    connection: Connection, works: Sequence[int] | None = None, schemes: Sequence[str] | None = None
) -> tuple[DoubtfulTag, ...]:
    """Give the tags in doubt that nobody decided yet: weak matches, then fair ones, then those with unclear usage or part.

    What a person skipped before comes last. ``works`` and ``schemes`` keep to some.
    """
    found = (describe(connection, one) for one in find_doubtful(connection, works, schemes))
    return tuple(tag for tag in found if tag is not None)


def describe(connection: Connection, one: Doubtful) -> DoubtfulTag | None:
    """Say all that a person needs to judge a tag; None where it is gone, or somebody decided it meanwhile."""
    suggested = (tag for tag in read_tags(connection, one.work) if tag.concept == one.concept and tag.origin == "machine")
    tag = next(suggested, None)
    if tag is None:
        return None
    (work,) = read_works(connection, [one.work])
    return DoubtfulTag(
        key=work.key,
        title=work.title,
        title_source=work.title_source,
        year=work.year,
        concept=one.concept,
        scheme=tag.scheme,
        label=tag.label,
        definition=one.definition,
        usage=tag.usage,
        part=tag.part,
        confidence=tag.confidence or 0.0,
        match=tag.match or "weak",
        skipped=one.skipped,
        evidence=tag.evidence,
        sentence_starts=sentence_starts(connection, one.work, one.concept),
    )


def skip(file: CatalogueFile, one: Doubtful) -> None:
    """Note that a person left a tag for later."""
    with file.batch() as connection:
        note_skipped(connection, one.work, one.concept)


def take_up(file: CatalogueFile, one: Doubtful) -> None:
    """Take back that a person left a tag for later, unless it had been left before."""
    if not one.skipped:
        with file.batch() as connection:
            forget_skipped(connection, one.work, one.concept)
