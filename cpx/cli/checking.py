"""Asking for updates from the command line: of the catalogue's works, and of a document's references."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from cpx.cli.asking import open_registries
from cpx.cli.options import changing, reading
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, say, view
from cpx.cli.state import State, catalogue_path
from cpx.domain.checked import CheckedReference, UpdateChange
from cpx.errors import CpxError
from cpx.services.check_references import check_references, trouble
from cpx.services.retractions import check_catalogue, read_document
from cpx.services.show import find
from cpx.services.updates import amount_to, check_updates, count_checkable
from cpx.store.catalogue import CatalogueFile


def print_changes(names: Sequence[str], state: State, *, by: str | None = None) -> None:
    """Ask about updates of works (named, else all), print what changed and what could not be asked; raises what the failures amount to."""
    changes, error = check_works(names, state, by=by)
    emit(changes, state, view("view_changes", place="views_retractions"), kind=UpdateChange)
    if error is not None:
        raise error


def check_works(names: Sequence[str], state: State, *, by: str | None = None) -> tuple[tuple[UpdateChange, ...], CpxError | None]:
    """Ask about updates of works (named, else all), and say the counts; gives what changed, and what the failures amount to."""
    with changing(state) as file:
        with file.reading() as connection:
            works = [find(connection, name) for name in names] or None
            asked = count_checkable(connection, works)
        with open_registries(state, will_ask=asked > 0) as source, progress_bar(state, "works") as progress:
            changes = check_updates(file, source, works, by=by, progress=progress)
    failed = sum(change.error is not None for change in changes)
    changed = len(changes) - failed
    if asked:
        said = f"{asked - failed:,} of {asked:,} checked" if failed else f"{asked:,} checked"
        say(f"{said}, {changed or 'none'} changed", state)
    else:
        say("no work has a DOI to ask about; look for them with: cpx enrich", state)
    return changes, amount_to(changes, asked)


def look_at_catalogue(state: State, older_than: int) -> tuple[CheckedReference, ...]:
    """Say how the catalogue's works stand by what is in the file."""
    with reading(state) as connection:
        return check_catalogue(connection, older_than=older_than)


def look_at_document(path: Path, state: State) -> tuple[tuple[CheckedReference, ...], CpxError | None]:
    """Check the references of a document, with the catalogue's help where there is one; gives the rows, and what failures amount to."""
    listed = read_document(path)
    with ExitStack() as stack:
        connection = None
        if catalogue_path(state).exists():
            connection = stack.enter_context(stack.enter_context(CatalogueFile(catalogue_path(state))).reading())
        source = stack.enter_context(open_registries(state, will_ask=bool(listed)))
        progress = stack.enter_context(progress_bar(state, "references"))
        found = check_references(listed, lambda: source, connection, progress=progress)
    return found.rows, trouble(found)
