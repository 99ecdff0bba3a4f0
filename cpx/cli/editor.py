"""A person's own editor, opened on a file that is kept until all went well."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

import typer

from cpx.cli.render import say
from cpx.cli.state import State
from cpx.errors import BadUsage, CpxError

DEFAULTS = ("sensible-editor", "nano", "vim", "vi", "notepad")
"""Taken where neither $VISUAL nor $EDITOR says which: the first that is there."""


def need_terminal(instead: str) -> None:
    """Refuse to open an editor where nobody could type; ``instead`` is what to give then."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadUsage("no terminal to open an editor on", instead)


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """Give the words that start the editor; raises BadUsage where there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if named and named.strip():
        return shlex.split(named, posix=os.name != "nt")
    found = next((path for name in DEFAULTS if (path := shutil.which(name))), None)
    if found is None:
        raise BadUsage("no editor found", "name yours: export EDITOR=nano")
    return [found]


def write_draft(content: str, name: str) -> Path:
    """Write what is to be edited into a file of its own that only its owner reads."""
    number, path = tempfile.mkstemp(prefix="cpx-", suffix=f"-{name}")
    with os.fdopen(number, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(content)
    return Path(path)


def open_editor(draft: Path) -> str:
    """Have a person edit a file; give its content after. Raises CpxError, and the file stays, where the editor fails."""
    command = editor_command(os.environ)
    try:
        code = subprocess.run([*command, str(draft)], check=False).returncode  # noqa: S603 - the person's own command
    except OSError as error:
        raise BadUsage(
            f"the editor {command[0]!r} cannot be started: {(error.strerror or '').lower()}", "name another: export EDITOR=nano"
        ) from error
    if code:
        raise CpxError(f"the editor ended with {code}: nothing was changed", f"what you wrote is kept in {draft}")
    return draft.read_bytes().decode("utf-8", "replace")


def wants_again() -> bool:
    """Ask whether to open the file again; Ctrl-C and Ctrl-D say no."""
    try:
        return typer.confirm("Open it again?", default=True, err=True)
    except typer.Abort:
        say("", State())
        return False
