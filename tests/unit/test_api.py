"""``import cpx`` costs nothing, and gives the same objects as the command line prints."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import ABSTRACT
from running import Ran, run_python

import cpx
from cpx.api import Catalogue
from cpx.domain.output import as_json
from cpx.errors import BadUsage, CatalogueUnusable, NotFound

HEAVY = (
    "sqlite3", "sqlite_utils", "typer", "rich", "habanero", "httpx2", "msgspec", "rapidfuzz", "ahocorasick_rs", "selectolax", "pydantic",
    "cpx.api",
)  # fmt: skip
Run = Callable[..., Ran]


@pytest.fixture
def catalogue(seeds_catalogue: Path) -> Catalogue:
    """Give the seeds, open for writing."""
    return cpx.open(seeds_catalogue, writable=True)


UNMEASURED = {"COVERAGE_PROCESS_CONFIG": None, "COVERAGE_PROCESS_START": None}
"""Measuring coverage imports modules of its own: not in these processes."""


def test_import_brings_nothing_heavy() -> None:
    done = run_python(
        ["-c", f"import sys, cpx; cpx.__version__; print([name for name in {HEAVY!r} if name in sys.modules])"], env=UNMEASURED
    )
    assert (done.code, done.stdout.strip()) == (0, "[]")


def test_search_by_the_interface_brings_nothing_that_it_does_not_use(seeds_catalogue: Path) -> None:
    search = f"import sys, cpx; cpx.open({str(seeds_catalogue)!r}).search('power')"
    code = f"{search}; print([name for name in {HEAVY[1:-1]!r} if name in sys.modules])"
    assert run_python(["-c", code], env=UNMEASURED).stdout.strip() == "[]"


def test_module_names_what_it_offers() -> None:
    assert set(cpx.__all__) == {"__version__", "open"}
    assert all(getattr(cpx, name) for name in cpx.__all__)
    with pytest.raises(AttributeError, match="no attribute 'close'"):
        cpx.close  # noqa: B018


@pytest.mark.parametrize("query", ["power", "", "co-production", '"power sharing"', "xyzzy"])
def test_search_gives_what_the_command_prints(seeds_catalogue: Path, run_cpx: Run, query: str) -> None:
    with cpx.open(seeds_catalogue) as catalogue:
        assert as_json(catalogue.search(query)) == run_cpx("search", query, "--json").json
        assert catalogue.count("") == 14


def test_ask_brief_show_and_stats_give_what_the_commands_print(seeds_catalogue: Path, run_cpx: Run) -> None:
    with cpx.open(str(seeds_catalogue)) as catalogue:
        question = "Why do hospital staff resist co-production?"
        assert as_json(catalogue.ask(question)) == run_cpx("ask", question, "--json").json
        assert as_json(catalogue.brief(question)) == run_cpx("ask", question, "--brief", "--json").json
        key = catalogue.search("power")[0].key
        assert as_json(catalogue.show(key)) == run_cpx("show", key, "--json").json
        assert as_json(catalogue.stats()) == run_cpx("stats", "--json").json
        assert sum(row["count"] for row in catalogue.facets()["type"]) == 14


@pytest.mark.parametrize("name", ["csl-json", "jsonl", "ris"])
def test_export_gives_what_the_command_prints(seeds_catalogue: Path, run_cpx: Run, name: str) -> None:
    with cpx.open(seeds_catalogue) as catalogue:
        assert "".join(catalogue.export(format=name)) == run_cpx("export", "--format", name).stdout


def test_objects_are_read_like_mappings(seeds_catalogue: Path) -> None:
    with cpx.open(seeds_catalogue) as catalogue:
        hit = catalogue.search("power")[0]
    assert hit["key"] == hit.key
    assert json.loads(json.dumps(as_json(hit)))["title"] == hit.title
    assert list(hit)[:4] == ["id", "key", "doi", "type"]


def test_filters_take_one_value_or_several(seeds_catalogue: Path) -> None:
    with cpx.open(seeds_catalogue) as catalogue:
        everything = catalogue.count()
        assert catalogue.count(type="chapter") + catalogue.count(type="book") == catalogue.count(type=["chapter", "book"]) == 11
        assert catalogue.count(year="2020..2024") == catalogue.count(year="2023") + catalogue.count(year=2024)
        assert {hit.key for hit in catalogue.search("", type=("chapter",), limit=99)} < {hit.key for hit in catalogue.search("", limit=99)}
        assert everything == 14
        with pytest.raises(TypeError):
            catalogue.count(colour="red")
        with pytest.raises(BadUsage):
            catalogue.count(year="soon")


def test_writing_by_the_interface(catalogue: Catalogue, tmp_path: Path) -> None:
    with catalogue:
        added = catalogue.add_text(ABSTRACT, title="Sharing power in wards", author=("Aho, Ada",), year="2024")
        assert (added.outcome, added.work.key) == ("added", "aho2024sharing")
        assert catalogue.assign("aho2024sharing", "photovoice", by="Ada").tag.status == "confirmed"
        assert catalogue.reject("aho2024sharing", "photovoice").tag.status == "rejected"
        assert catalogue.tag("aho2024sharing").works == 1
        assert catalogue.tag().changed == ()
        (tmp_path / "in.jsonl").write_text('{"id": "1", "title": "From a file"}\n')
        assert catalogue.ingest(tmp_path / "in.jsonl").totals["added"] == 1
        (waiting,) = catalogue.add_doi("10.5555/one")
        assert (waiting.outcome, waiting.error) == ("waiting", "remote")
        assert catalogue.stats().works == 17


def test_editing_and_noting_by_the_interface(catalogue: Catalogue) -> None:
    with catalogue:
        key = catalogue.search("co-production", limit=1)[0].key
        assert [change.after for change in catalogue.edit(key, volume="7", keywords=["a"], by="ada").changed] == ["7", ["a"]]
        assert catalogue.note(key, "read it").notes[0].content == "read it"
        shown = catalogue.show(key)
        assert (shown.volume, shown.keywords, shown.notes[0].content) == ("7", ("a",), "read it")
        assert catalogue.missing(limit=3) == ()
        with pytest.raises(BadUsage, match="no field 'titel'"):
            catalogue.edit(key, titel="x")


def test_log_and_undo_are_there_too(seeds_catalogue: Path) -> None:
    with cpx.open(seeds_catalogue, writable=True) as catalogue:
        key = catalogue.search("power", limit=1)[0].key
        catalogue.note(key, "read it")
        assert [(row.command, row.what) for row in catalogue.log(limit=1)] == [("note", key)]
        assert [row.command for row in catalogue.log(work=key, command="note")] == ["note"]
        assert catalogue.undo(dry_run=True).run is None
        done = catalogue.undo(why="by mistake")
        assert (done.notes, catalogue.show(key).notes) == (1, ())
        assert catalogue.undo(done.run).brought_back
        assert catalogue.show(key).notes[0].content == "read it"


def test_reading_by_the_interface_writes_nothing(seeds_catalogue: Path) -> None:
    before = seeds_catalogue.read_bytes()
    with cpx.open(seeds_catalogue) as catalogue:
        catalogue.search("power")
        with pytest.raises(CatalogueUnusable):
            catalogue.tag()
        with pytest.raises(NotFound):
            catalogue.show("nobody2020nothing")
    assert seeds_catalogue.read_bytes() == before


@pytest.mark.parametrize("name", ["nobody2020nothing", "", "\udcff", "a\0b", "10.5555/nothing", "%3", "' OR 1 --"])
def test_show_of_what_is_not_there(seeds_catalogue: Path, name: str) -> None:
    with cpx.open(seeds_catalogue) as catalogue, pytest.raises(NotFound, match="no work"):
        catalogue.show(name)


def test_open_of_a_catalogue_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        cpx.open(tmp_path / "none.db")
    cpx.open(tmp_path / "new.db", writable=True).close()
    with cpx.open(tmp_path / "new.db") as catalogue:
        assert catalogue.search("") == ()
        assert catalogue.stats().works == 0
