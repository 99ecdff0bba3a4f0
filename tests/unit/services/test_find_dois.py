"""DOIs are found, proposed or not found; each answer is saved as it comes, and a person's word is kept."""
# ruff: noqa: ANN401 - any field of any metadata

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from catalogue_tools import AHO, BERG, COLE, record, rows, save, troubles, work_of

from cpx.domain.asked import DoiResult
from cpx.domain.record import Name, Record
from cpx.errors import BadUsage, NotFound
from cpx.services.find_dois import count_searches, find_dois, open_candidates, settle
from cpx.services.review_dois import DoiCandidate
from cpx.sources.base import Kind, failure
from cpx.store.catalogue import CatalogueFile

TITLE = "Sharing power in hospital wards in the far north"
WANTED = record(
    TITLE, type="article-journal", authors=(AHO, BERG), issued="2020", container_title="Journal of Made Up Care", volume="3", page="1-9"
)
BOOK = "A Long and Winding Handbook of Made Up Care"
ISBN = "9781799849759"


def registered(doi: str = "10.5555/found", title: str = TITLE, **fields: Any) -> dict[str, Any]:
    names = [{"family": "Aho", "given": "Ada"}, {"family": "Berg", "given": "Bo"}]
    place = {"container-title": ["Journal of Made Up Care"], "volume": "3", "page": "1-9", "issued": {"date-parts": [[2020, 5]]}}
    return {"DOI": doi, "type": "journal-article", "title": [title], "author": names, **place, **fields}


def chapter(doi: str, *families: str, **fields: Any) -> dict[str, Any]:
    names = [{"family": family} for family in families]
    return registered(
        doi,
        f"What {doi} tells",
        **{"type": "book-chapter", "container-title": [BOOK], "author": names, "ISBN": [ISBN], "volume": None, "page": None, **fields},
    )


@dataclass
class FakeSearch:
    """Gives the same works to every search that asks for fewer; ``down`` makes it fail so."""

    works: Sequence[Mapping[str, Any]] = ()
    down: Kind | None = None
    interrupt_after: int = 99
    asked: list[tuple[dict[str, str], dict[str, Any], int]] = field(default_factory=list)
    name: str = "Testref"

    def search(self, query: Mapping[str, str], *, filters: Mapping[str, Any] | None = None, rows: int = 5) -> tuple[dict[str, Any], ...]:
        if len(self.asked) >= self.interrupt_after:
            raise KeyboardInterrupt
        self.asked.append((dict(query), dict(filters or {}), rows))
        if self.down:
            raise failure(self.down, self.name, "this search", "as told")
        return tuple(dict(work) for work in self.works)[:rows]


def look(path: Path, source: FakeSearch, works: Sequence[int] | None = None, **options: Any) -> tuple[DoiResult, ...]:
    with CatalogueFile(path, writable=True) as file:
        return find_dois(file, source, works, **options)


def waiting(path: Path) -> tuple[DoiCandidate, ...]:
    with CatalogueFile(path) as file, file.reading() as connection:
        return open_candidates(connection)


def answer(path: Path, work: int, doi: str, *, accept: bool, **options: Any) -> DoiResult:
    with CatalogueFile(path, writable=True) as file:
        return settle(file, work, doi, accept=accept, **options)


def outcomes(results: Sequence[DoiResult]) -> list[tuple[str, str]]:
    return [(result.outcome, result.doi) for result in results]


def test_find_dois_takes_what_is_sure_as_a_record_of_that_work(path: Path) -> None:
    save(path, WANTED)
    source = FakeSearch([registered(), registered("10.5555/other", "Quite another title on quite another thing")])
    (found,) = look(path, source)
    assert (found.outcome, found.doi, found.error) == ("found", "10.5555/found", None)
    assert found.reasons[:2] == ("title 1.00 alike", "2 of 2 surnames")
    work = work_of(path, "10.5555/found")
    assert (work.key, work.sources) == (found.key, ("csl-json", "crossref"))
    assert rows(path, "SELECT reason FROM work_records ORDER BY record") == ["new", "found by title and authors"]
    assert rows(path, "SELECT state, by FROM doi_candidates") == [("accepted", None)]
    assert troubles(path) == []


def test_find_dois_asks_once_a_work_by_all_that_is_known(path: Path) -> None:
    save(path, WANTED)
    source = FakeSearch()
    assert count_in(path) == 1
    look(path, source)
    assert source.asked == [({"bibliographic": f"{TITLE} Aho Berg Journal of Made Up Care 2020"}, {}, 5)]


def count_in(path: Path) -> int:
    with CatalogueFile(path) as file:
        return count_searches(file)


def test_find_dois_looks_once_unless_told(path: Path) -> None:
    save(path, WANTED, record("A work with a DOI", doi="10.5555/has"))
    source = FakeSearch()
    assert outcomes(look(path, source)) == [("none", "")]
    assert look(path, source) == ()
    assert len(source.asked) == 1
    assert len(look(path, source, again=True)) == 1
    assert outcomes(look(path, source, [1, 2])) == [("none", "")]  # named ones are looked for again; one with a DOI never
    assert len(source.asked) == 3


def test_find_dois_proposes_what_is_not_sure(path: Path) -> None:
    save(path, WANTED)
    offered = [registered(f"10.5555/year{year}", issued={"date-parts": [[year]]}) for year in (2010, 2011, 2012, 2013)]
    (result,) = look(path, FakeSearch(offered))
    assert (result.outcome, result.key) == ("proposed", work_of(path, str(result.key)).key)
    assert len(waiting(path)) == 3
    first = waiting(path)[0]
    assert (first.key, first.title, first.candidate.title, first.candidate.year) == (result.key, TITLE, TITLE, 2010)
    assert "year 2010, not 2020" in first.reasons
    assert work_of(path, str(result.key)).doi is None


def test_find_dois_takes_neither_of_two_that_fit(path: Path) -> None:
    save(path, WANTED)
    (result,) = look(path, FakeSearch([registered("10.5555/a"), registered("10.5555/b")]))
    assert result.outcome == "proposed"
    assert [row.doi for row in waiting(path)] == ["10.5555/a", "10.5555/b"]
    assert all(row.reasons[-1] == "another DOI fits as well" for row in waiting(path))


def test_find_dois_takes_one_that_an_answer_names_twice(path: Path) -> None:
    save(path, WANTED)
    assert outcomes(look(path, FakeSearch([registered(), registered()]))) == [("found", "10.5555/found")]


def test_find_dois_offers_nothing_that_is_out_of_the_question(path: Path) -> None:
    save(path, WANTED)
    works = [
        registered("10.65215/copy"),
        registered("10.5555/notice", f"Correction: {TITLE}"),
        registered("10.5555/review", type="peer-review"),
        registered("10.5555/part", type="component"),
        {"DOI": "10.5555/empty"},
        {"title": ["No DOI"]},
    ]
    assert outcomes(look(path, FakeSearch(works))) == [("none", "")]
    assert waiting(path) == ()


def test_find_dois_does_not_take_the_doi_of_another_work(path: Path) -> None:
    other = record("A first title of it", doi="10.5555/found", issued="2020", authors=(COLE,))
    saved = save(path, other, WANTED)
    (result,) = look(path, FakeSearch([registered()]))
    key = rows(path, "SELECT key FROM works WHERE id = ?", saved[0].work)[0]
    assert result.outcome == "proposed"
    assert result.reasons[-1] == f"that DOI is {key}'s: they may be one work"
    joined = answer(path, int(saved[1].work or 0), "10.5555/found", accept=True)
    assert joined.outcome == "found"
    assert rows(path, "SELECT count(*) FROM works") == [1]
    assert work_of(path, str(result.key)).doi == "10.5555/found"
    assert troubles(path) == []


@pytest.mark.parametrize("kind", [Kind.UNAVAILABLE, Kind.MALFORMED, Kind.RATE_LIMITED])
def test_find_dois_says_what_failed_and_looks_again_next_time(kind: Kind, path: Path) -> None:
    save(path, WANTED)
    (failed,) = look(path, FakeSearch(down=kind))
    assert (failed.outcome, failed.error, failed.kind, failed.doi) == ("none", "remote", kind.value, "")
    assert outcomes(look(path, FakeSearch([registered()]))) == [("found", "10.5555/found")]


def test_find_dois_asks_nothing_of_what_it_knows_too_little_about(path: Path) -> None:
    save(path, record(None, authors=(AHO,), abstract="A text without a title or a book."))
    source = FakeSearch([registered()])
    (result,) = look(path, source)
    assert (result.outcome, source.asked) == ("none", [])
    assert result.message.startswith("too little is known")


def test_find_dois_keeps_what_came_before_an_interruption(path: Path) -> None:
    second = record("Another title altogether, about meals", authors=(COLE,), issued="2019")
    save(path, WANTED, second)
    with suppress(BaseException):
        look(path, FakeSearch([registered()], interrupt_after=1))
    assert work_of(path, "10.5555/found").title == TITLE
    source = FakeSearch()
    assert len(look(path, source)) == 1
    assert len(source.asked) == 1


def book(*chapters: tuple[Name, ...]) -> list[Record]:
    return [
        record(None, type="chapter", authors=names, container_title=BOOK, isbn=(ISBN,), abstract=f"Chapter {at} of it is about wards.")
        for at, names in enumerate(chapters)
    ]


def test_find_dois_asks_once_for_all_chapters_of_a_book(path: Path) -> None:
    save(path, *book((AHO,), (AHO, BERG), (COLE,)))
    source = FakeSearch([chapter("10.5555/c1", "Aho"), chapter("10.5555/c2", "Aho", "Berg"), chapter("10.5555/c3", "Cole")])
    assert count_in(path) == 1
    assert outcomes(look(path, source)) == [("found", "10.5555/c1"), ("found", "10.5555/c2"), ("found", "10.5555/c3")]
    assert source.asked == [({}, {"isbn": [ISBN]}, 100)]
    assert rows(path, "SELECT DISTINCT reason FROM work_records WHERE reason <> 'new'") == ["found by book and authors"]


def test_find_dois_asks_by_book_and_authors_where_no_isbn_is_registered(path: Path) -> None:
    save(path, *book((AHO,), (BERG, COLE)))
    source = FakeSearch()
    assert outcomes(look(path, source)) == [("none", ""), ("none", "")]
    assert source.asked[1] == ({"container-title": BOOK, "author": "Aho Berg Cole"}, {}, 100)
    assert len(source.asked) == 2


def test_find_dois_leaves_it_to_a_person_which_of_two_chapters_it_is(path: Path) -> None:
    save(path, *book((AHO,), (AHO,)))
    results = look(path, FakeSearch([chapter("10.5555/c1", "Aho")]))
    assert outcomes(results) == [("proposed", "10.5555/c1")] * 2
    assert all("alike" in result.reasons[-1] for result in results)


def test_settle_takes_one_and_refuses_the_others(path: Path) -> None:
    saved = save(path, WANTED)
    look(path, FakeSearch([registered("10.5555/a"), registered("10.5555/b")]))
    taken = answer(path, int(saved[0].work or 0), "https://doi.org/10.5555/A", accept=True, by="ana", why="looked it up")
    assert (taken.outcome, taken.doi) == ("found", "10.5555/a")
    assert work_of(path, "10.5555/a").sources == ("csl-json", "crossref")
    assert rows(path, "SELECT doi, state, by, why FROM doi_candidates ORDER BY doi") == [
        ("10.5555/a", "accepted", "ana", "looked it up"),
        ("10.5555/b", "refused", "ana", "10.5555/a was taken"),
    ]
    assert waiting(path) == ()
    assert rows(path, "SELECT command, state, by FROM runs ORDER BY id DESC LIMIT 1") == [("enrich", "done", "ana")]


def test_settle_refuses_for_good(path: Path) -> None:
    saved = save(path, WANTED)
    work = int(saved[0].work or 0)
    look(path, FakeSearch([registered("10.5555/a"), registered("10.5555/b")]))
    assert answer(path, work, "10.5555/a", accept=False, why="another work").outcome == "refused"
    assert [row.doi for row in waiting(path)] == ["10.5555/b"]
    assert outcomes(look(path, FakeSearch([registered("10.5555/a")]), again=True)) == [("none", "")]
    assert rows(path, "SELECT state, why FROM doi_candidates WHERE doi = '10.5555/a'") == [("refused", "another work")]


def test_settle_lets_a_person_think_again(path: Path) -> None:
    work = int(save(path, WANTED)[0].work or 0)
    look(path, FakeSearch([registered("10.5555/a"), registered("10.5555/b")]))
    answer(path, work, "10.5555/a", accept=False)
    assert answer(path, work, "10.5555/a", accept=True).outcome == "found"


def test_settle_says_what_cannot_be_settled(path: Path) -> None:
    work = int(save(path, WANTED)[0].work or 0)
    with pytest.raises(NotFound, match="was not proposed"):
        answer(path, work, "10.5555/never", accept=True)
    with pytest.raises(NotFound, match="was not proposed"):
        answer(path, work, "no doi at all", accept=False)
    look(path, FakeSearch([registered()]))
    with pytest.raises(BadUsage, match="has this DOI already"):
        answer(path, work, "10.5555/found", accept=False)


def test_candidates_of_hostile_metadata_are_stored_and_shown_clean(path: Path) -> None:
    save(path, WANTED)
    nasty = registered(
        "10.5555/bad", publisher="a\x1b[31mred\u202e", issued={"date-parts": [[1999]]}, reference=[{"unstructured": "\ud800" * 300_000}]
    )
    look(path, FakeSearch([nasty]))
    (found,) = waiting(path)
    assert found.candidate.publisher == "ared"
    assert len(rows(path, "SELECT metadata FROM doi_candidates")[0]) < 2000
    assert troubles(path) == []
