"""A printed reference is taken for a work only where title, first author, year and place stand in the line."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import records

from cpx.domain.record import Name, Record, Update
from cpx.matching.doi_candidates import judge_reference

TITLE = "Sharing power in hospital wards: a qualitative study of nurses"
FOUND = Record(
    source="crossref",
    doi="10.5555/found",
    type="article-journal",
    title=TITLE,
    issued="2020-05",
    authors=(Name("van der Aho", "Ada"), Name("Berg", "Bo"), Name("Cole", "Cy")),
    container_title="Journal of Made Up Care",
    volume="3",
    page="12-20",
)
LINE = f"Van der Aho A, Berg B, Cole C. {TITLE}. J Made Up Care. 2020;3(2):12-20."


@pytest.mark.parametrize(
    "line",
    [
        LINE,
        f"{LINE} doi:10.5555/found",
        f"[12] van der Aho, A., Berg, B., & Cole, C. (2020). {TITLE}. Journal of Made Up Care, 3(2), 12–20. https://doi.org/10.5555/found",
        f"van der Aho A, et al. {TITLE}. J Made Up Care 2020; 3: 12-20",
        f"van der Aho, Ada, Bo Berg, and Cy Cole. “{TITLE}.” Journal of Made Up Care 3, no. 2 (2020): 12–20.",
        "VAN DER AHO A, BERG B, COLE C. SHARING POWER IN HOSPITAL WARDS: A QUALITATIVE STUDY OF NURSES. J MADE UP CARE 2019;3:12-20",
        "van der Aho A, Berg B, Cole C. Sharing power in hospital wards. J Made Up Care. 2020;3(2):12-20.",
        "van der Aho A, Berg B, Cole C. Sharing power in hosptal wards: a qualitative study of nurses. J Made Up Care. 2020;3(2):12-20.",
        f"van der Aho A, Berg B, Cole C. {TITLE}. J Made Up Care;3:12-20.",
    ],
)
def test_judge_reference_finds_the_work_in_many_styles(line: str) -> None:
    judgement = judge_reference(line, FOUND)
    assert judgement.accepted, judgement


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (LINE.replace("qualitative", "quantitative"), "the titles differ: “qualitative” against “quantitative”"),
        (LINE.replace("a qualitative study of nurses", "what doctors said"), "the subtitles differ"),
        (LINE.replace("power", "meals"), "the titles differ: “power” against “meals”"),
        (LINE.replace("Van der Aho A", "Dahl D"), "the first author is not in the line"),
        (LINE.replace("Berg B, Cole C", "Dahl D, Eng E"), "too few of the authors"),
        (LINE.replace("2020;", "2014;"), "year 2020 is not in the line"),
        (f"Van der Aho A, Berg B, Cole C. {TITLE}. Annals of Else. 2020;9:77-80.", "neither journal nor volume nor page is in the line"),
        (f"Van der Aho A, Berg B, Cole C. {TITLE}. 2020.", "neither journal nor volume nor page is in the line"),
        (LINE.replace("nurses.", "nurses: protocol for a trial."), "the title goes on: protocol"),
        (LINE.replace("nurses.", "nurses and of their patients at night."), "the printed title goes on"),
        (LINE.replace("Sharing", "Reply to: Sharing"), "the reference is to a notice"),
        (LINE.replace("Sharing", "Correction to: Sharing"), "the reference is to a notice"),
        (f"{LINE} doi:10.5555/another", "the reference has another DOI"),
        ("Aho A. Something else altogether that nobody wrote. 2020.", "alike"),
    ],
)
def test_judge_reference_leaves_other_works_alone(line: str, reason: str) -> None:
    judgement = judge_reference(line, FOUND)
    assert not judgement.accepted
    assert reason in " | ".join(judgement.reasons)


@pytest.mark.parametrize(
    "fields",
    [
        {"doi": None},
        {"title": None},
        {"doi": "10.65215/copy"},
        {"type": "review"},
        {"title": f"Correction: {TITLE}"},
        {"title": "Sharing power"},
        {"title": "Editorial", "volume": None},
        {"authors": ()},
        {"updates": (Update("correction-of", "10.5555/first"),)},
        {"title": f"{TITLE}. By A. Aho. Pp. xii + 240. £20"},
        {"title": f"{TITLE}: a pilot"},
        {"title": "Sharing power in hospital wards: protocol"},
        {"type": "article", "container_title": None, "volume": None, "page": None},
    ],
)
def test_judge_reference_takes_no_copies_notices_and_scraps(fields: dict[str, Any]) -> None:
    assert not judge_reference(LINE, replace(FOUND, **fields)).accepted


def test_judge_reference_takes_a_preprint_where_one_is_cited() -> None:
    preprint = replace(FOUND, type="article", container_title=None, volume=None, page=None, publisher="A Server of Preprints")
    assert judge_reference(f"Van der Aho A, Berg B, Cole C. {TITLE}. medRxiv. 2020.", preprint).accepted
    assert judge_reference(f"Van der Aho A, Berg B, Cole C. {TITLE}. A Server of Preprints. 2020.", preprint).accepted


def test_judge_reference_takes_a_notice_that_is_cited() -> None:
    title = f"Correction: {TITLE}"
    assert judge_reference(LINE.replace(TITLE, title), replace(FOUND, title=title)).accepted


@given(st.text(max_size=300), records())
def test_judge_reference_never_raises(line: str, found: Record) -> None:
    assert 0 <= judge_reference(line, found).score < 1
