"""What people see of each command on a terminal."""

from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import execute
from running import Ran

from cpx.cli.table import COMMANDS
from cpx.cli.views import names_in_short, supports_links
from cpx.domain.record import Name

Run = Callable[..., Ran]
DOI = "10.1186/s43058-022-00385-0"


@pytest.fixture
def see(run_cpx: Run, seeds_catalogue: Path) -> Run:
    """Run a command in the seeds' catalogue as on a terminal without colour."""
    return lambda *words, **more: run_cpx(*words, "--no-color", "--db", str(seeds_catalogue), tty=True, **more)


@pytest.mark.parametrize("name", COMMANDS)
def test_short_help_is_the_help(name: str, run_cpx: Run) -> None:
    assert run_cpx(name, "-h").stdout == run_cpx(name, "--help").stdout
    assert "\\b" not in run_cpx(name, "-h").stdout


@pytest.mark.parametrize("words", [("search",), ("tag",), ("add", "doi"), ("export",)])
def test_examples_in_help_stand_one_a_line(words: tuple[str, ...], run_cpx: Run) -> None:
    examples = run_cpx(*words, "--help").stdout.split("Examples:\n")[1].split("\n\n")[0].splitlines()
    assert len(examples) > 1
    assert all("cpx " in line for line in examples)


def test_search_counts_what_it_shows(see: Run) -> None:
    assert [line.rstrip() for line in see("search", "", "--limit", "3").stdout.splitlines()[-2:]] == [
        "3 shown; 14 works",
        "one of them: cpx show %1; its page: cpx open %1; more: --limit 100",
    ]
    assert "1 work with all of: resist" in see("search", "resist", "--limit", "1").stdout
    assert "some words only" in see("search", "power nosuchword").stdout


def test_made_title_and_retraction_are_said(see: Run, seeds_catalogue: Path) -> None:
    execute(seeds_catalogue, f"UPDATE works SET retracted = 1 WHERE doi = '{DOI}'")  # noqa: S608 - ours
    assert "RETRACTED Leading co-production" in " ".join(see("show", DOI).stdout.split())
    assert see("search", "").stdout.count("[title not known]") == 12


def test_waiting_work_says_so(see: Run) -> None:
    done = see("add", "doi", DOI, "https://doi.org/10.5555/12345678", "none\x1b[2J")
    assert done.code == 5
    assert [line.split()[0] for line in done.stdout.splitlines() if not line.startswith("   ")] == ["known", "waiting", "refused"]
    assert "waiting for Crossref" in see("show", "10.5555/12345678").stdout


def test_enrich_says_what_came_and_when_nothing_waits(see: Run, run_cpx: Run, tmp_path: Path) -> None:
    empty = str(tmp_path / "empty.db")
    assert run_cpx("init", "--db", empty).code == 0
    done = run_cpx("enrich", "--json", "--db", empty)
    assert (done.code, done.json, done.stderr) == (0, [], "nothing to ask: the registries have told of every DOI\n")
    see("add", "doi", "10.5555/12345678")
    done = see("enrich", "10.5555/12345678")
    assert (done.code, done.stdout.split()[:2]) == (4, ["waiting", "10.5555/12345678"])
    assert see("enrich", "nosuch").code == 3


def test_tag_shows_what_changed(see: Run, seeds_catalogue: Path) -> None:
    assert "nothing changed" in see("tag").stdout
    assert "confirmed by tester" in see("assign", DOI, "photovoice").stdout
    assert "rejected by ana" in see("reject", DOI, "interviews", "--by", "ana").stdout
    execute(seeds_catalogue, "DELETE FROM evidence", "DELETE FROM assignments")
    seen = see("tag", DOI).stdout
    assert "\n  + " in seen
    assert "\n  = " in seen
    assert "photovoice" in seen.lower().split("\n  = ")[1]
    assert "1 work read" in seen
    tags = see("show", DOI, "--tags").stdout
    assert "confirmed" in tags
    assert "rejected" in tags


def test_ingest_shows_each_file_and_its_problems(see: Run, tmp_path: Path) -> None:
    (tmp_path / "good.jsonl").write_text('{"id": "a", "title": "One"}\n{"id": "b", "title"\n', encoding="utf-8")
    (tmp_path / "bad.bin").write_bytes(b"%PDF-1.4 no text")
    done = see("ingest", str(tmp_path), "--quiet")
    assert done.code == 5
    head, *rows = done.stdout.splitlines()
    assert head.split()[:3] == ["file", "taken", "for"]
    assert any(row.startswith("good.jsonl  jsonl") for row in rows)
    assert any(row.startswith("all ") for row in rows)
    assert "the reasons stand beside each file above" in done.stderr
    alone = see("ingest", str(tmp_path / "bad.bin"), "--quiet")
    assert (alone.code, alone.stderr.count("\n")) == (1, 2)


def test_stats_and_terms_are_lists(see: Run) -> None:
    assert "no abstract" in see("stats").stdout
    assert "  interview" in see("vocab", "list", "method").stdout.lower()
    shown = see("vocab", "show", "m.interview").stdout
    assert shown.split()[:1] == ["term"]
    assert "words (en)" in shown


def test_facets_name_their_kind(see: Run) -> None:
    seen = see("search", "co-production", "--facets").stdout
    assert seen.index("method") < seen.index("population") < seen.index("year")


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        ((Name("Aho", "Ada"),), "Aho"),
        ((Name("Aho", "Ada"), Name(literal="The Group")), "Aho and The Group"),
        ((Name("Aho", "A"), Name("Berg", "B"), Name("Cole", "C")), "Aho et al."),
    ],
)
def test_names_in_short_of(names: tuple[Name, ...], said: str) -> None:
    assert names_in_short(names) == said


@pytest.mark.parametrize(
    ("environ", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "linux", "VTE_VERSION": "4999"}, False),
        ({"VTE_VERSION": "x"}, False),
        ({"VTE_VERSION": "5000"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot-extra"}, True),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"WT_SESSION": "1"}, True),
        ({"KONSOLE_VERSION": "220"}, True),
    ],
)
def test_supports_links(environ: dict[str, str], links: bool) -> None:
    assert supports_links(environ) is links


@pytest.mark.usefixtures("seeds_catalogue")
def test_show_tags_marks_the_words_in_the_abstract(see: Run) -> None:
    plain = " ".join(see("show", DOI, "--tags", "--no-color").stdout.split())
    assert "Using «auto-ethnography» as our approach" in plain
    assert "«" not in see("show", DOI, "--no-color").stdout
