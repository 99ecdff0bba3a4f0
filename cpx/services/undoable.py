"""Which run an undo is about: what it would take back, or bring back, and why it cannot."""

from collections.abc import Iterable
from dataclasses import dataclass

from cpx.errors import BadUsage, CatalogueBusy, NotFound
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.runs import RunRow, interrupt_stale_runs, read_run, read_runs, read_undos
from cpx.store.undoing import is_effective, is_undoable

_DERIVED = ("tag",)
"""Commands that write only what is derived."""


@dataclass(frozen=True, slots=True)
class Target:
    """The run that an undo is about; ``undos`` are those whose work is taken back, where the run is brought back."""

    run: RunRow
    undos: tuple[int, ...] = ()


def choose_target(file: CatalogueFile, number: int | None) -> Target:
    """Find what to undo: the run named, or the last one that was not taken back.

    Naming an undo brings back what it took. Raises NotFound for a run that is not there, CatalogueBusy for one at work,
    BadUsage where there is nothing to take back.
    """
    with file.batch() as connection:
        interrupt_stale_runs(connection)
    with file.reading() as connection:
        run = _last(connection) if number is None else read_run(connection, number)
        if run is None:
            raise NotFound("there is nothing to take back" if number is None else f"no run {number}", "see the runs with: cpx log")
        if run.state == "open":
            raise CatalogueBusy(f"{name_run(run)} is still at work", "wait for it to end, then give the same command again")
        return _target_of_undo(connection, run) if run.command == "undo" else _target(connection, run)


def name_run(run: RunRow) -> str:
    """Say which run is meant."""
    return f"run {run.id} ({run.command})"


def _last(connection: Connection) -> RunRow | None:
    return next((run for run in read_runs(connection) if run.command != "undo" and not _is_out(connection, run)), None)


def _is_out(connection: Connection, run: RunRow) -> bool:
    return taken_back_by(read_undos(connection), run.id) is not None and not is_undoable(connection, run.id)


def taken_back_by(undos: Iterable[RunRow], run: int) -> int | None:
    """Give the undo that took a run back last, unless it was brought back since; ``undos`` come the latest first."""
    for undo in undos:
        if undo.arguments.get("restores") == run:
            return None
        if undo.arguments.get("run") == run:
            return undo.id
    return None


def effective_undos(connection: Connection, run: int) -> tuple[int, ...]:
    """Give the undos of a run whose work stands, the latest first."""
    found = (row for row in read_undos(connection) if row.arguments.get("run") == run and "restores" not in row.arguments)
    return tuple(row.id for row in found if is_effective(connection, row.id))


def _target_of_undo(connection: Connection, undo: RunRow) -> Target:
    about = int(undo.arguments.get("restores") or undo.arguments["run"])
    run = read_run(connection, about)
    if run is None:
        raise NotFound(f"no run {about}", "see the runs with: cpx log")
    if "restores" in undo.arguments:
        return _target(connection, run)
    undos = effective_undos(connection, about)
    if not undos:
        raise BadUsage(
            f"nothing of {name_run(run)} is out: run {undo.id} was taken back itself", f"take it back again with: cpx undo {about}"
        )
    return Target(run, undos)


def _target(connection: Connection, run: RunRow) -> Target:
    if is_undoable(connection, run.id):
        return Target(run)
    undos = effective_undos(connection, run.id)
    if undos:
        raise BadUsage(f"{name_run(run)} was taken back by run {undos[0]}", f"bring it back with: cpx undo {undos[0]}")
    wrote = "wrote only what is derived" if run.command in _DERIVED else "brought nothing that stands"
    raise BadUsage(f"{name_run(run)} {wrote}: there is nothing to take back", _say_earlier(connection, run))


def _say_earlier(connection: Connection, run: RunRow) -> str:
    earlier = _first_undoable(connection, (row for row in read_runs(connection) if row.id < run.id and row.command != "undo"))
    return f"the one before it: cpx undo {earlier.id} ({earlier.command})" if earlier else "see the runs with: cpx log"


def _first_undoable(connection: Connection, runs: Iterable[RunRow]) -> RunRow | None:
    return next((run for run in runs if is_undoable(connection, run.id)), None)
