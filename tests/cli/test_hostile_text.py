"""Texts that mean harm, on a real terminal and in pipes: nothing acts, nothing is lost, nothing runs over the edge."""

import csv
import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import rows
from hostile import HOSTILE
from running import Ran
from terminal import ACTING, LINK, run_on_terminal, squeeze

Run = Callable[..., Ran]
DOIS = [f"10.5555/hostile.{number}" for number in range(len(HOSTILE))]
VIEWS = (
    ("search", "", "--limit", "50"),
    ("search", "", "--facets"),
    ("search", "", "--limit", "50", "-t", "--fields", "key,title,keywords"),
    ("search", "carers", "--limit", "50", "-t"),
    ("show", *DOIS, "--tags", "--sources"),
    ("show", DOIS[0], "-t"),
    ("ask", "What was the finding of peer support on wards?", "--limit", "50"),
    ("stats",),
    ("ask", "What was the finding of peer support on wards?", "--brief", "--limit", "50"),
    ("vocab", "list"),
    ("vocab", "show", "interviews"),
)
SHORT = [" ".join(word[:12] for word in words[:2]) + f" {number}" for number, words in enumerate(VIEWS)]


def stored(path: Path) -> list[str]:
    """Give the titles as the catalogue holds them, in the order of the texts: what was cut when they came in is the business of others."""
    return rows(path, "SELECT title FROM works ORDER BY CAST(substr(doi, 17) AS INTEGER)")


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("words", VIEWS, ids=SHORT)
@pytest.mark.usefixtures("hostile_catalogue")
def test_view_of_hostile_texts_is_harmless_and_fits(words: tuple[str, ...], columns: int) -> None:
    shown = run_on_terminal(*words, columns=columns)
    assert (shown.code, shown.other) == (0, "")
    assert not ACTING.findall(shown.plain)
    assert shown.widest <= columns


@pytest.mark.parametrize("words", [VIEWS[0], VIEWS[4], VIEWS[6]], ids=["search", "show", "ask"])
@pytest.mark.usefixtures("hostile_catalogue")
def test_view_loses_nothing_of_a_text(words: tuple[str, ...], hostile_catalogue: Path) -> None:
    shown = squeeze(run_on_terminal(*words).plain)
    assert not [title for title in stored(hostile_catalogue) if squeeze(title) not in shown]


@pytest.mark.parametrize(
    "words", [*VIEWS, ("show", "no\x1b[31msuch"), ("search", "\x1b]0;x\x07 a:b"), ("se\x1b[31m",), ("stats", "--\x1b[31m")]
)
@pytest.mark.usefixtures("tampered_catalogue")
def test_view_of_a_file_that_was_tampered_with_is_harmless(words: tuple[str, ...]) -> None:
    shown = run_on_terminal(*words, on=("stdout", "stderr"))
    assert not ACTING.findall(shown.plain)


@pytest.mark.parametrize(
    "words", [("tag", "--quiet"), ("assign", DOIS[0], "photovoice"), ("ingest", "in.jsonl", "--quiet")], ids=lambda w: w[0]
)
def test_view_of_what_was_written_is_harmless(
    words: tuple[str, ...], built_tampered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(built_tampered, "catalogue.db")
    Path("in.jsonl").write_text('{"title": "A\\u001b[31mB"}\n{"a \\u001b[31m": 1}\n["\u202e\x9b"\n', encoding="utf-8")
    shown = run_on_terminal(*words, on=("stdout", "stderr"), CPX_DB=None)
    assert shown.plain.strip()
    assert not ACTING.findall(shown.plain)
    assert shown.widest <= 80


@pytest.mark.parametrize("words", VIEWS, ids=SHORT)
@pytest.mark.parametrize("how", [("--no-color", {}), ("--quiet", {"NO_COLOR": "1"}), ("--quiet", {"TERM": "dumb"})], ids=str)
@pytest.mark.usefixtures("tampered_catalogue")
def test_view_without_colour_has_no_code_at_all(words: tuple[str, ...], how: tuple[str, dict[str, str]]) -> None:
    option, env = how
    shown = run_on_terminal(*words, option, **env)
    assert shown.code == 0
    assert not ACTING.findall(shown.screen)


@pytest.mark.usefixtures("hostile_catalogue")
def test_hit_is_marked_with_and_without_colour() -> None:
    coloured = run_on_terminal("search", "carers", "--limit", "1")
    assert "«" not in coloured.screen
    assert any(f"{code}mcarers" in coloured.screen for code in ("1", "22", "0;1"))
    assert "«carers»" in run_on_terminal("search", "carers", "--limit", "1", "--no-color").screen


@pytest.mark.parametrize(("env", "linked"), [({}, False), ({"TERM_PROGRAM": "vscode"}, True), ({"VTE_VERSION": "6003"}, True)])
@pytest.mark.usefixtures("hostile_catalogue")
def test_titles_are_links_only_where_the_terminal_opens_them(env: dict[str, str], linked: bool) -> None:
    shown = run_on_terminal("search", "markup OR quoted", "--limit", "3", **env)
    addresses = {address for address in LINK.findall(shown.plain) if address}
    assert bool(addresses) is linked
    assert all(address.startswith("https://doi.org/10.5555/hostile.") for address in addresses)
    assert not ACTING.findall(LINK.sub("", shown.plain))
    assert not LINK.findall(run_on_terminal("search", "quoted", "--no-color", **env).screen)


@pytest.mark.parametrize("form", ["--json", "--nl", "--csv", "--table"])
@pytest.mark.parametrize(
    "words", [("search", "", "--limit", "50"), ("ask", "peer support finding"), ("show", *DOIS), ("stats",)], ids=lambda w: w[0]
)
@pytest.mark.usefixtures("tampered_catalogue")
def test_pipe_carries_no_acting_character(words: tuple[str, ...], form: str, run_cpx: Run) -> None:
    done = run_cpx(*words, form)
    assert (done.code, done.stderr) == (0, "")
    assert not ACTING.findall(done.stdout)


@pytest.mark.usefixtures("tampered_catalogue")
def test_brief_carries_no_acting_character(run_cpx: Run) -> None:
    done = run_cpx("ask", "peer support finding", "--format", "markdown", "--limit", "50")
    assert (done.code, done.stderr) == (0, "")
    assert not ACTING.findall(done.stdout)


@pytest.mark.usefixtures("tampered_catalogue")
def test_tsv_has_the_same_number_of_tabs_on_each_line(run_cpx: Run) -> None:
    done = run_cpx("search", "", "--limit", "50", "--tsv")
    assert len(done.stdout.split("\n")) == len(HOSTILE) + 2
    assert {line.count("\t") for line in done.stdout.split("\n")[:-1]} == {done.stdout.split("\n")[0].count("\t")}
    assert not ACTING.findall(done.stdout.replace("\t", ""))


@pytest.mark.usefixtures("hostile_catalogue")
def test_json_holds_every_text_as_it_was_stored(run_cpx: Run, hostile_catalogue: Path) -> None:
    found = {row["doi"]: row for row in run_cpx("search", "", "--limit", "50", "--json").json}
    for doi, seen in zip(DOIS, stored(hostile_catalogue), strict=True):
        row = found[doi]
        assert (row["title"], row["container_title"], row["authors"][0]["family"]) == (seen, seen, seen)
        assert seen in row["abstract"]
    words = {word for text in HOSTILE.values() for word in text.split() if word.isalnum()}
    assert not words - {word for row in found.values() for word in row["title"].split()}


@pytest.mark.usefixtures("tampered_catalogue")
def test_json_names_what_it_must_not_print(run_cpx: Run) -> None:
    done = run_cpx("show", DOIS[0], "--json")
    assert done.json["title"].endswith("\x1b[31m\x07\x9b2J\u202e\x00\x0c\r")


@pytest.mark.usefixtures("hostile_catalogue")
def test_csv_is_read_back_and_no_cell_is_a_formula(run_cpx: Run, hostile_catalogue: Path) -> None:
    done = run_cpx("search", "", "--limit", "50", "--csv", "--fields", "title,authors")
    titles = [row["title"] for row in csv.DictReader(io.StringIO(done.stdout))]
    assert {title.removeprefix("'") for title in titles} == set(stored(hostile_catalogue))
    assert not [title for title in titles if title.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("name", ["csl-json", "ris", "bibtex", "jsonl", "csv", "markdown"])
@pytest.mark.usefixtures("tampered_catalogue")
def test_export_carries_no_acting_character(name: str, run_cpx: Run, tmp_path: Path) -> None:
    done = run_cpx("export", "--format", name)
    assert done.code == 0
    assert not ACTING.findall(done.stdout)
    assert run_cpx("export", "--format", name, "-o", str(tmp_path / "out")).code == 0
    assert (tmp_path / "out").read_text(encoding="utf-8") == done.stdout


def test_export_as_json_loses_no_mark_of_direction(run_cpx: Run, tmp_path: Path) -> None:
    title = "שותפות \u200fA\u200e care"
    row = json.dumps({"id": "1", "title": title, "abstract": "We held interviews with carers on wards."})
    assert run_cpx("ingest", "-", stdin=row + "\n").code == 0
    for name in ("jsonl", "csl-json"):
        done = run_cpx("export", "--format", name)
        assert "\\u200f" in done.stdout
        found = json.loads(done.stdout)
        assert (found if name == "jsonl" else found[0])["title"] == title
    assert run_cpx("export", "--format", "jsonl", "-o", str(tmp_path / "all.jsonl")).code == 0
    assert run_cpx("ingest", str(tmp_path / "all.jsonl"), "--db", str(tmp_path / "b.db")).code == 0
    assert run_cpx("search", "", "--db", str(tmp_path / "b.db"), "--json").json[0]["title"] == title
