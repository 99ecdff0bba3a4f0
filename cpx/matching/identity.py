"""Decide whether a record describes a work that the catalogue has.

A shared identifier joins, unless title or authors contradict it; then the record waits for a person. Without an
identifier the fingerprint joins: title, year and first author; without a title, container, authors and the text itself.
New records are compared with stored records, never with a work's present fields, which other records may have shaped.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.characters import words
from cpx.domain.dates import year_of
from cpx.domain.record import Name, Record
from cpx.matching.contradictions import contradictions, may_be_one
from cpx.matching.folded import fold_title

__all__ = ["Candidate", "Verdict", "contradictions", "decide", "fingerprint", "fold_title", "may_be_one"]

_GENERIC = words(
    "abstract abstracts acknowledgements afterword appendix bookreview bookreviews comment commentary conclusion conclusions contents "
    "correction corrigendum discussion editorial editorialboard editorsnote epilogue erratum foreword index inthisissue introduction "
    "letter letters lettertotheeditor methodology methods news notes obituary overview preface references reply response results review "
    "summary tableofcontents untitled"
)
"""Titles, folded, that stand on many works: even with the year they tell nothing."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored record that shares an identifier or the fingerprint: what it says, and the work it belongs to."""

    work: int
    shared: str
    record: Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """The work that the record joins (None: a new one) and why; ``doubts`` are (work, reasons) that a person should settle."""

    work: int | None
    reason: str
    doubts: tuple[tuple[int, tuple[str, ...]], ...] = ()


def fingerprint(record: Record) -> str:
    """Give what meets records without identifiers; '' where there is too little to go by."""
    title = fold_title(record.title or "")
    return _of_title(record, title) if title else _of_text(record)


def _of_title(record: Record, title: str) -> str:
    year = year_of(record.issued) if record.issued else None
    first = _surname(record.authors[0]) if record.authors else ""
    where = [record.container_title] if title in _GENERIC or not (year or first) else []
    where += [record.volume, record.page] if title in _GENERIC else []
    return "|".join((f"t:{title}", str(year or ""), first, *(fold_title(part or "") for part in where)))


def _of_text(record: Record) -> str:
    text = fold_title(" ".join(text.content for text in record.texts))
    if not text:
        return ""
    names = ",".join(_surname(name) for name in record.authors)
    digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
    return f"x:{fold_title(record.container_title or '')}|{names}|{digest}"


def decide(record: Record, candidates: Sequence[Candidate]) -> Verdict:
    """Decide for one record among its candidates: the first that nothing contradicts; the others stay in doubt."""
    doubts: dict[int, tuple[str, ...]] = {}
    for candidate in candidates:
        reasons = contradictions(record, candidate.record)
        if not reasons:
            doubts.pop(candidate.work, None)
            return Verdict(candidate.work, f"same {candidate.shared}", tuple(doubts.items()))
        doubts.setdefault(candidate.work, (f"same {candidate.shared}", *reasons))
    return Verdict(None, "new", tuple(doubts.items()))


def _surname(name: Name) -> str:
    return fold_title(name.family or name.literal or "")
