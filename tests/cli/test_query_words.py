"""Queries on the command line: words left out, places pointed at, a limit of time."""

from collections.abc import Callable

import pytest
from running import Ran

from cpx.cli.caret import point_at
from cpx.cli.minus import shield

Run = Callable[..., Ran]


class Option:
    """Has what a parameter of a command is asked for."""

    def __init__(self, *names: str) -> None:
        self.opts = list(names)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (["staff", "-UK"], ["staff", " -UK"]),
        (["staff", "-new", "-n", "5"], ["staff", " -new", "-n", "5"]),
        (["staff", "-n5", "-n=5"], ["staff", "-n5", "-n=5"]),
        (["-o./x.ris", "-older"], ["-o./x.ris", " -older"]),
        (["-(a OR b)", '-"a b"', "-共同"], [" -(a OR b)", ' -"a b"', " -共同"]),
        (["staff", "--limit", "3", "-q", "-"], ["staff", "--limit", "3", "-q", "-"]),
        (["staff", "--", "-UK"], ["staff", "--", "-UK"]),
    ],
)
def test_shield_keeps_words_that_leave_out_from_being_options(words: list[str], wanted: list[str]) -> None:
    assert shield(words, [Option("--limit", "-n"), Option("--output", "-o")]) == wanted


@pytest.mark.usefixtures("seeds_catalogue")
def test_search_leaves_a_word_out_without_quotes(run_cpx: Run) -> None:
    whole = {hit["key"] for hit in run_cpx("search", "leadership", "--exact", "--json").json if hit["match"] == "all"}
    left = {hit["key"] for hit in run_cpx("search", "leadership", "-UK", "--json").json}
    without = {hit["key"] for hit in run_cpx("search", "leadership", "UK", "--json").json if hit["match"] == "all"}
    assert left == whole - without
    assert without


@pytest.mark.usefixtures("seeds_catalogue")
def test_an_error_in_a_query_shows_its_place(run_cpx: Run) -> None:
    done = run_cpx("search", "staff AND tilte:care")
    assert done.code == 2
    assert "\n  staff AND tilte:care\n            ^^^^^^\n" in done.stderr
    error = run_cpx("search", "staff AND tilte:care", "--json").error
    assert (error["code"], error["at"], error["length"]) == ("usage", 10, 6)


@pytest.mark.usefixtures("seeds_catalogue")
def test_search_says_what_it_did_to_a_query(run_cpx: Run) -> None:
    done = run_cpx("search", "leadreship", "--json")
    assert 'this is for "leadership"' in done.stderr
    assert done.json
    done = run_cpx("search", "leadreship", "--exact", "--json")
    assert done.json == []
    assert "did you mean" in done.stderr


@pytest.mark.usefixtures("seeds_catalogue")
def test_search_stops_after_its_time(run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.store.time_limit._STEPS", 1)
    done = run_cpx("search", "co-production", "--timeout", "0.01", "--facets")
    assert done.code in (0, 1)
    assert "a defect" not in done.stderr


@pytest.mark.parametrize(
    ("query", "at", "length", "wanted"),
    [
        ("a tilte:b", 2, 6, ("a tilte:b", "  ^^^^^^")),
        ("共同 tilte:b", 3, 6, ("共同 tilte:b", "     ^^^^^^")),
        ("one\ntwo (x\nthree", 8, 1, ("two (x", "    ^")),
        ("x" * 100 + "(" + "y" * 100, 100, 1, ("…" + "x" * 36 + "(" + "y" * 35 + "…", " " * 37 + "^")),
        ("abc", 3, 1, ()),
    ],
)
def test_point_at(query: str, at: int, length: int, wanted: tuple[str, ...]) -> None:
    assert point_at(query, at, length) == wanted


@pytest.mark.parametrize("columns", [30, 40, 80, 200])
def test_point_at_fits_the_terminal(monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    for query in ("word " * 60 + "tilte:care" + " word" * 60, "共同生产 " * 40 + "tilte:care" + " 共同生产" * 40):
        shown, carets = point_at(query, query.index("tilte"), 6)
        assert carets.count("^") == 6
        assert len(shown) + sum(sign > "\u3000" for sign in shown) <= columns
        assert carets.rstrip().endswith("^^^^^^")


@pytest.mark.usefixtures("seeds_catalogue")
def test_an_unknown_term_in_a_query_shows_its_place(run_cpx: Run) -> None:
    done = run_cpx("search", 'staff AND method:"case studdy"')
    assert done.code == 3
    assert '\n  staff AND method:"case studdy"\n                    ^^^^^^^^^^^\n  near it: Case study' in done.stderr
    assert "near it" not in run_cpx("search", "method:x").stderr, "one letter stands in many labels"
    assert run_cpx("search", "staff", "--method", "x", "--json").error.keys() == {"code", "message", "hint"}


@pytest.mark.usefixtures("seeds_catalogue")
def test_export_takes_a_word_as_typed_where_that_is_wanted(run_cpx: Run) -> None:
    assert len(run_cpx("export", "leadreship").json) > 0
    assert run_cpx("export", "leadreship", "--exact").json == []
    assert run_cpx("export", "staff", "--timeout", "5").code == 0
