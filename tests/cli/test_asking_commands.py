"""``add doi`` and ``enrich`` as commands: what they say, when they ask, and what is left when they are stopped."""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import record, rows, save, troubles, works_of
from crossref_server import CrossrefServer
from running import Ran, child_environment

import cpx
from cpx.cli.asking import summary
from cpx.cli.progress import say_counts, say_seconds
from cpx.domain.asked import DoiOutcome, DoiResult
from cpx.domain.record import Name, Record

Run = Callable[..., Ran]
ONE, TWO, GONE = "10.1186/s12961-024-01130-w", "10.1186/s43058-022-00385-0", "10.5555/gone"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the place of the catalogue."""
    monkeypatch.setenv("CPX_DB", str(tmp_path / "catalogue.db"))
    return tmp_path / "catalogue.db"


@pytest.fixture(autouse=True)
def registry(crossref: CrossrefServer, monkeypatch: pytest.MonkeyPatch) -> CrossrefServer:
    """Give the server that is asked."""
    for name in ("CROSSREF", "DOI", "DATACITE"):
        monkeypatch.setenv(f"CPX_{name}_URL", crossref.url)
    return crossref


def wait(path: Path, *dois: str) -> None:
    save(path, *(Record(source="doi", source_id=doi, doi=doi) for doi in dois))


@pytest.mark.usefixtures("path")
def test_add_doi_of_many_ends_with_a_line_that_counts(run_cpx: Run) -> None:
    done = run_cpx("add", "doi", "-", "--json", stdin=f"# mine\n{ONE}\n\nhttps://doi.org/{TWO}\n{GONE}\n")
    assert done.code == 5
    assert [(row["doi"], row["outcome"], row["kind"]) for row in done.json] == [
        (ONE, "added", None),
        (TWO, "added", None),
        (GONE, "refused", "not_found"),
    ]
    assert re.search(r"^3 DOIs: 2 added, 1 failed \(1 not found\) in [\d.]+ s$", done.stderr, re.MULTILINE)
    assert "DOI" not in run_cpx("add", "doi", ONE, "--json").stderr, "one needs no counting"


@pytest.mark.parametrize(("doi", "code", "kind"), [(GONE, 3, "not_found"), (ONE, 4, "blocked")])
def test_json_error_says_the_kind(doi: str, code: int, kind: str, registry: CrossrefServer, run_cpx: Run) -> None:
    registry.modes[ONE] = "403"
    done = run_cpx("add", "doi", doi, "--json")
    assert (done.code, done.error["kind"], done.json[0]["kind"]) == (code, kind, kind)


@pytest.mark.parametrize("words", [("add", "doi", ONE, TWO), ("enrich",), ("enrich", "--all"), ("enrich", ONE, TWO)], ids=" ".join)
def test_dry_run_prints_the_calls_and_does_nothing(words: tuple[str, ...], path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    wait(path, ONE, TWO)
    before = path.read_bytes()
    done = run_cpx(*words, "--dry-run", "--json")
    assert done.code == 0, done.stderr
    assert [row["dois"] for row in done.json] == [2]
    assert all(doi in done.json[0]["url"] for doi in (ONE, TWO))
    assert "1 call for 2 DOIs; nothing was asked or changed" in done.stderr
    assert registry.requests == []
    assert path.read_bytes() == before
    shown = run_cpx(*words, "--dry-run", tty=True)
    assert registry.url in shown.stdout


def test_dry_run_makes_no_catalogue(path: Path, run_cpx: Run) -> None:
    assert run_cpx("add", "doi", ONE, "--dry-run").code == 0
    assert not path.exists()
    assert run_cpx("enrich", "--dry-run").code == 3


@pytest.mark.usefixtures("path")
def test_dry_run_names_what_is_no_doi(run_cpx: Run) -> None:
    done = run_cpx("add", "doi", ONE, "junk", "--dry-run", "--json")
    assert len(done.json) == 1
    assert "no DOI, and refused: 'junk'" in done.stderr
    assert "and 2 more" in run_cpx("add", "doi", *"abcdefg", "--dry-run").stderr


@pytest.mark.parametrize("words", [("add", "doi", ONE), ("enrich",)], ids=" ".join)
def test_unknown_fields_are_refused_before_anything_is_asked(
    words: tuple[str, ...], path: Path, registry: CrossrefServer, run_cpx: Run
) -> None:
    wait(path, TWO)
    done = run_cpx(*words, "--fields", "nosuch")
    assert (done.code, registry.requests) == (2, [])
    assert "nosuch" in done.stderr


@pytest.mark.parametrize(("words", "told"), [((), True), (("--keep",), False)])
@pytest.mark.usefixtures("path")
def test_keep_is_no_hint_for_who_keeps(words: tuple[str, ...], told: bool, run_cpx: Run) -> None:
    done = run_cpx("add", "doi", GONE, *words)
    assert done.code == 3
    assert ("with: --keep" in done.stderr) is told


def test_dry_run_counts_the_searches_for_missing_dois(path: Path, run_cpx: Run) -> None:
    save(path, record("Sharing power in wards"))
    assert "then 1 search for DOIs" in run_cpx("enrich", "--dry-run").stderr
    assert "search" not in run_cpx("enrich", "--dry-run", "--no-find").stderr


def test_enrich_asks_for_a_mail_address_once(path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    wait(path, ONE, GONE)
    monkeypatch.delenv("CPX_MAILTO")
    note = "cpx config mailto you@example.org"
    assert note not in run_cpx("enrich", "--dry-run").stderr
    assert note not in run_cpx("enrich", GONE, "--quiet").stderr
    assert note in run_cpx("enrich", GONE).stderr
    assert note not in run_cpx("enrich", ONE).stderr


def test_mail_address_that_is_set_is_said_and_not_asked_for(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    wait(path, ONE)
    assert "config mailto" not in run_cpx("enrich").stderr
    assert "mailto:tester@example.org" in registry.requests[0]["agent"]


def test_mail_address_of_the_settings_is_said(path: Path, registry: CrossrefServer, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CPX_MAILTO")
    wait(path, ONE)
    run_cpx("config", "mailto", "ada@example.org")
    assert "config mailto" not in run_cpx("enrich").stderr
    assert "mailto:ada@example.org" in registry.requests[0]["agent"]


def test_enrich_says_what_it_did_and_what_it_left(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    wait(path, ONE, GONE)
    first = run_cpx("enrich", "--json")
    assert first.code == 5
    assert "2 DOIs: 1 completed, 1 failed (1 not found) in" in first.stderr
    asked = len(registry.requests)
    again = run_cpx("enrich", "--json")
    assert (again.code, again.json, len(registry.requests)) == (0, [], asked)
    assert "nothing to ask" in again.stderr
    assert "1 with a DOI that no registry knew lately" in again.stderr
    assert [work.status for work in works_of(path)] == ["complete", "waiting"]


def test_list_of_dois_is_taken_in_and_completed(path: Path, tmp_path: Path, run_cpx: Run) -> None:
    (tmp_path / "dois.txt").write_text(f"# to read\n{ONE}\nhttps://doi.org/{TWO}\n", encoding="utf-8")
    assert run_cpx("ingest", str(tmp_path / "dois.txt"), "--json").json["totals"]["added"] == 2
    assert [row["outcome"] for row in run_cpx("enrich", "--json").json] == ["completed"] * 2
    assert [work.status for work in works_of(path)] == ["complete"] * 2


def test_enrich_looks_for_missing_dois_unless_told_not_to(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    title = str(registry.works[TWO]["title"][0]).replace("&#x2013;", "\u2013")
    people = tuple(Name(one["family"], one["given"]) for one in registry.works[TWO]["author"])
    save(
        path, record(title, authors=people, issued="2023", container_title="Implementation Science Communications", type="article-journal")
    )
    assert run_cpx("enrich", "--no-find", "--json").json == []
    done = run_cpx("enrich", "--json")
    assert [(row["doi"], row["outcome"]) for row in done.json] == [(TWO, "found")]
    assert works_of(path)[0].doi == TWO


def test_enrich_looks_for_nothing_where_nobody_answers(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    wait(path, ONE)
    save(path, record("Sharing power in wards"))
    registry.mode = "403"
    assert [row["doi"] for row in run_cpx("enrich", "--json").json] == [ONE]


def test_searches_stop_where_nobody_answers(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    save(path, *(record(f"Sharing power in ward {number} of the north") for number in range(6)))
    registry.mode = "403"
    done = run_cpx("enrich", "--json")
    assert (done.code, done.error["kind"], [row["kind"] for row in done.json]) == (4, "blocked", ["blocked"] * 6)
    assert len(registry.requests) == 2


@pytest.mark.parametrize(
    "words",
    [
        ("--review", "--dry-run"),
        ("--accept", ONE, "--refuse", ONE, "x"),
        (ONE, "--all"),
        ("--accept", ONE),
        (ONE, TWO, "--review"),
        ("--older-than", "-1"),
        ("--older-than", "soon"),
    ],
    ids=" ".join,
)
def test_enrich_refuses_words_that_do_not_go_together(words: tuple[str, ...], path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    wait(path, ONE)
    assert run_cpx("enrich", *words).code == 2
    assert registry.requests == []


def test_enrich_review_and_refuse_need_a_proposal(path: Path, run_cpx: Run) -> None:
    save(path, record("Sharing power in wards"))
    assert run_cpx("enrich", "--review", "--json").json == []
    assert run_cpx("enrich", "anonndsharing", "--refuse", ONE).code == 3
    assert run_cpx("enrich", "anonndsharing", "--accept", ONE).code == 3


@pytest.mark.usefixtures("path")
def test_results_are_drawn_on_a_terminal(run_cpx: Run) -> None:
    done = run_cpx("add", "doi", ONE, GONE, "--no-color", tty=True)
    assert done.code == 5
    assert re.search(rf"added .*{ONE}", done.stdout)
    assert re.search(rf"refused .*{GONE}", done.stdout)
    assert f"Crossref knows no DOI {GONE}" in done.stdout


def test_progress_says_how_many_of_how_many(path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.cli.progress.PATIENCE", -1.0)
    wait(path, ONE, TWO)
    assert "2/2 DOIs" in run_cpx("enrich", tty=True).stderr


@pytest.mark.parametrize(
    ("done", "total", "speed", "said"),
    [
        (7, None, None, "7 DOIs"),
        (0, 1200, None, "0/1,200 DOIs"),
        (600, 1200, 50.0, "600/1,200 DOIs, 50/s, 12 s left"),
        (1, 100, 0.05, "1/100 DOIs, 3/min, 33 min 0 s left"),
        (9, 10_000, 1.0, "9/10,000 DOIs, 1/s, 2 h 46 min left"),
        (10, 10, 5.0, "10/10 DOIs, 5/s"),
    ],
)
def test_say_counts(done: float, total: float | None, speed: float | None, said: str) -> None:
    assert say_counts(done, total, speed, "DOIs") == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.04, "0.0 s"), (9.94, "9.9 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")]
)
def test_say_seconds(seconds: float, said: str) -> None:
    assert say_seconds(seconds) == said


def result(outcome: DoiOutcome, kind: str | None = None, doi: str = ONE) -> DoiResult:
    return DoiResult(doi=doi, outcome=outcome, error=kind and "remote", kind=kind)


def test_summary_counts_what_went_well_and_what_failed() -> None:
    fine = [result(DoiOutcome.COMPLETED)] * 1800 + [result(DoiOutcome.KNOWN)] * 12
    failed = [result(DoiOutcome.WAITING, "rate_limited")] * 3 + [result(DoiOutcome.KNOWN, "not_found")] * 5
    assert summary(fine + failed, 12) == "1,820 DOIs: 1,800 completed, 12 known, 8 failed (5 not found, 3 rate limited) in 12 s"
    assert summary([result(DoiOutcome.NONE, doi="")], 1) == "1 work: 1 without a DOI that fits in 1.0 s"
    assert summary([DoiResult(doi="x", outcome=DoiOutcome.REFUSED, error="usage")] * 2, 0) == "2 DOIs: 2 failed (2 usage) in 0.0 s"


def test_enrich_of_a_catalogue_as_an_object(path: Path) -> None:
    wait(path, ONE, TWO)
    with cpx.open(path, writable=True) as catalogue:
        assert [row["outcome"] for row in catalogue.enrich(ONE)] == ["completed"]
        assert [row.doi for row in catalogue.enrich()] == [TWO]
        assert [row.outcome for row in catalogue.enrich(older_than=0)] == ["known", "known"]


def test_ctrl_c_keeps_what_came_and_the_same_command_goes_on(path: Path, registry: CrossrefServer, run_cpx: Run) -> None:
    quick = ["10.5555/a,1", "10.5555/a,2"]
    registry.works |= {doi: {"DOI": doi, "type": "report", "title": [f"A study of {doi}"]} for doi in quick}
    registry.list_mode = "slow"
    wait(path, ONE, TWO, *quick)
    words = [sys.executable, "-m", "cpx", "enrich", "--json"]
    with subprocess.Popen(words, env=child_environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        until = time.monotonic() + 60
        while len(rows(path, "SELECT id FROM works WHERE status = 'complete'")) < 2 and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    assert (process.returncode, out) == (130, "")
    assert "goes on from there" in errors
    assert "Traceback" not in errors
    assert troubles(path) == []
    registry.list_mode = None
    registry.requests.clear()
    assert sorted(row["doi"] for row in run_cpx("enrich", "--json").json) == [ONE, TWO]
    assert registry.count("/works?") == 1
