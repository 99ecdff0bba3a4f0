"""A candidate for a work's DOI is taken only where all fits; what is like the work and is not it is never taken."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from record_strategies import records

from cpx.domain.record import Name, Record, Text, Update
from cpx.matching.doi_candidates import FLOOR, Judgement, choose, judge_candidate, judge_reference

AHO, BERG, COLE, DAHL = Name("Aho", "Ada"), Name("Berg", "Bo"), Name("Cole", "Cy Ed"), Name("Dahl", "Di")
TITLE = "Sharing power in hospital wards: a qualitative study of nurses"
WANTED = Record(
    source="ris", type="article-journal", title=TITLE, authors=(AHO, BERG, COLE), issued="2020", container_title="Journal of Made Up Care",
    volume="3", page="12-20",
)  # fmt: skip
FOUND = replace(WANTED, source="crossref", doi="10.5555/found", issued="2020-05")
BOOK = "A Long and Winding Handbook of Made Up Care"
CHAPTER = Record(source="page:listing", type="chapter", authors=(AHO, BERG), container_title=BOOK, isbn=("9781799849759",))
FOUND_CHAPTER = replace(CHAPTER, source="crossref", doi="10.5555/ch1", title="A title that nobody knew", issued="2021")


def judge(found: dict[str, Any], wanted: dict[str, Any] | None = None, base: tuple[Record, Record] = (WANTED, FOUND)) -> Judgement:
    return judge_candidate(replace(base[0], **(wanted or {})), replace(base[1], **found))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {}),
        ({"title": TITLE.upper()}, {}),
        ({"title": "Sharing power in hospital wards"}, {}),
        ({}, {"title": "Sharing power in hospital wards"}),
        ({"title": "Sharing powers in hospitl wards: qualitative study of nurses"}, {}),
        ({"authors": (Name("AHO", "A."), Name("Berg", "B"), Name("Cole", "CE"))}, {}),
        ({"authors": (COLE, AHO, BERG)}, {}),
        ({"authors": (AHO,)}, {}),
        ({}, {"authors": (AHO,)}),
        ({"authors": (Name("van der Aho", "Ada"), BERG)}, {}),
        ({"issued": "2019"}, {}),
        ({"issued": "2021"}, {}),
        ({"issued": None}, {}),
        ({}, {"issued": None}),
        ({"type": None}, {}),
        ({"container_title": "J Made Up Care"}, {}),
        ({"container_title": None, "volume": None, "page": None}, {}),
        ({}, {"title": f"RETRACTED: {TITLE}", "updates": (Update("retraction", "10.5555/notice"),)}),
        ({"page": "12"}, {}),
        ({"volume": "4"}, {}),
        ({}, {"updates": (Update("new-version-of", "10.5555/first"),)}),
    ],
)
def test_judge_candidate_takes_the_work_however_it_is_spoiled(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    judgement = judge(found, wanted)
    assert judgement.accepted, judgement
    assert FLOOR < judgement.score < 1


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (
            {"title": "Sharing power in hospital wards: a quantitative study of nurses"},
            "the titles differ: “qualitative” against “quantitative”",
        ),
        ({"title": f"{TITLE}: Part 2"}, "the titles differ: part"),
        ({"title": f"{TITLE}: a protocol"}, "the titles differ: protocol"),
        ({"title": f"{TITLE} on seven wards in a year"}, "alike"),
        ({"authors": (DAHL, BERG, COLE)}, "too few of the authors"),
        ({"authors": (AHO, DAHL, DAHL)}, "too few of the authors"),
        ({"issued": "2023"}, "year 2023, not 2020"),
        ({"type": "article"}, "a preprint"),
        ({"type": "book"}, "it is of the type book, not article-journal"),
        ({"container_title": "Annals of Something Else", "page": "1-9"}, "another journal or book"),
        ({"page": "99-107"}, "another page"),
        ({"page": "99-107", "volume": "9"}, "another page"),
    ],
)
def test_judge_candidate_leaves_what_does_not_quite_fit_to_a_person(found: dict[str, Any], reason: str) -> None:
    judgement = judge(found)
    assert not judgement.accepted
    assert reason in " | ".join(judgement.reasons)
    assert judgement.score < judge({}).score


@pytest.mark.parametrize(
    "found",
    [
        {"doi": "10.65215/copy.1"},
        {"doi": None},
        {"type": "review"},
        {"type": "dataset"},
        {"type": "periodical"},
        {"type": "document", "raw": json.dumps({"type": "component"})},
        {"title": f"Correction: {TITLE}"},
        {"title": f"Correction to: {TITLE}"},
        {"title": f"Erratum: {TITLE}"},
        {"title": f"Retraction—{TITLE}"},
        {"title": f"Expression of concern: {TITLE}"},
        {"title": f"Reply to: {TITLE}"},
        {"title": f"Review for “{TITLE}”"},
        {"title": f"Review of {TITLE}"},
        {"title": f"Book Review: {TITLE}"},
        {"title": f"{TITLE}. By A. Aho. Pp. xii + 240. £20"},
        {"title": f"Supplementary material to {TITLE}"},
        {"updates": (Update("correction-of", "10.5555/first"),)},
        {"updates": (Update("retraction-of", "10.5555/first"),)},
    ],
)
def test_judge_candidate_never_offers_copies_notices_reviews_and_parts(found: dict[str, Any]) -> None:
    judgement = judge(found)
    assert (judgement.accepted, judgement.score) == (False, 0.0)
    assert len(judgement.reasons) == 1


def test_judge_candidate_takes_a_notice_for_a_notice() -> None:
    title = f"Correction: {TITLE}"
    assert judge({"title": title, "updates": (Update("correction-of", "10.5555/first"),)}, {"title": title}).accepted


def test_judge_candidate_takes_no_correction_of_a_letter_for_the_letter() -> None:
    letter = {"title": f"Letter: {TITLE}"}
    assert judge(letter, letter).accepted
    assert judge({**letter, "updates": (Update("correction-of", "10.5555/first"),)}, letter).score == 0


def test_judge_candidate_takes_articles_that_only_sound_like_notices() -> None:
    title = "Correction of a split nail deformity in five patients"
    assert judge({"title": title}, {"title": title}).accepted


def test_judge_candidate_refuses_another_doi_than_the_work_has() -> None:
    assert judge({}, {"doi": "10.5555/own"}).reasons == ("the work has another DOI, 10.5555/own",)


def test_judge_candidate_wants_volume_and_page_for_titles_that_many_have() -> None:
    assert judge({"title": "Editorial"}, {"title": "Editorial"}).accepted
    assert not judge({"title": "Editorial"}, {"title": "Editorial", "page": None}).accepted
    assert not judge({"title": "Editorial", "volume": None}, {"title": "Editorial"}).accepted


def test_judge_candidate_wants_a_place_for_short_titles_and_missing_years() -> None:
    nowhere = {"container_title": None, "volume": None, "page": None}
    assert not judge({"title": "On time"}, {"title": "On time", **nowhere}).accepted
    assert judge({"title": "On time"}, {"title": "On time"}).accepted
    assert not judge({}, {**nowhere, "issued": None}).accepted


def test_judge_candidate_wants_more_where_nobody_is_named() -> None:
    assert judge({}, {"authors": ()}).accepted
    assert not judge({}, {"authors": (), "volume": None, "page": None, "issued": "2019"}).accepted
    assert not judge({}, {"authors": (), "container_title": None, "volume": None, "page": None}).accepted


def test_judge_candidate_takes_a_preprint_for_a_preprint_only() -> None:
    alone = {"type": "article", "container_title": None, "volume": None, "page": None}
    assert judge(alone, alone).accepted
    assert not judge(alone, {**alone, "type": None}).accepted


def test_judge_candidate_scores_other_titles_below_what_is_proposed() -> None:
    judgement = judge({"title": "Staffing of wards at night in the far north"})
    assert judgement.score < FLOOR
    assert not judgement.accepted


def test_judge_candidate_says_why_in_plain_words() -> None:
    assert judge({}).reasons == ("title 1.00 alike", "3 of 3 surnames", "year 2020", "same journal or book", "same volume", "same page")


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {}),
        ({"isbn": ()}, {}),
        ({}, {"isbn": ()}),
        ({}, {"isbn": (), "container_title": "Advances in Made Up Series", "collection_title": BOOK}),
        ({"issued": "2020"}, {}),
        ({"authors": (AHO, BERG, COLE, DAHL)}, {"authors": (AHO, BERG, COLE)}),
        ({"authors": (Name("Aho", "A"), Name("Berg", "B"))}, {}),
    ],
)
def test_judge_candidate_finds_a_chapter_without_title_by_its_book_and_authors(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    judgement = judge(found, wanted, (CHAPTER, FOUND_CHAPTER))
    assert judgement.accepted, judgement


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {"authors": (AHO,)}),
        ({}, {"authors": (AHO, BERG, COLE)}),
        ({}, {"authors": (BERG, AHO)}),
        ({}, {"authors": (Name("Aho", "Zoe"), BERG)}),
        ({}, {"isbn": (), "container_title": "Another Book of the Same Year and House"}),
        ({}, {"title": None}),
        ({}, {"type": "book"}),
        ({"issued": "2015"}, {}),
        ({"page": "1-20"}, {"page": "40-60"}),
        ({"isbn": (), "type": "article-journal"}, {"type": "article-journal"}),
        ({"isbn": (), "container_title": "Care"}, {"container_title": "Care"}),
        ({"authors": ()}, {}),
    ],
)
def test_judge_candidate_takes_no_other_chapter(wanted: dict[str, Any], found: dict[str, Any]) -> None:
    assert not judge(found, wanted, (CHAPTER, FOUND_CHAPTER)).accepted


def test_judge_candidate_lets_an_abstract_confirm_and_never_deny() -> None:
    text = Text("The chapter follows three wards for a year and asks who decides.", "abstract", "en")
    other = Text("Quite other words about the very same thing, told by a publisher.", "abstract", "en")
    confirmed, told_otherwise = (judge({"texts": (found,)}, {"texts": (text,)}, (CHAPTER, FOUND_CHAPTER)) for found in (text, other))
    assert "abstract alike" in confirmed.reasons
    assert confirmed.score > told_otherwise.score
    assert told_otherwise.accepted


def test_choose_takes_the_one_that_passed_and_none_of_two() -> None:
    yes, no = Judgement(accepted=True, score=0.9, reasons=()), Judgement(accepted=False, score=0.95, reasons=())
    assert choose([("10.5555/a", yes), ("10.5555/b", no)]) == "10.5555/a"
    assert choose([("10.5555/a", yes), ("10.5555/a", yes)]) == "10.5555/a"
    assert choose([("10.5555/a", yes), ("10.5555/b", yes)]) is None
    assert choose([]) is None


def test_judge_candidate_reads_no_more_of_a_flood_than_a_title_has() -> None:
    flood = "sharing: power. " * 300_000
    crowd = (AHO, *(Name(f"Person{number}", "X") for number in range(10_000)))
    judgement = judge({"title": flood, "authors": crowd}, {"title": flood[:200], "authors": crowd})
    assert not judgement.accepted
    assert not judge_reference(flood, replace(FOUND, title=flood)).accepted


@given(records(), records())
def test_judge_candidate_never_raises_and_takes_nothing_without_a_doi(wanted: Record, found: Record) -> None:
    judgement = judge_candidate(replace(wanted, doi=None), found)
    assert 0 <= judgement.score < 1
    assert judgement.reasons
    assert not judgement.accepted or found.doi
