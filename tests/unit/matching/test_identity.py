"""One work is met again under other spellings, and two works are kept apart however alike they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import records

from cpx.domain.record import Name, Record, Text
from cpx.matching.identity import Candidate, Verdict, contradictions, decide, fingerprint, fold_title, may_be_one

AHO, BERG = Name("Aho", "Ada"), Name("Berg", "Bo")
STUDY = Record(source="ris", title="Sharing power: a study of wards", authors=(AHO, BERG), issued="2024-04", volume="4", page="1-9")


def like(base: Record = STUDY, **fields: object) -> Record:
    return Record(**{**{name: getattr(base, name) for name in Record.__slots__}, **fields})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        like(title="SHARING POWER: A STUDY OF WARDS."),
        like(title="Sharing power – a study of  wards"),
        like(title="Shåring power: a study of wards"),
        like(issued="2024"),
        like(authors=(Name("AHO", "A."),)),
        like(source="crossref", doi="10.5555/one", publisher="P", volume=None),
    ],
)
def test_fingerprint_meets_other_spellings(other: Record) -> None:
    assert fingerprint(other) == fingerprint(STUDY)


@pytest.mark.parametrize(
    "other",
    [
        like(title="Sharing power: a study of hospitals"),
        like(issued="2023"),
        like(authors=(BERG, AHO)),
        like(authors=()),
    ],
)
def test_fingerprint_parts_other_works(other: Record) -> None:
    assert fingerprint(other) != fingerprint(STUDY)


@pytest.mark.parametrize("title", ["Editorial", "INTRODUCTION", "Letter to the editor", "Table of Contents"])
def test_fingerprint_of_a_common_title_needs_volume_and_page(title: str) -> None:
    one = like(title=title, container_title="Wards")
    assert fingerprint(one) == fingerprint(like(one, publisher="P"))
    for change in ({"page": "2"}, {"volume": "5"}, {"container_title": "Clinics"}):
        assert fingerprint(like(one, **change)) != fingerprint(one)


def test_fingerprint_of_a_title_alone_needs_the_container() -> None:
    bare = Record(source="ris", title="Sharing power in wards", container_title="Wards")
    assert fingerprint(bare) == fingerprint(like(bare, volume="4"))
    assert fingerprint(bare) != fingerprint(like(bare, container_title="Clinics"))


def test_fingerprint_without_a_title_goes_by_the_text() -> None:
    chapters = [Record(source="page:listing", container_title="Book", authors=(AHO,), texts=(Text(f"Chapter {n}."),)) for n in range(10)]
    assert len({fingerprint(chapter) for chapter in chapters}) == 10
    assert fingerprint(chapters[0]) == fingerprint(like(chapters[0], texts=(Text("CHAPTER  0"),)))


@pytest.mark.parametrize(
    "empty", [Record(source="doi", doi="10.5555/one"), Record(source="x", title="—"), Record(source="x", texts=(Text("..."),))]
)
def test_fingerprint_is_empty_where_there_is_too_little(empty: Record) -> None:
    assert fingerprint(empty) == ""


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        ({"title": "A survey of dentists in Ohio"}, ("titles differ",)),
        ({"title": "Sharing power"}, ()),
        ({"title": "Power: sharing; a study of wards"}, ()),
        ({"title": "对共同生产的研究"}, ()),
        ({"title": None}, ()),
        ({"authors": (Name("Cole", "C"),)}, ("no author in common",)),
        ({"authors": (Name("Cole"), BERG)}, ()),
        ({"authors": ()}, ()),
        ({"authors": (Name("van der Berg", "B"),)}, ()),
        ({"authors": (Name("Berg-Olsen", "B"),)}, ()),
        ({"authors": (Name(literal="Berg B"),)}, ()),
        ({"authors": (Name(literal="Ward Council"),)}, ()),
        ({"authors": (Name("王", "伟"),)}, ()),
        ({"volume": "5"}, ()),
        ({"page": "11-19"}, ()),
        ({"volume": "5", "page": "11-19"}, ("volumes differ", "pages differ")),
        ({"page": "1–9"}, ()),
        ({"title": "A survey of dentists in Ohio", "volume": "5"}, ("titles differ", "volumes differ")),
    ],
)
def test_contradictions_are_what_both_state(changes: dict[str, object], reasons: tuple[str, ...]) -> None:
    assert contradictions(STUDY, like(**changes)) == reasons
    assert contradictions(like(**changes), STUDY) == reasons


def test_contradictions_between_names_of_one_script_only() -> None:
    wang, li = like(authors=(Name("王", "伟"),)), like(authors=(Name("李", "伟"),))
    assert contradictions(wang, li) == ("no author in common",)
    assert contradictions(wang, like(authors=(Name("Wang", "W"),))) == ()


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"doi": "10.5555/a"}, {"doi": "10.5555/b"}, False),
        ({"doi": "10.5555/a"}, {"doi": "10.5555/a"}, True),
        ({"doi": "10.5555/a"}, {}, True),
        ({"type": "chapter"}, {"type": "book"}, False),
        ({"type": "chapter"}, {"type": "article-journal"}, True),
        ({"type": "book"}, {"type": None}, True),
    ],
)
def test_may_be_one_parts_what_is_told_apart(one: dict[str, object], other: dict[str, object], expected: bool) -> None:
    assert may_be_one(like(**one), like(**other)) is expected
    assert may_be_one(like(**other), like(**one)) is expected


APART = like(title="A survey of dentists in Ohio")


def test_decide_joins_the_first_that_nothing_contradicts() -> None:
    found = decide(STUDY, [Candidate(1, "DOI", APART), Candidate(2, "DOI", STUDY), Candidate(3, "PMID", STUDY)])
    assert found == Verdict(2, "same DOI", ((1, ("same DOI", "titles differ")),))


def test_decide_makes_a_new_work_where_all_contradict() -> None:
    found = decide(STUDY, [Candidate(1, "DOI", APART), Candidate(1, "PMID", APART), Candidate(2, "PMID", like(authors=(Name("Cole"),)))])
    assert found == Verdict(None, "new", ((1, ("same DOI", "titles differ")), (2, ("same PMID", "no author in common"))))


def test_decide_doubts_no_work_that_it_joins() -> None:
    assert decide(STUDY, [Candidate(1, "DOI", APART), Candidate(1, "DOI", STUDY)]) == Verdict(1, "same DOI")
    assert decide(STUDY, []) == Verdict(None, "new")


@given(st.text())
def test_fold_title_is_stable(text: str) -> None:
    assert fold_title(fold_title(text)) == fold_title(text)
    assert fold_title(f" {text}.") == fold_title(text)


@given(records(st.text(max_size=12)), records(st.text(max_size=12)))
def test_identity_takes_any_record(one: Record, other: Record) -> None:
    assert fingerprint(one) == fingerprint(one)
    assert contradictions(one, one) == ()
    assert bool(contradictions(one, other)) == bool(contradictions(other, one))
    assert decide(one, [Candidate(1, "DOI", one)]).work == 1
