"""Long output on a terminal goes through a pager, as git does: ``$CPX_PAGER``, ``cpx config pager``, ``$PAGER``, else ``less``."""

import io
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import PurePath

from cpx.cli.state import State
from cpx.errors import CpxError

NONE = ("", "cat")
_LINK = re.compile("\x1b]8;[^\x1b]*\x1b\\\\")
"""Codes of links: pagers print them as rubbish, or swallow the text."""


class _Held(io.StringIO):
    """What is drawn, held back; for those who draw it is the terminal that it is meant for."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@contextmanager
def paged(state: State, say: Callable[[str, State], None]) -> Iterator[None]:
    """Hold back what the block writes on a terminal; where it is longer than the screen, hand it to the pager, and say what failed."""
    if state.no_pager or not (sys.stdout.isatty() and sys.stdin.isatty()):
        yield
        return
    held = _Held()
    with redirect_stdout(held):
        yield
    text = held.getvalue()
    if text.count("\n") < shutil.get_terminal_size().lines or not _show(_LINK.sub("", text), state, say):
        sys.stdout.write(text)


def pager_command(environ: Mapping[str, str]) -> list[str]:
    """Give the words that start the pager, none where none is wanted or there."""
    named = environ.get("CPX_PAGER")
    if named is None:
        named = _set_pager() or environ.get("PAGER")
    if named is None:
        named = next(filter(shutil.which, ("less", "more")), "")
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError:  # a quotation mark that is not closed
        words = [named]
    return [] if not words or words[0] in NONE or environ.get("TERM") == "dumb" else words


def _set_pager() -> str | None:
    from cpx.services.settings import read_setting  # only a long output needs it

    with suppress(CpxError):  # settings that cannot be read must not cost what was found
        return read_setting("pager")
    return None


def _show(text: str, state: State, say: Callable[[str, State], None]) -> bool:
    """Show a text in the pager; tell whether that could be started."""
    words = pager_command(os.environ)
    if not words:
        return False
    is_less = PurePath(words[0]).stem == "less"
    try:
        pager = subprocess.Popen(  # noqa: S603 - the person's own command, no shell
            [*words, *(["-R"] if is_less else [])],
            stdin=subprocess.PIPE,
            env={"LESS": "FRX", "LV": "-c", **os.environ},
            encoding=sys.stdout.encoding or "utf-8",
            errors="backslashreplace",
        )
    except OSError as error:
        say(f"the pager {words[0]!r} cannot be started: {(error.strerror or '').lower()}; name another: cpx config pager less", state)
        return False
    _feed(pager, text)
    return True


def _feed(pager: "subprocess.Popen[str]", text: str) -> None:
    """Give the pager its text and wait for its end. Ctrl-C is the pager's own meanwhile; it may also end before it read all."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with suppress(OSError):
            pager.communicate(text)
        pager.wait()
    finally:
        signal.signal(signal.SIGINT, before)
