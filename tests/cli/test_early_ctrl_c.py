"""Ctrl-C while the program still starts: it ends quietly, as any program does."""

import signal
import subprocess
import sys

import pytest
from running import SECONDS, child_environment

STOPS = """
import os, signal, sys
class Stop:
    def find_spec(self, name, path=None, target=None):
        if name == "cpx.cli.app":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stop())
from cpx.__main__ import main
sys.argv = ["cpx", "--version"]
sys.exit(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_ctrl_c_at_the_start_is_quiet() -> None:
    done = subprocess.run([sys.executable, "-c", STOPS], capture_output=True, timeout=SECONDS, env=child_environment(), check=False)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGINT, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals there")
def test_ctrl_c_that_was_to_be_ignored_still_is() -> None:
    code = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\n{STOPS}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=SECONDS, env=child_environment(), check=False)
    assert (done.returncode, done.stdout[:4]) == (0, b"cpx ")
