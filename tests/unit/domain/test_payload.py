"""What is stored of a record becomes the same record again."""

import json

from hypothesis import given
from record_strategies import records

from cpx.domain.payload import from_payload, to_payload
from cpx.domain.record import Funder, Heading, Identifier, Name, Record, Reference, Update

FULL = Record(
    source="crossref",
    source_id="10.5555/one",
    title="Wards",
    authors=(Name("Aho", "A", orcid="0000-0001"), Name(literal="Ward Council")),
    isbn=("9781799849759",),
    identifiers=(Identifier("pmid", "1"),),
    headings=(Heading("Learning", ui="D007858", guessed=True),),
    funders=(Funder("NIHR", ("A1", "B2")),),
    references=(Reference("Smith 2019", year=2019),),
    updates=(Update("retraction", date="2024"),),
    extra={"note": "x", "list": [1, {"a": None}]},
)


def test_payload_leaves_out_what_holds_nothing() -> None:
    assert to_payload(Record(source="text", raw="the page")) == {"source": "text"}


def test_payload_is_json_with_the_names_of_the_fields() -> None:
    payload = json.loads(json.dumps(to_payload(FULL)))
    assert payload["authors"] == [{"family": "Aho", "given": "A", "orcid": "0000-0001"}, {"literal": "Ward Council"}]
    assert payload["funders"] == [{"name": "NIHR", "awards": ["A1", "B2"]}]
    assert payload["headings"] == [{"label": "Learning", "scheme": "mesh", "ui": "D007858", "guessed": True}]
    assert from_payload(payload) == FULL


@given(records())
def test_payload_round_trip(record: Record) -> None:
    stored = json.dumps(to_payload(record), ensure_ascii=False, sort_keys=True)
    again = from_payload(json.loads(stored), record.texts)
    assert again == Record(**{**{name: getattr(record, name) for name in Record.__slots__}, "raw": ""})
