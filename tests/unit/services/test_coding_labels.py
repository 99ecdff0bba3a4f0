"""Label files as people and their spreadsheets write them."""

import codecs
import csv
import io
from pathlib import Path

import pytest
from catalogue_tools import COLE, record, save
from hypothesis import given
from hypothesis import strategies as st
from judged_catalogue import DOI, ONE, make_judged, pairs_of, scored

from cpx.domain.characters import clean_text, fold_space
from cpx.errors import BadUsage
from cpx.services.coding_labels import Answer, LabelRow, read_labels

ROWS = [("aho2020wards", "m.focus", "yes"), ("aho2020wards", "Focus groups, also online", "no")]


def written(separator: str = ",", head: str = "work,concept,verdict", end: str = "\n") -> str:
    lines = [head.replace(",", separator), *(separator.join(f'"{cell}"' for cell in row) for row in ROWS)]
    return end.join(lines) + end


def answers(content: bytes) -> list[tuple[str, str, Answer]]:
    return [(row.work, row.concept, row.answer) for row in read_labels(content, "f.csv").rows]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"), [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (b"", "utf-16-le")]
)
def test_read_labels_takes_what_spreadsheets_write(separator: str, end: str, mark: bytes, encoding: str) -> None:
    assert answers(mark + written(separator, end=end).encode(encoding)) == [
        ("aho2020wards", "m.focus", Answer.YES),
        ("aho2020wards", "Focus groups, also online", Answer.NO),
    ]


@pytest.mark.parametrize(
    "head", ["Work,Concept,Verdict", "KEY,Term,yes|no", "doi,label,Yes/No", " source_id ,tag, answer ", "key,concept,judgement"]
)
def test_read_labels_takes_other_names_of_columns(head: str) -> None:
    assert [row.answer for row in read_labels(written(head=head).encode(), "f.csv").rows] == [Answer.YES, Answer.NO]


def test_read_labels_takes_columns_in_any_order_and_more_of_them() -> None:
    content = b"note,verdict,title,concept,term,work\nwhy,x,A title,m.focus,Focus groups,k\n"
    assert read_labels(content, "f.csv").rows == (LabelRow(2, "k", "m.focus", Answer.YES, "why"),)


def test_read_labels_needs_no_header() -> None:
    assert answers(b"k,m.focus,1\nk,m.survey,0\n") == [("k", "m.focus", Answer.YES), ("k", "m.survey", Answer.NO)]


def test_read_labels_obeys_the_separator_that_excel_names() -> None:
    found = read_labels(b"sep=;\r\nwork;concept;verdict\r\nk;Focus groups, any;yes\r\nk;m.survey;oops\r\n", "f.csv")
    assert [(row.line, row.concept) for row in found.rows] == [(3, "Focus groups, any")]
    assert [line for line, _ in found.problems] == [4]


@pytest.mark.parametrize("word", ["yes", "Y", "TRUE", "t", "1", "x", "X", "WAHR", "✓", "ja", "oui", "是"])
def test_read_labels_takes_many_words_for_yes(word: str) -> None:
    assert answers(f"work,concept,verdict\nk,c,{word}\n".encode()) == [("k", "c", Answer.YES)]


@pytest.mark.parametrize("word", ["no", "N", "False", "0", "-", "nein", "否"])
def test_read_labels_takes_many_words_for_no(word: str) -> None:
    assert answers(f"work,concept,verdict\nk,c,{word}\n".encode()) == [("k", "c", Answer.NO)]


@pytest.mark.parametrize(
    ("word", "answer"), [("", Answer.BLANK), ("  ", Answer.BLANK), ("?", Answer.UNDECIDED), ("Unclear", Answer.UNDECIDED)]
)
def test_read_labels_tells_nothing_yet_from_undecided(word: str, answer: Answer) -> None:
    assert answers(f"work,concept,verdict\nk,c,{word}\n".encode()) == [("k", "c", answer)]


@pytest.mark.parametrize(
    ("row", "said"),
    [("k,c,perhaps so", "neither yes nor no"), (",c,yes", "no work"), ("k,,yes", "no concept"), (",,yes", "no work and no term")],
)
def test_read_labels_names_the_line_of_what_it_cannot_use(row: str, said: str) -> None:
    found = read_labels(f'work,concept,verdict\n"k\nk",c,yes\n{row}\nk,d,no\n'.encode(), "f.csv")
    ((line, message),) = found.problems
    assert (line, len(found.rows)) == (4, 2)
    assert said in message


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"work,concept\nk,c\n", "no column 'verdict'"),
        (b"a,b,c\nk,c,yes\n", "no column 'work'"),
        (b"PK\x03\x04" + b"\0" * 30, "Office document"),
        (b'work,concept,verdict\nk,c,yes\n"k,d,no\nk,e,no\n', "f.csv, line 3: the quotation marks"),
    ],
)
def test_read_labels_refuses_what_is_no_such_table(content: bytes, said: str) -> None:
    with pytest.raises(BadUsage, match=said) as caught:
        read_labels(content, "f.csv")
    assert caught.value.hint


@pytest.mark.parametrize("name", [ONE, ONE.upper(), DOI, f"https://doi.org/{DOI.upper()}", "r1"])
@pytest.mark.parametrize("term", ["m.focus", "M.FOCUS", "Focus groups", "focus groups"])
def test_judge_finds_works_by_key_doi_and_source_id_and_terms_by_id_and_label(name: str, term: str, tmp_path: Path) -> None:
    assert pairs_of(make_judged(tmp_path / "c.db"), f"work;concept;verdict\n{name};{term};yes\n") == {(1, "m.focus"): True}


def test_judge_names_unknown_works_and_terms_with_their_lines(tmp_path: Path) -> None:
    result = scored(make_judged(tmp_path / "c.db"), f"{ONE},m.focus,yes\nnobody2020,m.focus,yes\n{ONE},m.fokus,no\n")
    assert [problem.where for problem in result.problems] == ["labels.csv, line 3", "labels.csv, line 4"]
    assert "nobody2020" in result.problems[0].message
    assert "m.fokus" in result.problems[1].message
    assert result.judged == 1


def test_judge_leaves_out_what_the_file_affirms_and_denies(tmp_path: Path) -> None:
    result = scored(make_judged(tmp_path / "c.db"), f"{ONE},m.focus,yes\n{ONE},m.survey,no\n{DOI},Focus groups,no\nr1,m.focus,yes\n")
    assert [(problem.where, "line 2 says the opposite" in problem.message) for problem in result.problems] == [("labels.csv, line 4", True)]
    assert [term.concept for term in result.terms] == ["m.survey"]


def test_judge_counts_a_pair_once_that_is_judged_twice_alike(tmp_path: Path) -> None:
    result = scored(make_judged(tmp_path / "c.db"), f"{ONE},m.focus,yes\n{DOI},focus groups,x\n")
    assert (result.judged, result.problems) == (1, ())


def test_judge_refuses_an_id_that_several_works_had(tmp_path: Path) -> None:
    path = make_judged(tmp_path / "c.db")
    save(path, record("Another one", authors=(COLE,), issued="1999", abstract="Text of its own.", source="ris", source_id="r1"))
    result = scored(path, "r1,m.focus,yes\nr2,m.focus,no\n")
    assert [(problem.where, "2 works had the id 'r1'" in problem.message) for problem in result.problems] == [("labels.csv, line 2", True)]
    assert result.judged == 1


CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp")) | st.sampled_from(',;\t"\n'), max_size=30
)
ROWS_OF_CELLS = st.lists(st.tuples(CELLS, st.sampled_from(["yes", "no", "?", "", "oops"]), CELLS), max_size=6)


@given(
    rows=ROWS_OF_CELLS,
    separator=st.sampled_from(",;\t"),
    encoding=st.sampled_from(["utf-8-sig", "utf-16"]),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_read_labels_gives_back_what_any_spreadsheet_wrote(
    rows: list[tuple[str, str, str]], separator: str, encoding: str, end: str
) -> None:
    written = io.StringIO()
    writer = csv.writer(written, delimiter=separator, lineterminator=end)
    writer.writerows(
        [("title", "work", "concept", "verdict", "note"), *((title, "k", "c", verdict, note) for title, verdict, note in rows)]
    )
    found = read_labels(written.getvalue().encode(encoding), "f.csv")
    assert [(row.answer.value, row.note) for row in found.rows] == [
        ("undecided" if verdict == "?" else verdict, fold_space(clean_text(note))) for _, verdict, note in rows if verdict != "oops"
    ]
    begins = [2 + sum(1 + "".join(row).count("\n") for row in rows[:place]) for place in range(len(rows))]
    assert [line for line, _ in found.problems] == [begins[place] for place, row in enumerate(rows) if row[1] == "oops"]
