"""The catalogue that comes with the project is the one that ``make catalogue`` builds from ``seeds/``."""

import shutil
import sqlite3
from pathlib import Path

import catalogue
import pytest
from running import Ran, run_here

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "a.db"
    catalogue.build(path)
    return path


def test_catalogue_of_the_project_is_what_the_seeds_give(built: Path) -> None:
    ours = ROOT / catalogue.NAME
    if not ours.exists():
        pytest.skip("no catalogue.db yet: make catalogue")
    assert catalogue.read_content(ours) == catalogue.read_content(built), "give: make catalogue"


def test_catalogue_is_the_same_in_every_build(built: Path, tmp_path: Path) -> None:
    catalogue.build(tmp_path / "b.db")
    assert catalogue.read_content(tmp_path / "b.db") == catalogue.read_content(built)


def test_content_shows_a_change(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "changed.db"
    shutil.copyfile(built, path)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE works SET year = 1999 WHERE id = 1")
    connection.commit()
    connection.close()
    assert catalogue.read_content(path) != catalogue.read_content(built)


def test_catalogue_names_no_machine_and_no_person(built: Path) -> None:
    connection = sqlite3.connect(built)
    assert connection.execute("SELECT by, process FROM runs").fetchall() == [("cpx", "")]
    assert all(path.startswith("seeds/") for (path,) in connection.execute("SELECT path FROM run_files"))
    connection.close()
    assert str(ROOT).encode() not in built.read_bytes()


def test_catalogue_answers_at_once(built: Path) -> None:
    done: Ran = run_here("search", "power sharing", "--db", str(built), "--json")
    assert done.code == 0
    assert done.json[0]["doi"] == "10.1186/s43058-022-00385-0"
