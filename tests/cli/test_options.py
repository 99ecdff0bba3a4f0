"""Options that every command takes, wherever they stand."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Ran

from cpx.cli.state import FORMATS, HELP, SWITCHES, VALUES, State, common_names, read_common
from cpx.errors import BadUsage

Run = Callable[..., Ran]
FLAGS = [*FORMATS, *SWITCHES]
OWN = st.text(min_size=1).filter(lambda word: word != "--" and word not in FLAGS and word.partition("=")[0] not in VALUES)
COMMON = st.one_of(
    st.sampled_from([[flag] for flag in FLAGS]),
    st.builds(lambda name, value: [f"{name}={value}"], st.sampled_from(list(VALUES)), st.text(min_size=1)),
    st.builds(lambda name, value: [name, value], st.sampled_from(list(VALUES)), st.text(min_size=1).filter(lambda text: text[0] != "-")),
)


@given(st.lists(st.one_of(OWN.map(lambda word: (word,)), COMMON)))
def test_read_common_keeps_every_word_that_is_not_its_own(parts: list[tuple[str] | list[str]]) -> None:
    _, rest = read_common([word for part in parts for word in part])
    assert rest == [word for part in parts if isinstance(part, tuple) for word in part]


@given(st.lists(OWN), st.lists(st.sampled_from([*FLAGS, *VALUES, "--", "--db=x", "word"])))
def test_read_common_leaves_what_follows_two_dashes(before: list[str], after: list[str]) -> None:
    state, rest = read_common([*before, "--", *after])
    assert (state, rest) == (State(), [*before, "--", *after])


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["--db", "a.db"], State(db="a.db")),
        (["--db=a=b.db"], State(db="a=b.db")),
        (["--db=-odd"], State(db="-odd")),
        (["--json", "--csv"], State(format="csv")),
        (["-t"], State(format="table")),
        (["-q", "--debug", "--no-color"], State(quiet=True, debug=True, no_color=True)),
        (["--fields=key, title,"], State(fields="key, title,")),
    ],
)
def test_read_common_of(words: list[str], state: State) -> None:
    assert read_common(words) == (state, [])
    assert read_common(["search", *words, "x"]) == (state, ["search", "x"])


def test_field_names_are_trimmed() -> None:
    assert State(fields="key, title,,").field_names() == ["key", "title"]


@pytest.mark.parametrize("words", [["--db"], ["--db", ""], ["--db="], ["--fields"], ["--fields="], ["--fields", "--json"], ["--db", "-q"]])
def test_read_common_misses_a_value(words: list[str]) -> None:
    with pytest.raises(BadUsage, match="wants a value"):
        read_common(["search", "x", *words])


def test_help_names_every_common_option() -> None:
    names = dict(common_names())
    said = " ".join(option for option, _ in HELP)
    assert {*FORMATS, *SWITCHES, *VALUES} <= {*names, *said.replace(",", "").split()}
    assert all(names.values())


@pytest.mark.usefixtures("seeds_catalogue")
def test_options_stand_before_and_after_the_command(run_cpx: Run) -> None:
    places = [
        ("--nl", "--fields", "key", "search", "power sharing"),
        ("search", "--nl", "power sharing", "--fields=key"),
        ("search", "power sharing", "--fields", "key", "--nl"),
    ]
    assert len({run_cpx(*words).stdout for words in places}) == 1
    assert list(run_cpx(*places[0]).lines[0]) == ["key"]


@pytest.mark.usefixtures("seeds_catalogue")
def test_what_follows_two_dashes_is_looked_for(run_cpx: Run) -> None:
    for word in ("--json", "--db", "-q", "--version"):
        done = run_cpx("search", "--nl", "--", word)
        assert done.code == 0, done.stderr


@pytest.mark.parametrize(
    "words", [("--version",), ("-V",), ("search", "--version"), ("--version", "add", "doi"), ("-q", "--version", "--json")]
)
def test_version_is_told_wherever_it_is_asked(words: tuple[str, ...], run_cpx: Run) -> None:
    done = run_cpx(*words)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.startswith("cpx ")


def test_alias_is_the_same_command(run_cpx: Run) -> None:
    assert run_cpx("import", "--help").stdout == run_cpx("ingest", "--help").stdout.replace("cpx ingest [", "cpx import [")


def test_quiet_says_nothing_but_errors(run_cpx: Run) -> None:
    assert run_cpx("add", "text", "-", "-q", "--title", "T", stdin="We held interviews.").stderr == ""
    assert run_cpx("show", "nosuch", "-q").stderr.startswith("cpx: no work")


@pytest.mark.usefixtures("seeds_catalogue")
@pytest.mark.parametrize("number", ["2147483649", "9" * 30])
def test_limit_may_be_any_number(number: str, run_cpx: Run) -> None:
    assert len(run_cpx("search", "", "--limit", number, "--json").json) == 14
    assert run_cpx("ask", "co-production", "--limit", number, "--json").code == 0
