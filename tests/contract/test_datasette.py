"""Datasette reads a catalogue as it is: finds the full-text table of works, and counts the JSON arrays of ``works_flat``."""

import asyncio
import json
import warnings
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest


@pytest.fixture
def get(seeds_catalogue: Path) -> Any:  # noqa: ANN401 - a function from path and query to JSON
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Datasette's own dependencies deprecate is not ours to mend
        from datasette.app import Datasette

    datasette = Datasette(files=[str(seeds_catalogue)])
    name = seeds_catalogue.stem

    def ask(table: str, **query: str) -> Any:  # noqa: ANN401 - any JSON
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            answer = asyncio.run(datasette.client.get(f"/{name}/{table}.json?{urlencode({'_shape': 'objects', **query})}"))
        assert answer.status_code == 200, answer.text
        return answer.json()

    return ask


def test_datasette_finds_the_full_text_table_of_works(get: Any) -> None:  # noqa: ANN401 - same
    found = get("works", _search="gold standard")
    assert found["filtered_table_rows_count"] == 1
    assert found["rows"][0]["doi"] == "10.1186/s43058-022-00385-0"


def test_datasette_finds_the_full_text_table_of_statements(get: Any) -> None:  # noqa: ANN401 - same
    assert 0 < get("statements", _search="fatigue")["filtered_table_rows_count"] < 5


@pytest.mark.parametrize("column", ["authors", "methods", "populations", "places"])
def test_datasette_counts_the_arrays_of_works_flat(get: Any, column: str) -> None:  # noqa: ANN401 - same
    answer = get("works_flat", _facet_array=column, _facet_size="max")
    counted = {row["value"]: row["count"] for row in answer["facet_results"][column]["results"]}
    held = [value for row in answer["rows"] for value in set(json.loads(row[column]))]
    assert counted
    assert counted == {value: held.count(value) for value in held}


def test_datasette_offers_the_arrays_as_facets_by_itself(get: Any) -> None:  # noqa: ANN401 - same
    offered = {(row["type"], row["name"]) for row in get("works_flat", _size="1")["suggested_facets"] if "type" in row}
    assert ("array", "populations") in offered
