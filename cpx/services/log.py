"""Log: the runs, by whom, and what each did."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from cpx.domain.output import Output
from cpx.errors import NotFound
from cpx.services.reading import FileProblem
from cpx.services.undoable import taken_back_by
from cpx.store import run_details as details
from cpx.store.catalogue import Connection
from cpx.store.runs import RunFilter, RunRow, commands_run, read_run, read_runs, read_undos

_MANY = 3
"""Names that are said of a longer list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow(Output):
    """A run: its number, when (UTC), who, the command, what in short, and the counts.

    ``state`` is open, done or interrupted; ``undone_by`` the run that took it back, while that stands.
    """

    run: int
    started_at: str
    ended_at: str | None
    by: str
    command: str
    what: str
    why: str | None
    state: str
    undone_by: int | None
    totals: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFile(Output):
    """A file that a run read."""

    path: str
    format: str | None
    certainty: float | None
    counts: dict[str, int]
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogProblem(Output):
    """What a registry did not give in a run."""

    doi: str
    kind: str
    message: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDecision(Output):
    """A person's word on a term of a work; ``standing`` is false where it was taken back."""

    key: str
    concept: str
    label: str
    verdict: str
    by: str
    at: str
    why: str | None
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNote(Output):
    """A note of a run; ``standing`` is false where it was taken back."""

    key: str
    content: str
    by: str
    at: str
    standing: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDetail(LogRow):
    """Everything known of a run; ``works`` are the keys of those that its records describe, ``records`` how many stand of how many."""

    arguments: dict[str, Any]
    source: str | None
    platform: str | None
    searched: str | None
    strategy: str | None
    files: tuple[LogFile, ...]
    problems: tuple[LogProblem, ...]
    decisions: tuple[LogDecision, ...]
    notes: tuple[LogNote, ...]
    works: tuple[str, ...]
    records: int
    records_standing: int


def list_runs(
    connection: Connection, limit: int, *, by: str | None = None, command: str | None = None, work: int | None = None
) -> tuple[LogRow, ...]:
    """Give the runs, the latest first: of one person, of one command, or those that brought something to a work.

    To a work belong the undos of its runs too. Raises NotFound for a command that never ran here.
    """
    undos = read_undos(connection)
    if command is not None and command not in (known := commands_run(connection)):
        raise NotFound(f"no run of {command!r} here", f"there are: {', '.join(known)}" if known else "nothing was done here yet")
    runs = None if work is None else details.runs_of_work(connection, work)
    if runs is not None:
        runs |= {undo.id for undo in undos if undo.arguments.get("run") in runs}
    wanted = RunFilter(by=by, command=command, runs=None if runs is None else frozenset(runs))
    return tuple(LogRow(**_head(connection, run, undos)) for run in read_runs(connection, limit, wanted))


def show_run(connection: Connection, number: int) -> LogDetail:
    """Give everything known of a run; raises NotFound."""
    run = read_run(connection, number)
    if run is None:
        raise NotFound(f"no run {number}", "see the runs with: cpx log")
    here, all_records = details.count_records(connection, number)
    return LogDetail(
        **_head(connection, run, read_undos(connection)),
        arguments=run.arguments,
        source=run.source,
        platform=run.platform,
        searched=run.searched,
        strategy=run.strategy,
        files=tuple(_file(row) for row in details.files_of(connection, number)),
        problems=tuple(LogProblem(**row) for row in details.problems_of(connection, number)),
        decisions=tuple(LogDecision(**{**row, "standing": bool(row["standing"])}) for row in details.decisions_of(connection, number)),
        notes=tuple(LogNote(**{**row, "standing": bool(row["standing"])}) for row in details.notes_of(connection, number)),
        works=tuple(details.works_of_run(connection, number)),
        records=all_records,
        records_standing=here,
    )


def _head(connection: Connection, run: RunRow, undos: Sequence[RunRow]) -> dict[str, Any]:
    return {
        "run": run.id,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "by": run.by,
        "command": run.command,
        "what": _what(connection, run),
        "why": _text(run.arguments.get("why")) or details.reason_of(connection, run.id),
        "state": run.state,
        "undone_by": taken_back_by(undos, run.id) if run.command != "undo" else _brought_back_by(undos, run.id),
        "totals": run.totals,
    }


def _brought_back_by(undos: Sequence[RunRow], run: int) -> int | None:
    return next((undo.id for undo in undos if undo.arguments.get("run") == run and "restores" in undo.arguments), None)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _file(row: dict[str, Any]) -> LogFile:
    return LogFile(**{**row, "problems": tuple(FileProblem(**problem) for problem in row["problems"])})


def _what(connection: Connection, run: RunRow) -> str:
    """Say in short what a run was about: files, DOIs, the work and the term."""
    said = [say(connection, run.arguments[name]) for name, say in _SAID.items() if run.arguments.get(name) not in (None, "", [], {})]
    return " ".join(said)


def _list(items: Sequence[Any]) -> str:
    return ", ".join(map(str, items[:_MANY])) + (f" and {len(items) - _MANY} more" if len(items) > _MANY else "")


def _say_paths(_: Connection, paths: Any) -> str:  # noqa: ANN401 - as stored
    return _list([PurePath(path).name or path for path in paths])


def _say_work(connection: Connection, work: Any) -> str:  # noqa: ANN401 - a key, or a row in older runs
    return work if isinstance(work, str) else details.key_of(connection, work) or f"work {work}"


def _say_works(connection: Connection, works: Any) -> str:  # noqa: ANN401 - rows, or how many
    return f"{works} works" if isinstance(works, int) else _list([_say_work(connection, work) for work in works])


def _say_run(connection: Connection, number: Any) -> str:  # noqa: ANN401 - as stored
    run = read_run(connection, number)
    return f"run {number} ({run.command})" if run else f"run {number}"


_SAID: dict[str, Any] = {
    "paths": _say_paths,
    "dois": lambda _, dois: f"{dois} DOIs" if isinstance(dois, int) else _list(dois),
    "title": lambda _, title: str(title),
    "run": _say_run,
    "restores": lambda connection, number: f"brings back {_say_run(connection, number)}",
    "work": _say_work,
    "works": _say_works,
    "term": lambda _, term: str(term),
    "vocabulary": lambda _, version: f"vocabulary {version}",
    "fields": lambda _, fields: _list(fields),
    "accept": lambda _, doi: f"is {doi}",
    "refuse": lambda _, doi: f"is not {doi}",
}
"""Argument of a run -> how it is said, in this order."""
