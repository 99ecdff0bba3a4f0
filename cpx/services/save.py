"""Save prepared records: find the work that each describes, or make it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cpx.domain.merge import Described
from cpx.domain.provenance import VERSIONED
from cpx.matching.identity import Candidate, Verdict, decide, may_be_one
from cpx.services.derive import add_work, derive_work
from cpx.services.join import Kin, find_kin, join_works
from cpx.services.prepare import Prepared
from cpx.services.restore import own_key, restore_decisions, restore_notes
from cpx.store import derived, records
from cpx.store.catalogue import CatalogueFile
from cpx.store.joining import are_apart, keys_of
from cpx.tagging.tagger import Tagger


class Outcome(StrEnum):
    """What became of a record: a new work, a newer description, the same again, another description of a work we have, left out."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Saved:
    """Where a record went: its work's row, its own, and a word on it where a person should know.

    ``joined`` names the works that became one with it by its registry's word, and why.
    """

    outcome: Outcome
    work: int | None
    record: int | None
    note: str = ""
    joined: tuple[str, ...] = ()


class Saver:
    """Saves prepared records within a run. Call ``save`` inside a batch of the catalogue file."""

    def __init__(self, file: CatalogueFile, tagger: Tagger, run: int) -> None:
        """Bind the catalogue, the tagger and the run."""
        self._file = file
        self._connection = file.connection
        self.tagger = tagger
        self._run = run

    def save(self, prepared: Prepared, file: int | None = None, container: int | None = None, into: Verdict | None = None) -> Saved:
        """Save one record, whole or not at all.

        ``container`` is the record of the containing work in the same file. ``into`` names the work that it describes and
        why, where that is settled already (a DOI found for a work): nothing is compared then.
        """
        with self._file.savepoint():
            same = records.find_same(self._connection, prepared.stored.sha256)
            if same is not None:
                return Saved(Outcome.UNCHANGED, same[1], same[0])
            tomb = records.find_tombstone(self._connection, prepared.stored)
            if tomb is not None:
                return Saved(Outcome.REMOVED, None, None, f"{tomb[0]} was removed on {tomb[1][:10]} and is not taken in again")
            return self._place(prepared, file, container, into)

    def _place(self, prepared: Prepared, file: int | None, container: int | None, into: Verdict | None) -> Saved:
        met, is_newer = (into, False) if into else self._match(prepared, container)
        kin = find_kin(self._connection, prepared.record)
        verdict = _with_kin(met, kin)
        joined = [] if met.work or not verdict.work else [self._say_joined(verdict.work, verdict.reason)]
        row, texts = records.add_record(self._connection, prepared.stored, self._run, file, container)
        if verdict.work is None:
            described = Described(
                row, prepared.record, prepared.stored.retrieved_at, tuple(zip(texts, (t.text for t in prepared.stored.texts), strict=True))
            )
            work = add_work(self._connection, described, prepared.assignments, self.tagger, own_key(prepared.record))
            restore_decisions(self._connection, self._run, work, prepared.record)
            restore_notes(self._connection, self._run, work, prepared.record)
        else:
            work = verdict.work
            derived.link_record(self._connection, row, work, verdict.reason)
            derive_work(self._connection, work, self.tagger)
        if container is not None:
            self.contain(work, row, container)
        joined += self._join(work, kin)
        records.add_doubts(self._connection, row, verdict.doubts)
        outcome = Outcome.ADDED if verdict.work is None else Outcome.UPDATED if is_newer else Outcome.DUPLICATE
        return Saved(outcome, work, row, _say_doubts(verdict), tuple(joined))

    def _join(self, work: int, kin: Iterable[Kin]) -> list[str]:
        """Join the works that the record's registry says are one with its own, unless a person said that they are not; name them."""
        joined = []
        for one in kin:
            if one.work != work and not one.against and not are_apart(self._connection, work, one.work):
                joined.append(self._say_joined(one.work, one.reason))
                join_works(self._file, work, one.work, tagger=self.tagger, run=self._run, reason=one.reason)
        return joined

    def _say_joined(self, work: int, reason: str) -> str:
        return f"one work with {keys_of(self._connection, work)[0]}: {reason}"

    def contain(self, work: int, record: int, container: int) -> None:
        """Say that a work, by its record, is part of the work that another record describes."""
        stands_in = records.work_of(self._connection, record) or work  # its work may have been joined to another since
        derived.write_container(self._connection, stands_in, record, container)

    def _match(self, prepared: Prepared, container: int | None) -> tuple[Verdict, bool]:
        stored = prepared.stored
        earlier = records.find_earlier(self._connection, stored.source, stored.source_id) if stored.source in VERSIONED else None
        if earlier is not None:
            return Verdict(earlier, "newer version"), True
        found = [Candidate(*row) for row in records.find_by_identifier(self._connection, stored.identifiers)]
        for work, record in records.find_by_fingerprint(self._connection, stored.fingerprint):
            if may_be_one(prepared.record, record):
                found.append(Candidate(work, "title, year and author", record))
        book = None if container is None else records.work_of(self._connection, container)
        # A chapter is not its book, though pages print the book's DOI beside it.
        return decide(prepared.record, [candidate for candidate in found if candidate.work != book]), False


def _with_kin(verdict: Verdict, kin: Sequence[Kin]) -> Verdict:
    """Have a record that meets no work join its preprint's or article's; what contradicts its registry's word waits for a person."""
    doubts = tuple((one.work, (one.reason, *one.against)) for one in kin if one.against and one.work != verdict.work)
    near = next((one for one in kin if not one.against), None)
    if verdict.work is None and near is not None:
        return Verdict(near.work, near.reason, (*verdict.doubts, *doubts))
    return Verdict(verdict.work, verdict.reason, (*verdict.doubts, *doubts))


def _say_doubts(verdict: Verdict) -> str:
    return "; ".join(f"may be a work we have, but {', '.join(reasons[1:])}: kept apart for now" for _, reasons in verdict.doubts)


COUNTED = ("read", "added", "updated", "unchanged", "duplicate", "failed")


def empty_counts() -> Counter[str]:
    """Give the counts of a file or run, all nought, in the order of the contract."""
    return Counter(dict.fromkeys(COUNTED, 0))
