"""JSON lines of every kind in, our own out and in again."""

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_strategies import works

from cpx.domain.detail import WorkDetail, WorkReference, WorkText
from cpx.domain.output import as_json
from cpx.domain.record import Heading, Identifier, Name, Record, Reference
from cpx.domain.tag import Tag
from cpx.domain.text import ABSTRACT, BODY, Text
from cpx.domain.work import GIVEN, Abstract, Work
from cpx.formats.base import Problem, Source
from cpx.formats.jsonl import FORMAT, dump, read_plain

PLAIN = {
    "id": 17,
    "title": "A study of <i>care</i>",
    "abstract": "AIM: We asked.\nRESULTS: They said p<0.05.",
    "authors": ["Smith, Jane", "Ann Jones"],
    "year": 2020,
    "doi": "doi:10.5555/ABC",
}


def _load(text: str) -> list[Record | Problem]:
    return list(FORMAT.load(Source(text)))


def _records(text: str) -> list[Record]:
    return [item for item in _load(text) if isinstance(item, Record)]


def test_read_plain_maps_the_plain_fields() -> None:
    record = read_plain(PLAIN)
    assert (record.source, record.source_id, record.title) == ("jsonl", "17", "A study of care")
    assert record.authors == (Name("Smith", "Jane"), Name("Jones", "Ann"))
    assert (record.issued, record.doi) == ("2020", "10.5555/abc")
    assert record.texts[0].content.split("\n") == ["AIM: We asked.", "RESULTS: They said p<0.05."]
    assert json.loads(record.raw) == PLAIN


@pytest.mark.parametrize(
    ("item", "field", "value"),
    [
        ({"author": "Smith, Jane; Jones, Ann"}, "authors", (Name("Smith", "Jane"), Name("Jones", "Ann"))),
        (
            {"authors": [{"family": "Smith", "given": "Jane"}, {"name": "A Group"}, 7]},
            "authors",
            (Name("Smith", "Jane"), Name(literal="A Group")),
        ),
        ({"year": "2020"}, "issued", "2020"),
        ({"date": "2 April 2024", "year": 2020}, "issued", "2024-04-02"),
        ({"journal": "A Journal"}, "container_title", "A Journal"),
        ({"keywords": "care, power"}, "keywords", ("care", "power")),
        ({"keywords": ["care, or not", "power"]}, "keywords", ("care, or not", "power")),
        ({"pmid": 38566129}, "identifiers", (Identifier("pmid", "38566129"),)),
        ({"url": "javascript:alert(1)"}, "url", None),
        ({"doi": "none"}, "doi", None),
        ({"lang": "zh-CN"}, "language", "zh"),
        ({"pages": "1-9"}, "page", "1-9"),
    ],
)
def test_read_plain_takes_other_names_and_forms(item: dict[str, object], field: str, value: object) -> None:
    assert getattr(read_plain({"title": "T", **item}), field) == value


@given(
    st.dictionaries(
        st.sampled_from(["id", "title", "abstract", "authors", "year", "doi", "keywords", "url", "isbn"]),
        st.recursive(
            st.none() | st.integers() | st.text(max_size=9) | st.booleans(), lambda inner: st.lists(inner, max_size=3), max_leaves=6
        ),
    )
)
def test_read_plain_takes_any_types(item: dict[str, object]) -> None:
    assert read_plain(item).source == "jsonl"


def test_load_reads_mixed_lines_and_names_the_bad_ones() -> None:
    lines = [
        json.dumps(PLAIN),
        "",
        '{"title": "cut',
        json.dumps({"title": "CSL", "author": [{"family": "Roe"}], "issued": {"date-parts": [[2021]]}}),
        "[1]",
        json.dumps({"schema": 1, "id": 5, "key": "k", "title": "Ours", "title_source": "given"}),
        json.dumps({"id": "nothing"}),
    ]
    items = _load("\n".join(lines) + "\n")
    assert [item.where for item in items if isinstance(item, Problem)] == ["line 3", "line 5", "line 7"]
    assert [(item.source, item.title) for item in items if isinstance(item, Record)] == [
        ("jsonl", "A study of care"),
        ("csl-json", "CSL"),
        ("jsonl", "Ours"),
    ]


@pytest.mark.parametrize(
    "text",
    [json.dumps([PLAIN, PLAIN]), json.dumps({"records": [PLAIN, PLAIN]}, indent=1), f"{json.dumps(PLAIN)}\r\n{json.dumps(PLAIN)}\r\n"],
)
def test_load_takes_lists_and_windows_lines(text: str) -> None:
    assert [record.source_id for record in _records(text)] == ["17", "17"]


def test_load_takes_a_single_object() -> None:
    assert [record.title for record in _records(json.dumps(PLAIN, indent=1))] == ["A study of care"]
    assert [record.title for record in _records(json.dumps(PLAIN))] == ["A study of care"]


def test_load_keeps_line_separators_inside_strings() -> None:
    text = "\n".join(json.dumps({"title": f"A\u2028title\u0085 {n}", "abstract": "x\x0cy"}, ensure_ascii=False) for n in (1, 2))
    assert len(_records(text)) == 2


def test_load_streams() -> None:
    found = FORMAT.load(Source("\n".join(json.dumps({"title": f"T {n}"}) for n in range(1000)) + "\n{"))
    assert isinstance(found, Iterator)
    first = next(found)
    assert isinstance(first, Record)
    assert first.title == "T 0"


@given(st.lists(works(), max_size=4))
def test_dump_then_load_gives_the_works_back_whole(catalogue: list[Work]) -> None:
    records = _records("".join(dump(catalogue)))
    kept = [work for work in catalogue if work.title_source == GIVEN or work.doi or work.abstracts]
    assert len(records) == len(kept)
    same = ("doi", "type", "authors", "issued", "container_title", "volume", "page", "isbn", "issn", "identifiers", "url", "language")
    for work, record in zip(kept, records, strict=True):
        assert record.source_id == str(work.id)
        assert record.title == (work.title if work.title_source == GIVEN else None)
        for field in (*same, "keywords", "licence", "funders", "updates"):
            assert getattr(record, field) == getattr(work, field), field
        assert [(text.language, text.content) for text in record.texts] == [(a.language, a.text) for a in work.abstracts]
        assert record.extra["key"] == work.key


def test_dump_gives_one_object_a_line_with_the_schema_first() -> None:
    lines = "".join(dump([Work(id=1, key="a", title="T"), Work(id=2, key="b", abstract="one\ntwo")])).splitlines()
    assert [list(json.loads(line))[:3] for line in lines] == [["schema", "id", "key"]] * 2
    assert json.loads(lines[1])["abstract"] == "one\ntwo"


def test_load_knows_a_chapter_by_its_book() -> None:
    catalogue = [Work(id=3, key="chapter", title="C", part_of="book"), Work(id=8, key="book", title="B")]
    assert [(record.source_id, record.part_of) for record in _records("".join(dump(catalogue)))] == [("3", "8"), ("8", None)]


def test_load_keeps_the_tags_and_reads_imported_ones_as_headings() -> None:
    tags = (
        Tag(concept="c1", scheme="method", label="Interviews", status="confirmed", origin="person", by="me"),
        Tag(concept=None, scheme="mesh", label="Learning", mesh="D007858", origin="imported"),
    )
    work = WorkDetail(
        id=1, key="k", title="T", tags=tags, references=(WorkReference(text="Roe 2019", doi="10.5555/ref", year=2019, key="roe"),)
    )
    record = _records("".join(dump([work])))[0]
    assert record.headings == (Heading("Learning", "mesh", "D007858"),)
    assert record.references == (Reference("Roe 2019", "10.5555/ref", 2019),)
    assert record.extra["tags"] == [as_json(tags[0])]


def test_load_takes_the_texts_of_a_work_as_they_were() -> None:
    content = "First part.\n\nAdvice\nTell people why.\nEnd"
    texts = (WorkText(field=ABSTRACT, language="zh", text="摘要"), WorkText(field=BODY, language="en", text=content))
    shown = (Abstract("en", "an abstract stands in for texts only where there are none"),)
    record = _records("".join(dump([WorkDetail(id=1, key="k", title="T", texts=texts, abstracts=shown)])))[0]
    assert record.texts == (Text("摘要", ABSTRACT, "zh"), Text(content, BODY, "en"))


def test_load_takes_the_abstracts_where_an_object_has_no_texts() -> None:
    abstract = (Abstract("zh", "摘要"), Abstract("en", "Kept  as it is.\n"))
    record = _records("".join(dump([WorkDetail(id=1, key="k", title="T", abstracts=abstract)])))[0]
    assert record.texts == (Text("摘要", ABSTRACT, "zh"), Text("Kept  as it is.\n", ABSTRACT, "en"))


@pytest.mark.parametrize(
    "broken",
    [
        {"authors": [{"no": 1}, 5]},
        {"authors": "x"},
        {"isbn": [1]},
        {"tags": {}},
        {"sections": [{"field": "body", "text": "x", "start": "y"}]},
        {"abstracts": [{"text": 5}]},
        {"identifiers": [{"scheme": "doi"}]},
        {"part_of": 7},
        {"doi": 5},
    ],
)
def test_load_takes_objects_of_ours_that_somebody_broke(broken: dict[str, object]) -> None:
    assert [record.title for record in _records(json.dumps({"schema": 1, "id": 1, "key": "k", "title": "T", **broken}))] == ["T"]


def test_score_prefers_lines_and_our_own() -> None:
    assert FORMAT.score(Source("".join(dump([Work(id=1, key="a", title="T")])))) > 0.9
    assert FORMAT.score(Source(f"{json.dumps(PLAIN)}\n{json.dumps(PLAIN)}")) > 0.8
    assert FORMAT.score(Source("Plain prose.")) == 0


def test_names_keep_their_form() -> None:
    names = (Name("van der Graaf", "Peter", None, "0000-0002-1825-0097"), Name(literal="A Group"))
    record = _records("".join(dump([Work(id=1, key="a", title="T", authors=names)])))[0]
    assert [asdict(name) for name in record.authors] == [asdict(name) for name in names]
