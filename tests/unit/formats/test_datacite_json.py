"""DataCite's metadata becomes clean records, whatever it holds."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crossref_answers import DATASET, WORKS
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.record import Funder, Name, Record, Reference
from cpx.domain.text import ABSTRACT, Text
from cpx.formats.base import Problem, Source
from cpx.formats.datacite_json import FORMAT, read_record
from cpx.registry import formats

MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&[A-Za-z#0-9]+;")


def _prose(record: Record) -> Iterator[str]:
    yield from filter(None, (record.title, record.container_title, record.collection_title, record.publisher))
    yield from (text.content for text in record.texts)
    yield from (*record.keywords, *record.subjects)
    for name in (*record.authors, *record.editors):
        yield from filter(None, (name.family, name.given, name.literal))


def _assert_clean(record: Record) -> None:
    for text in _prose(record):
        assert not MARKUP.search(text), (record.doi, text)
        assert text == text.strip()
    assert not record.doi or record.doi == record.doi.lower()
    assert not record.issued or re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", record.issued)


def test_load_takes_the_real_records(shared: Path) -> None:
    """67 of them, in the wrappings in which they were recorded: none raises or is lost, and nothing of their markup is left."""
    lines = gzip.decompress((shared / "data/datacite/records.jsonl.gz").read_bytes()).decode()
    assert FORMAT.score(Source(lines)) > 0.9
    records = list(FORMAT.load(Source(lines)))
    assert len(records) == 67
    for record, line in zip(records, lines.splitlines(), strict=True):
        attributes = json.loads(line)["record"]
        attributes = attributes.get("data", attributes)["attributes"]
        assert isinstance(record, Record)
        _assert_clean(record)
        assert record.doi == attributes["doi"].lower()
        assert record.title
        abstracts = [
            row
            for row in attributes.get("descriptions") or ()
            if row["descriptionType"] == "Abstract" and isinstance(row.get("description"), str)
        ]
        assert len(record.texts) == len(abstracts)


def test_read_record_maps_every_field() -> None:
    record = read_record(DATASET)
    assert (record.source, record.source_id, record.doi, record.type) == ("datacite", "10.5281/zenodo.1", "10.5281/zenodo.1", "report")
    assert record.title == "Counting who takes part: a made-up report: with notes"
    assert record.authors == (Name("Example", "Ann"), Name(literal="University of Made-up"))
    assert (record.issued, record.publisher, record.language, record.licence) == ("2022-06-07", "Zenodo", "en", "CC BY 4.0")
    assert record.texts == (Text("Made by hand: who takes part, & how often.", ABSTRACT, "en"),)
    assert (record.keywords, record.subjects) == (("participation", "co-production"), ("Health",))
    assert record.funders == (Funder("A Made-up Council", ("X-1",)),)
    assert record.references == (Reference("10.1186/s12961-024-01130-w", "10.1186/s12961-024-01130-w"),)
    assert record.extra["relation"] == {"is-version-of": [{"id-type": "doi", "id": "10.5281/zenodo.0"}]}
    assert record.url == "https://zenodo.org/records/1"
    assert json.loads(record.raw) == DATASET


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        ({"resourceTypeGeneral": "JournalArticle"}, "article-journal"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Doctoral thesis", "citeproc": "article"}, "thesis"),
        ({"resourceTypeGeneral": "Text", "resourceType": "Letter", "citeproc": "article"}, "document"),
        ({"resourceTypeGeneral": "Preprint", "citeproc": "article"}, "article"),
        ({"citeproc": "book"}, "book"),
        ({"citeproc": "nonsense"}, None),
        (7, None),
    ],
)
def test_read_record_tells_the_type(types: object, kind: str | None) -> None:
    assert read_record({"types": types}).type == kind


@pytest.mark.parametrize(
    ("dates", "year", "issued"),
    [
        ([("2019-02-07T09:22:51Z", "Submitted"), ("2019-02", "Available"), ("2019", "Issued")], 2019, "2019-02-07"),
        ([("2015", "Issued"), ("2016-01-02", "Available")], 2015, "2015"),
        ([("2012/2015", "Collected")], 2014, "2014"),
        ([("2012-03/2015-04", "Issued")], None, "2012-03"),
        ([("soon", "Issued")], "n.d.", None),
    ],
)
def test_read_record_takes_the_most_exact_date_of_the_year(dates: list[tuple[str, str]], year: object, issued: str | None) -> None:
    rows = [{"date": date, "dateType": kind} for date, kind in dates]
    assert read_record({"dates": rows, "publicationYear": year}).issued == issued


@pytest.mark.parametrize(
    ("creator", "names"),
    [
        ({"name": "Doe, Jane", "nameType": "Personal"}, (Name("Doe", "Jane"),)),
        ({"name": "Doe, Jane; Roe, Richard"}, (Name("Doe", "Jane"), Name("Roe", "Richard"))),
        ({"name": "Hanns Example (um 1520-1564), Radierer", "nameType": "Personal"}, (Name("Example", "Hanns"),)),
        ({"name": "Office of Made-up Statistics"}, (Name(literal="Office of Made-up Statistics"),)),
        ({"name": "GnpIS"}, (Name(literal="GnpIS"),)),
        ({"name": ":(unav)"}, ()),
        ({"name": "(:Null)"}, ()),
        ({"familyName": "", "givenName": ""}, ()),
        (
            {"familyName": "Doe", "nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0002-1825-0097"}]},
            (Name("Doe", None, None, "0000-0002-1825-0097"),),
        ),
    ],
)
def test_read_record_reads_names(creator: dict[str, Any], names: tuple[Name, ...]) -> None:
    assert read_record({"creators": [creator]}).authors == names


def test_read_record_reads_where_an_article_stands() -> None:
    container = {
        "type": "Journal", "title": "Made-up Letters", "volume": "7", "issue": "2", "firstPage": "181", "lastPage": "186",
        "identifier": "0317-8471", "identifierType": "ISSN",
    }  # fmt: skip
    record = read_record({"types": {"resourceTypeGeneral": "JournalArticle"}, "container": container})
    assert (record.container_title, record.volume, record.issue, record.page) == ("Made-up Letters", "7", "2", "181-186")
    assert record.issn == ("0317-8471",)


def test_read_record_keeps_both_languages() -> None:
    rows = [
        {
            "descriptionType": "Abstract",
            "description": "Los vecinos y las vecinas participan en el diseño de los servicios de salud.",
            "lang": "es",
        },
        {"descriptionType": "Abstract", "description": "Neighbours take part in the design of the health services.", "lang": "en"},
    ]
    assert [text.language for text in read_record({"descriptions": rows}).texts] == ["es", "en"]


def test_read_record_takes_series_of_reports_for_series() -> None:
    record = read_record({"types": {"resourceTypeGeneral": "Report"}, "container": {"type": "Series", "title": "Working papers"}})
    assert (record.container_title, record.collection_title) == (None, "Working papers")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=4,
)
KEYS = sorted({*DATASET, "container", "contributors", "identifiers", "relatedItems", "version", "alternateIdentifiers"})
INNER = sorted(
    {key for value in DATASET.values() if isinstance(value, list) for row in value for key in row} | {"identifierType", "identifier"}
)


@given(st.dictionaries(st.sampled_from(KEYS), JSON | st.lists(st.dictionaries(st.sampled_from(INNER), JSON), max_size=2), max_size=6))
def test_read_record_takes_any_types(attributes: dict[str, Any]) -> None:
    record = read_record(attributes)
    assert record.raw.encode() or not attributes
    _assert_clean(record)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"data": {"id": "x", "attributes": DATASET}}),
        json.dumps({"data": [{"id": "x", "attributes": DATASET}], "meta": {"total": 1}}, indent=2),
        json.dumps({"record": {"data": {"attributes": DATASET}}}),
        json.dumps([{"attributes": DATASET}]),
    ],
)
def test_load_knows_every_wrapping(text: str) -> None:
    source = Source(text)
    assert max(formats(), key=lambda entry: entry.score(source)).name == "datacite-json"
    assert [record.doi for record in FORMAT.load(source) if isinstance(record, Record)] == ["10.5281/zenodo.1"]


def test_load_names_what_it_cannot_read() -> None:
    lines = [json.dumps({"attributes": DATASET}), '{"attributes": {"doi"', json.dumps({"attributes": {"titles": []}})]
    items = list(FORMAT.load(Source("\n".join(lines))))
    assert [type(item) for item in items] == [Record, Problem, Problem]


@pytest.mark.parametrize("text", ["", "{}", "not json", json.dumps([*WORKS.values()]), '{"attributes": {"doi": "10.5555/x"}}'])
def test_score_leaves_others_alone(text: str) -> None:
    assert FORMAT.score(Source(text)) == 0.0
