"""What a source of remote metadata is, and how it says that it has nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from cpx.domain.record import Record
from cpx.errors import NotFound, RemoteFailed


class Kind(StrEnum):
    """Why a source gave no record."""

    NOT_FOUND = "not_found"
    OTHER_AGENCY = "other_agency"
    RATE_LIMITED = "rate_limited"
    BLOCKED = "blocked"
    TIMEOUT = "timeout"
    UNAVAILABLE = "unavailable"
    MALFORMED = "malformed"


class SourceNotFound(NotFound):
    """The source knows that there is no such DOI. ``kind`` is ``not_found``."""

    kind = Kind.NOT_FOUND


class SourceFailed(RemoteFailed):
    """The source gave no usable answer this time; ``kind`` says in what way."""

    def __init__(self, kind: Kind, message: str, hint: str = "") -> None:
        """Keep the kind beside the message."""
        super().__init__(message, hint)
        self.kind = kind


Failure = SourceNotFound | SourceFailed


@dataclass(frozen=True, slots=True)
class Wording:
    """What people read about a kind of failure; ``{doi}``, ``{source}`` and ``{detail}`` are filled in."""

    message: str
    hint: str


WORDINGS = {
    Kind.NOT_FOUND: Wording("{source} knows no DOI {doi}", "check it at https://doi.org; a DOI looks like 10.1186/s12961-024-01130-w"),
    Kind.OTHER_AGENCY: Wording("{doi} is registered with {detail}, not with {source}", "add it with: cpx add text --doi {doi}"),
    Kind.RATE_LIMITED: Wording("{source} asks to slow down ({detail})", "wait a minute, and say who asks: cpx config mailto ADDRESS"),
    Kind.BLOCKED: Wording("{source} refuses the request ({detail})", "look whether a proxy or firewall stands between"),
    Kind.TIMEOUT: Wording("{source} did not answer in time ({detail})", "try again later with: cpx enrich"),
    Kind.UNAVAILABLE: Wording("{source} cannot be reached ({detail})", "try again later with: cpx enrich"),
    Kind.MALFORMED: Wording("{source} gave no usable answer for {doi} ({detail})", "try again later with: cpx enrich"),
}


def failure(kind: Kind, source: str, doi: str, detail: str = "") -> Failure:
    """Make the error for a kind of failure. ``detail`` is shown: it must not hold text from the network."""
    wording = WORDINGS[kind]
    message, hint = (part.format(source=source, doi=doi, detail=detail) for part in (wording.message, wording.hint))
    return SourceNotFound(message, hint) if kind is Kind.NOT_FOUND else SourceFailed(kind, message, hint)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a source said of one DOI: a record, or the error that says why there is none."""

    doi: str
    record: Record | None = None
    error: Failure | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A request that would be made: its address, and how many DOIs it is about (for ``--dry-run``)."""

    url: str
    dois: int


class MetadataSource(Protocol):
    """Somewhere that metadata of DOIs comes from. All DOIs are in normal form."""

    name: str

    def fetch(self, doi: str) -> Record:
        """Fetch the record of a DOI; raises SourceNotFound or SourceFailed."""
        ...

    def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        """Fetch many: yields what each request brought, every DOI once, in no order. Closing the iterator ends all requests."""
        ...

    def plan(self, dois: Sequence[str]) -> tuple[Call, ...]:
        """Give the requests that ``fetch_many`` would begin with."""
        ...
