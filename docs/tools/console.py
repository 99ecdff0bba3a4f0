"""Run the commands that a page shows, and compare what they print with what the page says they print.

A block fenced as ``console`` holds commands (``$ cpx ...``, further lines after ``> ``), each followed by its output. A line
``...`` stands for any lines. ``console exit=3`` lets a command of the block end with 3. Each page runs in a folder of its
own, like a fresh clone: ``seeds/`` and ``catalogue.db`` are there. Commands run on a terminal of 80 columns, as for a
person; what they pipe on is piped. Points in time are not compared, and the folder is called ``~/evidence``. A ``python`` block
that begins with ``import cpx`` runs there too, and must end well. ``<!-- runs with NAME=value -->`` adds to the environment.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLUMNS, ROWS = 80, 50
SECONDS = 60
"""Longest that one command may take."""
FOLDER = "~/evidence"
ANY = "..."

_FENCE = re.compile(r"^```console(?: exit=(?P<exit>\d+))?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_PROGRAM = re.compile(r"^```python\n(?P<body>import cpx\n.*?)^```$", re.MULTILINE | re.DOTALL)
_WITH = re.compile(r"^<!-- runs with (\w+)=(\w+) -->$", re.MULTILINE)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00)?")
_ESCAPES = re.compile(r"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07\x1b]*(\x07|\x1b\\))")


@dataclass(slots=True)
class Step:
    """One command of a page: its words, the output shown, and the exit codes that are right."""

    command: str
    shown: list[str] = field(default_factory=list)
    codes: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Difference:
    """A command whose real output is not what the page shows."""

    command: str
    shown: list[str]
    real: list[str]
    code: int

    def __str__(self) -> str:
        """Give both outputs, for a person."""
        return "\n".join(
            [f"$ {self.command}   (exit {self.code})", *(f"- {line}" for line in self.shown), *(f"+ {line}" for line in self.real)]
        )


def check(page: str, catalogue: Path, extra: Mapping[str, str] | None = None) -> list[Difference]:
    """Run a page's commands; give those that print something else than shown, or end with a wrong code."""
    extra = {**dict(_WITH.findall(page)), **(extra or {})}
    with _fresh_folder(catalogue) as folder:
        found = []
        for block in _FENCE.finditer(page):
            for step in read_steps(block):
                real, code = run_command(step.command, folder, extra)
                if code not in step.codes or not is_same(step.shown, real):
                    found.append(Difference(step.command, step.shown, real, code))
        for program in _PROGRAM.finditer(page):
            command = f"python -c {shlex.quote(program['body'])}"
            real, code = run_command(command, folder, extra)
            if code:
                found.append(Difference(command, [], real, code))
        return found


def rewrite(page: str, catalogue: Path) -> str:
    """Give the page with the real output in its blocks; what a page cut with ``...`` stays cut there."""
    extra = dict(_WITH.findall(page))
    with _fresh_folder(catalogue) as folder:
        return _FENCE.sub(lambda block: _rewrite_block(block, folder, extra), page)


def _rewrite_block(block: re.Match[str], folder: Path, extra: Mapping[str, str]) -> str:
    lines = []
    for step in read_steps(block):
        real, code = run_command(step.command, folder, extra)
        if code not in step.codes:
            raise SystemExit(f"$ {step.command}\nended with {code}:\n" + "\n".join(real))
        first, *others = step.command.split("\n")
        lines += [
            f"$ {first}",
            *(f"> {line}" for line in others),
            *(step.shown if is_same(step.shown, real) else cut_like(step.shown, real)),
        ]
    opening = block[0].split("\n", 1)[0]
    return "\n".join([opening, *lines, "```"])


def read_steps(block: re.Match[str]) -> Iterator[Step]:
    """Give the commands of a block in order."""
    codes = (0, int(block["exit"])) if block["exit"] else (0,)
    step = None
    for line in block["body"].splitlines():
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(line[2:], codes=codes)
        elif step is None:
            raise SystemExit(f"a console block must begin with a command, not with: {line}")
        elif line.startswith("> ") and not step.shown:
            step.command += "\n" + line[2:]
        else:
            step.shown.append(line.rstrip())
    if step:
        yield step


def is_same(shown: list[str], real: list[str]) -> bool:
    """Tell whether the output is as shown, points in time apart; ``...`` stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line == ANY else re.escape(_TIME.sub("<time>", line)) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(_TIME.sub("<time>", line) + "\n" for line in real)) is not None


def cut_like(shown: list[str], real: list[str]) -> list[str]:
    """Cut an output where the page had cut the old one: as many lines before the first ``...`` and after the last."""
    if ANY not in shown:
        return real
    before, after = shown.index(ANY), shown[::-1].index(ANY)
    return real if before + after >= len(real) else [*real[:before], ANY, *real[len(real) - after :]]


@contextmanager
def _fresh_folder(catalogue: Path) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve() / "evidence"
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        shutil.copyfile(catalogue, folder / "catalogue.db")
        yield folder


def run_command(command: str, folder: Path, extra: Mapping[str, str] | None = None) -> tuple[list[str], int]:
    """Run a shell command on a terminal of its own; give the lines that a person sees there, and the exit code."""
    ours, theirs = _open_terminal()
    child = subprocess.Popen(
        ["bash", "-o", "pipefail", "-c", command],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=_environment(folder, extra or {}),
        start_new_session=True,
    )
    os.close(theirs)
    try:
        text = _read_all(ours).decode("utf-8", "replace")
        code = child.wait(SECONDS)
    finally:
        child.kill()
        os.close(ours)
    text = _ESCAPES.sub("", text.replace("\r\n", "\n")).replace(str(folder), FOLDER)
    return [line.rpartition("\r")[2].rstrip() for line in text.rstrip("\n").split("\n")] if text.strip() else [], code


def _open_terminal() -> tuple[int, int]:
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    return ours, theirs


def _read_all(terminal: int) -> bytes:
    chunks = []
    while True:
        try:
            chunk = os.read(terminal, 65536)
        except OSError:  # Linux says so where the last writer has gone
            break
        if not chunk:
            break
        chunks.append(chunk)
    return b"".join(chunks)


def _environment(folder: Path, extra: Mapping[str, str]) -> dict[str, str]:
    dead = "http://127.0.0.1:9"  # nobody listens there: the pages are the same with and without a network
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "HOME": str(folder.parent),
        "TERM": "dumb",
        "COLUMNS": str(COLUMNS),
        "LANG": "C.UTF-8",
        "PYTHONUTF8": "1",
        "CPX_USER": "you",
        "CPX_SEMANTIC": "off",
        **dict.fromkeys(("CPX_CROSSREF_URL", "CPX_DOI_URL", "CPX_DATACITE_URL"), dead),
        **extra,
    }
