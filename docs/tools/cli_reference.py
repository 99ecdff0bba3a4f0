"""Write ``docs/cli.md`` from the help that every command prints."""

import io
import os
from collections.abc import Iterator, Mapping
from contextlib import redirect_stdout
from importlib import import_module
from unittest import mock

from cpx.cli.app import run
from cpx.cli.table import COMMANDS, Entry

PAGE = "docs/cli.md"
ABOUT = """# Command reference

<!-- Made by `make docs` from the help of each command: change that, not this page. -->

This is what `cpx COMMAND --help` prints. What the commands write is promised in the [output contract](json-contract.md).
"""


def render() -> str:
    """Give the whole page."""
    return "\n".join([ABOUT, _section(()), *map(_section, find_commands(COMMANDS))])


def find_commands(entries: Mapping[str, Entry], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the words of every command in the order of the table, groups before their members, aliases left out."""
    for name, entry in entries.items():
        if not entry.alias:
            yield (*above, name)
            yield from find_commands(getattr(import_module(entry.module), "COMMANDS", {}), (*above, name))


def _section(words: tuple[str, ...]) -> str:
    heading = f"## {' '.join(('cpx', *words))}"
    return f"{heading}\n\n```text\n{read_help(words)}```\n"


def read_help(words: tuple[str, ...]) -> str:
    """Give the help of a command as it stands on a terminal of 80 columns."""
    held = io.StringIO()
    with mock.patch.dict(os.environ, {"COLUMNS": "80"}), redirect_stdout(held):
        code = run([*words, "--help"])
    if code:
        raise SystemExit(f"cpx {' '.join(words)} --help ended with {code}")
    return "".join(line.rstrip() + "\n" for line in held.getvalue().splitlines())
