"""The list of works and the facets at any width: nothing runs over the edge, every work keeps its number and key."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from rich.cells import cell_len
from running import Ran, run_here
from terminal import SGR, run_on_terminal

Run = Callable[..., Ran]
TITLES = ("合作生产与患者参与的质性研究" * 4, "Peer support 👩‍👩‍👧 and 🇬🇧 wards", "W" * 200, "Peer power", "한국어 동료 지원 연구")
WIDTHS = (24, 25, 39, 40, 41, 80, 121, 300)


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("wide") / "c.db"
    for number, title in enumerate(TITLES):
        words = ("add", "text", "--title", title, "--author", "Ogbonnaya-Featherstonehaugh, Ada", "--year", str(2000 + number))
        assert run_here(*words, "--db", str(path), stdin="Peer support was studied on wards. " * 6).code == 0
    return path


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("words", [("search", "peer support"), ("search", "peer support", "--facets"), ("new", "peer")], ids=" ".join)
def test_list_fits(words: tuple[str, ...], columns: int, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    done = run_here(*words, "--db", str(catalogue), tty=True)
    lines = SGR.sub("", done.stdout).split("\n")
    assert done.code == 0
    assert max(map(cell_len, lines)) <= columns
    if "--facets" not in words:
        numbers = [found[1] for line in lines if (found := re.match(r" {0,2}(\d) ", line))]
        assert numbers[:5] == ["1", "2", "3", "4", "5"]
    assert "".join(words[1].split()) in "".join("".join(lines).split())


def test_list_fits_a_real_terminal(catalogue: Path) -> None:
    shown = run_on_terminal("search", "peer support", "--db", str(catalogue), columns=24)
    assert (shown.code, shown.other) == (0, "")
    assert shown.widest <= 24


def test_words_found_are_marked_with_and_without_colour(catalogue: Path) -> None:
    coloured = run_on_terminal("search", "wards", "--db", str(catalogue)).screen
    assert "\x1b[1mwards\x1b[0m" in coloured
    assert "«wards»" in run_on_terminal("search", "wards", "--db", str(catalogue), NO_COLOR="1").plain


@pytest.mark.parametrize("columns", ["80", "160"])
def test_facets_stand_beside_each_other_where_there_is_room(columns: str, catalogue: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run_here("search", "", "--facets", "--no-color", "--db", str(catalogue), tty=True).stdout.split("\n")
    names = {"method", "approach", "framework", "population", "setting", "place", "year", "type", "source"}
    assert any(len(names & set(line.split())) > 1 for line in lines)
    assert "5 works" in " ".join(lines)
    assert any("█" in line for line in lines)


def test_list_says_how_many_have_some_words_only(run_cpx: Run, catalogue: Path) -> None:
    shown = run_cpx("search", "peer power", "--no-color", "--db", str(catalogue), tty=True).stdout
    assert "1 work with all of: peer power; 4 with some words below" in " ".join(shown.split())


def test_facets_are_rows_of_a_spreadsheet(catalogue: Path) -> None:
    done = run_here("search", "", "--facets", "--csv", "--fields", "year,source", "--db", str(catalogue))
    lines = done.stdout.split()
    assert lines[0] == "facet,value,count"
    assert [line.partition(",")[0] for line in lines[1:]] == [*["year"] * len(TITLES), "source"]
    assert "year,2001,1" in lines
    assert run_here("search", "nosuchword", "--facets", "--csv", "--db", str(catalogue)).stdout == "facet,value,count\n"
    refused = run_here("search", "", "--facets", "--csv", "--fields", "yeer", "--db", str(catalogue))
    assert (refused.code, "the facets are: method" in refused.stderr) == (2, True)


def test_works_near_another_are_not_said_to_have_some_words_only(seeds_catalogue: Path) -> None:
    shown = run_here("related", "vandergraaf2023leading", "--db", str(seeds_catalogue), tty=True).stdout
    assert "pittuck2024" in shown
    assert "some words only" not in shown


def test_new_says_how_many_of_how_many_are_shown(catalogue: Path) -> None:
    shown = run_here("new", "--limit", "2", "--no-color", "--db", str(catalogue), tty=True).stdout
    assert "2 shown; 5 works new since" in shown
    assert "more: --limit 100" in shown
