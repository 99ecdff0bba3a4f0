"""Decide whether a record describes a work that the catalogue has.

A shared identifier joins, unless title or authors contradict it; then the record waits for a person. Without an
identifier the fingerprint joins: title, year and first author; without a title, container, authors and the text itself.
New records are compared with stored records, never with a work's present fields, which other records may have shaped.
"""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from cpx.domain.dates import year_of
from cpx.domain.record import Name, Record

SAME_TITLE = 60
"""Two titles whose similarity (0 to 100, order of words ignored) is lower contradict one another."""


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


def fold_title(text: str) -> str:
    """Give the letters and digits of a text in any script, lower case, without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if c.isalnum())


def fingerprint(record: Record) -> str:
    """Give what meets records without identifiers; '' where there is too little to go by."""
    year = year_of(record.issued) if record.issued else None
    first = _surname(record.authors[0]) if record.authors else ""
    if record.title:
        return f"t:{fold_title(record.title)}|{year or ''}|{first}"
    text = " ".join(text.content for text in record.texts)
    if not text:
        return ""
    names = ",".join(_surname(name) for name in record.authors)
    digest = hashlib.sha256(fold_title(text).encode("utf-8", "replace")).hexdigest()[:16]
    return f"x:{fold_title(record.container_title or '')}|{names}|{digest}"


def decide(record: Record, candidates: Sequence[Candidate]) -> Verdict:
    """Decide for one record among its candidates."""
    doubts: dict[int, tuple[str, ...]] = {}
    for candidate in candidates:
        reasons = contradictions(record, candidate.record)
        if not reasons:
            return Verdict(candidate.work, f"same {candidate.shared}")
        doubts.setdefault(candidate.work, (f"same {candidate.shared}", *reasons))
    return Verdict(None, "new", tuple(doubts.items()))


def contradictions(one: Record, other: Record) -> tuple[str, ...]:
    """Say what speaks against two records being of one work; only what both of them state can contradict."""
    from rapidfuzz.fuzz import token_sort_ratio

    found = []
    if one.title and other.title and token_sort_ratio(one.title.casefold(), other.title.casefold()) < SAME_TITLE:
        found.append("titles differ")
    mine, theirs = {_surname(n) for n in one.authors}, {_surname(n) for n in other.authors}
    if mine and theirs and not mine & theirs:
        found.append("no author in common")
    found += [f"{name}s differ" for name in ("volume", "page") if _differ(getattr(one, name), getattr(other, name))]
    return tuple(found) if len(found) > 1 or found and found[0] in ("titles differ", "no author in common") else ()


def _differ(one: str | None, other: str | None) -> bool:
    return bool(one and other and fold_title(one) != fold_title(other))


def _surname(name: Name) -> str:
    return fold_title(name.family or name.literal or "")
