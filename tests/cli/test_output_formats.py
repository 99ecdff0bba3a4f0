"""Each format, for rows and for single objects: nulls, lists, objects, nothing at all."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from running import Ran, run_process, run_python

from cpx.cli import render
from cpx.cli.state import State
from cpx.errors import BadUsage

Run = Callable[..., Ran]
ROW = {"key": "a", "none": None, "yes": True, "number": -1.5, "words": ["x", "y"], "objects": [{"family": "Lee"}], "text": "two\nlines"}
DOI = "10.1186/s43058-022-00385-0"


def emit(value: Any, capsys: pytest.CaptureFixture[str], **options: Any) -> str:  # noqa: ANN401 - any JSON value
    """Print a value and give what was printed."""
    render.emit(value, State(**options))
    return capsys.readouterr().out


def test_json_of_rows_is_an_array_with_a_row_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    written = emit([ROW, ROW], capsys, format="json")
    assert json.loads(written) == [ROW, ROW]
    assert written.count("\n") == 2


def test_json_of_one_object_is_indented(capsys: pytest.CaptureFixture[str]) -> None:
    written = emit(ROW, capsys, format="json")
    assert json.loads(written) == ROW
    assert written.startswith('{\n  "key"')


def test_lines_are_one_object_each_also_for_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert [json.loads(line) for line in emit([ROW, ROW], capsys, format="nl").splitlines()] == [ROW, ROW]
    assert json.loads(emit(ROW, capsys, format="nl")) == ROW


def test_csv_writes_nothing_for_null_and_joins_lists(capsys: pytest.CaptureFixture[str]) -> None:
    header, row = csv.reader(io.StringIO(emit([ROW], capsys, format="csv")))
    assert header == list(ROW)
    assert row == ["a", "", "true", "-1.5", "x; y", '[{"family": "Lee"}]', "two\nlines"]


def test_tsv_keeps_each_row_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    header, row = (line.split("\t") for line in emit([{**ROW, "text": "two\nlines\tand a tab"}], capsys, format="tsv").splitlines())
    assert header == list(ROW)
    assert row[-1] == "two lines and a tab"


@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_single_object_is_a_row(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert emit(ROW, capsys, format=form) == emit([ROW], capsys, format=form)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＠x"])
@pytest.mark.parametrize("form", ["csv", "tsv"])
def test_formula_is_disarmed(text: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    delimiter = "," if form == "csv" else "\t"
    rows = list(csv.reader(io.StringIO(emit([{"a": text}], capsys, format=form)), delimiter=delimiter))
    assert rows[1][0] == f"'{text if form == 'csv' else text.strip()}"


@given(st.lists(st.fixed_dictionaries({"a": st.text(), "b": st.none() | st.text() | st.lists(st.text())}), min_size=1))
def test_csv_has_as_many_rows_as_there_are_objects(rows: list[dict[str, Any]]) -> None:
    held = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdout", held)
        render.emit(rows, State(format="csv"))
    read = list(csv.reader(io.StringIO(held.getvalue())))
    assert len(read) == len(rows) + 1
    assert {len(row) for row in read} == {2}


@pytest.mark.parametrize(("form", "written"), [("json", "[]\n"), ("nl", ""), ("csv", ""), ("tsv", ""), ("table", ""), (None, "[]\n")])
def test_nothing_found_prints(form: str | None, written: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert emit([], capsys, format=form) == written


def test_nothing_found_with_fields_named_keeps_the_header(capsys: pytest.CaptureFixture[str]) -> None:
    assert emit([], capsys, format="csv", fields="key,title") == "key,title\n"
    assert emit([], capsys, format="json", fields="key,title") == "[]\n"


@pytest.mark.parametrize("form", ["json", "nl", "csv", "tsv", "table"])
def test_fields_are_taken_in_their_order_and_an_unknown_one_lists_the_known(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    for value in (ROW, [ROW]):
        emit(value, capsys, format=form, fields="words,key")
        with pytest.raises(BadUsage) as caught:
            emit(value, capsys, format=form, fields="key,nosuch")
        assert "'nosuch'" in caught.value.message
        assert caught.value.hint == f"the fields are: {', '.join(ROW)}"
    assert list(json.loads(emit(ROW, capsys, format="json", fields="words,key"))) == ["words", "key"]


def test_table_of_one_object_has_its_fields_below_one_another(capsys: pytest.CaptureFixture[str]) -> None:
    written = emit(ROW, capsys, format="table")
    assert [line.split()[0] for line in written.splitlines()] == ["field", *(name for name in ROW if name != "none")]
    assert "two lines" in written


@pytest.mark.usefixtures("seeds_catalogue")
@pytest.mark.parametrize(
    ("words", "columns"),
    [
        (("search", ""), ["key", "year", "title"]),
        (("ask", "Why do hospital staff resist co-production?"), ["role", "text", "work"]),
        (("vocab", "list", "place"), ["concept", "scheme", "label", "broader"]),
        (("search", "", "--fields", "doi,key"), ["doi", "key"]),
    ],
)
def test_table_of_rows_has_the_columns_that_tell_them_apart(words: tuple[str, ...], columns: list[str], run_cpx: Run) -> None:
    lines = run_cpx(*words, "--table").stdout.splitlines()
    assert lines[0].split() == columns
    assert max(map(len, lines)) <= 80


@pytest.mark.usefixtures("seeds_catalogue")
def test_terminal_gets_a_view_and_a_pipe_gets_json(run_cpx: Run) -> None:
    assert run_cpx("search", "power sharing").json
    seen = run_cpx("search", "power sharing", tty=True).stdout
    assert "with all of: power sharing" in seen
    assert run_cpx("search", "power sharing", "--json", tty=True).json


@pytest.mark.usefixtures("seeds_catalogue")
def test_fields_on_a_terminal_make_a_table(run_cpx: Run) -> None:
    seen = run_cpx("search", "power sharing", "--fields", "key,doi", "--no-color", tty=True).stdout
    assert seen.splitlines()[0].split() == ["key", "doi"]
    assert run_cpx("search", "power sharing", "--fields", "key,nosuch", tty=True).code == 2


@pytest.mark.usefixtures("seeds_catalogue")
def test_views_of_nothing_say_so(run_cpx: Run) -> None:
    assert "0 works with all of: zyxwvut" in run_cpx("search", "zyxwvut", tty=True).stdout
    assert "no statement above" in run_cpx("ask", "zyxwvut", tty=True).stderr


@pytest.mark.usefixtures("seeds_catalogue")
def test_redirected_into_a_file_stderr_says_what_was_written(tmp_path: Path) -> None:
    program = (
        "import subprocess, sys; out = open(sys.argv[1], 'w'); "
        "sys.exit(subprocess.run([sys.executable, '-m', 'cpx', *sys.argv[2:]], stdout=out).returncode)"
    )
    for words, said in ((("search", ""), True), (("search", "", "--json"), False), (("search", "", "--quiet"), False), (("stats",), True)):
        done = run_python(["-W", "ignore", "-c", program, str(tmp_path / "out"), *words])
        assert done.code == 0
        assert json.loads((tmp_path / "out").read_text(encoding="utf-8"))
        assert (done.stderr == "wrote JSON; for a table add --table, for a spreadsheet --csv\n") is said
    assert run_process("search", "").stderr == ""
