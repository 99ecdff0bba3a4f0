"""``--save``, ``--saved`` and ``--forget``: searches kept by name."""

from cpx.cli.options import changing, reading
from cpx.cli.render import emit, say, view
from cpx.cli.state import State
from cpx.domain.query import Filters, said_filters
from cpx.domain.saved import SavedSearch, read_filters, read_name
from cpx.errors import BadUsage
from cpx.services.saved import forget_search, list_saved, read_asked, save_search


def keep(name: str, text: str, filters: Filters, state: State, *, exact: bool) -> None:
    """Keep a search under a name, and say what it took the place of."""
    name = read_name(name)
    with changing(state) as file:
        with file.reading() as connection:
            asked = read_asked(connection, text, filters, exact=exact)
        before = save_search(file, name, asked)
    was = f" (it was: {say_search(before)})" if before else ""
    say(f"saved as @{name}{was}; ask it again: cpx search @{name}; what came since: cpx new @{name}", state)


def list_or_forget(name: str | None, state: State) -> None:
    """Take a saved search out, or list them all where no name is given."""
    if name is None:
        with reading(state) as connection:
            emit(list_saved(connection), state, view("view_saved", place="views_saved"), kind=SavedSearch)
        return
    with changing(state) as file:
        gone = forget_search(file, name)
    say(f"forgot @{gone.name}: {say_search(gone)}", state)
    emit(gone, state, lambda *_: None)


def say_search(saved: SavedSearch) -> str:
    """Say what a saved search looks for, in a line."""
    held = dict(saved.filters)
    exact = ["exact"] if held.pop("exact", False) else []
    try:
        filters = said_filters(read_filters(held))
    except BadUsage as error:  # a list of all must not end at one that is damaged, or of a later cpx
        filters = error.message
    return " | ".join([saved.query or "everything", *filter(None, [filters]), *exact])
