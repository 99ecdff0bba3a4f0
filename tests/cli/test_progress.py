"""Progress: on stderr, only where a person watches."""

from pathlib import Path

import pytest
from catalogue_tools import write_lines
from running import run_process
from terminal import SGR, run_on_terminal


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("lines") / "in\x1b[31m.jsonl", 60)


def test_progress_is_drawn_on_the_terminal_of_stderr_and_wiped(lines: Path) -> None:
    shown = run_on_terminal("ingest", str(lines), "--json", on=("stderr",))
    assert shown.code == 0
    assert "records" in shown.screen
    assert shown.screen.rstrip("\n").endswith("\x1b[1A\x1b[2K")
    assert "\x1b[?25h" in shown.screen, "the cursor is shown again"
    assert "\x1b" not in shown.other
    assert '"added": 60' in shown.other


def test_progress_names_files_harmlessly(lines: Path) -> None:
    shown = run_on_terminal("ingest", str(lines), on=("stderr",), NO_COLOR="1")
    assert "\x1b[31m" not in shown.screen


@pytest.mark.parametrize("words", [("ingest", "{}", "--quiet"), ("ingest", "{}", "--json")])
def test_progress_is_not_drawn(words: tuple[str, ...], lines: Path) -> None:
    called = [word.format(lines) for word in words]
    if "--quiet" in words:
        assert SGR.sub("", run_on_terminal(*called, on=("stderr",)).screen) == ""
    else:
        assert "\x1b" not in run_process(*called).stderr
