"""Sections, tidying and languages."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.headings import heading_kinds
from cpx.domain.text import BODY, Text, find_sections, guess_language, split_sentences, tidy_abstract

FOUR = [("Background", "Why."), ("Methods", "We asked."), ("Results", "They told."), ("Conclusions", "So there.")]


def sections(content: str, field: str = "abstract") -> list[tuple[str, str]]:
    return [(found.label, content[found.start : found.end]) for found in find_sections(Text(content, field))]


def outline(content: str) -> list[tuple[str, str]]:
    return [(label, " ".join(text.split())) for label, text in sections(content)]


@pytest.mark.parametrize(
    "form",
    [
        "{label}: {text} ",
        "{label}: {text}\n",
        "{label}:{text}\n",
        "{label}\n{text}\n",
        "{label}\n\n{text}\n\n",
        "{label}\n  {text}\r\n",
        "{label}{text} ",
        "{label}{text}",
        "{label} {text} ",
        "{label}. {text} ",
        "{label} – {text} ",
        "{label}—{text} ",
        "  {label} : {text}\n",
        "[{label}] {text} ",
    ],
)
@pytest.mark.parametrize("case", [str, str.upper])
def test_find_sections_reads_headings_however_they_are_set_off(form: str, case: type[str]) -> None:
    content = "".join(form.format(label=case(label), text=text) for label, text in FOUR)
    assert sections(content) == [(case(label), text) for label, text in FOUR]


@pytest.mark.parametrize(
    ("content", "labels"),
    [
        ("背景:服务在变。方法：访谈十人。结果：信任增加。结论：值得推广。", ["背景", "方法", "结果", "结论"]),
        ("目的：了解经验。\n方法：访谈。\n结果：有三个主题。\n结论：需要时间。", ["目的", "方法", "结果", "结论"]),
        ("【目的】了解经验。【方法】访谈。【结果】有三个主题。【结论】需要时间。", ["目的", "方法", "结果", "结论"]),
        ("目的 了解经验。方法 访谈十人。结果 有三个主题。结论 需要时间。", ["目的", "方法", "结果", "结论"]),
        ("目的\n了解经验。\n方法\n访谈十人。", ["目的", "方法"]),
        ("[목적] 경험을 이해한다. [방법] 면담. [결과] 세 주제. [결론] 시간이 든다.", ["목적", "방법", "결과", "결론"]),
        ("Hintergrund: Es fehlt Wissen. Methoden: Zehn Interviews. Ergebnisse: Vertrauen wuchs. Schlussfolgerung: Zeit hilft.", 4),
        ("Contexte : Peu de savoirs.\nMéthodes : Dix entretiens.\nRésultats : La confiance.\nConclusion : Du temps.", 4),
        ("Objetivo: Entender. Métodos: Diez entrevistas. Resultados: Confianza. Conclusiones: Tiempo.", 4),
        ("Introdução: Falta saber. Objetivos: Entender. Métodos: Dez entrevistas. Resultados: Confiança. Conclusão: Tempo.", 5),
        ("Bakgrund: Lite är känt. Syfte: Att förstå. Metod: Tio intervjuer. Resultat: Tillit. Slutsats: Tid.", 5),
        ("Baggrund: Viden mangler. Formål: At forstå. Metode: Ti interviews. Resultater: Tillid. Konklusion: Tid.", 5),
        ("Bakgrunn: Lite er kjent. Hensikt: Å forstå. Metode: Ti intervjuer. Resultater: Tillit. Konklusjon: Tid.", 5),
        ("Achtergrond: Weinig bekend. Doel: Begrijpen. Methode: Tien gesprekken. Resultaten: Vertrouwen. Conclusie: Tijd.", 5),
        ("Premessa: Poco noto. Obiettivo: Capire. Metodi: Dieci interviste. Risultati: Fiducia. Conclusioni: Tempo.", 5),
    ],
)
def test_find_sections_reads_headings_of_many_languages(content: str, labels: list[str] | int) -> None:
    found = [label for label, _ in sections(content)]
    assert (len(found) if isinstance(labels, int) else found) == labels
    assert all(heading_kinds(label) for label in found)


@pytest.mark.parametrize(
    ("label", "kinds"),
    [
        ("BACKGROUND", {"background"}),
        ("Background and aims", {"background", "aim"}),
        ("Aims & Objectives:", {"aim"}),
        ("Methods and results", {"method", "finding"}),
        ("Methodology/Principal Findings", {"method", "finding"}),
        ("Design, Setting, and Participants", {"method"}),
        ("Main outcome measures", {"method"}),
        ("Patient or Public Contribution", {"method"}),
        ("Aim of the study", {"aim"}),
        ("Design/methodology/approach", {"method"}),
        ("Research limitations/implications", {"conclusion"}),
        ("Originality/value", {"conclusion"}),
        ("Practice implications", {"conclusion"}),
        ("Recommendations", {"recommendation"}),
        ("Trial registration", {"none"}),
        ("Abstract", {"any"}),
        ("研究背景", {"background"}),
        ("Why trust matters", set()),
    ],
)
def test_heading_kinds_tells_what_stands_below(label: str, kinds: set[str]) -> None:
    assert heading_kinds(label) == kinds


def test_find_sections_cuts_glued_headings_in_a_repository_text() -> None:
    content = (
        "BackgroundDespite much talk, little is known. It aims to help. MethodsUsing diaries, we listened. "
        "ResultsThe diaries show 1) hope, 2) fear.ConclusionsThe tensions help."
    )
    assert sections(content) == [
        ("Background", "Despite much talk, little is known. It aims to help."),
        ("Methods", "Using diaries, we listened."),
        ("Results", "The diaries show 1) hope, 2) fear."),
        ("Conclusions", "The tensions help."),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Methods inside a sentence are no heading. The results were good. We saw Methods Used in Schools.",
        "Resulting variation helps. Background music was played. Aim high. Design thinking is in fashion.",
        "Findings from ten towns are given. Conclusions are drawn. Results vary.",
        "DesignBuilder was used. MethodsX published it. SettingUp is a charity.",
        "Results Based Financing was tried. It worked.",
        "The aim: to learn. Our results: trust.",
        "结果表明信任增加。方法是访谈。目的在于理解。",
        "One line: with a colon.",
        "We asked people in 2019: most agreed.",
    ],
)
def test_find_sections_leaves_running_text_alone(content: str) -> None:
    assert sections(content) == [("", content)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Some words first.\nFUNDING BODY: The council.", [("", "Some words first."), ("FUNDING BODY", "The council.")]),
        ("WHO TOOK PART: Ten people.\nWHAT WE SAW: Trust.", [("WHO TOOK PART", "Ten people."), ("WHAT WE SAW", "Trust.")]),
        (
            "Background: Why.\nVoices of patients: They told.\nResults: Trust.",
            [("Background", "Why."), ("Voices of patients", "They told."), ("Results", "Trust.")],
        ),
        ("Plain: Not a label here.", [("", "Plain: Not a label here.")]),
        ("我们对三个服务进行研究: 延雪平、邓迪和曼尼托巴。", [("", "我们对三个服务进行研究: 延雪平、邓迪和曼尼托巴。")]),
        (
            "RESULTSA total of ten. METHODSWe asked. AIMTo know.",
            [("RESULTS", "A total of ten."), ("METHODS", "We asked."), ("AIM", "To know.")],
        ),
        ("METHODS In this town. RESULTS Trust. AIM To know.", [("METHODS", "In this town."), ("RESULTS", "Trust."), ("AIM", "To know.")]),
        ("Background: AIM: To know why.", [("AIM", "To know why.")]),
        ("RESULTS:\nCONCLUSIONS: So there.", [("CONCLUSIONS", "So there.")]),
        (
            "Purpose – To know. Design/methodology/approach – We asked. Findings – Trust. Originality/value – New.",
            [("Purpose", "To know."), ("Design/methodology/approach", "We asked."), ("Findings", "Trust."), ("Originality/value", "New.")],
        ),
        (
            "BACKGROUND Why. MAIN OUTCOME MEASURES Scores. RESULTS Ten.",
            [("BACKGROUND", "Why."), ("MAIN OUTCOME MEASURES", "Scores."), ("RESULTS", "Ten.")],
        ),
        ("", []),
        (" \n ", []),
    ],
)
def test_find_sections_of_odd_abstracts(content: str, expected: list[tuple[str, str]]) -> None:
    assert sections(content) == expected


@pytest.mark.parametrize("thing", ["Case 2, in Dundee,", "Case 3", "Study 1", "Objective 2", "Table 4", "Aim 3", "Public involvement (PI)"])
def test_find_sections_takes_no_thing_with_a_number_for_a_heading(thing: str) -> None:
    content = f"Background: We know little. Methods: We chose cases. {thing} was small. Results: It went well. Conclusions: Do it again."
    assert [section.label for section in find_sections(Text(content))] == ["Background", "Methods", "Results", "Conclusions"]


@pytest.mark.parametrize("heading", ["Results", "Methods", "SAMPLE"])
def test_find_sections_reads_a_heading_before_a_count(heading: str) -> None:
    content = f"Background: We know little. Aims: To learn. {heading} 24 people came. Conclusions: Do it again."
    assert heading in [section.label for section in find_sections(Text(content))]


def test_find_sections_of_a_page_are_its_groups() -> None:
    content = (
        "We wrote this after a year of meetings, and it says what we learned about working together as a team.\n"
        "Learning together\n1) Read: Set time aside.\n2) Ask: There is no silly question.\n\n"
        "Why does it matter?\nPeople stay when they are heard.\n\nJo Smith, Involvement Lead\n"
    )
    found = sections(content, BODY)
    assert [label for label, _ in found] == ["", "Learning together", "Why does it matter?"]
    assert found[1][1].startswith("1) Read")
    assert found[1][1].endswith("question.")


def test_tidy_abstract_gives_each_heading_a_line() -> None:
    messy = "BackgroundDespite  talk.\tMethodsUsing\n diaries. RESULTS:Ten\u00a0people. "
    assert tidy_abstract(messy) == "Background: Despite talk.\nMethods: Using diaries.\nRESULTS: Ten people."


def test_tidy_abstract_folds_white_space_and_changes_nothing_else() -> None:
    assert tidy_abstract("  One\n two —  three… \r\n“four” ") == "One two — three… “four”"
    assert tidy_abstract(" \n ") == ""


def test_tidy_abstract_keeps_lines_that_would_make_a_heading_together() -> None:
    content = "We met. Main\nMETHODS and  BackgroundTalk."
    assert tidy_abstract(content) == "We met. Main\nMETHODS and BackgroundTalk."
    assert outline(tidy_abstract(content)) == outline(content)


WORDS = (
    "Background|BACKGROUND|Methods|METHODS|Results|Conclusions|Aim|Design|Study design|Main outcome measures|FUNDING BODY|Patient voice|"
    "Design, setting, and participants|background|目的|方法|结果|结论|【目的】|Keywords|Abstract|Originality/value|We did it|the methods|"
    "Using a|Resulting|A total|of|In this study|and|x|3|Discussion and|Main|(see|e.g|Results of the study|é\u0301|\x07|\u202e|😀|EU"
)
SIGNS = ": |:|：|. |.|\n| |  |\n\n| - |—| – |; |? |。||\r\n|\u2028|\u00a0|/| & "
PIECES, MARKS = st.sampled_from(WORDS.split("|")), st.sampled_from(SIGNS.split("|"))
ABSTRACTS = st.lists(st.tuples(PIECES, MARKS), min_size=1, max_size=9).map(lambda pairs: "".join(word + mark for word, mark in pairs))
CONTENTS = ABSTRACTS | st.text(max_size=200)


@given(CONTENTS)
def test_tidy_abstract_twice_is_once_and_keeps_the_sections(content: str) -> None:
    tidy = tidy_abstract(content)
    assert tidy_abstract(tidy) == tidy
    assert outline(tidy) == outline(content)


@given(CONTENTS, st.sampled_from(["abstract", "body"]))
def test_find_sections_lie_in_order_without_overlap(content: str, field: str) -> None:
    found = find_sections(Text(content, field))
    edges = [edge for section in found for edge in (section.start, section.end)]
    assert edges == sorted(edges)
    for section in found:
        text = content[section.start : section.end]
        assert text
        assert text == text.strip()


@pytest.mark.parametrize(
    ("language", "content"),
    [
        ("en", "The purpose of this study was to explore how staff and patients work together."),
        ("de", "Ziel der Studie ist es, die Zusammenarbeit von Fachkräften und Patienten zu verstehen."),
        ("fr", "L'objectif de cette étude est de comprendre comment les soignants travaillent avec les patients."),
        ("es", "El objetivo de este estudio es comprender cómo trabajan los profesionales con las personas usuarias."),
        ("pt", "O objetivo deste estudo é compreender como os profissionais trabalham com as pessoas e não para elas."),
        ("it", "Lo scopo di questo studio è capire come gli operatori lavorano con i pazienti e con le famiglie."),
        ("nl", "Het doel van dit onderzoek is om te begrijpen hoe medewerkers met patiënten werken en niet voor hen."),
        ("sv", "Syftet med studien är att förstå hur personal och patienter arbetar tillsammans och inte för varandra."),
        ("da", "Formålet med undersøgelsen er at forstå, hvordan medarbejdere og borgere arbejder sammen, og hvad der ikke virker af det."),
        (
            "no",
            "Hensikten med studien er å forstå hvordan ansatte og brukere arbeider sammen, og hva som ikke virker etter at de ble spurt.",
        ),
        ("fi", "Tutkimuksen tarkoitus on ymmärtää, että henkilöstö ja potilaat ovat yhdessä mukana, mutta myös eri mieltä."),
        ("pl", "Celem badania jest zrozumienie, jak personel i pacjenci pracują razem oraz co się nie udaje."),
        (
            "tr",
            "Bu çalışma, personel ve hastaların nasıl birlikte çalıştığını anlamak için yapıldı ve bir başlangıç olarak görülmelidir.",
        ),
        ("zh", "本研究探讨工作人员与患者如何共同工作。"),
        ("zh", "本研究采用 Consolidated Framework (CFIR) 分析 ESTHER 项目的实施过程和影响因素。"),
        ("ja", "本研究の目的は、職員と患者がどのように協働するかを明らかにすることである。"),
        ("ko", "이 연구의 목적은 직원과 환자가 어떻게 함께 일하는지 이해하는 것이다."),
        ("ru", "Цель исследования понять, как сотрудники и пациенты работают вместе."),
        ("el", "Σκοπός της μελέτης είναι η κατανόηση της συνεργασίας."),
        ("ar", "تهدف هذه الدراسة إلى فهم كيفية عمل الموظفين مع المرضى."),
        ("he", "מטרת המחקר היא להבין כיצד הצוות והמטופלים עובדים יחד."),
        ("th", "การศึกษานี้มีวัตถุประสงค์เพื่อทำความเข้าใจการทำงานร่วมกัน"),
    ],
)
def test_guess_language_by_script_and_common_words(language: str, content: str) -> None:
    assert guess_language(content) == language


@pytest.mark.parametrize("content", ["", "   ", "12345", "Co-production", "ESTHER", "?!", "DOI 10.1000/182", "Café"])
def test_guess_language_says_nothing_without_evidence(content: str) -> None:
    assert guess_language(content) is None


LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "pl", "tr", "zh", "ja", "ko", "ru", "el", "ar", "he", "th")


@given(st.text(max_size=300))
def test_guess_language_takes_any_text(content: str) -> None:
    assert guess_language(content) in {None, *LANGUAGES}


HARD = [
    "a!Aa",
    "e.g. ",
    "1.",
    "1. ",
    "A\n",
    "Methods ",
    "METHODS",
    "Results:",
    "(",
    "De ",
    " ",
    "\n",
    "。",
    "目的",
    ". . ",
    "（",
    "A.A.",
    "x:",
    "- x\n",
    "[",
    "we ",
]


@pytest.mark.parametrize("piece", HARD)
def test_reading_takes_no_longer_than_the_text_allows(piece: str) -> None:
    content = piece * (60_000 // len(piece))
    began = time.process_time()
    tidy_abstract(content)
    list(split_sentences(content))
    find_sections(Text(content, BODY))
    guess_language(content)
    assert time.process_time() - began < 10


def test_find_sections_of_the_original_repository_text(shared: Path) -> None:
    page = (shared / "seeds" / "002_a1f9f0895e38a94c.txt").read_text(encoding="utf-8")
    content = page[page.index("BackgroundDespite") : page.index("Item Type:")]
    starts = [("Background", "Despite"), ("Methods", "Using"), ("Results", "The findings"), ("Conclusions", "The tensions")]
    for form in (content, tidy_abstract(content)):
        assert [(label, text[: len(start)]) for (label, text), (_, start) in zip(sections(form), starts, strict=True)] == starts


@pytest.mark.parametrize(
    ("begin", "end", "labels"), [("BACKGROUND:", "摘要", ("BACKGROUND", "CONCLUSIONS")), ("背景:", "公众号", ("背景", "结论"))]
)
def test_find_sections_of_the_original_two_languages(shared: Path, begin: str, end: str, labels: tuple[str, str]) -> None:
    page = (shared / "seeds" / "001_cf9f95379ab88f03.txt").read_text(encoding="utf-8")
    found = sections(page[page.index(begin) : page.index(end)])
    assert len(found) == 4
    assert (found[0][0], found[-1][0]) == labels
