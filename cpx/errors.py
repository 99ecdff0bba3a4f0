"""Every error that cpx raises on purpose, with its exit code and the next thing to type.

    CpxError                 1  failed
    +-- BadUsage             2  usage
    |   +-- BadQuery         2  usage, with the place in the query
    +-- NotFound             3  not_found
    |   +-- UnknownTerm      3  not_found, with the place in the query
    +-- RemoteFailed         4  remote
    +-- PartlyFailed         5  partly_failed
    +-- CatalogueUnusable    6  catalogue
    +-- CatalogueBusy        7  busy
    +-- Interrupted        130  interrupted

``EXIT_CODES`` is the one table; the docs and a test are made from it.
"""

from typing import ClassVar


class CpxError(Exception):
    """Something that the person at the keyboard can act on: a message, and a hint that ends with what to type."""

    exit_code: ClassVar[int] = 1
    code: ClassVar[str] = "failed"
    meaning: ClassVar[str] = "it did not work; the message says why"

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message (one line) and the hint (what to type next)."""
        super().__init__(message)
        self.message = message
        self.hint = hint


class BadUsage(CpxError):
    """The words of the call are off: an unknown option, a value out of range, a query that cannot be read."""

    exit_code = 2
    code = "usage"
    meaning = "the call's words are off"


class BadQuery(BadUsage):
    """A query that cannot be read, and where: ``length`` characters from ``at`` on in ``query``, which is the query as it was read."""

    def __init__(self, message: str, hint: str, query: str, at: int, length: int = 1) -> None:
        """Keep message and hint, and the place that they are about."""
        super().__init__(message, hint)
        self.query = query
        self.at = at
        self.length = length


class NotFound(CpxError):
    """No such work, concept, file or DOI."""

    exit_code = 3
    code = "not_found"
    meaning = "no such work, concept, file or DOI"


class UnknownTerm(NotFound):
    """A term that a query names and the vocabulary does not have, and where it stands in the query, as BadQuery says it."""

    def __init__(self, message: str, hint: str, query: str, term: str) -> None:
        """Keep message and hint, and find the term in the query."""
        super().__init__(message, hint)
        self.query = query
        self.at = max(0, query.lower().find(term.lower()))
        self.length = len(term)


class RemoteFailed(CpxError):
    """A remote service could not be reached, or gave no usable answer."""

    exit_code = 4
    code = "remote"
    meaning = "a remote service could not be reached or gave no usable answer"


class PartlyFailed(CpxError):
    """Some parts of a batch failed; the others are saved."""

    exit_code = 5
    code = "partly_failed"
    meaning = "part of the batch failed; the rest is saved"


class CatalogueUnusable(CpxError):
    """The file is damaged, not a catalogue, of a newer cpx, or cannot be read or written."""

    exit_code = 6
    code = "catalogue"
    meaning = "the catalogue is damaged, not ours, or cannot be read or written"


class CatalogueBusy(CpxError):
    """Another process holds the catalogue for longer than we wait."""

    exit_code = 7
    code = "busy"
    meaning = "another process is writing to the catalogue"


class Interrupted(CpxError):
    """The person pressed Ctrl-C; what was saved stays saved."""

    exit_code = 130
    code = "interrupted"
    meaning = "interrupted; the same command goes on from there"


EXIT_CODES: dict[int, tuple[str, str]] = {
    0: ("ok", "done"),
    **{
        kind.exit_code: (kind.code, kind.meaning)
        for kind in (CpxError, BadUsage, NotFound, RemoteFailed, PartlyFailed, CatalogueUnusable, CatalogueBusy, Interrupted)
    },
}
"""Exit code -> (code in JSON errors, meaning)."""
