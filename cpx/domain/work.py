"""Works as people and programs see them: the objects of the output contract, version 1.

Names, order and meaning of the fields are promised (``docs/json-contract.md``); a test pins them.
"""

from dataclasses import dataclass, field

from cpx.domain.concept import match_strength
from cpx.domain.output import Output
from cpx.domain.parts import Funder, Identifier, Name, Update

SCHEMA_VERSION = 1
GIVEN, MADE = "given", "made"
COMPLETE, WAITING = "complete", "waiting"


@dataclass(frozen=True, slots=True)
class Abstract(Output):
    """An abstract in one language."""

    language: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Output):
    """One work, each field the best that its records gave.

    ``title_source`` is ``made`` where no source gave a title: then ``title`` is author, year and first words, for
    people to tell works apart, never to be cited. ``status`` is ``waiting`` while a DOI waits for Crossref. ``part_of``
    is the key of the containing work. ``methods`` and its like are labels.
    """

    id: int
    key: str
    doi: str | None = None
    type: str | None = None
    title: str = ""
    title_source: str = GIVEN
    status: str = COMPLETE
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: str | None = None
    year: int | None = None
    container_title: str | None = None
    collection_title: str | None = None
    part_of: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    page: str | None = None
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    url: str | None = None
    accessed: str | None = None
    language: str | None = None
    abstract: str | None = None
    abstracts: tuple[Abstract, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    approaches: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    populations: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    licence: str | None = None
    funders: tuple[Funder, ...] = ()
    retracted: bool = False
    updates: tuple[Update, ...] = ()
    source_id: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Work):
    """A work found by a search: ``match`` is ``all`` where every word was found, else ``some``; the hit in ``snippet`` stands in «guillemets»."""

    score: float = 0.0
    match: str = "all"
    snippet: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Output):
    """Words that justify a tag; ``start:end`` are code points in the text they stand in, ``sentence`` the sentence around them."""

    quote: str
    start: int
    end: int
    field: str
    language: str | None
    section: str | None
    sentence: str
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag(Output):
    """A concept on a work: a machine's suggestion, a person's word, or a heading that a source brought."""

    concept: str | None
    scheme: str
    label: str
    mesh: str | None = None
    origin: str = "machine"
    status: str = "suggested"
    usage: str | None = None
    part: str | None = None
    confidence: float | None = None
    match: str | None = None
    by: str | None = None
    at: str | None = None
    why: str | None = None
    evidence: tuple[Quote, ...] = ()


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
    """A sentence that can be cited: where it stands, what it does there, whom it cites itself."""

    text: str
    role: str
    language: str | None
    section: str | None
    start: int
    end: int
    score: float
    work: Cited
    citing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkStatement(Output):
    """A statement of a work, as ``show`` lists it; ``current`` is false where a better text has taken the place of the one it stands in."""

    text: str
    role: str
    language: str | None
    section: str | None
    start: int
    end: int
    field: str
    citing: tuple[str, ...] = ()
    current: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkSection(Output):
    """A section of one of the work's texts: ``start:end`` are code points in that text."""

    label: str
    field: str
    language: str | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkReference(Output):
    """A work cited by this one, as its source listed it; ``key`` where it is in the catalogue."""

    text: str
    doi: str | None = None
    year: int | None = None
    key: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkRecord(Output):
    """One description that was received of this work."""

    id: int
    source: str
    source_id: str | None
    retrieved_at: str
    run: int
    file: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDetail(Work):
    """Everything known of a work; ``field_sources`` names the source that gave each field."""

    tags: tuple[Tag, ...] = ()
    sections: tuple[WorkSection, ...] = ()
    statements: tuple[WorkStatement, ...] = ()
    references: tuple[WorkReference, ...] = ()
    records: tuple[WorkRecord, ...] = ()
    field_sources: dict[str, str] = field(default_factory=dict)


def strength(confidence: float | None) -> str | None:
    """Give the word for a confidence, None where there is none."""
    return None if confidence is None else match_strength(confidence)
