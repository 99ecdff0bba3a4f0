"""Exit codes: one table, in the code, in the contract's page and here."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran

from cpx.errors import EXIT_CODES

Run = Callable[..., Ran]
ROOT = Path(__file__).resolve().parents[2]
PROMISED = {
    0: "ok",
    1: "failed",
    2: "usage",
    3: "not_found",
    4: "remote",
    5: "partly_failed",
    6: "catalogue",
    7: "busy",
    130: "interrupted",
}


def test_exit_codes_are_those_promised() -> None:
    assert {number: code for number, (code, _) in EXIT_CODES.items()} == PROMISED


def test_exit_codes_stand_in_the_contract_page_word_for_word() -> None:
    page = (ROOT / "docs/json-contract.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| (.+) \|$", page, re.MULTILINE)
    assert {int(number): (code, meaning) for number, code, meaning in rows} == EXIT_CODES


CALLS = [
    (0, ("search", "nosuchwordanywhere")),
    (0, ("stats",)),
    (2, ("nosuchcommand",)),
    (2, ("search", "--nosuchoption", "x")),
    (2, ("search", "x", "--limit", "-3")),
    (2, ("search", "co-production", "--fields", "nosuchfield")),
    (2, ("--db",)),
    (2, ("ask", "why?", "--role", "nosuchrole")),
    (2, ("add", "doi", "this is none")),
    (2, ("ingest", "seeds", "--as", "nosuchkind")),
    (3, ("show", "nosuchwork")),
    (3, ("show", "10.5555/nosuchdoi")),
    (3, ("assign", "nosuchwork", "co-production")),
    (3, ("assign", "10.1186/s43058-022-00385-0", "nosuchterm")),
    (3, ("vocab", "show", "nosuchterm")),
    (3, ("search", "x", "--method", "nosuchterm")),
    (3, ("ingest", "nosuchfile.txt")),
    (3, ("search", "x", "--db", "nosuchfile.db")),
    (4, ("add", "doi", "10.5555/12345678")),
    (5, ("add", "doi", "10.1186/s43058-022-00385-0", "10.5555/12345678")),
    (6, ("search", "x", "--db", "README.md")),
]


@pytest.mark.parametrize(("code", "words"), CALLS, ids=[f"{code} {' '.join(words)}" for code, words in CALLS])
@pytest.mark.usefixtures("seeds_catalogue")
def test_exit_code_of_a_call_and_its_json_error(code: int, words: tuple[str, ...], run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    done = run_cpx("--json", *words)
    assert done.code == code, done.stderr
    assert "Traceback" not in done.stderr
    if code:
        assert list(done.error) == ["code", "message", "hint", *(["kind"] if code == 4 else [])]
        assert done.error["code"] == PROMISED[code]
        assert done.error["message"]
        assert "\n" not in done.error["message"]


@pytest.mark.usefixtures("seeds_catalogue")
def test_error_for_people_is_a_line_and_a_hint_on_stderr(run_cpx: Run) -> None:
    done = run_cpx("show", "nosuchwork")
    assert done.stdout == ""
    message, hint = done.stderr.splitlines()
    assert message.startswith("cpx: ")
    assert hint.startswith("  ")
    assert "cpx" in hint
