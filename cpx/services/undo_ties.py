"""What ties the descriptions of a work to one another, and to other works: looked at again when some were taken back."""

from collections.abc import Iterator, Sequence

from cpx.domain.record import Record
from cpx.domain.relations import related
from cpx.matching.identity import Candidate, decide, may_be_one
from cpx.store import undoing
from cpx.store.catalogue import Connection
from cpx.store.records import JOINING, find_by_fingerprint, find_by_identifier

_MATCHED = ("DOI", "PMID", "PMCID", "ARXIV", "title, year and author", "newer version")
"""Reasons that rest on another record; a registry's relation does too. By others a person or a rule chose the work itself."""


def is_loose(found: Sequence[tuple[int, str, str, str, Record]]) -> bool:
    """Tell whether a record of a work is tied to none that came before it."""
    tied: set[tuple[str, str]] = set()
    for place, (_, reason, source_id, fingerprint, record) in enumerate(found):
        own = set(_ties(source_id, fingerprint, record))
        rests = reason in _MATCHED or "10." in reason
        if place and rests and not own & tied:
            return True
        tied |= own
    return False


def _ties(source_id: str, fingerprint: str, record: Record) -> Iterator[tuple[str, str]]:
    """Give what a record can be met by."""
    yield from ((scheme, value) for scheme, value in (("source", source_id), ("fingerprint", fingerprint)) if value)
    yield from (("doi", doi) for doi in (record.doi, *(one.doi for one in related(record))) if doi)
    yield from ((one.scheme, one.value) for one in record.identifiers if one.scheme in JOINING)


def find_same(connection: Connection, work: int) -> tuple[int, str] | None:
    """Find another work that the records of this one describe too, and why: it came again meanwhile."""
    for row, _, _, fingerprint, record in undoing.descriptions(connection, work):
        found = [Candidate(*one) for one in find_by_identifier(connection, undoing.identifiers_of(connection, row))]
        near = find_by_fingerprint(connection, fingerprint)
        found += [Candidate(place, "title, year and author", one) for place, one in near if may_be_one(record, one)]
        verdict = decide(record, [candidate for candidate in found if candidate.work != work])
        if verdict.work is not None:
            return verdict.work, verdict.reason
    return None
