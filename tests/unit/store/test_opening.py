"""What is no catalogue of ours is named and left as it is; what another process does is waited for."""
# ruff: noqa: S608, PT012 - names from the code; what fails is the block as a whole

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, execute, record, rows, save, troubles

from cpx.errors import CatalogueBusy, CatalogueUnusable, CpxError, NotFound
from cpx.store import connection as opening
from cpx.store.catalogue import CatalogueFile
from cpx.store.trouble import translated, usable
from cpx.store.version import APPLICATION_ID, SCHEMA_VERSION

FAULTS = Path(__file__).resolve().parents[4] / "shared/data/faults/db"
WRITES = pytest.mark.parametrize("writable", [False, True], ids=["read", "write"])


def test_open_makes_a_file_of_its_owner_alone(path: Path) -> None:
    CatalogueFile(path, writable=True).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_open_leaves_nothing_beside_the_file(path: Path) -> None:
    save(path, record())
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_open_makes_the_folders_above(tmp_path: Path) -> None:
    path = tmp_path / "data" / "of mine" / "catalogue.db"
    CatalogueFile(path, writable=True).close()
    assert path.is_file()


@pytest.mark.parametrize("name", ["a b.db", "50%.db", "what?.db", "a#b.db", "a;b&c=d.db", "中文.db", "new\nline.db"])
def test_open_takes_any_file_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    save(path, record())
    with CatalogueFile(path) as file, file.reading() as connection:
        assert connection.execute("SELECT count(*) FROM works").fetchone() == (1,)
    assert [one.name for one in tmp_path.iterdir()] == [name]


def test_open_for_reading_says_how_to_make_one(path: Path) -> None:
    with pytest.raises(NotFound, match="no catalogue at") as caught:
        CatalogueFile(path)
    assert "cpx init" in caught.value.hint
    assert not path.exists()


def test_open_for_reading_cannot_write(filled: Path) -> None:
    with CatalogueFile(filled) as file, pytest.raises(CatalogueUnusable, match="cannot be opened or written"), file.batch() as connection:
        connection.execute("DELETE FROM meta")


def test_open_sets_what_keeps_a_file_safe(filled: Path) -> None:
    for writable, trusted in ((False, 0), (True, 1)):
        with CatalogueFile(filled, writable=writable) as file:
            names = ("foreign_keys", "cell_size_check", "trusted_schema", "recursive_triggers")
            found = [file.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in names]
        assert found == [1, 1, trusted, 0]


def foreign(path: Path) -> None:
    execute(path, "CREATE TABLE works (id, title)", "INSERT INTO works VALUES (1, 'not ours')")


def empty_sqlite(path: Path) -> None:
    execute(path, "CREATE TABLE gone (id)", "DROP TABLE gone")


def newer(path: Path) -> None:
    save(path, record())
    execute(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def truncated(path: Path) -> None:
    save(path, record(abstract=ABSTRACT))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def no_header(path: Path) -> None:
    save(path, record(abstract=ABSTRACT))
    data = path.read_bytes()
    path.write_bytes(b"\0" * 100 + data[100:])


NO_CATALOGUES = {
    "text": (lambda path: path.write_text("Notes on wards.\n" * 100), "not a catalogue"),
    "one word": (lambda path: path.write_text("wards"), "not a c"),
    "html": (lambda path: path.write_text("<html><body>404</body></html>"), "not a c"),
    "noise": (lambda path: path.write_bytes(bytes(range(256)) * 64), "not a catalogue"),
    "zero bytes": (lambda path: path.touch(), "empty|not a cpx catalogue"),
    "another program's": (foreign, "not a cpx catalogue"),
    "empty database": (empty_sqlite, "not a cpx catalogue"),
    "newer": (newer, "written by a newer cpx"),
    "truncated": (truncated, "damaged|malformed"),
    "no header": (no_header, "not a catalogue"),
    "folder": (lambda path: path.mkdir(), "is a folder"),
}


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b"folder"


def _use(path: Path, writable: bool) -> None:
    with CatalogueFile(path, writable=writable) as file, file.reading() as connection:
        for table in ("works", "records", "texts", "statements", "works_fts"):
            connection.execute(f"SELECT * FROM {table}").fetchall()


@WRITES
@pytest.mark.parametrize("kind", NO_CATALOGUES)
def test_open_refuses_what_is_no_catalogue(path: Path, kind: str, writable: bool) -> None:
    make, words = NO_CATALOGUES[kind]
    make(path)
    before = _bytes_of(path)
    with pytest.raises(CatalogueUnusable, match=words) as caught:
        _use(path, writable)
    assert caught.value.hint
    assert caught.value.exit_code == 6
    assert "\n" not in caught.value.message
    assert _bytes_of(path) == before


@WRITES
@pytest.mark.parametrize("name", sorted(one.name for one in FAULTS.glob("*.db")) if FAULTS.is_dir() else ["none here"])
def test_open_refuses_the_faulty_files_collected_beside_the_project(path: Path, name: str, writable: bool) -> None:
    if not FAULTS.is_dir():
        pytest.skip("no ../shared here")
    shutil.copyfile(FAULTS / name, path)
    before = path.read_bytes()
    with pytest.raises(CatalogueUnusable):
        _use(path, writable)
    assert path.read_bytes() == before


def test_open_with_a_leftover_log_of_another_mode(filled: Path) -> None:
    filled.with_name(filled.name + "-wal").write_bytes(os.urandom(40_000))
    assert len(rows(filled, "SELECT key FROM works")) == 2
    _use(filled, writable=False)


def test_read_of_a_corrupt_page_is_one_clear_error(path: Path) -> None:
    save(path, *(record(f"Study {n} of wards", abstract=ABSTRACT * 3) for n in range(40)))
    size = rows(path, "PRAGMA page_size")[0]
    page = rows(path, "SELECT rootpage FROM sqlite_master WHERE name = 'texts'")[0]
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(bytes(data))
    with pytest.raises(CatalogueUnusable, match="damaged") as caught:
        _use(path, writable=False)
    assert "integrity_check" in caught.value.hint


def test_open_of_an_older_schema_reads_not_but_writes(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
    with pytest.raises(CatalogueUnusable, match=r"older schema") as caught:
        CatalogueFile(filled)
    assert "brings it up to date" in caught.value.hint


@WRITES
@pytest.mark.parametrize(
    "trigger",
    [
        "CREATE TRIGGER mine AFTER INSERT ON works BEGIN DELETE FROM decisions; END",
        "CREATE TRIGGER works_after_insert AFTER INSERT ON works BEGIN SELECT 1; END",
        "CREATE TRIGGER more INSTEAD OF INSERT ON tags BEGIN SELECT 1; END",
    ],
)
def test_open_for_writing_refuses_strange_triggers(filled: Path, trigger: str, writable: bool) -> None:
    execute(filled, "DROP TRIGGER works_after_insert", trigger)
    if writable:
        with pytest.raises(CatalogueUnusable, match="triggers that cpx did not make"):
            CatalogueFile(filled, writable=True)
    else:
        _use(filled, writable=False)


def _deny(path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may do everything")
    path.chmod(0o500 if path.is_dir() else 0o400)


def test_open_in_a_folder_where_nobody_may_write(tmp_path: Path) -> None:
    folder = tmp_path / "closed"
    folder.mkdir()
    _deny(folder)
    with pytest.raises(CatalogueUnusable, match="permission denied"):
        CatalogueFile(folder / "catalogue.db", writable=True)


def test_write_to_a_file_that_may_only_be_read(filled: Path) -> None:
    _deny(filled)
    with pytest.raises(CatalogueUnusable, match="cannot be opened or written"):
        save(filled, record("A third"))
    assert len(rows(filled, "SELECT key FROM works")) == 2


def test_open_below_a_file_that_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("x")
    with pytest.raises(CatalogueUnusable, match="cannot use"):
        CatalogueFile(tmp_path / "notes" / "catalogue.db", writable=True)


def test_open_of_links_that_go_in_circles(tmp_path: Path) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    one.symlink_to(other)
    other.symlink_to(one)
    for writable in (False, True):
        with pytest.raises(CpxError):
            CatalogueFile(one, writable=writable)


def test_open_through_a_link_makes_what_it_points_to(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "real.db")
    save(tmp_path / "link.db", record())
    assert (tmp_path / "link.db").is_symlink()
    assert troubles(tmp_path / "real.db") == []


@pytest.mark.parametrize("mode", ["IMMEDIATE", "EXCLUSIVE"])
def test_write_while_another_writes_is_busy(filled: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute(f"BEGIN {mode}")
        with pytest.raises(CatalogueBusy, match="another process") as caught:
            save(filled, record("A third"))
        assert caught.value.exit_code == 7
        other.execute("ROLLBACK")
    save(filled, record("A third"))
    assert troubles(filled) == []


def test_commit_that_a_reader_holds_up_leaves_nothing_open(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    with CatalogueFile(filled, writable=True) as file, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM works").fetchone()
        with pytest.raises(CatalogueBusy), file.batch() as connection:
            connection.execute("UPDATE works SET volume = '9'")
        assert not file.connection.in_transaction
        other.execute("ROLLBACK")
        with file.batch() as connection:
            connection.execute("UPDATE works SET volume = '10'")
    assert rows(filled, "SELECT DISTINCT volume FROM works") == ["10"]


def test_batch_saves_all_or_nothing(filled: Path) -> None:
    with CatalogueFile(filled, writable=True) as file:
        with pytest.raises(RuntimeError), file.batch() as connection:
            connection.execute("UPDATE works SET volume = '9'")
            raise RuntimeError
        assert not file.connection.in_transaction
        with file.batch() as connection:
            connection.execute("UPDATE works SET issue = '9'")
    assert rows(filled, "SELECT DISTINCT volume, issue FROM works") == [(None, "9")]


def test_savepoint_takes_back_its_own_part_only(filled: Path) -> None:
    with CatalogueFile(filled, writable=True) as file, file.batch() as connection:
        connection.execute("UPDATE works SET volume = '9'")
        with pytest.raises(ValueError, match="constraint"), file.savepoint():
            connection.execute("UPDATE works SET issue = '9'")
            connection.execute("UPDATE works SET status = 'lost'")
        connection.execute("UPDATE works SET page = '1'")
    assert rows(filled, "SELECT DISTINCT volume, issue, page FROM works") == [("9", None, "1")]


def test_copy_is_whole_while_another_process_writes(filled: Path, tmp_path: Path) -> None:
    with CatalogueFile(filled) as file, closing(sqlite3.connect(filled, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("DELETE FROM doubts")
        file.copy_to(tmp_path / "copy.db")
        other.execute("ROLLBACK")
    assert troubles(tmp_path / "copy.db") == []
    assert rows(tmp_path / "copy.db", "PRAGMA application_id") == [APPLICATION_ID]


def test_translated_lets_defects_of_ours_through(path: Path) -> None:
    with pytest.raises(sqlite3.ProgrammingError), translated(path), closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("SELECT ?", ())


def test_translated_leaves_the_trouble_of_others_alone(filled: Path) -> None:
    with CatalogueFile(filled) as file, pytest.raises(BrokenPipeError), file.reading():
        raise BrokenPipeError
    with pytest.raises(CatalogueUnusable, match="no space left"), usable(filled):
        raise OSError(28, "No space left on device")
