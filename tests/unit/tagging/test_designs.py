"""Designs that a text describes without naming them, and sentences that only look so."""

import pytest

from cpx.tagging.designs import find_designs
from cpx.tagging.fold import fold


def designs_of(content: str) -> list[tuple[str, tuple[str, ...]]]:
    """Give the words and the concepts of each design found."""
    return [(content[match.start : match.end], match.concepts) for match in find_designs(content, fold(content).text)]


@pytest.mark.parametrize(
    ("content", "concept"),
    [
        ("The notes of 40 patients seen by the crisis team were reviewed.", "m.retro"),
        ("We reviewed charts of all patients with hip fractures.", "m.retro"),
        ("We reviewed 120 referrals to the clinic.", "m.retro"),
        ("Between 1992 and 1996, 46 patients underwent repair of a hernia.", "m.retro"),
        ("Thirty children were treated from March 2004 to May 2008 in our unit.", "m.retro"),
        ("We compared 40 cases with 80 controls.", "m.casecontrol"),
        ("A survey of 22 community mental health units was carried out.", "m.survey.care"),
    ],
)
def test_find_designs_reads_what_was_done(content: str, concept: str) -> None:
    assert [concepts for _, concepts in designs_of(content)] == [(concept,)]


@pytest.mark.parametrize(
    "content",
    [
        "The literature on patients with stroke was reviewed.",
        "Studies of patients in primary care were reviewed.",
        "We reviewed the literature on co-production.",
        "Between 1992 and 1996, 46 patients underwent surgery in this prospective study.",
        "Patients treated between 2001 and 2003 were randomised.",
        "Policy changed between 1992 and 1996.",
        "We surveyed all residents.",
    ],
)
def test_find_designs_leaves_others_work_and_other_designs(content: str) -> None:
    assert designs_of(content) == []
