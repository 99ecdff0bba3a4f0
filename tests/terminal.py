"""Run cpx on a real pseudo-terminal, and look at what came: codes, columns, words."""

import contextlib
import fcntl
import os
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
import tty
from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from running import SECONDS, child_environment

SGR = re.compile("\x1b\\[[0-9;]*m")
"""The codes that we ourselves print: colours, bold."""
LINK = re.compile("\x1b]8;[^;]*;([^\x1b]*)\x1b\\\\")
"""The codes that begin and end a link."""
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What must not reach a terminal: all control characters but the line feed, bidi marks, lone surrogates."""
TERMINAL = {"COLUMNS": None, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
LINKLESS = dict.fromkeys(("TERM_PROGRAM", "VTE_VERSION", "WT_SESSION", "KONSOLE_VERSION"))
"""Names that tell of a terminal which opens links; the machine of the tests may have them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What stood on the terminal, and what went past it into the other stream."""

    code: int
    screen: str
    other: str

    @property
    def plain(self) -> str:
        """Give the screen without our own colours."""
        return SGR.sub("", self.screen)

    @property
    def widest(self) -> int:
        """Give the columns of the longest line."""
        return max((cell_len(line) for line in self.plain.split("\n")), default=0)


def run_on_terminal(*arguments: str, on: Sequence[str] = ("stdout",), columns: int = 80, **env: str | None) -> Shown:
    """Run a command line with its stdout, its stderr or both on a terminal as wide as said, the other into a file."""
    ours, theirs = os.openpty()
    tty.setraw(theirs)  # bytes come as they were written
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with tempfile.TemporaryFile() as other:
        child = subprocess.Popen(
            [sys.executable, "-m", "cpx", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=theirs if "stdout" in on else other,
            stderr=theirs if "stderr" in on else other,
            env=child_environment(**{**TERMINAL, **LINKLESS, **env}),
        )
        os.close(theirs)
        screen = _read(ours)
        code = child.wait(SECONDS)
        other.seek(0)
        return Shown(code, screen.decode("utf-8"), other.read().decode("utf-8"))


def _read(ours: int) -> bytes:
    found = b""
    with contextlib.suppress(OSError):  # the other end is closed
        while chunk := os.read(ours, 65536):
            found += chunk
    os.close(ours)
    return found


def squeeze(text: str) -> str:
    """Give a text without its white space: what stays the same however lines are folded."""
    return "".join(text.split())


def press_when_asked(command: Sequence[str], keys: str, question: str) -> str:
    """Run cpx on a terminal and press each key when the question stands there once more; it must end well. Give all that was shown."""
    ours, theirs = os.openpty()
    run = [sys.executable, "-m", "cpx", *command]
    settings = child_environment(TERM="xterm-256color")
    child = subprocess.Popen(run, stdin=theirs, stdout=theirs, stderr=theirs, env=settings, start_new_session=True)
    os.close(theirs)
    try:
        screen = _press(ours, keys, question)
        assert child.wait(SECONDS) == 0
    finally:
        child.kill()
        child.wait()
        os.close(ours)
    return screen


def _press(ours: int, keys: str, question: str) -> str:
    screen, pressed, ends = "", 0, time.monotonic() + SECONDS / 4
    while time.monotonic() < ends:
        if screen.count(question) > pressed:
            os.write(ours, (keys + "q" * 9)[pressed].encode())
            pressed += 1
        ready, _, _ = select.select([ours], [], [], 0.05)
        try:
            chunk = os.read(ours, 65536) if ready else b"-"
        except OSError:  # the other end is closed
            return screen
        if not chunk:
            return screen
        screen += chunk.decode("utf-8", "replace") if ready else ""
    return screen
