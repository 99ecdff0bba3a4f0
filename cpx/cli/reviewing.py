"""What ``cpx enrich --review``, ``--accept`` and ``--refuse`` do: a person settles which DOI is a work's."""

import sys
from collections.abc import Callable, Sequence

from cpx.cli.keys import ask_key, read_key
from cpx.cli.options import changing, reading
from cpx.cli.render import emit, say, view
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.errors import BadUsage, NotFound
from cpx.services.review_dois import CannotTake, DoiCandidate, open_candidates, settle
from cpx.services.show import find
from cpx.store.catalogue import CatalogueFile

YES, NO, SKIP, STOP = "y", "n", "s", "q"
KEYS = "y yes · n no · s skip · q stop"
_NOTHING = "no DOI waits for a decision; look for more with: cpx enrich"


def review(state: State, work: str | None = None, by: str | None = None, key: Callable[[], str] | None = None) -> None:
    """Settle the candidates that wait (of one work only, where it is named): one key each on a terminal, a list elsewhere.

    ``key`` reads one key; the keyboard's next if it is not said. Each answer is saved at once.
    """
    if state.output != "view" or not (key or sys.stdin.isatty()):
        _list(state, work)
        return
    with changing(state) as file:
        waiting = _waiting(file, work)
        settled = _walk(file, waiting, state, by, key or read_key)
    say(f"{settled} settled, {len(waiting) - settled} left" if waiting else _NOTHING, state)


def accept(state: State, work: str, doi: str, by: str | None = None, why: str | None = None) -> None:
    """Take a proposed DOI for a work; print what came of it."""
    _settle_one(state, work, doi, accept=True, by=by, why=why)


def refuse(state: State, work: str, doi: str, by: str | None = None, why: str | None = None) -> None:
    """Refuse a proposed DOI for a work, for good; print what came of it."""
    _settle_one(state, work, doi, accept=False, by=by, why=why)


def _settle_one(state: State, work: str, doi: str, *, accept: bool, by: str | None, why: str | None) -> None:
    with changing(state) as file:
        with file.reading() as connection:
            row = find(connection, work)
        result = settle(file, row, doi, accept=accept, by=by, why=why)
    emit((result,), state, view("view_asked", place="views_asked"))


def _list(state: State, work: str | None) -> None:
    with reading(state) as connection:
        found = open_candidates(connection, find(connection, work) if work else None)
    emit(found, state, view("view_candidates", place="views_review"), kind=DoiCandidate)
    if not found:
        say(_NOTHING, state)


def _waiting(file: CatalogueFile, work: str | None) -> tuple[DoiCandidate, ...]:
    with file.reading() as connection:
        return open_candidates(connection, find(connection, work) if work else None)


def _walk(file: CatalogueFile, waiting: Sequence[DoiCandidate], state: State, by: str | None, key: Callable[[], str]) -> int:
    """Ask about one after another until all are seen or the person stops; give how many were settled."""
    show = view("view_candidate", f"{KEYS} ", place="views_review")
    taken: set[str] = set()
    settled = 0
    for number, candidate in enumerate(waiting, 1):
        if candidate.key in taken:  # the work has its DOI: this one was refused with it
            settled += 1
            continue
        show((candidate, number, len(waiting)), state)
        answer = ask_key(key, (YES, NO, SKIP, STOP), STOP)
        if answer == STOP:
            break
        if answer != SKIP and _save(file, candidate, state, accept=answer == YES, by=by):
            settled += 1
            taken |= {candidate.key} if answer == YES else set()
    return settled


def _save(file: CatalogueFile, candidate: DoiCandidate, state: State, *, accept: bool, by: str | None) -> bool:
    """Save an answer; where it cannot be done that is said, and the next one follows."""
    with file.reading() as connection:
        row = find(connection, candidate.key)
    try:
        result = settle(file, row, candidate.doi, accept=accept, by=by)
    except (BadUsage, NotFound, CannotTake) as error:
        say(f"{one_line(error.message)}\n  {one_line(error.hint)}", state)
        return False
    say(f"{'taken' if accept else 'refused'}: {one_line(result.doi)} for {one_line(result.key or '')}", state)
    return True
