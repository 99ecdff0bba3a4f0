"""Preprint and article are one work, whichever comes first; what is said of two works that become one is all kept."""
# ruff: noqa: ANN401 - any field of a record

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from catalogue_tools import ABSTRACT, AHO, BERG, COLE, content_of, ready, record, rows, save, save_one, saving, troubles, work_of, works_of
from fake_registry import FakeRegistry
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.concept import Verdict
from cpx.domain.record import Record, Reference, Text, Update
from cpx.services.edit import edit
from cpx.services.enrich import choose, enrich
from cpx.services.join import join_works
from cpx.services.save import Outcome, Saver
from cpx.services.shipped import shipped_vocabulary
from cpx.sources.base import Kind
from cpx.store.catalogue import CatalogueFile
from cpx.store.decisions import Decision, add_decision

PRE, ART = "10.5555/preprint", "10.5555/article"


def says(kind: str, doi: str, scheme: str = "doi") -> dict[str, Any]:
    """Make what Crossref says of a relation."""
    return {"relation": {kind: [{"id-type": scheme, "id": doi, "asserted-by": "subject"}]}}


def registered(doi: str, title: str = "Sharing power in wards", **fields: Any) -> Record:
    return record(title, **{"source": "crossref", "source_id": doi, "doi": doi, "authors": (AHO, BERG), **fields})


def preprint(doi: str = PRE, **fields: Any) -> Record:
    known = {"type": "article", "issued": "2019-05", "publisher": "A server", "number": "77", "extra": {"subtype": "preprint"}}
    return registered(doi, **{**known, **fields})


def article(doi: str = ART, **fields: Any) -> Record:
    return registered(doi, **{"type": "article-journal", "issued": "2020-02", "container_title": "Wards", "volume": "4", **fields})


def with_relation(one: Record, kind: str, doi: str, **fields: Any) -> dict[str, Any]:
    return {**{name: getattr(one, name) for name in Record.__slots__}, "extra": {**one.extra, **says(kind, doi)}, **fields}


SAID_BY = {
    "the preprint": (Record(**with_relation(preprint(), "is-preprint-of", ART.upper())), article()),
    "the article": (preprint(), Record(**with_relation(article(), "has-preprint", f"https://doi.org/{PRE}"))),
    "both": (Record(**with_relation(preprint(), "is-preprint-of", ART)), Record(**with_relation(article(), "has-preprint", PRE))),
}


@pytest.mark.parametrize("said_by", SAID_BY)
@pytest.mark.parametrize("first", ["preprint", "article"])
def test_preprint_and_article_become_one_work_whichever_comes_first(path: Path, said_by: str, first: str) -> None:
    pair = SAID_BY[said_by]
    for order in ((pair, pair[::-1])[first == "article"],):
        assert [saved.outcome for saved in save(path, *order)] == [Outcome.ADDED, Outcome.DUPLICATE]
    (work,) = works_of(path)
    said = (work.doi, work.type, work.issued, work.container_title, work.volume, work.number, work.publisher)
    assert said == (ART, "article-journal", "2020-02", "Wards", "4", None, None)
    assert [one.value for one in work.identifiers if one.scheme == "doi"] == [ART, PRE]
    assert work_of(path, PRE).key == work_of(path, ART).key
    assert len(work_of(path, ART).records) == 2
    assert rows(path, "SELECT work, kind, target, doi, content FROM relations") == [(work.id, "is-preprint-of", work.id, ART, PRE)]
    reason = f"published as {ART}" if first == "preprint" else f"preprint of {ART}"
    assert rows(path, "SELECT reason FROM work_records ORDER BY record") == ["new", reason]
    assert troubles(path) == []


@pytest.mark.parametrize("said_by", SAID_BY)
def test_works_are_joined_when_the_relation_comes_later(path: Path, said_by: str) -> None:
    save(path, preprint(), article())
    assert len(works_of(path)) == 2
    keys = {work.key for work in works_of(path)}
    saved = save(path, *(one for one in SAID_BY[said_by] if "relation" in one.extra))
    assert {one.outcome for one in saved} == {Outcome.UPDATED}
    (work,) = works_of(path)
    assert (work.doi, work.key) == (ART, "aho2020sharing")
    assert {work_of(path, key).id for key in keys} == {work.id}
    assert rows(path, "SELECT DISTINCT kind, doi, content, target FROM relations") == [("is-preprint-of", ART, PRE, work.id)]
    assert troubles(path) == []


def test_a_placeholder_waits_until_its_record_comes(path: Path) -> None:
    save(path, SAID_BY["the preprint"][0], record(None, source="doi", source_id=ART, doi=ART))
    assert [work.status for work in works_of(path)] == ["complete", "waiting"]
    saved = save_one(path, article())
    (work,) = works_of(path)
    assert (saved.work, work.id, work.doi, work.status) == (2, 2, ART, "complete")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("is-review-of", {"type": "review"}),
        ("is-supplement-to", {"type": "dataset"}),
        ("is-supplemented-by", {}),
        ("is-translation-of", {}),
        ("is-comment-on", {}),
        ("references", {}),
        ("is-version-of", {"type": "article-journal"}),
        ("is-version-of", {"type": "dataset"}),
    ],
)
def test_other_relations_join_nothing(path: Path, kind: str, fields: dict[str, Any]) -> None:
    save(path, article(issued="2018"), registered(PRE, extra=says(kind, ART), **{"type": "article-journal", **fields}))
    assert len(works_of(path)) == 2
    assert rows(path, "SELECT count(*) FROM doubts") == [0]


def test_a_relation_to_something_without_a_doi_joins_nothing(path: Path) -> None:
    broken = (says("is-preprint-of", ART, "uri"), {"relation": "x"}, {"relation": {"is-preprint-of": ["x", {"id": 4, "id-type": "doi"}]}})
    save(path, article(), *(preprint(f"10.5555/{number}", extra=extra) for number, extra in enumerate(broken)))
    assert len(works_of(path)) == 4


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        ({"title": "Dental caries of schoolchildren: a cohort"}, ["titles differ"]),
        ({"title": "Co-creation in hospitals", "authors": (COLE,)}, ["titles differ", "no author in common"]),
        ({"title": "Sharing power in wards: a study protocol"}, ["one is a protocol"]),
    ],
)
def test_a_relation_that_is_contradicted_waits_for_a_person(path: Path, fields: dict[str, Any], reasons: list[str]) -> None:
    wrong = Record(**with_relation(preprint(), "is-preprint-of", ART, **fields))
    saved = save(path, article(), wrong)[1]
    assert len(works_of(path)) == 2
    assert "kept apart" in saved.note
    assert rows(path, "SELECT record, work, state FROM doubts") == [(2, 1, "open")]
    assert rows(path, "SELECT value FROM doubts, json_each(reasons)") == [f"preprint of {ART}", *reasons]
    save(path, Record(**with_relation(wrong, "is-preprint-of", ART, keywords=("new",))))
    assert rows(path, "SELECT count(*) FROM doubts") == [1]


def test_a_changed_title_is_no_contradiction(path: Path) -> None:
    save(path, article("10.5555/article", title="How hospital wards share power: an ethnography"), SAID_BY["the preprint"][0])
    assert len(works_of(path)) == 1


def test_what_a_person_parted_stays_apart(path: Path) -> None:
    save(path, preprint(), article())
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        connection.execute("INSERT INTO doubts (record, work, state) VALUES (1, 2, 'apart')")
    save(path, SAID_BY["both"][0], SAID_BY["both"][1])
    assert len(works_of(path)) == 2


def test_versions_of_a_preprint_join_and_the_latest_wins(path: Path) -> None:
    first = preprint(f"{PRE}.1", issued="2019-05", number="1")
    second = Record(**with_relation(preprint(f"{PRE}.2", issued="2019-09", number="2"), "is-version-of", f"{PRE}.1"))
    for order in ((first, second), (second, first)):
        place = path.with_name(f"{order[0].number}.db")
        save(place, *order)
        (work,) = works_of(place)
        assert (work.doi, work.issued, work.number) == (f"{PRE}.2", "2019-09", "2")
        assert troubles(place) == []


def test_a_preprints_withdrawal_is_not_its_articles(path: Path) -> None:
    save(path, Record(**with_relation(preprint(), "is-preprint-of", ART, updates=(Update("withdrawal", PRE),))), article())
    assert [work.retracted for work in works_of(path)] == [False]


def test_works_that_cite_the_preprint_lead_to_the_article(path: Path) -> None:
    cites = record("Citing", authors=(COLE,), references=(Reference("Aho 2019", PRE), Reference("Aho 2020", ART)))
    save(path, cites, *SAID_BY["both"])
    assert [one.key for one in work_of(path, "colendciting").references] == [work_of(path, ART).key] * 2


@cache
def _two_works() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "two.db"
        chinese = Text("背景：病房人手不足。", "abstract", "zh")
        one = record("Sharing power", authors=(AHO,), issued="2020", abstract=ABSTRACT, doi="10.5555/a")
        save(path, one, record("Quite another", authors=(BERG,), issued="2021", texts=(chinese,), doi="10.5555/b"))
        return path.read_bytes()


def _two(path: Path) -> None:
    """Make a catalogue with two works that have nothing in common."""
    path.write_bytes(_two_works())


def join(path: Path, keep: int, gone: int) -> None:
    with saving(path) as (file, saver), file.batch():
        join_works(file, keep, gone, tagger=saver.tagger, run=1, reason="by hand")


@pytest.mark.parametrize(("keep", "gone"), [(1, 2), (2, 1)])
def test_join_moves_all_that_hangs_on_a_work(path: Path, keep: int, gone: int) -> None:
    _two(path)
    with saving(path) as (file, _), file.batch() as connection:
        connection.executescript(
            """INSERT INTO notes (work, content, by, at, run) VALUES (1, 'one', 'a', 't', 1), (2, 'two', 'b', 't', 1);
            INSERT INTO checks (work, kind, at, run) VALUES (1, 'updates', '2024', 1), (2, 'updates', '2023', 1), (2, 'doi', '2022', 1);
            INSERT INTO doubts (record, work, reasons) VALUES (1, 2, '[]');
            INSERT INTO doi_candidates (work, doi, score, metadata, state, run, found_at) VALUES
              (1, 'x', 1, '{}', 'accepted', 1, 't'), (2, 'x', 1, '{}', 'refused', 1, 't'), (1, 'y', 1, '{}', 'open', 1, 't');
            BEGIN"""
        )
    join(path, keep, gone)
    (work,) = works_of(path)
    assert work.id == keep
    assert {row.language for row in work.abstracts} == {"en", "zh"}
    assert rows(path, "SELECT content FROM notes WHERE work = ? ORDER BY 1", keep) == ["one", "two"]
    assert rows(path, "SELECT kind, at FROM checks WHERE work = ? ORDER BY 1", keep) == [("doi", "2022"), ("updates", "2023")]
    assert rows(path, "SELECT doi, state FROM doi_candidates WHERE work = ? ORDER BY 1", keep) == [("x", "refused"), ("y", "open")]
    assert rows(path, "SELECT work, state FROM doubts") == [(keep, "joined")]
    assert {work_of(path, key).id for key in ("aho2020sharing", "berg2021quite", "10.5555/a", "10.5555/b")} == {keep}
    assert troubles(path) == []


DECIDED = "SELECT concept, verdict, at FROM decisions ORDER BY id"
TERMS = {term: shipped_vocabulary().resolve(term).id for term in ("photovoice", "survey")}
STEPS = st.lists(
    st.tuples(st.sampled_from([1, 2]), st.sampled_from(list(TERMS)), st.booleans())
    | st.tuples(st.sampled_from([1, 2]), st.sampled_from(["volume", "title"]), st.sampled_from(["", "One", "Two"])),
    max_size=3,
)
"""What people do: decide on a term of a work, or edit a field of it."""
Said = dict[str, tuple[int, object]]
"""Term or field -> (number of the step, what was said)."""


def _do(file: CatalogueFile, work: int, name: str, value: object) -> bool:
    """Do one step; tell whether it changed anything."""
    if name not in TERMS:
        return edit(file, work, {name: value}).run is not None
    with file.batch() as connection:
        verdict = Verdict.CONFIRMED if value else Verdict.REJECTED
        add_decision(connection, 1, Decision(work=work, concept=TERMS[name], verdict=verdict, by="me"))
    return True


def _both(one: Said, other: Said) -> Said:
    """Say what holds of two works that became one: a rejection beats a confirmation, the later of two edits the earlier."""
    both = {**one, **{name: said for name, said in other.items() if name not in one or said > one[name]}}
    rejected = {name: (0, False) for name in TERMS if (0, False) in {(0, said[name][1]) for said in (one, other) if name in said}}
    return both | rejected


@pytest.mark.parametrize("rejected", [1, 2])
@pytest.mark.parametrize("first", [1, 2])
@pytest.mark.parametrize(("keep", "gone"), [(1, 2), (2, 1)])
def test_join_has_a_rejection_beat_a_confirmation_until_a_person_says_otherwise(
    path: Path, rejected: int, first: int, keep: int, gone: int
) -> None:
    _two(path)
    with saving(path) as (file, _):
        for work in (first, 3 - first):
            _do(file, work, "photovoice", work != rejected)
    join(path, keep, gone)
    assert rows(path, "SELECT work, verdict FROM current_decisions") == [(keep, "rejected")]
    assert sorted(rows(path, "SELECT DISTINCT verdict FROM decisions")) == ["confirmed", "rejected"]
    with saving(path) as (file, _):
        _do(file, keep, "photovoice", True)
    assert rows(path, "SELECT work, verdict FROM current_decisions") == [(keep, "confirmed")]


@given(STEPS, STEPS, st.booleans())
def test_join_keeps_what_people_said_before_and_after(
    tmp_path_factory: pytest.TempPathFactory, before: list[tuple[int, str, Any]], after: list[tuple[int, str, Any]], swap: bool
) -> None:
    path = tmp_path_factory.mktemp("join") / "catalogue.db"
    _two(path)
    keep, gone = (2, 1) if swap else (1, 2)
    said: dict[int, Said] = {1: {}, 2: {}}
    with saving(path) as (file, saver):
        for number, (work, name, value) in enumerate(before):
            if _do(file, work, name, value):
                said[work][name] = (number, value)
        with file.batch() as connection:
            decided = connection.execute(DECIDED).fetchall()
            join_works(file, keep, gone, tagger=saver.tagger, run=1, reason="by hand")
        expected = _both(said[keep], said[gone])
        for number, (_, name, value) in enumerate(after, len(before)):
            if _do(file, keep, name, value):
                expected[name] = (number, value)
    work = work_of(path, "aho2020sharing")
    verdicts = {tag.concept: tag.status for tag in work.tags if tag.origin == "person"}
    assert verdicts == {TERMS[name]: "confirmed" if value else "rejected" for name, (_, value) in expected.items() if name in TERMS}
    for name in {"volume", "title"} & expected.keys():
        held = "" if name == "title" and work.title_source == "made" else getattr(work, name) or ""
        assert (name, held) == (name, expected[name][1])
    assert (work.id, work_of(path, "berg2021quite").id) == (keep, keep)
    assert rows(path, DECIDED)[: len(decided)] == decided
    assert troubles(path) == []


def test_join_that_fails_leaves_both_works(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _two(path)
    before = content_of(path)
    with saving(path) as (file, saver), file.batch():
        monkeypatch.setattr("cpx.services.join.derive_work", _break)
        with pytest.raises(RuntimeError):
            join_works(file, 1, 2, tagger=saver.tagger, run=1, reason="x")
    assert content_of(path) == before
    assert troubles(path) == []


def _break(*_: object) -> None:
    raise RuntimeError


def test_join_of_a_work_with_itself_does_nothing(path: Path) -> None:
    _two(path)
    before = content_of(path)
    join(path, 1, 1)
    assert content_of(path) == before


def test_a_chapter_whose_work_was_joined_still_finds_its_book(path: Path) -> None:
    with saving(path) as (file, saver), file.batch():
        _chapter_then_book(saver)
    assert [work.part_of for work in works_of(path) if work.type != "book"] == [next(w.key for w in works_of(path) if w.type == "book")]
    assert troubles(path) == []


def _chapter_then_book(saver: Saver) -> None:
    chapter = saver.save(ready(preprint()))
    saver.save(ready(Record(**with_relation(article(), "has-preprint", PRE))))
    book = saver.save(ready(record("Care together", type="book", source="page:listing", authors=(COLE,))))
    assert chapter.work is not None
    assert chapter.record is not None
    assert book.record is not None
    saver.contain(chapter.work, chapter.record, book.record)


@pytest.mark.parametrize("size", [1, 50])
@pytest.mark.parametrize("said_by", SAID_BY)
@pytest.mark.parametrize("second", ["answers", "fails"])
def test_works_that_become_one_while_they_are_enriched(path: Path, said_by: str, size: int, second: str) -> None:
    save(path, *(record("Sharing power in wards", source="page:x", doi=doi, authors=(AHO,), issued=doi[-4:]) for doi in (PRE, ART)))
    answers = {one.doi: one for one in SAID_BY[said_by] if one.doi}
    failing = {ART: Kind.TIMEOUT} if second == "fails" else {}
    with CatalogueFile(path, writable=True) as file:
        with file.reading() as connection:
            plan = choose(connection)
        results = enrich(file, FakeRegistry(answers, failing, size=size), plan)
    assert [result.doi for result in results] == [PRE, ART]
    assert results[1].error == (None if second == "answers" else "remote")
    works = works_of(path)
    assert len(works) == (1 if second == "answers" or "relation" in answers[PRE].extra else 2)
    assert {result.key for result in results} <= set(rows(path, "SELECT key FROM work_keys"))
    assert troubles(path) == []
