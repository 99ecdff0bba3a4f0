"""CSL-JSON in and out."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_strategies import works

from cpx.domain.record import Identifier, Name, Record
from cpx.domain.work import GIVEN, Work
from cpx.formats.base import Problem, Source
from cpx.formats.csl_json import FORMAT, dump, is_csl, read_csl, to_csl

ITEM = {
    "id": "smith2021",
    "type": "article-journal",
    "title": "Power &amp; <i>voice</i> in co-production",
    "author": [{"family": "Graaf", "non-dropping-particle": "van der", "given": "Peter"}, {"literal": "The Group"}, {"given": "Madonna"}],
    "editor": [{"family": "Roe"}],
    "issued": {"date-parts": [["2021", "3", "30"]]},
    "accessed": {"date-parts": [[2024, 1, 2]]},
    "container-title": "A Journal",
    "volume": 4,
    "page": "1-9",
    "ISBN": "978-1-7998-4975-9, 9781799849766",
    "ISSN": "2662-2211",
    "DOI": "https://doi.org/10.5555/ABC",
    "PMID": "38566129",
    "URL": "https://example.org/x",
    "language": "en-GB",
    "keyword": "care; power; care",
    "abstract": "<p>We asked. p&lt;0.05.</p>",
    "note": "seen by hand",
    "custom": {"unknown": 1},
}


def _load(text: str) -> list[Record | Problem]:
    return list(FORMAT.load(Source(text)))


def test_read_csl_maps_every_field() -> None:
    record = read_csl(ITEM)
    assert (record.source, record.source_id, record.type) == ("csl-json", "smith2021", "article-journal")
    assert record.title == "Power & voice in co-production"
    assert record.authors == (Name("van der Graaf", "Peter"), Name(literal="The Group"), Name(literal="Madonna"))
    assert record.editors == (Name("Roe"),)
    assert (record.issued, record.accessed) == ("2021-03-30", "2024-01-02")
    assert (record.container_title, record.volume, record.page) == ("A Journal", "4", "1-9")
    assert (record.isbn, record.issn) == (("9781799849759", "9781799849766"), ("2662-2211",))
    assert (record.doi, record.identifiers) == ("10.5555/abc", (Identifier("pmid", "38566129"),))
    assert (record.language, record.keywords) == ("en", ("care", "power"))
    assert record.texts[0].content == "We asked. p<0.05."
    assert record.extra == {"note": "seen by hand"}
    assert json.loads(record.raw) == ITEM


@pytest.mark.parametrize(
    ("issued", "wanted"),
    [
        ({"literal": "Spring 2021"}, "2021"),
        ({"raw": "2020-13-45"}, "2020"),
        ({"date-parts": [[2020, 1], [2021, 2]]}, "2020-01"),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[-44]]}, None),
        ("2020-01", "2020-01"),
        (2020, "2020"),
        (None, None),
    ],
)
def test_read_csl_reads_every_form_of_date(issued: object, wanted: str | None) -> None:
    assert read_csl({"title": "T", "issued": issued}).issued == wanted


def test_read_csl_keeps_a_doi_that_cannot_be_told_as_given() -> None:
    record = read_csl({"title": "T", "DOI": "10.5555/abc.full"})
    assert record.doi is None
    assert record.extra["doi-as-given"] == "10.5555/abc.full"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"title": "T", "author": [{"family": "A"}]}, True),
        ({"title": "T", "issued": {"date-parts": [[2020]]}}, True),
        ({"title": "T", "DOI": "10.5555/x"}, True),
        ({"title": "T", "authors": ["A"], "year": 2020, "doi": "10.5555/x"}, False),
        ({"title": "T", "author": "A, B"}, False),
        ({}, False),
    ],
)
def test_is_csl_tells_csl_from_plain_objects(value: dict[str, Any], *, told: bool) -> None:
    assert is_csl(value) is told


@pytest.mark.parametrize(
    ("text", "records", "problem"),
    [
        (json.dumps([ITEM, ITEM]), 2, ""),
        (json.dumps(ITEM, indent=2), 1, ""),
        ("\ufeff" + json.dumps({"items": [ITEM]}), 1, ""),
        (f"{json.dumps(ITEM)}\n\n{json.dumps(ITEM)}\n", 2, ""),
        (json.dumps([ITEM, None, "x", {"id": "only"}]), 1, "record 2"),
        ("[]", 0, "no records"),
        ("{}", 0, "no records"),
        (json.dumps([ITEM])[:-20], 0, "column"),
        (json.dumps([ITEM])[:-1] + ",]", 0, "line 1"),
        ('{"a":' * 100_000, 0, "too deep"),
        ('[{"title": "T", "volume": ' + "9" * 6000 + "}]", 1, ""),
        ('[{"title": "T", "volume": NaN, "page": 1e999}]', 1, ""),
        ('[{"title": "lone \\ud800"}]', 1, ""),
    ],
)
def test_load_gives_records_and_problems(text: str, records: int, problem: str) -> None:
    items = _load(text)
    assert sum(isinstance(item, Record) for item in items) == records
    problems = [f"{item.where}: {item.message}" for item in items if isinstance(item, Problem)]
    assert bool(problems) == bool(problem)
    assert not problems or problem in problems[0]


def test_score_knows_its_own() -> None:
    assert FORMAT.score(Source(json.dumps([ITEM]))) > 0.8
    assert FORMAT.score(Source("TY  - JOUR")) == 0
    assert FORMAT.score(Source("[Abstract] In this paper")) == 0
    assert 0.1 < FORMAT.score(Source("[]")) < 0.3


@given(st.lists(works(), max_size=4))
def test_dump_then_load_keeps_what_csl_can_hold(catalogue: list[Work]) -> None:
    records = [item for item in _load("".join(dump(catalogue))) if isinstance(item, Record)]
    titled = [work for work in catalogue if work.title_source == GIVEN or work.doi or work.abstract]
    assert len(records) == len(titled)
    for work, record in zip(titled, records, strict=True):
        assert record.source_id == work.key
        assert record.title == (work.title if work.title_source == GIVEN else None)
        assert (record.doi, record.issued, record.type) == (work.doi, work.issued, work.type)
        assert [(n.family, n.given, n.literal) for n in record.authors] == [(n.family, n.given, n.literal) for n in work.authors]
        assert (record.volume, record.page, record.isbn, record.issn) == (work.volume, work.page, work.isbn, work.issn)


def test_to_csl_marks_the_retracted_and_leaves_made_titles_out() -> None:
    item = to_csl(
        Work(id=1, key="k", title="Made up here", title_source="made", retracted=True, methods=("Interviews",), keywords=("care",))
    )
    assert item == {"id": "k", "type": "document", "keyword": "care; Interviews", "note": "RETRACTED; Title not known"}


def test_dump_of_nothing_is_an_empty_list() -> None:
    assert json.loads("".join(dump([]))) == []
