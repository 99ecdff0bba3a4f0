"""Completion: the scripts for the shells, and what cpx answers when a shell asks."""

from collections.abc import Callable

import pytest
from running import Ran

Run = Callable[..., Ran]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_completion_prints_a_script_for(shell: str, run_cpx: Run) -> None:
    done = run_cpx("completion", shell)
    assert (done.code, done.stderr) == (0, "")
    assert "_CPX_COMPLETE" in done.stdout
    assert f"complete_{shell}" in done.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("cpx se", {"search"}),
        ("cpx in", {"ingest", "init"}),
        ("cpx add ", {"doi", "text"}),
        ("cpx vocab s", {"show"}),
        ("cpx --db x.db sta", {"stats"}),
        ("cpx -q --json vocab l", {"list"}),
        ("cpx vocab list po", {"population"}),
        ("cpx vocab show m.photo", {"m.photovoice"}),
        ("cpx vocab show nosuchterm", set()),
        ("cpx search --met", {"--method"}),
        ("cpx search --db x --popu", {"--population"}),
        ("cpx --no-", {"--no-color", "--no-pager"}),
        ("cpx ask x --fie", {"--fields"}),
        ("cpx --db x.db -t search --met", {"--method"}),
        ("cpx search --db ", set()),
        ("cpx nosuch ", set()),
    ],
)
def test_bash_is_offered(line: str, offered: set[str], run_cpx_process: Run) -> None:
    words = line.split(" ")
    done = run_cpx_process(env={"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_CPX_COMPLETE": "complete_bash"})
    assert (done.code, done.stderr) == (0, "")
    assert offered <= set(done.stdout.split())
    if offered != {"doi", "text"} and offered:
        assert set(done.stdout.split()) == offered


@pytest.mark.parametrize("shell", ["zsh", "fish"])
def test_other_shells_are_offered_commands_with_their_help(shell: str, run_cpx_process: Run) -> None:
    env = {"_TYPER_COMPLETE_ARGS": "cpx sear", "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_CPX_COMPLETE": f"complete_{shell}"}
    done = run_cpx_process(env=env)
    assert (done.code, done.stderr) == (0, "")
    assert "search" in done.stdout
    assert "Find works in this catalogue" in done.stdout
