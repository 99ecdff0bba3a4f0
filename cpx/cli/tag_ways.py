"""The ways of ``cpx tag``: tagging again, and measuring."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from cpx.cli.complete_terms import complete_scheme
from cpx.cli.options import changing, reading_file
from cpx.cli.progress import progress_bar
from cpx.cli.render import emit, say, view
from cpx.cli.sanitise import one_line
from cpx.cli.state import State
from cpx.errors import BadUsage
from cpx.services.show import find
from cpx.services.tag import tag_works, try_tags
from cpx.services.vocabulary import VocabularyChange, vocabulary_change

LOCAL = "+local"
_NAMED = 3
"""Terms that are named of those that came or went."""

Scheme = Annotated[
    list[str] | None,
    typer.Option("--scheme", help="With --review: only method, population ...; again for another.", autocompletion=complete_scheme),
]
_WAYS = ("stdin", "review", "dry_run", "score", "sheet", "compare")
_BELONGS = {"as_read": ("score",), "scheme": ("review",), "seed": ("sheet",), "blind": ("sheet",), "output": ("sheet", "compare")}
"""Option -> the ways that have a use for it."""


def check_words(given: Mapping[str, Any]) -> None:
    """Refuse two ways at once, and words that the way asked for has no use for: who writes them expects something of them."""
    ways = [name for name in _WAYS if _is_given(given[name])]
    if len(ways) > 1:
        raise BadUsage(f"{' and '.join(map(_option, ways))} do not go together", f"give one of them: cpx tag {_option(ways[0])}")
    for name, owners in _BELONGS.items():
        if _is_given(given[name]) and not set(ways) & set(owners):
            raise BadUsage(f"{_option(name)} goes with {' and '.join(map(_option, owners))} only", "see: cpx tag --help")
    if given["work"] and "compare" in ways:
        raise BadUsage("two files are compared, no more", f"settle those, then compare what comes of it with {given['work'][0]}")
    if given["work"] and set(ways) & {"score", "sheet"}:
        raise BadUsage(
            "measuring is done on the whole catalogue", f"leave out {given['work'][0]}; what is judged is said by the label file"
        )


def _is_given(value: object) -> bool:
    return value not in (None, False, [], ())


def _option(name: str) -> str:
    return "-o" if name == "output" else f"--{name.replace('_', '-')}"


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
        change = vocabulary_change(file)
        result = try_tags(file, works, progress=progress) if dry_run else tag_works(file, works, by=by, progress=progress)
    emit(result, state, view("view_tag_result"))
    if change:
        say(_say_change(change), state)


def _say_change(change: VocabularyChange) -> str:
    """Say what became of the vocabulary: terms that go silently would look like terms that were never found."""
    named = ((change.new, "new"), (change.gone, "gone"))
    parts = [
        f"{len(labels)} {word} ({', '.join(labels[:_NAMED])}{', ...' if len(labels) > _NAMED else ''})" for labels, word in named if labels
    ]
    left = (
        "; is your vocabulary file still beside the catalogue?"
        if change.gone and LOCAL in change.before and LOCAL not in change.after
        else ""
    )
    return one_line(
        f"the vocabulary had changed ({change.before}, now {change.after}): {', '.join(parts) or 'other words or places'}{left}"
    )
