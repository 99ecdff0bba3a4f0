"""The registries against the hostile server of the shared tools: how many calls a thousand DOIs take, and what odd answers become."""

import gzip
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import collect, hang_up, make_registries, paths_asked, set_mode

from cpx.domain.record import Record

__all__ = ["hang_up"]
COUNT, UNKNOWN = 1_000, 40


@pytest.fixture(scope="module")
def standin(tmp_path_factory: pytest.TempPathFactory, shared: Path) -> Iterator[str]:
    """Give its address; it knows the recorded works and DataCite's records."""
    port = tmp_path_factory.mktemp("standin") / "port"
    works, records = shared / "data/crossref/works.jsonl.gz", shared / "data/datacite/records.jsonl.gz"
    options = ["--works", str(works), "--datacite", str(records), "--rate", "100", "--list-rate", "100", "--slow", "2", "--bomb", "12"]
    command = [sys.executable, str(shared / "tools/crossref_standin.py"), "--portfile", str(port), *options]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 30
        while not port.exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port.read_text()}"
        process.terminate()


@pytest.fixture(scope="module")
def dois(shared: Path) -> list[str]:
    """Give the DOIs of the recorded works that have no comma."""
    lines = gzip.decompress((shared / "data/crossref/works.jsonl.gz").read_bytes()).splitlines()
    unique = dict.fromkeys(json.loads(line)["message"]["DOI"].lower() for line in lines)
    return [doi for doi in unique if "," not in doi]


def test_a_thousand_dois_take_few_calls(standin: str, dois: list[str]) -> None:
    set_mode(standin, "normal")
    absent = [f"10.5555/unknown.{number}" for number in range(UNKNOWN)]
    known = dois[: COUNT - UNKNOWN]
    found = collect(make_registries(standin, deadline=20), [*known, *absent])
    assert all(isinstance(found[doi], Record) for doi in known)
    assert {found[doi] for doi in absent} == {"not_found"}
    paths = paths_asked(standin)
    assert sum(path.startswith("/works?") for path in paths) <= 25
    assert sum(path.startswith("/works/") for path in paths) == UNKNOWN
    assert len(paths) <= 25 + 45


SURVIVED = "normal wrong_doi_case wrong_ctype no_ctype gzip_ok bad_dates nan surrogate nul ansi markup sqlish bom utf16 many_headers"
REFUSED = {
    "404": "not_found",
    "400": "malformed",
    "401": "blocked",
    "403_html": "blocked",
    "429_huge": "rate_limited",
    "429_garbage": "rate_limited",
    "502_html": "unavailable",
    "never": "timeout",
    "drip": "timeout",
    "length_wrong_long": "timeout",
    "truncated_json": "malformed",
    "html_200": "malformed",
    "mojibake": "malformed",
    "xml_200": "malformed",
    "204": "malformed",
    "json_null": "malformed",
    "message_string": "malformed",
    "empty_items": "malformed",
    "items_null": "malformed",
    "wrong_doi": "malformed",
    "bad_types": "malformed",
    "dup_keys": "malformed",
    "deep": "malformed",
    "gzip_bomb": "malformed",
    "gzip_bad": "malformed",
    "gzip_truncated": "malformed",
    "garbage": "malformed",
    "reset": "unavailable",
    "redirect_file": "malformed",
    "redirect_internal": "malformed",
    "redirect_loop": "malformed",
    "header_ansi": "unavailable",
}

ALSO_LISTED = ("403_html", "429_huge", "502_html", "deep", "dup_keys", "html_200", "items_null", "length_wrong_long", "reset", "wrong_doi")


@pytest.mark.parametrize("mode", SURVIVED.split())
@pytest.mark.parametrize("count", [1, 3])
def test_odd_answers_are_read(standin: str, dois: list[str], mode: str, count: int) -> None:
    set_mode(standin, mode)
    found = collect(make_registries(standin), dois[:count])
    for record in found.values():
        assert isinstance(record, Record)
        assert "\x1b" not in f"{record.title}{record.container_title}{record.authors}"
        assert record.raw.encode()


@pytest.mark.parametrize(("mode", "count"), [*((mode, 1) for mode in sorted(REFUSED)), *((mode, 3) for mode in ALSO_LISTED)])
def test_useless_answers_are_refused(standin: str, dois: list[str], mode: str, count: int) -> None:
    """In a list a spoilt work costs only itself: where others came, the spoilt one is asked for singly."""
    set_mode(standin, mode)
    found = collect(make_registries(standin), dois[:count])
    assert {value for value in found.values() if not isinstance(value, Record)} == {REFUSED[mode]}
    assert mode == "wrong_doi" or not any(isinstance(value, Record) for value in found.values())


def test_a_flaky_server_costs_nothing_but_time(standin: str, dois: list[str]) -> None:
    set_mode(standin, "flaky")
    assert all(isinstance(value, Record) for value in collect(make_registries(standin, deadline=20), dois[:5]).values())


@pytest.mark.parametrize("mode", ["dup_items", "total_lies", "cursor_loop"])
def test_lists_that_lie_give_what_was_asked_for_only(standin: str, dois: list[str], mode: str) -> None:
    """The server puts the first work that it knows into the list: it is taken once, the others are found one by one, or refused."""
    set_mode(standin, mode)
    found = collect(make_registries(standin, deadline=20), dois[:3])
    records = [value for value in found.values() if isinstance(value, Record)]
    assert len(records) <= 1
    assert {value for value in found.values() if not isinstance(value, Record)} == {"malformed"}
