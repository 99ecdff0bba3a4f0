"""The table of commands: each line of help is its module's, and a module stays small."""

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

import pytest
from running import Ran

from cpx.cli.table import COMMANDS, GROUPS, Entry

Run = Callable[..., Ran]
LONGEST = 80
"""Lines of a command's module: it parses, calls one service, renders."""
PROMISED = (
    "init",
    "add",
    "ingest",
    "import",
    "enrich",
    "tag",
    "assign",
    "reject",
    "vocab",
    "log",
    "undo",
    "search",
    "ask",
    "show",
    "stats",
    "export",
    "schema",
)
"""Names that other tools call, as far as they are built."""


def _walk(entries: Mapping[str, Entry], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for name, entry in entries.items():
        yield (*above, name), entry
        yield from _walk(getattr(import_module(entry.module), "COMMANDS", {}), (*above, name))


ALL = list(_walk(COMMANDS))
IDS = [" ".join(words) for words, _ in ALL]


@pytest.mark.parametrize("name", PROMISED)
def test_command_has_its_promised_name(name: str) -> None:
    assert name in COMMANDS


@pytest.mark.parametrize(("words", "entry"), ALL, ids=IDS)
def test_command_help_is_the_first_line_of_its_module(words: tuple[str, ...], entry: Entry) -> None:
    documented = import_module(entry.module).__doc__
    assert documented, f"{words}: no docstring"
    assert documented.splitlines()[0] == entry.help


@pytest.mark.parametrize(("words", "entry"), ALL, ids=IDS)
def test_command_module_is_short(words: tuple[str, ...], entry: Entry) -> None:
    path = Path(import_module(entry.module).__file__ or "")
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST, words


@pytest.mark.parametrize(("words", "entry"), ALL, ids=IDS)
def test_command_help_fits_80_columns_and_shows_an_example(words: tuple[str, ...], entry: Entry, run_cpx: Run) -> None:
    done = run_cpx(*words, "--help")
    assert done.code == 0
    assert done.stdout.startswith("Usage: cpx " + " ".join(words))
    assert entry.help.split(".")[0].split()[0] in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80
    if not hasattr(import_module(entry.module), "COMMANDS"):
        assert "Examples:" in done.stdout
        assert "Options of every command:" in done.stdout


def test_help_lists_every_command_with_those_for_everyday_first(run_cpx: Run) -> None:
    done = run_cpx("--help")
    places = [done.stdout.index(f"\n{title}:\n") for title, _ in GROUPS]
    assert places == sorted(places)
    for words, entry in ALL:
        if len(words) == 1 and not entry.alias:
            assert f"\n  {words[0]} " in done.stdout


@pytest.mark.parametrize("words", [(), ("-h",), ("--help",)])
def test_help_is_printed_to_stdout(words: tuple[str, ...], run_cpx: Run) -> None:
    done = run_cpx(*words)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: cpx ")


def test_unknown_command_names_the_nearest(run_cpx: Run) -> None:
    done = run_cpx("serch", "x")
    assert done.code == 2
    assert "search" in done.stderr
