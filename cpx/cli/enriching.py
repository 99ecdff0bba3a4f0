"""What ``cpx enrich`` does, one function for each of its ways."""

import time
from dataclasses import dataclass

from cpx.cli.asking import open_registries, show_plan, summary
from cpx.cli.embedding import read_new
from cpx.cli.options import changing, reading_file
from cpx.cli.progress import progress_bar
from cpx.cli.render import check_fields, emit, say, view
from cpx.cli.state import State
from cpx.domain.asked import DoiResult
from cpx.services.add import failure
from cpx.services.enrich import FRESH_DAYS, Completing, Plan, choose
from cpx.services.enrich import complete as complete_works
from cpx.services.show import find
from cpx.store.catalogue import CatalogueFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the words of the command ask for: works by name (else all), all of them again, age in days, and missing DOIs."""

    names: tuple[str, ...] = ()
    all: bool = False
    older_than: int | None = None
    find: bool = True
    by: str | None = None


def complete(wishes: Wishes, state: State) -> None:
    """Ask about DOIs, look for those that are missing, and say what came of it; raises what the failures amount to."""
    check_fields(state, DoiResult)
    began = time.monotonic()
    with changing(state) as file:
        chosen = _choose(file, wishes)
        will_ask = bool(chosen.wanted or _count_searches(file, chosen, wishes))
        with open_registries(state, will_ask=will_ask) as source, progress_bar(state, "DOIs") as progress:
            options = Completing(find=wishes.find, again=wishes.all, by=wishes.by)
            results = complete_works(file, source, chosen, options, progress)
        read_new(file, state)
    emit(results, state, view("view_asked", place="views_asked"), kind=DoiResult)
    say(summary(results, time.monotonic() - began) if results else "nothing to ask: the registries have told of every DOI", state)
    _say_resting(chosen, state)
    error = failure(results, can_keep=False)
    if error is not None:
        raise error


def _choose(file: CatalogueFile, wishes: Wishes) -> Plan:
    older_than = FRESH_DAYS if wishes.all and wishes.older_than is None else wishes.older_than
    with file.reading() as connection:
        return choose(connection, [find(connection, name) for name in wishes.names] or None, older_than)


def _count_searches(file: CatalogueFile, chosen: Plan, wishes: Wishes) -> int:
    if not wishes.find:
        return 0
    from cpx.services.find_dois import count_searches

    return count_searches(file, chosen.without, again=wishes.all)


def _say_resting(chosen: Plan, state: State) -> None:
    if chosen.resting:
        say(f"{chosen.resting} with a DOI that no registry knew lately were not asked about; all the same: cpx enrich --all", state)


def plan(wishes: Wishes, state: State) -> None:
    """Print the calls that would be made."""
    with reading_file(state) as file:
        chosen = _choose(file, wishes)
        searches = _count_searches(file, chosen, wishes)
    show_plan(chosen.dois, state)
    if searches:
        say(f"then {searches} {'search' if searches == 1 else 'searches'} for DOIs that are missing", state)
    _say_resting(chosen, state)
