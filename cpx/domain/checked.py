"""What came of looking for retractions: a row for each work or reference, and for each work of which something changed."""

from dataclasses import dataclass

from cpx.domain.output import Output

UNCHECKED = "unchecked"
"""Status of what nobody could be asked about: never to be read as clear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedReference(Output):
    """How a work of the catalogue, or a reference of a document, stands.

    ``status`` is ``retracted``, ``concern``, ``corrected``, ``clear`` or ``unchecked``; ``checked`` the date on which a registry
    was asked, ``reason`` why there is none, or what the status rests on. ``type``, ``notice`` (its DOI), ``date`` and ``source``
    are those of the update that decides. ``label`` is the number or name in the document, ``key`` the work's in the catalogue.
    """

    label: str | None = None
    key: str | None = None
    text: str
    doi: str | None = None
    status: str = UNCHECKED
    checked: str | None = None
    reason: str = ""
    type: str | None = None
    notice: str | None = None
    date: str | None = None
    source: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateChange(Output):
    """What a check of updates changed for a work: how it stood and stands, and the notice that is new.

    Where the registry could not be asked, ``error`` is the code of the trouble, ``kind`` and ``message`` say more; nothing changed then.
    """

    key: str
    doi: str
    title: str
    was: str
    now: str
    type: str | None = None
    notice: str | None = None
    date: str | None = None
    source: str | None = None
    error: str | None = None
    kind: str | None = None
    message: str = ""
