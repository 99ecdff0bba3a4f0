"""What a text calls by its initials."""

import pytest
from vocabularies import PACKAGED

from cpx.domain.text import Text
from cpx.tagging.abbreviations import find_abbreviated
from cpx.tagging.matcher import Matcher
from cpx.tagging.tagger import Tagger

MATCHER, TAGGER = Matcher(PACKAGED), Tagger(PACKAGED)


def find(content: str) -> list[tuple[int, str, str]]:
    """Give place, words and first concept of what initials stand for."""
    found = find_abbreviated(content, MATCHER.find(content))
    return [(match.start, content[match.start : match.end], match.concepts[0]) for match in found]


@pytest.mark.parametrize(
    ("content", "words", "concept"),
    [
        ("People with dementia (PwD) spoke. Ten PwD drew maps.", "PwD", "p.dementia"),
        ("A randomised controlled trial (RCT) ran. The rct was small, our QRT not.", None, None),
        ("We used youth participatory action research (YPAR). Then YPAR ended.", "YPAR", "m.par"),
        ("Adults with intellectual disabilities (ID) met. All ID groups were small.", "ID", "p.ld"),
        ("Community health workers (CHWs) met. One CHW left.", "CHW", "p.chw"),
        ("Dementia (see Table) spoke. See Table 2.", None, None),
        ("Nurses (RNs) met. RNs left.", None, None),
        ("The hospital anxiety and depression scale (HADS) was used. HADS scores fell.", None, None),
        ("Dementia is rare. PwD spoke.", None, None),
    ],
)
def test_find_abbreviated_takes_initials_of_the_words_before(content: str, words: str | None, concept: str | None) -> None:
    assert [(said, meant) for _, said, meant in find(content)] == ([(words, concept)] if words else [])


def test_find_abbreviated_looks_only_behind_the_brackets() -> None:
    content = "PwD came. People with dementia (PwD) spoke; PwD left."
    assert [start for start, *_ in find(content)] == [content.rindex("PwD")]


def test_tag_reads_the_part_that_initials_play() -> None:
    content = "Little is known of people with dementia (PwD).\nMETHODS: Twelve PwD were interviewed."
    (found,) = [one for one in TAGGER.tag([Text(content)]) if one.concept == "p.dementia"]
    assert {evidence.quote for evidence in found.evidence} == {"dementia", "PwD"}
    assert found.part == "took-part"
