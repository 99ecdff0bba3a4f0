"""Vocabularies out and in: what comes in is checked, and only what differs is written beside the catalogue."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from cpx.errors import BadUsage, NotFound
from cpx.services.shipped import OWN_FILE, OWN_FOLDER, vocabulary_for
from cpx.services.vocabulary_exchange import ImportPlan, export_vocabulary, plan_import
from cpx.tagging.vocabulary_writing import fields_of

TEA = '[[concept]]\nid = "m.tea"\nscheme = "method"\nlabel = "Tea tasting"\nbroader = "m.collect"\nen = ["tea tasting*"]\n'
SKOS = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <http://e.org/> .
e:old a skos:Concept ; skos:prefLabel "Oldest old"@en ; skos:broader e:aged .
e:aged a skos:Concept ; skos:prefLabel "Aged"@en, "Alte"@de .
"""


def put(folder: Path, text: str, name: str = "in.toml") -> Path:
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text if name.endswith("ttl") else f'version = "1"\n{text}', encoding="utf-8")
    return file


def take(path: Path, text: str, name: str = "in.toml", scheme: str | None = None) -> ImportPlan:
    """Import a text, as the command does."""
    plan = plan_import(path, put(path.parent, text, name), scheme)
    if plan.text is not None:
        plan.path.write_text(plan.text, encoding="utf-8")
    return plan


def own(path: Path) -> dict[str, Any]:
    return tomllib.loads((path.parent / OWN_FILE).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("kind", "ending"), [("skos", "ttl"), ("toml", "toml")])
def test_what_is_exported_comes_in_without_a_change(path: Path, kind: str, ending: str) -> None:
    put(path.parent, TEA + '[[concept]]\nid = "p.leaders"\nauto = false\n[[extend]]\nid = "m.delphi"\nen = ["oracle round*"]\n', OWN_FILE)
    file = path.parent / f"out.{ending}"
    file.write_text("".join(export_vocabulary(path, kind)), encoding="utf-8")
    plan = plan_import(path, file)
    assert (plan.text, plan.result.added, plan.result.changed, plan.result.problems) == (None, (), (), ())
    assert plan.result.unchanged == plan.result.read == len(vocabulary_for(path).concepts)


@pytest.mark.parametrize(("kind", "ending"), [("skos", "ttl"), ("toml", "toml")])
def test_what_one_exports_another_has_after_import(path: Path, tmp_path: Path, kind: str, ending: str) -> None:
    changes = (
        '[[concept]]\nid = "p.leaders"\nauto = false\nen = ["boss*"]\n'
        '[[extend]]\nid = "m.delphi"\nen = ["oracle round*"]\nfr = ["delphes"]\n'
        '[[concept]]\nid = "m.rct.cluster"\nreplaced_by = "m.rct"\n[[concept]]\nid = "m.pilot"\ndeprecated = true\n'
        '[[concept]]\nid = "m.feas"\nbroader = "m.tea"\nlabel = "Is it feasible?"\n'
    )
    put(path.parent, TEA + changes, OWN_FILE)
    theirs = tmp_path / "theirs" / "catalogue.db"
    theirs.parent.mkdir()
    file = tmp_path / f"out.{ending}"
    file.write_text("".join(export_vocabulary(path, kind)), encoding="utf-8")
    plan = plan_import(theirs, file)
    assert plan.result.added == ("m.tea",)
    assert sorted(plan.result.changed) == ["m.delphi", "m.feas", "m.pilot", "m.rct.cluster", "p.leaders"]
    plan.path.write_text(str(plan.text), encoding="utf-8")
    ours, got = vocabulary_for(path).concepts, vocabulary_for(theirs).concepts
    assert {key: _sorted(fields_of(one)) for key, one in got.items()} == {key: _sorted(fields_of(one)) for key, one in ours.items()}
    assert {"id": "m.delphi", "en": ["oracle round*"], "fr": ["delphes"]} in own(theirs)["extend"]


def _sorted(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: sorted(value) if isinstance(value, list) else value for key, value in fields.items()}


def test_export_of_one_scheme_has_only_that(path: Path) -> None:
    text = "".join(export_vocabulary(path, "toml", "approach"))
    assert {row["scheme"] for row in tomllib.loads(text)["concept"]} == {"approach"}
    assert "ConceptScheme" in "".join(export_vocabulary(path, "skos", "approach"))


@pytest.mark.parametrize(("kind", "scheme", "words"), [("xml", None, "no format 'xml'"), ("skos", "colour", "no scheme 'colour'")])
def test_export_refuses_what_it_does_not_know(kind: str, scheme: str | None, words: str) -> None:
    with pytest.raises(BadUsage, match=words):
        export_vocabulary(None, kind, scheme)


def test_import_of_concepts_of_others(path: Path) -> None:
    plan = take(path, SKOS, "ageing.ttl", "population")
    assert plan.result.added == ("p.ageing.old", "p.ageing.aged")
    vocabulary = vocabulary_for(path)
    assert vocabulary.concepts["p.ageing.old"].broader == "p.ageing.aged"
    assert vocabulary.concepts["p.ageing.aged"].alt_labels == {"de": ("alte",), "en": ("aged",)}
    assert take(path, SKOS, "ageing.ttl", "population").text is None


def test_import_changes_only_what_the_file_says_and_keeps_the_rest_as_it_was_written(path: Path) -> None:
    put(path.parent, f"# mine\n{TEA}# after tea\n[[lookalike]]\nen = ['tea time']\n", OWN_FILE)
    plan = take(
        path,
        '[[concept]]\nid = "m.tea"\nlabel = "Tasting of tea"\n'
        '[[extend]]\nid = "m.tea"\nzh = ["品茶"]\n[[extend]]\nid = "m.rct"\nen = ["RCT"]\n',
    )
    assert (plan.result.added, plan.result.changed, plan.result.unchanged) == ((), ("m.tea",), 1)
    text = (path.parent / OWN_FILE).read_text(encoding="utf-8")
    assert text.startswith('version = "1"\n# mine\n')
    assert "# after tea\n[[lookalike]]\nen = ['tea time']\n" in text
    concept = vocabulary_for(path).concepts["m.tea"]
    assert (concept.pref_label, concept.broader, concept.alt_labels) == (
        "Tasting of tea",
        "m.collect",
        {"en": ("tea tasting*",), "zh": ("品茶",)},
    )


def test_import_can_give_a_shipped_term_back_as_it_was(path: Path) -> None:
    shipped = "".join(export_vocabulary(None, "skos"))
    put(path.parent, '[[concept]]\nid = "p.leaders"\nauto = false\nen = ["boss*"]\n', OWN_FILE)
    file = path.parent / "shipped.ttl"
    file.write_text(shipped, encoding="utf-8")
    plan = plan_import(path, file)
    assert plan.result.changed == ("p.leaders",)
    assert "concept" not in tomllib.loads(str(plan.text))


def test_import_adds_lookalikes_that_are_new(path: Path) -> None:
    take(path, '[[lookalike]]\nen = ["tea time", "new england"]\n')
    assert own(path)["lookalike"] == [{"en": ["tea time"]}]
    assert take(path, '[[lookalike]]\nen = ["tea time", "new england"]\n').text is None


def test_import_minds_the_files_in_the_folder(path: Path) -> None:
    put(path.parent, TEA, f"{OWN_FOLDER}/tea.toml")
    assert take(path, TEA).text is None
    with pytest.raises(BadUsage, match=r"in\.toml cannot be imported: .*m\.tea is defined a second time"):
        take(path, TEA.replace("Tea tasting", "Tasting"))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (TEA + TEA, 9, "m.tea is defined a second time"),
        (TEA.replace("m.collect", "m.colect"), 3, "broader 'm.colect' is not known; did you mean m.collect"),
        (TEA.replace("m.collect", "m.tea"), 3, "a circle: m.tea -> m.tea"),
        ('[[concept]]\nid = "m.collect"\nbroader = "m.interview"\n', 3, "a circle: m.collect -> m.interview -> m.collect"),
        (TEA + 'colour = "red"\n', 8, "unknown key 'colour'"),
        (TEA + 'fr = ["a*b"]\n', 3, "cannot be read"),
        ('[[extend]]\nid = "m.none"\nen = ["x"]\n', 3, "there is no such concept"),
        ('[[extend]]\nid = "m.rct"\nlabel = "x"\n', 3, "adds patterns only; 'label' belongs under"),
        ('[[concept]]\nid = "m new"\nlabel = "x"\n', 3, "is no id"),
    ],
)
def test_import_refuses_with_file_and_line(path: Path, text: str, line: int, words: str) -> None:
    with pytest.raises(BadUsage) as caught:
        take(path, text)
    assert caught.value.message.startswith(f"{path.parent / 'in.toml'}")
    assert f"line {line}: " in caught.value.message
    assert words in caught.value.message
    assert caught.value.hint
    assert not (path.parent / OWN_FILE).exists()


def test_import_refuses_a_circle_of_others_with_the_line(path: Path) -> None:
    with pytest.raises(BadUsage, match=r"in\.ttl, line 2: a circle"):
        take(path, SKOS + "e:aged skos:broader e:old .", "in.ttl", "population")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        (SKOS, "in.ttl", "is in none of our schemes"),
        ("nothing at all", "in.ttl", "no SKOS concepts in it"),
        ("", "in.ttl", "no SKOS concepts in it"),
        ('<?xml version="1.0"?><rdf:RDF/>', "in.rdf.ttl", "is RDF/XML"),
        ('{"@context": {}}', "in.jsonld.ttl", "is JSON"),
    ],
)
def test_import_refuses_what_it_cannot_read(path: Path, text: str, name: str, words: str) -> None:
    with pytest.raises(BadUsage) as caught:
        take(path, text, name)
    assert words in caught.value.message
    assert caught.value.hint


def test_import_says_that_a_file_is_missing(path: Path) -> None:
    with pytest.raises(NotFound):
        plan_import(path, path.parent / "none.ttl")


def test_import_refuses_a_file_of_any_size(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.services.vocabulary_exchange.LARGEST", 1000)
    with pytest.raises(BadUsage, match="has more than"):
        take(path, "#" * 2000, "in.ttl")


def test_import_refuses_concepts_without_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.services.vocabulary_exchange.MOST", 1)
    with pytest.raises(BadUsage, match="more than 1 concepts"):
        take(path, SKOS, "in.ttl", "population")


def test_import_names_at_most_200_problems(path: Path) -> None:
    body = "".join(f'e:c{n} a skos:Concept ; skos:prefLabel "C{n}" ; skos:broader e:nowhere .\n' for n in range(250))
    result = take(path, SKOS + body, "in.ttl", "population").result
    assert len(result.problems) == 201
    assert result.problems[-1].message == "and 50 more"
    assert len(result.added) == 252
