"""A notice in the catalogue marks what it retracts or corrects, whichever came first, for as long as the notice stands."""

from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, content_of, record, rows, save, troubles, work_of
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.checked import CheckedReference
from cpx.domain.record import Record, Update
from cpx.services.derive import derive_work
from cpx.services.edit import edit
from cpx.services.retractions import check_catalogue
from cpx.services.shipped import shipped_tagger
from cpx.services.sources import field_origins
from cpx.services.undo import undo
from cpx.store.catalogue import CatalogueFile

ARTICLE, NOTICE, OTHER = "10.5555/article", "10.5555/notice", "10.5555/other"
STATED = Update("retraction", NOTICE, "2020-06-05", "publisher")


def article(**fields: object) -> Record:
    return record("Sharing power in wards", **{"doi": ARTICLE, "source": "crossref", "source_id": ARTICLE, "authors": (AHO,), **fields})


def notice(kind: str = "retraction", upon: str = ARTICLE, doi: str = NOTICE, source: str = "publisher") -> Record:
    updates = (Update(f"{kind}-of", upon, "2020-06-05", source),)
    return record(f"A word of the editors on {upon}", doi=doi, source="crossref", source_id=doi, authors=(BERG,), updates=updates)


def stands(path: Path, doi: str = ARTICLE) -> CheckedReference:
    with CatalogueFile(path) as file, file.reading() as connection:
        return next(row for row in check_catalogue(connection) if row.doi == doi)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    ("kind", "status", "retracted"),
    [
        ("retraction", "retracted", True),
        ("withdrawal", "retracted", True),
        ("expression-of-concern", "concern", False),
        ("correction", "corrected", False),
        ("new-version", "clear", False),
    ],
)
def test_notice_marks_its_work_in_both_orders(path: Path, order: tuple[int, int], kind: str, status: str, *, retracted: bool) -> None:
    both = (article(source="page:article", source_id=None), notice(kind))
    for place in order:
        save(path, both[place])
    work = work_of(path, ARTICLE)
    assert work.updates == (Update(kind, NOTICE, "2020-06-05", "publisher"),)
    assert work.retracted is retracted
    row = stands(path)
    assert row.status == (status if status != "clear" else "unchecked")
    assert row.notice == (NOTICE if status != "clear" else None)
    assert "never checked" in row.reason
    assert not work_of(path, NOTICE).retracted
    assert troubles(path) == []


@pytest.mark.parametrize("order", [(1, 2), (2, 1)])
def test_notice_taken_back_marks_no_more_and_brought_back_does(path: Path, order: tuple[int, int]) -> None:
    both = {1: article(), 2: notice()}
    for run in order:
        save(path, both[run])
    before = content_of(path)
    taken = order.index(2) + 1
    with CatalogueFile(path, writable=True) as file:
        undo(file, taken)
    assert (work_of(path, ARTICLE).updates, work_of(path, ARTICLE).retracted) == ((), False)
    with CatalogueFile(path, writable=True) as file:
        undo(file, 3)
    assert work_of(path, ARTICLE).updates == (STATED,)
    assert content_of(path) == before
    assert troubles(path) == []


def test_article_and_notice_of_one_run_go_together(path: Path) -> None:
    save(path, notice(), article())
    with CatalogueFile(path, writable=True) as file:
        undone = undo(file)
    assert (len(undone.removed), undone.changed) == (2, ())
    assert content_of(path) == []
    assert troubles(path) == []


def test_notice_that_names_another_work_now_frees_the_first(path: Path) -> None:
    save(path, article(), record("Another study", doi=OTHER, authors=(AHO,)), notice())
    save(path, notice(upon=OTHER))
    assert [work_of(path, doi).retracted for doi in (ARTICLE, OTHER)] == [False, True]


@pytest.mark.parametrize(("ours", "retracted"), [("publisher", False), ("retraction-watch", True)])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_a_reversed_pair_retraction_watch_holds(path: Path, order: tuple[int, int], ours: str, *, retracted: bool) -> None:
    """The article says that it retracts the notice, the notice that it retracts the article."""
    wrong = article(updates=(Update("retraction-of", NOTICE, "2020-06-05", "publisher"),))
    both = (wrong, notice(source=ours))
    for place in order:
        save(path, both[place])
    assert work_of(path, ARTICLE).retracted is retracted
    assert not work_of(path, NOTICE).retracted
    assert [update.type for update in work_of(path, NOTICE).updates] == ["retraction-of"]


def test_update_told_by_both_stands_once_with_the_better_source(path: Path) -> None:
    save(path, article(updates=(Update("retraction", NOTICE, "2020-06", "retraction-watch"),)), notice())
    assert work_of(path, ARTICLE).updates == (Update("retraction", NOTICE, "2020-06-05", "retraction-watch"),)


def test_notice_upon_a_preprint_says_nothing_of_its_article(path: Path) -> None:
    preprint = "10.5555/preprint"
    relation = {"is-preprint-of": [{"id-type": "doi", "id": ARTICLE}]}
    posted = article(doi=preprint, source_id=preprint, type="article", extra={"relation": relation})
    save(path, notice("withdrawal", preprint), posted)
    assert work_of(path, preprint).retracted
    save(path, article())
    assert not work_of(path, ARTICLE).retracted
    assert rows(path, "SELECT count(*) FROM works") == [2]


def test_doi_that_a_person_put_right_is_no_longer_marked(path: Path) -> None:
    save(path, article(source="page:article", source_id=None), notice())
    assert work_of(path, ARTICLE).retracted
    with CatalogueFile(path, writable=True) as file:
        edit(file, 1, {"doi": OTHER})
    assert not work_of(path, OTHER).retracted


def test_source_of_the_mark_is_the_notices_record(path: Path) -> None:
    save(path, article(), notice())
    with CatalogueFile(path) as file, file.reading() as connection:
        origin = next(one for one in field_origins(connection, 1) if one.field == "updates")
    assert (origin.source, origin.described) == ("crossref", NOTICE)
    assert rows(path, "SELECT record FROM field_sources WHERE work = 1 AND field = 'updates'") == [2]


@given(st.permutations([0, 1, 2]), st.lists(st.integers(0, 2), max_size=3))
def test_order_does_not_matter_and_deriving_again_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], again: list[int]
) -> None:
    path = tmp_path_factory.mktemp("notices") / "some.db"
    given_records = (article(abstract=ABSTRACT), notice(), notice("correction", doi=OTHER))
    save(path, *(given_records[place] for place in order))
    for place in again:
        with CatalogueFile(path, writable=True) as file, file.batch() as connection:
            derive_work(connection, place + 1, shipped_tagger())
    assert [(update.type, update.doi) for update in work_of(path, ARTICLE).updates] == [("retraction", NOTICE), ("correction", OTHER)]
    assert stands(path).notice == NOTICE


def test_notices_are_sought_by_index(path: Path) -> None:
    from cpx.store import notices

    save(path, article(), notice())
    plans: list[str] = []
    with CatalogueFile(path) as file, file.reading() as connection:
        seen: list[str] = []
        connection.set_trace_callback(seen.append)
        notices.read_upon(connection, 1, (ARTICLE,))
        notices.works_with(connection, (ARTICLE,), 2)
        notices.read_made(connection, 2)
        connection.set_trace_callback(None)
        for query in seen:
            plans += [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert plans
    assert [plan for plan in plans if plan.startswith("SCAN")] == []
