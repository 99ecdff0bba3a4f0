"""cpx vocab on the command line: own terms beside the catalogue, out and in, what people see."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran

Run = Callable[..., Ran]
TEA = '[[concept]]\nid = "m.tea"\nscheme = "method"\nlabel = "Tea tasting"\nbroader = "m.collect"\nen = ["tea tasting*"]\n'


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_cpx: Run) -> Path:
    """Give a folder with a catalogue of its own, and stand in it."""
    monkeypatch.setenv("CPX_DB", str(tmp_path / "catalogue.db"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.chdir(tmp_path)
    done = run_cpx(
        "add", "text", "-", "--title", "Wards", "--year", "2021", "--author", "Aho, A", stdin="We held a tea tasting with carers."
    )
    assert done.code == 0, done.stderr
    return tmp_path


def put(folder: Path, text: str, name: str = "vocabulary.toml") -> Path:
    file = folder / name
    file.write_text(f'version = "1"\n{text}', encoding="utf-8")
    return file


def test_import_then_tag_puts_the_new_term_on_what_is_there(here: Path, run_cpx: Run) -> None:
    file = put(here, TEA, "tea.toml")
    tried = run_cpx("vocab", "import", str(file), "--dry-run", tty=True)
    assert (tried.code, "+ m.tea" in tried.stdout, (here / "vocabulary.toml").exists()) == (0, True, False)
    assert "nothing was written" in tried.stderr
    done = run_cpx("vocab", "import", str(file), tty=True)
    assert done.code == 0
    assert "1 term read: 1 new, 0 changed, 0 as they were" in done.stdout
    assert "take it on by: cpx tag" in done.stderr
    assert "cpx tag" in run_cpx("search", "", "--method", "tea tasting").stderr
    assert run_cpx("tag", "--json").json["changed"][0]["added"] == ["Tea tasting"]
    assert [hit["methods"] for hit in run_cpx("search", "", "--method", "tea tasting", "--json").json] == [["Tea tasting"]]
    assert "nothing to change" in run_cpx("vocab", "import", str(file)).stderr


@pytest.mark.parametrize("name", ["terms.ttl", "terms.toml", "terms.json"])
def test_export_takes_the_form_from_the_ending(here: Path, run_cpx: Run, name: str) -> None:
    put(here, TEA)
    assert run_cpx("vocab", "export", "-o", name).code == 0
    text = (here / name).read_text(encoding="utf-8")
    assert text.startswith({"ttl": "@prefix skos:", "toml": "version = ", "json": "[\n"}[name.rpartition(".")[2]])
    assert "Tea tasting" in text


@pytest.mark.usefixtures("here")
def test_export_prints_skos_and_what_else_is_asked(run_cpx: Run) -> None:
    assert run_cpx("vocab", "export", "--scheme", "place").stdout.startswith("@prefix skos:")
    assert run_cpx("vocab", "export", "--format", "toml").stdout.startswith("version")
    assert {row["scheme"] for row in run_cpx("vocab", "export", "--scheme", "place", "--json").json} == {"place"}
    assert run_cpx("vocab", "export", "--format", "json", "--scheme", "place").json == run_cpx("vocab", "list", "place", "--json").json
    assert run_cpx("vocab", "export", "--format", "xml").code == 2


def test_list_and_show_mark_what_is_not_of_cpx(here: Path, run_cpx: Run) -> None:
    put(
        here,
        f'{TEA}[[concept]]\nid = "m.delphi"\nauto = false\n[[concept]]\nid = "m.pilot"\nreplaced_by = "m.feas"\n'
        '[[concept]]\nid = "m.nma"\ndeprecated = true\n',
    )
    shown = run_cpx("vocab", "list", "method", tty=True).stdout
    assert "Tea tasting  m.tea  own (vocabulary.toml)" in shown
    assert "m.delphi  changed (vocabulary.toml)  by hand only" in shown
    assert "m.pilot  changed (vocabulary.toml)  deprecated, now m.feas" in " ".join(shown.split("\n"))
    assert "m.nma  changed (vocabulary.toml)  deprecated\n" in shown
    assert "m.rct\n" in shown
    term = run_cpx("vocab", "show", "m.pilot", tty=True).stdout
    assert "vocabulary.toml, over that of cpx" in term
    assert "deprecated, now m.feas" in term
    assert "from        cpx " in run_cpx("vocab", "show", "m.rct", tty=True).stdout


def test_broken_own_vocabulary_is_told_with_its_line(here: Path, run_cpx: Run) -> None:
    put(here, '[[concept]]\nid = "m.a"\ncolour = "red"\n')
    for words in (("tag",), ("vocab", "list"), ("vocab", "coverage"), ("assign", "aho2021wards", "photovoice")):
        done = run_cpx(*words)
        assert done.code == 2
        assert "vocabulary.toml, line 4: m.a: unknown key 'colour'" in done.stderr.replace("\n", " ")
        assert "docs/vocabularies.md" in done.stderr
    assert run_cpx("search", "", "--json").code == 0


def test_coverage_shows_counts_phrases_and_what_to_do(here: Path, run_cpx: Run) -> None:
    for title in ("One", "Two"):
        run_cpx("add", "text", "-", "--title", title, stdin="Street pharmacies grew fast.")
    shown = run_cpx("vocab", "coverage", tty=True).stdout
    assert "not coded  2" in shown
    assert "street pharmacies" in shown
    assert "cpx tag" not in shown
    put(here, TEA)
    assert "bring the tags up to date with: cpx tag" in run_cpx("vocab", "coverage", tty=True).stdout.replace("\n", " ")


def test_tag_says_how_the_vocabulary_changed(here: Path, run_cpx: Run) -> None:
    put(here, TEA)
    assert "1 new (Tea tasting)" in run_cpx("tag", "--dry-run").stderr
    assert "now 1.0.0+local): 1 new (Tea tasting)\n" in run_cpx("tag").stderr.replace("\n  ", " ")
    assert "vocabulary had changed" not in run_cpx("tag").stderr
    (here / "vocabulary.toml").unlink()
    done = run_cpx("tag")
    assert "1 gone (Tea tasting); is your vocabulary file still beside the catalogue?" in done.stderr.replace("\n", " ")


def test_import_shows_what_it_leaves_out(here: Path, run_cpx: Run) -> None:
    head = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix e: <http://e.org/> .\n"
    (here / "in.ttl").write_text(head + 'e:a a skos:Concept ; skos:prefLabel "A\\u001b[2Jb", "B"@de ; skos:broader [] .', encoding="utf-8")
    assert run_cpx("vocab", "import", "in.ttl").code == 2
    shown = run_cpx("vocab", "import", "in.ttl", "--scheme", "method", tty=True).stdout
    assert "line 2: a node without a name is left out" in shown
    assert "\x1b[2J" not in shown


def test_import_wants_a_catalogue(tmp_path: Path, run_cpx: Run) -> None:
    done = run_cpx("vocab", "import", str(put(tmp_path, TEA)))
    assert done.code == 3
    assert "cpx init" in done.stderr
