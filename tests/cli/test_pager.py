"""Long output on a terminal goes through a pager; short output, pipes and what cannot be paged do not."""

import os
import shlex
import signal
import subprocess
import sys
import termios
import time
import tty
from collections.abc import Callable, Iterator
from contextlib import suppress
from fcntl import ioctl
from pathlib import Path
from struct import pack

import pytest
from running import SECONDS, Ran, child_environment
from terminal import LINKLESS, TERMINAL, run_on_terminal

from cpx.cli.pager import pager_command

COUNTS = "import sys; text = sys.stdin.read(); print('PAGED', text.count(chr(10)), 'CODES' if chr(27) in text else 'PLAIN')"
LONG = ("search", "", "--limit", "14")


def pager(program: str) -> str:
    return shlex.join([sys.executable, "-c", program])


@pytest.fixture
def sit_at(seeds_catalogue: Path) -> Iterator[Callable[..., tuple["subprocess.Popen[bytes]", int]]]:
    """Start cpx with all three streams on a terminal of 24 lines; gives the process and our end of the terminal."""
    assert seeds_catalogue.exists()
    ends: list[int] = []

    def start(*words: str, **env: str | None) -> tuple["subprocess.Popen[bytes]", int]:
        ours, theirs = os.openpty()
        tty.setraw(theirs)
        ioctl(theirs, termios.TIOCSWINSZ, pack("HHHH", 24, 80, 0, 0))
        told = child_environment(**{**TERMINAL, **LINKLESS, "PAGER": None, "LESS": None, "CPX_PAGER": None, **env})
        command = [sys.executable, "-m", "cpx", *words]
        child = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=told, start_new_session=True)
        os.close(theirs)
        ends.append(ours)
        return child, ours

    yield start
    for end in ends:
        os.close(end)


def read_all(ours: int) -> str:
    found = b""
    with suppress(OSError):  # the other end is closed
        while chunk := os.read(ours, 65536):
            found += chunk
    return found.decode()


def read_until(ours: int, words: str) -> str:
    found = ""
    end = time.monotonic() + SECONDS
    while words not in found and time.monotonic() < end:
        found += os.read(ours, 65536).decode()
    return found


def test_long_list_goes_through_the_pager_in_colour(sit_at: Callable[..., tuple["subprocess.Popen[bytes]", int]]) -> None:
    child, ours = sit_at(*LONG, CPX_PAGER=pager(COUNTS))
    shown = read_all(ours)
    assert child.wait(SECONDS) == 0
    assert "PAGED" in shown
    assert "CODES" in shown
    assert "14 works" not in shown


@pytest.mark.parametrize(
    ("words", "env"),
    [
        (("search", "resist", "--year", "1800"), {"CPX_PAGER": pager(COUNTS)}),
        ((*LONG, "--no-pager"), {"CPX_PAGER": pager(COUNTS)}),
        (LONG, {"CPX_PAGER": ""}),
        (LONG, {"CPX_PAGER": "cat", "PAGER": pager(COUNTS)}),
        ((*LONG, "--json"), {"CPX_PAGER": pager(COUNTS)}),
        (LONG, {"CPX_PAGER": "/no/such/pager"}),
        (LONG, {"CPX_PAGER": "an 'open quote"}),
    ],
)
def test_output_is_printed_whole_without_a_pager(
    words: tuple[str, ...], env: dict[str, str], sit_at: Callable[..., tuple["subprocess.Popen[bytes]", int]]
) -> None:
    child, ours = sit_at(*words, **env)
    shown = read_all(ours)
    assert child.wait(SECONDS) == 0
    assert "PAGED" not in shown
    assert "works" in shown or '"key"' in shown
    assert ("cannot be started" in shown) == (env["CPX_PAGER"].startswith(("/no", "an ")))


def test_pager_that_ends_early_ends_the_command_quietly(sit_at: Callable[..., tuple["subprocess.Popen[bytes]", int]]) -> None:
    child, ours = sit_at("show", "vandergraaf2023leading", "--tags", "--sources", CPX_PAGER=pager("print('GONE')"))
    shown = read_all(ours)
    assert (child.wait(SECONDS), shown.strip()) == (0, "GONE")


def test_ctrl_c_belongs_to_the_pager(sit_at: Callable[..., tuple["subprocess.Popen[bytes]", int]]) -> None:
    waits = "import sys; sys.stdin.read(); print('READY', flush=True); import time; time.sleep(1)"
    child, ours = sit_at(*LONG, CPX_PAGER=pager(waits))
    shown = read_until(ours, "READY")
    os.kill(child.pid, signal.SIGINT)
    shown += read_all(ours)
    assert child.wait(SECONDS) == 0
    assert "Traceback" not in shown
    assert "interrupted" not in shown


def test_output_on_a_terminal_without_a_keyboard_is_not_paged(seeds_catalogue: Path) -> None:
    shown = run_on_terminal(*LONG, "--db", str(seeds_catalogue), CPX_PAGER=pager(COUNTS))
    assert "PAGED" not in shown.plain
    assert "14 works" in shown.plain


def test_pipe_is_not_paged(run_cpx_process: Callable[..., Ran], seeds_catalogue: Path) -> None:
    done = run_cpx_process(*LONG, "--db", str(seeds_catalogue), env={"CPX_PAGER": pager(COUNTS)})
    assert len(done.json) == 14


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"CPX_PAGER": "most -x", "PAGER": "more"}, ["most", "-x"]),
        ({"PAGER": "more"}, ["more"]),
        ({"CPX_PAGER": "", "PAGER": "more"}, []),
        ({"CPX_PAGER": "cat"}, []),
        ({"PAGER": ""}, []),
        ({"PAGER": "less", "TERM": "dumb"}, []),
    ],
)
def test_pager_command(environ: dict[str, str], words: list[str]) -> None:
    assert pager_command(environ) == words


def test_pager_is_a_setting_between_the_variables(run_cpx: Callable[..., Ran]) -> None:
    assert run_cpx("config", "pager", "most").code == 0
    assert pager_command({"PAGER": "more"}) == ["most"]
    assert pager_command({"CPX_PAGER": "less"}) == ["less"]
