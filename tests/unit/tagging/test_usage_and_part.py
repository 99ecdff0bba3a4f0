"""Used or topic, took part or served: read from the words around, in English and Chinese."""

import pytest
from vocabularies import PACKAGED

from cpx.domain.concept import Assignment, Part, Usage
from cpx.domain.text import Text
from cpx.tagging.cue_finder import CueFinder
from cpx.tagging.cues import DONE, NEGATED, PLANNED, USAGE_ROWS, Row, Side, split_words
from cpx.tagging.fold import fold
from cpx.tagging.labels import find_mistake
from cpx.tagging.part_cues import PART_ROWS
from cpx.tagging.people import PartReading, merge_parts, names_no_people
from cpx.tagging.places import Place
from cpx.tagging.tagger import Tagger
from cpx.tagging.usage import UsageReading, merge_usage

TAGGER = Tagger(PACKAGED)


def tag(content: str, field: str = "abstract") -> dict[str, Assignment]:
    """Tag one text and give the assignments by concept."""
    return {assignment.concept: assignment for assignment in TAGGER.tag([Text(content, field)])}


@pytest.mark.parametrize(
    ("content", "concept"),
    [
        ("We conducted semi-structured interviews with twelve nurses.", "m.interview.semi"),
        ("Using focus groups, the team asked residents about care.", "m.focus"),
        ("Data sources included interviews and field notes.", "m.observ"),
        ("This qualitative study asks why staff leave.", "m.qual"),
        ("Our study was a randomised controlled trial.", "m.rct"),
        ("Questionnaires were sent to all members.", "m.survey"),
        ("The paper draws on Arnstein's ladder to sort the cases.", "m.fw.arnstein"),
        ("We explored the ward through a collective leadership lens.", "m.fw.leadership"),
        ("In this chapter, an action research design is applied.", "m.action"),
        ("Normalisation process theory guided the coding.", "m.fw.npt"),
        ("We used photovoice with young carers.", "m.photovoice"),
        ("This study was co-produced with tenants.", "m.coprod"),
        ("我们采用半结构化访谈。", "m.interview.semi"),
        ("基于创新扩散理论分析。", "m.fw.doi"),
        ("This chapter discusses a conceptual model of trust.", "m.conceptual"),
    ],
)
def test_usage_of_what_the_work_did_is_used(content: str, concept: str) -> None:
    assert tag(content)[concept].usage is Usage.USED


@pytest.mark.parametrize(
    ("content", "concept"),
    [
        ("The literature on focus groups is large.", "m.focus"),
        ("Attitudes towards randomised trials differ.", "m.rct"),
        ("Randomised trials are needed.", "m.rct"),
        ("Future research should use interviews.", "m.interview"),
        ("Previous surveys found the same.", "m.survey"),
        ("No interviews were held.", "m.interview"),
        ("Interviews were not conducted.", "m.interview"),
        ("Staff need to learn about co-production.", "m.coprod"),
        ("We conducted a workshop on co-production.", "m.coprod"),
        ("The co-production of public services is growing.", "m.coprod.service"),
        ("Organisations should offer training courses.", "m.capacity"),
        ("未来需要随机对照试验。", "m.rct"),
        ("本研究没有进行访谈。", "m.interview"),
        ("The project showed the merits of photovoice.", "m.photovoice"),
    ],
)
def test_usage_of_what_the_work_is_about_is_topic(content: str, concept: str) -> None:
    assert tag(content)[concept].usage is Usage.TOPIC


def test_usage_without_a_cue_or_a_section_is_unclear() -> None:
    assert tag("Four focus groups.")["m.focus"].usage is Usage.UNCLEAR


@pytest.mark.parametrize(
    ("heading", "usage"),
    [("METHODS", Usage.USED), ("RESULTS", Usage.USED), ("BACKGROUND", Usage.TOPIC), ("CONCLUSION", Usage.TOPIC)],
)
def test_usage_without_a_cue_goes_by_the_section(heading: str, usage: Usage) -> None:
    content = f"OBJECTIVE: To learn of trust.\n{heading}: Focus groups, twelve in all.\nFUNDING: None."
    assert tag(content)["m.focus"].usage is usage


def test_usage_is_used_where_one_mention_is() -> None:
    content = "Interviews are common in the literature. We conducted interviews. Further interviews are needed."
    assert tag(content)["m.interview"].usage is Usage.USED


def test_usage_of_a_title_is_used_for_designs_and_topic_for_approaches() -> None:
    found = tag("Co-production in mental health: a qualitative study", "title")
    assert found["m.qual"].usage is Usage.USED
    assert found["m.coprod"].usage is Usage.TOPIC


def test_usage_and_part_stand_only_where_they_belong() -> None:
    found = tag("We interviewed nurses in hospitals in Scotland about co-production.")
    for assignment in found.values():
        scheme = PACKAGED.concepts[assignment.concept].scheme
        assert (assignment.usage is not None) == (scheme in ("method", "approach", "framework"))
        assert (assignment.part is not None) == (scheme == "population")


@pytest.mark.parametrize(
    ("content", "concept", "part"),
    [
        ("We interviewed fourteen nurses.", "p.nurses", Part.TOOK_PART),
        ("METHODS: Interviews with strategic decision-makers.\nRESULTS: Trust grew.", "p.decision", Part.TOOK_PART),
        ("Midwives were recruited by mail.", "p.midwives", Part.TOOK_PART),
        ("In all, 27 social workers spoke.", "p.socialwork", Part.TOOK_PART),
        ("The tool was co-designed with refugees.", "p.refugees", Part.CO_PRODUCER),
        ("Carers and staff worked together on it.", "p.carers", Part.CO_PRODUCER),
        ("Services for homeless people are scarce.", "p.homeless", Part.SERVED),
        ("Managers have doubts.", "p.managers", Part.MENTIONED),
        ("BACKGROUND: Surveys of nurses abound. Nurses are few.\nRESULTS: Trust grew.", "p.nurses", Part.MENTIONED),
        ("访谈了14名护士。", "p.nurses", Part.TOOK_PART),
        ("为老年人提供帮助。", "p.old", Part.SERVED),
        (
            "We held focus groups with patients from two wards, their carers, senior nurses and a few pharmacists.",
            "p.pharm",
            Part.TOOK_PART,
        ),
        ("Midwives (n = 12) and doctors filled in a form.", "p.midwives", Part.TOOK_PART),
        ("Teachers' views of the plan varied.", "p.teachers", Part.TOOK_PART),
        ("Interviews showed nurses' attitudes towards prisoners.", "p.prison", Part.MENTIONED),
        ("Six refugees trained as peer researchers and held the interviews.", "p.refugees", Part.CO_PRODUCER),
        ("Students were involved in the design of the lessons.", "p.students", Part.CO_PRODUCER),
        ("The course was led by tenants.", "p.residents", Part.CO_PRODUCER),
        ("The exercises were delivered by physiotherapists.", "p.ahp", Part.MENTIONED),
        ("PATIENT OR PUBLIC CONTRIBUTION: Three carers chose the questions.", "p.carers", Part.CO_PRODUCER),
        ("A partnership between the city council and homeless people grew.", "p.homeless", Part.CO_PRODUCER),
        ("We asked managers who pay for dementia care.", "p.dementia", Part.SERVED),
        ("Stroke nurses kept a log.", "p.stroke", Part.SERVED),
        ("老年人共同设计了服务。", "p.old", Part.CO_PRODUCER),
    ],
)
def test_part_is_read_from_the_words_around(content: str, concept: str, part: Part) -> None:
    assert tag(content)[concept].part is part


@pytest.mark.parametrize(
    ("content", "concept"),
    [
        ("A new dementia policy was written.", "p.dementia"),
        ("A national dementia care strategy was written.", "p.dementia"),
        ("Poverty reduction strategies differ.", "p.poor"),
        ("Diabetes awareness grew.", "p.diabetes"),
        ("HIV legislation changed.", "p.hiv"),
        ("痴呆政策", "p.dementia"),
    ],
)
def test_conditions_before_a_matter_name_no_people(content: str, concept: str) -> None:
    assert concept not in tag(content)


@pytest.mark.parametrize("content", ["Dementia is common.", "Services for people with dementia.", "Dementia, policy and care"])
def test_conditions_elsewhere_name_people(content: str) -> None:
    assert "p.dementia" in tag(content)


@pytest.mark.parametrize(
    "content", ["Leadership matters.", "Midwifery is a subject.", "Historical development of ideas.", "The public sector grew."]
)
def test_abstract_nouns_and_subjects_name_no_people(content: str) -> None:
    assert not [concept for concept in tag(content) if PACKAGED.concepts[concept].scheme == "population"]


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (" policy", True),
        (" care policies", True),
        (" in the policy", False),
        (", policy", False),
        ("政策", True),
        ("", False),
        (" patients", False),
    ],
)
def test_names_no_people_looks_two_words_far(after: str, wanted: bool) -> None:
    assert names_no_people(after) is wanted


def test_merge_usage_and_parts_give_the_strongest() -> None:
    assert merge_usage([UsageReading(Usage.UNCLEAR), UsageReading(Usage.TOPIC)]) is Usage.TOPIC
    assert merge_usage([UsageReading(Usage.TOPIC), UsageReading(Usage.USED)]) is Usage.USED
    assert merge_parts([PartReading(Part.MENTIONED), PartReading(Part.SERVED)]) is Part.SERVED
    assert merge_parts([PartReading(Part.SERVED), PartReading(Part.TOOK_PART)]) is Part.TOOK_PART


def tag_work(title: str, abstract: str) -> dict[str, Assignment]:
    """Tag a title and an abstract together."""
    return {one.concept: one for one in TAGGER.tag([Text(title, "title"), Text(abstract)])}


def test_usage_of_what_a_review_reviews_is_topic() -> None:
    found = tag_work(
        "Interviews with nurses: a scoping review", "METHODS: Works were screened twice.\nRESULTS: Interviews were held in six works."
    )
    assert found["m.scoping"].usage is Usage.USED
    assert found["m.interview"].usage is Usage.TOPIC


def test_usage_of_what_reviewers_did_themselves_is_used() -> None:
    found = tag_work("Care at night: a scoping review", "METHODS: Works were screened. We conducted interviews with twelve nurses.")
    assert found["m.interview"].usage is Usage.USED


@pytest.mark.parametrize(
    ("title", "abstract", "usage"),
    [
        ("Better meals: a co-design study", "METHODS: Cooks and patients met.", Usage.USED),
        ("The promise of co-design", "METHODS: Cooks were asked for their views of co-design.", Usage.TOPIC),
        ("Better meals", "METHODS: A co-design process with cooks.", Usage.USED),
    ],
)
def test_usage_of_an_approach_is_told_by_a_title_or_the_methods(title: str, abstract: str, usage: Usage) -> None:
    assert tag_work(title, abstract)["m.codesign"].usage is usage


def test_usage_of_what_services_do_stays_topic_in_the_methods() -> None:
    assert tag_work("Evenings", "METHODS: Volunteers offer peer support every week.")["m.codeliver"].usage is Usage.TOPIC


@pytest.mark.parametrize(
    ("title", "abstract", "part"),
    [
        ("Sleep and diabetes", "METHODS: Forty patients were recruited.", Part.TOOK_PART),
        ("Sleep and diabetes", "METHODS: The records were read twice.", Part.MENTIONED),
        ("Care for people with diabetes", "METHODS: Forty patients were recruited.", Part.SERVED),
    ],
)
def test_part_of_those_whom_the_title_names_follows_the_participants(title: str, abstract: str, part: Part) -> None:
    assert tag_work(title, abstract)["p.diabetes"].part is part


def test_merge_parts_takes_partnership_in_words_before_a_section_alone() -> None:
    partners = PartReading(Part.CO_PRODUCER, "co-producer")
    assert merge_parts([PartReading(Part.TOOK_PART), partners]) is Part.CO_PRODUCER
    assert merge_parts([PartReading(Part.TOOK_PART, "took part"), partners]) is Part.TOOK_PART


@pytest.mark.parametrize("row", [*USAGE_ROWS, *PART_ROWS])
def test_cue_rows_are_readable(row: Row) -> None:
    words = split_words(row.words)
    assert len(set(words)) == len(words)
    assert all(word and find_mistake(word) is None for word in words)
    assert row.reach > 0


def cues_around(content: str, words: str, rows: tuple[Row, ...] = USAGE_ROWS) -> set[str]:
    """Name the cues around some words of a one-sentence text."""
    start = content.index(words)
    return CueFinder(rows).read(fold(content), content)[0].around(start, start + len(words), Place(None, "mixed", 0, len(content)))


ROWS = (Row("near", Side.BEFORE, 5, "using"), Row("far", Side.BEFORE, 20, "using; based on"), Row("after", Side.AFTER, 5, "used"))


@pytest.mark.parametrize(
    ("content", "names"),
    [
        ("using LABEL", {"near", "far"}),
        ("using some odd LABEL", {"far"}),
        ("using far too many words before LABEL", set()),
        ("based on LABEL", {"far"}),
        ("LABEL used", {"after"}),
        ("LABEL using", set()),
        ("used LABEL", set()),
        ("using it; LABEL", set()),
        ("misusing LABEL", set()),
    ],
)
def test_around_heeds_side_reach_and_breaks(content: str, names: set[str]) -> None:
    assert cues_around(content, "LABEL", ROWS) == names


def test_around_stays_in_the_sentence() -> None:
    content = "using it LABEL"
    start = content.index("LABEL")
    (cues,) = CueFinder(ROWS).read(fold(content), content)
    assert cues.around(start, len(content), Place(None, "mixed", start, len(content))) == set()


def test_around_reads_the_first_word_of_a_sentence_that_is_glued_to_its_heading() -> None:
    content = "MethodsUsing some LABEL"
    start = content.index("LABEL")
    (cues,) = CueFinder(ROWS).read(fold(content), content)
    assert cues.around(start, len(content), Place("Methods", "method", len("Methods"), len(content))) == {"far"}


def test_around_reads_the_cue_with_which_a_label_begins() -> None:
    assert DONE in cues_around("by applying a theory of zones", "applying a theory")


def test_around_finds_negation_and_plans_on_either_side() -> None:
    assert NEGATED in cues_around("without interviews", "interviews")
    assert NEGATED in cues_around("interviews were not held", "interviews")
    assert PLANNED in cues_around("interviews are needed", "interviews")


def test_around_keeps_offsets_over_folded_gaps() -> None:
    assert "near" in cues_around("us\u00ading LABEL", "LABEL", ROWS)
