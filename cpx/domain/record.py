"""A record: one description of one work, as one source gave it."""

from dataclasses import dataclass, field
from typing import Any

from cpx.domain.output import Output
from cpx.domain.parts import Funder, Identifier, Name, Update
from cpx.domain.text import Text

__all__ = ["Funder", "Heading", "Identifier", "Name", "Record", "Reference", "Text", "Update"]


@dataclass(frozen=True, slots=True)
class Heading(Output):
    """A subject heading that the source had assigned (MeSH): imported, never ours. ``guessed`` marks a split that we had to guess."""

    label: str
    scheme: str = "mesh"
    ui: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Reference(Output):
    """A work that this one cites: its DOI where known, and the line as printed."""

    text: str
    doi: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One description of one work. Every field may be missing; nothing here is guessed unless it says so.

    ``source`` names the kind of source (``crossref``, ``page:repository``, ``csl-json``, ``person``).
    ``source_id`` is the id that the record had in its file, ``part_of`` the ``source_id`` of the work in the same
    file that contains this one. ``type`` is a CSL type. Dates are ``2024``, ``2024-04`` or ``2024-04-02``.
    ``texts`` holds abstracts (one a language) and bodies; the title is kept apart. ``extra`` keeps what the source
    said and no field holds. ``raw`` is the source's own text of this record.
    """

    source: str
    source_id: str | None = None
    part_of: str | None = None
    type: str | None = None
    title: str | None = None
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    issued: str | None = None
    container_title: str | None = None
    collection_title: str | None = None
    publisher: str | None = None
    volume: str | None = None
    issue: str | None = None
    number: str | None = None
    page: str | None = None
    isbn: tuple[str, ...] = ()
    issn: tuple[str, ...] = ()
    doi: str | None = None
    identifiers: tuple[Identifier, ...] = ()
    url: str | None = None
    accessed: str | None = None
    language: str | None = None
    texts: tuple[Text, ...] = ()
    keywords: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    headings: tuple[Heading, ...] = ()
    licence: str | None = None
    funders: tuple[Funder, ...] = ()
    references: tuple[Reference, ...] = ()
    updates: tuple[Update, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)
    raw: str = ""
