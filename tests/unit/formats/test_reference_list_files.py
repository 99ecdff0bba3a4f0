"""References of files of any kind: told by content, whole where they are whole, and an error in words where they are none."""

import json
from pathlib import Path

import pytest
from word_document import docx, field, paragraph

from cpx.errors import CpxError
from cpx.formats.reference_list_files import read_references

AHO = "Aho A. Sharing power in wards. J Care 2020. https://doi.org/10.5555/aho"
COLE = "Cole C. Meetings that last a long time. London: A Press; 2019."
PAGE = """<html><body><h1>A page</h1><p>Text.</p><h2>References</h2><ol>
<li>Aho A. Sharing power in wards. J Care 2020. <a href="https://doi.org/10.5555/aho">Crossref</a></li>
<li>Cole C. Meetings that last a long time. London: A Press; 2019.</li></ol></body></html>"""


@pytest.mark.parametrize(
    ("data", "dois"),
    [
        (f"References\n{AHO}\n{COLE}\n".encode(), ["10.5555/aho", None]),
        (f"References\n{AHO}\n{COLE}\n".encode("utf-16"), ["10.5555/aho", None]),
        (f"# References\r\n\r\n- {AHO}\r\n- {COLE}\r\n".encode("utf-8-sig"), ["10.5555/aho", None]),
        (b"TY  - JOUR\nTI  - One\nDO  - 10.5555/aho\nER  - \n", ["10.5555/aho"]),
        (b"@article{a, title={One}, doi={10.5555/aho}}", ["10.5555/aho"]),
        (PAGE.encode(), ["10.5555/aho", None]),
        (docx(paragraph("References"), paragraph(AHO), paragraph(COLE)), ["10.5555/aho", None]),
        (b"Nothing is cited here, and nobody is named; it is a text of two lines.\nThat is all.", []),
    ],
    ids=["text", "utf16", "markdown", "ris", "bibtex", "html", "docx", "nothing"],
)
def test_kind_is_told_by_content(data: bytes, dois: list[str | None]) -> None:
    assert [row.doi for row in read_references(data)] == dois


def test_notes_of_a_document_count_where_they_cite() -> None:
    notes = [paragraph(" Ibid., p. 4"), paragraph("Dunn, D. (2018). A third study of wards. J Care. doi:10.5555/dunn")]
    rows = read_references(docx(paragraph("References"), paragraph(AHO), notes=notes))
    assert [row.doi for row in rows] == ["10.5555/aho", "10.5555/dunn"]


def test_fields_give_the_dois_that_the_text_hides() -> None:
    items = [
        {"title": "Meetings that last a long time", "DOI": "10.5555/cole"},
        {"title": "Sharing power in wards", "DOI": "10.5555/aho"},
        {"title": "Cited, and in no list", "DOI": "10.5555/lost"},
        {"title": "Cited, without a DOI"},
    ]
    code = "ADDIN ZOTERO_ITEM CSL_CITATION " + json.dumps({"citationItems": [{"itemData": item} for item in items]})
    rows = read_references(docx(paragraph("As said ", field(code, "(1-4)")), paragraph("References"), paragraph(AHO), paragraph(COLE)))
    assert [(row.text[:4], row.doi) for row in rows] == [
        ("Aho ", "10.5555/aho"),
        ("Cole", "10.5555/cole"),
        ("Cite", "10.5555/lost"),
        ("Cite", None),
    ]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 x", b"PK\x03\x04 no document", b"\x01\x02\x03\x04" * 50])
def test_what_is_no_document_is_an_error_with_its_name(data: bytes) -> None:
    with pytest.raises(CpxError, match=r"^paper\.docx: "):
        read_references(data, "paper.docx")


def _read(data: bytes) -> str:
    try:
        return "".join(row.text for row in read_references(data))
    except CpxError as error:
        return error.message


@pytest.mark.parametrize("folder", ["text", "ris", "bib", "archive", "html", "csl", "csv", "pdf"])
def test_faults_give_rows_or_an_error_in_words(folder: str, shared: Path) -> None:
    said = {path.name: _read(path.read_bytes()) for path in sorted((shared / "data/faults" / folder).iterdir())}
    assert said
    assert not [name for name, text in said.items() if not text and name.startswith("00_control") and folder in ("text", "ris", "bib")]
