"""What came of asking registries about DOIs: a row for each, in the order of the contract."""

from dataclasses import dataclass
from enum import StrEnum

from cpx.domain.output import Output


class DoiOutcome(StrEnum):
    """What became of a DOI, or of a work that has none.

    Added, completed (it was waiting, or had gaps), updated (the registry says more or other than before), known already
    (nothing new), kept waiting for Crossref, refused; for a work without a DOI: found, proposed for a person to settle,
    or none found.
    """

    ADDED = "added"
    COMPLETED = "completed"
    UPDATED = "updated"
    KNOWN = "known"
    WAITING = "waiting"
    REFUSED = "refused"
    FOUND = "found"
    PROPOSED = "proposed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoiResult(Output):
    """What came of one DOI.

    ``error`` is the code of the trouble, if any (``not_found``, ``remote``, ``usage``, ``removed``), ``kind`` what kept the
    registry's answer from us (``not_found``, ``other_agency``, ``rate_limited``, ``blocked``, ``timeout``, ``unavailable``,
    ``malformed``). ``doi`` is empty only where none was found for a work; ``reasons`` and ``score`` (0 to 1) say why one was.
    """

    doi: str
    outcome: str
    key: str | None = None
    title: str | None = None
    error: str | None = None
    message: str = ""
    kind: str | None = None
    score: float | None = None
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedCall(Output):
    """A request that would be made: its address, and how many DOIs it is about."""

    url: str
    dois: int
