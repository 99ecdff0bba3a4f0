"""Notes stand beside a work, and travel with it."""

from pathlib import Path

import pytest
from catalogue_tools import record, rows, save, troubles, work_of, works_of

from cpx.domain.query import Filters
from cpx.errors import BadUsage
from cpx.services.export import export
from cpx.services.ingest import IngestOptions, ingest
from cpx.services.note import MOST, list_notes, write_note
from cpx.store.catalogue import CatalogueFile

DOI = "10.5555/one"


def note(path: Path, *texts: str) -> None:
    with CatalogueFile(path, writable=True) as file:
        for text in texts:
            write_note(file, works_of(path)[0].id, text, by="Ada")


def test_note_is_kept_clean_and_in_order(path: Path) -> None:
    save(path, record(doi=DOI))
    note(path, "First\x1b[31m line\r\nand second\n", "Then this")
    notes = work_of(path, DOI).notes
    assert [(one.content, one.by) for one in notes] == [("First line\nand second", "Ada"), ("Then this", "Ada")]
    with CatalogueFile(path) as file, file.reading() as connection:
        assert list_notes(connection, 1).notes == notes
    assert rows(path, "SELECT command FROM runs WHERE command = 'note'") == ["note"] * 2


@pytest.mark.parametrize("text", ["", " \n", "\x00", "x" * (MOST + 1)])
def test_note_that_is_none_is_refused(path: Path, text: str) -> None:
    save(path, record(doi=DOI))
    with pytest.raises(BadUsage):
        note(path, text)
    assert work_of(path, DOI).notes == ()


def test_notes_are_exported_and_read_back_once(path: Path, tmp_path: Path) -> None:
    save(path, record(doi=DOI))
    note(path, "Read it", "Again")
    lines = tmp_path / "out.jsonl"
    with CatalogueFile(path) as file, file.reading() as connection:
        lines.write_text("".join(export(connection, "", Filters(), "jsonl")), encoding="utf-8")
    other = tmp_path / "other.db"
    for place in (other, other, path):
        with CatalogueFile(place, writable=True) as file:
            ingest(file, [str(lines)], IngestOptions())
        assert work_of(place, DOI).notes == work_of(path, DOI).notes
    assert troubles(other) == []


@pytest.mark.parametrize("notes", ["x", [4], [{"content": ""}], [{"content": 5}], [{"by": "x"}], {"content": "x"}])
def test_notes_of_another_shape_are_left_out(path: Path, tmp_path: Path, notes: object) -> None:
    import json

    lines = tmp_path / "in.jsonl"
    lines.write_text(json.dumps({"schema": 1, "id": "1", "title": "Sharing power", "doi": DOI, "notes": notes}) + "\n", encoding="utf-8")
    with CatalogueFile(path, writable=True) as file:
        assert ingest(file, [str(lines)], IngestOptions()).totals["failed"] == 0
    assert work_of(path, DOI).notes == ()
