"""What cpx prints holds against the JSON Schema that cpx prints."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from running import Ran

Run = Callable[..., Ran]
ROOT = Path(__file__).resolve().parents[2]
DOI = "10.1186/s43058-022-00385-0"

pytestmark = pytest.mark.usefixtures("seeds_catalogue")

CALLS = [
    ("search", ("search", "co-production")),
    ("search", ("search", "")),
    ("show", ("show", DOI, "10.1186/s12961-024-01130-w")),
    ("explain", ("search", "service users -title:ward (peer adj3 support).ti,ab.", "--explain")),
    ("ask", ("ask", "Why do hospital staff resist co-production?", "--context", "1")),
    ("brief", ("ask", "Why do hospital staff resist co-production?", "--brief")),
    ("ingest", ("ingest", str(ROOT / "seeds"))),
    ("retag", ("tag",)),
    ("sheet", ("tag", "--sheet", "2")),
    ("sheet", ("tag", "--sheet", "2", "--blind")),
    ("decision", ("assign", DOI, "photovoice")),
    ("add-doi", ("add", "doi", DOI)),
    ("plan", ("add", "doi", "10.5555/12345678", "--dry-run")),
    ("add-text", ("add", "text", "-", "--title", "Peers on a ward")),
    ("retractions", ("retractions",)),
    ("stats", ("stats",)),
    ("edit", ("edit", DOI, "--set", "volume=7", "--set", "keywords=a; b", "--unset", "publisher")),
    ("note", ("note", DOI, "read it")),
    ("vocab", ("vocab", "list")),
    ("config", ("config",)),
]


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    from running import run_here

    done = run_here("schema")
    assert done.code == 0, done.stderr
    return done.json  # type: ignore[no-any-return]


def test_schema_is_a_schema_with_the_promised_id(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "urn:cpx:schema:1"


def _validator(schema: dict[str, Any], output: str) -> Draft202012Validator:
    return Draft202012Validator({"$schema": schema["$schema"], "$defs": schema["$defs"], **schema["properties"][output]})


@pytest.mark.parametrize(("output", "words"), CALLS, ids=[" ".join(words[:2]) for _, words in CALLS])
def test_output_holds_against_the_schema(output: str, words: tuple[str, ...], schema: dict[str, Any], run_cpx: Run) -> None:
    done = run_cpx(*words, "--json", stdin="We held interviews with carers.")
    assert done.code == 0, done.stderr
    rows = done.json if isinstance(done.json, list) else [done.json]
    assert rows
    for row in rows:
        _validator(schema, output).validate(row)


@pytest.mark.parametrize(("output", "way"), [("score", ("--score", "a.csv")), ("compare", ("--compare", "a.csv", "b.csv"))])
def test_measures_hold_against_the_schema(
    output: str, way: tuple[str, ...], schema: dict[str, Any], run_cpx: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, photovoice in (("a.csv", "yes"), ("b.csv", "no")):
        Path(name).write_text(
            f"work,concept,verdict\n{DOI},photovoice,{photovoice}\n{DOI},m.autoethno,no\nnobody,m.focus,yes\n", encoding="utf-8"
        )
    done = run_cpx("tag", *way, "--json")
    assert done.code == 5, done.stderr
    assert done.json["disagreements"]
    assert done.json["problems"]
    _validator(schema, output).validate(done.json)


def test_tags_hold_against_the_schema(schema: dict[str, Any], run_cpx: Run) -> None:
    done = run_cpx("tag", "--stdin", stdin='{"id": "1", "title": "Photovoice with carers", "abstract": "We held focus groups in 2021."}\n')
    assert done.lines[0]["tags"]
    for tag in done.lines[0]["tags"]:
        _validator(schema, "tag").validate(tag)


def test_schema_refuses_what_is_wrong(schema: dict[str, Any], run_cpx: Run) -> None:
    row = run_cpx("search", "co-production", "--json").json[0]
    assert not _validator(schema, "search").is_valid({**row, "year": "2024"})
    assert not _validator(schema, "search").is_valid({name: value for name, value in row.items() if name != "key"})
