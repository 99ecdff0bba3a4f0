"""What a run brought can be taken back, in any order, and brought back again; the file is then as if the run had never been."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from catalogue_tools import (
    ABSTRACT,
    AHO,
    BERG,
    content_of,
    execute,
    ready,
    record,
    rows,
    save,
    saving,
    troubles,
    work_of,
    works_of,
    write_lines,
)
from fake_registry import FakeRegistry, known

from cpx.domain.concept import Verdict
from cpx.errors import BadUsage, CatalogueBusy, NotFound
from cpx.services.edit import edit
from cpx.services.enrich import choose, enrich
from cpx.services.ingest import ingest
from cpx.services.note import write_note
from cpx.services.review_dois import settle
from cpx.services.run import writing_run
from cpx.services.save import Outcome
from cpx.services.tag import decide, tag_works
from cpx.services.undo import BATCH, UndoResult, undo
from cpx.store.catalogue import CatalogueFile
from cpx.store.doi_candidates import Found, write_candidates

DOI = "10.5555/one"
FOUND, HAND = "semi-structured interviews", "photovoice"


def first(**fields: Any) -> Any:  # noqa: ANN401 - any field of a record
    return record(**{"authors": (AHO,), "issued": "2024", "doi": DOI, "abstract": ABSTRACT, **fields})


@contextmanager
def opened(path: Path) -> Iterator[CatalogueFile]:
    with CatalogueFile(path, writable=True) as file:
        yield file


def take_back(path: Path, run: int | None = None, **more: Any) -> UndoResult:  # noqa: ANN401 - options of undo
    with opened(path) as file:
        return undo(file, run, **more)


def last_run(path: Path) -> int:
    return int(rows(path, "SELECT max(id) FROM runs")[0])


def fill(path: Path) -> None:
    """Make a work that four runs know of: its ingest, an edit, a decision, a note."""
    save(path, first())
    with opened(path) as file:
        edit(file, 1, {"volume": "9"})
        decide(file, 1, FOUND, Verdict.REJECTED)
        write_note(file, 1, "read it")


def test_undo_of_each_run_leaves_the_others(path: Path) -> None:
    fill(path)
    take_back(path, 2)
    work = work_of(path, DOI)
    assert (work.volume, [note.content for note in work.notes]) == (None, ["read it"])
    take_back(path, 3)
    assert FOUND in {tag.label.lower() for tag in work_of(path, DOI).tags if tag.status == "suggested"}
    take_back(path, 4)
    assert work_of(path, DOI).notes == ()
    assert troubles(path) == []


@pytest.mark.parametrize("order", [(4, 3, 2, 1), (2, 1), (1,), (3, 1)])
def test_undo_of_an_undo_brings_everything_back(path: Path, order: tuple[int, ...]) -> None:
    fill(path)
    before = content_of(path)
    undos = []
    for run in order:
        result = take_back(path, run)
        undos.append(result.run)
        assert not result.brought_back
    assert (content_of(path) == []) == (order[-1] == 1)
    assert troubles(path) == []
    for run in reversed(undos):
        assert take_back(path, run).brought_back
    assert content_of(path) == before
    assert troubles(path) == []


def test_undo_of_an_ingest_takes_works_out_and_keeps_their_keys(path: Path) -> None:
    fill(path)
    key = works_of(path)[0].key
    result = take_back(path, 1)
    assert (result.records, result.removed, result.command) == (1, (key,), "test")
    assert works_of(path) == []
    with pytest.raises(NotFound, match=key) as caught:
        work_of(path, key)
    assert "cpx log" in caught.value.hint
    save(path, first())
    assert works_of(path)[0].key == f"{key}b"
    take_back(path, result.run)
    assert len(works_of(path)) == 1
    assert {work_of(path, name).id for name in (key, f"{key}b")} == {works_of(path)[0].id}
    assert troubles(path) == []


def test_undo_without_a_number_walks_back(path: Path) -> None:
    fill(path)
    assert [take_back(path).undone for _ in range(4)] == [4, 3, 2, 1]
    with pytest.raises(NotFound):
        take_back(path)
    assert rows(path, "SELECT state FROM runs") == ["done"] * 8


def test_undo_of_enrichment_gives_what_was_before(path: Path) -> None:
    save(path, record(None, doi=DOI), first(title="Another study", doi="10.5555/two"))
    before = content_of(path)
    with opened(path) as file:
        with file.reading() as connection:
            plan = choose(connection)
        enrich(file, FakeRegistry({DOI: known(DOI, "Known at last")}), plan)
    assert work_of(path, DOI).title == "Known at last"
    result = take_back(path)
    after = content_of(path)
    assert [work["title"] for work in after if work["doi"] == DOI] == [work["title"] for work in before if work["doi"] == DOI]
    assert work_of(path, DOI).status == "waiting"
    assert result.changed
    assert rows(path, "SELECT count(*) FROM checks") == [0]
    assert troubles(path) == []


def test_undo_of_a_join_makes_two_works_again(path: Path) -> None:
    says = {"relation": {"is-preprint-of": [{"id-type": "doi", "id": DOI, "asserted-by": "subject"}]}}
    pre = {"source": "crossref", "type": "article", "issued": "2019-05", "authors": (AHO, BERG), "title": "Sharing power in wards"}
    art = record(**{**pre, "source_id": DOI, "doi": DOI, "type": "article-journal", "issued": "2020"})
    save(path, art)
    save(path, record(**{**pre, "source": "ris", "doi": "10.5555/pre", "issued": "2019"}, extra={"subtype": "preprint"}))
    with opened(path) as file:
        write_note(file, 2, "of the preprint")
        decide(file, 2, HAND, Verdict.CONFIRMED)
        decide(file, 1, HAND, Verdict.REJECTED)
    before = content_of(path)
    assert len(before) == 2
    save(path, record(**{**pre, "source_id": "10.5555/pre", "doi": "10.5555/pre"}, extra={"subtype": "preprint", **says}))
    assert len(works_of(path)) == 1
    joined = content_of(path)
    result = take_back(path)
    assert len(result.split) == 2
    assert content_of(path) == before
    assert troubles(path) == []
    assert take_back(path, result.run).joined
    assert content_of(path) == joined
    take_back(path, last_run(path))
    assert content_of(path) == before
    assert troubles(path) == []


def test_undo_says_which_works_stay_one(path: Path) -> None:
    save(path, first(title="Wards", doi=None, source="ris"))
    save(path, first(title="Wards", doi=DOI, source="bibtex"))
    save(path, first(title="Sharing power: wards in the north", doi=DOI, source="crossref", source_id=DOI, authors=(AHO,)))
    if len(works_of(path)) == 1:
        assert take_back(path, 2).still_one == (works_of(path)[0].key,)
    assert troubles(path) == []


def test_undo_on_trial_says_the_same_and_changes_nothing(path: Path) -> None:
    fill(path)
    before = (content_of(path), last_run(path))
    tried = take_back(path, 1, dry_run=True)
    assert (content_of(path), last_run(path)) == before
    real = take_back(path, 1)
    assert tried.run is None
    assert {**dict(tried), "run": 0} == {**dict(real), "run": 0}


def test_undo_of_a_re_tag_says_that_it_is_derived(path: Path) -> None:
    fill(path)
    with opened(path) as file:
        tag_works(file)
    with pytest.raises(BadUsage, match="derived") as caught:
        take_back(path)
    assert "cpx undo 4" in caught.value.hint


def test_undo_twice_names_the_undo(path: Path) -> None:
    fill(path)
    done = take_back(path, 3)
    with pytest.raises(BadUsage) as caught:
        take_back(path, 3)
    assert f"cpx undo {done.run}" in caught.value.hint
    take_back(path, done.run)
    with pytest.raises(BadUsage, match="taken back itself"):
        take_back(path, done.run)
    assert take_back(path, last_run(path)).undone == 3
    with pytest.raises(NotFound, match="no run 99"):
        take_back(path, 99)


def test_undo_leaves_a_run_at_work_alone(path: Path) -> None:
    fill(path)
    execute(path, "UPDATE runs SET state = 'open', process = 'elsewhere:1' WHERE id = 4")
    with pytest.raises(CatalogueBusy):
        take_back(path)


def test_undo_goes_batch_by_batch_and_on_after_a_stop(path: Path, tmp_path: Path) -> None:
    lines = write_lines(tmp_path / "many.jsonl", BATCH * 2 + 5, text="")
    with opened(path) as file:
        ingest(file, [str(lines)])

        def stop(_what: str, count: int, _total: int | None = None) -> None:
            if count >= BATCH:
                raise OSError("stopped")

        with pytest.raises(OSError, match="stopped"):
            undo(file, progress=stop)
    assert len(works_of(path)) == BATCH + 5
    assert rows(path, "SELECT state FROM runs ORDER BY id") == ["done", "interrupted"]
    assert troubles(path) == []
    assert take_back(path).records == BATCH + 5
    assert works_of(path) == []
    assert rows(path, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'study'") == [0]
    take_back(path, last_run(path))
    assert len(works_of(path)) == BATCH * 2 + 5
    assert troubles(path) == []


def message(doi: str) -> dict[str, Any]:
    names = [{"family": "Aho", "given": "Ada"}]
    return {"DOI": doi, "title": ["Sharing power in wards"], "author": names, "issued": {"date-parts": [[2024]]}, "type": "journal-article"}


@pytest.fixture
def proposed(path: Path) -> Path:
    """Give a catalogue in which two DOIs are proposed for a work without one; the second is another work's."""
    save(path, record(authors=(AHO,), issued="2024"), record("Another thing", doi="10.5555/taken", authors=(BERG,), issued="2019"))
    with opened(path) as file, writing_run(file, "enrich", {"find": []}) as run, file.batch() as connection:
        found = [Found(doi, score, ("title",), message(doi)) for doi, score in (("10.5555/free", 0.9), ("10.5555/taken", 0.8))]
        write_candidates(connection, 1, run.id, found)
    return path


def states(path: Path) -> list[tuple[str, str]]:
    return rows(path, "SELECT doi, state FROM doi_candidates ORDER BY doi")


@pytest.mark.parametrize(("doi", "accept"), [("10.5555/free", True), ("10.5555/taken", True), ("10.5555/free", False)])
def test_undo_of_a_choice_of_a_doi_opens_the_question_again(proposed: Path, doi: str, accept: bool) -> None:
    before, asked = content_of(proposed), states(proposed)
    with opened(proposed) as file:
        settle(file, 1, doi, accept=accept, by="ana")
    after, settled = content_of(proposed), states(proposed)
    assert settled != asked
    done = take_back(proposed)
    assert (content_of(proposed), states(proposed)) == (before, asked)
    assert troubles(proposed) == []
    take_back(proposed, done.run)
    assert content_of(proposed) == after
    assert dict(settled).items() <= dict(states(proposed)).items()
    assert troubles(proposed) == []


def test_undo_of_a_search_for_dois_forgets_what_it_found(proposed: Path) -> None:
    done = take_back(proposed)
    assert (states(proposed), done.other) == ([], 2)
    take_back(proposed, done.run)
    assert [state for _, state in states(proposed)] == ["open", "open"]


def test_undo_of_a_removal_lets_the_record_in_again(path: Path) -> None:
    save(path)
    with opened(path) as file, writing_run(file, "remove", {}) as run, file.batch() as connection:
        query = "INSERT INTO tombstones (key, scheme, value, run, by, at) VALUES ('aho2024sharing', 'doi', ?, ?, 'ana', '2026')"
        connection.execute(query, (DOI, run.id))
    assert save(path, first())[0].outcome == Outcome.REMOVED
    done = take_back(path, 2)
    assert save(path, first())[0].outcome == Outcome.ADDED
    take_back(path, done.run)
    assert rows(path, "SELECT value FROM tombstones") == [DOI]


def test_chapters_find_their_book_again(path: Path) -> None:
    with saving(path) as (file, saver), file.batch():
        book = saver.save(ready(record("A book of wards", type="book", authors=(AHO,), issued="2020")))
        chapter = record("A chapter on power", type="chapter", authors=(BERG,), issued="2020")
        saver.save(ready(chapter), container=book.record)
    before = content_of(path)
    assert [work["part_of"] for work in before].count(None) == 1
    done = take_back(path, rows(path, "SELECT max(id) FROM runs")[0])
    assert content_of(path) == []
    take_back(path, done.run)
    assert content_of(path) == before
