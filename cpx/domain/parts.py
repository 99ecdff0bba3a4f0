"""Parts that records and works are made of: names, identifiers, funders, updates."""

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
class Update(Output):
    """A retraction, correction or expression of concern that some source reports."""

    type: str
    doi: str | None = None
    date: str | None = None
    source: str | None = None
