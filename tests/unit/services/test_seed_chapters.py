"""The ten chapters of the seed book came without titles: they find them by ISBN, or by book and authors."""

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

import pytest
from catalogue_tools import rows, troubles, work_of
from chapter_answers import BOOK, CHAPTERS, book_answers, doi_of, title_of
from crossref_fixture import crossref
from crossref_server import CrossrefServer
from running import Ran

Run = Callable[..., Ran]
__all__ = ["crossref"]


@pytest.fixture
def registry(crossref: CrossrefServer, monkeypatch: pytest.MonkeyPatch) -> CrossrefServer:
    monkeypatch.setenv("CPX_CROSSREF_URL", crossref.url)
    return crossref


def enrich(run_cpx: Run, *words: str) -> dict[str, dict[str, object]]:
    done = run_cpx("enrich", *words, "--json")
    assert done.code in (0, 4, 5), done.stderr
    return {row["doi"]: row for row in json.loads(done.stdout)}


def searches(registry: CrossrefServer) -> list[str]:
    return [unquote(row["path"]) for row in registry.requests if "isbn:" in row["path"] or "query." in row["path"]]


@pytest.mark.parametrize("isbn", [True, False], ids=["by-isbn", "by-authors"])
def test_ten_chapters_find_their_titles(isbn: bool, registry: CrossrefServer, seeds_catalogue: Path, run_cpx: Run) -> None:
    registry.works.update(book_answers(isbn=isbn))
    before = {row["id"]: row["part_of"] for row in run_cpx("search", "", "--type", "chapter", "--json").json}
    results = enrich(run_cpx)
    for key in CHAPTERS:
        work = work_of(seeds_catalogue, f"{key[:-1]}nd{key[-1]}" if key in ("jensenb", "jensenc") else f"{key}nd")
        assert (work.doi, work.title, work.title_source) == (doi_of(key), title_of(key), "given")
        assert work.part_of in (before[work.id], "anon2021processual")
        assert work_of(seeds_catalogue, work.part_of).title == BOOK
        assert work.container_title == BOOK
        assert len(work.abstract) > 100
        assert [name.family for name in work.authors] == [
            name.split("von ")[-1].split()[-1] for name in CHAPTERS[key]
        ] or key == "vonheimburg"
        assert results[doi_of(key)]["outcome"] == "found"
    reasons = rows(seeds_catalogue, "SELECT DISTINCT reason FROM work_records WHERE reason LIKE 'found by%' ORDER BY 1")
    assert reasons == (["found by book and authors", "found by title and authors"] if isbn else ["found by book and authors"])
    assert len(searches(registry)) == (1 if isbn else 3)
    assert troubles(seeds_catalogue) == []


@pytest.mark.usefixtures("seeds_catalogue")
def test_chapters_are_looked_for_once(registry: CrossrefServer, run_cpx: Run) -> None:
    enrich(run_cpx)
    asked = len(searches(registry))
    enrich(run_cpx)
    assert asked == len(searches(registry)) > 0
    registry.works.update(book_answers())
    assert enrich(run_cpx, "kjellstromnd")[doi_of("kjellstrom")]["outcome"] == "found"


def test_chapters_of_the_same_people_wait_for_a_person(registry: CrossrefServer, seeds_catalogue: Path, run_cpx: Run) -> None:
    registry.works.update(book_answers())
    twin = dict(registry.works[doi_of("wegener")], DOI="10.5555/made.twin", title=["A second chapter of hers"])
    registry.works["10.5555/made.twin"] = twin
    enrich(run_cpx)
    assert work_of(seeds_catalogue, "wegenernd").doi is None
    waiting = run_cpx("enrich", "--review", "--json").json
    assert {(row["key"], row["doi"]) for row in waiting} == {("wegenernd", doi_of("wegener")), ("wegenernd", "10.5555/made.twin")}
    assert all("another DOI fits as well" in row["reasons"] for row in waiting)
    taken = run_cpx("enrich", "wegenernd", "--accept", doi_of("wegener"), "--why", "read it", "--json")
    assert taken.json[0]["outcome"] == "found"
    assert work_of(seeds_catalogue, "wegenernd").title == title_of("wegener")
    assert run_cpx("enrich", "--review", "--json").json == []


@pytest.mark.usefixtures("seeds_catalogue")
def test_a_registry_that_fails_leaves_chapters_to_be_looked_for_again(registry: CrossrefServer, run_cpx: Run) -> None:
    registry.list_mode = "html"
    results = json.loads(run_cpx("enrich", "wegenernd", "--json").stdout)
    assert [(row["error"], row["kind"]) for row in results] == [("remote", "malformed")]
    registry.list_mode = None
    registry.works.update(book_answers())
    assert doi_of("wegener") in enrich(run_cpx)
