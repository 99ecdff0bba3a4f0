"""Checks of updates: cheap, saved as they come, nothing called clear that nobody was asked about, nothing taken back on a silence."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from catalogue_tools import FAR, execute, record, rows, save, troubles, work_of
from notice_registry import NoticeRegistry
from retraction_answers import ARTICLE, COMMA, CORRECTED, CORRECTION, DOUBTED, NOTICE, SOUND, WORKS, row

from cpx.domain.checked import CheckedReference, UpdateChange
from cpx.domain.record import Record, Update
from cpx.errors import CpxError, Interrupted, PartlyFailed, RemoteFailed
from cpx.formats.crossref_json import read_work
from cpx.services.retractions import check_catalogue, summary
from cpx.services.show import find
from cpx.services.updates import amount_to, check_updates, count_checkable
from cpx.sources.base import Kind
from cpx.store.catalogue import CatalogueFile

ZENODO, GONE = "10.5281/zenodo.1", "10.5555/gone"
LONG_AGO = "2020-01-01T00:00:00Z"


def page(doi: str, title: str | None = None) -> Record:
    """Make what a saved page says of a work, before any registry was asked."""
    return record(title or WORKS[doi]["title"][0], source="page:article", doi=doi)


def check(path: Path, source: NoticeRegistry, *names: str) -> tuple[UpdateChange, ...]:
    with CatalogueFile(path, writable=True) as file:
        with file.reading() as connection:
            works = [find(connection, name) for name in names]
        return check_updates(file, source, works or None)


def stand(path: Path, **options: int) -> dict[str, CheckedReference]:
    with CatalogueFile(path) as file, file.reading() as connection:
        return {row.doi or row.text: row for row in check_catalogue(connection, **options)}


def known(path: Path, *dois: str) -> None:
    """Take in what Crossref had of works a long time ago, when there were no notices yet."""
    old = [{name: value for name, value in WORKS[doi].items() if name not in ("updated-by", "update-to")} for doi in dois]
    save(path, *(read_work(message) for message in old), at=LONG_AGO)


def test_known_works_are_asked_about_in_one_list(path: Path) -> None:
    known(path, ARTICLE, CORRECTED, DOUBTED, SOUND)
    source = NoticeRegistry()
    changes = check(path, source)
    assert {(change.doi, change.was, change.now, change.notice) for change in changes} == {
        (ARTICLE, "clear", "retracted", NOTICE),
        (CORRECTED, "clear", "corrected", CORRECTION),
        (DOUBTED, "clear", "concern", "10.5555/doubt"),
    }
    assert (len(source.lists), source.fetched) == (1, [])
    retracted = work_of(path, ARTICLE)
    assert retracted.retracted
    assert retracted.updates[0] == Update("retraction", NOTICE, "2020-06-05", "retraction-watch")
    assert {name for name, giver in retracted.field_sources.items() if giver == "crossref-updates"} == {"updates"}
    assert troubles(path) == []


def test_check_that_brings_nothing_new_writes_its_date_alone(path: Path) -> None:
    known(path, ARTICLE, SOUND)
    check(path, NoticeRegistry())
    before = rows(path, "SELECT count(*) FROM records")
    assert check(path, NoticeRegistry()) == ()
    assert rows(path, "SELECT count(*) FROM records") == before
    assert rows(path, "SELECT kind, count(*) FROM checks GROUP BY kind") == [("updates", 2)]
    assert stand(path)[SOUND].status == "clear"


def test_notice_is_never_retracted_by_what_it_retracts(path: Path) -> None:
    known(path, ARTICLE, NOTICE)
    # Nothing but the publisher's reversed row reaches the notice; its title says what it is.
    changes = check(path, NoticeRegistry(), NOTICE)
    assert [change.now for change in changes if change.now == "retracted"] == []
    assert not work_of(path, NOTICE).retracted
    check(path, NoticeRegistry())
    assert (work_of(path, ARTICLE).retracted, work_of(path, NOTICE).retracted) == (True, False)


def test_reversed_row_does_not_reach_a_notice_that_retracts(path: Path) -> None:
    save(path, read_work(WORKS[NOTICE]))
    check(path, NoticeRegistry(), NOTICE)
    held = work_of(path, NOTICE)
    assert not held.retracted
    assert [update.type for update in held.updates if update.doi == ARTICLE] == ["retraction-of", "erratum-of"]


def test_works_that_crossref_is_not_known_to_hold_are_looked_up(path: Path) -> None:
    save(path, page(ARTICLE, "A study of some drugs"), page(SOUND), page(GONE, "Gone"), page(ZENODO, "Data"), page(COMMA))
    source = NoticeRegistry(others={ZENODO: Record(source="datacite", doi=ZENODO, title="Data")})
    changes = {change.doi: change for change in check(path, source)}
    assert (source.lists, set(source.fetched)) == ([(ARTICLE, SOUND)], {ARTICLE, SOUND, GONE, ZENODO, COMMA})
    assert (changes[ARTICLE].was, changes[ARTICLE].now) == ("unchecked", "retracted")
    assert (changes[COMMA].now, changes[COMMA].type) == ("retracted", "withdrawal")
    assert {doi: change.kind for doi, change in changes.items() if change.error} == {GONE: "not_found", ZENODO: "other_agency"}
    assert SOUND not in changes
    found = stand(path)
    assert (found[SOUND].status, found[GONE].status, found[ZENODO].status) == ("clear", "unchecked", "unchecked")
    assert "knows no DOI" in found[GONE].reason
    assert "no retractions" in found[ZENODO].reason
    # From now on they are known, and cost a list.
    again = NoticeRegistry()
    check(path, again, SOUND, COMMA)
    assert (again.lists, again.fetched) == ([(SOUND,)], [COMMA])


def test_silent_list_takes_nothing_back_unless_the_work_says_so_too(path: Path) -> None:
    save(path, page(CORRECTED))
    told = dict(WORKS) | {CORRECTED: WORKS[CORRECTED] | {"updated-by": [row(CORRECTION, "correction", (2021, 3))]}}
    del told[CORRECTION]
    check(path, NoticeRegistry(told))
    assert work_of(path, CORRECTED).updates
    source = NoticeRegistry(told)
    assert check(path, source) == ()
    assert (source.lists, source.fetched) == ([(CORRECTED,)], [CORRECTED])
    gone = {doi: work for doi, work in WORKS.items() if doi != CORRECTION}
    changes = check(path, NoticeRegistry(gone))
    assert [(change.was, change.now, change.notice) for change in changes] == [("corrected", "clear", CORRECTION)]
    assert work_of(path, CORRECTED).updates == ()


class MuteRegistry(NoticeRegistry):
    """Its lists name no notice, whatever there is."""

    def updates_of(self, dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
        yield tuple(dois), ()


def test_list_that_is_silent_on_a_known_notice_is_believed_of_none(path: Path) -> None:
    known(path, SOUND)
    save(path, read_work(WORKS[ARTICLE]), at=LONG_AGO)
    changes = check(path, MuteRegistry(down=Kind.MALFORMED))
    assert {change.doi: change.kind for change in changes} == {ARTICLE: "malformed", SOUND: "malformed"}
    assert {row.doi: (row.status, row.checked) for row in stand(path).values()} == {
        ARTICLE: ("retracted", LONG_AGO[:10]),
        SOUND: ("unchecked", LONG_AGO[:10]),
    }
    source = MuteRegistry()
    assert check(path, source) == ()
    assert sorted(source.fetched) == sorted([ARTICLE, SOUND])
    assert stand(path)[SOUND].status == "clear"
    assert work_of(path, ARTICLE).retracted


def test_what_was_taken_back_and_comes_again_counts_again(path: Path) -> None:
    known(path, CORRECTED)
    without = {doi: work for doi, work in WORKS.items() if doi != CORRECTION}
    for source, stands in ((NoticeRegistry(), "corrected"), (NoticeRegistry(without), "clear"), (NoticeRegistry(), "corrected")):
        check(path, source)
        assert stand(path)[CORRECTED].status == stands


@pytest.mark.parametrize("kind", [Kind.UNAVAILABLE, Kind.TIMEOUT, Kind.RATE_LIMITED])
def test_failure_leaves_all_as_it_was_and_is_told(path: Path, kind: Kind) -> None:
    known(path, ARTICLE, CORRECTED)
    save(path, page(SOUND))
    changes = check(path, NoticeRegistry(down=kind))
    assert [(change.error, change.kind) for change in changes] == [("remote", kind.value)] * 3
    assert isinstance(amount_to(changes, 3), RemoteFailed)
    assert rows(path, "SELECT count(*) FROM checks") == [0]
    assert rows(path, "SELECT kind FROM run_problems") == [kind.value] * 3
    assert {row.status for row in stand(path).values()} == {"unchecked"}


def test_lists_that_came_are_kept_where_the_next_fails(path: Path) -> None:
    known(path, ARTICLE, CORRECTED, SOUND)
    source = NoticeRegistry(size=1)

    def stop_after_two() -> None:
        source.list_down = Kind.UNAVAILABLE if len(source.lists) == 2 else None

    source.before = stop_after_two
    changes = check(path, source)
    assert [change.now for change in changes if not change.error] == ["retracted", "corrected"]
    assert [change.doi for change in changes if change.error] == [SOUND]
    assert isinstance(amount_to(changes, 3), PartlyFailed)
    assert {row.doi: row.status for row in stand(path).values()} == {ARTICLE: "retracted", CORRECTED: "corrected", SOUND: "unchecked"}


def test_interrupted_check_keeps_what_was_saved(path: Path) -> None:
    known(path, ARTICLE, CORRECTED)
    source = NoticeRegistry(size=1)

    def press_ctrl_c() -> None:
        if source.lists:
            raise KeyboardInterrupt

    source.before = press_ctrl_c
    with pytest.raises(Interrupted):
        check(path, source)
    assert work_of(path, ARTICLE).retracted
    assert rows(path, "SELECT state FROM runs ORDER BY id DESC LIMIT 1") == ["interrupted"]
    assert troubles(path) == []


def test_two_works_with_one_doi_are_both_told(path: Path) -> None:
    known(path, ARTICLE)
    save(path, record("Something else altogether by others", source="page:article", doi="10.5555/other"))
    execute(path, f"UPDATE works SET doi = '{ARTICLE}' WHERE doi = '10.5555/other'")  # noqa: S608 - ours
    check(path, NoticeRegistry())
    assert rows(path, "SELECT count(*) FROM works WHERE updates LIKE '%retraction-watch%'") == [2]


def test_nothing_to_ask_opens_no_run(path: Path) -> None:
    save(path, record())
    runs = rows(path, "SELECT count(*) FROM runs")
    assert check(path, NoticeRegistry()) == ()
    assert rows(path, "SELECT count(*) FROM runs") == runs
    with CatalogueFile(path) as file:
        assert count_checkable(file.connection) == 0


def test_catalogue_tells_what_was_not_checked_and_why(path: Path) -> None:
    known(path, SOUND)
    save(path, page(DOUBTED), record("No DOI at all"), record("RETRACTED: A study nobody can find"), read_work(WORKS[CORRECTED]), at=FAR)
    found = stand(path)
    assert (found[SOUND].status, found[SOUND].reason) == ("unchecked", "last checked 2020-01-01, too long ago")
    assert (found[DOUBTED].status, found[DOUBTED].reason) == ("unchecked", "never checked")
    assert (found["No DOI at all"].status, found["No DOI at all"].reason) == ("unchecked", "no DOI")
    assert found["RETRACTED: A study nobody can find"].status == "retracted"
    assert found[CORRECTED].status == "clear"
    assert stand(path, older_than=10**6)[SOUND].status == "clear"
    assert [row.status for row in found.values()] == ["retracted", "unchecked", "unchecked", "unchecked", "clear"]
    assert summary(found.values()) == "1 retracted, 1 clear as of 2199-01-01, 3 not checked"


def test_metadata_from_a_file_is_no_check(path: Path, tmp_path: Path) -> None:
    import json

    from cpx.services.ingest import ingest

    (tmp_path / "old.json").write_text(json.dumps({"status": "ok", "message-type": "work", "message": WORKS[SOUND]}), encoding="utf-8")
    with CatalogueFile(path, writable=True) as file:
        ingest(file, [str(tmp_path / "old.json")])
    assert (stand(path)[SOUND].status, stand(path)[SOUND].reason) == ("unchecked", "never checked")
    source = NoticeRegistry()
    check(path, source)
    assert source.lists == [(SOUND,)]
    assert stand(path)[SOUND].status == "clear"


def test_amount_of_nothing_failed_is_no_error() -> None:
    def change(**more: str | None) -> UpdateChange:
        return UpdateChange(**{"key": "k", "doi": "10.5555/x", "title": "T", "was": "clear", "now": "clear", **more})  # type: ignore[arg-type]

    unknown: list[UpdateChange] = [change(error="not_found", kind="not_found"), change(error="remote", kind="other_agency")]
    assert amount_to([*unknown, change(now="retracted")], 3) is None
    failed: CpxError | None = amount_to([change(error="remote", kind="timeout", message="slow")], 1)
    assert failed is not None
    assert "slow" in failed.message
