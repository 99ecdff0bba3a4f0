"""Scores against tables worked out by hand."""

from pathlib import Path

import pytest
from catalogue_tools import AHO, record, save, works_of
from hypothesis import given
from hypothesis import strategies as st
from judged_catalogue import ONE, THREE, TWO, make_judged, scored, set_tags

import cpx
from cpx.domain.agreement import Counts
from cpx.domain.concept import Verdict
from cpx.domain.tag import Tag
from cpx.errors import BadUsage
from cpx.services.coding_judged import Judged
from cpx.services.scoring import ScoreResult, Tally
from cpx.services.shipped import shipped_vocabulary
from cpx.services.tag import decide
from cpx.store.catalogue import CatalogueFile


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the catalogue whose tags are set by hand."""
    return make_judged(tmp_path / "catalogue.db")


def counts(result: ScoreResult) -> dict[str, tuple[int, int, int, int]]:
    return {term.concept: (term.tp, term.fp, term.fn, term.tn) for term in result.terms}


def test_score_counts_right_wrong_missed_and_left_out(path: Path) -> None:
    result = scored(path, f"{ONE},m.focus,yes\n{TWO},p.patients,no\n{TWO},m.focus,yes\n{TWO},m.survey,no\n")
    assert counts(result) == {"m.focus": (1, 0, 1, 0), "m.survey": (0, 0, 0, 1), "p.patients": (0, 1, 0, 0)}
    total = result.total
    assert (total.scheme, total.terms, total.judged, total.tp, total.fp, total.fn, total.tn) == ("all", 3, 4, 1, 1, 1, 1)
    assert (total.precision, total.recall, total.f1) == (0.5, 0.5, 0.5)
    # means: precision of 1 and 0; recall of .5; F1 of 2/3 and 0
    assert (total.macro_precision, total.macro_recall, total.macro_f1) == (0.5, 0.5, 0.3333)
    assert [(one.scheme, one.terms, one.judged) for one in result.schemes] == [("method", 2, 3), ("population", 1, 1)]
    assert (result.works, result.judged, result.labels, result.tags) == (2, 4, "labels.csv", "machine")


def test_score_gives_the_interval_of_a_share(path: Path) -> None:
    (term,) = scored(path, f"{ONE},m.focus,yes\n{TWO},m.focus,yes\n").terms
    assert (term.precision, term.precision_interval) == (1.0, (0.2065, 1.0))
    assert (term.recall, term.recall_interval) == (0.5, (0.0945, 0.9055))


def test_score_has_no_share_of_nothing(path: Path) -> None:
    (term,) = scored(path, f"{ONE},m.survey,no\n").terms
    assert (term.precision, term.precision_interval, term.recall, term.recall_interval, term.f1) == (None,) * 5


def test_score_takes_a_narrower_tag_for_the_broader_term(path: Path) -> None:
    assert counts(scored(path, f"{ONE},m.interview,yes\n")) == {"m.interview": (1, 0, 0, 0)}


def test_score_takes_no_broader_tag_for_the_narrower_term(path: Path) -> None:
    result = scored(path, f"{TWO},m.interview.semi,yes\n")
    assert counts(result) == {"m.interview.semi": (0, 0, 1, 0)}
    assert result.unjudged_tags == 2


def test_score_counts_a_wrong_tag_at_the_nearest_judged_term_above_it(path: Path) -> None:
    set_tags(path, {ONE: ("m.interview.semi",)})
    result = scored(path, f"{ONE},m.interview,no\n{ONE},m.collect,no\n")
    assert counts(result) == {"m.interview": (0, 1, 0, 0)}
    assert result.set_aside == 1
    (one,) = result.disagreements
    assert (one.label, one.tag, one.person) == ("Interviews", "Semi-structured interviews", "no")


def test_score_sets_a_no_aside_where_a_narrower_term_is_there(path: Path) -> None:
    result = scored(path, f"{ONE},m.interview,no\n{ONE},m.interview.semi,yes\n")
    assert counts(result) == {"m.interview.semi": (1, 0, 0, 0)}
    assert (result.set_aside, result.judged, result.disagreements) == (1, 1, ())


def test_score_sets_a_no_aside_where_the_narrower_term_is_there_and_was_missed(path: Path) -> None:
    result = scored(path, f"{TWO},m.interview,no\n{TWO},m.interview.semi,yes\n")
    assert counts(result) == {"m.interview.semi": (0, 0, 1, 0)}
    assert result.set_aside == 1


def test_score_takes_a_wrong_narrower_tag_for_the_broader_term_that_is_there(path: Path) -> None:
    result = scored(path, f"{ONE},m.interview,yes\n{ONE},m.interview.semi,no\n")
    assert counts(result) == {"m.interview": (1, 0, 0, 0), "m.interview.semi": (0, 1, 0, 0)}


def test_score_counts_no_pair_that_nobody_judged(path: Path) -> None:
    result = scored(path, f"{ONE},m.focus,yes\n{ONE},m.survey,\n{TWO},m.interview,?\n")
    assert (result.judged, result.blank, result.undecided, result.works) == (1, 1, 1, 1)
    assert result.unjudged_tags == 2  # on the work that is judged: interviews and nurses


def test_score_lists_disagreements_with_the_sentence_or_the_title(path: Path) -> None:
    wrong, missed = scored(path, f"{ONE},m.focus,no\n{THREE},m.survey,yes\n").disagreements
    assert (wrong.key, wrong.person, wrong.tag, wrong.sentence, wrong.quote, wrong.line) == (
        ONE, "no", "Focus groups", "Words stand here.", "Words", 2,
    )  # fmt: skip
    assert (missed.key, missed.person, missed.tag, missed.sentence, missed.title, missed.line) == (
        THREE,
        "yes",
        None,
        None,
        "Bare of text",
        3,
    )


def decided(path: Path, key: str, term: str, verdict: Verdict) -> None:
    work = next(work.id for work in works_of(path) if work.key == key)
    with CatalogueFile(path, writable=True) as file:
        decide(file, work, term, verdict, by="ada")


def test_score_is_the_machines_own_unless_asked_for_what_readers_see(path: Path) -> None:
    decided(path, ONE, "m.focus", Verdict.REJECTED)
    decided(path, ONE, "m.survey", Verdict.CONFIRMED)
    labels = f"{ONE},m.focus,no\n{ONE},m.survey,yes\n"
    assert counts(scored(path, labels)) == {"m.focus": (0, 1, 0, 0), "m.survey": (0, 0, 1, 0)}
    read = scored(path, labels, as_read=True)
    assert counts(read) == {"m.focus": (0, 0, 0, 1), "m.survey": (1, 0, 0, 0)}
    assert read.tags == "readers"


@pytest.mark.parametrize("as_read", [False, True])
def test_score_counts_no_keyword_of_a_source_as_a_tag(tmp_path: Path, as_read: bool) -> None:
    path = tmp_path / "keywords.db"
    save(
        path,
        record(
            "Wards",
            authors=(AHO,),
            issued="2020",
            abstract="Nothing is named here. Words stand here.",
            keywords=("Focus groups", "Surveys and questionnaires"),
        ),
    )
    key = works_of(path)[0].key
    set_tags(path, {key: ("m.survey",)})
    result = scored(path, f"{key},m.focus,no\n{key},m.survey,yes\n", as_read=as_read)
    assert counts(result) == {"m.focus": (0, 0, 0, 1), "m.survey": (1, 0, 0, 0)}


def test_score_does_not_hang_on_the_order_of_the_rows(path: Path) -> None:
    rows = [f"{ONE},m.interview,no", f"{ONE},m.interview.semi,yes", f"{TWO},p.patients,no", f"{ONE},p.staff,yes", f"{TWO},m.focus,yes"]
    there, back = (scored(path, "\n".join(lines)) for lines in (rows, rows[::-1]))
    assert (there.terms, there.total, there.set_aside) == (back.terms, back.total, back.set_aside)
    assert there.total.judged == 4


def test_interface_scores_and_compares_label_files(path: Path, tmp_path: Path) -> None:
    for name, verdict in (("ana.csv", "yes"), ("ben.csv", "no")):
        (tmp_path / name).write_text(f"work,concept,verdict\n{ONE},m.focus,{verdict}\n", encoding="utf-8")
    with cpx.open(path) as catalogue:
        assert catalogue.score(tmp_path / "ana.csv").total.tp == 1
        assert catalogue.score(str(tmp_path / "ben.csv"), as_read=True).total.fp == 1
        assert catalogue.compare_labels(tmp_path / "ana.csv", tmp_path / "ben.csv").total.only_first == 1
        with pytest.raises(BadUsage, match="cannot be read"):
            catalogue.score(tmp_path)


BRANCH = ("m.design", "m.collect", "m.interview", "m.interview.semi", "m.focus", "m.survey", "p.staff", "p.hcp", "p.nurses", "p.patients")
"""Terms above and beside one another, in two schemes."""
CONCEPTS = st.sampled_from(BRANCH)


def tally(tags: set[str], verdicts: dict[str, bool]) -> tuple[Counts, Tally]:
    found = Tally(shipped_vocabulary(), Judged("f.csv", verdicts={(1, concept): verdict for concept, verdict in verdicts.items()}))
    found.add(1, {concept: Tag(concept=concept, scheme="method", label=concept) for concept in sorted(tags)})
    return sum(found.counts.values(), Counts()), found


@given(tags=st.sets(CONCEPTS), verdicts=st.dictionaries(CONCEPTS, st.booleans()))
def test_tally_counts_each_verdict_once_and_each_tag_as_one_mistake_at_most(tags: set[str], verdicts: dict[str, bool]) -> None:
    total, found = tally(tags, verdicts)
    assert total.judged + found.set_aside == len(verdicts)
    assert total.tp + total.fn == sum(verdicts.values())
    assert total.fp + found.unjudged <= len(tags)
    assert len(found.differing) == total.fp + total.fn


@given(tags=st.sets(CONCEPTS), whole=st.booleans())
def test_tally_finds_no_fault_where_a_person_says_what_is_tagged(tags: set[str], whole: bool) -> None:
    """Whether they say yes to the terms that are tagged only, or to all that are broader as well."""
    above = {broader for concept in tags for broader in shipped_vocabulary().ancestors(concept)} if whole else set()
    total, found = tally(tags, {concept: concept in tags | above for concept in BRANCH})
    assert (total.fp, total.fn, found.differing) == (0, 0, [])
