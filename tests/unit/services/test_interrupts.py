"""Processes that are killed, that write at once, and disks that are full: the file stays sound and the same command goes on."""
# ruff: noqa: S608 - names from the code

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from platform import node
from typing import Any

import pytest
from catalogue_tools import execute, record, rows, save, saving, troubles, works_of, write_lines
from running import child_environment, run_process

from cpx.errors import CatalogueUnusable
from cpx.services.ingest import ingest
from cpx.store.catalogue import CatalogueFile

pytestmark = [pytest.mark.soak, pytest.mark.unmeasured]
SOAK = os.environ.get("CPX_HYPOTHESIS_PROFILE") == "soak"
LINES, WRITERS = (2_000, 8) if SOAK else (200, 5)
BATCH = LINES // 4
KILLED = -signal.SIGKILL
_INGEST = """
import os, signal, sys
from cpx.services import found, ingester
from cpx.services.ingest import ingest
from cpx.store.catalogue import CatalogueFile

path, lines, place, number, batch = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]), int(sys.argv[5])
seen = 0

def die_at(real):
    def wrapper(*args, **kwargs):
        global seen
        seen += 1
        if seen == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **kwargs)
    return wrapper

if place == "within a batch":
    found.write_assignments = die_at(found.write_assignments)
elif place == "between batches":
    CatalogueFile.batch = die_at(CatalogueFile.batch)
elif place == "while reading":
    ingester.prepare = die_at(ingester.prepare)
ingester.BATCH_SECONDS, ingester.BATCH_RECORDS = 600, batch
with CatalogueFile(__import__("pathlib").Path(path), writable=True) as file:
    print("begun", flush=True)
    ingest(file, [lines])
"""
_DUMP = (
    "SELECT key, title, year, abstract, other FROM works ORDER BY key",
    """SELECT key, c.concept, e.start, e.end, e.rule FROM works w JOIN assignments c ON c.work = w.id
    JOIN evidence e ON e.assignment = c.id ORDER BY key, concept, position""",
    """SELECT w.key, s.content, s.role FROM works w JOIN work_texts t ON t.work = w.id
    JOIN statements s ON s.text = t.text ORDER BY key, s.start""",
    "SELECT key FROM work_keys ORDER BY key",
    "SELECT family, given, position FROM work_contributors JOIN contributors c ON c.id = contributor ORDER BY work, position",
)


def dump(path: Path) -> list[Any]:
    """Give all that is in a catalogue but row numbers and times."""
    return [rows(path, query) for query in _DUMP]


def start(code: str, *arguments: object) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(words, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> int:
    _, errors = process.communicate(timeout=180)
    assert process.returncode in (0, KILLED), errors
    return process.returncode


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give many records."""
    text = "Nurses were asked in interviews. Managers should plan for time."
    return write_lines(tmp_path_factory.mktemp("lines") / "in.jsonl", LINES, text=text)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, lines: Path) -> list[Any]:
    """Give what an ingest that nobody stopped leaves."""
    path = tmp_path_factory.mktemp("whole") / "catalogue.db"
    with CatalogueFile(path, writable=True) as file:
        ingest(file, [str(lines)])
    return dump(path)


@pytest.mark.parametrize(
    ("place", "number", "saved"),
    [
        ("within a batch", 1, 0),
        ("within a batch", BATCH + BATCH // 2, BATCH),
        ("within a batch", LINES, 3 * BATCH),
        ("while reading", BATCH - 1, 0),
        ("while reading", 3 * BATCH + 1, 3 * BATCH),
        ("between batches", 4, BATCH),
    ],
)
def test_killed_ingest_goes_on_to_the_same_end(path: Path, lines: Path, whole: list[Any], place: str, number: int, saved: int) -> None:
    assert finish(start(_INGEST, path, lines, place, number, BATCH)) == KILLED
    with CatalogueFile(path) as file, file.reading() as connection:
        assert connection.execute("SELECT count(*) FROM works").fetchone() == (saved,)
    assert troubles(path) == []
    assert rows(path, "SELECT state FROM runs") == ["open"]
    with CatalogueFile(path, writable=True) as file:
        assert ingest(file, [str(lines)]).totals["unchanged"] == saved
    assert dump(path) == whole
    assert rows(path, "SELECT state, ended_at IS NOT NULL FROM runs") == [("interrupted", 1), ("done", 1)]
    assert troubles(path) == []


def test_ingest_killed_at_any_moment_leaves_a_sound_file(path: Path, lines: Path) -> None:
    seen = set()
    for attempt in range(6):
        process = start(_INGEST, path, lines, "nowhere", 0, BATCH // 10)
        assert process.stdout
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.1 * attempt)
        process.kill()
        if finish(process) == 0:
            break
        assert troubles(path) == []
        seen.add(len(works_of(path)))
    assert len(seen) >= 1


def _leave_hot_journal(path: Path) -> None:
    """Leave what a process does that dies in the middle of writing its pages."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE works SET publisher = 'half'")
        numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 3000)"
        connection.execute(f"CREATE TABLE filler AS {numbers} SELECT i, hex(randomblob(300)) FROM n")
        half, journal = path.read_bytes(), path.with_name(path.name + "-journal").read_bytes()
        connection.execute("ROLLBACK")
    path.write_bytes(half)
    path.with_name(path.name + "-journal").write_bytes(journal)


@pytest.mark.parametrize("writable", [False, True])
def test_reading_works_after_a_kill_that_left_a_hot_journal(path: Path, writable: bool) -> None:
    save(path, record("Sharing power"), record("Codesign"))
    _leave_hot_journal(path)
    with pytest.raises(sqlite3.OperationalError) as caught, closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("SELECT * FROM works").fetchall()
    assert caught.value.sqlite_errorname == "SQLITE_READONLY_ROLLBACK"
    with CatalogueFile(path, writable=writable) as file, file.reading() as connection:
        assert connection.execute("SELECT DISTINCT publisher, (SELECT count(*) FROM works) FROM works").fetchall() == [(None, 2)]
    assert troubles(path) == []
    assert not path.with_name(path.name + "-journal").exists()


@pytest.mark.parametrize("same", [False, True], ids=["each its own", "all the same"])
def test_writers_at_once_lose_nothing(path: Path, tmp_path: Path, same: bool) -> None:
    inputs = [write_lines(tmp_path / f"{n}.jsonl", 25, start=0 if same else 25 * n) for n in range(WRITERS)]
    for process in [start(_INGEST, path, one, "nowhere", 0, 10) for one in inputs]:
        assert finish(process) == 0
    assert len(works_of(path)) == (25 if same else 25 * WRITERS)
    assert rows(path, "SELECT count(*), count(DISTINCT sha256) FROM records") == [(25, 25) if same else (25 * WRITERS, 25 * WRITERS)]
    assert rows(path, "SELECT state, count(*) FROM runs GROUP BY state") == [("done", WRITERS)]
    assert troubles(path) == []


@pytest.mark.parametrize(
    ("process", "state"),
    [
        ("{host}:99999999", "interrupted"),
        ("{host}:1", "open"),
        ("another-machine:99999999", "open"),
        ("{host}:{own}", "interrupted"),
        ("", "open"),
        ("{host}:no number", "open"),
    ],
)
def test_open_runs_of_processes_that_are_gone_are_marked(path: Path, process: str, state: str) -> None:
    save(path, record())
    named = process.format(host=node(), own=os.getpid())
    execute(path, f"UPDATE runs SET state = 'open', ended_at = NULL, process = '{named}', started_at = '2020-01-01T00:00:00Z'")
    save(path, record("Another"))
    assert rows(path, "SELECT state FROM runs ORDER BY id") == [state, "done"]


def test_a_run_at_work_in_this_process_is_let_be(path: Path) -> None:
    with saving(path):
        execute_in_between = rows(path, "SELECT state FROM runs")
        save(path, record())
        assert execute_in_between == ["open"]
        assert rows(path, "SELECT state FROM runs ORDER BY id") == ["open", "done"]
    assert rows(path, "SELECT state FROM runs ORDER BY id") == ["done", "done"]


def test_a_full_disk_is_one_clear_error_and_what_was_saved_is_whole(path: Path, lines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.services.ingester.BATCH_RECORDS", 20)
    save(path, record("Saved before"))
    with CatalogueFile(path, writable=True) as file:
        pages = file.connection.execute("PRAGMA page_count").fetchone()[0]
        file.connection.execute(f"PRAGMA max_page_count = {pages + 60}")
        with pytest.raises(
            CatalogueUnusable, match="could not be written: database or disk is full; what was saved before is safe"
        ) as caught:
            ingest(file, [str(lines)])
        assert caught.value.exit_code == 6
        assert not file.connection.in_transaction
    count = len(works_of(path))
    assert 20 < count < LINES
    assert count % 20 == 1
    assert troubles(path) == []
    with CatalogueFile(path, writable=True) as file:
        assert ingest(file, [str(lines)]).totals["unchanged"] == count - 1


def test_a_disk_that_fills_up_while_a_command_writes(path: Path, lines: Path) -> None:
    save(path, record("Saved before"))
    limit = path.stat().st_size + 60_000
    done = subprocess.run(
        [sys.executable, "-m", "cpx", "--db", str(path), "ingest", str(lines), "--json"],
        env=child_environment(),
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        check=False,
        timeout=120,
    )
    assert done.returncode == 6, done.stderr
    error = json.loads(done.stderr.strip().split("\n")[-1])["error"]
    assert error["code"] == "catalogue"
    assert "make room" in error["hint"]
    assert "Traceback" not in done.stderr
    assert troubles(path) == []
    assert len(works_of(path)) >= 1
    again = run_process("--db", str(path), "ingest", str(lines), "--json")
    assert again.code == 0
    assert len(works_of(path)) == LINES + 1


def test_ctrl_c_ends_a_command_with_its_own_code(path: Path, lines: Path) -> None:
    save(path, record("Saved before"))
    words = [sys.executable, "-m", "cpx", "--db", str(path), "ingest", str(lines)]
    process = subprocess.Popen(words, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while rows(path, "SELECT count(*) FROM run_files") == [0] and time.monotonic() < deadline:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Traceback" not in errors
    assert "interrupted" in errors
    assert rows(path, "SELECT state FROM runs WHERE command = 'ingest'") == ["interrupted"]
    assert troubles(path) == []
