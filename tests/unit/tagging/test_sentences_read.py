"""How people and methods stand in sentences: who took part, who is served, who is only named; what was done, planned, or others did."""

import pytest

from cpx.domain.text import ABSTRACT, Text
from cpx.services.shipped import shipped_tagger


def reading_of(content: str, concept: str) -> str | None:
    """Give the part or the usage that a concept has in a sentence; None where it is not tagged."""
    for tag in shipped_tagger().tag([Text(content, ABSTRACT, "en")]):
        if tag.concept == concept:
            return str(tag.part or tag.usage)
    return None


@pytest.mark.parametrize(
    ("content", "concept", "part"),
    [
        ("Fourteen interviews with decision-makers about services for people with serious mental illness were held.", "p.smi", "served"),
        ("Fourteen interviews with decision-makers about services for people with serious mental illness were held.", "p.patients", None),
        (
            "METHODS: We conducted fourteen interviews with decision-makers about services for people with severe mental illness.",
            "p.smi",
            "served",
        ),
        ("Municipal mental health policy is discussed.", "p.mental", None),
        ("We interviewed 20 nurses about care for people with dementia.", "p.nurses", "took-part"),
        ("We interviewed 20 nurses about care for people with dementia.", "p.dementia", "served"),
        ("Co-designed with people with dementia, the tool was tested by nurses.", "p.dementia", "co-producer"),
        ("Young people worked with researchers as partners.", "p.adolescent", "co-producer"),
        ("Focus groups with carers of people with stroke.", "p.carers", "took-part"),
        ("Focus groups with carers of people with stroke.", "p.stroke", "mentioned"),
        ("Staff who work with refugees were surveyed.", "p.refugees", "served"),
        ("METHODS: Interviews with parents of children with asthma.", "p.parents", "took-part"),
        ("METHODS: Interviews with parents of children with asthma.", "p.resp", "mentioned"),
        ("Patients were not interviewed.", "p.patients", "mentioned"),
        ("METHODS: No patients were involved; managers were interviewed.", "p.patients", "mentioned"),
        ("METHODS: No patients were involved; managers were interviewed.", "p.managers", "took-part"),
        ("Future studies should interview carers.", "p.carers", "mentioned"),
        ("Previous studies interviewed patients with cancer.", "p.cancer", "mentioned"),
        ("Programmes for homeless people were reviewed.", "p.homeless", "served"),
        ("METHODS: Interviews were held with 12 social workers supporting care leavers.", "p.careexp", "served"),
        ("We explored the views of older people.", "p.old", "took-part"),
        ("Services should be co-produced with service users.", "p.users", "co-producer"),
        ("METHODS: 30 people with diabetes took part in workshops.", "p.diabetes", "took-part"),
        ("METHODS: Exclusion criteria were poor hearing, pregnancy, and people with dementia.", "p.dementia", "mentioned"),
        ("METHODS: We excluded nurses.", "p.nurses", "mentioned"),
    ],
)
def test_people_play_the_part_that_the_sentence_gives_them(content: str, concept: str, part: str | None) -> None:
    assert reading_of(content, concept) == part


@pytest.mark.parametrize(
    ("content", "concept", "usage"),
    [
        ("RCTs are needed.", "m.rct", "topic"),
        ("Previous randomised trials found no effect.", "m.rct", "topic"),
        ("No randomised controlled trial was done.", "m.rct", "topic"),
        ("A randomised trial is planned.", "m.rct", "topic"),
        ("Future research should use focus groups.", "m.focus", "topic"),
        ("We will conduct interviews.", "m.interview", "topic"),
        ("Earlier surveys reported high rates.", "m.survey", "topic"),
        ("METHODS: We used photovoice.", "m.photovoice", "used"),
        ("METHODS: Instead of interviews, we used diaries entries.", "m.interview", "topic"),
        ("Smith et al. conducted interviews with nurses.", "m.interview", "topic"),
        ("Others have used ethnography.", "m.ethno", "topic"),
        ("We did not use questionnaires.", "m.survey", "topic"),
        ("Interviews were not conducted.", "m.interview", "topic"),
        ("There is a lack of randomised controlled trials.", "m.rct", "topic"),
        ("A case study of a Danish municipality is presented.", "m.casestudy", "used"),
        ("A survey among citizens was carried out.", "m.survey", "used"),
        ("The authors call for longitudinal studies.", "m.longit", "topic"),
        ("We reviewed studies that used focus groups.", "m.focus", "topic"),
        ("Twelve interviews were transcribed and analysed thematically.", "m.interview", "used"),
        ("Twelve interviews were transcribed and analysed thematically.", "m.thematic", "used"),
        ("Questionnaires could have been used.", "m.survey", "topic"),
    ],
)
def test_methods_are_used_only_where_this_work_did_them(content: str, concept: str, usage: str) -> None:
    assert reading_of(content, concept) == usage
