"""What an ingest opens: files and folders, never what has no end or leads back to itself."""

import os
import threading
from pathlib import Path

import pytest

from cpx.errors import CpxError, NotFound
from cpx.services import files
from cpx.services.files import digest, find_files, read_bytes, shown_name


def names(*paths: Path) -> list[str]:
    return [one.path.name for one in find_files([str(path) for path in paths])]


def make(folder: Path, *paths: str) -> Path:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return folder


def test_find_files_walks_folders_in_order_and_leaves_out_what_is_no_input(tmp_path: Path) -> None:
    make(
        tmp_path,
        "b.txt",
        "a.html",
        "a_files/script.js",
        "c/d.ris",
        "README.md",
        "LICENSE",
        ".hidden",
        ".git/x",
        "catalogue.db",
        "e.sqlite3",
        "vocabulary.toml",
        "terms.ttl",
    )
    assert names(tmp_path) == ["a.html", "b.txt", "d.ris"]


def test_find_files_takes_a_named_file_whatever_it_is_called(tmp_path: Path) -> None:
    make(tmp_path, "README.md", ".hidden")
    found = list(find_files([str(tmp_path / "README.md"), str(tmp_path / ".hidden"), "-"]))
    assert [(one.path.name, one.named) for one in found] == [("README.md", True), (".hidden", True), ("-", True)]


def test_find_files_walks_a_circle_once(tmp_path: Path) -> None:
    make(tmp_path, "a/one.txt")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    (tmp_path / "twin").symlink_to(tmp_path / "a")
    assert names(tmp_path) == ["one.txt"]


def test_find_files_names_a_folder_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, "closed/one.txt", "open/two.txt")
    real = Path.iterdir

    def iterdir(path: Path):  # type: ignore[no-untyped-def] # noqa: ANN202
        if path.name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    assert names(tmp_path) == ["closed", "two.txt"]
    with pytest.raises(CpxError, match="no file that can be read"):
        read_bytes(tmp_path / "closed")


def test_read_bytes_gives_all_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "in").write_bytes(b"\x00\xff" * 9)
    assert read_bytes(tmp_path / "in") == b"\x00\xff" * 9
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_read_bytes_of_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no file"):
        read_bytes(tmp_path / "gone")


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "in/below a file"])
def test_read_bytes_of_a_name_that_cannot_be(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").write_text("x")
    with pytest.raises(CpxError):
        read_bytes(tmp_path / name)


@pytest.mark.parametrize("name", ["/dev/zero", "/dev/full", "/"])
def test_read_bytes_of_what_has_no_end(name: str) -> None:
    if not Path(name).exists():
        pytest.skip("no such device here")
    with pytest.raises(CpxError, match="no file that can be read"):
        read_bytes(Path(name))


def test_read_bytes_waits_for_no_writer_of_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(CpxError, match="no file that can be read") as caught:
        read_bytes(tmp_path / "pipe")
    assert "cpx ingest -" in caught.value.hint


def test_read_bytes_of_a_pipe_that_the_shell_made() -> None:
    ours, theirs = os.pipe()
    writer = threading.Thread(target=lambda: (os.write(theirs, b"from the shell"), os.close(theirs)))
    writer.start()
    try:
        assert read_bytes(Path(f"/dev/fd/{ours}")) == b"from the shell"
    finally:
        writer.join()
        os.close(ours)


@pytest.mark.parametrize(("size", "fits"), [(100, True), (101, False)])
def test_read_bytes_of_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, fits: bool) -> None:
    monkeypatch.setattr(files, "LARGEST", 100)
    (tmp_path / "in").write_bytes(b"x" * size)
    if fits:
        assert len(read_bytes(tmp_path / "in")) == size
    else:
        with pytest.raises(CpxError, match="larger than"):
            read_bytes(tmp_path / "in")


def test_read_bytes_says_why_it_cannot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").write_text("x")
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    with pytest.raises(CpxError, match="permission denied"):
        read_bytes(tmp_path / "in")


def test_shown_name_can_always_be_printed() -> None:
    assert shown_name(Path(os.fsdecode(b"caf\xe9\x1b[31m.txt"))) == "caf\ufffd.txt"
    assert shown_name(Path("-")) == "-"
