"""The headings of structured abstracts, in the languages of the field, and what kind of sentence stands under each.

Kinds are the values of ``Role``, plus ``any`` (the heading says nothing of what follows: 'Abstract') and ``none`` (no
running text of the work follows: 'Keywords', 'Trial registration').
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

ANY, NONE = "any", "none"

_ENGLISH = {
    "background": "problem/condition; reporting period covered; introduction and objectives; "
    "background; background data; summary background data; summary of background data; introduction; context; rationale; "
    "problem; the problem; problem statement; statement of problem; statement of the problem; importance; motivation; theory; "
    "theoretical background; theoretical framework; literature review; state of the art; issue; the issue; policy context; need; "
    "what is known; what is already known; what is already known on this subject; what is known about the topic; history",
    "aim": "objective; objectives; aim; aims; purpose; purposes; purpose of review; goal; goals; object; hypothesis; hypotheses; "
    "question; questions; research question; research questions; scope; aim and objective; aims and objectives; intention; focus; end "
    "point",
    "method": "statistics; size; duration; animals; materials; comparison with existing method; comparison with existing methods; "
    "description of system; method; methods; methodology; methodologies; material and method; material and methods; materials and "
    "methods; design; setting; settings; location; locations; participant; participants; subject; subjects; patient; patients; "
    "patient; patients and methods; probands; population; populations; sample; samples; sampling; intervention; interventions; "
    "exposure; exposures; comparator; main outcome; main outcomes; outcome measure; outcome measures; outcome measurement; outcome "
    "measurements; measure; measures; measurement; measurements; outcomes measured; outcomes and measures; primary outcome; primary "
    "outcomes; secondary outcomes; data source; data sources; source of data; sources of data; sources; data collection; data "
    "extraction; data synthesis; data analysis; data; analysis; analyses; statistical analysis; statistical methods; selection; "
    "eligibility criteria; selection criteria; methods of study selection; inclusion criteria; search strategy; search methods; "
    "search method; review methods; review method; procedure; procedures; approach; approaches; experimental design; methodological "
    "approach; evidence acquisition; study appraisal and synthesis methods; appraisal; synthesis methods; protocol; local setting; "
    "strategy; the study; patient or public contribution; patient and public involvement; patient and public contribution; public "
    "contribution; public involvement; principal methodology; randomisation; randomization; blinding; techniques; technique; "
    "controls; cases; treatment",
    "finding": "areas covered; role of chance; main results and the role of chance; actions taken; results and outcomes; studies "
    "reviewed; tabulation; integration; result; results; finding; findings; principal findings; observation; observations; evidence "
    "synthesis; outcome; outcomes; case report; case reports; case presentation; presentation; recent findings; evaluation; impact; "
    "effects; outcomes of change; effects of change; progress to date; evidence; data synthesis and results; lessons learned; lessons "
    "learnt; relevant changes",
    "conclusion": "significance statement; statement of significance; expert opinion; critical issues; reasons for caution; "
    "implications of the findings; what is new; what is new and conclusion; innovation; conclusion; conclusions; conclusive remarks; "
    "concluding remarks; discussion; interpretation; interpretations; implication; implications; significance; practice implications; "
    "practical implications; social implications; clinical implications; policy implications; theoretical implications; managerial "
    "implications; implications for practice; implications for policy; implications for research; implications for nursing; "
    "implications for rehabilitation; implications for nursing management; limitation; limitations; strengths; strengths and "
    "limitations; research limitations; originality; value; novelty; contribution; contributions; relevance; clinical relevance; "
    "relevance to clinical practice; impact statement; message; messages; take home message; key message; key messages; key points; "
    "what this paper adds; what this study adds; what this adds; applications; application; summary and conclusions; clinical "
    "significance; next steps; future directions; lessons; comment; comments; perspective; perspectives; research "
    "limitations/implications; originality/value; meaning",
    "recommendation": "recommendation; recommendations; practice points; advice",
    ANY: "abstract; summary; overview; executive summary; plain language summary; lay summary; unlabelled; unlabeled; description; "
    "ethics and dissemination; dissemination; study; case; body; main; main text; text",
    NONE: "keyword; keywords; key words; index terms; trial registration; registration; clinical trial registration; trial registry; "
    "registration number; trial registration number; systematic review registration; prospero registration number; prospero; clinical "
    "trials registration; clinicaltrials.gov identifier; clinicaltrials.gov; funding; sources of funding; source of funding; funding "
    "source; funding sources; funding statement; funding information; financial support; sponsorship; acknowledgements; "
    "acknowledgments; acknowledgement; acknowledgment; conflict of interest; conflicts of interest; competing interests; declaration "
    "of interest; declaration of interests; disclosure; disclosures; level of evidence; levels of evidence; copyright; abbreviations; "
    "paper type; article type; data availability; availability; contact; supplementary information; mesh terms; classification; jel "
    "classification; jel",
}

_CHINESE_JAPANESE_KOREAN = {
    "background": "背景; 研究背景; 引言; 前言; 导言; 绪论; 简介; 概述; 背景与目的; 緒言; はじめに; 背景と目的; 問題; 问题; 배경; 서론",
    "aim": "目的; 研究目的; 目标; 目標; 目的和目标; 宗旨; 目的与意义; 목적; 연구목적; 연구 목적",
    "method": "方法; 研究方法; 材料与方法; 材料和方法; 材料與方法; 资料与方法; 資料與方法; 对象与方法; 對象與方法; 对象和方法; "
    "患者与方法; "
    "病人与方法; 患者和方法; 设计; 設計; 研究设计; 研究設計; 设置; 场所; 环境; 背景设置; 参与者; 受试者; 患者; 样本; 干预; "
    "干预措施; 介入; "
    "主要结局指标; 主要结果测量; 主要观察指标; 观察指标; 测量; 数据来源; 资料来源; 資料來源; 数据收集; 数据分析; 分析; 对象; "
    "対象; 対象と方法; "
    "方法と対象; 방법; 연구방법; 연구 방법; 대상 및 방법; 설계; 患者或公众贡献; 患者及公众贡献",
    "finding": "结果; 結果; 研究结果; 研究結果; 发现; 發現; 研究发现; 主要发现; 主要结果; 主要結果; 所見; 결과; 연구결과; 연구 결과",
    "conclusion": "结论; 結論; 研究结论; 讨论; 討論; 结语; 結語; 总结; 小结; 解释; 意义; 启示; 影响; 实践意义; 临床意义; "
    "局限性; 与临床实践的相关性; "
    "考察; 考察と結論; まとめ; おわりに; 원저; 결론; 고찰; 논의",
    "recommendation": "建议; 建議; 推荐; 提言; 제언",
    ANY: "摘要; 抄録; 要旨; 초록; 요약; 中文摘要; 内容摘要",
    NONE: "关键词; 關鍵詞; 关键字; 關鍵字; キーワード; 주제어; 키워드; 试验注册; 试验注册号; 注册号; 临床试验注册; "
    "系统评价注册; 资助; 基金; 基金项目; "
    "利益冲突; 中图分类号; 文献标志码; 文献标识码",
}

_EUROPEAN = {
    "background": "hintergrund; einleitung; einführung; ausgangslage; contexte; arrière-plan; état des connaissances; problématique; "
    "antecedentes; introducción; contexto; fundamento; fundamentos; justificación; introdução; antecedentes e objetivos; "
    "enquadramento; bakgrund; bakgrunn; baggrund; inledning; innledning; indledning; introduktion; introduksjon; kontekst; "
    "achtergrond; inleiding; contesto; introduzione; premessa; premesse; предпосылки; введение; актуальность; wprowadzenie; wstęp; "
    "tausta; johdanto; giriş; arka plan",
    "aim": "ziel; ziele; zielsetzung; zweck; fragestellung; ziel der arbeit; ziel der studie; objectif; objectifs; but; buts; "
    "objetivo; objetivos; finalidad; finalidade; propósito; syfte; syftet; mål; målsättning; formål; hensikt; mål og hensikt; doel; "
    "doelstelling; vraagstelling; obiettivo; obiettivi; scopo; scopi; finalità; цель; цели; задачи; цель исследования; cel; cel "
    "pracy; cele; tavoite; tavoitteet; amaç",
    "method": "methode; methoden; methodik; material und methoden; methodisches vorgehen; patienten und methoden; studiendesign; "
    "méthode; méthodes; méthodologie; matériel et méthodes; matériel et méthode; patients et méthodes; patients et méthode; "
    "populations et méthodes; método; métodos; metodología; material y métodos; materiales y métodos; material y método; pacientes y "
    "métodos; pacientes y método; diseño; emplazamiento; participantes; metodologia; materiais e métodos; material e métodos; "
    "desenho; metod; metoder; metode; material och metod; material och metoder; material og metode; materiale og metode; materiale og "
    "metoder; deltagare; deltakere; deltagere; methode en materiaal; opzet; metodo; metodi; materiali e metodi; disegno; disegno "
    "dello studio; методы; метод; материалы и методы; материал и методы; metody; materiał i metody; metodyka; menetelmä; menetelmät; "
    "aineisto ja menetelmät; yöntem; gereç ve yöntem; yöntemler",
    "finding": "ergebnis; ergebnisse; resultate; résultat; résultats; resultado; resultados; principales resultados; resultat; "
    "resultater; resultaten; bevindingen; fynd; funn; fund; risultato; risultati; результаты; результат; wyniki; tulokset; bulgular",
    "conclusion": "schlussfolgerung; schlussfolgerungen; fazit; diskussion; schluss; ausblick; conclusion et discussion; conclusión; "
    "conclusiones; discusión; conclusão; conclusões; discussão; considerações finais; slutsats; slutsatser; slutsatsen; konklusion; "
    "konklusjon; konklusioner; konklusjoner; diskusjon; implikasjoner; implikationer; fortolkning; conclusie; conclusies; discussie; "
    "beschouwing; conclusione; conclusioni; discussione; выводы; вывод; заключение; обсуждение; wnioski; dyskusja; podsumowanie; "
    "johtopäätökset; päätelmät; pohdinta; sonuç; sonuçlar; tartışma",
    "recommendation": "empfehlungen; empfehlung; recommandations; recomendaciones; recomendações; rekommendationer; anbefalinger; "
    "aanbevelingen; raccomandazioni",
    ANY: "zusammenfassung; résumé; resumen; resumo; sammanfattning; sammendrag; sammenfatning; resumé; samenvatting; riassunto; "
    "sommario; аннотация; реферат; streszczenie; tiivistelmä; özet",
    NONE: "schlüsselwörter; schlagwörter; mots clés; mots-clés; palabras clave; palavras-chave; nyckelord; nøkkelord; emneord; "
    "trefwoorden; parole chiave; ключевые слова; słowa kluczowe; avainsanat; anahtar kelimeler",
}

_JOINERS = re.compile(
    r"\s*(?:,\s*(?:and|or|und|et|y|e|och|og|en)\s|[,/;&＆、和与及與]|\s(?:and|or|und|et|y|e|och|og|en|ed|и|i|ja|ve)\s)\s*"
)
QUALIFIERS = (
    "study|main|principal|primary|secondary|key|overall|research|specific|general|major|trial|clinical|review|current|brief|new|"
    "existing|proposed|important|central|wider|evidence"
)
"""Words before a heading that do not change its kind."""
_QUALIFIERS = re.compile(
    rf"^(?:(?:{QUALIFIERS})\s+)+(?=\S)|\s+(?:of|in|for)\s+(?:the\s+|this\s+|our\s+)?(?:present\s+)?(?:study|review|work|paper|"
    rf"research|article|trial|project|chapter|investigation|analysis)$"
)
_EDGES = " \t\n:：.,;-–—[]【】()（）*#_"


def _table(*languages: Mapping[str, str]) -> dict[str, str]:
    """Turn the lists above into heading -> kind; the first language that knows a heading decides."""
    known: dict[str, str] = {}
    for language in languages:
        for kind, names in language.items():
            for name in names.split(";"):
                known.setdefault(name.strip(), kind)
    return known


HEADINGS = _table(_ENGLISH, _CHINESE_JAPANESE_KOREAN, _EUROPEAN)
"""Heading in lower case -> kind."""

MAIN_WORDS = (
    "background introduction objective objectives aim aims purpose method methods methodology results result findings "
    "conclusion conclusions discussion"
)
MAIN = frozenset(MAIN_WORDS.split())
"""Headings so usual that one glued to the text is believed on its own."""


@lru_cache(maxsize=4096)
def heading_kinds(label: str) -> frozenset[str]:
    """Give the kinds that a heading announces ('Methods and results': two); empty where it is not a known heading."""
    name = " ".join(label.split()).strip(_EDGES).casefold()
    whole = _kind(name)
    if whole:
        return frozenset((whole,))
    parts = [_kind(part) for part in _JOINERS.split(name)]
    return frozenset(part for part in parts if part) if all(parts) else frozenset()


@cache
def first_words() -> frozenset[str]:
    """Give the words with which a heading may begin, in small letters; not articles, with which any sentence may."""
    words = {re.split(r"[\s/-]", name)[0] for name in HEADINGS}
    return frozenset(words | set(QUALIFIERS.split("|"))) - {"the", "our", "what", "this"}


@cache
def opening_words() -> frozenset[str]:
    """Give every word with which a heading may begin, as far as its first sign that is no letter; articles too, as a colon may follow."""
    return first_words().union(QUALIFIERS.split("|"), (re.split(r"[\W\d_]", name)[0] for name in HEADINGS))


def _kind(name: str) -> str | None:
    """Look a single heading up, as it stands and without words such as 'main' or 'of the study'."""
    return HEADINGS.get(name) or HEADINGS.get(_QUALIFIERS.sub("", _QUALIFIERS.sub("", name)))
