"""Where a match stands, and what is not read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.text import TITLE, Text
from cpx.tagging.fold import fold
from cpx.tagging.places import MIXED, Locator, Place
from cpx.tagging.unread import find_unread

ABSTRACT = (
    "BACKGROUND: Staff are tired. Care is costly.\nPATIENTS AND METHODS: We held interviews. They were taped.\nRESULTS: Nurses spoke."
)


def locate(content: str, words: str, field: str = "abstract") -> Place | None:
    """Give the place of the first occurrence of some words."""
    start = content.index(words)
    return Locator(Text(content, field), fold(content).text).locate(start, start + len(words))


@pytest.mark.parametrize(
    ("words", "section", "kind", "sentence"),
    [
        ("Care", "BACKGROUND", "background", "Care is costly."),
        ("interviews", "PATIENTS AND METHODS", "method", "We held interviews."),
        ("taped", "PATIENTS AND METHODS", "method", "They were taped."),
        ("Nurses", "RESULTS", "finding", "Nurses spoke."),
    ],
)
def test_locate_gives_section_kind_and_sentence(words: str, section: str, kind: str, sentence: str) -> None:
    place = locate(ABSTRACT, words)
    assert place is not None
    assert (place.section, place.kind, ABSTRACT[place.start : place.end]) == (section, kind, sentence)


def test_locate_reads_no_heading() -> None:
    assert locate(ABSTRACT, "PATIENTS") is None


def test_locate_of_a_title_is_the_whole_title() -> None:
    title = "Who speaks? Interviews: a study"
    place = locate(title, "Interviews", TITLE)
    assert place == Place(None, TITLE, 0, len(title))


def test_locate_of_a_text_without_headings_knows_no_kind() -> None:
    place = locate("We held interviews.", "interviews")
    assert place is not None
    assert (place.section, place.kind) == (None, MIXED)


RUN_ON = (
    "Little is known about how wards plan their shifts. The aim of this study was to describe how nurses share out their work. "
    "Semi-structured interviews were conducted with twelve nurses. The interviews were transcribed and coded. "
    "We found that most plans were made by word of mouth. In conclusion, shared boards may help."
)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Little", "background"),
        ("aim", "aim"),
        ("interviews were conducted", "method"),
        ("word of mouth", "finding"),
        ("boards", "conclusion"),
    ],
)
def test_locate_tells_the_kind_of_a_sentence_without_headings(words: str, kind: str) -> None:
    place = locate(RUN_ON, words)
    assert place is not None
    assert (place.section, place.kind, place.inferred) == (None, kind, True)


def test_locate_trusts_a_heading_before_the_wording() -> None:
    place = locate(ABSTRACT, "interviews")
    assert place is not None
    assert not place.inferred


@pytest.mark.parametrize(
    ("content", "unread"),
    [
        ("Staff spoke.\nReferences\nSmith on nurses\nJones on doctors", "References\nSmith on nurses\nJones on doctors"),
        ("Staff spoke.\nReference List:\nSmith on nurses", "Reference List:\nSmith on nurses"),
        ("Staff spoke.\nKeywords: nurses; doctors\nMore was said.", "Keywords: nurses; doctors"),
        ("Staff spoke. Keywords: nurses", "Keywords: nurses"),
        ("Staff spoke.\nFunding: Nurses' Fund\nMore.", "Funding: Nurses' Fund"),
        ("Staff spoke.\nAffiliations: School of Nursing", "Affiliations: School of Nursing"),
        ("正文。\n参考文献\n护士", "参考文献\n护士"),
        ("正文。\n关键词：护士\n更多", "关键词：护士"),
        ("References to power were made by nurses.", ""),
        ("Subjects: forty nurses.", ""),
        ("They talked of funding: who pays.", ""),
        ("", ""),
    ],
)
def test_find_unread_gives_what_names_others_matters(content: str, unread: str) -> None:
    spans = find_unread(content, fold(content).text)
    assert "".join(content[start:end] for start, end in spans) == unread


def test_locate_gives_nothing_in_what_is_not_read() -> None:
    content = "Staff spoke of patients.\nKeywords: nurses; doctors"
    assert locate(content, "nurses") is None
    assert locate(content, "patients") is not None


@given(st.text(max_size=120), st.data())
def test_locate_holds_the_span_in_its_sentence(content: str, data: st.DataObject) -> None:
    if not content:
        return
    start = data.draw(st.integers(0, len(content) - 1))
    end = data.draw(st.integers(start + 1, len(content)))
    place = Locator(Text(content), fold(content).text).locate(start, end)
    if place is not None:
        assert 0 <= place.start <= start < end <= place.end <= len(content)
