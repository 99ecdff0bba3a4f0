"""SKOS: what cpx writes comes back the same, and concepts of others become entries that can be used."""

import re
import warnings
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from vocabularies import PACKAGED

from cpx.domain.concept import SCHEMES, Concept
from cpx.formats.turtle import Literal, load
from cpx.tagging.labels import find_mistake
from cpx.tagging.skos import Entry, dump, read
from cpx.tagging.vocabulary_writing import fields_of, is_same

HEAD = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dct: <http://purl.org/dc/terms/> . @prefix e: <http://e.org/voc/> .
"""


def back(concepts: list[Concept]) -> dict[str, dict[str, Any]]:
    """Write concepts and read them again."""
    entries, problems = read("".join(dump(concepts)), scheme=None, stem="own", known=[*PACKAGED.concepts, *(one.id for one in concepts)])
    assert problems == []
    assert not any(entry.extends for entry in entries)
    return {entry.id: entry.fields for entry in entries}


def is_kept(concept: Concept, fields: dict[str, Any]) -> bool:
    """Tell whether all that a concept holds stands in the fields, and nothing else."""
    wanted = {key: value for key, value in fields_of(concept).items() if value != ""}
    return wanted.keys() == fields.keys() and all(is_same(value, fields[key]) for key, value in wanted.items())


def read_foreign(
    body: str, scheme: str | None = "population", known: tuple[str, ...] = ("p.carers",)
) -> tuple[dict[str, Entry], list[str]]:
    entries, problems = read(HEAD + body, scheme=scheme, stem="Ageing terms", known=known)
    return {entry.id: entry for entry in entries}, [problem.message for problem in problems]


def test_packaged_vocabulary_comes_back_the_same() -> None:
    found = back(list(PACKAGED.concepts.values()))
    assert found.keys() == PACKAGED.concepts.keys()
    assert [key for key, one in PACKAGED.concepts.items() if not is_kept(one, found[key])] == []


def test_dump_is_read_alike_by_rdflib() -> None:
    rdflib = pytest.importorskip("rdflib")
    text = "".join(dump([*PACKAGED.scheme("method"), ODD]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = rdflib.Graph().parse(data=text, format="turtle")
    theirs = {(str(s), str(p), Literal(str(o), o.language) if isinstance(o, rdflib.Literal) else str(o)) for s, p, o in graph}
    assert {triple[:3] for triple in load(text).triples} == theirs


ODD = Concept(
    id="m.odd",
    scheme="method",
    pref_label='Odd "one" \\ of 访谈',
    alt_labels={"en": ("randomi?ed odd*", "Odd one", "HIV", 'Odd "one" \\ of 访谈'), "zh": ("访谈", "深度访谈*")},
    definition="A line. Another: <a> \\u0041 'x'",
    mesh="D000001",
)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"auto": False},
        {"deprecated": True, "auto": False},
        {"deprecated": True, "auto": False, "replaced_by": "m.rct"},
        {"verified": "MeSH 2024 label+UI"},
        {"broader": "m.rct", "mesh": None, "definition": None},
        {"alt_labels": {}},
    ],
)
def test_concept_comes_back_the_same(changes: dict[str, Any]) -> None:
    concept = replace(ODD, **changes)
    assert is_kept(concept, back([concept, PACKAGED.concepts["m.rct"]])["m.odd"])


LABEL = (
    st.text(alphabet=st.sampled_from("abzAB 中\"\\'é-*?@."), min_size=1, max_size=12)
    .map(str.strip)
    .filter(lambda text: text and not find_mistake(text))
)


@given(st.dictionaries(st.sampled_from(["en", "zh", "deu"]), st.lists(LABEL, min_size=1, max_size=5, unique=True).map(tuple)), LABEL)
def test_any_labels_come_back_the_same(labels: dict[str, tuple[str, ...]], name: str) -> None:
    concept = replace(
        ODD,
        alt_labels={key: tuple(" ".join(one.split()) for one in held) for key, held in labels.items()},
        pref_label=" ".join(name.split()),
    )
    assert is_kept(concept, back([concept])["m.odd"])


def test_dump_is_skos_that_others_understand() -> None:
    triples = {
        triple[:3] for triple in load("".join(dump([replace(PACKAGED.concepts["m.rct"], replaced_by="m.nrt", deprecated=True)]))).triples
    }
    said = {(predicate.rpartition("#")[2].rpartition("/")[2], value) for subject, predicate, value in triples if subject.endswith(":m.rct")}
    assert {
        ("notation", Literal("m.rct")),
        ("prefLabel", Literal("Randomised controlled trial", "en")),
        ("altLabel", Literal("随机对照试验", "zh")),
        ("hiddenLabel", Literal("randomised controlled", "en")),
        ("broader", "urn:cpx:concept:m.exper"),
        ("inScheme", "urn:cpx:scheme:method"),
        ("exactMatch", "http://id.nlm.nih.gov/mesh/D016449"),
        ("deprecated", Literal("true")),
        ("isReplacedBy", "urn:cpx:concept:m.nrt"),
    } <= said
    labels = [value for name, value in said if name in ("prefLabel", "altLabel", "hiddenLabel")]
    assert len(labels) == len(set(labels))  # SKOS S13: they are disjoint


def test_mesh_that_nobody_verified_is_only_a_close_match() -> None:
    assert "skos:closeMatch <http://id.nlm.nih.gov/mesh/D000001>" in "".join(dump([ODD]))


FOREIGN = """
e:c1 a skos:Concept ; skos:prefLabel "Oldest Old"@en, "Hochaltrige"@de ; skos:altLabel "People over 80"@en-GB, "NHS Elders"@en ;
  skos:definition "People of a great age."@en ; skos:exactMatch <http://id.nlm.nih.gov/mesh/D000369> ; skos:narrower e:c2 .
e:c2 a skos:Concept ; skos:prefLabel "Centenarians" ; skos:notation "C 2" ; owl:deprecated true ; dct:isReplacedBy e:c1 .
e:c3 a skos:Concept ; skos:prefLabel "Caregivers"@en ; skos:exactMatch <urn:cpx:concept:p.carers> .
e:s a skos:ConceptScheme ; skos:prefLabel "Ageing"@en .
"""


def test_concepts_of_others_become_entries() -> None:
    entries, problems = read_foreign(FOREIGN)
    assert problems == []
    assert list(entries) == ["p.ageing-terms.c1", "p.ageing-terms.c-2", "p.carers"]
    assert entries["p.ageing-terms.c1"].fields == {
        "scheme": "population",
        "label": "Oldest Old",
        "definition": "People of a great age.",
        "mesh": "D000369",
        "en": ["oldest old", "people over 80", "NHS elders"],
        "de": ["hochaltrige"],
    }
    second = entries["p.ageing-terms.c-2"].fields
    assert (second["broader"], second["replaced_by"], second["en"]) == ("p.ageing-terms.c1", "p.ageing-terms.c1", ["centenarians"])


def test_concept_that_says_it_is_ours_only_adds_its_words() -> None:
    entry = read_foreign(FOREIGN)[0]["p.carers"]
    assert (entry.extends, entry.fields) == (True, {"en": ["caregivers"]})


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('e:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader e:nowhere .', "is narrower than a concept that is not here"),
        ('e:a a skos:Concept ; skos:prefLabel "A"@en ; skos:altLabel "a*b"@en .', "would be read as a pattern: a*b"),
        ('e:a a skos:Concept ; skos:prefLabel "A"@en ; skos:altLabel "bee"@x-klingon .', "no language x"),
        ('e:a a skos:Concept ; skos:prefLabel "A"@en . e:b a skos:Concept .', "has no preferred label"),
        (
            'e:a a skos:Concept ; skos:prefLabel "A"@en . <http://f.org/a> a skos:Concept ; skos:prefLabel "B" .',
            "same id as another: p.ageing-terms.a",
        ),
        ('e:a a skos:Concept ; skos:prefLabel "A"@en ; skos:broader [ skos:prefLabel "X" ] .', "a node without a name is left out"),
    ],
)
def test_read_names_what_it_leaves_out(body: str, words: str) -> None:
    entries, problems = read_foreign(body)
    assert list(entries) == ["p.ageing-terms.a"]
    assert entries["p.ageing-terms.a"].fields["label"] == "A"
    assert any(words in problem for problem in problems)


def test_read_keeps_the_first_of_several_broader_ones() -> None:
    body = 'e:a a skos:Concept ; skos:prefLabel "Ants" ; skos:broader e:b, e:c .' + "".join(
        f'e:{x} a skos:Concept ; skos:prefLabel "{x}ees" .' for x in "bc"
    )
    entries, problems = read_foreign(body)
    assert entries["p.ageing-terms.a"].fields["broader"] == "p.ageing-terms.b"
    assert problems == ["http://e.org/voc/a leads to several concepts by one relation; kept is p.ageing-terms.b"]


def test_read_leaves_out_labels_of_one_letter() -> None:
    entries, problems = read_foreign('e:a a skos:Concept ; skos:prefLabel "A"@en ; skos:altLabel "R"@en, "Aa"@en, "茶"@zh .')
    assert entries["p.ageing-terms.a"].fields == {"scheme": "population", "label": "A", "en": ["aa"], "zh": ["茶"]}
    assert [problem.rpartition(": ")[2] for problem in problems] == ["one small letter or figure is in nearly every text"] * 2


def test_read_gives_each_concept_an_id_that_can_be_typed_whatever_its_script() -> None:
    body = "".join(f'<http://f.org/{name}> a skos:Concept ; skos:prefLabel "老{name}"@zh .\n' for name in ("老人", "老年人", "---"))
    entries, problems = read_foreign(body)
    assert (len(entries), problems) == (3, [])
    assert all(re.fullmatch(r"p\.ageing-terms\.c[0-9a-f]{8}", key) for key in entries)
    assert list(read_foreign(body)[0]) == list(entries)


def test_read_names_concepts_by_a_file_name_of_any_script() -> None:
    entries, _ = read(HEAD + 'e:a a skos:Concept ; skos:prefLabel "Ants" .', scheme="method", stem="概念", known=())
    assert re.fullmatch(r"m\.c[0-9a-f]{8}\.a", entries[0].id)


def test_read_names_a_concept_by_the_scheme_that_it_says_it_is_of() -> None:
    body = 'e:a a skos:Concept ; skos:prefLabel "Ants" ; skos:inScheme <urn:cpx:scheme:method> .'
    entries, _ = read_foreign(body)
    assert {key: entry.fields["scheme"] for key, entry in entries.items()} == {"m.ageing-terms.a": "method"}


def test_read_takes_a_known_concept_of_ours_without_its_scheme() -> None:
    entries, _ = read_foreign('<urn:cpx:concept:p.carers> a skos:Concept ; skos:prefLabel "Caregivers"@en .')
    assert entries["p.carers"].fields.get("scheme") is None


def test_dump_of_what_was_read_is_the_same_text() -> None:
    labels = {"zh": ("茶", "茶*"), "en": ("tea tasting", "Tea", "tea*", "NHS tea")}
    concept = Concept(id="m.tea", scheme="method", pref_label="Tea", alt_labels=labels)
    text = "".join(dump([concept]))
    (entry,), _ = read(text, scheme=None, stem="x", known=())
    again = replace(concept, alt_labels={key: tuple(value) for key, value in entry.fields.items() if isinstance(value, list)})
    assert "".join(dump([again])) == text


def test_read_cleans_what_would_harm() -> None:
    entries, _ = read_foreign(
        'e:a a skos:Concept ; skos:prefLabel "A\\u001b[31mB\\u202e"@en ; skos:altLabel "\\u0007"@en, "c\\u0000c"@en .'
    )
    assert entries["p.ageing-terms.a"].fields == {"scheme": "population", "label": "AB", "en": ["AB", "cc"]}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_ids_of_others_begin_as_those_of_their_scheme(scheme: str) -> None:
    entries, _ = read_foreign('e:a a skos:Concept ; skos:prefLabel "A" .', scheme)
    prefix = "p" if scheme in ("population", "setting", "place") else "m"
    assert list(entries) == [f"{prefix}.ageing-terms.a"]
