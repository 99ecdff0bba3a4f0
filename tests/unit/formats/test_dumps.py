"""What goes out as RIS, BibTeX, CSV and Markdown: right for the programs that read it, and no made title among it."""

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from work_strategies import works

from cpx.domain.record import Identifier, Name
from cpx.domain.work import GIVEN, MADE, Work
from cpx.formats import bibtex, csl_json, csv_table, markdown, ris
from cpx.formats.bibtex import citation_key
from cpx.formats.csv_table import COLUMNS, FORMULA_STARTS, cell_text
from cpx.formats.dumping import inverted, page_range

WORK = Work(
    id=7,
    key="smith2021power",
    doi="10.5555/a_b",
    type="article-journal",
    title="Power & voice: 50% of {care}",
    authors=(Name("van der Graaf", "Peter"), Name("King", "Martin Luther, Jr."), Name(literal="Research and Care Group")),
    editors=(Name("Roe", "Ann"),),
    issued="2021-03-30",
    year=2021,
    container_title="A Journal",
    publisher="A Press",
    volume="4",
    issue="1",
    page="12-19",
    isbn=("9781799849759",),
    issn=("2662-2211",),
    identifiers=(Identifier("pmid", "38566129"),),
    url="https://example.org/a_b",
    language="en",
    abstract="Background: One.\nMethods: Two.",
    keywords=("care",),
    methods=("Interviews",),
    populations=("Carers",),
)
MADE_UP = replace(WORK, title="Graaf (2021): One of the words", title_source=MADE, retracted=True)
WRITERS = {"ris": ris, "bibtex": bibtex, "csv": csv_table, "markdown": markdown, "csl-json": csl_json}


def _dump(name: str, *catalogue: Work) -> str:
    return "".join(WRITERS[name].dump(catalogue))


def test_ris_writes_the_fields_in_order() -> None:
    assert _dump("ris", WORK).splitlines() == [
        "TY  - JOUR",
        "ID  - smith2021power",
        "TI  - Power & voice: 50% of {care}",
        "AU  - van der Graaf, Peter",
        "AU  - King, Martin Luther, Jr.",
        "AU  - Research and Care Group",
        "ED  - Roe, Ann",
        "PY  - 2021",
        "DA  - 2021/03/30",
        "T2  - A Journal",
        "PB  - A Press",
        "VL  - 4",
        "IS  - 1",
        "SP  - 12",
        "EP  - 19",
        "SN  - 9781799849759",
        "SN  - 2662-2211",
        "DO  - 10.5555/a_b",
        "AN  - 38566129",
        "UR  - https://example.org/a_b",
        "LA  - en",
        "AB  - Background: One. Methods: Two.",
        "KW  - care",
        "KW  - Interviews",
        "KW  - Carers",
        "ER  - ",
        "",
    ]


def test_bibtex_writes_the_fields_in_order() -> None:
    assert _dump("bibtex", WORK).splitlines() == [
        "@article{smith2021power,",
        r"  title = {{Power \& voice: 50\% of {\textbraceleft}care{\textbraceright}}},",
        "  author = {van der Graaf, Peter and King, Jr., Martin Luther and {Research and Care Group}},",
        "  editor = {Roe, Ann},",
        "  year = {2021},",
        "  month = mar,",
        "  journal = {A Journal},",
        "  publisher = {A Press},",
        "  volume = {4},",
        "  number = {1},",
        "  pages = {12--19},",
        "  isbn = {9781799849759},",
        "  issn = {2662-2211},",
        "  doi = {10.5555/a_b},",
        "  pmid = {38566129},",
        "  url = {https://example.org/a_b},",
        "  language = {en},",
        "  abstract = {Background: One. Methods: Two.},",
        "  keywords = {care, Interviews, Carers},",
        "}",
        "",
    ]


@pytest.mark.parametrize(
    ("kind", "entry", "container", "publisher"),
    [
        ("chapter", "incollection", "booktitle", "publisher"),
        ("paper-conference", "inproceedings", "booktitle", "publisher"),
        ("report", "techreport", "journal", "institution"),
        ("thesis", "phdthesis", "journal", "school"),
        ("post-weblog", "misc", "journal", "publisher"),
        (None, "misc", "journal", "publisher"),
    ],
)
def test_bibtex_names_fields_by_type(kind: str | None, entry: str, container: str, publisher: str) -> None:
    text = _dump("bibtex", replace(WORK, type=kind))
    assert text.startswith(f"@{entry}{{")
    assert f"  {container} = {{A Journal}}" in text
    assert f"  {publisher} = {{A Press}}" in text


@pytest.mark.parametrize(
    ("key", "written"), [("kjellström2020a", "kjellstrom2020a"), ("a b,c{d}", "a-b-c-d-"), ("王2020", "2020"), ("王", "work")]
)
def test_citation_key_is_plain_ascii(key: str, written: str) -> None:
    assert citation_key(key) == written


def test_markdown_writes_a_line_a_work() -> None:
    assert _dump("markdown", WORK) == (
        "- van der Graaf, King & Research and Care Group (2021). Power & voice: 50% of \\{care\\}. *A Journal*, 4(1), 12-19. "
        "<https://doi.org/10.5555/a_b>\n"
    )


@pytest.mark.parametrize(
    ("work", "line"),
    [
        (Work(id=1, key="k"), "- (n.d.). \\[title not known\\]."),
        (Work(id=1, key="k", title="Why?", retracted=True), "- **[RETRACTED]** (n.d.). Why?"),
        (Work(id=1, key="k", title="*a* [x](y) <b> `c` &amp;"), "- (n.d.). \\*a\\* \\[x\\](y) \\<b\\> \\`c\\` &amp;amp;."),
        (Work(id=1, key="k", title="T", url="https://example.org/(a)>b"), "- (n.d.). T. <https://example.org/(a)%3Eb>"),
        (
            Work(id=1, key="k", title="T", publisher="A Charity", authors=(Name("A"), Name("B"), Name("C"), Name("D"))),
            "- A et al. (n.d.). T. *A Charity*.",
        ),
    ],
)
def test_markdown_escapes_and_marks(work: Work, line: str) -> None:
    assert _dump("markdown", work) == line + "\n"


def test_csv_writes_a_header_and_a_row_a_work() -> None:
    rows = list(csv.DictReader(io.StringIO(_dump("csv", WORK, MADE_UP))))
    assert list(rows[0]) == list(COLUMNS)
    assert (rows[0]["title"], rows[0]["title_source"], rows[0]["retracted"]) == (WORK.title, GIVEN, "false")
    assert (rows[1]["title"], rows[1]["title_source"], rows[1]["retracted"]) == ("", MADE, "true")
    assert rows[0]["authors"] == "van der Graaf, Peter; King, Martin Luther, Jr.; Research and Care Group"
    assert (rows[0]["year"], rows[0]["methods"], rows[0]["abstract"]) == ("2021", "Interviews", "Background: One. Methods: Two.")


@pytest.mark.parametrize("start", [*FORMULA_STARTS, " =", "\t=", "\r\n+"])
def test_csv_disarms_formulas(start: str) -> None:
    text = cell_text(f'{start}HYPERLINK("x")')
    assert text.startswith("'")
    assert "HYPERLINK" in text


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (True, "true"), (-5, "-5"), (["-a", "b"], "'-a; b"), ("a-b", "a-b"), ([], ""), ("a\n b", "a b")]
)
def test_cell_text(value: str | bool | int | list[str] | None, text: str) -> None:
    assert cell_text(value) == text


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_writer_gives_a_made_title_away(name: str) -> None:
    text = _dump(name, MADE_UP)
    assert MADE_UP.title not in text
    assert "One of the words" not in text
    assert re.search("(?i)retracted", text)


@pytest.mark.parametrize("name", ["ris", "bibtex", "csl-json"])
def test_tags_go_out_as_keywords(name: str) -> None:
    text = _dump(name, WORK)
    assert "Interviews" in text
    assert "Carers" in text


@given(st.lists(works(), max_size=3))
def test_ris_keeps_every_record_whole(catalogue: list[Work]) -> None:
    records = _dump("ris", *catalogue).split("ER  - \n\n")
    assert records.pop() == ""
    assert len(records) == len(catalogue)
    for work, record in zip(catalogue, records, strict=True):
        fields = [line.split("  - ", 1) for line in record.splitlines()]
        assert all(len(field) == 2 and re.fullmatch("[A-Z][A-Z0-9]", field[0]) and field[1] for field in fields)
        values = {tag: [value for name, value in fields if name == tag] for tag, _ in fields}
        assert fields[0][0] == "TY"
        assert values.get("TI", []) == ([work.title] if work.title_source == GIVEN else [])
        assert values.get("AU", []) == [inverted(name) for name in work.authors]
        assert values.get("DO", []) == ([work.doi] if work.doi else [])
        assert values.get("PY", []) == ([str(work.year)] if work.year else [])


@given(works())
def test_bibtex_balances_its_braces(work: Work) -> None:
    text = _dump("bibtex", work)
    depths = [0]
    for char in text:
        depths.append(depths[-1] + {"{": 1, "}": -1}.get(char, 0))
    assert depths[-1] == 0
    assert min(depths) == 0
    assert 0 not in depths[text.index("{") + 1 : text.rindex("}") + 1]
    assert re.fullmatch(r"@[a-z]+\{[A-Za-z0-9:._+-]+,", text.splitlines()[0])


@given(st.lists(works(), max_size=3))
def test_csv_reads_back_and_holds_no_formula(catalogue: list[Work]) -> None:
    rows = list(csv.DictReader(io.StringIO(_dump("csv", *catalogue))))
    assert [row["key"] for row in rows] == [work.key for work in catalogue]
    for work, row in zip(catalogue, rows, strict=True):
        assert None not in row
        assert row["doi"] == (work.doi or "")
        assert row["title"].removeprefix("'") == (work.title.removeprefix("'") if work.title_source == GIVEN else "")
        assert not any(value.startswith(FORMULA_STARTS) for value in row.values())


@given(st.lists(works(), max_size=3))
def test_markdown_gives_one_line_a_work(catalogue: list[Work]) -> None:
    lines = _dump("markdown", *catalogue).splitlines()
    assert len(lines) == len(catalogue)
    assert all(line.startswith("- ") for line in lines)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_dump_yields_as_it_goes(name: str) -> None:
    def endless() -> object:
        while True:
            yield WORK

    chunks = WRITERS[name].dump(endless())
    assert len([next(chunks) for _ in range(50)]) == 50


@pytest.mark.parametrize(
    ("page", "first", "last"),
    [
        ("12-19", "12", "19"),
        ("12–19", "12", "19"),
        ("12--19", "12", "19"),
        ("e12", "e12", None),
        ("1-2, 5-9", "1-2, 5-9", None),
        ("S1-12-S1-19", "S1-12-S1-19", None),
        (None, None, None),
    ],
)
def test_page_range(page: str | None, first: str | None, last: str | None) -> None:
    assert page_range(page) == (first, last)
