"""``%3``: the third work of the last list shown on this terminal, and nowhere else."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran

Run = Callable[..., Ran]


@pytest.fixture
def see(run_cpx: Run, seeds_catalogue: Path) -> Run:
    assert seeds_catalogue.exists()
    return lambda *words: run_cpx(*words, "--no-color", tty=True)


def lists() -> list[Path]:
    return sorted((Path(os.environ["XDG_STATE_HOME"]) / "cpx" / "lists").glob("*"))


def keys(run_cpx: Run, *words: str) -> list[str]:
    return [row["key"] for row in run_cpx(*words, "--json").json]


@pytest.mark.parametrize("words", [("search", "power"), ("search", "", "--sort", "key", "-t"), ("new",), ("related", "pittuck2024")])
def test_number_names_a_work_of_the_last_list(words: tuple[str, ...], see: Run, run_cpx: Run) -> None:
    see(*words)
    for number, key in enumerate(keys(run_cpx, *words), 1):
        assert f"key {key}" in " ".join(see("show", f"%{number}").stdout.split())


def test_number_of_an_answer_names_its_work(see: Run, run_cpx: Run) -> None:
    question = "Why do hospital staff resist co-production?"
    see("ask", question)
    key = run_cpx("ask", question, "--json").json[0]["work"]["key"]
    assert f"key {key}" in " ".join(see("show", "%1").stdout.split())


def test_several_numbers_and_keys_go_together(see: Run, run_cpx: Run) -> None:
    see("search", "power", "--limit", "2")
    found = keys(run_cpx, "search", "power", "--limit", "2")
    shown = see("show", "%2", found[0], "--json")
    assert [row["key"] for row in json.loads(shown.stdout)] == [found[1], found[0]]


def test_number_is_taken_by_what_a_person_adds_to_a_work(see: Run) -> None:
    see("search", "power", "--limit", "1")
    assert see("note", "%1", "read it").code == 0
    assert see("assign", "%1", "Interviews").code == 0


@pytest.mark.parametrize("words", [("edit", "%1", "--set", "volume=4"), ("enrich", "%1"), ("log", "--work", "%1")])
def test_number_is_not_taken_elsewhere(words: tuple[str, ...], see: Run) -> None:
    see("search", "power")
    done = see(*words)
    assert done.code == 3
    assert "name the work by its key or DOI" in done.stderr


def test_number_means_nothing_in_a_pipe(see: Run, run_cpx: Run) -> None:
    see("search", "power")
    done = run_cpx("show", "%1")
    assert (done.code, done.stdout) == (2, "")
    assert "name the work by its key or DOI" in done.stderr


def test_list_in_a_pipe_is_not_the_last_list_shown(see: Run, run_cpx: Run) -> None:
    see("search", "power", "--limit", "1")
    run_cpx("search", "resist", "--json")
    assert "power" in see("show", "%1").stdout.lower()
    assert len(lists()) == 1


@pytest.mark.parametrize("number", ["%0", "%2", "%999999999"])
def test_number_beyond_the_list_is_refused(number: str, see: Run) -> None:
    see("search", "power", "--limit", "1")
    done = see("show", number)
    assert (done.code, done.stdout) == (2, "")
    assert f"no {number}" in done.stderr


def test_empty_list_has_no_numbers(see: Run) -> None:
    see("search", "power", "--year", "1800")
    assert "has no works" in see("show", "%1").stderr


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"keys": 3}', b'{"keys": [1]}', b"\xff", b"[" * 100_000, None])
def test_list_that_cannot_be_read_is_none(content: bytes | None, see: Run) -> None:
    see("search", "power")
    [place] = lists()
    place.unlink() if content is None else place.write_bytes(content)
    done = see("show", "%1")
    assert (done.code, done.stdout) == (3, "")
    assert "no list of this catalogue was shown on this terminal" in done.stderr
    assert "cpx search" in done.stderr


def test_list_of_another_catalogue_is_another(see: Run, seeds_catalogue: Path, tmp_path: Path) -> None:
    see("search", "power")
    other = tmp_path / "other.db"
    other.write_bytes(seeds_catalogue.read_bytes())
    assert see("show", "%1", "--db", str(other)).code == 3


def test_list_is_its_owners_alone_and_leaves_nothing_beside(see: Run) -> None:
    see("search", "power")
    see("search", "resist")
    [place] = lists()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_old_lists_of_other_terminals_go(see: Run) -> None:
    see("search", "power")
    folder = lists()[0].parent
    for number in range(80):
        (folder / f"{number}.json").write_text("{}")
        os.utime(folder / f"{number}.json", (number, number))
    see("search", "resist")
    assert len(lists()) == 50
    assert see("show", "%1").code == 0


def test_list_is_shown_where_it_cannot_be_kept(see: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    assert see("search", "power").code == 0
    assert see("show", "%1").code == 3


@pytest.mark.parametrize(
    ("words", "number", "said"),
    [
        (("search", "power", "--limit", "2"), "%0", "name %1 to %2"),
        (("search", "power", "--limit", "1"), "%999", "has 1 work, and no %999"),
    ],
)
def test_number_that_is_none_names_those_that_are(words: tuple[str, ...], number: str, said: str, see: Run) -> None:
    see(*words)
    done = see("show", number)
    assert (done.code, said in done.stderr) == (2, True)


@pytest.mark.parametrize("name", ["%", "%x", "%1..3", "%1,2", "%١"])
def test_what_is_no_number_of_a_list_says_how_one_is_written(name: str, see: Run) -> None:
    see("search", "power")
    done = see("show", name)
    assert (done.code, "%1, %2 and so on" in done.stderr) == (3, True)
