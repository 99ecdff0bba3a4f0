"""What a shell is offered where a work, a term, a field, a saved search or an order may stand."""

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which

import pytest
from running import Ran

from cpx.cli.complete import harmless, offers
from cpx.services.completing import as_word, offer_terms
from cpx.services.vocabulary import list_terms
from cpx.store.concept_names import find_concepts
from cpx.store.connection import open_for_reading

Run = Callable[..., Ran]
SAMPLE = 10_000 if os.environ.get("CPX_HYPOTHESIS_PROFILE") == "soak" else 25
"""Terms of a scheme that are tried: all of them take long."""
CATALOGUE_MODULES = "numpy rich sqlite_utils pydantic habanero"


@pytest.mark.parametrize(
    ("what", "words", "incomplete", "wanted"),
    [
        ("work", [], "vander", "vandergraaf2023leading"),
        ("work", [], "10.1186/s43058-022", "10.1186/s43058-022-00385-0"),
        ("method", [], "case-st", "case-study"),
        ("method", [], "m.photo", "m.photovoice"),
        ("query", [], "meth", "method:"),
        ("query", ["x"], "method:case-st", "method:case-study"),
        ("query", ["x", "method", ":"], "case-st", "case-study"),
        ("query", ["type", ":"], "cha", "chapter"),
        ("query", [], "@pee", "@peers"),
        ("saved", [], "pee", "peers"),
        ("order", [], "ci", "cited"),
        ("role", [], "find", "finding"),
        ("type", [], "cha", "chapter"),
        ("part", [], "took", "took-part"),
    ],
)
def test_offers_go_on_with_what_was_typed(
    what: str, words: list[str], incomplete: str, wanted: str, run_cpx: Run, seeds_catalogue: Path
) -> None:
    assert seeds_catalogue.exists()
    run_cpx("search", "power", "--save", "peers", "--json")
    found = [value for value, _ in offers(what, words, incomplete)]
    assert wanted in found
    assert all(value.startswith(incomplete) for value in found)
    assert offers(what, words, f"{incomplete}nosuch") == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("cpx show pittuck2024 vander", "vandergraaf2023leading"),
        ("cpx search x method : case-st", "case-study"),
        ("cpx new @", "@peers"),
        ("cpx search x @ pee", "@peers"),
        ("cpx search method :", "case-study"),
        ("cpx ask x --role find", "finding"),
    ],
)
def test_bash_is_offered(line: str, wanted: str, run_cpx: Run, run_cpx_process: Run, seeds_catalogue: Path) -> None:
    run_cpx("search", "power", "--save", "peers", "--json")
    words = line.split(" ")
    env = {"COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1), "_CPX_COMPLETE": "complete_bash", "CPX_DB": str(seeds_catalogue)}
    done = run_cpx_process(env=env)
    assert (done.code, done.stderr) == (0, "")
    assert wanted in done.stdout.split()


@pytest.mark.parametrize(
    ("shell", "line", "wanted"),
    [("zsh", "cpx search method:case-st", "method:case-study"), ("fish", "cpx export @pee", "@peers")],
)
def test_other_shells_are_offered(shell: str, line: str, wanted: str, run_cpx: Run, run_cpx_process: Run, seeds_catalogue: Path) -> None:
    run_cpx("search", "power", "--save", "peers", "--json")
    env = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args", "_CPX_COMPLETE": f"complete_{shell}"}
    done = run_cpx_process(env={**env, "CPX_DB": str(seeds_catalogue)})
    assert (done.code, done.stderr) == (0, "")
    assert wanted in done.stdout.replace("\\", "")


def test_catalogue_of_the_line_is_asked(run_cpx_process: Run, seeds_catalogue: Path) -> None:
    line = f"cpx --db {seeds_catalogue} show vander"
    env = {"COMP_WORDS": line, "COMP_CWORD": "4", "_CPX_COMPLETE": "complete_bash", "CPX_DB": "/no/such.db"}
    assert "vandergraaf2023leading" in run_cpx_process(env=env).stdout


@pytest.mark.parametrize("what", ["work", "method", "saved", "type", "query"])
@pytest.mark.parametrize("content", [None, b"", b"no catalogue", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_missing_or_broken_catalogue_offers_nothing(
    what: str, content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.db"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("CPX_DB", str(path))
    assert offers(what, ["method", ":"] if what == "query" else [], "a") == []
    assert path.exists() == (content is not None)


@pytest.mark.parametrize("scheme", ["method", "approach", "framework", "population", "setting", "place"])
def test_every_term_that_is_offered_is_understood(scheme: str, seeds_catalogue: Path) -> None:
    connection = open_for_reading(seeds_catalogue)
    known = {term.concept for term in list_terms(catalogue=seeds_catalogue)}
    offered = offer_terms(connection, scheme, "")
    assert offered
    for word, label in offered[:: max(1, len(offered) // SAMPLE)]:
        assert find_concepts(connection, scheme, [word]) == find_concepts(connection, scheme, [label]), word
        assert word in known or word == as_word(label)
        assert shlex.split(word) == [word]


def test_title_of_a_work_cannot_steer_a_shell(tampered_catalogue: Path) -> None:
    assert tampered_catalogue.exists()
    found = offers("work", [], "")
    assert found
    assert not [text for _, text in found if "\x1b" in text or "\n" in text]


def test_completing_imports_nothing_heavy(run_cpx_process: Run, seeds_catalogue: Path) -> None:
    env = {"COMP_WORDS": "cpx show vander", "COMP_CWORD": "2", "_CPX_COMPLETE": "complete_bash", "CPX_DB": str(seeds_catalogue)}
    done = run_cpx_process(env={**env, "PYTHONVERBOSE": "1"})
    assert "vandergraaf2023leading" in done.stdout
    assert not [name for name in CATALOGUE_MODULES.split() if f"import '{name}'" in done.stderr]


HOSTILE = (r"\$(touch pwned)", r"\`touch pwned`", "'; touch pwned; '", '"); touch pwned; ("', r"\"; touch pwned; \"")


@pytest.mark.parametrize("title", HOSTILE)
def test_help_holds_nothing_that_a_shell_runs(title: str) -> None:
    [(value, text)] = harmless([("key", title)])
    assert value == "key"
    assert "touch pwned" in text
    assert not set(text) & set("\\\"'`$")


@pytest.mark.parametrize(
    "value", ["10.7/x;id", "10.7/$(id)", "10.7/`id`", "a b", "10.7/x*", "10.7/(x)", "a\nb", "a'b", 'a"b', "a\\b", "", "a|b", "~a"]
)
def test_word_that_a_shell_would_not_take_is_not_offered(value: str) -> None:
    assert harmless([(value, "")]) == []


@pytest.mark.skipif(which("zsh") is None, reason="no zsh here")
def test_zsh_runs_no_title(run_cpx: Run, run_cpx_process: Run, tmp_path: Path, seeds_catalogue: Path) -> None:
    run_cpx("edit", "pittuck2024", "--set", f"title={HOSTILE[0]}", "--json")
    env = {"_TYPER_COMPLETE_ARGS": "cpx show pittuck2024", "_CPX_COMPLETE": "complete_zsh", "CPX_DB": str(seeds_catalogue)}
    script = run_cpx_process(env=env).stdout
    assert "pittuck2024" in script
    its_own = "function _arguments { local action=${1#*'(('}; eval \"offered=( ${action%'))'} )\" }\n"  # zsh reads an action so
    done = subprocess.run(["zsh", "-f", "-c", its_own + script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "pwned").exists()
