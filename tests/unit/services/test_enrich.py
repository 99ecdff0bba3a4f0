"""Enriching: who is asked about what and when again, what an answer does to a work, and what is left of a failure."""
# ruff: noqa: S608 - names from the code

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from catalogue_tools import AHO, COLE, content_of, execute, record, rows, save, troubles, work_of, works_of
from fake_registry import FakeRegistry, known

from cpx.domain.asked import DoiResult
from cpx.domain.record import Record
from cpx.domain.text import Text
from cpx.errors import Interrupted
from cpx.services.add import add_dois
from cpx.services.enrich import choose, enrich
from cpx.services.show import find
from cpx.sources.base import Answer, Kind
from cpx.store.catalogue import CatalogueFile

ONE, TWO, THREE, GONE = (f"10.5555/{name}" for name in ("one", "two", "three", "gone"))
TITLES = {ONE: "Sharing power in wards", TWO: "Codesign of clinics", THREE: "Peer support at home"}
LONG_AGO = "2020-01-01T00:00:00Z"


def registry(**failing: Kind) -> FakeRegistry:
    return FakeRegistry(TITLES, {f"10.5555/{name}": kind for name, kind in failing.items()})


def wait(path: Path, *dois: str) -> None:
    """Keep DOIs as works that wait."""
    save(path, *(Record(source="doi", source_id=doi, doi=doi) for doi in dois))


def run(path: Path, source: FakeRegistry, *names: str, older_than: int | None = None) -> tuple[DoiResult, ...]:
    with CatalogueFile(path, writable=True) as file:
        with file.reading() as connection:
            plan = choose(connection, [find(connection, name) for name in names] or None, older_than)
        return enrich(file, source, plan)


def told(results: Sequence[DoiResult]) -> list[tuple[str, str | None, str | None]]:
    return [(result.outcome, result.error, result.kind) for result in results]


def test_enrich_completes_what_waits_and_leaves_the_rest_as_it_was(path: Path) -> None:
    wait(path, ONE, GONE, TWO)
    assert told(run(path, registry(two=Kind.TIMEOUT))) == [
        ("completed", None, None),
        ("waiting", "not_found", "not_found"),
        ("waiting", "remote", "timeout"),
    ]
    assert [work.status for work in works_of(path)] == ["complete", "waiting", "waiting"]
    assert rows(path, "SELECT doi, kind FROM run_problems ORDER BY id") == [(GONE, "not_found"), (TWO, "timeout")]
    assert rows(path, "SELECT run FROM run_problems") == rows(path, "SELECT max(id) FROM runs") * 2
    assert troubles(path) == []


def test_enrich_asks_last_for_what_failed_of_late(path: Path) -> None:
    wait(path, ONE, TWO, THREE)
    run(path, registry(one=Kind.TIMEOUT, two=Kind.MALFORMED, three=Kind.TIMEOUT), ONE)
    assert [result.doi for result in run(path, registry())] == [TWO, THREE, ONE]


def test_enrich_asks_for_what_no_registry_told_of(path: Path) -> None:
    save(path, record(source="page:x", doi=ONE), record("No DOI"), known(TWO, TITLES[TWO]))
    source = registry()
    assert told(run(path, source)) == [("completed", None, None)]
    assert source.asked == [ONE]
    work = work_of(path, ONE)
    assert (work.authors, work.sources, work.key) == ((AHO,), ("page:x", "crossref"), "aho2024sharing")
    assert run(path, source) == ()
    assert source.asked == [ONE]
    assert rows(path, "SELECT count(*) FROM runs WHERE command = 'enrich'") == [1], "what asks nothing is no run"


def test_enrich_of_named_works_asks_whatever_is_held(path: Path) -> None:
    save(path, known(ONE, TITLES[ONE]), record("No DOI", authors=(COLE,)))
    source = registry()
    assert told(run(path, source, ONE, "colendno")) == [("known", None, None)]
    assert told(run(path, registry(one=Kind.BLOCKED), ONE)) == [("known", "remote", "blocked")]
    source.works = {ONE: replace(known(ONE), publisher="Ward Press")}
    assert told(run(path, source, ONE)) == [("updated", None, None)]
    assert work_of(path, ONE).publisher == "Ward Press"


def test_same_answer_again_renews_its_date_and_nothing_else(path: Path) -> None:
    save(path, known(ONE, TITLES[ONE]), known(TWO, TITLES[TWO]), at=LONG_AGO)
    before = content_of(path)
    source = registry()
    assert told(run(path, source, older_than=90)) == [("known", None, None)] * 2
    assert run(path, source, older_than=90) == ()
    assert source.asked == [ONE, TWO]
    assert rows(path, "SELECT kind, count(*) FROM checks GROUP BY kind") == [("metadata", 2)]
    assert rows(path, "SELECT DISTINCT retrieved_at FROM records") == [LONG_AGO]
    assert content_of(path) == before


@pytest.mark.parametrize(
    ("older_than", "asked"),
    [(None, [ONE]), (0, [ONE, TWO, THREE, GONE]), (1, [ONE, TWO, GONE]), (90, [ONE, TWO, GONE]), (100_000, [ONE]), (10**9, [ONE])],
)
def test_enrich_asks_again_by_age(path: Path, older_than: int | None, asked: list[str]) -> None:
    wait(path, ONE)
    save(path, known(TWO, TITLES[TWO]), at=LONG_AGO)
    save(path, known(THREE, TITLES[THREE]))
    wait(path, GONE)
    execute(path, f"INSERT INTO run_problems (run, doi, kind, message, at) VALUES (1, '{GONE}', 'not_found', '', '2026-01-01T00:00:00Z')")
    source = registry()
    run(path, source, older_than=older_than)
    assert source.asked == (asked if older_than is not None else [ONE, GONE]), "an unknown DOI rests for thirty days"


def test_unknown_doi_rests_and_a_failure_does_not(path: Path) -> None:
    wait(path, GONE, ONE)
    source = registry(one=Kind.UNAVAILABLE)
    run(path, source)
    run(path, source)
    assert source.asked == [GONE, ONE, ONE]
    with CatalogueFile(path) as file, file.reading() as connection:
        assert (choose(connection).resting, choose(connection, older_than=0).resting) == (1, 0)
    run(path, source, GONE)
    assert source.asked[-1] == GONE, "a work that is named is asked about"


def test_works_without_a_doi_are_named_by_the_plan(path: Path) -> None:
    save(path, record(source="page:x", doi=ONE), record("No DOI", authors=(COLE,)))
    with CatalogueFile(path) as file, file.reading() as connection:
        assert choose(connection).without is None
        assert choose(connection, [1, 2]).without == (2,)


def test_enrich_keeps_a_work_that_the_answer_contradicts_and_asks_no_more(path: Path) -> None:
    save(path, record("A survey of dentists in Ohio", source="page:x", doi=ONE, authors=(COLE,)))
    source = registry()
    (result,) = run(path, source)
    assert (result.outcome, result.key, result.error) == ("known", "colendsurvey", None)
    assert "kept apart" in result.message
    assert work_of(path, "colendsurvey").title == "A survey of dentists in Ohio"
    assert run(path, source) == ()


def test_enrich_of_two_works_with_one_doi_asks_once(path: Path) -> None:
    save(path, record("A survey of dentists in Ohio", source="page:x", doi=ONE, authors=(COLE,)))
    save(path, record(TITLES[ONE], source="page:y", doi=ONE, authors=(AHO,), issued="2024"))
    source = registry()
    results = run(path, source)
    assert source.asked == [ONE]
    assert {(result.key, result.outcome) for result in results} == {("colendsurvey", "known"), ("aho2024sharing", "completed")}


NO_SHAPE = {
    "tables refuse it": replace(known(ONE), texts=(Text("We held interviews.", "poem", "en"),)),
    "no number": replace(known(ONE), extra={"x": float("nan")}),
    "no name": replace(known(ONE), authors=(7,)),  # type: ignore[arg-type]
    "nothing": replace(known(ONE), identifiers=None),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("bad", NO_SHAPE.values(), ids=NO_SHAPE)
def test_a_record_that_cannot_be_held_fails_alone(path: Path, bad: Record) -> None:
    wait(path, ONE, TWO)
    assert told(run(path, FakeRegistry({**TITLES, ONE: bad}))) == [("waiting", "remote", "malformed"), ("completed", None, None)]
    assert len(rows(path, "SELECT id FROM records")) == 3
    assert troubles(path) == []


class Odd(FakeRegistry):
    """Answers twice, of others, and not of all."""

    def fetch_many(self, _: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        yield (self.answer(ONE), self.answer(ONE), self.answer(THREE))
        yield (Answer(ONE, known(ONE, "Another paper altogether")),)
        error = self.answer(TWO).error
        if error:
            raise error


@pytest.mark.parametrize(("failing", "kind"), [({}, "unavailable"), ({TWO: Kind.RATE_LIMITED}, "rate_limited")])
def test_answers_are_taken_by_their_doi_once(path: Path, failing: dict[str, Kind], kind: str) -> None:
    wait(path, ONE, TWO)
    results = run(path, Odd(TITLES, failing))
    assert [(result.doi, result.outcome, result.kind) for result in results] == [(ONE, "completed", None), (TWO, "waiting", kind)]
    assert len(works_of(path)) == 2
    assert work_of(path, ONE).title == TITLES[ONE]


def test_works_that_an_answer_makes_one_are_named(path: Path) -> None:
    """A person must learn why two works are one now, also where the answer met another of them first."""
    preprint = replace(known(TWO, TITLES[ONE]), extra={"relation": {"is-preprint-of": [{"id-type": "doi", "id": ONE}]}})
    wait(path, TWO)
    save(path, known(ONE, TITLES[ONE]))
    (met, alone) = (work_of(path, ONE).key, work_of(path, TWO).key)
    (result,) = run(path, FakeRegistry({TWO: preprint}), TWO)
    assert (result.outcome, result.message) == ("completed", f"one work with {met}: preprint of {ONE}")
    assert work_of(path, alone).key == result.key


def test_new_doi_that_joins_a_work_is_told_of(path: Path) -> None:
    preprint = replace(known(TWO, TITLES[ONE]), extra={"relation": {"is-preprint-of": [{"id-type": "doi", "id": ONE}]}})
    save(path, replace(known(ONE, TITLES[ONE]), authors=(COLE,), title=TITLES[ONE] + ": the whole story"))
    with CatalogueFile(path, writable=True) as file:
        (result,) = add_dois(file, [TWO], FakeRegistry({TWO: preprint}))
    assert len(works_of(path)) == 1
    assert f": preprint of {ONE}" in result.message


def test_each_answer_is_saved_as_it_comes_and_ctrl_c_keeps_it(path: Path) -> None:
    wait(path, ONE, TWO, THREE)
    source = replace(registry(), size=1)
    source.before = lambda: _stop_after(source, 2)
    with pytest.raises(Interrupted):
        run(path, source)
    assert source.closed == 1
    assert [work.status for work in works_of(path)] == ["complete", "complete", "waiting"]
    assert rows(path, "SELECT state, json_extract(totals, '$.completed') FROM runs ORDER BY id DESC LIMIT 1") == [("interrupted", 2)]
    source.before = lambda: None
    run(path, source)
    assert source.asked == [ONE, TWO, THREE]


def _stop_after(source: FakeRegistry, count: int) -> None:
    if len(source.asked) == count:
        raise KeyboardInterrupt


def test_add_doi_saves_each_answer_as_it_comes(path: Path) -> None:
    source = replace(registry(), size=1)
    seen: list[int] = []
    with CatalogueFile(path, writable=True) as file:
        source.before = lambda: seen.append(file.connection.execute("SELECT count(*) FROM works").fetchone()[0])
        add_dois(file, [ONE, TWO, THREE], source)
    assert seen == [0, 1, 2]


def test_progress_says_how_many_of_how_many(path: Path) -> None:
    wait(path, ONE, TWO, THREE)
    said: list[tuple[int, int | None]] = []
    with CatalogueFile(path, writable=True) as file:
        with file.reading() as connection:
            plan = choose(connection)
        enrich(file, replace(registry(), size=2), plan, progress=lambda _what, count, total=None: said.append((count, total)))
    assert said == [(2, 3), (3, 3)]
