"""Progress: on stderr, only where a person watches."""

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import write_lines
from running import Ran
from terminal import run_on_terminal

Run = Callable[..., Ran]

COUNT = 1500
"""Records enough for a second's work: shorter work shows no bar."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lines") / "in\x1b[31m.jsonl", COUNT)


def test_progress_is_drawn_on_the_terminal_of_stderr_and_wiped(lines: Path) -> None:
    shown = run_on_terminal("ingest", str(lines), "--json", on=("stderr",), NO_COLOR="1")
    assert shown.code == 0
    assert "records" in shown.screen
    assert shown.screen.rstrip("\n").endswith("\x1b[1A\x1b[2K")
    assert "\x1b[?25h" in shown.screen, "the cursor is shown again"
    assert "\x1b[31m" not in shown.screen, "the name of the file does no harm"
    assert "\x1b" not in shown.other
    assert f'"added": {COUNT}' in shown.other


@pytest.mark.parametrize(("patience", "words", "drawn"), [(-1.0, (), True), (1e9, (), False), (-1.0, ("--quiet",), False)])
def test_progress_is_drawn_for_long_work_and_not_with_quiet(
    patience: float, words: tuple[str, ...], drawn: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cpx: Run
) -> None:
    monkeypatch.setattr("cpx.cli.progress.PATIENCE", patience)
    done = run_cpx("ingest", str(write_lines(tmp_path / "in.jsonl", 3)), *words, tty=True)
    assert done.code == 0
    assert ("records" in done.stderr) is drawn


def test_progress_is_not_drawn_in_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cpx: Run) -> None:
    monkeypatch.setattr("cpx.cli.progress.PATIENCE", -1.0)
    assert "\x1b" not in run_cpx("ingest", str(write_lines(tmp_path / "in.jsonl", 3))).stderr
