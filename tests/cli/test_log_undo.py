"""``cpx log`` and ``cpx undo`` as people see them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import AHO, record, rows, save, works_of, write_lines
from running import Ran
from terminal import ACTING

from cpx.errors import BadUsage, NotFound

Run = Callable[..., Ran]


@pytest.fixture
def filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a catalogue with one work, whose texts would like to steer a terminal."""
    path = tmp_path / "catalogue.db"
    save(path, record("Sharing power", authors=(AHO,), issued="2024", doi="10.5555/one", abstract="We held interviews."))
    monkeypatch.setenv("CPX_DB", str(path))
    return path


def test_log_lists_who_did_what_and_why(filled: Path, run_cpx: Run) -> None:
    run_cpx("assign", "aho2024sharing", "photovoice", "--by", "ana", "--why", "page\x1b[31m 4")
    run_cpx("edit", "aho2024sharing", "--set", "volume=4")
    shown = run_cpx("log", "--no-color", tty=True).stdout
    for word in ("assign", "ana", "aho2024sharing Photovoice", "page", "edit", "volume", "test", "cpx undo RUN"):
        assert word in shown
    assert not ACTING.search(shown)
    assert [row["run"] for row in run_cpx("log", "--limit", "2", "--json").json] == [3, 2]
    assert rows(filled, "SELECT count(*) FROM runs") == [3]


def test_log_is_asked_for_a_work_a_person_or_a_command(filled: Path, run_cpx: Run) -> None:
    save(filled, record("Another", authors=(AHO,), issued="2025", doi="10.5555/two"))
    run_cpx("assign", "aho2024sharing", "photovoice", "--by", "Ana")
    run_cpx("note", "aho2025another", "read", "--by", "ben")
    run_cpx("undo", "3", "--by", "ben")

    def runs(*words: str) -> list[int]:
        return [row["run"] for row in run_cpx("log", *words, "--json").json]

    assert runs("--work", "10.5555/one") == [5, 3, 1]
    assert runs("--work", "aho2025another", "--by", "ben") == [4]
    assert runs("--by", "ana") == [3]
    assert runs("--by", "ben", "--limit", "1") == [5]
    assert runs("--command", "undo") == [5]
    assert runs("--by", "nobody") == []
    assert "there are: assign, note, test, undo" in run_cpx("log", "--command", "tag", "--json").error["hint"]
    assert run_cpx("log", "--work", "nowhere", "--json").code == NotFound.exit_code


def test_log_of_an_ingest_shows_files_and_their_problems(filled: Path, run_cpx: Run, tmp_path: Path) -> None:
    del filled
    lines = write_lines(tmp_path / "some.jsonl", 2)
    lines.write_text(lines.read_text(encoding="utf-8") + '{"id": \n', encoding="utf-8")
    run_cpx("ingest", str(lines), "--source", "Scopus", "--searched", "2026-01-02", "--json")
    shown = run_cpx("log", "2", "--no-color", tty=True).stdout
    for word in ("some.jsonl", "2 added", "1 failed", "Scopus", "2026-01-02", "2 of 2 stand"):
        assert word in shown
    run_cpx("undo", "--json")
    found = run_cpx("log", "2", "--json").json
    assert (found["undone_by"], found["records"], found["records_standing"], found["works"]) == (3, 2, 0, [])
    assert "taken back by run 3" in run_cpx("log", "--no-color", tty=True).stdout


def test_undo_says_what_went_and_how_to_bring_it_back(filled: Path, run_cpx: Run) -> None:
    tried = run_cpx("undo", "--dry-run", "--no-color", tty=True).stdout
    assert "1 record would be taken back" in tried
    assert "nothing was written" in tried
    assert len(works_of(filled)) == 1
    done = run_cpx("undo", "--no-color", "--why", "by mistake", "--by", "ana", tty=True).stdout
    for word in ("run 1 (test): 1 record taken back", "1 gone", "aho2024sharing", "cpx undo 2"):
        assert word in done
    assert works_of(filled) == []
    gone = run_cpx("show", "aho2024sharing", "--json")
    assert (gone.code, "cpx log" in gone.error["hint"]) == (NotFound.exit_code, True)
    back = run_cpx("undo", "2", "--no-color", tty=True).stdout
    assert "brought back" in back
    assert "1 here again" in back


@pytest.mark.parametrize(
    ("words", "code"), [(("undo", "9"), NotFound), (("log", "9"), NotFound), (("undo", "0"), BadUsage), (("log", "x"), BadUsage)]
)
def test_a_run_that_is_not_there_is_said(filled: Path, run_cpx: Run, words: tuple[str, ...], code: type) -> None:
    assert run_cpx(*words, "--json").code == code.exit_code  # type: ignore[attr-defined]
    assert rows(filled, "SELECT count(*) FROM runs") == [1]


def test_undo_of_tags_says_that_they_are_derived(filled: Path, run_cpx: Run) -> None:
    del filled
    run_cpx("tag", "--json")
    done = run_cpx("undo", "--json")
    assert (done.code, done.error["code"]) == (BadUsage.exit_code, "usage")
    assert "derived" in done.error["message"]
    assert "cpx undo 1" in done.error["hint"]


def test_log_of_an_empty_catalogue(tmp_path: Path, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPX_DB", str(tmp_path / "new.db"))
    run_cpx("init")
    assert run_cpx("log", "--json").json == []
    assert "nothing was done here yet" in run_cpx("log", tty=True).stdout
