"""The command ``config``: what it prints, what it writes, and what it says of mistakes."""

from collections.abc import Callable

import pytest
from running import Ran

from cpx.services.settings import settings_path

Run = Callable[..., Ran]


@pytest.fixture(autouse=True)
def unset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CPX_MAILTO", "CPX_USER", "CPX_SEMANTIC"):
        monkeypatch.delenv(name, raising=False)


def values(done: Ran) -> dict[str, tuple[str | None, str | None]]:
    assert done.code == 0, done.stderr
    return {row["name"]: (row["value"], row["origin"]) for row in done.json}


def test_config_is_set_shown_and_taken_away(run_cpx: Run) -> None:
    assert values(run_cpx("config", "--json")) == dict.fromkeys(("mailto", "user", "semantic", "model", "pager"), (None, None))
    done = run_cpx("config", "mailto", "ada@example.org", "--json")
    assert values(done) == {"mailto": ("ada@example.org", "file")}
    assert done.stderr == f"written to {settings_path()}\n"
    assert values(run_cpx("config", "mailto", "--json")) == {"mailto": ("ada@example.org", "file")}
    assert values(run_cpx("config", "mailto", "--unset", "--json")) == {"mailto": (None, None)}


def test_config_says_where_the_environment_goes_before_it(run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPX_USER", "Bo")
    done = run_cpx("config", "user", "Ada", "--json")
    assert values(done) == {"user": ("Bo", "environment")}
    assert "CPX_USER" in done.stderr
    assert "CPX_USER" not in run_cpx("config", "user", "--json").stderr


def test_config_is_a_table_on_a_terminal(run_cpx: Run) -> None:
    done = run_cpx("config", tty=True)
    assert done.code == 0
    assert "(not set)" in done.stdout


def test_config_needs_no_catalogue(run_cpx: Run) -> None:
    assert run_cpx("config", "--db", "/nonexistent/x.db").code == 0


@pytest.mark.parametrize(
    "words", [("mailto", "nobody"), ("colour",), ("colour", "red"), ("--unset",), ("user", "Ada", "--unset"), ("colour", "--unset")]
)
def test_config_refuses_what_is_no_setting(words: tuple[str, ...], run_cpx: Run) -> None:
    done = run_cpx("config", *words, "--json")
    assert done.code == 2
    assert done.stdout == ""
    assert done.error["hint"]


def test_broken_settings_are_one_line_wherever_they_are_read(run_cpx: Run) -> None:
    settings_path().parent.mkdir(parents=True, exist_ok=True)
    settings_path().write_text("user = Ada\n", encoding="utf-8")
    for words in (("config",), ("add", "text", "-")):
        done = run_cpx(*words, stdin="We held interviews.")
        assert done.code == 2
        assert "line 1" in done.stderr
        assert "Traceback" not in done.stderr
