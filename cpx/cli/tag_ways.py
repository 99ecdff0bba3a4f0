"""The ways of ``cpx tag``: tagging again, and measuring."""

from pathlib import Path

from cpx.cli.options import changing, reading_file
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, view
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.services.show import find
from cpx.services.tag import tag_works, try_tags


def check_one_way(**ways: object) -> None:
    """Refuse two ways at once."""
    named = [f"--{name.replace('_', '-')}" for name, value in ways.items() if value not in (None, False)]
    if len(named) > 1:
        raise BadUsage(f"{' and '.join(named)} do not go together", f"give one of them: cpx tag {named[0]}")


def check_idle(work: list[str] | None, **given: object) -> None:
    """Refuse words that the way asked for has no use for: who writes them expects something of them."""
    for name, owners in _BELONGS.items():
        if given[name] not in (None, False) and not any(given[owner] for owner in owners):
            said = "-o" if name == "output" else f"--{name.replace('_', '-')}"
            raise BadUsage(f"{said} goes with --{' and --'.join(owners)} only", "see: cpx tag --help")
    if work and (given["score"] or given["sheet"] or given["compare"]):
        raise BadUsage("measuring is done on the whole catalogue", f"leave out {work[0]}; what is judged is said by the label file")


_BELONGS = {"as_read": ("score",), "seed": ("sheet",), "blind": ("sheet",), "output": ("sheet", "compare")}
"""Option -> the ways that have a use for it."""


def measure(
    state: State,
    score: Path | None,
    sheet: int | None,
    compare: tuple[Path, Path] | None,
    *,
    as_read: bool,
    seed: int | None,
    blind: bool,
    output: Path | None,
) -> None:
    """Score the tags, draw a sheet, or compare two coders."""
    from cpx.cli import tag_scoring  # tagging must not pay for it

    if score:
        tag_scoring.score(state, score, as_read=as_read)
    elif sheet:
        tag_scoring.sheet(state, sheet, seed, blind, output)
    elif compare:
        tag_scoring.compare(state, compare, output)


def tag_again(state: State, names: list[str], by: str | None, *, dry_run: bool) -> None:
    """Tag works again, or say what that would change."""
    with (reading_file if dry_run else changing)(state) as file, progress_bar(state, "works") as progress:
        with file.reading() as connection:
            works = [find(connection, name) for name in names] or None
        result = try_tags(file, works, progress=progress) if dry_run else tag_works(file, works, by=by, progress=progress)
    emit(result, state, view("view_tag_result"))
