"""Every fixture: told as its kind, read as its expected record, with no furniture in any field, in every encoding."""

import codecs
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.record import Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.decode import read_source
from cpx.formats.pages import PAGES
from cpx.formats.sniff import sniff

FIXTURES = Path(__file__).parent / "fixtures"
CASES = sorted(path.stem for path in FIXTURES.glob("*.json"))
FORMATS = {entry.name: entry for entry in PAGES}
FURNITURE = re.compile(
    r"sign in|log ?in\b|share (?:this|document)|download|h-index|total documents|cookie|公众号|view item|statistics|"
    r"altmetric|cited by|export citation|"
    r"privacy policy|skip to|depositing user|newsletter|related (?:posts|content)|"
    r"similar articles|pubmed disclaimer|doi: 10\.9999/(?:other|ref|jd|stroke)",
    re.IGNORECASE,
)


def _page(stem: str) -> Path:
    return next(path for path in FIXTURES.glob(f"{stem}.*") if path.suffix != ".json")


def _expected(stem: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FIXTURES / f"{stem}.json").read_text(encoding="utf-8"))
    return found


def _read(entry: Format, source: Source) -> list[Record]:
    items = list(entry.load(source))
    assert not [item for item in items if isinstance(item, Problem)]
    return [item for item in items if isinstance(item, Record)]


def _shown(record: Record, field: str) -> Any:  # noqa: ANN401
    value = getattr(record, field)
    shapes = {
        "authors": lambda item: item.literal or f"{item.family}|{item.given}",
        "editors": lambda item: item.literal or f"{item.family}|{item.given}",
        "identifiers": lambda item: f"{item.scheme}:{item.value}",
        "headings": lambda item: item.label,
        "funders": lambda item: [item.name, list(item.awards)],
        "references": lambda item: [item.doi, item.year],
    }
    return [shapes.get(field, lambda item: item)(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("stem", CASES)
def test_pages_tell_a_page_as_its_kind(stem: str) -> None:
    best = sniff(PAGES, read_source(_page(stem).read_bytes()))
    assert best is not None
    assert best[0].name == _expected(stem)["format"]
    assert best[1] >= 0.3


@pytest.mark.parametrize("stem", CASES)
def test_pages_read_the_expected_records(stem: str) -> None:
    expected = _expected(stem)
    records = _read(FORMATS[expected["format"]], read_source(_page(stem).read_bytes()))
    assert len(records) == len(expected["records"])
    for record, fields in zip(records, expected["records"], strict=True):
        texts = fields.pop("texts", None)
        assert {name: _shown(record, name) for name in fields} == fields
        if texts is not None:
            _check_texts(record.texts, texts)


def _check_texts(texts: tuple[Text, ...], expected: list[list[str]]) -> None:
    assert [text.language for text in texts] == [language for language, _, _ in expected]
    for text, (_, begin, end) in zip(texts, expected, strict=True):
        assert text.content.startswith(begin)
        assert text.content.endswith(end)


@pytest.mark.parametrize("stem", CASES)
def test_pages_let_no_furniture_into_a_field(stem: str) -> None:
    for record in _read(FORMATS[_expected(stem)["format"]], read_source(_page(stem).read_bytes())):
        _assert_clean(record)


def _assert_clean(record: Record) -> None:
    for field in Record.__dataclass_fields__:
        if field not in ("raw", "extra", "source_id"):
            assert not FURNITURE.search(str(getattr(record, field))), field


@pytest.mark.parametrize("stem", CASES)
def test_pages_give_source_raw_and_distinct_ids(stem: str) -> None:
    name = _expected(stem)["format"]
    records = _read(FORMATS[name], read_source(_page(stem).read_bytes()))
    assert {record.source for record in records} == {"text" if name == "plain" else f"page:{name}"}
    assert all(record.raw.strip() for record in records)
    ids = [record.source_id for record in records if record.source_id]
    assert len(ids) == len(set(ids))
    assert {record.part_of for record in records} <= {None, *ids}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("stem", CASES)
def test_pages_read_the_same_in_other_encodings(stem: str, encoding: str) -> None:
    text = _page(stem).read_text(encoding="utf-8")
    mark = codecs.BOM_UTF16_BE if encoding == "utf-16-be" else b""
    entry = FORMATS[_expected(stem)["format"]]
    assert list(entry.load(read_source(mark + text.encode(encoding)))) == list(entry.load(read_source(text.encode())))


@pytest.mark.parametrize("stem", ["repository_dspace", "article_springer", "listing_book_toc", "recommendations_blog"])
def test_pages_read_the_same_in_windows_1252(stem: str) -> None:
    text = _page(stem).read_text(encoding="utf-8").replace('charset="utf-8"', 'charset="windows-1252"')
    entry = FORMATS[_expected(stem)["format"]]
    assert list(entry.load(read_source(text.encode("cp1252")))) == list(entry.load(read_source(text.encode())))


@pytest.mark.parametrize("stem", CASES)
def test_pages_read_the_same_with_windows_line_ends(stem: str) -> None:
    text = _page(stem).read_text(encoding="utf-8")
    entry = FORMATS[_expected(stem)["format"]]
    assert list(entry.load(read_source(text.replace("\n", "\r\n").encode()))) == list(entry.load(read_source(text.encode())))


@pytest.mark.parametrize("stem", CASES)
def test_pages_are_read_quickly(stem: str) -> None:
    data = _page(stem).read_bytes()
    entry = FORMATS[_expected(stem)["format"]]
    list(entry.load(read_source(data)))
    begin = time.perf_counter()
    source = read_source(data)
    sniff(PAGES, source)
    list(entry.load(source))
    assert time.perf_counter() - begin < 0.5, "ten times what it takes"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("stem", CASES)
def test_pages_read_by_the_wrong_reader_do_no_harm(entry: Format, stem: str) -> None:
    for item in entry.load(read_source(_page(stem).read_bytes())):
        assert isinstance(item, Record | Problem)


_PIECES = [line for stem in CASES for line in _page(stem).read_text(encoding="utf-8").split("\n")]


@given(st.lists(st.sampled_from(_PIECES), max_size=40), st.sampled_from(PAGES))
def test_pages_take_any_mixture_of_lines(lines: list[str], entry: Format) -> None:
    source = Source("\n".join(lines))
    assert entry.score(source) <= 2
    for item in entry.load(source):
        assert isinstance(item, Record | Problem)


@given(st.text(max_size=400), st.sampled_from(PAGES))
def test_pages_take_any_text(text: str, entry: Format) -> None:
    source = Source(text)
    entry.score(source)
    for item in entry.load(source):
        assert isinstance(item, Record | Problem)
        if isinstance(item, Record):
            assert item.title or item.doi or item.texts or item.authors or item.identifiers


HOSTILE = {
    "one word": "a" * 60_000,
    "words": "a " * 60_000,
    "dots": "A. " * 30_000,
    "names": "Smith, J., " * 8_000,
    "brackets": "(" * 60_000,
    "years": "2020;" * 12_000,
    "dois": "10.9999/a " * 6_000,
    "labels": "Keywords: a\n" * 6_000,
    "authors": "Author(s):\nJane Doe\n" * 2_000,
    "capitals": "Mesh: " + "Health Care " * 5_000,
    "funders": "Funding: " + "supported by the Abc Trust (NIHR200166) and " * 1_500,
}


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.name)
@pytest.mark.parametrize("kind", HOSTILE)
def test_pages_stay_quick_on_hostile_text(kind: str, entry: Format) -> None:
    source = Source(HOSTILE[kind])
    begin = time.perf_counter()
    entry.score(source)
    list(entry.load(source))
    assert time.perf_counter() - begin < 6, "a quadratic reader takes minutes"
