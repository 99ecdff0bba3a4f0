"""Which catalogue a command works on, and when one is made."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran, run_here

from cpx.cli.state import State, catalogue_path

Run = Callable[..., Ran]
LINE = '{"id": "a", "title": "Peers on wards", "abstract": "We held interviews."}\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, in a new home, with no catalogue named."""
    home, here = tmp_path / "home", tmp_path / "work" / "deep" / "here"
    home.mkdir()
    here.mkdir(parents=True)
    monkeypatch.delenv("CPX_DB")
    monkeypatch.delenv("XDG_DATA_HOME")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.chdir(here)
    return here


def test_catalogue_path_takes_the_first_that_is_named_or_near(place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    home = tmp_path / "home" / ".local/share/cpx/catalogue.db"
    assert catalogue_path(State()) == home
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "xdg"))
    assert catalogue_path(State()) == tmp_path / "xdg" / "cpx" / "catalogue.db"
    (tmp_path / "work" / "catalogue.db").touch()
    assert catalogue_path(State()) == tmp_path / "work" / "catalogue.db"
    (place.parent / "catalogue.db").mkdir()
    # A folder of that name is met, so that the error can name it; nothing further off is taken in its stead.
    assert catalogue_path(State()) == place.parent / "catalogue.db"
    (place / "catalogue.db").touch()
    assert catalogue_path(State()) == place / "catalogue.db"
    monkeypatch.setenv("CPX_DB", "~/mine.db")
    assert catalogue_path(State()) == tmp_path / "home" / "mine.db"
    assert catalogue_path(State(db="other.db")) == Path("other.db")
    monkeypatch.setenv("CPX_DB", "")
    assert catalogue_path(State()) == place / "catalogue.db"


def test_first_write_makes_a_catalogue_in_the_data_folder_and_says_where(place: Path, run_cpx: Run, tmp_path: Path) -> None:
    made = tmp_path / "home" / ".local/share/cpx/catalogue.db"
    done = run_cpx("ingest", "-", stdin=LINE)
    assert (done.code, done.stderr) == (0, f"made a new catalogue: {made}\n")
    assert made.is_file()
    assert not list(place.iterdir())
    assert run_cpx("search", "peers").json[0]["title"] == "Peers on wards"
    assert run_cpx("ingest", "-", stdin=LINE).stderr == ""


@pytest.mark.parametrize(
    "words",
    [
        ("search", "x"),
        ("ask", "x"),
        ("show", "x"),
        ("stats",),
        ("export",),
        ("tag",),
        ("enrich",),
        ("assign", "x", "interviews"),
        ("reject", "x", "interviews"),
    ],
    ids=lambda words: words[0],
)
@pytest.mark.usefixtures("place")
def test_command_that_needs_works_makes_no_catalogue(words: tuple[str, ...], run_cpx: Run, tmp_path: Path) -> None:
    done = run_cpx(*words)
    assert (done.code, done.stdout) == (3, "")
    assert done.stderr.startswith("cpx: no catalogue at ")
    assert "cpx init" in done.stderr
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.usefixtures("place")
def test_dry_run_makes_no_catalogue_and_changes_none(run_cpx: Run, tmp_path: Path) -> None:
    done = run_cpx("ingest", "-", "--dry-run", stdin=LINE)
    assert (done.code, done.json["totals"]["added"]) == (0, 1)
    assert done.stderr == "nothing was changed (--dry-run)\n"
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    run_cpx("init")
    before = Path("catalogue.db").read_bytes()
    assert run_cpx("ingest", "-", "--dry-run", stdin=LINE).json["totals"]["added"] == 1
    assert Path("catalogue.db").read_bytes() == before


def test_init_makes_one_here_and_refuses_another(place: Path, run_cpx: Run) -> None:
    done = run_cpx("init")
    assert (done.code, done.stdout) == (0, "")
    assert done.stderr.startswith("made an empty catalogue: catalogue.db")
    before = (place / "catalogue.db").read_bytes()
    again = run_cpx("init")
    assert (again.code, again.stderr.splitlines()[0]) == (2, "cpx: catalogue.db is there already")
    assert (place / "catalogue.db").read_bytes() == before
    assert run_cpx("stats").json["works"] == 0


@pytest.mark.parametrize("how", ["option", "environment"])
def test_init_makes_the_one_that_is_named(how: str, place: Path, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPX_DB", "~/mine.db" if how == "environment" else "wrong.db")
    assert run_cpx("init", *(("--db", "~/mine.db") if how == "option" else ())).code == 0
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["mine.db"]
    assert not list(place.iterdir())


@pytest.mark.usefixtures("place")
def test_init_refuses_a_file_or_folder_of_that_name(run_cpx: Run) -> None:
    Path("notes.db").write_text("mine", encoding="utf-8")
    Path("folder.db").mkdir()
    for name in ("notes.db", "folder.db"):
        assert run_cpx("init", "--db", name).code == 2
    assert Path("notes.db").read_text(encoding="utf-8") == "mine"


def test_name_that_is_too_long_is_one_line(run_cpx: Run) -> None:
    for words in (("search", "x"), ("init",), ("add", "doi", "10.1/x")):
        done = run_cpx(*words, "--db", "x" * 5000)
        assert done.code in (1, 6)
        assert len(done.stderr.splitlines()) == 2
        assert "defect" not in done.stderr


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {}])
def test_no_color_is_heeded_in_the_environment(env: dict[str, str], seeds_catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    seen = run_here("search", "power", "--db", str(seeds_catalogue), tty=True).stdout
    assert ("\x1b[" in seen) is (not env)


def test_ingest_of_what_is_not_there_makes_no_catalogue(run_cpx: Run, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    path = tmp_path / "none.db"
    assert run_cpx("ingest", str(tmp_path / "nope.txt"), "--db", str(path)).code == 3
    assert run_cpx("ingest", str(tmp_path / "empty"), "--db", str(path)).code == 1
    assert not path.exists()
