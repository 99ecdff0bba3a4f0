"""The four pages that the catalogue began with: what each must yield. Skipped where they are not at hand."""

import re
from pathlib import Path

import pytest

from cpx.domain.record import Record
from cpx.errors import CpxError
from cpx.formats.decode import read_source
from cpx.formats.pages import PAGES
from cpx.formats.sniff import sniff

SEEDS = Path(__file__).resolve().parents[3] / "../shared/seeds"
FAULTS = Path(__file__).resolve().parents[3] / "../shared/data/faults"
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed pages are not here")
FURNITURE = re.compile(
    r"sign in|share document|total documents|h-index|公众号|view item|export citation|download|statistics|pdf\(pubmed\)", re.IGNORECASE
)


def _seed(number: str) -> list[Record]:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    source = read_source(path.read_bytes(), path.name)
    best = sniff(PAGES, source)
    assert best is not None
    assert best[1] >= 0.8
    return [item for item in best[0].load(source) if isinstance(item, Record)]


@needs_seeds
def test_seeds_yield_fourteen_works_thirteen_with_text() -> None:
    records = [record for number in ("000", "001", "002", "003") for record in _seed(number)]
    assert len(records) == 14
    assert sum(bool(record.texts) for record in records) == 13
    assert sum(len(record.authors) for record in records) == 28
    for record in records:
        fields = [str(getattr(record, name)) for name in Record.__dataclass_fields__ if name not in ("raw", "extra")]
        assert not FURNITURE.search(" ".join(fields))


@needs_seeds
def test_seed_blog_has_author_publisher_and_references() -> None:
    (record,) = _seed("000")
    assert (record.type, record.title, record.issued, record.publisher) == ("post-weblog", None, "2024", "Healthwatch Essex")
    assert [(name.family, name.given) for name in record.authors] == [("Pittuck", "Beth")]
    assert [reference.year for reference in record.references] == [2024, 2021]
    assert record.references[0].text.startswith("Garside")
    assert "pp. 491-506" in record.references[1].text
    (text,) = record.texts
    assert (text.field, text.language) == ("body", "en")
    assert len(re.findall(r"(?m)^\d\) ", text.content)) == 10
    assert "Reference List" not in text.content


@needs_seeds
def test_seed_mirror_parts_keywords_headings_and_languages() -> None:
    (record,) = _seed("001")
    assert (record.doi, record.title, record.authors) == ("10.1186/s12961-024-01130-w", None, ())
    assert len(record.keywords) == 7
    assert record.keywords[5] == "Structurally vulnerable populations"
    assert [heading.label for heading in record.headings] == [
        "Humans",
        "Sweden",
        "Canada",
        "Research Design",
        "Longitudinal Studies",
        "Learning",
    ]
    assert all(heading.guessed for heading in record.headings)
    assert record.extra["mesh"].startswith("Humans Sweden")
    assert [text.language for text in record.texts] == ["en", "zh"]
    assert [text.content.count("\n") for text in record.texts] == [3, 3]


@needs_seeds
def test_seed_repository_page_is_read_whole() -> None:
    (record,) = _seed("002")
    families = ["Van der Graaf", "Kislov", "Smith", "Langley", "Hamer", "Cheetham", "Wolstenholme", "Cooke", "Mawson"]
    assert [name.family for name in record.authors] == families
    assert record.title is not None
    assert record.title.startswith("Leading co-production in five UK collaborative research partnerships (2008-2018): ")
    assert (record.issued, record.container_title, record.volume, record.issue, record.page) == (
        "2023",
        "Implementation Science Communications",
        "4",
        "1",
        "12",
    )
    assert (record.issn, record.licence, record.type) == (("2662-2211",), "CC BY 4.0", "article-journal")
    assert record.url == "https://nrl.northumbria.ac.uk/id/eprint/50941"
    assert record.keywords == ("co-production", "NIHR CLAHRCs", "applied health research", "auto-ethnography")
    assert record.subjects == ("A300 Clinical Medicine", "B700 Nursing")
    assert [award for funder in record.funders for award in funder.awards] == ["NIHR200173", "NIHR200166"]
    (text,) = record.texts
    assert [line.split(":")[0] for line in text.content.split("\n")] == ["Background", "Methods", "Results", "Conclusions"]
    assert "four tensions in doing co-production" in text.content


@needs_seeds
def test_seed_listing_is_a_book_and_its_chapters() -> None:
    book, *chapters = _seed("003")
    assert (book.type, book.publisher, book.isbn) == ("book", "IGI Global", ("9781799849759", "9781799849766"))
    assert book.title == "Processual Perspectives on the Co-Production Turn in Public Sector Organizations"
    assert book.collection_title == "Advances in Public Policy and Administration"
    assert len(chapters) == 10
    assert {chapter.part_of for chapter in chapters} == {book.source_id}
    assert {chapter.type for chapter in chapters} == {"chapter"}
    assert all(chapter.title is None and len(chapter.texts) == 1 for chapter in chapters)
    people = [(name.family, name.given) for chapter in chapters for name in chapter.authors]
    assert (len(people), len(set(people))) == (18, 16)
    assert ("Kjellström", "Sofia") in people
    assert ("von Heimburg", "Dina") in people
    assert len({chapter.texts[0].content for chapter in chapters}) == 10


def _faults() -> list[Path]:
    return sorted([*FAULTS.glob("html/*"), *FAULTS.glob("text/*")])


@pytest.mark.skipif(not FAULTS.is_dir(), reason="the faulty inputs are not here")
@pytest.mark.parametrize("path", _faults(), ids=lambda path: path.name)
def test_faulty_inputs_end_in_records_problems_or_words(path: Path) -> None:

    try:
        source = read_source(path.read_bytes(), path.name)
    except CpxError as refused:
        hint = refused.hint
        assert hint, "a refusal says what to do"
        return
    best = sniff(PAGES, source)
    items = list(best[0].load(source)) if best else []
    dois = [item.doi for item in items if isinstance(item, Record)]
    assert not {"10.9999/in.script", "10.9999/hidden", "10.9999/hidden2"} & set(dois)
    if path.name.startswith("00_control"):
        assert len(dois) == 1
    if path.name == "many_dois.html":
        assert dois == ["10.9999/h.1"]
    if path.name == "doi_list_dupes.txt":
        assert len(dois) == 40
