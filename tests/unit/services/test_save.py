"""Records find their work or make one; nothing is half saved; keys last; what was taken back counts no more."""

import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from catalogue_tools import (
    ABSTRACT,
    AHO,
    BERG,
    COLE,
    content_of,
    ready,
    record,
    rows,
    save,
    save_one,
    saving,
    troubles,
    work_of,
    works_of,
)
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import WILD, records

from cpx.domain.parts import Identifier, Name, Update
from cpx.domain.provenance import VERSIONED
from cpx.domain.record import Heading, Record, Reference, Text
from cpx.errors import NotFound
from cpx.services.derive import derive_work
from cpx.services.save import Outcome
from cpx.services.shipped import shipped_tagger
from cpx.services.show import show
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import all_works

DOI = "10.5555/one"


def outcomes(path: Path, *given_records: Record) -> list[str]:
    return [saved.outcome.value for saved in save(path, *given_records)]


def test_save_the_same_again_is_unchanged(path: Path) -> None:
    one = record(doi=DOI, abstract=ABSTRACT)
    assert outcomes(path, one, one) == ["added", "unchanged"]
    assert outcomes(path, one) == ["unchanged"]
    assert rows(path, "SELECT count(*) FROM records") == [1]


def test_save_a_newer_version_of_a_registered_record_updates(path: Path) -> None:
    one = record("Sharing power", source="crossref", source_id=DOI, doi=DOI)
    newer = record("Quite another title", source="crossref", source_id=DOI, doi=DOI, authors=(COLE,))
    assert outcomes(path, one, newer) == ["added", "updated"]
    assert [work.title for work in works_of(path)] == ["Quite another title"]


def test_save_a_version_that_comes_back_counts_again(path: Path) -> None:
    one, other = (record("Sharing power", source="crossref", source_id=DOI, doi=DOI, volume=volume) for volume in "45")
    assert outcomes(path, one, other, other, one, one) == ["added", "updated", "unchanged", "updated", "unchanged"]
    assert [work.volume for work in works_of(path)] == ["4"]


def test_save_an_outdated_version_names_its_work_no_more(path: Path) -> None:
    named = (Identifier("pmid", "77"),)
    old = record("Sharing power", source="crossref", source_id=DOI, doi=DOI, identifiers=named, headings=(Heading("Learning"),))
    page = record("Sharing power", source="page:x", doi=DOI, identifiers=(Identifier("pmid", "78"),))
    save(path, old, page, record("Sharing power", source="crossref", source_id=DOI, doi=DOI))
    assert [one.value for one in works_of(path)[0].identifiers] == [DOI, "78"]
    assert [tag for tag in work_of(path, DOI).tags if tag.origin == "imported"] == []
    assert outcomes(path, record("Sharing power", source="ris", issued="2020", identifiers=named)) == ["added"]
    assert outcomes(path, record("Sharing power", source="ris", issued="2021", identifiers=page.identifiers)) == ["duplicate"]


@pytest.mark.parametrize(
    "other",
    [
        record("Sharing power in wards.", source="crossref", doi=DOI, issued="2020", authors=(AHO, BERG)),
        record(None, source="doi", doi=DOI),
        record("Sharing power in wards: a longer title", source="page:repository", doi=DOI),
        record("Sharing Power in Wards", source="ris", authors=(AHO,), issued="2024-05"),
        record("x", source="ris", identifiers=(Identifier("pmid", "77"),), authors=(AHO,)),
    ],
)
def test_save_joins_descriptions_of_one_work(path: Path, other: Record) -> None:
    one = record(doi=DOI, authors=(AHO,), issued="2024", identifiers=(Identifier("pmid", "77"),))
    other = other if other.title != "x" else record("Sharing power in wards", source="ris", identifiers=other.identifiers)
    for order in ((one, other), (other, one)):
        place = path.with_name(f"{order[0].source}.db")
        assert outcomes(place, *order) == ["added", "duplicate"]
        assert len(works_of(place)) == 1
        assert troubles(place) == []


def test_save_keeps_apart_what_contradicts_and_says_so(path: Path) -> None:
    one = record(doi=DOI, authors=(AHO,), issued="2024")
    other = record("A survey of dentists in Ohio", source="ris", doi=DOI, authors=(COLE,))
    added = save(path, one, other)
    assert [saved.outcome for saved in added] == [Outcome.ADDED, Outcome.ADDED]
    assert "titles differ, no author in common: kept apart" in added[1].note
    assert len(works_of(path)) == 2
    assert rows(path, "SELECT record, work, reasons, state FROM doubts") == [
        (added[1].record, added[0].work, '["same DOI", "titles differ", "no author in common"]', "open")
    ]
    third = save_one(path, record("A survey of dentists in Ohio", source="page:repository", doi=DOI))
    assert (third.outcome, third.work) == (Outcome.DUPLICATE, added[1].work)


def test_save_tells_apart_by_doi_what_is_alike(path: Path) -> None:
    same = {"authors": (AHO,), "issued": "2024"}
    assert outcomes(path, record(doi="10.5555/a", **same), record(doi="10.5555/b", **same), record(**same)) == [
        "added",
        "added",
        "duplicate",
    ]


def _book(path: Path, chapters: list[Record]) -> list[int | None]:
    book = record("Co-production", type="book", source="page:listing", source_id="book", isbn=("9781799849759",), doi="10.5555/book")
    with saving(path) as (file, saver), file.batch():
        whole = saver.save(ready(book))
        parts = [saver.save(ready(chapter), container=whole.record) for chapter in chapters]
    return [whole.work, *(part.work for part in parts)]


@pytest.mark.parametrize(
    "chapter",
    [
        lambda number: {"title": None, "authors": (AHO,), "abstract": f"Chapter {number} is about wards."},
        lambda number: {"title": f"Chapter {number}", "isbn": ("9781799849759",)},
        lambda number: {"title": f"Chapter {number}", "doi": "10.5555/book"},
        lambda number: {"title": "Co-production", "authors": (Name(f"Aho{number}"),)},
    ],
    ids=["no titles", "the book's ISBN", "the book's DOI", "the book's title"],
)
def test_save_never_merges_chapters_of_a_book(path: Path, chapter: object) -> None:
    chapters = [
        record(**{"source": "page:listing", "type": "chapter", "container_title": "Co-production", "part_of": "book", **chapter(number)})  # type: ignore[operator]
        for number in range(10)
    ]
    found = _book(path, chapters)
    if "doi" in chapter(0):  # type: ignore[operator]
        assert found[0] not in found[1:]
    else:
        assert len(set(found)) == 11
        assert {work.part_of for work in works_of(path)[1:]} == {works_of(path)[0].key}
    assert troubles(path) == []


def test_save_links_no_work_to_itself(path: Path) -> None:
    with saving(path) as (file, saver), file.batch():
        one = saver.save(ready(record()))
        assert one.work is not None
        assert one.record is not None
        saver.contain(one.work, one.record, one.record)
    assert works_of(path)[0].part_of is None


def _remove(path: Path, mark: str, value: str) -> None:
    """Do what the removal of a work leaves behind."""
    with saving(path) as (file, _), file.batch() as connection:
        connection.execute(
            "INSERT INTO tombstones (key, scheme, value, run, by, at) VALUES ('aho2024sharing', ?, ?, 1, 'me', '2026-05-04T10:00:00Z')",
            (mark, value),
        )


@pytest.mark.parametrize("mark", ["doi", "fingerprint", "sha256"])
def test_save_respects_what_a_person_removed(path: Path, mark: str) -> None:
    one = record(doi=DOI, authors=(AHO,), issued="2024", isbn=("9781799849759",))
    save(path, record("Something else", authors=(COLE,)))
    value = {"doi": DOI, "fingerprint": ready(one).stored.fingerprint, "sha256": ready(one).stored.sha256}[mark]
    _remove(path, mark, value)
    saved = save_one(path, one)
    assert (saved.outcome, saved.work, saved.record) == (Outcome.REMOVED, None, None)
    assert saved.note == "aho2024sharing was removed on 2026-05-04 and is not taken in again"
    assert len(works_of(path)) == 1


def test_save_of_a_chapter_is_no_matter_of_the_books_removal(path: Path) -> None:
    save(path, record("Something else", authors=(COLE,)))
    _remove(path, "isbn", "9781799849759")
    assert save_one(path, record(type="chapter", isbn=("9781799849759",))).outcome is Outcome.ADDED


def test_save_fails_for_one_record_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good, bad = record("Good one"), record("Bad one", abstract=ABSTRACT)
    with saving(path) as (file, saver), file.batch():
        saver.save(ready(good))
        monkeypatch.setattr("cpx.services.found.write_assignments", _break)
        with pytest.raises(RuntimeError):
            saver.save(ready(bad))
        monkeypatch.undo()
        saver.save(ready(record("Third one")))
    assert [work.title for work in works_of(path)] == ["Good one", "Third one"]
    assert rows(path, "SELECT count(*) FROM records") == rows(path, "SELECT count(*) FROM texts") == [2]
    assert rows(path, "SELECT count(*) FROM work_keys") == [2]
    assert troubles(path) == []


def _break(*_: object) -> None:
    raise RuntimeError


KEYED = ("title", "authors", "issued")


def test_keys_get_better_and_old_ones_lead_on(path: Path) -> None:
    save(path, record(None, source="doi", doi=DOI))
    assert [(work.key, work.title_source, work.status) for work in works_of(path)] == [("anonnd", "made", "waiting")]
    save(path, record("Sharing power", source="page:repository", doi=DOI))
    save(path, record("Sharing power", source="crossref", doi=DOI, authors=(AHO,), issued="2024"))
    assert [(work.key, work.title_source, work.status) for work in works_of(path)] == [("aho2024sharing", "given", "complete")]
    for name in ("anonnd", "anonndsharing", "aho2024sharing", DOI, f"https://doi.org/{DOI.upper()}"):
        assert work_of(path, name).key == "aho2024sharing"
    assert works_of(path)[0].id == 1


def test_keys_once_made_are_never_changed_for_the_worse_or_given_again(path: Path) -> None:
    save(path, record(None, source="doi", doi=DOI), record("Sharing power", source="page:x", doi=DOI, authors=(AHO,), issued="2024"))
    save(path, record("Power shared out", source="crossref", doi=DOI, authors=(AHO, BERG), issued="2025"))
    assert works_of(path)[0].key == "aho2024sharing"
    save(path, record("Sharing more", authors=(AHO,), issued="2024"), record(None, abstract="Nothing is known of it."))
    assert [work.key for work in works_of(path)] == ["aho2024sharing", "aho2024sharingb", "anonndb"]
    assert rows(path, "SELECT count(*), count(DISTINCT key) FROM work_keys") == [(4, 4)]


def test_keys_stay_where_nothing_better_can_be_made(path: Path) -> None:
    save(path, record(None, doi=DOI, authors=(Name("王"),), issued="2024"), record("方法研究", source="crossref", doi=DOI))
    save(path, record("The of", doi=DOI, source="crossref", authors=(Name("王"),), issued="2024"))
    assert rows(path, "SELECT key FROM work_keys") == ["anon2024"]


def test_made_title_goes_when_a_source_brings_one(path: Path) -> None:
    save(path, record(None, doi=DOI, authors=(AHO,), issued="2024", abstract=ABSTRACT))
    assert works_of(path)[0].title == "Aho (2024): Wards were short of staff. Methods: We held semi-structured interviews ..."
    save(path, record("Sharing power", source="page:x", doi=DOI))
    assert (works_of(path)[0].title, works_of(path)[0].title_source) == ("Sharing power", "given")
    assert rows(path, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'title:sharing'") == [1]
    assert rows(path, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'title:aho'") == [0]


def _withdraw(path: Path, row: int) -> None:
    with saving(path) as (file, saver), file.batch() as connection:
        connection.execute("INSERT INTO withdrawals (run, record, at) VALUES (1, ?, '2026-05-04T10:00:00Z')", (row,))
        derive_work(connection, 1, saver.tagger)


def test_a_withdrawn_record_counts_no_more(path: Path) -> None:
    stays = record("Sharing power", source="page:x", doi=DOI, authors=(AHO,), abstract="A short page. It says little.")
    goes = record(
        "Better title", source="crossref", doi=DOI, authors=(AHO, BERG), abstract=ABSTRACT, isbn=("9781799849759",), issued="2024",
        references=(Reference("Cited 2019", "10.5555/cited", 2019),), updates=(Update("retraction"),),
        identifiers=(Identifier("pmid", "77"),), keywords=("power",),
    )  # fmt: skip
    save(path, stays)
    before = {key: value for key, value in content_of(path)[0].items() if key != "key"}
    went = save_one(path, record("Sharing power: better title", **{name: getattr(goes, name) for name in _GIVEN}))
    assert went.outcome is Outcome.DUPLICATE
    assert works_of(path)[0].retracted
    assert went.record is not None
    _withdraw(path, went.record)
    assert {key: value for key, value in content_of(path)[0].items() if key != "key"} == before
    assert rows(path, "SELECT count(*) FROM works_fts WHERE works_fts MATCH 'interviews'") == [0]
    assert troubles(path) == []
    with pytest.raises(NotFound):
        work_of(path, "10.5555/cited")
    again = save_one(path, record("Sharing power: better title", **{name: getattr(goes, name) for name in _GIVEN}))
    assert again.outcome is Outcome.DUPLICATE
    assert works_of(path)[0].retracted


_GIVEN = ("source", "doi", "authors", "texts", "isbn", "issued", "references", "updates", "identifiers", "keywords")


def test_derive_with_every_record_withdrawn_leaves_no_field(path: Path) -> None:
    save(path, record(doi=DOI, authors=(AHO,), abstract=ABSTRACT))
    _withdraw(path, 1)
    work = works_of(path)[0]
    assert (work.doi, work.authors, work.abstract, work.title) == (None, (), None, "Anonymous (n.d.)")
    assert (work.sources, work.methods) == ((), ())


def test_derive_again_changes_nothing(path: Path) -> None:
    save(
        path, record(doi=DOI, abstract=ABSTRACT, authors=(AHO,)), record("Sharing power in wards", source="page:x", doi=DOI, issued="2024")
    )
    before = content_of(path)
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        derive_work(connection, 1, shipped_tagger())
    assert content_of(path) == before
    assert troubles(path) == []


def test_references_are_linked_whichever_comes_first(path: Path) -> None:
    citing = record("Citing", authors=(AHO,), references=(Reference("Cited", "10.5555/cited", 2019), Reference("Not here")))
    cited = record("Cited", authors=(BERG,), doi="10.5555/cited")
    for order in ((citing, cited), (cited, citing)):
        place = path.with_name(f"{order[0].title}.db")
        save(place, *order)
        found = work_of(place, "ahondciting").references
        assert [(r.text, r.doi, r.year, r.key) for r in found] == [
            ("Cited", "10.5555/cited", 2019, "bergndcited"),
            ("Not here", None, None, None),
        ]


def test_abstracts_of_two_languages_stand_beside_each_other(path: Path) -> None:
    texts = (Text(ABSTRACT, "abstract", "en"), Text("背景：病房人手不足。方法：对护士进行访谈。", "abstract", "zh"))
    save(path, record(doi=DOI, texts=texts))
    save(path, record("Sharing power in wards", source="crossref", doi=DOI, texts=(Text("Wards were short.", "abstract", "en"),)))
    work = work_of(path, DOI)
    assert [(one.language, one.text) for one in work.abstracts] == [("en", ABSTRACT), ("zh", texts[1].content)]
    assert work.abstract == ABSTRACT
    assert {statement.current for statement in work.statements if statement.text == "Wards were short."} == {False}
    assert all(statement.current for statement in work.statements if statement.text != "Wards were short.")


@given(st.lists(records(WILD), min_size=1, max_size=4))
def test_save_takes_any_record_and_leaves_the_file_sound(tmp_path_factory: pytest.TempPathFactory, given_records: list[Record]) -> None:
    path = tmp_path_factory.mktemp("any") / "catalogue.db"
    prepared = [ready(one) for one in given_records]
    with saving(path) as (file, saver), file.batch():
        for one in prepared:
            saver.save(one)
        again = [saver.save(one).outcome for one in prepared]
    # Of several versions of one record each in turn becomes the newest; all else stays.
    versions = Counter((one.stored.source, one.stored.source_id) for one in prepared if one.stored.source in VERSIONED)
    for one, outcome in zip(prepared, again, strict=True):
        assert outcome is Outcome.UNCHANGED or versions[one.stored.source, one.stored.source_id] > 1
    assert troubles(path) == []
    with CatalogueFile(path) as file, file.reading() as connection:
        details = show(connection, all_works(connection))
    for work in details:
        texts = {text.text for text in work.texts}
        for quote in (quote for tag in work.tags for quote in tag.evidence):
            assert quote.quote in quote.sentence
            assert any(text[quote.start : quote.end] == quote.quote for text in texts)


@given(st.permutations(range(4)))
def test_save_order_does_not_matter_for_what_a_work_says(tmp_path_factory: pytest.TempPathFactory, order: list[int]) -> None:
    same = [
        record(source="crossref", doi=DOI, authors=(AHO, BERG), issued="2024-04", publisher="P"),
        record("Sharing power in wards", source="page:repository", doi=DOI, abstract=ABSTRACT, keywords=("power",)),
        record("Sharing power in wards", source="ris", doi=DOI, volume="4", isbn=("9781799849759",)),
        record(None, source="text", doi=DOI, texts=(Text("背景：病房人手不足。", "abstract", "zh"),)),
    ]
    path = tmp_path_factory.mktemp("order") / "catalogue.db"
    save(path, *(same[place] for place in order), at="2024-01-01T00:00:00Z")
    (work,) = works_of(path)
    said = (work.title, work.authors, work.issued, work.publisher, work.volume, work.isbn, work.keywords, work.abstract, work.methods)
    abstracts = sorted(one.text for one in work.abstracts)
    expected = ("Sharing power in wards", (AHO, BERG), "2024-04", "P", "4", ("9781799849759",), ("power",), ABSTRACT)
    assert said[:-1] == expected
    assert abstracts == sorted([ABSTRACT, "背景：病房人手不足。"])
    assert troubles(path) == []


def test_savers_errors_about_the_file_are_not_taken_for_bad_records(path: Path) -> None:
    with saving(path) as (file, saver), file.batch() as connection:
        connection.execute("PRAGMA query_only = ON")
        with pytest.raises(sqlite3.OperationalError):
            saver.save(ready(record()))
        connection.execute("PRAGMA query_only = OFF")
