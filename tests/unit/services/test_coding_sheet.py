"""Sheets for coding by hand: a fair draw, the same everywhere, and nothing in a blind one that tells what the machine said."""

from pathlib import Path

import pytest
from catalogue_tools import AHO, record, save, works_of
from judged_catalogue import DOI, ONE, TAGS, TEXT, THREE, TWO, make_judged, set_tags

from cpx.domain.concept import Verdict
from cpx.domain.output import as_json
from cpx.domain.record import Heading
from cpx.errors import BadUsage, NotFound
from cpx.services.coding_sheet import CUT, MOST_TEXT, OTHERS, Sheet, draw_sheet
from cpx.services.tag import decide
from cpx.store.catalogue import CatalogueFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the catalogue whose tags are set by hand."""
    return make_judged(tmp_path / "catalogue.db")


def draw(path: Path, count: int = 60, seed: int = 7, *, blind: bool = True) -> Sheet:
    with CatalogueFile(path) as file, file.reading() as connection:
        return draw_sheet(connection, count, seed, blind=blind)


def terms_of(sheet: Sheet, key: str) -> list[str]:
    return [row.concept for row in sheet.rows if row.work == key]


def test_draw_asks_about_tags_and_a_few_other_terms_of_works_with_text(path: Path) -> None:
    sheet = draw(path)
    assert (sheet.works, sheet.of) == (2, 2)
    assert THREE not in {row.work for row in sheet.rows}
    for key in (ONE, TWO):
        terms = terms_of(sheet, key)
        assert set(TAGS[key]) <= set(terms)
        assert len(terms) == len(set(terms)) == len(TAGS[key]) + OTHERS


def test_draw_asks_first_about_others_that_some_work_has(path: Path) -> None:
    assert set(TAGS[ONE]) & set(terms_of(draw(path), TWO)) == {"m.focus", "m.interview.semi", "p.nurses"}


def test_draw_asks_about_no_term_above_one_that_is_tagged(path: Path) -> None:
    set_tags(path, {ONE: ("m.interview.semi",), TWO: ("m.interview", "m.collect", "p.staff")})
    for seed in range(20):
        assert not {"m.interview", "m.collect"} & set(terms_of(draw(path, seed=seed), ONE))


def test_draw_asks_about_what_a_person_decided_and_a_source_named(path: Path) -> None:
    heading = Heading("Surveys and Questionnaires", ui="D011795")
    save(path, record("Wards at work", authors=(AHO,), issued="2020", doi=DOI, source="ris", headings=(heading,)))
    with CatalogueFile(path, writable=True) as file:
        decide(file, next(work.id for work in works_of(path) if work.key == TWO), "photovoice", Verdict.REJECTED)
    set_tags(path, TAGS)
    for seed in range(5):
        assert "m.photovoice" in terms_of(draw(path, seed=seed), TWO)
        assert "m.survey" in terms_of(draw(path, seed=seed), ONE)


def test_blind_draw_tells_nothing_of_what_the_machine_said(path: Path) -> None:
    rows = draw(path).rows
    assert {(row.machine, row.match, row.usage, row.sentence, row.verdict, row.note) for row in rows} == {(None, None, None, None, "", "")}
    for key in (ONE, TWO):
        same = [{**as_json(row), "concept": "", "term": "", "scheme": "", "definition": ""} for row in rows if row.work == key]
        assert all(row == same[0] for row in same)


def test_open_draw_says_what_the_machine_said_and_where(path: Path) -> None:
    rows = {(row.work, row.concept): row for row in draw(path, blind=False).rows}
    assert [getattr(rows[ONE, "m.focus"], name) for name in ("machine", "match", "sentence")] == ["yes", "strong", "Words stand here."]
    assert [getattr(rows[TWO, "m.focus"], name) for name in ("machine", "match", "sentence")] == ["no", None, None]


def test_draw_gives_the_title_and_the_whole_text(path: Path) -> None:
    row = next(row for row in draw(path).rows if row.work == ONE)
    assert (row.title, row.text) == ("Wards at work", TEXT)


def test_draw_cuts_a_text_that_no_cell_holds(path: Path) -> None:
    save(path, record("Long", authors=(AHO,), issued="2001", abstract="word " * 9000))
    row = next(row for row in draw(path).rows if row.work == "aho2001long")
    assert (len(row.text), row.text.endswith(CUT)) == (MOST_TEXT + len(CUT), True)


def test_draw_is_the_same_again_and_another_with_another_seed(path: Path) -> None:
    assert draw(path, 1) == draw(path, 1)
    assert {tuple(terms_of(draw(path, seed=seed), ONE)) for seed in range(8)} > {tuple(terms_of(draw(path), ONE))}
    assert {draw(path, 1, seed).rows[0].work for seed in range(20)} == {ONE, TWO}


def test_draw_does_not_hang_on_the_order_in_which_works_came(tmp_path: Path) -> None:
    one, two = (record(f"Wards {name}", authors=(AHO,), issued="2020", abstract=f"{TEXT} {name}") for name in ("north", "south"))
    other = record("Elsewhere", authors=(AHO,), issued="1999", abstract=TEXT)
    save(tmp_path / "a.db", one, other, two)
    save(tmp_path / "b.db", two, one, other)
    there, back = (draw(tmp_path / name, 2) for name in ("a.db", "b.db"))
    keys = [[row.work for row in sheet.rows if row.work == "aho1999elsewhere"] for sheet in (there, back)]
    assert keys[0] == keys[1]
    assert there.works == back.works == 2


def test_draw_keeps_the_rows_of_a_work_together_and_mixes_the_terms(path: Path) -> None:
    keys = [row.work for row in draw(path).rows]
    assert keys == sorted(keys, key=keys.index)
    for seed in range(3):
        terms = terms_of(draw(path, seed=seed), ONE)
        assert terms != sorted(terms)
        assert set(terms[:3]) != set(TAGS[ONE])


def test_draw_refuses_none_and_finds_none(path: Path, tmp_path: Path) -> None:
    with pytest.raises(BadUsage):
        draw(path, 0)
    save(tmp_path / "bare.db", record("Bare", authors=(AHO,)))
    with pytest.raises(NotFound, match="no work here has an abstract"):
        draw(tmp_path / "bare.db")


def test_draw_gives_no_title_that_was_made_of_the_text(tmp_path: Path) -> None:
    save(tmp_path / "c.db", record(None, authors=(AHO,), issued="2001", abstract=TEXT))
    assert {row.title for row in draw(tmp_path / "c.db").rows} == {None}
