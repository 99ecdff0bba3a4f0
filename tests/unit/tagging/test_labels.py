"""The notation of labels."""

import pytest

from cpx.tagging.labels import expand, find_mistake, is_word, matches_whole


def test_expand_writes_both_spellings_of_each_doubt() -> None:
    assert [needle.text for needle in expand("randomi?ed trial")] == ["randomised trial", "randomized trial"]
    assert len(expand("organi?ation utili?ation")) == 4


def test_expand_folds_hyphens_and_case() -> None:
    (needle,) = expand("Co-Design")
    assert needle.text == "co design"
    assert needle.capitals == ((0, "C"), (3, "D"))


@pytest.mark.parametrize(("label", "open_end"), [("interview*", True), ("interviews", False)])
def test_expand_marks_an_open_end(label: str, open_end: bool) -> None:
    assert expand(label)[0].open_end is open_end


def test_expand_keeps_what_follows_a_star_as_tail() -> None:
    (needle,) = expand("expert* by experience")
    assert needle.text == "expert"
    assert needle.tail is not None
    assert needle.tail.match("s by experience")
    assert not needle.tail.match("ise by tradition")
    assert not needle.tail.match("s - by experience")


@pytest.mark.parametrize(
    "label", ["interview*", "expert* by experience", "randomi?ed", "HIV", "半结构化访谈", "citizens'", "sensitivity, specificity"]
)
def test_find_mistake_passes_good_labels(label: str) -> None:
    assert find_mistake(label) is None


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("", "no letters"),
        ("  ", "no letters"),
        ("*", "no letters"),
        ("?*", "no letters"),
        ("inter*view", "within"),
        ("*view", "within or before"),
        ("a *view", "within or before"),
        ("what?", "edge"),
        ("?ed", "edge"),
        ("a?b?c?d?e?f", "more than four"),
    ],
)
def test_find_mistake_says_what_is_wrong(label: str, words: str) -> None:
    assert words in (find_mistake(label) or "")


@pytest.mark.parametrize(
    ("label", "term", "fits"),
    [
        ("interview*", "interviews", True),
        ("interview*", "interview", True),
        ("interview*", "interview guide", False),
        ("randomi?ed", "randomized", True),
        ("randomi?ed", "randomixed", False),
        ("expert* by experience", "experts by experience", True),
        ("HIV", "hiv", True),
        ("co-design*", "co design", True),
    ],
)
def test_matches_whole_fits_from_first_to_last(label: str, term: str, fits: bool) -> None:
    assert matches_whole(label, term) is fits


@pytest.mark.parametrize(
    ("char", "wanted"), [("a", True), ("é", True), ("7", True), ("中", False), ("-", False), ("'", False), ("あ", False)]
)
def test_is_word_tells_what_needs_boundaries(char: str, wanted: object) -> None:
    assert is_word(char) is wanted
