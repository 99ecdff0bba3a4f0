"""Word documents: what they show, what they hide in links and fields, and those made to do harm."""

import json
from base64 import b64encode

import pytest
from word_document import archive, deleted, docx, field, link, paragraph, part

from cpx.errors import CpxError
from cpx.formats.docx import HEADING, LARGEST_PART, MOST_PARTS, Managed, is_docx, read_docx, read_field


def _citation(*items: dict[str, str]) -> str:
    return json.dumps({"citationItems": [{"id": 1, "itemData": item} for item in items], "schema": "made"})


ITEM = {"title": "Sharing <i>power</i> in wards", "DOI": "10.5555/AHO", "URL": "https://example.org/x"}
AHO = Managed("Sharing power in wards", "10.5555/aho")
ENDNOTE = (
    "<EndNote><Cite><record><titles><title>Sharing power in wards</title></titles>"
    "<electronic-resource-num>https://doi.org/10.5555/AHO</electronic-resource-num></record></Cite></EndNote>"
)


def test_paragraphs_hold_what_is_shown() -> None:
    found = read_docx(
        docx(paragraph("Sharing ", "power", "<w:r><w:tab/></w:r>", "2020", deleted("10.5555/gone")), paragraph(""), paragraph("Two"))
    )
    assert found.paragraphs == ["Sharing power 2020", "Two"]
    assert (found.notes, found.managed) == ([], [])


def test_notes_are_kept_apart() -> None:
    found = read_docx(docx(paragraph("Text"), notes=[paragraph("Aho (2020). doi:10.5555/aho")]))
    assert (found.paragraphs, found.notes) == (["Text"], ["Aho (2020). doi:10.5555/aho"])


def test_doi_of_a_link_is_shown_once() -> None:
    links = {"r1": "https://doi.org/10.5555/aho", "r2": "https://example.org/page", "r3": "https://doi.org/10.5555/cole"}
    found = read_docx(
        docx(paragraph("Aho ", link("r1", "Crossref"), link("r2", "page")), paragraph(link("r3", "10.5555/cole")), links=links)
    )
    assert found.paragraphs == ["Aho Crossrefpage 10.5555/aho", "10.5555/cole"]
    linked = read_docx(docx(paragraph("Aho ", field(' HYPERLINK "https://doi.org/10.5555/aho" ', "here"))))
    assert linked.paragraphs == ["Aho here 10.5555/aho"]


@pytest.mark.parametrize(
    "code",
    [
        f" ADDIN ZOTERO_ITEM CSL_CITATION {_citation(ITEM)}",
        f"ADDIN CSL_CITATION {_citation(ITEM)} and more",
        f" ADDIN EN.CITE {ENDNOTE}",
        f" ADDIN EN.CITE.DATA \0{b64encode(ENDNOTE.encode()).decode()}",
        f"ADDIN ZOTERO_ITEM CSL_CITATION {_citation({'title': ITEM['title'], 'URL': 'https://doi.org/10.5555/aho'})}",
    ],
    ids=["zotero", "mendeley", "endnote", "endnote-packed", "address"],
)
def test_fields_name_works(code: str) -> None:
    assert list(read_field(code)) == [AHO]


@pytest.mark.parametrize(
    "code",
    [
        "",
        " PAGE ",
        "ADDIN ZOTERO_ITEM CSL_CITATION",
        'CSL_CITATION {"citationItems": [',
        "CSL_CITATION []",
        'CSL_CITATION {"citationItems": 3}',
        'CSL_CITATION {"citationItems": [null, {"itemData": 1}]}',
        "CSL_CITATION {" + '"a":{' * 100_000,
        "ADDIN EN.CITE \0???",
        "ADDIN EN.CITE",
    ],
)
def test_fields_that_are_broken_name_none(code: str) -> None:
    assert list(read_field(code)) == []


def test_works_in_fields_of_a_document_are_found() -> None:
    code = f"ADDIN ZOTERO_ITEM CSL_CITATION {_citation(ITEM, {'title': 'No DOI here at all'})}"
    packed = b64encode(_citation(ITEM).encode()).decode()
    control = f'<w:sdt><w:sdtPr><w:tag w:val="MENDELEY_CITATION_v3_{packed}"/></w:sdtPr></w:sdt>'
    found = read_docx(docx(paragraph("As said ", field(code, "(Aho 2020)")), paragraph(control)))
    assert found.paragraphs == ["As said (Aho 2020)"]
    assert found.managed == [AHO, Managed("No DOI here at all", None), AHO]


def test_list_made_by_a_reference_manager_gets_its_heading() -> None:
    found = read_docx(docx(paragraph("Text"), paragraph(field("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Aho (2020). Power."))))
    assert found.paragraphs == ["Text", HEADING, "Aho (2020). Power."]


@pytest.mark.parametrize(
    ("data", "is_one"),
    [(docx(paragraph("x")), True), (b"PK\x03\x04 no archive", False), (b"text", False), (b"", False), (archive({"a.txt": "x"}), False)],
)
def test_documents_are_told_by_content(data: bytes, is_one: bool) -> None:
    assert is_docx(data) is is_one


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize("declared", [ENTITY, OUTSIDE, "<!DOCTYPE x>"])
def test_document_types_are_refused(declared: str) -> None:
    body = part(paragraph("x")).replace("?>", f"?>{declared}", 1).replace(">x<", ">&b;<" if declared is ENTITY else ">x<")
    with pytest.raises(CpxError, match="document type"):
        read_docx(archive({"word/document.xml": body}))


def test_part_that_unpacks_without_end_is_refused() -> None:
    flood = part(paragraph("@")).replace("@", " " * (LARGEST_PART + 1))
    data = archive({"word/document.xml": flood})
    assert len(data) < LARGEST_PART / 100
    with pytest.raises(CpxError, match="unpacks to more than"):
        read_docx(data)


def test_archive_with_too_many_parts_is_refused() -> None:
    with pytest.raises(CpxError, match="parts"):
        read_docx(archive({"word/document.xml": part(), **{f"x{number}": "" for number in range(MOST_PARTS)}}))


@pytest.mark.parametrize("broken", ["<w:document", "", "<a></b>", '<?xml version="1.0" encoding="UTF-16"?><a/>', "<a>" * 100_000])
def test_xml_that_is_broken_is_an_error_in_words(broken: str) -> None:
    with pytest.raises(CpxError, match="no sound XML"):
        read_docx(archive({"word/document.xml": broken}))


def test_nesting_however_deep_is_read() -> None:
    deep = part("<w:sdt>" * 50_000, paragraph("x"), "</w:sdt>" * 50_000)
    assert read_docx(archive({"word/document.xml": deep})).paragraphs == ["x"]


def test_archive_that_is_cut_or_locked_is_an_error_in_words() -> None:
    data = docx(paragraph("x" * 5000))
    cut = data[: len(data) // 2]
    with pytest.raises(CpxError, match="damaged"):
        read_docx(cut)
    flags = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flags[data.index(mark) + place] |= 1  # says that it is encrypted
    with pytest.raises(CpxError, match="locked by a password"):
        read_docx(bytes(flags))
    spoilt = bytearray(data)
    spoilt[60] ^= 0xFF
    with pytest.raises(CpxError):
        read_docx(bytes(spoilt))
