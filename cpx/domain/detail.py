"""Everything known of one work: what ``show`` prints and the JSON lines export carries."""

from dataclasses import dataclass, field

from cpx.domain.fact import Fact
from cpx.domain.output import Output
from cpx.domain.tag import Tag
from cpx.domain.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkText(Output):
    """A text that the work selects, whole: what all offsets of its field and language point into."""

    field: str
    language: str | None
    text: str


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
class WorkReference(Output):
    """A work cited by this one, as its source listed it; ``key`` where it is in the catalogue, ``retracted`` where it is known to be."""

    text: str
    doi: str | None = None
    year: int | None = None
    key: str | None = None
    retracted: bool = False


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
class WorkNote(Output):
    """What a person wrote beside a work; ``at`` is in UTC."""

    content: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDetail(Work):
    """Everything known of a work.

    ``field_sources`` names the source that gave each field, ``cited_by`` the keys of the works here that cite this one.
    """

    tags: tuple[Tag, ...] = ()
    texts: tuple[WorkText, ...] = ()
    sections: tuple[WorkSection, ...] = ()
    statements: tuple[WorkStatement, ...] = ()
    references: tuple[WorkReference, ...] = ()
    records: tuple[WorkRecord, ...] = ()
    field_sources: dict[str, str] = field(default_factory=dict)
    notes: tuple[WorkNote, ...] = ()
    cited_by: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
