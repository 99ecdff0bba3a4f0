import pytest

from cpx.domain.record import Record
from cpx.formats.base import Problem, Source
from cpx.formats.plain import FORMAT

PROSE = "Carers are seldom asked. We asked forty of them over one winter. They told us of waiting, and of what would help at night."


def _one(text: str) -> Record:
    (record,) = FORMAT.load(Source(text))
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (PROSE, None),
        (f"What carers need at night\n\n{PROSE}", "What carers need at night"),
        (f"What carers need at night.\n{PROSE}", "What carers need at night"),
        (f"Title: What carers need\n\n{PROSE}", "What carers need"),
        (f"What carers need: a study\n\nAbstract\n{PROSE}", "What carers need: a study"),
        (f"Background: {PROSE}\nMethods: We talked to them in their homes.", None),
        (f"Abstract\n{PROSE}", None),
    ],
)
def test_plain_finds_the_title_where_there_is_one(text: str, title: str | None) -> None:
    record = _one(text)
    assert record.title == title
    assert len(record.texts) == 1
    assert "Carers are seldom asked." in record.texts[0].content
    assert record.source == "text"


@pytest.mark.parametrize(
    "line",
    [
        "Smith J, Doe J. Res Involv 2023. DOI: 10.9999/t.1.",
        "Smith J, Doe J. Res Involv. 2023;4(1):12. doi: 10.9999/t.1",
        "Smith, J. and Doe, J. (2023) What carers need. Res Involv, 4 (1), 12. https://doi.org/10.9999/t.1",
    ],
)
def test_plain_reads_a_citation_below_the_title(line: str) -> None:
    record = _one(f"What carers need\n\n{line}\n\nAbstract: {PROSE}")
    assert [name.family for name in record.authors] == ["Smith", "Doe"]
    assert (record.title, record.issued, record.doi, record.container_title) == ("What carers need", "2023", "10.9999/t.1", "Res Involv")
    assert record.texts[0].content == PROSE


def test_plain_reads_keywords_and_doi_below_the_abstract() -> None:
    record = _one(f"{PROSE}\nKeywords: carers, night; wards\nDOI: https://doi.org/10.9999/T.2")
    assert record.keywords == ("carers, night", "wards")
    assert record.doi == "10.9999/t.2"
    assert record.texts[0].content == PROSE


def test_plain_keeps_two_languages_apart() -> None:
    record = _one(f"Abstract: {PROSE}\n摘要: 照顾者很少被询问。我们在一个冬天里询问了四十位照顾者。")
    assert [text.language for text in record.texts] == ["en", "zh"]


def test_plain_refuses_what_is_no_abstract() -> None:
    (problem,) = FORMAT.load(Source("word " * 50_000))
    assert isinstance(problem, Problem)
    assert "characters" in problem.message
    (problem,) = FORMAT.load(Source("x"))
    assert isinstance(problem, Problem)


@pytest.mark.parametrize(
    "text",
    [
        '{"title": "x"}',
        "TY  - JOUR\nTI  - x",
        "@article{a,\n title={A study of care in homes and wards.}}",
        "PMID- 1",
        "id,title,abstract,year\n1,a,b,2020",
        "x",
        "",
    ],
)
def test_plain_leaves_data_formats_alone(text: str) -> None:
    assert FORMAT.score(Source(text)) == 0


def test_plain_is_surer_of_headed_abstracts() -> None:
    headed = "Background: Carers wait for a long time.\nMethods: We asked them about the winter.\nResults: They told us of nights."
    assert FORMAT.score(Source(headed)) > FORMAT.score(Source(PROSE)) >= 0.3
