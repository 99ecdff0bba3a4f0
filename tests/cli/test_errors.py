"""The boundary: every error is one line and a hint on stderr, or an object, with its exit code; no trace unless it is asked for."""

import errno
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from running import Ran, run_python
from terminal import ACTING

import cpx.cli.stats
from cpx.errors import (
    BadUsage,
    CatalogueBusy,
    CatalogueUnusable,
    CpxError,
    Interrupted,
    NotFound,
    PartlyFailed,
    RemoteFailed,
)

Run = Callable[..., Ran]
KINDS = (CpxError, BadUsage, NotFound, RemoteFailed, PartlyFailed, CatalogueUnusable, CatalogueBusy, Interrupted)

pytestmark = pytest.mark.usefixtures("seeds_catalogue")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """Make ``cpx stats`` fail as told."""

    def fail_with(error: BaseException) -> None:
        def fail(_: object) -> Any:  # noqa: ANN401 - never gives anything
            raise error

        monkeypatch.setattr(cpx.cli.stats, "stats", fail)

    return fail_with


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_of_ours_is_a_line_a_hint_and_its_code(kind: type[CpxError], failing: Callable[..., None], run_cpx: Run) -> None:
    failing(kind("it\x1b[31m did\nnot work", "type\x07 this"))
    done = run_cpx("stats", "--quiet")
    assert (done.code, done.stdout) == (kind.exit_code, "")
    assert done.stderr == "cpx: it[31m did not work\n  type this\n"


@pytest.mark.parametrize("form", ["--json", "--nl"])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_error_of_ours_is_an_object(kind: type[CpxError], form: str, failing: Callable[..., None], run_cpx: Run) -> None:
    failing(kind("it did\nnot “work”"))
    done = run_cpx("stats", form)
    assert (done.code, done.stdout) == (kind.exit_code, "")
    assert json.loads(done.stderr) == {"error": {"code": kind.code, "message": "it did not “work”", "hint": ""}}


@pytest.mark.parametrize("form", ["--csv", "--tsv", "--table"])
def test_error_for_other_formats_is_for_people(form: str, run_cpx: Run) -> None:
    assert run_cpx("show", "nosuch", form).stderr.startswith("cpx: no work 'nosuch'")


@pytest.mark.parametrize(
    "error",
    [ValueError("odd \x1b]0;x\x07 \ud800 value"), KeyError("k"), RecursionError(), MemoryError(), AssertionError(), Exception("a\nb")],
)
def test_defect_is_one_line_and_a_trace_only_for_debugging(error: Exception, failing: Callable[..., None], run_cpx: Run) -> None:
    failing(error)
    done = run_cpx("stats")
    assert done.code == 1
    assert done.stderr.startswith(f"cpx: a defect in cpx: {type(error).__name__}")
    assert len(done.stderr.splitlines()) == 2
    assert not ACTING.findall(done.stderr)
    traced = run_cpx("stats", "--debug")
    assert "Traceback (most recent call last)" in traced.stderr
    assert traced.stderr.endswith(done.stderr)
    assert not ACTING.findall(traced.stderr)
    assert run_cpx("stats", "--json").error["code"] == "failed"


def test_trouble_with_a_file_is_no_defect(failing: Callable[..., None], run_cpx: Run) -> None:
    failing(OSError(errno.ENOSPC, "No space left on device", "/some/where"))
    done = run_cpx("stats")
    assert (done.code, done.stderr.splitlines()[0]) == (1, "cpx: no space left on device: /some/where")


def test_interrupt_has_its_own_code(failing: Callable[..., None], run_cpx: Run) -> None:
    failing(KeyboardInterrupt())
    done = run_cpx("stats")
    assert (done.code, done.stdout) == (130, "")
    assert done.stderr == "cpx: interrupted\n  the same command goes on from there\n"
    assert run_cpx("stats", "--json").error["code"] == "interrupted"


USAGE = [
    (("search",), "Missing argument 'query'", "cpx search --help"),
    (("search", "x", "--nosuch"), "No such option: --nosuch", "cpx search --help"),
    (("search", "x", "--limt", "3"), "--limit", "cpx search --help"),
    (("search", "x", "--limit", "many"), "'many' is not a valid int", "cpx search --help"),
    (("search", "x", "--limit"), "requires an argument", "cpx search --help"),
    (("search", "x", "--year", "soon"), "soon", ""),
    (("search", "x", "--sort", "colour"), "colour", ""),
    (("serch", "x"), "Did you mean 'search'", "cpx --help"),
    (("add",), "Missing command", "cpx add --help"),
    (("add", "doy", "x"), "Did you mean 'doi'", "cpx add --help"),
    (("add", "doi"), "Missing argument", "cpx add doi --help"),
    (("stats", "extra"), "unexpected extra argument", "cpx stats --help"),
    (("completion", "tcsh"), "no completion for 'tcsh'", "bash"),
    (("export", "--format", "docx"), "no format 'docx'", "bibtex"),
    (("vocab", "list", "nosuch"), "no scheme 'nosuch'", "method"),
    (("tag", "--stdin", "--csv"), "JSON lines", "cpx tag --stdin"),
    (("--db", "x.db", "nosuch"), "No such command 'nosuch'", "cpx --help"),
]


@pytest.mark.parametrize(("words", "message", "hint"), USAGE, ids=[" ".join(words) for words, _, _ in USAGE])
def test_usage_error_says_what_is_off_and_where_help_is(words: tuple[str, ...], message: str, hint: str, run_cpx: Run) -> None:
    done = run_cpx(*words)
    assert (done.code, done.stdout) == (2, "")
    assert message in done.stderr.splitlines()[0]
    assert hint in done.stderr.splitlines()[1]
    if "--csv" not in words:
        for form in ("--json", "--nl"):
            told = run_cpx(form, *words)
            assert (told.code, told.error["code"]) == (2, "usage")
            assert message in told.error["message"]


def test_ctrl_c_while_python_starts_or_works_leaves_no_trace(tmp_path: Path) -> None:
    """Press Ctrl-C in the middle of reading standard input, which never ends."""
    program = """
import signal, subprocess, sys, time
pipe = subprocess.PIPE
child = subprocess.Popen([sys.executable, "-m", "cpx", "tag", "--stdin"], stdin=pipe, stdout=pipe, stderr=pipe)
child.stdin.write(b'{"id": 1, "title": "Photovoice", "abstract": "We held interviews."}\\n'); child.stdin.flush()
time.sleep(float(sys.argv[1]))
child.send_signal(signal.SIGINT)
_, err = child.communicate(timeout=60)
sys.stderr.write(err.decode()); sys.exit(child.returncode)
"""
    done = run_python(["-c", program, "3"], cwd=tmp_path)
    assert done.code == 130, done.stderr
    assert done.stderr == "cpx: interrupted\n  the same command goes on from there\n"
