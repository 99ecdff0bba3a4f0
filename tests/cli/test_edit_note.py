"""Edit, note, sources, references and missing works as people meet them: with an editor on a terminal, in pipes, on screen."""

import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import SECONDS, Ran, child_environment
from terminal import TERMINAL, run_on_terminal, squeeze

Run = Callable[..., Ran]
DOI = "10.1186/s43058-022-00385-0"

pytestmark = pytest.mark.usefixtures("seeds_catalogue")


def with_editor(script: str, *words: str, typed: str = "") -> tuple[int, str]:
    """Run a command on a terminal, with Python code as the editor: ``text`` holds the file, and what it then holds is saved."""
    code = f"import sys, pathlib; p = pathlib.Path(sys.argv[1]); text = p.read_text('utf-8'); {script}; p.write_text(text, 'utf-8')"
    ours, theirs = os.openpty()
    env = child_environment(**TERMINAL, VISUAL=shlex.join([sys.executable, "-c", code]))
    child = subprocess.Popen([sys.executable, "-m", "cpx", *words], stdin=theirs, stdout=theirs, stderr=theirs, env=env)
    os.close(theirs)
    os.write(ours, typed.encode())
    found = b""
    try:
        while chunk := os.read(ours, 65536):
            found += chunk
    except OSError:
        pass
    os.close(ours)
    return child.wait(SECONDS), found.decode()


def volume(run_cpx: Run) -> str | None:
    return run_cpx("show", DOI, "--json").json["volume"]  # type: ignore[no-any-return]


def test_edit_takes_what_the_editor_saved(run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, screen = with_editor("text = text.replace('volume = \"4\"', 'volume = \"44\"')", "edit", DOI, "--by", "Ada")
    assert code == 0, screen
    assert "1 field changed" in screen
    assert volume(run_cpx) == "44"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("script", ["pass", "text = ''", "text = '# nothing'"])
def test_edit_of_an_unchanged_or_emptied_file_changes_nothing(run_cpx: Run, script: str) -> None:
    before = run_cpx("show", DOI, "--json").json
    code, screen = with_editor(script, "edit", DOI)
    assert (code, "nothing changed" in screen) == (0, True)
    assert run_cpx("show", DOI, "--json").json == before


@pytest.mark.parametrize("typed", ["n\n", "\x04"], ids=["no", "Ctrl-D"])
def test_edit_keeps_a_file_that_cannot_be_read_and_goes_on_from_it(
    run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, screen = with_editor("text = text.replace('volume = \"4\"', 'volume = 4x4')", "edit", DOI, typed=typed)
    (kept,) = tmp_path.iterdir()
    assert code == 2
    assert "the file cannot be read" in screen
    assert squeeze(f"--file {kept}") in squeeze(screen)
    assert "volume = 4x4" in kept.read_text("utf-8")
    assert volume(run_cpx) == "4"
    kept.write_text(kept.read_text("utf-8").replace("4x4", '"45"'), "utf-8")
    assert run_cpx("edit", DOI, "--file", str(kept)).code == 0
    assert volume(run_cpx) == "45"


def test_edit_opens_the_file_again_where_the_person_wants_to(run_cpx: Run) -> None:
    script = "text = text.replace('4x4', '\"46\"') if '4x4' in text else text.replace('volume = \"4\"', 'volume = 4x4')"
    code, screen = with_editor(script, "edit", DOI, typed="y\n")
    assert (code, volume(run_cpx)) == (0, "46"), screen


def test_edit_keeps_the_file_where_the_editor_fails(run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    code, screen = with_editor("sys.exit(3)", "edit", DOI)
    assert (code, len(list(tmp_path.iterdir()))) == (1, 1)
    assert "the editor ended with 3: nothing was changed" in screen
    assert volume(run_cpx) == "4"


@pytest.mark.parametrize(("words", "hint"), [(("edit", DOI), "--set"), (("note", DOI), f"cpx note {DOI}")])
def test_no_terminal_says_what_to_give_instead(run_cpx: Run, words: tuple[str, ...], hint: str) -> None:
    done = run_cpx(*words, "--json")
    assert (done.code, done.error["code"]) == (2, "usage")
    assert hint in done.error["hint"]


def test_note_takes_what_the_editor_saved(run_cpx: Run) -> None:
    code, screen = with_editor("text = 'Read it.'", "note", DOI, "--by", "Ada")
    assert code == 0, screen
    assert "Read it." in screen
    assert run_cpx("note", DOI, "--list", "--json").json["notes"][0]["by"] == "Ada"


def test_note_reads_standard_input_and_show_prints_it(run_cpx: Run) -> None:
    assert run_cpx("note", DOI, "-", stdin="\ufeffPage 4 has the figure\n").code == 0
    assert "Page 4 has the figure" in run_on_terminal("show", DOI).plain


def test_edit_dry_run_prints_the_difference(run_cpx: Run) -> None:
    shown = run_on_terminal(
        "edit", DOI, "--set", "volume=9", "--set", "authors=Aho, Ada; Berg, Bo", "--unset", "container_title", "--dry-run"
    )
    assert shown.code == 0
    assert "Ada Aho; Bo Berg" in shown.plain
    assert "(nothing)" in shown.plain
    assert "3 fields would change; nothing was written" in shown.plain
    assert volume(run_cpx) == "4"


@pytest.mark.parametrize("words", [("edit", "nosuchwork", "--set", "volume=1"), ("note", "nosuchwork", "x")])
def test_unknown_work_is_not_found(run_cpx: Run, words: tuple[str, ...]) -> None:
    assert run_cpx(*words).code == 3


def test_show_sources_prints_a_table_and_what_others_say(run_cpx: Run) -> None:
    assert run_cpx("edit", DOI, "--set", "volume=9").code == 0
    shown = run_on_terminal("show", DOI, "--sources", columns=120).plain
    lines = [line.split() for line in shown.splitlines()]
    assert any(line[:3] == ["volume", "9", "person"] for line in lines)
    assert any(line[:3] == ["volume", "4", "page:repository"] for line in lines)
    assert "others say" in shown


def test_show_references_prints_what_is_cited(run_cpx: Run, tmp_path: Path) -> None:
    path = tmp_path / "citing.jsonl"
    path.write_text(
        '{"schema": 1, "id": "a", "title": "Citing", "references": [{"text": "Ours", "doi": "' + DOI + '"}, {"text": "Else"}]}\n', "utf-8"
    )
    assert run_cpx("ingest", str(path)).code == 0
    shown = run_on_terminal("show", "anonndciting", "--references").plain
    assert "cites 2, 1 of them here; cited by none here" in shown
    assert "cited by 1 here: anonndciting" in run_on_terminal("show", DOI, "--references").plain


def test_show_references_marks_what_is_retracted(run_cpx: Run, tmp_path: Path) -> None:
    path = tmp_path / "gone.jsonl"
    gone = '{"schema": 1, "id": "r", "title": "Ours", "doi": "10.5555/gone", "updates": [{"type": "retraction", "doi": "10.5555/n"}]}\n'
    citing = '{"schema": 1, "id": "a", "title": "Citing", "references": [{"text": "Ours", "doi": "10.5555/gone"}, {"text": "Else"}]}\n'
    path.write_text(gone + citing, "utf-8")
    assert run_cpx("ingest", str(path)).code == 0
    shown = run_on_terminal("show", "anonndciting", "--references").plain
    assert "RETRACTED Ours" in shown
    assert "RETRACTED Else" not in shown
    assert "cites 2, 1 of them here, 1 retracted; cited by none here" in shown


def test_stats_missing_says_how_to_add_what_is_missing(run_cpx: Run, tmp_path: Path) -> None:
    assert "missing" in run_on_terminal("stats", "--missing").plain
    path = tmp_path / "citing.jsonl"
    path.write_text(
        "".join(
            f'{{"schema": 1, "id": "{n}", "title": "Citing {n}", "references": [{{"text": "It", "doi": "10.5555/c"}}]}}\n' for n in "ab"
        ),
        "utf-8",
    )
    assert run_cpx("ingest", str(path)).code == 0
    shown = run_on_terminal("stats", "--missing", columns=120).plain
    assert "It  10.5555/c" in shown
    assert "cpx add doi -" in shown
