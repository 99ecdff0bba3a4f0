"""Matching: boundaries, case, spellings, the longest label, and offsets that always re-quote."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED, make_vocabulary

from cpx.tagging.fold import fold
from cpx.tagging.labels import matches_whole
from cpx.tagging.matcher import Matcher
from cpx.tagging.vocabulary import Vocabulary

MATCHER = Matcher(PACKAGED)
LABELS = [label for concept in PACKAGED.concepts.values() for labels in concept.alt_labels.values() for label in labels]


def find(labels: dict[str, list[str]], content: str, lookalikes: Sequence[str] = ()) -> list[tuple[tuple[str, ...], str]]:
    """Give (concepts, words) of each match."""
    return [(match.concepts, content[match.start : match.end]) for match in Matcher(make_vocabulary(labels, lookalikes)).find(content)]


@pytest.mark.parametrize(
    ("label", "content", "words"),
    [
        ("interview*", "Interviews were held", "Interviews"),
        ("interview*", "we interviewed nurses", "interviewed"),
        ("interview*", "an interview.", "interview"),
        ("co-production*", "the co production of care", "co production"),
        ("co production", "the CO\u2011PRODUCTION of care", "CO\u2011PRODUCTION"),
        ("co-production*", "the co-\nproduction of care", "co-\nproduction"),
        ("focus group*", "two focus  groups", "focus  groups"),
        ("citizens'", "citizens’ juries", "citizens’"),
        ("randomi?ed", "was randomized to", "randomized"),
        ("randomi?ed", "was randomised to", "randomised"),
        ("expert* by experience", "Experts by experience led it", "Experts by experience"),
        ("reflective practice", "of reﬂective practice", "reﬂective practice"),
        ("HIV", "HIV-positive", "HIV"),
        ("mHealth", "an mHealth tool", "mHealth"),
        ("NHS staff", "NHS Staff said", "NHS Staff"),
        ("jönköping", "in Jönköping", "Jönköping"),
        ("访谈", "采用访谈法", "访谈"),
        ("COREQ", "采用COREQ标准", "COREQ"),
        ("interview*", "对interviews进行", "interviews"),
        ("große NHS umfrage", "die große NHS-Umfrage", "große NHS-Umfrage"),
        ("große NHS umfrage", "die grosse NHS Umfrage", "grosse NHS Umfrage"),
        ("ﬁeld NHS", "a field NHS", "field NHS"),
        ("istanbul anketi", "bir İstanbul anketi", "İstanbul anketi"),
        ("İstanbul anketi", "bir İstanbul anketi", "İstanbul anketi"),
        ("ışık anketi", "bir IŞIK ANKETİ", "IŞIK ANKETİ"),
    ],
)
def test_find_quotes_the_original(label: str, content: str, words: str) -> None:
    assert find({"m.a": [label]}, content) == [(("m.a",), words)]


@pytest.mark.parametrize(
    ("label", "content"),
    [
        ("rat", "rating"),
        ("rat", "narrator"),
        ("men", "treatment"),
        ("man", "man2"),
        ("interview", "interviews"),
        ("interview*", "reinterview"),
        ("US", "told us about"),
        ("HIV", "hiv"),
        ("RCT", "Rct"),
        ("randomi?ed", "randomiced"),
        ("expert* by experience", "experts know by experience"),
        ("focus group", "focus, group"),
        ("focus group", "focus - group"),
    ],
)
def test_find_passes_what_only_looks_like_the_label(label: str, content: str) -> None:
    assert find({"m.a": [label]}, content) == []


def test_find_gives_the_longest_over_all_concepts() -> None:
    labels = {"p.hcp": ["health practitioner*"], "p.pract": ["practitioner*"], "p.health": ["health"]}
    assert find(labels, "health practitioners and practitioners") == [
        (("p.hcp",), "health practitioners"),
        (("p.pract",), "practitioners"),
    ]


def test_find_keeps_overlaps_where_none_holds_the_other() -> None:
    labels = {"m.a": ["public service"], "m.b": ["service users"]}
    assert [words for _, words in find(labels, "public service users")] == ["public service", "service users"]


def test_find_gives_all_concepts_that_share_the_words() -> None:
    labels = {"p.female": ["women"], "p.human": ["women", "wom*"], "p.adult": ["wom*"]}
    ((concepts, words),) = find(labels, "women")
    assert (sorted(concepts), words) == (["p.adult", "p.female", "p.human"], "women")


def test_find_gives_a_spelling_variant_only_once() -> None:
    assert find({"m.a": ["sense-making", "sense making"]}, "sense-making") == [(("m.a",), "sense-making")]


def test_find_lets_a_lookalike_win_its_place() -> None:
    labels = {"p.GB-ENG": ["england"]}
    assert find(labels, "New England and England", lookalikes=["new england"]) == [(("p.GB-ENG",), "England")]


def test_find_lets_a_lookalike_win_over_a_label_that_fits_the_same_words() -> None:
    labels = {"p.adult": ["adult*"]}
    assert find(labels, "adulthood of adults", lookalikes=["adulthood"]) == [(("p.adult",), "adults")]


def test_find_leaves_concepts_that_only_a_person_assigns() -> None:
    vocabulary = make_vocabulary({"m.a": ["alpha"], "m.b": ["beta"], "m.c": ["gamma"]})
    hidden = {**vocabulary.concepts, "m.a": replace(vocabulary.concepts["m.a"], auto=False)}
    hidden["m.b"] = replace(hidden["m.b"], replaced_by="m.c")
    assert [match.concepts for match in Matcher(Vocabulary(hidden)).find("alpha beta gamma")] == [("m.c",)]


def test_find_takes_an_empty_vocabulary_and_an_empty_text() -> None:
    assert Matcher(Vocabulary({})).find("anything") == []
    assert MATCHER.find("") == []


def test_find_places_matches_in_order() -> None:
    content = "Nurses, patients and interviews in England; nurses again."
    starts = [match.start for match in MATCHER.find(content)]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("content", "concepts"),
    [
        ("health practitioners", {"p.hcp"}),
        ("semi-structured interviews", {"m.interview.semi"}),
        ("半结构化面试", {"m.interview.semi"}),
        ("据告密者说", {"p.informants"}),
        ("the public sector", {"p.publicserv"}),
        ("New England", set()),
        ("US$ 300", set()),
        ("US hospitals", {"p.US", "p.hospital"}),
        ("adulthood", set()),
        ("Child-Pugh class C", set()),
    ],
)
def test_packaged_labels_keep_lookalikes_apart(content: str, concepts: set[str]) -> None:
    found = {concept for match in MATCHER.find(content) for concept in match.concepts}
    assert found == concepts


def plain(label: str) -> str:
    """Write a label as a text would."""
    return label.replace("*", "").replace("?", "z")


@pytest.mark.parametrize("spoil", [str, lambda words: words.replace(" ", "\u00a0"), lambda words: words.replace("-", "\u2011")])
def test_every_packaged_label_is_found_or_lies_in_a_longer_one(spoil: Callable[[str], str]) -> None:
    for label in LABELS:
        content = spoil(plain(label))
        spans = [(match.start, match.end) for match in MATCHER.find(content)]
        assert spans, label
        assert any(first == 0 and last >= len(content) for first, last in spans), label


@given(
    st.lists(st.one_of(st.sampled_from(LABELS).map(plain), st.text(max_size=8)), max_size=8),
    st.sampled_from(["", " ", "  ", "\n", "-", "，", "\u00ad"]),
)
def test_find_requotes_and_every_quote_fits_its_label(pieces: list[str], joint: str) -> None:
    content = joint.join(pieces)
    matches = MATCHER.find(content)
    assert matches == sorted(matches)
    for match in matches:
        quote = content[match.start : match.end]
        assert quote
        assert matches_whole(match.label, fold(quote).text)
        assert match.concepts


@given(st.text(max_size=80))
def test_find_is_the_same_twice(content: str) -> None:
    assert MATCHER.find(content) == MATCHER.find(content)
