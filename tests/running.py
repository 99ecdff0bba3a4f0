"""Run cpx for a test: in this process (fast), or in one of its own (real streams, real exit code)."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

GUARD = Path(__file__).resolve().parent / "guard"
SECONDS = 120
"""Longest that a command under test may take."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command gave."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the command printed
        """Read stdout as JSON."""
        return json.loads(self.stdout)

    @property
    def lines(self) -> list[Any]:
        """Read stdout as JSON lines."""
        return [json.loads(line) for line in self.stdout.split("\n") if line]

    @property
    def error(self) -> Any:  # noqa: ANN401 - an error object of the contract
        """Read the error object that ends stderr."""
        return json.loads(self.stderr.rstrip("\n").split("\n")[-1])["error"]


class _Stream(io.TextIOWrapper):
    """A stream in memory that may pass for a terminal."""

    def __init__(self, content: bytes = b"", *, tty: bool = False) -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="", write_through=True)
        self._tty = tty

    def isatty(self) -> bool:
        return self._tty

    def text(self) -> str:
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined,no-any-return] # ours is a BytesIO


def run_here(*arguments: str, stdin: str | bytes = b"", tty: bool = False) -> Ran:
    """Run a command line in this process; ``tty`` makes stdout and stderr pass for a terminal."""
    from cpx.cli.app import run

    out, err = _Stream(tty=tty), _Stream(tty=tty)
    with ExitStack() as stack:
        stack.enter_context(redirect_stdout(out))
        stack.enter_context(redirect_stderr(err))
        stack.enter_context(mock.patch.object(sys, "stdin", _Stream(stdin.encode() if isinstance(stdin, str) else stdin)))
        code = run([str(word) for word in arguments])
    return Ran(code, out.text(), err.text())


def child_environment(**changes: str | None) -> dict[str, str]:
    """Give the environment for a child process: this one's, the network closed, UTF-8 streams, and changes (None takes a name out)."""
    path = os.pathsep.join(filter(None, (str(GUARD), os.environ.get("PYTHONPATH"))))
    wanted = {**os.environ, "PYTHONPATH": path, "PYTHONUTF8": "1", **changes}
    return {name: value for name, value in wanted.items() if value is not None}


def run_python(
    arguments: Sequence[str],
    *,
    stdin: str = "",
    cwd: Path | None = None,
    env: Mapping[str, str | None] | None = None,
    timeout: float = SECONDS,
) -> Ran:
    """Run this Python with arguments in a process of its own."""
    done = subprocess.run(
        [sys.executable, *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=child_environment(**(env or {})),
        timeout=timeout,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def run_process(*arguments: str, stdin: str = "", cwd: Path | None = None, env: Mapping[str, str | None] | None = None) -> Ran:
    """Run a command line in a process of its own."""
    return run_python(["-m", "cpx", *(str(word) for word in arguments)], stdin=stdin, cwd=cwd, env=env)
