"""Single works: by DOI, with the network or without, and as an abstract with what is known of it."""

from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, COLE, record, rows, save, saving, troubles, work_of, works_of
from fake_registry import FakeRegistry

from cpx.domain.asked import DoiResult
from cpx.domain.parts import Identifier, Name
from cpx.errors import BadUsage, CpxError, NotFound, PartlyFailed, RemoteFailed
from cpx.services.add import AddOptions, Described, add_dois, add_text, failure
from cpx.services.enrich import choose, enrich
from cpx.sources.base import Kind, SourceFailed, SourceNotFound
from cpx.store.catalogue import CatalogueFile

ONE, TWO, GONE, DEAD = "10.5555/one", "10.5555/two", "10.5555/gone", "10.5555/dead"
KNOWN = {ONE: "Sharing power in wards", TWO: "Codesign of clinics"}


def registry(down: Kind | None = None) -> FakeRegistry:
    """Two DOIs are known, one is asked for in vain, all others are not found."""
    return FakeRegistry(KNOWN, {DEAD: Kind.UNAVAILABLE}, down=down)


def offline() -> FakeRegistry:
    return registry(down=Kind.UNAVAILABLE)


def add(path: Path, *dois: str, source: FakeRegistry | None = None, keep: bool = False) -> tuple[DoiResult, ...]:
    with CatalogueFile(path, writable=True) as file:
        return add_dois(file, dois, source or registry(), AddOptions(keep=keep))


def outcomes(results: tuple[DoiResult, ...]) -> list[tuple[str, str | None, str | None]]:
    return [(result.outcome, result.key, result.error) for result in results]


def test_add_doi_completes_a_work_from_its_source(path: Path) -> None:
    results = add(path, f"https://doi.org/{ONE.upper()}")
    assert outcomes(results) == [("added", "aho2024sharing", None)]
    assert failure(results) is None
    work = work_of(path, ONE)
    assert (work.status, work.sources, work.abstract) == ("complete", ("crossref",), ABSTRACT)
    assert work.tags
    assert rows(path, "SELECT command, state, json_extract(totals, '$.added') FROM runs") == [("add doi", "done", 1)]


def test_add_doi_of_a_work_we_have_asks_nobody(path: Path) -> None:
    add(path, ONE)
    source = registry()
    assert outcomes(add(path, ONE, f"doi:{ONE}", source=source)) == [("known", "aho2024sharing", None)] * 2
    assert source.asked == []


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("page:article", "in the catalogue already, from a page; complete it with: cpx enrich ahondsharing"),
        ("csl-json", "in the catalogue already, from a file; complete it with: cpx enrich ahondsharing"),
        ("crossref", "in the catalogue already"),
        ("crossref-json", "in the catalogue already"),
    ],
)
def test_add_doi_held_but_never_asked_names_the_next_step(path: Path, source: str, message: str) -> None:
    save(path, record(source=source, doi=ONE, authors=(AHO,)))
    assert [result.message for result in add(path, ONE)] == [message]


def test_add_doi_that_no_registry_knows_names_no_next_step(path: Path) -> None:
    save(path, record(source="page:article", doi=GONE, authors=(AHO,)))
    with CatalogueFile(path, writable=True) as file:
        with file.reading() as connection:
            plan = choose(connection)
        enrich(file, registry(), plan)
    assert [result.message for result in add(path, GONE)] == ["in the catalogue already"]


def test_add_doi_that_a_record_of_a_work_names_asks_nobody(path: Path) -> None:
    save(path, record(source="crossref", doi=ONE, authors=(AHO,), identifiers=(Identifier("doi", "10.5555/preprint"),)))
    source = registry()
    assert outcomes(add(path, "10.5555/preprint", source=source)) == [("known", "ahondsharing", None)]
    assert source.asked == []


def test_add_doi_twice_in_one_call_asks_once(path: Path) -> None:
    source = registry()
    assert [result.outcome for result in add(path, ONE, TWO, ONE.upper(), source=source)] == ["added", "added", "known"]
    assert source.asked == [ONE, TWO]
    assert outcomes(add(path, GONE, GONE, source=source)) == [("refused", None, "not_found")] * 2
    assert source.asked == [ONE, TWO, GONE]


def test_add_doi_without_a_network_keeps_the_work_waiting(path: Path) -> None:
    for _ in range(2):
        results = add(path, ONE, source=offline())
        assert outcomes(results) == [("waiting", "anonnd", "remote")]
        assert "waiting for Crossref" in results[0].message
        error = failure(results)
        assert isinstance(error, RemoteFailed)
        assert (error.exit_code, error.hint) == (4, "complete it later with: cpx enrich")
    assert [(work.doi, work.status) for work in works_of(path)] == [(ONE, "waiting")]
    assert outcomes(add(path, ONE)) == [("completed", "aho2024sharing", None)]
    assert [(work.key, work.status, work.title_source) for work in works_of(path)] == [("aho2024sharing", "complete", "given")]
    assert troubles(path) == []


def test_add_doi_that_nobody_knows_is_refused_or_kept(path: Path) -> None:
    results = add(path, GONE)
    assert outcomes(results) == [("refused", None, "not_found")]
    error = failure(results)
    assert isinstance(error, NotFound)
    assert "--keep" in error.hint
    assert works_of(path) == []
    kept = add(path, GONE, keep=True)
    assert outcomes(kept) == [("waiting", "anonnd", "not_found")]
    assert isinstance(failure(kept), NotFound)
    assert len(works_of(path)) == 1


@pytest.mark.parametrize("text", ["", "Sharing power", "10.5555", "http://example.org/10", "10.5555/\x00"])
def test_add_doi_that_is_none(path: Path, text: str) -> None:
    source = registry()
    results = add(path, text, source=source)
    assert source.asked == []
    assert outcomes(results) == [("refused", None, "usage")]
    assert isinstance(failure(results), BadUsage)


@pytest.mark.parametrize(
    ("dois", "kind", "message"),
    [
        ((ONE, GONE), PartlyFailed, "not all went well: 1 added, 1 refused"),
        ((DEAD, GONE), PartlyFailed, "not all went well: 1 waiting, 1 refused"),
        ((ONE, DEAD, "x"), PartlyFailed, "not all went well: 1 added, 1 waiting, 1 refused"),
        ((GONE, "10.5555/gone2"), SourceNotFound, "all 2 DOIs failed"),
        ((DEAD,), SourceFailed, "Testref cannot be reached"),
        ((ONE, TWO), type(None), ""),
    ],
)
def test_failure_says_what_a_batch_amounts_to(path: Path, dois: tuple[str, ...], kind: type, message: str) -> None:
    error = failure(add(path, *dois))
    assert type(error) is kind
    assert message in getattr(error, "message", "")
    assert len(works_of(path)) == len({ONE, TWO, DEAD} & set(dois))


def test_add_doi_of_a_removed_work(path: Path) -> None:
    with saving(path) as (file, _), file.batch() as connection:
        connection.execute("INSERT INTO tombstones (key, scheme, value, run, by, at) VALUES ('k', 'doi', ?, 1, 'me', '2026-05-04')", (ONE,))
    results = add(path, ONE)
    assert outcomes(results) == [("refused", None, "removed")]
    error = failure(results)
    assert type(error) is CpxError
    assert "cpx undo" in error.hint


def test_add_doi_that_contradicts_a_waiting_page_is_kept_apart(path: Path) -> None:
    save(path, record("A survey of dentists in Ohio", source="page:x", doi=ONE, authors=(COLE,)))
    source = registry()
    assert outcomes(add(path, ONE, source=source)) == [("known", "colendsurvey", None)]
    assert source.asked == []


def add_one(path: Path, text: str, **about: object) -> tuple[str, str]:
    with CatalogueFile(path, writable=True) as file:
        result = add_text(file, text, Described(**about))  # type: ignore[arg-type]
    return result.outcome, result.work.key


def test_add_text_with_all_that_is_known(path: Path) -> None:
    about = {"title": "Sharing power", "author": ("Aho, Ada; Berg, Bo",), "year": "2024", "doi": f"https://doi.org/{ONE}", "type": "report"}
    assert add_one(path, ABSTRACT, **about, container_title="Wards", url="https://example.org/a") == ("added", "aho2024sharing")
    work = work_of(path, ONE)
    assert (work.authors, work.issued, work.container_title, work.type) == (
        (Name("Aho", "Ada"), Name("Berg", "Bo")),
        "2024",
        "Wards",
        "report",
    )
    assert [section.label for section in work.sections] == ["Background", "Methods", "Results", "Conclusions"]
    assert rows(path, "SELECT raw FROM records") == [ABSTRACT]


def test_add_text_alone(path: Path) -> None:
    assert add_one(path, ABSTRACT) == ("added", "anonnd")
    assert add_one(path, ABSTRACT) == ("unchanged", "anonnd")
    assert add_one(path, ABSTRACT + "  ", author=("Aho, Ada",))[0] == "added"
    assert add_one(path, "Another text on wards.") == ("added", "anonndb")


def test_add_text_to_a_work_we_have(path: Path) -> None:
    save(path, record(doi=ONE, authors=(AHO, BERG), issued="2024"))
    assert add_one(path, ABSTRACT, doi=ONE) == ("duplicate", "aho2024sharing")
    assert work_of(path, ONE).abstract.startswith("Background")


@pytest.mark.parametrize(
    ("text", "about", "kind", "message"),
    [
        ("", {}, CpxError, "the text is empty"),
        (" \n\t", {"title": "T"}, CpxError, "the text is empty"),
        (ABSTRACT, {"doi": "12"}, BadUsage, "'12' is no DOI"),
        (ABSTRACT, {"year": "soon"}, BadUsage, "'soon' is no year or date"),
    ],
)
def test_add_text_says_what_is_wrong(path: Path, text: str, about: dict[str, object], kind: type[CpxError], message: str) -> None:
    with pytest.raises(kind, match=message) as caught:
        add_one(path, text, **about)
    assert caught.value.hint
    assert rows(path, "SELECT count(*) FROM runs") == [0]


@pytest.mark.parametrize("title", ["  ", "\x1b", "\u202e"])
def test_add_text_with_a_title_of_nothing_makes_one(path: Path, title: str) -> None:
    add_one(path, ABSTRACT, title=title)
    assert works_of(path)[0].title_source == "made"


def test_add_text_of_control_characters_alone(path: Path) -> None:
    with pytest.raises(CpxError, match="the text is empty"):
        add_one(path, "\x00\x1b\u202e")


def test_work_that_a_registry_described_without_a_title_waits_no_more(path: Path) -> None:
    save(path, record(None, doi=ONE, source="doi"), record(None, doi=TWO, source="crossref", source_id=TWO, issued="2019"))
    assert rows(path, "SELECT status FROM works ORDER BY doi") == ["waiting", "complete"]
