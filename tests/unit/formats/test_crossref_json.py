"""Crossref's metadata becomes clean records, whatever it holds."""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from crossref_answers import MULVALE, VAN_DER_GRAAF
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.record import Funder, Name, Record, Reference, Update
from cpx.domain.text import ABSTRACT
from cpx.formats.base import Problem, Source
from cpx.formats.crossref_json import FORMAT, read_work

SHARED = Path(__file__).resolve().parents[3] / "../shared/data"
MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&[A-Za-z#0-9]+;")


def _shared(pattern: str) -> list[Path]:
    found = sorted((SHARED / "crossref").glob(pattern))
    if not found:
        pytest.skip("shared data not here")
    return found


def _load(path: Path) -> list[Record | Problem]:
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    source = Source(content.decode("utf-8-sig"))
    assert FORMAT.score(source) > 0.85
    return list(FORMAT.load(source))


def _records(text: str) -> list[Record]:
    return [item for item in FORMAT.load(Source(text)) if isinstance(item, Record)]


def _prose(record: Record) -> Iterator[str]:
    yield from filter(None, (record.title, record.container_title, record.collection_title, record.publisher))
    yield from (text.content for text in record.texts)
    for name in (*record.authors, *record.editors):
        yield from filter(None, (name.family, name.given, name.literal))


def _assert_clean(record: Record) -> None:
    for text in _prose(record):
        assert not MARKUP.search(text), (record.doi, text)
        assert text == text.strip()
    assert not record.doi or record.doi == record.doi.lower()


def test_read_work_takes_the_real_works() -> None:
    """1,524 of them: none raises, nothing of their markup is left, and no abstract, title or author is lost."""
    rows = [json.loads(line) for path in _shared("works.jsonl.gz") for line in gzip.decompress(path.read_bytes()).splitlines()]
    assert len(rows) == 1524
    for message in (row["message"] for row in rows):
        record = read_work(message)
        _assert_clean(record)
        assert record.doi == message["DOI"].lower()
        assert bool(record.title) == any([*(message.get("title") or ()), *(message.get("subtitle") or ())])
        assert bool(record.texts) == (bool(message.get("abstract")) and message["abstract"] != "<jats:p />")
        people = [name for name in message.get("author") or () if name.keys() & {"family", "given", "name"}]
        assert len(record.authors) == len(people)
        assert json.loads(record.raw) == message


@pytest.mark.parametrize("pattern", ["lists/*.json", "snapshot/*"])
def test_load_reads_real_lists_and_slices(pattern: str) -> None:
    for path in _shared(pattern):
        items = _load(path)
        assert items
        for item in items:
            if isinstance(item, Record):
                _assert_clean(item)
            else:
                assert len(items) == 1
                assert "no records" in item.message


def test_load_makes_one_problem_of_a_saved_error() -> None:
    for path in _shared("errors/*.json"):
        items = _load(path)
        assert len(items) == 1
        assert isinstance(items[0], Problem), path.name


FAULTS = {
    "00_control_ok": 1,
    "00_control_list": 2,
    "failed_status": 0,
    "resource_not_found": 0,
    "message_null": 0,
    "empty_items": 0,
    "empty_title_author": 5,
    "jats_hostile": 5,
    "escaped_titles": 5,
    "missing_doi": 1,
    "refs_5000": 1,
    "bad_orcid_issn": 1,
    "relation_retraction": 2,
}


@pytest.mark.parametrize(("name", "count"), FAULTS.items())
def test_load_of_faulty_answers(name: str, count: int) -> None:
    path = SHARED / f"faults/crossref/{name}.json"
    if not path.exists():
        pytest.skip("shared data not here")
    items = _load(path)
    records = [item for item in items if isinstance(item, Record)]
    assert len(records) == count
    assert count or isinstance(items[0], Problem)
    for record in records:
        _assert_clean(record)
        assert record.url is None or record.url.startswith("https://doi.org/")


def test_load_names_the_lack_of_records() -> None:
    assert [item.message for item in FORMAT.load(Source('{"status":"ok","message":{"items":[]}}')) if isinstance(item, Problem)] == [
        "no records in this file"
    ]


def test_read_work_maps_every_field() -> None:
    message = {
        "DOI": "10.5555/ABC",
        "type": "book-chapter",
        "title": ["Sharing &amp;amp; caring", "A second title"],
        "subtitle": ["what <i>people</i> say"],
        "author": [
            {"family": "King", "given": "Ann", "suffix": "Jr", "ORCID": "http://orcid.org/0000-0002-1825-0097"},
            {"name": "The Example Group"},
            {"family": "Mono"},
            {"sequence": "additional"},
        ],
        "editor": [{"family": "Ed", "given": "Itor"}],
        "issued": {"date-parts": [[None]]},
        "published-print": {"date-parts": [[2021, 5]]},
        "container-title": ["Made-up Series in Care", "The Book"],
        "publisher": "A Press",
        "page": "1-9",
        "ISBN": ["http://id.crossref.org/isbn/9781799849759", "978-0-00-000000-0"],
        "ISSN": ["2662-2211", "not-an-issn", None, 7],
        "URL": "http://dx.doi.org/10.5555/abc",
        "language": "en-GB",
        "subject": ["Health", "Health"],
        "license": [
            {"URL": "https://publisher.example/tdm", "content-version": "tdm"},
            {"URL": "http://creativecommons.org/licenses/by-nc-nd/4.0/", "content-version": "am"},
            {"URL": "http://creativecommons.org/licenses/by/4.0/legalcode", "content-version": "vor"},
        ],
        "funder": [{"name": "A Fund", "award": ["1"]}, {"name": "A Fund", "award": ["2", "1"]}, {"award": ["3"]}],
        "reference": [
            {"DOI": "10.5555/REF", "year": "2019a", "author": "Roe", "article-title": "On care"},
            {"unstructured": "Doe J. <i>Book</i>. 2020."},
            {"key": "nothing"},
        ],
    }
    record = read_work(message)
    assert record.title == "Sharing & caring: what people say"
    assert record.extra == {"other-titles": ["A second title"]}
    assert record.authors == (
        Name("King", "Ann, Jr", None, "0000-0002-1825-0097"),
        Name(literal="The Example Group"),
        Name("Mono"),
    )
    assert record.editors == (Name("Ed", "Itor"),)
    assert (record.type, record.issued, record.language) == ("chapter", "2021-05", "en")
    assert (record.container_title, record.collection_title) == ("The Book", "Made-up Series in Care")
    assert (record.isbn, record.issn) == (("9781799849759",), ("2662-2211",))
    assert (record.url, record.licence) == ("https://doi.org/10.5555/abc", "CC BY 4.0")
    assert record.funders == (Funder("A Fund", ("1", "2")),)
    assert record.references == (Reference("Roe, 2019a, On care", "10.5555/ref", 2019), Reference("Doe J. Book. 2020."))
    assert record.subjects == ("Health",)


@pytest.mark.parametrize(
    ("row", "doi"),
    [
        ({"unstructured": "Roe A. On care. J Care 2019. https://doi.org/10.5555/REF.1."}, "10.5555/ref.1"),
        ({"unstructured": "Roe A. On care. doi:10.5555/ref (see also 10.5555/other)"}, None),
        ({"unstructured": "Roe A. On care. 10.5555/ref. https://doi.org/10.5555/ref"}, "10.5555/ref"),
        ({"unstructured": "Roe A. On care. https://doi.org/10.5555/printed", "DOI": "10.5555/stated"}, "10.5555/stated"),
        ({"unstructured": "Roe A. Version 10.2 of care."}, None),
        ({"article-title": "On 10.5555/ref"}, None),
    ],
)
def test_reference_without_a_doi_field_takes_the_one_that_is_printed(row: dict[str, Any], doi: str | None) -> None:
    (reference,) = read_work({"DOI": "10.5555/one", "reference": [row]}).references
    assert reference.doi == doi


def test_read_work_cuts_the_abstract_into_lines() -> None:
    text = read_work(MULVALE).texts[0]
    assert (text.field, text.language) == (ABSTRACT, "en")
    assert [line.partition(":")[0] for line in text.content.split("\n")] == ["Background", "Results"]


@pytest.mark.parametrize(
    ("message", "series", "container"),
    [
        ({"type": "book", "container-title": ["A Series"]}, "A Series", None),
        ({"type": "book-chapter", "container-title": ["The Book", "Lecture Notes in Care"]}, "Lecture Notes in Care", "The Book"),
        ({"type": "book-chapter", "container-title": ["The Book", "Another Thing"]}, "Another Thing", "The Book"),
        ({"type": "journal-article", "container-title": ["A &amp; B", "Variant"]}, None, "A & B"),
        ({"type": "journal-article", "container-title": "One string"}, None, "One string"),
        ({"type": "journal-article", "container-title": []}, None, None),
    ],
)
def test_read_work_tells_series_from_container(message: dict[str, Any], series: str | None, container: str | None) -> None:
    record = read_work(message)
    assert (record.collection_title, record.container_title) == (series, container)


NOTICE, PAPER = "10.5555/notice", "10.5555/paper"


def _row(doi: str, kind: str = "retraction", source: str | None = None) -> dict[str, Any]:
    return {"DOI": doi.upper(), "type": kind, "updated": {"date-parts": [[2020, 6, 5]]}, **({"source": source} if source else {})}


@pytest.mark.parametrize(
    ("message", "updates"),
    [
        ({"DOI": PAPER, "updated-by": [_row(NOTICE)]}, [("retraction", NOTICE)]),
        ({"DOI": NOTICE, "update-to": [_row(PAPER)]}, [("retraction-of", PAPER)]),
        ({"DOI": PAPER, "update-to": [_row(PAPER, "correction")]}, [("correction", PAPER)]),
        ({"DOI": NOTICE, "update-to": [_row(PAPER)], "updated-by": [_row(PAPER)]}, [("retraction-of", PAPER)]),
        ({"DOI": NOTICE, "update-to": [_row(PAPER, source="retraction-watch")], "updated-by": [_row(PAPER)]}, [("retraction-of", PAPER)]),
        ({"DOI": PAPER, "update-to": [_row(NOTICE)], "updated-by": [_row(NOTICE, source="retraction-watch")]}, [("retraction", NOTICE)]),
        ({"DOI": PAPER, "updated-by": [_row(NOTICE, "expression_of_concern")]}, [("expression-of-concern", NOTICE)]),
        ({"DOI": PAPER, "updated-by": None, "update-to": "x", "relation": "x"}, []),
    ],
)
def test_read_work_keeps_the_direction_of_updates(message: dict[str, Any], updates: list[tuple[str, str]]) -> None:
    found = read_work(message).updates
    assert [(update.type, update.doi) for update in found] == updates
    assert all(update.date == "2020-06-05" for update in found)


def test_read_work_keeps_who_reports_an_update() -> None:
    update = read_work({"DOI": PAPER, "updated-by": [_row(NOTICE, source="retraction-watch")]}).updates[0]
    assert update == Update("retraction", NOTICE, "2020-06-05", "retraction-watch")


@pytest.mark.parametrize(
    "message", [{"type": "posted-content", "subtype": "blog"}, {"type": "posted-content", "subtype": "preprint"}, {"type": "x"}, {}]
)
def test_read_work_gives_csl_types(message: dict[str, Any]) -> None:
    wanted = {"blog": "post-weblog", "preprint": "article"}.get(message.get("subtype", ""), message.get("type"))
    assert read_work(message).type == wanted


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8) | st.just("\ud800"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["date-parts", "name", "family", "DOI", "URL", "type", "award"]), inner, max_size=3)
    ),
    max_leaves=8,
)
KEYS = sorted({*MULVALE, "subtitle", "editor", "published", "update-to", "updated-by", "ISBN", "subject", "page", "issue"})


@given(st.dictionaries(st.sampled_from(KEYS), JSON))
def test_read_work_takes_any_types(message: dict[str, Any]) -> None:
    record = read_work(message)
    assert record.raw.encode()
    _assert_clean(record)


def test_load_reads_every_wrapping_of_the_same_works() -> None:
    works = [MULVALE, VAN_DER_GRAAF]
    wrapped = [
        json.dumps({"status": "ok", "message-type": "work-list", "message": {"items": works}}),
        json.dumps({"items": works}, indent=1),
        json.dumps(works),
        "\n".join(map(json.dumps, works)) + "\n",
        "\ufeff" + "\n\n".join(json.dumps({"status": "ok", "message": work}) for work in works),
    ]
    for text in wrapped:
        assert [record.doi for record in _records(text)] == [MULVALE["DOI"], VAN_DER_GRAAF["DOI"]]


def test_load_goes_on_after_a_bad_line() -> None:
    lines = [json.dumps(MULVALE), '{"DOI": "10.5555/cut', "17", json.dumps(VAN_DER_GRAAF)]
    items = list(FORMAT.load(Source("\n".join(lines))))
    assert [type(item) for item in items] == [Record, Problem, Problem, Record]
    assert [item.where for item in items if isinstance(item, Problem)] == ["line 2", "line 3"]


@pytest.mark.parametrize("text", ["", "Some prose.", "[1, 2]", '[{"id": "a", "title": "t", "DOI": "10.5555/x"}]', "{", "TY  - JOUR"])
def test_score_leaves_other_things_alone(text: str) -> None:
    assert FORMAT.score(Source(text)) < 0.3
