"""Formats are known by one name each; a plug-in of another package is found, and named where it is broken."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from catalogue_tools import works_of

from cpx.errors import BadUsage, CpxError
from cpx.registry import FORMATS, find_format, formats
from cpx.services.ingest import IngestOptions, ingest
from cpx.store.catalogue import CatalogueFile

PLUG_IN = """
from cpx.domain.record import Record
from cpx.formats.base import Format

def _load(source):
    for line in source.text.splitlines():
        yield Record(source="shelf", title=line.removeprefix("SHELF "))

FORMAT = Format("{name}", "a shelf list", lambda source: 0.99 if source.text.startswith("SHELF") else 0.0, _load)
NOTHING = 5
"""


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Look for plug-ins anew, before and after."""
    formats.cache_clear()
    yield
    formats.cache_clear()
    sys.modules.pop("cpx_shelf", None)


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str = "shelf", leads_to: str = "cpx_shelf:FORMAT") -> None:
    """Put a package with a plug-in where Python finds it."""
    (folder / "cpx_shelf.py").write_text(PLUG_IN.format(name=name))
    about = folder / "cpx_shelf-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: cpx-shelf\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[cpx.formats]\n{name} = {leads_to}\n")
    monkeypatch.syspath_prepend(str(folder))


def test_formats_have_a_name_of_their_own_each() -> None:
    names = [entry.name for entry in formats()]
    assert len(names) == len(set(names)) == len(FORMATS)
    assert all(entry.label and entry.name == entry.name.lower() for entry in formats())


@pytest.mark.parametrize("name", ["csl-json", "jsonl", "plain"])
def test_find_format_by_name(name: str) -> None:
    assert find_format(name).name == name


def test_find_format_lists_the_names_for_an_unknown_one() -> None:
    with pytest.raises(BadUsage, match="no format 'xyz'") as caught:
        find_format("xyz")
    assert "csl-json, jsonl" in caught.value.hint


def test_plug_in_is_found_and_reads_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch)
    assert find_format("shelf").label == "a shelf list"
    (tmp_path / "in.txt").write_text("SHELF One\nSHELF Two\n")
    with CatalogueFile(tmp_path / "catalogue.db", writable=True) as file:
        assert ingest(file, [str(tmp_path / "in.txt")], IngestOptions()).files[0].format == "shelf"
    assert [work.title for work in works_of(tmp_path / "catalogue.db")] == ["One", "Two"]


def test_plug_in_takes_no_name_that_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, monkeypatch, name="jsonl")
    assert find_format("jsonl").label == "JSON lines"
    assert len(formats()) == len(FORMATS)


@pytest.mark.parametrize("leads_to", ["cpx_shelf:MISSING", "no_such_module:FORMAT", "cpx_shelf:NOTHING"])
def test_plug_in_that_is_broken_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, leads_to: str) -> None:
    install(tmp_path, monkeypatch, leads_to=leads_to)
    with pytest.raises(CpxError, match="the plug-in 'shelf'") as caught:
        formats()
    assert "uninstall" in caught.value.hint
