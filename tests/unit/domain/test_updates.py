"""What updates mean: kinds, marks in titles, standing, and which of two that contradict each other holds."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from retraction_answers import ARTICLE, NOTICE, PAIR

from cpx.domain.parts import Update
from cpx.domain.updates import (
    Standing,
    deciding,
    is_retracted,
    merge_updates,
    normal_kind,
    notice_of,
    says_retracted,
    standing,
    updates_upon,
)
from cpx.formats.crossref_json import read_work

RETRACTION = Update("retraction", "10.1/n", "2020-06-05", "publisher")
KINDS = st.sampled_from(
    ["retraction", "Retraction", "retraction-of", "correction", "erratum", "removal-of", "expression_of_concern", "odd"]
)
UPDATES = st.builds(
    Update,
    KINDS,
    st.sampled_from([None, "10.1/a", "10.1/b"]),
    st.sampled_from([None, "2019", "2020", "2020-06", "2020-06-05", "2020-06-07"]),
    st.sampled_from([None, "publisher", "retraction-watch", "somebody"]),
)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("Retraction", "retraction"),
        ("retracted", "retraction"),
        ("partial_retraction", "partial-retraction"),
        ("Expression of Concern", "expression-of-concern"),
        ("expression_of_concern", "expression-of-concern"),
        ("Err", "erratum"),
        ("corrigendum", "corrigendum"),
        ("Correction", "correction"),
        ("new_version", "new-version"),
        ("Reinstatement", "reinstatement"),
        ("removal-of", "removal-of"),
        ("Something else", "something-else"),
        ("", "update"),
    ],
)
def test_normal_kind_is_the_usual_name(said: str, kind: str) -> None:
    assert normal_kind(said) == kind
    assert normal_kind(kind) == kind


@pytest.mark.parametrize(
    "title",
    [
        "RETRACTED: Power in wards",
        "RETRACTED ARTICLE: Power in wards",
        "RETRACTED ARTICLE Power in wards",
        "Retracted: Power in wards",
        "WITHDRAWN: Power in wards",
        "REMOVED: Power in wards",
        "[Retracted] Power in wards",
        "[RETRACTED ARTICLE] Power in wards",
        "Power in wards (Retracted article. See vol. 5, pg. 2, 2011)",
        "Power in wards [Retracted].",
        "撤稿：共同生产",
        "【撤稿】共同生产",
    ],
)
def test_title_says_retracted(title: str) -> None:
    assert says_retracted(title)
    assert is_retracted((), title)


@pytest.mark.parametrize(
    "title",
    [
        None,
        "",
        "Retraction: Power in wards",
        "Retraction—Power in wards",
        "Retraction notice to “Power in wards”",
        "Retracted publications in oncology: a survey",
        "RETRACTED PUBLICATIONS IN ONCOLOGY",
        "Withdrawn from care: what young people said",
        "Withdrawn. A life",
        "Removed: by force",
        "Retraction of consent in cohort studies",
        "撤稿论文分析",
        "撤稿声明：共同生产",
        "Why do authors write (retracted) papers again?",
    ],
)
def test_title_does_not_say_retracted(title: str | None) -> None:
    assert not says_retracted(title)
    assert standing((), title) is Standing.CLEAR


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Retraction: Power in wards", "retraction"),
        ("Retraction notice to “Power in wards”", "retraction"),
        ("RETRACTION NOTE: Power in wards", "retraction"),
        ("Notice of Retraction: Power", "retraction"),
        ("撤稿声明：共同生产", "retraction"),
        ("Expression of Concern: Power", "expression-of-concern"),
        ("Erratum to “Power in wards”", "correction"),
        ("Corrigendum", "correction"),
        ("Correction of a lens by hand", None),
        ("Retraction of consent in cohort studies", None),
        ("Power in wards", None),
    ],
)
def test_notice_is_told_by_its_title(title: str, kind: str | None) -> None:
    assert notice_of((), title) == kind


def test_notice_is_told_by_what_it_does() -> None:
    assert notice_of([Update("erratum-of", "10.1/a"), Update("retraction-of", "10.1/a")], "Editorial") == "retraction"
    assert notice_of([Update("new-version-of", "10.1/a")], "Power") is None


@pytest.mark.parametrize(
    ("kinds", "stands"),
    [
        ([], "clear"),
        (["retraction"], "retracted"),
        (["removal"], "retracted"),
        (["withdrawal"], "retracted"),
        (["correction", "retraction"], "retracted"),
        (["partial-retraction"], "concern"),
        (["expression-of-concern", "erratum"], "concern"),
        (["corrigendum"], "corrected"),
        (["addendum"], "corrected"),
        (["nobody-knows"], "corrected"),
        (["new-version"], "clear"),
        (["retraction-of"], "clear"),
    ],
)
def test_standing_is_the_worst(kinds: list[str], stands: str) -> None:
    assert standing([Update(kind, "10.1/n", "2020") for kind in kinds]).value == stands
    assert is_retracted([Update(kind) for kind in kinds]) is (stands == "retracted")


@pytest.mark.parametrize(
    ("reinstated", "stands"), [("2021", "corrected"), ("2020-06-05", "corrected"), ("2019", "retracted"), (None, "retracted")]
)
def test_reinstatement_takes_back_what_was_before(reinstated: str | None, stands: str) -> None:
    assert standing([RETRACTION, Update("reinstatement", "10.1/r", reinstated)], "RETRACTED: Power").value == stands


def test_title_of_a_notice_counts_for_the_notice_only() -> None:
    assert not is_retracted([Update("retraction-of", "10.1/a")], "Retracted: Power in wards")
    assert not is_retracted([RETRACTION], "Retraction: Power in wards")
    assert is_retracted([Update("retraction", "10.1/n", "2021", "retraction-watch")], "Retraction: Power in wards")


def test_deciding_is_the_worst_and_the_first() -> None:
    later = Update("retraction", "10.1/later", "2021")
    assert deciding([Update("correction", "10.1/c", "2010"), later, RETRACTION]) == RETRACTION
    assert deciding([Update("new-version", "10.1/v")]) is None


def test_merge_takes_the_better_source_and_the_earlier_date() -> None:
    lists = [[Update("Retraction", "10.1/n", "2021", None)], [Update("retraction", "10.1/n", "2020", "publisher")]]
    watched = [Update("retraction", "10.1/n", "2020-06-05", "retraction-watch")]
    assert merge_updates([*lists, watched]) == (Update("retraction", "10.1/n", "2020-06-05", "retraction-watch"),)


@pytest.mark.parametrize(
    ("made", "met", "kept"),
    [
        ("publisher", "retraction-watch", "retraction"),
        ("retraction-watch", "publisher", "retraction-of"),
        ("publisher", "publisher", "retraction-of"),
        (None, "publisher", "retraction-of"),
        ("retraction-watch", "retraction-watch", "retraction-of"),
    ],
)
def test_merge_keeps_one_end_of_a_reversed_pair(made: str | None, met: str, kept: str) -> None:
    first, second = Update("retraction-of", "10.1/x", None, made), Update("retraction", "10.1/x", None, met)
    other = Update("erratum", "10.1/x")
    assert [update.type for update in merge_updates([[first], [second, other]]) if update.type != "erratum"] == [kept]


def test_withdrawal_is_the_opposite_of_a_retraction_made() -> None:
    lists = [[Update("retraction-of", "10.1/x", None, "retraction-watch")], [Update("withdrawal", "10.1/x", None, "publisher")]]
    assert [update.type for update in merge_updates(lists)] == ["retraction-of"]


@given(st.lists(st.lists(UPDATES, max_size=3), max_size=3))
def test_merge_does_not_depend_on_order_and_is_done_once(lists: list[list[Update]]) -> None:
    merged = merge_updates(lists)
    assert {merge_updates(order) for order in itertools.permutations(lists)} == {merged}
    assert merge_updates([merged]) == merged
    assert merge_updates([[update for given in lists for update in given]]) == merged
    assert len({(update.type, update.doi) for update in merged}) == len(merged)


def test_lancet_pair_within_each_record() -> None:
    article, notice = read_work(PAIR[ARTICLE]), read_work(PAIR[NOTICE])
    assert is_retracted(merge_updates([article.updates]), article.title)
    assert not is_retracted(merge_updates([notice.updates]), notice.title)
    assert notice_of(notice.updates) == "retraction"


def test_lancet_pair_across_two_records() -> None:
    # The article's own publisher row alone says that it retracts its notice; the notice's row is Retraction Watch's.
    article = read_work({name: value for name, value in PAIR[ARTICLE].items() if name != "updated-by"})
    notice = read_work({name: value for name, value in PAIR[NOTICE].items() if name != "updated-by"})
    both = [(work.doi, work.updates) for work in (article, notice)]
    assert next((update.type, update.source) for update in updates_upon(ARTICLE, both)) == ("retraction", "retraction-watch")
    assert updates_upon(NOTICE, both) == ()
    assert not is_retracted(merge_updates([notice.updates, updates_upon(NOTICE, both[:1])]), None)


def test_updates_upon_are_those_of_this_work() -> None:
    notices = [
        ("10.1/n", [Update("retraction-of", "10.1/a", "2020"), Update("erratum-of", "10.1/b")]),
        (None, [Update("removal-of", "10.1/a")]),
    ]
    assert set(updates_upon("10.1/a", notices)) == {Update("removal"), Update("retraction", "10.1/n", "2020")}
    assert updates_upon("10.1/c", notices) == ()
    assert updates_upon("10.1/n", [("10.1/n", [Update("correction", "10.1/n", "2019")])]) == (Update("correction", "10.1/n", "2019"),)
