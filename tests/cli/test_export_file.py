"""``export -o`` writes whole or not at all."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from running import Ran

from cpx.cli.whole_file import write_whole
from cpx.errors import CpxError

Run = Callable[..., Ran]


def broken(error: BaseException) -> Iterator[str]:
    """Give half of a text, and then trouble."""
    yield "half"
    raise error


@pytest.mark.usefixtures("seeds_catalogue")
def test_export_writes_a_file_and_says_so(run_cpx: Run, tmp_path: Path) -> None:
    out = tmp_path / "works.json"
    done = run_cpx("export", "power sharing", "-o", str(out))
    assert (done.code, done.stdout, done.stderr) == (0, "", f"wrote {out}\n")
    assert json.loads(out.read_text(encoding="utf-8"))
    assert run_cpx("export", "-o", str(out), "--quiet").stderr == ""
    assert len(json.loads(out.read_text(encoding="utf-8"))) == 14


@pytest.mark.usefixtures("seeds_catalogue")
@pytest.mark.parametrize("words", [("--format", "nosuch"), ("--method", "nosuchterm"), ("--db", "nosuch.db"), ("a:b AND (",)])
def test_export_that_fails_leaves_everything_as_it_was(words: tuple[str, ...], run_cpx: Run, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old", encoding="utf-8")
    for name in ("old", "new"):
        done = run_cpx("export", "-o", str(tmp_path / name), *words)
        assert done.code in (0, 2, 3)
        if done.code:
            assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("old", "old")]


@pytest.mark.usefixtures("seeds_catalogue")
@pytest.mark.parametrize("place", ["nosuch/works.ris", ".", "old/works.ris"])
def test_export_to_a_wrong_place_is_one_line(place: str, run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old").write_text("old", encoding="utf-8")
    done = run_cpx("export", "--format", "ris", "-o", place)
    assert done.code == 1
    assert done.stderr.startswith(f"cpx: cannot write {place}: ")
    assert done.stderr.splitlines()[1] == "  give another file with -o"
    assert [path.name for path in tmp_path.iterdir()] == ["old"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
@pytest.mark.usefixtures("seeds_catalogue")
def test_export_to_a_folder_that_is_closed(run_cpx: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    done = run_cpx("export", "-o", str(tmp_path / "out"))
    tmp_path.chmod(0o700)
    assert (done.code, list(tmp_path.iterdir())) == (1, [])


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt(), ValueError("odd")])
def test_write_whole_leaves_the_old_file_and_nothing_beside_it(error: BaseException, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(CpxError if isinstance(error, OSError) else type(error)):
        write_whole(out, broken(error))
    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.iterdir()] == [("out", "old")]


def test_write_whole_keeps_the_mode_and_gives_a_new_file_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("", encoding="utf-8")
    write_whole(tmp_path / "new", ["é\n"])
    assert (tmp_path / "new").read_bytes() == "é\n".encode()
    assert (tmp_path / "new").stat().st_mode == (tmp_path / "usual").stat().st_mode
    (tmp_path / "new").chmod(0o640)
    write_whole(tmp_path / "new", ["again"])
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o640


def test_write_whole_writes_where_a_link_leads(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real/out")
    write_whole(tmp_path / "link", ["one"])
    write_whole(tmp_path / "link", ["two"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real" / "out").read_text(encoding="utf-8") == "two"


def test_write_whole_writes_into_what_is_no_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, ["data"])
    assert os.read(reader, 10) == b"data"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
