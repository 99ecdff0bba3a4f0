"""Start-up: what is imported before a command does its work. Measured in time by ``make bench``; here by names."""

import json

import pytest
from running import run_python

HEAVY = {
    "ahocorasick_rs",
    "asyncio",
    "charset_normalizer",
    "habanero",
    "httpx",
    "httpx2",
    "msgspec",
    "platformdirs",
    "pydantic",
    "rapidfuzz",
    "rich",
    "selectolax",
    "sqlite_utils",
    "stdnum",
    "tomllib",
    "urllib.request",
}
"""Slow to import; no command that only reads needs one of them."""
SEARCH_NEEDS_NOT = {
    "cpx.domain.concept",
    "cpx.domain.pasted",
    "cpx.embedding",
    "cpx.services.explain",
    "cpx.store.concept_names",
    "cpx.store.runs",
}
"""Our own modules that a search for words must not pay for."""
COMMON = {f"cpx.cli.{name}" for name in ("app", "options", "render", "sanitise", "state", "streams", "table")}
UNMEASURED = {"COVERAGE_PROCESS_CONFIG": None, "COVERAGE_PROCESS_START": None}
"""Measuring coverage imports modules of its own: not in these processes."""
PROGRAM = """
import json, sys
from cpx.cli.app import run
code = run(sys.argv[1:])
sys.stderr.write(json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("--version",),
        ("search", "--help"),
        ("search", "power sharing", "--json"),
        ("search", "power sharing", "--csv", "--fields", "key,year"),
        ("search", "power sharing", "--method", "case study", "--json"),
        ("show", "10.1186/s43058-022-00385-0", "--json"),
        ("ask", "Why do hospital staff resist co-production?", "--json"),
        ("stats", "--json"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("seeds_catalogue")
def test_reading_command_imports_nothing_heavy(words: tuple[str, ...]) -> None:
    done = run_python(["-c", PROGRAM, *words], env=UNMEASURED)
    told = json.loads(done.stderr)
    assert told["code"] == 0
    assert not HEAVY & set(told["modules"])
    commands = {entry for entry in told["modules"] if entry.startswith("cpx.cli.") and entry not in COMMON}
    assert commands <= {f"cpx.cli.{words[0]}"}, "another command was imported"


def test_import_of_the_package_costs_nothing() -> None:
    done = run_python(["-c", "import sys; before = set(sys.modules); import cpx; print(sorted(set(sys.modules) - before))"], env=UNMEASURED)
    assert json.loads(done.stdout.replace("'", '"')) == ["cpx", "cpx._version"]


@pytest.mark.usefixtures("seeds_catalogue")
def test_search_for_words_imports_only_what_it_needs() -> None:
    done = run_python(["-c", PROGRAM, "search", "power sharing", "--json"], env=UNMEASURED)
    assert not SEARCH_NEEDS_NOT & set(json.loads(done.stderr)["modules"])
