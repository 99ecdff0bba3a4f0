"""The process's own streams: made fit before a command runs, let go where nobody reads them."""

import io
import os
import sys


def ready_streams() -> None:
    """Write UTF-8 into pipes and files, and to a terminal what it can show; a stream that is closed leads nowhere."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "r" if name == "stdin" else "w", encoding="utf-8"))  # noqa: PTH123, SIM115 - open to the end
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")


def drop_unwritten() -> None:
    """Let go of output that cannot be written, so that its failure is not told again at the end of the process."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - what is still to be flushed goes nowhere
