"""References of a document: asked live, the catalogue's fresh answers used, and what could not be asked said so."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from catalogue_tools import rows, save
from notice_registry import NoticeRegistry
from retraction_answers import ARTICLE, COMMA, CORRECTED, CORRECTION, DOUBTED, NOTICE, SOUND, WORKS

from cpx.domain.checked import CheckedReference
from cpx.domain.record import Record, Update
from cpx.errors import PartlyFailed, RemoteFailed
from cpx.formats.crossref_json import read_work
from cpx.formats.reference_list import Listed
from cpx.services.check_references import References, check_references, find_doi, trouble
from cpx.services.retractions import judge, summary, today
from cpx.sources.base import Answer, Kind, SourceFailed
from cpx.store.catalogue import CatalogueFile

ZENODO = "10.5281/zenodo.1"
LINE = "Aho A, Berg B. Carers who plan their own services. 2020."


def check(source: NoticeRegistry, *listed: Listed, path: Path | None = None) -> References:
    if path is None:
        return check_references(listed, lambda: source)
    with CatalogueFile(path) as file, file.reading() as connection:
        return check_references(listed, lambda: source, connection)


def one(source: NoticeRegistry, listed: Listed, path: Path | None = None) -> CheckedReference:
    return check(source, listed, path=path).rows[0]


@pytest.mark.parametrize(
    ("doi", "status", "kind", "notice"),
    [
        (ARTICLE, "retracted", "retraction", NOTICE),
        (CORRECTED, "corrected", "correction", CORRECTION),
        (DOUBTED, "concern", "expression-of-concern", "10.5555/doubt"),
        (COMMA, "retracted", "withdrawal", "10.5555/n"),
        (SOUND, "clear", None, None),
    ],
)
def test_reference_stands_as_its_registry_says(doi: str, status: str, kind: str | None, notice: str | None) -> None:
    row = one(NoticeRegistry(), Listed("As printed", doi, "7"))
    assert (row.status, row.type, row.notice) == (status, kind, notice)
    assert (row.label, row.text, row.doi, row.key, row.checked, row.reason) == ("7", "As printed", doi, None, today().isoformat(), "")


def test_rows_keep_the_order_and_cost_one_list() -> None:
    source = NoticeRegistry()
    found = check(source, *(Listed(f"{doi} as printed", doi) for doi in (SOUND, ARTICLE, CORRECTED, SOUND)))
    assert [row.status for row in found.rows] == ["clear", "retracted", "corrected", "clear"]
    assert (len(source.lists), len(source.fetched)) == (1, 3)
    assert summary(found.rows) == f"1 retracted, 1 corrected, 2 clear as of {today()}"
    assert trouble(found) is None


def test_reference_to_the_notice_itself_is_told() -> None:
    row = one(NoticeRegistry(), Listed("The notice", NOTICE))
    assert row.status == "clear"
    assert row.remarks == (f"this is a notice (retraction of {ARTICLE}), not the work itself",)


def test_text_that_speaks_of_retraction_is_told() -> None:
    assert one(NoticeRegistry(), Listed("Aho A. Retracted in 2021. J Care", SOUND)).remarks == ("its text here speaks of retraction",)


@pytest.mark.parametrize(
    ("listed", "status", "reason"),
    [
        (Listed("Nobody knows this", "10.5555/gone"), "unchecked", "knows no DOI"),
        (Listed("Data of ours", ZENODO), "unchecked", "no retractions"),
        (Listed("A book of long ago. London: A Press; 1950."), "unchecked", "no DOI, and none found surely"),
        (Listed("Cole C. RETRACTED: A book of long ago. 1950."), "retracted", "its text says so; no DOI"),
        (Listed("Cole C. RETRACTED: A study. J Care 2001.", "10.5555/gone"), "retracted", "its text says so; "),
    ],
)
def test_what_could_not_be_checked_is_never_clear(listed: Listed, status: str, reason: str) -> None:
    source = NoticeRegistry(others={ZENODO: Record(source="datacite", doi=ZENODO, title="Data of ours")})
    found = check(source, listed)
    assert (found.rows[0].status, found.rows[0].checked) == (status, None)
    assert reason in found.rows[0].reason
    # The registries answered: nothing failed.
    assert trouble(found) is None


def test_reference_without_a_doi_is_found_where_that_is_sure() -> None:
    source = NoticeRegistry()
    row = one(source, Listed(LINE))
    assert (row.doi, row.status) == (DOUBTED, "concern")
    assert row.remarks == (f"DOI found by its words: {DOUBTED}",)
    assert source.searched == [LINE]
    assert find_doi(source, "Nobody N. Carers who plan their own services and more of another kind. 1970.") is None


@pytest.mark.parametrize("kind", [Kind.UNAVAILABLE, Kind.BLOCKED, Kind.TIMEOUT, Kind.RATE_LIMITED, Kind.MALFORMED])
def test_registry_that_gives_no_answer_leaves_all_unchecked(kind: Kind) -> None:
    source = NoticeRegistry(down=kind)
    found = check(source, Listed("One", ARTICLE), Listed("Two", SOUND), Listed(LINE), Listed("Another line without a DOI, of 1999"))
    assert {row.status for row in found.rows} == {"unchecked"}
    assert all(row.reason for row in found.rows)
    assert len(source.searched) == 1
    assert isinstance(trouble(found), RemoteFailed)


def test_lists_of_notices_that_fail_leave_the_works_own_word() -> None:
    found = check(NoticeRegistry(list_down=Kind.UNAVAILABLE), Listed("One", ARTICLE))
    assert (found.rows[0].status, found.rows[0].notice) == ("retracted", NOTICE)
    said = "notices could not be listed: Testref cannot be reached (as told); this is what its own record says"
    assert found.rows[0].remarks == (said,)


def test_clear_by_its_own_record_alone_says_that_notices_were_not_listed() -> None:
    row = one(NoticeRegistry(list_down=Kind.TIMEOUT), Listed("One", SOUND))
    assert (row.status, row.checked) == ("clear", today().isoformat())
    assert len(row.remarks) == 1
    assert row.remarks[0].startswith("notices could not be listed: ")
    assert row.remarks[0].endswith("; its own record says nothing")


def test_lists_that_came_need_no_remark() -> None:
    assert one(NoticeRegistry(), Listed("One", SOUND)).remarks == ()


@pytest.mark.parametrize(
    ("again", "status", "said"),
    [("2022", "retracted", False), ("2020", "clear", True)],
)
def test_retracted_again_is_not_called_reinstated(again: str, status: str, *, said: bool) -> None:
    updates = (Update("reinstatement", "10.1/back", "2021"), Update("retraction", "10.1/n", again))
    row = judge(CheckedReference(text="One"), updates, "One")
    assert row.status in (status, "corrected")
    assert ("it was retracted and reinstated" in row.remarks) is said


@pytest.fixture
def held(path: Path) -> Path:
    """Give a catalogue that was told of three works: one today, one eight days ago, one never."""
    eight_days = (today() - timedelta(days=8)).isoformat() + "T00:00:00Z"
    save(path, read_work(WORKS[ARTICLE]))
    save(path, read_work(WORKS[SOUND]), at=eight_days)
    save(path, Record(source="page:article", doi=CORRECTED, title="Trust in wards that share power"))
    return path


def test_catalogue_answers_for_works_told_of_in_the_last_days(held: Path) -> None:
    source = NoticeRegistry()
    before = rows(held, "SELECT count(*) FROM records")
    found = check(source, Listed("One", ARTICLE), Listed("Two", SOUND), Listed("Three", CORRECTED), Listed("Four", DOUBTED), path=held)
    assert sorted(source.fetched) == sorted([SOUND, CORRECTED, DOUBTED])
    assert [row.status for row in found.rows] == ["retracted", "clear", "corrected", "concern"]
    assert [row.key is not None for row in found.rows] == [True, True, True, False]
    assert rows(held, "SELECT count(*) FROM records") == before
    assert rows(held, "SELECT count(*) FROM checks") == [0]


def test_without_network_the_catalogue_says_what_it_knows(held: Path) -> None:
    found = check(NoticeRegistry(down=Kind.UNAVAILABLE), Listed("One", ARTICLE), Listed("Two", SOUND), path=held)
    assert [row.status for row in found.rows] == ["retracted", "unchecked"]
    assert isinstance(trouble(found), PartlyFailed)


def test_nothing_is_asked_where_nothing_must_be(held: Path) -> None:
    def unwanted() -> NoticeRegistry:
        raise AssertionError("nobody had to be asked")

    with CatalogueFile(held) as file, file.reading() as connection:
        assert check_references([Listed("One", ARTICLE)], unwanted, connection).rows[0].status == "retracted"
    assert check_references([], unwanted).rows == ()
    assert summary([]) == "no references found"


def test_hostile_text_is_cleaned() -> None:
    row = one(NoticeRegistry(), Listed("Two\x1b[2J lines\n of \u202e text", SOUND, "\x1b]0;x\x07"))
    assert "\x1b" not in row.text + (row.label or "")
    assert "\n" not in row.text


def test_source_that_ends_early_is_no_answer() -> None:
    class Early(NoticeRegistry):
        def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:  # noqa: ARG002 - the protocol's
            yield from ()
            raise SourceFailed(Kind.UNAVAILABLE, "it broke off")

    found = check(Early(), Listed("One", SOUND))
    assert (found.rows[0].status, found.rows[0].reason) == ("unchecked", "it broke off")
