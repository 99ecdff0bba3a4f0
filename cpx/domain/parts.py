"""Parts that records and works are made of: names, identifiers, funders, headings, references, updates."""

from dataclasses import dataclass

from cpx.domain.output import Output, Sparse


@dataclass(frozen=True, slots=True)
class Name(Sparse):
    """A person (``family``, ``given``) or an organisation (``literal``)."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier(Output):
    """A name of the work in some scheme: ``doi``, ``pmid``, ``pmcid``, ``url``, ``handle``, ``arxiv``; the value in normal form."""

    scheme: str
    value: str


@dataclass(frozen=True, slots=True)
class Funder(Output):
    """Who paid, with the award numbers."""

    name: str
    awards: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Update(Output):
    """A retraction, correction or expression of concern that some source reports."""

    type: str
    doi: str | None = None
    date: str | None = None
    source: str | None = None
