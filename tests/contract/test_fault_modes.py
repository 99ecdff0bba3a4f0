"""Every way in which a registry can let us down, for ``add doi`` of one DOI and ``enrich`` of three works, with short deadlines.

What must hold in all of them: it ends, with the right class of message and exit code; nothing wrong is written, nothing lost.
The same with the real command, the real deadlines and the largest bombs: ``benchmarks/fault_modes.py``.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from catalogue_tools import content_of, record, save, troubles
from fault_servers import TOOL, registries, serving, tool

from cpx.domain.asked import DoiResult
from cpx.domain.record import Name, Record
from cpx.services.add import AddOptions, add_dois, failure
from cpx.services.enrich import choose, enrich
from cpx.store.catalogue import CatalogueFile

pytestmark = [pytest.mark.unmeasured, pytest.mark.skipif(not TOOL.is_file(), reason="no ../shared here")]

DOIS = ("10.5555/w0", "10.5555/w1", "10.5555/w2")
"""The first waits with nothing but its DOI; the others came from pages, with titles and people."""
LONG, SHORT = 30.0, 1.2
HANGING = {"slow_headers", "never", "drip", "drip_headers", "length_wrong_long"}
"""Modes in which the deadline is what ends it: a short one, that nobody waits for long."""
AT_ONCE = 24

PEOPLE = (Name("van der Graaf", "Peter"), Name("Kislov", "Roman"))

TABLE = """
normal              ok            ok            ok            ok
404                 not_found     not_found     not_found     not_found
400                 malformed     malformed     malformed     malformed
401                 blocked       blocked       blocked       blocked
403_html            blocked       blocked       blocked       blocked
429_seconds         rate_limited  rate_limited  rate_limited  rate_limited
429_date            rate_limited  rate_limited  rate_limited  rate_limited
429_huge            rate_limited  rate_limited  rate_limited  rate_limited
429_negative        rate_limited  rate_limited  rate_limited  rate_limited
429_garbage         rate_limited  rate_limited  rate_limited  rate_limited
429_none            rate_limited  rate_limited  rate_limited  rate_limited
429_past            rate_limited  rate_limited  rate_limited  rate_limited
500                 unavailable   unavailable   unavailable   unavailable
502_html            unavailable   unavailable   unavailable   unavailable
503                 unavailable   unavailable   unavailable   unavailable
503_retry           unavailable   unavailable   unavailable   unavailable
504                 timeout       timeout       timeout       timeout
slow_headers        timeout       timeout       timeout       timeout
never               timeout       timeout       timeout       timeout
drip                timeout       timeout       timeout       timeout
drip_headers        timeout       timeout       timeout       timeout
truncated_json      malformed     malformed     malformed     malformed
truncated_length    unavailable   unavailable   unavailable   unavailable
invalid_json        malformed     malformed     malformed     malformed
html_200            malformed     malformed     malformed     malformed
html_200_as_json    malformed     malformed     malformed     malformed
wrong_ctype         ok            ok            ok            ok
no_ctype            ok            ok            ok            ok
xml_200             malformed     malformed     malformed     malformed
empty_body          malformed     malformed     malformed     malformed
204                 malformed     malformed     malformed     malformed
json_null           malformed     malformed     malformed     malformed
json_list           malformed     malformed     malformed     malformed
json_string         malformed     malformed     malformed     malformed
message_null        malformed     malformed     malformed     malformed
message_string      malformed     malformed     malformed     malformed
message_list        malformed     malformed     malformed     malformed
empty_message       malformed     malformed     malformed     malformed
empty_items         malformed     malformed     malformed     malformed
items_null          malformed     malformed     malformed     malformed
no_doi              malformed     malformed     ok            ok
wrong_doi           malformed     malformed     ok            ok
wrong_doi_case      ok            ok            ok            ok
mojibake            malformed     malformed     malformed     malformed
utf16               ok            ok            ok            ok
bom                 ok            ok            ok            ok
nul                 ok            ok            ok            ok
surrogate           ok            ok            ok            ok
ansi                ok            ok            ok            ok
markup              ok            ok            ok            ok
sqlish              ok            ok            ok            ok
nan                 ok            ok            ok            ok
bad_types           malformed     malformed     ok            ok
bad_dates           ok            ok            ok            ok
deep                malformed     malformed     malformed     malformed
deep_small          ok            ok            ok            ok
dup_keys            malformed     malformed     malformed     malformed
many_authors        ok            ok            ok            ok
huge_list           malformed     malformed     malformed     malformed
huge_title          malformed     malformed     malformed     malformed
endless             malformed     malformed     malformed     malformed
gzip_bomb           malformed     malformed     malformed     malformed
gzip_bomb2          malformed     malformed     malformed     malformed
gzip_bad            malformed     malformed     malformed     malformed
gzip_truncated      malformed     malformed     malformed     malformed
gzip_ok             ok            ok            ok            ok
huge_header         malformed     malformed     malformed     malformed
many_headers        ok            ok            ok            ok
header_ansi         unavailable   unavailable   unavailable   unavailable
reset               unavailable   unavailable   unavailable   unavailable
reset_mid           unavailable   unavailable   unavailable   unavailable
close               unavailable   unavailable   unavailable   unavailable
garbage             malformed     malformed     malformed     malformed
http10_close        ok            ok            ok            ok
http09              malformed     malformed     malformed     malformed
chunk_bad           malformed     malformed     malformed     malformed
length_wrong_long   timeout       timeout       timeout       timeout
redirect_loop       malformed     malformed     malformed     malformed
redirect_chain      malformed     malformed     malformed     malformed
redirect_file       malformed     malformed     malformed     malformed
redirect_internal   malformed     malformed     malformed     malformed
redirect_port       malformed     malformed     malformed     malformed
redirect_ok         malformed     malformed     malformed     malformed
redirect_downgrade  malformed     malformed     malformed     malformed
cursor_loop         malformed     ok            malformed     malformed
total_lies          malformed     ok            malformed     malformed
flaky               ok            ok            ok            ok
dup_items           malformed     ok            malformed     malformed
"""
"""Mode, then what becomes of ``add doi`` and of each of the three works. The followed redirects lead to another work.

Where one item of a list is spoilt, the others are taken, and that one is asked for alone.
"""
EXPECTED = {words[0]: tuple(words[1:]) for words in map(str.split, TABLE.strip().splitlines())}
CODES = {"ok": 0, "not_found": 3}
"""Kind -> exit code where all failed in that way; the others are 4, and a mixture is 5."""
FROM_OUTSIDE = re.compile(r"[^\x20-\x7e]|campus|sign in|passwd|proxy|resource|server error|different paper", re.IGNORECASE)
"""Words of the spoilt answers: none of them may be said in a message."""


@dataclass(frozen=True, slots=True)
class Ended:
    """What a mode left: the results, and the catalogue's file."""

    results: tuple[DoiResult, ...]
    code: int
    path: Path
    before: list[dict[str, Any]]

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(result.kind or "ok" for result in self.results)


def _works() -> list[dict[str, Any]]:
    sample = tool().sample
    return [dict(sample(doi, f"Study number {number} of wards")) for number, doi in enumerate(DOIS)] + [sample("10.9999/sample.1")]


def _deadline(mode: str) -> float:
    return SHORT if mode in HANGING else LONG


def _add(mode: str, path: Path) -> Ended:
    save(path)
    with (
        serving("normal", _works()) as url,
        registries(url, _deadline(mode)) as source,
        CatalogueFile(path, writable=True) as file,
    ):
        results = add_dois(file, [f"10.9999/mode.{mode}"], source, AddOptions(by="tester"))
    return _ended(results, path, [])


def _enrich(mode: str, path: Path) -> Ended:
    pages = [
        record(f"Study number {number} of wards", source="page:x", doi=DOIS[number], authors=PEOPLE, abstract="We held interviews.")
        for number in (1, 2)
    ]
    save(path, Record(source="doi", source_id=DOIS[0], doi=DOIS[0]), *pages)
    before = content_of(path)
    with (
        serving(mode, _works()) as url,
        registries(url, _deadline(mode)) as source,
        CatalogueFile(path, writable=True) as file,
    ):
        with file.reading() as connection:
            plan = choose(connection)
        results = enrich(file, source, plan, by="tester")
    return _ended(results, path, before)


def _ended(results: Sequence[DoiResult], path: Path, before: list[dict[str, Any]]) -> Ended:
    error = failure(results)
    return Ended(tuple(results), error.exit_code if error else 0, path, before)


def _all(run: Callable[[str, Path], Ended], folder: Path) -> dict[str, Ended]:
    """Run every mode, many at once; the slowest first."""
    modes = sorted(EXPECTED, key=lambda mode: mode not in HANGING)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(modes, pool.map(lambda mode: run(mode, folder / f"{mode}.db"), modes), strict=True))


@pytest.fixture(scope="module")
def added(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Give what ``add doi`` of one DOI left, by mode."""
    return _all(_add, tmp_path_factory.mktemp("added"))


@pytest.fixture(scope="module")
def enriched(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Ended]:
    """Give what ``enrich`` of three works left, by mode."""
    return _all(_enrich, tmp_path_factory.mktemp("enriched"))


def _code(kinds: Sequence[str]) -> int:
    return CODES.get(kinds[0], 4) if len(set(kinds)) == 1 else 5


def test_table_names_every_mode() -> None:
    assert set(EXPECTED) == set(tool().MODES)


@pytest.mark.parametrize("mode", EXPECTED)
def test_add_doi_in_every_mode(mode: str, added: dict[str, Ended]) -> None:
    kind, ended = EXPECTED[mode][0], added[mode]
    assert ended.kinds == (kind,)
    assert ended.code == _code([kind])
    assert not FROM_OUTSIDE.search(ended.results[0].message)
    held = [(work["doi"], work["status"]) for work in content_of(ended.path)]
    status = {"ok": "complete", "not_found": None}.get(kind, "waiting")
    assert held == ([(f"10.9999/mode.{mode}", status)] if status else [])
    assert troubles(ended.path) == []


@pytest.mark.parametrize("mode", EXPECTED)
def test_enrich_in_every_mode(mode: str, enriched: dict[str, Ended]) -> None:
    kinds, ended = EXPECTED[mode][1:], enriched[mode]
    assert ended.kinds == kinds
    assert ended.code == _code(kinds)
    assert not any(FROM_OUTSIDE.search(result.message) for result in ended.results)
    held = content_of(ended.path)
    assert sorted(work["doi"] for work in held) == list(DOIS), "no work is lost, and no stranger comes in"
    before, after = ({work["doi"]: work for work in works} for works in (ended.before, held))
    for doi, kind in zip(DOIS, kinds, strict=True):
        assert (after[doi] == before[doi]) is (kind != "ok")
        assert set(before[doi]["sources"]) - {"doi"} <= set(after[doi]["sources"])
    assert [after[doi]["title"] for doi in DOIS[1:]] == ["Study number 1 of wards", "Study number 2 of wards"]
    assert troubles(ended.path) == []
