"""A record is made ready the same way each time, clean in every field, with quotes that hold."""

import json
from dataclasses import fields, is_dataclass, replace

import pytest
from catalogue_tools import ABSTRACT, AHO, ready, record
from hypothesis import given
from hypothesis import strategies as st
from record_strategies import HOSTILE, WILD, records

from cpx.domain.characters import clean_text
from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Text, Update
from cpx.services.prepare import RAW_LIMIT, Prepared, prepare
from cpx.services.shipped import shipped_tagger

NOW = "2024-01-01T00:00:00Z"


def strings_in(value: object) -> list[str]:
    """Give every string of a tree."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for pair in value.items() for part in pair for text in strings_in(part)]
    if isinstance(value, tuple | list):
        return [text for item in value for text in strings_in(item)]
    if is_dataclass(value):
        return [text for field in fields(value) for text in strings_in(getattr(value, field.name))]
    return []


@given(records(WILD))
def test_prepare_cleans_every_field(one: Record) -> None:
    prepared = prepare(one, shipped_tagger(), NOW)
    for text in strings_in([prepared.record, prepared.stored]):
        assert text == clean_text(text)
        assert not set(text) & set(HOSTILE)
        text.encode()


@given(records(WILD))
def test_prepare_twice_is_as_once(one: Record) -> None:
    prepared = prepare(one, shipped_tagger(), NOW)
    assert prepare(prepared.record, shipped_tagger(), NOW) == prepared
    assert prepare(one, shipped_tagger(), NOW) == prepared


@given(records(WILD))
def test_prepare_quotes_exactly(one: Record) -> None:
    prepared = prepare(one, shipped_tagger(), NOW)
    texts = [new.text.content for new in prepared.stored.texts]
    for new in prepared.stored.texts:
        assert len(new.statements) == len(new.contexts)
        for statement in new.statements:
            quoted = new.text.content[statement.start : statement.end]
            assert quoted.strip() == quoted != ""
    for evidence in (evidence for assignment in prepared.assignments for evidence in assignment.evidence):
        assert texts[evidence.text][evidence.start : evidence.end] == evidence.quote != ""
        assert 0 <= evidence.sentence[0] <= evidence.start < evidence.end <= evidence.sentence[1] <= len(texts[evidence.text])


@pytest.mark.parametrize(
    ("field", "given_value", "kept"),
    [
        ("title", " A\n title\t of\u00a0wards ", "A title of wards"),
        ("title", "\u202e\x1b", None),
        ("title", "  ", None),
        ("volume", "", None),
        ("keywords", ("power", " ", "power ", "\x00"), ("power",)),
        ("authors", (Name("\x1b[31mAho", " "), Name(""), Name(), AHO), (Name("Aho"), AHO)),
        ("identifiers", (Identifier("pmid", "\x00"), Identifier("pmid", "1")), (Identifier("pmid", "1"),)),
        ("funders", (Funder(" "), Funder("F", (" a ", ""))), (Funder("F", ("a", "")),)),
        ("headings", (Heading(""), Heading("Learning", ui="")), (Heading("Learning"),)),
        ("references", (Reference(""), Reference("", "10.1/a"), Reference("a\nb")), (Reference("", "10.1/a"), Reference("a b"))),
        ("updates", (Update(""), Update("retraction", "")), (Update("retraction"),)),
        ("texts", (Text("\x00"), Text("a\r\nb\x07", "body", " en ")), (Text("a\nb", "body", "en"),)),
        ("extra", {"a\x00": ["\x1b", {"b": ("\u2028",)}]}, {"a": ["", {"b": ["\n"]}]}),
        ("raw", "<p>\x1b\n </p> ", "<p>\n </p> "),
    ],
)
def test_prepare_keeps_what_holds_something(field: str, given_value: object, kept: object) -> None:
    assert getattr(ready(record(None, **{field: given_value}) if field != "title" else record(given_value)).record, field) == kept


def test_prepare_makes_the_title_a_text_of_its_own() -> None:
    stored = ready(record("Co-production in wards", texts=(Text("x", "title"), Text(" \n"), Text("A body.", "body")))).stored
    assert [(new.text.field, new.text.content) for new in stored.texts] == [("title", "Co-production in wards"), ("body", "A body.")]
    assert stored.texts[0].statements == ()


def test_prepare_tells_records_by_all_that_they_say() -> None:
    one = record(abstract=ABSTRACT, extra={"note": "x"})
    changes = [{"title": "T"}, {"source_id": "7"}, {"extra": {"note": "y"}}, {"texts": (Text(ABSTRACT, "body", "en"),)}, {"source": "ris"}]
    hashes = {ready(replace(one, **change)).stored.sha256 for change in [{}, *changes]}
    assert len(hashes) == 1 + len(changes)
    assert ready(replace(one, raw="other"), "2099").stored.sha256 in hashes


def test_prepare_lists_all_identifiers_once() -> None:
    one = record(doi="10.5555/a", isbn=("978", "978"), identifiers=(Identifier("doi", "10.5555/a"), Identifier("pmid", "1")))
    assert [(i.scheme, i.value) for i in ready(one).stored.identifiers] == [("doi", "10.5555/a"), ("pmid", "1"), ("isbn", "978")]


def test_prepare_cuts_a_page_that_is_too_long_to_keep() -> None:
    assert len(ready(record(raw="x" * (RAW_LIMIT + 9))).stored.raw) == RAW_LIMIT


@pytest.mark.parametrize("extra", [{"a": float("nan")}, {"a": {1, 2}}, {"a": b"x"}, {"a": float("inf")}])
def test_prepare_refuses_what_is_no_json(extra: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError)):
        ready(record(extra=extra))


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=30))
def test_prepare_stores_a_payload_that_json_reads(text: str) -> None:
    prepared: Prepared = ready(record(text, extra={text: text}))
    assert json.loads(prepared.stored.payload)["extra"] == {clean_text(text): clean_text(text)}
