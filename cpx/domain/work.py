"""Works as people and programs see them: the objects of the output contract, version 1.

Names, order and meaning of the fields are promised (``docs/json-contract.md``); a test pins them.
"""

from dataclasses import dataclass

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
    """A work found by a search.

    ``match`` is ``all`` where every word was found, else ``some``; in ``snippet`` the hits stand in «guillemets».
    """

    score: float = 0.0
    match: str = "all"
    snippet: str = ""
