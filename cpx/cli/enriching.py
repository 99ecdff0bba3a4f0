"""What ``cpx enrich`` does, one function for each of its ways."""

import time
from dataclasses import dataclass

from cpx.cli.asking import open_registries, show_plan, summary
from cpx.cli.options import changing, reading
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.asked import DoiResult
from cpx.services.add import failure
from cpx.services.enrich import Plan, choose, enrich
from cpx.services.show import find
from cpx.store.catalogue import CatalogueFile, Connection


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the words of the command ask for: works by name (else all), age in days, and whether to look for missing DOIs."""

    names: tuple[str, ...]
    older_than: int | None
    find: bool
    by: str | None


def complete(wishes: Wishes, state: State) -> None:
    """Ask about DOIs, look for those that are missing, and say what came of it; raises what the failures amount to."""
    began = time.monotonic()
    with changing(state) as file:
        with file.reading() as connection:
            chosen = _choose(connection, wishes)
        results = _ask(file, chosen, wishes, state)
    emit(results, state, view("view_asked", place="views_asked"), kind=DoiResult)
    say(summary(results, time.monotonic() - began) if results else "nothing to ask: the registries have told of every DOI", state)
    _say_resting(chosen, state)
    error = failure(results, can_keep=False)
    if error is not None:
        raise error


def _choose(connection: Connection, wishes: Wishes) -> Plan:
    works = [find(connection, name) for name in wishes.names] or None
    return choose(connection, works, wishes.older_than)


def _ask(file: CatalogueFile, chosen: Plan, wishes: Wishes, state: State) -> tuple[DoiResult, ...]:
    with open_registries(state, will_ask=bool(chosen.wanted)) as source, progress_bar(state, "DOIs") as progress:
        return enrich(file, source, chosen, by=wishes.by, progress=progress)


def _say_resting(chosen: Plan, state: State) -> None:
    if chosen.resting:
        say(f"{chosen.resting} with a DOI that no registry knew lately were not asked about; all the same: cpx enrich --all", state)


def plan(wishes: Wishes, state: State) -> None:
    """Print the calls that would be made."""
    with reading(state) as connection:
        chosen = _choose(connection, wishes)
    show_plan(chosen.dois, state)
    _say_resting(chosen, state)
