"""Options that every command takes, before or after its name, and what they amount to."""

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from cpx.errors import BadUsage

FORMATS = {"--json": "json", "--nl": "nl", "--csv": "csv", "--tsv": "tsv", "--table": "table", "-t": "table"}
SWITCHES = {"--quiet": "quiet", "-q": "quiet", "--debug": "debug", "--no-color": "no_color", "--no-pager": "no_pager"}
VALUES = {"--db": "db", "--fields": "fields"}

HELP = (
    ("--json / --nl", "print JSON: one array, or one object a line"),
    ("--csv / --tsv / -t, --table", "print CSV, tab-separated values, or a table"),
    ("--fields a,b", "only these fields, in this order"),
    ("--db PATH", "the catalogue (else $CPX_DB, else catalogue.db here or in a parent folder)"),
    ("-q, --quiet", "print data and errors only"),
    ("--no-color", "print without colour (also $NO_COLOR)"),
    ("--no-pager", "print long output at once (also $CPX_PAGER=cat)"),
    ("--debug", "show the full trace of an error"),
    ("--version", "print the version of cpx"),
)
"""Printed under every command's own options."""


def common_names() -> Iterator[tuple[str, str]]:
    """Give each long option with its line of help."""
    for said, text in HELP:
        yield from ((name, text) for name in re.findall(r"--[a-z-]+", said))


@dataclass(frozen=True, slots=True)
class State:
    """What the common options say."""

    db: str | None = None
    format: str | None = None
    fields: str | None = None
    quiet: bool = False
    debug: bool = False
    no_color: bool = False
    no_pager: bool = False

    @property
    def output(self) -> str:
        """Give the format of the data: as asked, else JSON in a pipe, and on a terminal a view, or a table of the fields that are named."""
        on_terminal = "table" if self.fields else "view"
        return self.format or (on_terminal if sys.stdout.isatty() else "json")

    def field_names(self) -> list[str]:
        """Give the names after ``--fields``."""
        return [name.strip() for name in (self.fields or "").split(",") if name.strip()]


def read_common(arguments: list[str]) -> tuple[State, list[str]]:
    """Take the common options out of a command's words, wherever they stand before ``--``; give them and the rest."""
    state, rest = State(), []
    words = iter(arguments)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        name, has_value, value = word.partition("=")
        if word in FORMATS or word in SWITCHES or name in VALUES:
            state = replace(state, **_read(word, name, value if has_value else None, words))
        else:
            rest.append(word)
    return state, rest


def _read(word: str, name: str, value: str | None, words: Iterator[str]) -> dict[str, Any]:
    if word in FORMATS:
        return {"format": FORMATS[word]}
    if word in SWITCHES:
        return {SWITCHES[word]: True}
    given = next(words, None) if value is None else value
    if not given or (value is None and given.startswith("-")):
        raise BadUsage(f"{name} wants a value", f"for example: {name} {'catalogue.db' if name == '--db' else 'key,title'}")
    return {VALUES[name]: given}


DEFAULT_NAME = "catalogue.db"


def catalogue_path(state: State) -> Path:
    """Find the catalogue: ``--db``, ``$CPX_DB``, ``catalogue.db`` here or in the nearest parent folder, else the user's data folder."""
    named = state.db or os.environ.get("CPX_DB")
    if named:
        return Path(named).expanduser()
    here = Path.cwd()
    near = next((folder / DEFAULT_NAME for folder in (here, *here.parents) if (folder / DEFAULT_NAME).exists()), None)
    if near is not None:
        return near
    from platformdirs import user_data_path

    return user_data_path("cpx") / DEFAULT_NAME
