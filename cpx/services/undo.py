"""Undo: take back what a run brought, and derive the works again, as if it had never been. An undo is a run, and can be undone.

Records, decisions and notes stay in the file, marked as taken back. No step is run backwards, save that two works which the
run made one are two again. A work that nothing describes any more goes; its keys stay reserved and lead nowhere.
"""

from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.output import Output
from cpx.domain.progress import Progress, no_progress
from cpx.services.derive import derive_work
from cpx.services.join import join_works
from cpx.services.notices import marked_by
from cpx.services.run import Run, writing_run
from cpx.services.undo_ties import find_same, is_loose
from cpx.services.undoable import Target, choose_target
from cpx.store import undoing
from cpx.store.aside import names_aside, set_aside, take_from_aside
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.joined import joins_of, split
from cpx.store.joining import keys_of
from cpx.store.records import work_of as work_of_record
from cpx.store.replacing import follow_replacements
from cpx.store.taken_out import put_back, settle_keys, take_out

BATCH = 200
"""Records, or works set aside, that are dealt with in one transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoResult(Output):
    """What an undo took back (or, ``brought_back``, what it brought back again); works by key.

    ``removed`` are gone since nothing describes them, ``returned`` are here again, ``changed`` were derived anew. ``split``
    were one by the run and are two again, ``joined`` are one again; ``still_one`` hold descriptions that only what was taken
    back had tied together, and stay one. ``run`` is null where it was only a try.
    """

    run: int | None
    undone: int
    command: str
    brought_back: bool
    records: int
    decisions: int
    notes: int
    other: int
    removed: tuple[str, ...]
    returned: tuple[str, ...]
    changed: tuple[str, ...]
    split: tuple[str, ...]
    joined: tuple[str, ...]
    still_one: tuple[str, ...]


@dataclass(slots=True)
class _Tally:
    """What was done so far: keys in the order of the work, each once."""

    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("records", "decisions", "notes", "other"), 0))
    keys: dict[str, dict[str, None]] = field(
        default_factory=lambda: {name: {} for name in ("removed", "returned", "changed", "split", "joined", "still_one")}
    )

    def add(self, name: str, key: str) -> None:
        """Note a work."""
        self.keys[name][key] = None

    def count(self, **counts: int) -> None:
        """Add to the counts."""
        for name, number in counts.items():
            self.counts[name] += number

    def result(self, run: int | None, target: Target) -> UndoResult:
        """Give all of it."""
        # Derived on the way, then gone or back: that is what counts.
        for key in (*self.keys["removed"], *self.keys["returned"]):
            self.keys["changed"].pop(key, None)
            self.keys["still_one"].pop(key, None)
        numbers: dict[str, Any] = self.counts
        named: dict[str, Any] = {name: tuple(keys) for name, keys in self.keys.items()}
        about: dict[str, Any] = {"undone": target.run.id, "command": target.run.command, "brought_back": bool(target.undos)}
        return UndoResult(run=run, **about, **numbers, **named)


def undo(  # noqa: PLR0913 - what, by whom, why, and whether only to try
    file: CatalogueFile,
    number: int | None = None,
    *,
    by: str | None = None,
    why: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> UndoResult:
    """Take back a run (the last that stands, where none is named); of an undo, bring back what it took.

    Raises NotFound, CatalogueBusy or BadUsage where that cannot be. Broken off, the same command goes on from there.
    """
    if dry_run:
        return _try_on_copy(file, number)
    target = choose_target(file, number)
    arguments: dict[str, Any] = {"run": target.run.id}
    if target.undos:
        arguments = {"run": target.undos[0], "restores": target.run.id}
    if why:
        arguments["why"] = fold_space(clean_text(why))
    with writing_run(file, "undo", arguments, by=by) as run:
        tally = _Tally()
        if target.undos:
            _BringBack(file, run, tally, progress or no_progress).all(target)
        else:
            _TakeBack(file, run, tally, progress or no_progress).all(target)
        run.totals.update(tally.counts)
        return tally.result(run.id, target)


def _try_on_copy(file: CatalogueFile, number: int | None) -> UndoResult:
    """Undo in a copy that is thrown away: what it says is what would happen."""
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "catalogue.db"
        file.copy_to(copy)
        with CatalogueFile(copy, writable=True) as twin:
            target = choose_target(twin, number)
            done = undo(twin, number)
    return UndoResult(**{**{name: done[name] for name in done}, "run": None, "undone": target.run.id})


@dataclass(slots=True)
class _Worker:
    """What taking back and bringing back share."""

    file: CatalogueFile
    run: Run
    tally: _Tally
    progress: Progress

    def derive(self, connection: Connection, work: int) -> None:
        """Derive a work that stays, and note it."""
        derive_work(connection, work, self.run.tagger)
        self.tally.add("changed", keys_of(connection, work)[0])

    def told(self, records: int) -> None:
        """Count records, and say how far it is."""
        self.tally.count(records=records)
        self.run.totals["read"] += records
        self.progress("undo", self.run.totals["read"])


class _TakeBack(_Worker):
    """Takes back what a run brought."""

    def all(self, target: Target) -> None:
        """Do it: joins first, then words and the like, then records, a batch at a time."""
        with self.file.reading() as connection:
            joins = joins_of(connection, target.run.id)
        for name in joins:
            with self.file.batch() as connection:
                self._split(connection, name)
        with self.file.batch() as connection:
            counts = undoing.take_side_rows(connection, self.run.id, target.run.id)
            decisions, notes = undoing.withdraw_words(connection, self.run.id, target.run.id)
        self.tally.count(decisions=decisions, notes=notes, other=sum(counts.values()))
        while self._batch(target.run.id):
            pass

    def _split(self, connection: Connection, name: str) -> None:
        found = split(connection, name)
        if found is None:
            return
        stays, back, memo = found
        for work in (stays, back):
            derive_work(connection, work, self.run.tagger)
        settle_keys(connection, back, memo["gone"], memo["keys"])
        aside = {"kind": "split", "keep": stays, "gone": back, "reason": memo["reason"]}
        set_aside(connection, undoing.UNDONE, self.run.id, aside)
        for key in keys_of(connection, stays, back):
            self.tally.add("split", key)

    def _batch(self, run: int) -> bool:
        with self.file.batch() as connection:
            records = undoing.next_records(connection, run, BATCH)
            for work in undoing.withdraw_records(connection, self.run.id, records):
                self._settle(connection, work)
        self.told(len(records))
        return len(records) == BATCH

    def _settle(self, connection: Connection, work: int) -> None:
        """Derive a work from what still stands of it, or take it out."""
        if undoing.has_description(connection, work):
            undoing.take_containers(connection, self.run.id, work)
            self.derive(connection, work)
            if is_loose(undoing.descriptions(connection, work)):
                self.tally.add("still_one", keys_of(connection, work)[0])
            return
        undoing.withdraw_rest(connection, self.run.id, work)
        self.tally.add("removed", keys_of(connection, work)[0])
        marked = marked_by(connection, work)
        set_aside(connection, undoing.UNDONE, self.run.id, {"kind": "work", **take_out(connection, work)})
        for other in marked:  # a notice that is gone retracts no more
            self.derive(connection, other)


class _BringBack(_Worker):
    """Brings back what undos of a run took."""

    def all(self, target: Target) -> None:
        """Do it: what was set aside, the last first, then words, then records, a batch at a time."""
        for undone in target.undos:
            self._return_aside(undone, target.run.id)
            self._return_homes(undone)
            with self.file.batch() as connection:
                decisions, notes = undoing.restore_words(connection, undone, target.run.id)
                follow_replacements(connection, self.run.id)  # its concept may have been replaced meanwhile
            self.tally.count(decisions=decisions, notes=notes)
            while self._batch(undone):
                pass

    def _return_homes(self, undone: int) -> None:
        """Have the works again that another undo took out later, and that records of this one belong to."""
        with self.file.batch() as connection:
            for name, described in undoing.homeless(connection, undone):
                if described:
                    self._return_work(connection, undone, take_from_aside(connection, name), name)
                else:
                    undoing.wait_for_work(connection, undone, name)

    def _return_aside(self, undone: int, run: int) -> None:
        with self.file.reading() as connection:
            names = names_aside(connection, undoing.UNDONE, undone)
        for start in range(0, len(names), BATCH):
            with self.file.batch() as connection:
                for name in names[start : start + BATCH]:
                    self._return(connection, undone, run, name)

    def _return(self, connection: Connection, undone: int, run: int, name: str) -> None:
        held = take_from_aside(connection, name)
        if held["kind"] == "work":
            self._return_work(connection, undone, held, name)
        elif held["kind"] == "rows":
            undoing.restore_rows(connection, held["table"], held["rows"])
            self.tally.count(other=len(held["rows"]))
        elif held["kind"] == "containers":
            undoing.restore_containers(connection, held["rows"])
        else:
            self._join(connection, held, run)

    def _return_work(self, connection: Connection, undone: int, held: dict[str, Any], name: str) -> None:
        work = put_back(connection, held)
        self.told(undoing.restore_records_of(connection, undone, work))
        undoing.restore_followers(connection, name, work)
        derive_work(connection, work, self.run.tagger)
        settle_keys(connection, work, held["key"], held["keys"])
        self.tally.add("returned", held["key"])
        same = find_same(connection, work)
        if same is not None:
            self._make_one(connection, same[0], work, self.run.id, same[1])

    def _join(self, connection: Connection, held: dict[str, Any], run: int) -> None:
        if undoing.are_works(connection, held["keep"], held["gone"]):
            self._make_one(connection, held["keep"], held["gone"], run, held["reason"])

    def _make_one(self, connection: Connection, keep: int, gone: int, run: int, reason: str) -> None:
        join_works(self.file, keep, gone, tagger=self.run.tagger, run=run, reason=reason)
        self.tally.add("joined", keys_of(connection, keep)[0])

    def _batch(self, undone: int) -> bool:
        with self.file.batch() as connection:
            rows = undoing.restore_records(connection, undone, BATCH)
            for work in dict.fromkeys(work_of_record(connection, record) for record, _ in rows):
                if work is not None:
                    self.derive(connection, work)
        self.told(len(rows))
        return len(rows) == BATCH
