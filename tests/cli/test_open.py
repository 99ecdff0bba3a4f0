"""``cpx open``: a work's page in the browser, or its address. No browser is opened here: a script that writes down what it is given."""

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import execute
from running import Ran
from terminal import run_on_terminal

Run = Callable[..., Ran]
DOI = "10.1186/s43058-022-00385-0"
PAGE = f"https://doi.org/{DOI}"
KEY = "vandergraaf2023leading"
OTHER = "pittuck2024"


@pytest.fixture
def browser(tmp_path: Path) -> tuple[str, Path]:
    """Give a ``$BROWSER`` that writes its argument into a file."""
    opened, script = tmp_path / "opened", tmp_path / "browser.py"
    script.write_text(f"import sys; open({str(opened)!r}, 'a').write(sys.argv[1] + '\\n')")
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(script))} %s", opened


def test_page_is_opened_on_a_terminal(browser: tuple[str, Path], seeds_catalogue: Path) -> None:
    command, opened = browser
    execute(seeds_catalogue, f"UPDATE works SET url = 'https://a.example/x?a=1&b=$(touch%20y);#z' WHERE key = '{OTHER}'")  # noqa: S608 - ours
    shown = run_on_terminal("open", KEY, OTHER, "--db", str(seeds_catalogue), BROWSER=command)
    assert (shown.code, shown.screen) == (0, "")
    assert opened.read_text().split("\n") == [PAGE, "https://a.example/x?a=1&b=$(touch%20y);#z", ""]
    assert f"opening {PAGE}" in shown.other


@pytest.mark.parametrize("words", [(), ("--print",)])
def test_address_is_printed_in_a_pipe(words: tuple[str, ...], run_cpx: Run, seeds_catalogue: Path) -> None:
    assert seeds_catalogue.exists()
    assert run_cpx("open", KEY, DOI, *words) == Ran(0, f"{PAGE}\n{PAGE}\n", "")


def test_address_is_printed_on_a_terminal_where_asked(browser: tuple[str, Path], seeds_catalogue: Path) -> None:
    shown = run_on_terminal("open", KEY, "--print", "--db", str(seeds_catalogue), BROWSER=browser[0])
    assert (shown.code, shown.plain) == (0, f"{PAGE}\n")
    assert not browser[1].exists()


@pytest.mark.parametrize("url", [None, "file:///etc/passwd", "javascript:alert(1)", "--new-window"])
def test_work_without_a_web_page_says_so_and_opens_none(
    url: str | None, browser: tuple[str, Path], run_cpx: Run, seeds_catalogue: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BROWSER", browser[0])
    execute(seeds_catalogue, f"UPDATE works SET url = {'NULL' if url is None else repr(url)} WHERE key = '{OTHER}'")  # noqa: S608 - ours
    done = run_cpx("open", KEY, OTHER, tty=True)
    assert (done.code, done.stdout) == (3, "")
    assert f"{OTHER} has no DOI and no http(s) address" in done.stderr
    assert not browser[1].exists()
