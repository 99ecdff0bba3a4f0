"""Searches kept by name, and what is new of them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import execute, rows
from running import Ran

Run = Callable[..., Ran]


@pytest.fixture
def run(run_cpx: Run, seeds_catalogue: Path) -> Run:
    assert seeds_catalogue.exists()
    return run_cpx


def keys(done: Ran) -> list[str]:
    assert done.code == 0, done.stderr
    return [row["key"] for row in done.json]


def test_saved_search_finds_what_the_query_finds(run: Run) -> None:
    words = ("power sharing", "--year", "2000..2023", "--exact")
    saved = run("search", *words, "--save", "Power", "--json")
    assert "saved as @power" in saved.stderr
    assert keys(run("search", "@power", "--json")) == keys(run("search", *words, "--json")) == keys(saved)


def test_saved_search_tells_all_that_was_said(run: Run) -> None:
    run("search", "resist", "--method", "auto-ethnography", "--year", "2018..", "--no-retracted", "--exact", "--save", "r-1", "--json")
    [saved] = run("search", "--saved", "--json").json
    assert (saved["name"], saved["query"], saved["by"]) == ("r-1", "resist", "tester")
    assert saved["filters"] == {"method": ["auto-ethnography"], "year": ["2018.."], "retracted": False, "exact": True}
    assert "@r-1" in run("search", "--saved", tty=True).stdout


@pytest.mark.parametrize(
    ("query", "more", "same"),
    [
        ("power", ("sharing",), ("power sharing",)),
        ("power OR resist", ("title:leading",), ("(power OR resist) AND title:leading",)),
        ("(power or resist).ti,ab.", ("leading.ti.",), ("(power OR resist) AND title:leading",)),
        ("power", ("--year", "2023"), ("power", "--year", "2023")),
        ("", ("power",), ("power",)),
    ],
)
def test_words_and_filters_narrow_a_saved_search(query: str, more: tuple[str, ...], same: tuple[str, ...], run: Run) -> None:
    run("search", query, "--save", "x", "--json")
    assert keys(run("search", "@x", *more, "--json")) == keys(run("search", *same, "--json")) != []


def test_filter_of_the_call_takes_the_place_of_the_kept_one(run: Run) -> None:
    run("search", "", "--year", "1990", "--save", "x", "--json")
    assert keys(run("search", "@x", "--json")) == []
    assert keys(run("search", "@x", "--year", "2023", "--json")) == keys(run("search", "", "--year", "2023", "--json")) != []


def test_saved_search_narrowed_is_saved_under_another_name(run: Run) -> None:
    run("search", "power OR resist", "--save", "a", "--json")
    run("search", "@a", "title:leading", "--year", "2023", "--save", "b", "--json")
    assert keys(run("search", "@b", "--json")) == keys(run("search", "@a title:leading", "--year", "2023", "--json")) != []
    run("search", "--forget", "a", "--json")
    assert keys(run("search", "@b", "--json"))


def test_saving_again_says_what_it_took_the_place_of(run: Run) -> None:
    run("search", "power", "--year", "2020..", "--save", "x", "--json")
    assert "(it was: power | 2020..)" in run("search", "resist", "--save", "@X", "--json").stderr
    assert [row["query"] for row in run("search", "--saved", "--json").json] == ["resist"]


def test_forgotten_search_is_gone(run: Run) -> None:
    run("search", "power", "--save", "x", "--json")
    assert run("search", "--forget", "x", "--json").json["query"] == "power"
    done = run("search", "@x", "--json")
    assert (done.code, done.error["hint"]) == (3, "save one: cpx search WORDS --save x")


def test_unknown_name_names_the_nearest(run: Run) -> None:
    run("search", "power", "--save", "peer-support", "--json")
    for words in (("search", "@per-support"), ("new", "@per-support"), ("export", "@per-support"), ("search", "--forget", "per-support")):
        done = run(*words)
        assert (done.code, done.stdout) == (3, "")
        assert "did you mean @peer-support?" in done.stderr


@pytest.mark.parametrize("name", ["", "a b", "-x", "a" * 65, "@", "a/b", "\x1b[31m"])
def test_name_that_cannot_be_is_refused_and_nothing_kept(name: str, run: Run) -> None:
    done = run("search", "power", "--save", name, "--json")
    assert (done.code, done.stdout) == (2, "")
    assert run("search", "--saved", "--json").json == []


@pytest.mark.parametrize("words", [("power AND (",), ("power", "--method", "nosuchmethod"), ("@nosuch",)])
def test_search_that_cannot_be_asked_is_not_kept(words: tuple[str, ...], run: Run) -> None:
    assert run("search", *words, "--save", "x").code in (2, 3)
    assert run("search", "--saved", "--json").json == []


def test_filter_of_a_later_cpx_is_refused_not_left_out(run: Run, seeds_catalogue: Path) -> None:
    run("search", "power", "--save", "x", "--json")
    execute(seeds_catalogue, 'UPDATE saved_searches SET filters = \'{"colour": ["red"]}\'')
    assert "does not know: colour" in run("search", "@x").stderr


def test_two_saved_searches_at_once_are_refused(run: Run) -> None:
    run("search", "power", "--save", "x", "--json")
    assert "one saved search at a time" in run("search", "@x", "@x").stderr


def test_asking_a_saved_search_leaves_the_file_as_it_was(run: Run, seeds_catalogue: Path) -> None:
    run("search", "power", "--save", "x", "--json")
    before = seeds_catalogue.read_bytes()
    for words in (("search", "@x"), ("search", "--saved"), ("new", "@x"), ("export", "@x"), ("search", "@x", "--facets")):
        assert run(*words).code == 0
    assert seeds_catalogue.read_bytes() == before


def test_export_takes_a_saved_search(run: Run) -> None:
    run("search", "resist", "--save", "x", "--json")
    assert run("export", "@x").stdout == run("export", "resist").stdout != run("export").stdout


def test_new_lists_what_came_since_a_date_every_time(run: Run, seeds_catalogue: Path) -> None:
    execute(seeds_catalogue, "UPDATE runs SET started_at = '2026-03-01T12:00:00Z'")
    assert keys(run("new", "--since", "2026-03-02", "--json")) == []
    assert run("add", "text", "--title", "Power late", "--json", stdin="Power sharing came late.").code == 0
    [late] = rows(seeds_catalogue, "SELECT key FROM works ORDER BY id DESC LIMIT 1")
    execute(seeds_catalogue, "UPDATE runs SET started_at = '2026-03-05T12:00:00Z' WHERE id = (SELECT max(id) FROM runs)")
    run("search", "power sharing", "--save", "x", "--json")
    for _ in range(2):
        [work] = run("new", "@x", "--since", "2026-03-02", "--json").json
        assert (work["key"], work["added_at"]) == (late, "2026-03-05T12:00:00Z")
    assert keys(run("new", "@x", "--since", "2026-02", "--json"))[0] == late
    assert keys(run("new", "@x", "--year", "1990", "--since", "2026", "--json")) == []
    assert "new since 2026-03-02" in run("new", "@x", "--since", "2026-03-02", "--json").stderr


def test_new_counts_a_work_from_the_first_record_that_stands(run: Run, seeds_catalogue: Path) -> None:
    execute(seeds_catalogue, "UPDATE runs SET started_at = '2026-03-01T12:00:00Z'")
    key = rows(seeds_catalogue, "SELECT key FROM works ORDER BY id LIMIT 1")[0]
    assert run("edit", key, "--set", "volume=9", "--json").code == 0
    assert key not in keys(run("new", "--since", "2026-03-02", "--limit", "99", "--json"))
    execute(seeds_catalogue, "INSERT INTO withdrawals (run, record, at) SELECT 1, id, '2026' FROM records WHERE run = 1")
    assert keys(run("new", "--since", "2026-03-02", "--limit", "99", "--json")) == [key]


def test_new_says_which_date_it_took(run: Run) -> None:
    assert "(the last 30 days; another date: --since)" in run("new", "--json").stderr
    shown = " ".join(run("new", "power", "--no-color", tty=True).stdout.split())
    assert "with all of: power" in shown
    assert "new since" in shown


def test_new_limits_the_list_and_counts_all(run: Run) -> None:
    done = run("new", "--limit", "2", "--json")
    assert len(json.loads(done.stdout)) == 2
    assert "14 works new since" in done.stderr


def test_works_are_sorted_by_how_often_works_here_cite_them(run: Run, seeds_catalogue: Path) -> None:
    first, *_, last = rows(seeds_catalogue, "SELECT id FROM works ORDER BY id")
    others = rows(seeds_catalogue, f"SELECT id FROM works WHERE id NOT IN ({first}, {last}) LIMIT 3")  # noqa: S608 - ours
    execute(seeds_catalogue, "UPDATE relations SET target = NULL WHERE kind = 'cites'")
    for work, target in ((others[0], last), (others[1], last), (others[2], first), (others[2], first)):
        execute(seeds_catalogue, f"INSERT INTO relations (work, kind, target, record) VALUES ({work}, 'cites', {target}, 1)")  # noqa: S608 - ours
    assert [row["id"] for row in run("search", "", "--sort", "cited", "--json").json][:2] == [last, first]


def test_new_takes_a_word_that_is_left_out(run: Run) -> None:
    run("search", "power sharing OR leadership", "--save", "x", "--json")
    with_all, without = (keys(run("new", "@x", *words, "--json")) for words in ((), ("-gold",)))
    assert set(without) < set(with_all)


@pytest.mark.parametrize(
    "filters",
    [
        "{nope",
        "[1]",
        "null",
        '{"method": 5}',
        '{"year": [2020]}',
        '{"retracted": "x"}',
        '{"part": 1}',
        '{"year": ["zzz"]}',
        '{"colour": []}',
    ],
)
def test_saved_search_that_is_damaged_takes_no_other_with_it(filters: str, run: Run, seeds_catalogue: Path) -> None:
    run("search", "power", "--save", "good", "--json")
    insert = "INSERT INTO saved_searches (name, query, filters, by, at) SELECT 'bad', query, '{}', by, at FROM saved_searches"
    execute(seeds_catalogue, insert.replace("'{}'", f"'{filters}'"))
    assert keys(run("search", "@good", "--json"))
    assert [row["name"] for row in run("search", "--saved", "--json").json] == ["bad", "good"]
    assert "@good" in run("search", "--saved", tty=True).stdout
    refused = run("search", "@bad", "--json")
    assert (refused.code, "a defect" in refused.stderr) == (2, False)
    assert run("search", "leadership", "--save", "bad", "--json").code == 0
    assert keys(run("search", "@bad", "--json"))


def test_saved_search_with_a_term_that_is_gone_says_so_and_takes_another(run: Run, seeds_catalogue: Path) -> None:
    run("search", "power", "--method", "Interviews", "--save", "x", "--json")
    execute(seeds_catalogue, "UPDATE saved_searches SET filters = replace(filters, 'Interviews', 'Nosuchmethod')")
    for command in ("search", "new", "export"):
        refused = run(command, "@x")
        assert refused.code == 3
        assert "saved search @x" in refused.stderr
        assert "Nosuchmethod" in refused.stderr
        assert "cpx search @x --method TERM" in refused.stderr
    assert run("search", "@x", "--method", "Interviews", "--json").code == 0


@pytest.mark.parametrize("command", ["search", "new", "export"])
def test_name_after_other_words_says_where_it_belongs(command: str, run: Run) -> None:
    run("search", "power", "--save", "peers", "--json")
    refused = run(command, "leadership", "@Peers")
    assert (refused.code, "write it first: cpx search @peers WORDS" in refused.stderr) == (2, True)
    assert run("search", "leadership", "@nosuch", "jane@peers", "--json").code == 0
