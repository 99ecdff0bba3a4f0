"""Files become works once, whatever is in them; what cannot be read is named and costs itself alone."""
# ruff: noqa: PTH102, PTH123, PT012 - names that are no text need the plain functions; what fails is the block as a whole

import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

import pytest
from catalogue_tools import ABSTRACT, AHO, content_of, record, rows, save, troubles, work_of, works_of, write_lines

from cpx.domain.record import Record, Text
from cpx.errors import BadUsage, CpxError, Interrupted, NotFound
from cpx.formats.base import Format, Problem, Source
from cpx.services import ingester
from cpx.services.ingest import IngestOptions, IngestResult, ingest
from cpx.services.ingester import BATCH_RECORDS
from cpx.services.reading import PROBLEMS_KEPT
from cpx.services.run import writing_run
from cpx.store.catalogue import CatalogueFile
from cpx.store.runs import Search


def read(path: Path, *inputs: Path | str, progress: Callable[[str, int], None] | None = None, **options: object) -> IngestResult:
    with CatalogueFile(path, writable=True) as file:
        return ingest(file, [str(one) for one in inputs], IngestOptions(**options), progress)  # type: ignore[arg-type]


def counts(result: IngestResult) -> dict[str, int]:
    """Give the totals that are not nought."""
    return {name: count for name, count in result.totals.items() if count}


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Iterator[object]]], None]:
    """Take every file for one of a kind whose records a test makes."""

    def install(load: Callable[[], Iterator[object]]) -> None:
        kind = Format("fake", "a fake", lambda _: 1.0, lambda _: load())  # type: ignore[arg-type, return-value]
        monkeypatch.setattr("cpx.services.ingest.formats", lambda: (kind,))

    return install


def some_file(folder: Path) -> Path:
    (folder / "in.txt").write_text("x")
    return folder / "in.txt"


def test_ingest_is_idempotent(path: Path, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "in.jsonl", 20)
    assert counts(read(path, lines)) == {"read": 20, "added": 20}
    before = content_of(path)
    assert counts(read(path, lines)) == {"read": 20, "unchanged": 20}
    assert content_of(path) == before
    assert rows(path, "SELECT state, json_extract(totals, '$.unchanged') FROM runs") == [("done", 0), ("done", 20)]


def test_ingest_counts_what_became_of_each_record(path: Path, tmp_path: Path) -> None:
    lines = [
        {"id": "1", "title": "Sharing power", "doi": "10.5555/one", "authors": ["Aho, A"], "year": 2024},
        {"id": "2", "title": "Sharing power.", "doi": "10.5555/one", "year": 2024, "abstract": ABSTRACT},
        {"id": "1", "title": "Sharing power", "doi": "10.5555/one", "authors": ["Aho, A"], "year": 2024},
        {"id": "3", "title": "A survey of dentists in Ohio", "doi": "10.5555/one"},
        {"id": "4"},
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n{broken\n")
    result = read(path, tmp_path / "in.jsonl")
    assert counts(result) == {"read": 4, "added": 2, "duplicate": 1, "unchanged": 1, "failed": 2}
    (one,) = result.files
    assert (one.path, one.format) == (str(tmp_path / "in.jsonl"), "jsonl")
    assert sorted(problem.where for problem in one.problems) == ["3", "line 5", "line 6"]
    assert rows(path, "SELECT counts FROM run_files") == [json.dumps({name: result.totals[name] for name in result.totals})]


def test_ingest_links_chapters_to_a_book_that_comes_later(path: Path, tmp_path: Path, fake: Callable[..., None]) -> None:
    book = record("The book", type="book", source_id="b", source="page:listing")
    chapters = [record(f"Chapter {n}", type="chapter", source_id=f"c{n}", part_of="b", source="page:listing") for n in range(3)]
    fake(lambda: iter([*chapters, book]))
    for _ in range(2):
        read(path, some_file(tmp_path))
        assert [work.part_of for work in works_of(path)] == ["anonndbook"] * 3 + [None]


def test_ingest_leaves_out_a_record_that_cannot_be_taken_in(path: Path, tmp_path: Path, fake: Callable[..., None]) -> None:
    bad = [
        record("A", source_id="not json", extra={"x": {1}}),
        record("B", source_id="nan", extra={"x": float("nan")}),
        record("C", source_id="names of another shape", authors=(5,)),
        record("D", source_id="no such field", texts=(Text("Words.", "summary"),)),
        record("E", source_id="a number", volume={"no": "text"}),
        record("F", source_id="a long number", issued="2024", references=(type("R", (), {"text": "x", "doi": None, "year": 2**80})(),)),
    ]
    fake(lambda: iter([record("Good one"), *bad, record("Good two")]))
    result = read(path, some_file(tmp_path))
    assert counts(result) == {"read": 8, "added": 2, "failed": 6}
    assert {problem.where for problem in result.files[0].problems if "cannot be" in problem.message} == {one.source_id for one in bad}
    assert [work.title for work in works_of(path)] == ["Good one", "Good two"]
    assert troubles(path) == []


def test_ingest_of_a_failing_tagger_keeps_the_other_records(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = ingester.prepare

    def prepare(one: Record, tagger: object) -> object:
        if one.title and "number 7 " in one.title:
            raise ValueError("a label that nobody foresaw")
        return real(one, tagger)  # type: ignore[arg-type]

    monkeypatch.setattr(ingester, "prepare", prepare)
    result = read(path, write_lines(tmp_path / "in.jsonl", 20))
    assert counts(result) == {"read": 20, "added": 19, "failed": 1}
    assert "a label that nobody foresaw" in result.files[0].problems[0].message
    monkeypatch.undo()
    assert counts(read(path, tmp_path / "in.jsonl")) == {"read": 20, "added": 1, "unchanged": 19}


@pytest.mark.parametrize("error", [RuntimeError("lost"), KeyError("x"), RecursionError(), CpxError("no more of it")])
def test_ingest_of_a_reader_that_fails_keeps_what_it_gave(path: Path, tmp_path: Path, fake: Callable[..., None], error: Exception) -> None:
    def load() -> Iterator[object]:
        yield record("Good one")
        yield Problem("record 2", "not a record")
        raise error

    fake(load)
    result = read(path, some_file(tmp_path))
    assert counts(result) == {"read": 1, "added": 1, "failed": 2}
    assert [work.title for work in works_of(path)] == ["Good one"]
    assert rows(path, "SELECT state FROM runs") == ["done"]


def test_ingest_lists_some_problems_and_counts_the_rest(path: Path, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"title": "T"}\n' + "{broken\n" * (PROBLEMS_KEPT + 5))
    (one,) = read(path, tmp_path / "in.jsonl").files
    assert one.failed == PROBLEMS_KEPT + 5
    assert len(one.problems) == PROBLEMS_KEPT + 1
    assert one.problems[-1].message == "and 5 more"


def test_ingest_tells_how_far_it_is_a_batch_at_a_time(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingester, "BATCH_SECONDS", 600)
    told: list[int] = []
    read(path, write_lines(tmp_path / "in.jsonl", BATCH_RECORDS + 3), progress=lambda _name, count: told.append(count))
    assert told == [BATCH_RECORDS, BATCH_RECORDS + 3]


def test_ingest_saves_after_a_second(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingester, "BATCH_SECONDS", 0)
    told: list[int] = []
    read(path, write_lines(tmp_path / "in.jsonl", 3), progress=lambda _name, count: told.append(count))
    assert told == [1, 2, 3]


def test_ingest_stopped_by_ctrl_c_keeps_what_was_saved(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ingester, "BATCH_RECORDS", 5)
    lines = write_lines(tmp_path / "in.jsonl", 20)

    def press(_name: str, count: int) -> None:
        if count >= 10:
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="10 records read") as caught:
        read(path, lines, progress=press)
    assert caught.value.exit_code == 130
    assert rows(path, "SELECT state, ended_at IS NOT NULL FROM runs") == [("interrupted", 1)]
    assert len(works_of(path)) == 10
    assert troubles(path) == []
    assert counts(read(path, lines)) == {"read": 20, "added": 10, "unchanged": 10}


def test_ingest_stopped_in_the_middle_of_a_batch_saves_none_of_it(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = write_lines(tmp_path / "in.jsonl", 4)
    monkeypatch.setattr("cpx.services.found.write_assignments", mock.Mock(side_effect=[None, None, KeyboardInterrupt]))
    with pytest.raises(Interrupted):
        read(path, lines)
    monkeypatch.undo()
    assert works_of(path) == []
    assert troubles(path) == []
    assert counts(read(path, lines)) == {"read": 4, "added": 4}


def test_ingest_dry_run_says_what_would_happen_and_changes_nothing(path: Path, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "in.jsonl", 5)
    read(path, write_lines(tmp_path / "before.jsonl", 2))
    before = path.read_bytes()
    assert counts(read(path, lines, dry_run=True)) == {"read": 5, "added": 3, "unchanged": 2}
    assert path.read_bytes() == before
    assert counts(read(path, lines)) == {"read": 5, "added": 3, "unchanged": 2}


def test_ingest_dry_run_needs_no_leave_to_write(path: Path, tmp_path: Path) -> None:
    save(path, record())
    with CatalogueFile(path) as file:
        assert ingest(file, [str(write_lines(tmp_path / "in.jsonl", 2))], IngestOptions(dry_run=True)).totals["added"] == 2


def test_ingest_records_the_search_with_the_run(path: Path, tmp_path: Path) -> None:
    search = Search(source="Scopus", platform="Else\x1bvier", searched="2026-05-04", strategy="ward* AND\npower")
    read(path, write_lines(tmp_path / "in.jsonl", 1), search=search, by="Ada")
    found = rows(path, "SELECT source, platform, searched, strategy, by, command FROM runs")
    assert found == [("Scopus", "Elsevier", "2026-05-04", "ward* AND\npower", "Ada", "ingest")]


def test_ingest_reads_standard_input(path: Path) -> None:
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id": "1", "title": "From a pipe"}\n'))):
        result = read(path, "-")
    assert (result.files[0].path, result.totals["added"]) == ("-", 1)


def test_ingest_of_a_file_that_is_not_there(path: Path) -> None:
    with pytest.raises(NotFound, match=r"no file gone\.txt"):
        read(path, "gone.txt")
    assert rows(path, "SELECT * FROM runs") == []


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_ingest_of_a_name_that_cannot_be(path: Path, name: str) -> None:
    try:
        failed = read(path, name).totals["failed"]
    except NotFound:
        failed = 1
    assert failed == 1


def test_ingest_goes_on_after_a_file_that_is_not_there(path: Path, tmp_path: Path) -> None:
    result = read(path, tmp_path / "gone.txt", write_lines(tmp_path / "in.jsonl", 2))
    assert counts(result) == {"read": 2, "added": 2, "failed": 1}
    assert result.files[0].problems[0].message.startswith("no file")


def test_ingest_of_an_empty_folder(path: Path, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(CpxError, match="nothing in"):
        read(path, tmp_path / "folder")


def test_ingest_of_an_unknown_kind(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="no format 'xyz'"):
        read(path, some_file(tmp_path), format="xyz")


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50, b"\x89PNG\r\n\x1a\n" + bytes(500), b"   \n\n"])
def test_ingest_of_what_holds_no_words(path: Path, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "in.bin").write_bytes(data)
    result = read(path, tmp_path / "in.bin")
    assert counts(result) == {"failed": 1}
    assert result.files[0].problems
    assert works_of(path) == []


def test_ingest_of_a_file_named_in_no_alphabet(path: Path, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path) + b"/names"
    os.mkdir(folder)
    for name in (b"caf\xe9.jsonl", b"a\n\x1b[31mb.jsonl"):
        with open(folder + b"/" + name, "w") as stream:
            stream.write(json.dumps({"id": "1", "title": f"From {name!r}"}))
    result = read(path, tmp_path / "names")
    assert counts(result) == {"read": 2, "added": 2}
    assert [Path(one.path).name for one in result.files] == ["a\nb.jsonl", "caf\ufffd.jsonl"]
    assert work_of(path, works_of(path)[0].key).records[0].file.endswith("b.jsonl")


def test_ingest_says_what_it_took_an_unsure_file_for(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def load(_: Source) -> Iterator[Record]:
        yield record("T", authors=(AHO,))

    kinds = (Format("one", "a page", lambda _: 0.2, load), Format("two", "a list", lambda _: 0.1, load))
    monkeypatch.setattr("cpx.services.ingest.formats", lambda: kinds)
    (one,) = read(path, some_file(tmp_path)).files
    assert (one.format, one.certainty) == ("one", 0.2)
    assert one.problems[0].message == "taken for a page, 20% sure; if that is wrong, give its kind: --as one or two"
    (tmp_path / "folder").mkdir()
    some_file(tmp_path / "folder")
    (in_folder,) = read(path, tmp_path / "folder").files
    assert in_folder.failed == 1
    assert "nearest: a page, 20% sure" in in_folder.problems[0].message


def test_writing_run_hides_no_error_behind_its_own(path: Path) -> None:
    with CatalogueFile(path, writable=True) as file:
        with pytest.raises(RuntimeError, match="first"), writing_run(file, "test", {}):
            file.connection.execute("PRAGMA query_only = ON")
            raise RuntimeError("first")
        file.connection.execute("PRAGMA query_only = OFF")
    assert rows(path, "SELECT state FROM runs") == ["open"]
