"""The tagger as a whole: what it gives, in which order, with words that always re-quote."""

import json
import random
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED, make_vocabulary

from cpx.domain.concept import SCHEMES, Assignment, Usage
from cpx.domain.text import ABSTRACT, BODY, TITLE, Text
from cpx.tagging.mentions import MOST_EVIDENCE
from cpx.tagging.tagger import Tagger
from cpx.tagging.vocabulary import Vocabulary

SHARED = Path(__file__).resolve().parents[4] / "shared"
TAGGER, SECOND = Tagger(PACKAGED), Tagger(PACKAGED)
LABELS = [
    label.replace("*", "").replace("?", "z")
    for concept in PACKAGED.concepts.values()
    for labels in concept.alt_labels.values()
    for label in labels
]
JOINTS = [
    " ",
    "  ",
    "\n",
    ". ",
    "; ",
    "-\n",
    "，",
    "。",
    "\u00ad",
    "\nRESULTS: ",
    "\nReferences\n",
    " aged 65-80 ",
    " were interviewed",
    " mean age 51±9 (range 20-80) years ",
    " infants aged 6-18 months ",
    " patients were reviewed ",
    " underwent surgery between May 1998 and 2004 ",
    " cases and 40 controls ",
    "No ",
    "İß",
]
CONTENTS = st.lists(st.one_of(st.sampled_from(LABELS), st.sampled_from(JOINTS), st.text(max_size=6)), max_size=24).map("".join)
TEXTS = st.lists(st.builds(Text, CONTENTS, st.sampled_from([TITLE, ABSTRACT, BODY]), st.sampled_from(["en", "zh", None])), max_size=3)


def tag(*texts: Text | str) -> dict[str, Assignment]:
    """Tag the texts of one work and give the assignments by concept."""
    whole = [text if isinstance(text, Text) else Text(text) for text in texts]
    return {assignment.concept: assignment for assignment in TAGGER.tag(whole)}


@given(TEXTS)
def test_tag_requotes_exactly(texts: list[Text]) -> None:
    for assignment in TAGGER.tag(texts):
        assert assignment.evidence
        for evidence in assignment.evidence:
            source = texts[evidence.text]
            assert source.content[evidence.start : evidence.end] == evidence.quote
            assert evidence.quote
            assert evidence.sentence[0] <= evidence.start < evidence.end <= evidence.sentence[1] <= len(source.content)
            assert (evidence.field, evidence.language) == (source.field, source.language)


@given(TEXTS)
def test_tag_twice_is_the_same(texts: list[Text]) -> None:
    assert TAGGER.tag(texts) == TAGGER.tag(texts)


@given(TEXTS)
def test_tag_gives_each_concept_once_in_scheme_order(texts: list[Text]) -> None:
    found = TAGGER.tag(texts)
    places = [(SCHEMES.index(PACKAGED.concepts[one.concept].scheme), one.concept) for one in found]
    assert places == sorted(set(places))
    for one in found:
        assert 0 < one.confidence < 1
        assert len(one.evidence) <= MOST_EVIDENCE


@given(TEXTS)
def test_tag_gives_evidence_of_a_place_only_once(texts: list[Text]) -> None:
    for one in TAGGER.tag(texts):
        places = [(evidence.text, evidence.start, evidence.end) for evidence in one.evidence]
        assert len(set(places)) == len(places)


@given(TEXTS, TEXTS)
def test_tag_does_not_depend_on_what_was_tagged_before(texts: list[Text], others: list[Text]) -> None:
    alone = SECOND.tag(texts)
    TAGGER.tag(others)
    assert TAGGER.tag(texts) == alone


def test_tag_of_nothing_is_nothing() -> None:
    assert TAGGER.tag([]) == ()
    assert TAGGER.tag([Text("")]) == ()
    assert Tagger(Vocabulary({})).tag([Text("nurses")]) == ()


def test_tag_reads_title_abstract_and_body() -> None:
    found = tag(Text("Nurses speak", TITLE, "en"), Text("We held interviews.", ABSTRACT, "en"), Text("In Scotland.", BODY, "en"))
    assert [found[key].evidence[0].field for key in ("p.nurses", "m.interview", "p.GB-SCT")] == [TITLE, ABSTRACT, BODY]
    assert [found[key].evidence[0].text for key in ("p.nurses", "m.interview", "p.GB-SCT")] == [0, 1, 2]


def test_tag_reads_each_language_from_its_own_words() -> None:
    found = tag(Text("Interviews with nurses.", ABSTRACT, "en"), Text("对护士进行访谈。", ABSTRACT, "zh"))
    assert {(one.language, one.quote) for one in found["m.interview"].evidence} == {("en", "Interviews"), ("zh", "访谈")}
    assert {(one.language, one.quote) for one in found["p.nurses"].evidence} == {("en", "nurses"), ("zh", "护士")}


def test_tag_evidence_says_section_sentence_and_rule() -> None:
    content = "AIM: To learn of trust.\nMETHODS: We rested. We used focus groups with nurses. We left.\nRESULTS: Trust grew."
    (evidence,) = tag(content)["m.focus"].evidence
    assert evidence.quote == "focus groups"
    assert evidence.section == "METHODS"
    assert content[slice(*evidence.sentence)] == "We used focus groups with nurses."
    assert evidence.rule == "label:focus group* cue:ours"


def test_tag_puts_the_best_evidence_first() -> None:
    content = "BACKGROUND: Interviews are common in hospitals. Care is dear.\nMETHODS: We used interviews.\nRESULTS: Trust grew."
    first = tag(content)["m.interview"].evidence[0]
    assert first.section == "METHODS"


def test_tag_is_surer_of_methods_than_of_background() -> None:
    content = "BACKGROUND: Surveys vary. Surveys differ.\nMETHODS: We used focus groups.\nRESULTS: Trust grew."
    found = tag(content)
    assert found["m.focus"].confidence > found["m.survey"].confidence


def test_tag_is_surer_of_more_mentions() -> None:
    once, often = tag("Photovoice works."), tag("Photovoice works. Photovoice pays. Photovoice lasts.")
    assert often["m.photovoice"].confidence > once["m.photovoice"].confidence


def test_tag_keeps_only_the_most_specific_of_one_word() -> None:
    found = tag("We held semi-structured interviews. The interviews were taped.")
    assert "m.interview.semi" in found
    assert "m.interview" not in found


def test_tag_keeps_a_parent_with_words_of_its_own() -> None:
    found = tag("Co-produced research is hard. Co-production is harder.")
    assert {"m.coprod", "m.coprod.research"} <= set(found)
    assert [one.quote for one in found["m.coprod"].evidence] == ["Co-production"]


def test_tag_keeps_a_parent_method_that_has_another_word() -> None:
    found = tag("We held focus groups and group discussions for data collection.")
    assert {"m.focus", "m.collect"} <= set(found)


def test_tag_stores_no_ancestor_without_words() -> None:
    assert {"m.qual", "m.design", "m.method"}.isdisjoint(tag("We did an ethnography."))


@pytest.mark.parametrize(
    ("content", "concepts"),
    [
        ("The health practitioners left.", {"p.hcp"}),
        ("A new mental health policy was written.", set()),
        ("Adults of 18 to 65 years of age.", {"p.adult", "p.middle", "p.human"}),
        ("People aged 65-80 years.", {"p.old", "p.human"}),
        ("Citizens' juries met.", {"m.jury"}),
        ("Theatre in New England.", set()),
    ],
)
def test_tag_follows_the_label_guide(content: str, concepts: set[str]) -> None:
    assert set(tag(content)) == concepts


@pytest.mark.parametrize(
    "content",
    [
        "Keywords: nurses; interviews; Scotland",
        "References\nOn interviews with nurses in Scotland.",
        "MeSH: Humans Sweden Interviews",
        "关键词：护士；访谈",
    ],
)
def test_tag_gives_nothing_for_imported_headings_and_reference_lists(content: str) -> None:
    assert tag(content) == {}


def test_tag_drops_people_named_in_passing() -> None:
    content = "BACKGROUND: Nurses and others matter.\nMETHODS: We interviewed midwives.\nRESULTS: Midwives spoke."
    found = tag(content)
    assert "p.midwives" in found
    assert "p.nurses" not in found


def test_tag_keeps_background_people_where_no_others_are_named() -> None:
    assert "p.nurses" in tag("BACKGROUND: Nurses matter.\nMETHODS: We used focus groups.\nRESULTS: Trust grew.")


def test_tag_knows_the_concepts_of_its_own_vocabulary_only() -> None:
    tagger = Tagger(make_vocabulary({"m.a": ["alpha*"], "m.a.b": ["alpha beta"]}))
    found = tagger.tag([Text("Alpha beta of people aged 65-80 years, and alphas. We used alphas.")])
    assert [one.concept for one in found] == ["m.a.b"]
    assert found[0].usage is Usage.UNCLEAR


def test_tag_of_a_long_text_takes_time_in_step_with_its_length() -> None:
    piece = "We interviewed nurses; it was used. "
    short, long = (min(_seconds(Text(piece * count, BODY)) for _ in range(3)) for count in (200, 800))
    assert long < 16 * short


def _seconds(text: Text) -> float:
    before = time.process_time()
    TAGGER.tag([text])
    return time.process_time() - before


@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_tag_of_a_work_does_not_hang_on_the_works_before(works: list[list[Text]], chance: random.Random) -> None:
    order = list(range(len(works)))
    chance.shuffle(order)
    first = {at: TAGGER.tag(works[at]) for at in range(len(works))}
    assert {at: SECOND.tag(works[at]) for at in order} == first


def test_tag_is_the_same_in_another_process() -> None:
    texts = [Text("We interviewed women, nurses and senior managers in Scotland and England about co-production and public services.")]
    code = (
        "from cpx.tagging.tagger import Tagger; from cpx.tagging.vocabulary import load_vocabulary; from cpx.domain.text import Text; "
        f"print(repr(Tagger(load_vocabulary()).tag([Text({texts[0].content!r})])), end='')"
    )
    runs = {
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    }
    assert runs == {repr(TAGGER.tag(texts))}


def test_seeds_are_tagged_as_the_gold_says() -> None:
    if not (SHARED / "seeds").exists():
        pytest.skip("the originals are not here")
    gold = json.loads((SHARED / "seeds" / "tags_gold.json").read_text(encoding="utf-8"))
    chapters = (SHARED / "seeds" / "003_08cb105fc19a9dea.txt").read_text(encoding="utf-8").split("Author(s):")[1:]
    hits = wanted = 0
    for row, chapter in zip(gold[4:], chapters, strict=True):
        found = tag(Text(chapter.strip().split("\n\n")[1], ABSTRACT, "en"))
        above = {key for concept in found for key in (concept, *PACKAGED.ancestors(concept))}
        ids = {one["concept"] for kind in ("methods", "populations") for one in row[kind]}
        hits, wanted = hits + len(ids & above), wanted + len(ids)
    assert hits / wanted > 0.85


def test_schemes_come_in_reading_order() -> None:
    content = "In Scotland, hospital nurses used co-production, interviews and the CFIR."
    order = [SCHEMES.index(PACKAGED.concepts[one.concept].scheme) for one in TAGGER.tag([Text(content)])]
    assert set(order) == set(range(len(SCHEMES)))
    assert all(first <= second for first, second in pairwise(order))
