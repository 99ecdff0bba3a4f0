"""References of RIS and BibTeX files, whole and broken."""

from pathlib import Path

import pytest

from cpx.formats.decode import decode
from cpx.formats.reference_list_entries import is_bibtex, is_ris, read_bibtex, read_ris

RIS = """TY  - JOUR
ID  - aho2020
AU  - Aho, Ada
AU  - Berg, Bo
TI  - Sharing power
  in wards
JO  - J Care
PY  - 2020/04/02
DO  - https://doi.org/10.5555/AHO
ER  -

TY  - BOOK
A1  - Cole, Cy
T1  - Meetings that last
Y1  - 2019
TY  - JOUR
TI  - Third
UR  - https://doi.org/10.5555/third
N1  - Retracted in 2021
ER  -
"""
BIB = r"""@comment{not a work}
@string{jc = {J Care}}
@article{aho2020,
  title = {Sharing {Power} in wards},
  author = {Aho, Ada and Berg, Bo and Cole, Cy and Dunn, Di},
  journal = jc, year = 2020,
  doi = {10.5555/aho},
}
@book{cole, title = "Meetings that last", publisher={A \& B Press}, year = "2019"}
@misc{url, title = {Third}, url = {https://doi.org/10.5555/third}, note = {RETRACTED: retraction notice doi:10.5555/n}}
"""


def test_ris_records_are_read_also_without_their_end() -> None:
    rows = read_ris("\ufeff" + RIS)
    assert [row.doi for row in rows] == ["10.5555/aho", None, "10.5555/third"]
    assert rows[0].label == "aho2020"
    assert rows[0].text == "Aho, Ada; Berg, Bo (2020). Sharing power in wards. J Care"
    assert rows[1].text == "Cole, Cy (2019). Meetings that last"
    assert "Retracted in 2021" in rows[2].text


def test_bibtex_entries_are_read() -> None:
    rows = read_bibtex(BIB)
    assert [(row.label, row.doi) for row in rows] == [("aho2020", "10.5555/aho"), ("cole", None), ("url", "10.5555/third")]
    assert rows[0].text == "Aho, Ada; Berg, Bo; Cole, Cy et al. (2020). Sharing Power in wards. jc"
    assert rows[1].text == "(2019). Meetings that last. A & B Press"
    assert "RETRACTED" in rows[2].text


def test_brace_that_is_never_closed_costs_one_entry_at_most() -> None:
    rows = read_bibtex("@article{a, title = {Never closed, doi = {10.5555/a}\n\n@article{b, title = {Two}, doi = {10.5555/b}}\n")
    assert [row.doi for row in rows] == ["10.5555/a", "10.5555/b"]


@pytest.mark.parametrize(
    ("text", "ris", "bibtex"), [(RIS, True, False), (BIB, False, True), ("@comment{x}", False, False), ("Text", False, False)]
)
def test_kinds_are_told_by_content(text: str, ris: bool, bibtex: bool) -> None:
    assert (is_ris(text), is_bibtex(text)) == (ris, bibtex)


def test_control_files_give_every_doi(shared: Path) -> None:
    for name, read, start in (("ris/bom_utf8.ris", read_ris, "10.9999/ris."), ("bib/missing_comma.bib", read_bibtex, "10.9999/bib.")):
        rows = read(decode((shared / "data/faults" / name).read_bytes()).text)
        assert [row.doi for row in rows] == [f"{start}1", f"{start}2"]
