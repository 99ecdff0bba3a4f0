"""Statements of abstracts: their roles, their spans, what they cite."""

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.roles import Role
from cpx.domain.statement import Statement, read_statements
from cpx.domain.text import Text
from cpx.domain.wording import judge_roles


def read(content: str, field: str = "abstract") -> list[tuple[str, str]]:
    return [(str(found.role), content[found.start : found.end]) for found in read_statements(Text(content, field))]


def roles(content: str) -> list[str]:
    return [role for role, _ in read(content)]


ALONE = {
    "background": [
        "Co-production has become a watchword of public service reform across Europe.",
        "Yet little is known about how frontline staff experience shared decision making.",
        "Health systems face growing demand while budgets shrink.",
        "Involving service users in research is now expected by most funders.",
        "Power imbalances between professionals and citizens are well documented in the literature.",
        "Few studies have followed co-produced services beyond the pilot stage.",
        "People with learning disabilities have long been excluded from research.",
        "There is no agreed way to measure the value of co-production.",
        "Hospitals are under pressure to listen to patients.",
        "Mental health recovery colleges bring together tutors with and without lived experience.",
        "Local governments increasingly rely on residents to maintain parks.",
        "Stroke survivors often feel abandoned after discharge.",
        "Although the idea is popular, its meaning is contested.",
        "Traditional consultation tends to reach the same few voices.",
        "Collaborative governance has been proposed as a response to wicked problems.",
        "Digital inclusion is a precondition of taking part in modern society.",
    ],
    "aim": [
        "This chapter explores how municipal managers make sense of citizen involvement.",
        "The purpose of this article is to discuss what authentic participation asks of researchers.",
        "We set out to understand why volunteers stay in peer support groups.",
        "Our aim was to co-design a training package for social workers.",
        "In this article we ask how lived experience can shape hospital design.",
        "The study sought to identify what helps young people to take part in service planning.",
        "To explore how nurses understand shared governance.",
        "This protocol describes a study of citizen panels in primary care.",
        "The article analyses the tensions that arise when volunteers and nurses plan care together.",
        "This essay considers what counts as evidence in participatory work.",
        "The paper presents a model of shared leadership.",
        "This chapter builds a typology of citizen roles.",
        "This article reports on the development of a co-designed website for carers.",
        "We describe how a patient council was set up in a rural hospital.",
        "The chapter introduces a model for learning across boundaries.",
        "The research question was how youth workers negotiate authority.",
        "The present paper investigates the conditions under which citizens co-deliver services.",
        "This review synthesises what is known about payment for involvement.",
        "The aim is to show how reflection and action go hand in hand.",
    ],
    "method": [
        "We interviewed 24 service users and 11 managers in three Scottish councils.",
        "Semi-structured interviews were conducted with community health workers and analysed thematically.",
        "Data were collected through workshops, diaries and participant observation.",
        "The study used a participatory action research design over eighteen months.",
        "The article draws on ethnographic fieldwork in two Danish day centres.",
        "The chapter draws on empirical material from a dance project.",
        "Five databases were searched for studies published between 2000 and 2022.",
        "Using framework analysis, we coded the transcripts in pairs with two experts by experience.",
        "An action research design is applied in four settings.",
        "We ran three online workshops with people living with HIV and their clinicians.",
        "A realist evaluation combined documents, observations and 40 interviews.",
        "Twelve patients and six clinicians took part in experience-based co-design.",
        "Ethnographic observations took place in two maternity wards.",
        "Fifteen co-researchers were trained in interviewing.",
        "We applied the framework of Arnstein to 60 policy documents.",
        "Quantitative data were obtained from a survey of all Danish municipalities.",
        "The project followed a design science approach.",
        "Narrative interviews with seven mothers form the empirical basis.",
        "Peer reviewers screened 2,130 records and included 45.",
        "Two case studies are compared.",
    ],
    "finding": [
        "We found that staff valued the workshops but lacked time to attend them.",
        "Four themes emerged: trust, time, language and money.",
        "Participants described feeling heard for the first time.",
        "Findings reveal a gap between the rhetoric of partnership and daily practice.",
        "Results indicate that informal leaders drive adoption.",
        "The results show that managers were slow to share budgets.",
        "The cases illustrate how small changes in room layout altered who spoke.",
        "We identified three tensions between the logics of care and of efficiency.",
        "The chapter shows that digital meetings shift power towards those with good connections.",
        "There was no significant difference in satisfaction between the groups (p = 0.31).",
        "Attendance rose from 42% to 68% after the groups were redesigned with parents.",
        "Young people wanted shorter meetings and clearer feedback.",
        "Respondents distinguished between being heard and being humoured.",
        "The most frequent obstacle was lack of time (reported by 71%).",
        "Patients in the co-design group attended more sessions than controls.",
        "The analysis identified five mechanisms, of which trust was the strongest.",
        "In both cases, the managers kept control of the budget.",
        "It emerged that translators shaped what could be said.",
        "The data show that volunteers feel responsible for more than they are paid for.",
        "Carers experienced the forms as an insult.",
    ],
    "conclusion": [
        "We conclude that co-production is best seen as a long process of learning.",
        "These findings suggest that trust grows when roles are flexible.",
        "In conclusion, shared ownership may sustain services after funding ends.",
        "Our results support the view that peer workers bridge cultures.",
        "Further research is needed on the costs of involvement.",
        "This has implications for the way in which commissioning is organised.",
        "Co-design can therefore strengthen the legitimacy of public decisions.",
        "We argue that involvement without influence is tokenism.",
        "Taken together, the results point to the need for stable funding.",
        "The framework provides a basis for planning and evaluating involvement.",
        "Our study demonstrates the feasibility of remote co-design.",
        "These results have implications for nurse education.",
        "Thus, co-production does not replace professional skill but depends on it.",
        "The article contributes a typology that may guide future evaluations.",
        "Future studies could examine how such alliances end.",
        "Involving citizens early appears to prevent conflict later.",
        "Overall, shared leadership is possible where time is protected.",
    ],
    "recommendation": [
        "Organisations should pay public contributors for their time.",
        "We recommend that ethics committees involve people with lived experience.",
        "Policy makers must create room for experiment.",
        "Services need to plan for staff turnover from the start.",
        "It is important for researchers to agree roles early with community partners.",
        "Leaders ought to model the sharing of power.",
        "Future programmes need to address digital exclusion.",
        "Meaningful involvement requires organisations to let go of control.",
        "We urge journals to ask authors how the public were involved.",
        "Training in facilitation should be offered to all staff.",
        "Public managers should treat conflict as a source of learning.",
        "Co-production needs to be resourced.",
        "Evaluators must report who was left out.",
        "We call on funders to support the time that relationships take.",
        "It is crucial for teams to clarify expectations before the work begins.",
    ],
}


@pytest.mark.parametrize(("role", "sentence"), [(role, sentence) for role, table in ALONE.items() for sentence in table])
def test_read_statements_tells_the_role_from_the_wording_alone(role: str, sentence: str) -> None:
    assert read(sentence) == [(role, sentence)]


STUDY = """\
Volunteers are part of many hospices. Little is known about why they leave. This study explores what keeps them.
We interviewed 20 volunteers in two towns. Most spoke of friendship. Some named long drives as a burden.
Our findings suggest that belonging matters more than training. Hospices should plan shared meals."""
CHAPTER = """\
This chapter explores shared leadership in schools. The chapter draws on interviews with ten head teachers.
The findings reveal three styles of sharing. The chapter concludes with questions for future research."""
ESSAY = """\
Co-creation is often praised. It is seen as an answer to the limits of markets. This chapter discusses what the word hides.
The chapter will focus on care for older people."""
CHINESE = "患者参与日益受到重视。本研究旨在了解其障碍。我们对二十名患者进行了访谈。结果显示信任是关键。因此可以更早沟通。"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (STUDY, "background background aim method finding finding conclusion recommendation"),
        (CHAPTER, "aim method finding conclusion"),
        (ESSAY, "background background aim aim"),
        (CHINESE, "background aim method finding conclusion"),
    ],
)
def test_read_statements_tells_the_roles_of_a_text_without_headings(content: str, expected: str) -> None:
    assert roles(content) == expected.split()


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("BACKGROUND", "background"),
        ("Introduction", "background"),
        ("Objective", "aim"),
        ("Purpose", "aim"),
        ("Setting", "method"),
        ("Participants", "method"),
        ("Findings", "finding"),
        ("Interpretation", "conclusion"),
        ("Practice implications", "conclusion"),
        ("Recommendations", "recommendation"),
        ("背景", "background"),
        ("目的", "aim"),
        ("方法", "method"),
        ("结果", "finding"),
        ("结论", "conclusion"),
        ("Schlussfolgerungen", "conclusion"),
        ("Résultats", "finding"),
    ],
)
def test_read_statements_tells_the_role_from_the_heading(heading: str, role: str) -> None:
    content = f"{heading}: The bridge is blue."
    found = read_statements(Text(content))
    assert [(str(one.role), one.section) for one in found] == [(role, heading)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Background: Care is shared. The aim of this study was to learn why.", ["background", "aim"]),
        ("背景：服务在变。本研究的目的是了解原因。", ["background", "aim"]),
        ("Conclusions: Trust grew. We recommend that teams meet weekly.", ["conclusion", "recommendation"]),
        ("Conclusions: Trust grew. Managers should meet staff weekly.", ["conclusion", "recommendation"]),
        ("Conclusions: Whether managers should meet staff is open.", ["conclusion"]),
        ("结论：信任增加。管理者应当每周与员工见面。", ["conclusion", "recommendation"]),
        ("Results: Staff said that managers should listen.", ["finding"]),
        ("Methods: Participants should be adults.", ["method"]),
        ("Background and aims: Care is shared. We aimed to learn why.", ["background", "aim"]),
        ("Methods and results: We interviewed ten nurses. They felt proud.", ["method", "finding"]),
        ("Abstract: Little is known of it. This paper explores why.", ["background", "aim"]),
        ("Results: Trust grew.\nKeywords: trust; care.\nTrial registration: None was made.", ["finding"]),
    ],
)
def test_read_statements_turns_the_heading_by_plain_words(content: str, expected: list[str]) -> None:
    assert roles(content) == expected


def test_read_statements_keeps_heading_and_sources() -> None:
    content = "Background: Learning is shared (Lee, 2020). Results: It grew."
    first, second = read_statements(Text(content))
    assert first == Statement(Role.BACKGROUND, 12, 43, "Background", ("Lee 2020",))
    assert (second.section, second.citing) == ("Results", ())


def test_read_statements_of_a_title_are_none() -> None:
    assert read_statements(Text("We found trust. It should grow.", "title")) == ()


def test_judge_roles_keeps_to_what_is_allowed() -> None:
    sentences = ["We found ten.", "We conclude that it works.", "This paper explores why."]
    allowed = [frozenset({Role.METHOD}), frozenset({Role.FINDING, Role.BACKGROUND}), frozenset[Role]()]
    first, second, _ = judge_roles(sentences, allowed)
    assert first is Role.METHOD
    assert second in {Role.FINDING, Role.BACKGROUND}
    assert judge_roles([]) == []


PIECES = (
    "Background: |Methods|We found ten. |Staff should rest. |\n|1) |• |(Lee, 2020)|。|结果：|信任增加|é|\u0301|\x00|\x1f|\u200d|😀|. |"
    "? |References\n|Learning together\n|Recommendation 2: |  |\u2028|Why?|- |62% of respondents agreed. |:|a"
)
CONTENTS = st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join) | st.text(max_size=150)


@given(CONTENTS, st.sampled_from(["abstract", "body", "title"]))
def test_read_statements_quote_whole_sentences_in_order(content: str, field: str) -> None:
    found = read_statements(Text(content, field))
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    for one in found:
        quote = content[one.start : one.end]
        assert quote == quote.strip()
        assert any(sign.isalnum() for sign in quote)


def test_read_statements_of_the_original_repository_text(shared: Path) -> None:
    page = (shared / "seeds" / "002_a1f9f0895e38a94c.txt").read_text(encoding="utf-8")
    content = page[page.index("BackgroundDespite") : page.index("Item Type:")]
    found = read(content)
    tensions = [(role, text) for role, text in found if "tensions in doing" in text]
    assert [role for role, _ in tensions] == ["finding"]
    assert tensions[0][1].endswith("vs structural issues.")
    assert Counter(role for role, _ in found) == {"background": 2, "aim": 2, "method": 2, "finding": 2, "conclusion": 5}


@pytest.mark.parametrize(("begin", "end"), [("BACKGROUND:", "摘要"), ("背景:", "公众号")])
def test_read_statements_of_the_original_two_languages(shared: Path, begin: str, end: str) -> None:
    page = (shared / "seeds" / "001_cf9f95379ab88f03.txt").read_text(encoding="utf-8")
    counts = [("background", 3), ("aim", 1), ("method", 3), ("finding", 4), ("conclusion", 2)]
    assert roles(page[page.index(begin) : page.index(end)]) == [role for role, count in counts for _ in range(count)]


def test_judge_roles_agrees_with_the_headings_of_real_abstracts(shared: Path) -> None:
    right = total = 0
    data = gzip.decompress((shared / "data" / "tagging" / "pubmedqa_dev.jsonl.gz").read_bytes()).decode()
    for row in map(json.loads, data.strip().split("\n")):
        parts = [*row["sections"], {"label": "CONCLUSION", "text": row["conclusion"]}]
        headed = "\n".join(f"{part['label']}: {part['text']}" for part in parts)
        gold = [(str(one.role), headed[one.start : one.end]) for one in read_statements(Text(headed))]
        told = judge_roles([text for _, text in gold])
        right += sum(
            str(role) == ("conclusion" if known == "recommendation" else known) for role, (known, _) in zip(told, gold, strict=True)
        )
        total += len(gold)
    assert right / total > 0.8
