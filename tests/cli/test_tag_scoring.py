"""``cpx tag --score``, ``--sheet`` and ``--compare`` as people call them."""

import csv
import io
import json
import os
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from unittest import mock

import pytest
from catalogue_tools import AHO, record, save
from judged_catalogue import ONE, TEXT, TWO, make_judged
from running import Ran

from cpx.cli import tag_scoring
from cpx.cli.state import State
from cpx.errors import BadUsage, NotFound, PartlyFailed

SEEN = {"COLUMNS": "120", "NO_COLOR": "1"}


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the catalogue whose tags are set by hand; ``CPX_DB`` names it."""
    path = make_judged(tmp_path / "catalogue.db")
    monkeypatch.setenv("CPX_DB", str(path))
    return path


def labels(folder: Path, *rows: str, name: str = "ana.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(["work,concept,verdict", *rows, ""]), encoding="utf-8")
    return path


def ran(call: Callable[[State], None], format: str | None = "json") -> tuple[str, str]:  # noqa: A002 - the state's name
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        call(State(format=format))
    return out.getvalue(), err.getvalue()


@pytest.mark.usefixtures("catalogue")
def test_score_prints_one_object(tmp_path: Path) -> None:
    file = labels(tmp_path, f"{ONE},m.focus,yes", f"{TWO},p.patients,no")
    out, _ = ran(lambda state: tag_scoring.score(state, file))
    assert json.loads(out)["total"]["precision"] == 0.5


@pytest.mark.usefixtures("catalogue")
def test_score_prints_a_row_a_term_in_a_spreadsheet(tmp_path: Path) -> None:
    file = labels(tmp_path, f"{ONE},m.focus,yes", f"{TWO},p.patients,no")
    out, _ = ran(lambda state: tag_scoring.score(state, file), "csv")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [(row["concept"], row["tp"], row["fp"]) for row in rows] == [("m.focus", "1", "0"), ("p.patients", "0", "1")]


@pytest.mark.usefixtures("catalogue")
def test_score_shows_figures_and_disagreements_with_their_sentences(tmp_path: Path) -> None:
    file = labels(tmp_path, f"{ONE},m.focus,no", f"{ONE},m.interview,yes", f"{TWO},m.survey,yes")
    with mock.patch.dict(os.environ, SEEN):
        out, _ = ran(lambda state: tag_scoring.score(state, file), "view")
    for said in ("1.00 [.21 1.00]", "the person says no", "“Words stand here.”", "missed", "Carers at home", "3 pairs on 2 works"):
        assert said in out


@pytest.mark.usefixtures("catalogue")
def test_score_prints_what_it_can_and_fails_in_part_for_the_rest(tmp_path: Path) -> None:
    file = labels(tmp_path, f"{ONE},m.focus,yes", "nobody,m.focus,yes", f"{ONE},m.focus,perhaps")
    out = io.StringIO()
    with redirect_stdout(out), pytest.raises(PartlyFailed, match=r"2 rows could not be used; the first is ana\.csv, line 3") as caught:
        tag_scoring.score(State(format="json"), file)
    assert caught.value.exit_code == 5
    assert json.loads(out.getvalue())["judged"] == 1


@pytest.mark.usefixtures("catalogue")
def test_score_says_what_to_do_with_a_sheet_that_nobody_filled_in(tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match=r"no row of .* has a verdict"):
        tag_scoring.score(State(), labels(tmp_path, f"{ONE},m.focus,"))


@pytest.mark.usefixtures("catalogue")
def test_score_of_no_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        tag_scoring.score(State(), tmp_path / "none.csv")
    assert "--sheet" in caught.value.hint


@pytest.mark.usefixtures("catalogue")
def test_sheet_is_scored_once_it_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    out, err = ran(lambda state: tag_scoring.sheet(state, 60, 7, True, path))
    assert out == ""
    assert "rows to judge on 2 works (there are no more than 2 with text), seed 7" in err
    assert f"cpx tag --score {path}" in err
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfwork,concept,term,scheme,definition,title,text,verdict,note\r\n")
    filled = content.decode("utf-8-sig").replace(",,\r\n", ",no,\r\n")
    path.write_text(filled, encoding="utf-16", newline="")
    scored = json.loads(ran(lambda state: tag_scoring.score(state, path))[0])
    assert (scored["judged"], scored["total"]["fp"], scored["problems"]) == (scored["total"]["fp"] + scored["total"]["tn"], 5, [])


@pytest.mark.usefixtures("catalogue")
def test_sheet_overwrites_nobodys_coding(tmp_path: Path) -> None:
    path = labels(tmp_path, f"{ONE},m.focus,yes")
    before = path.read_bytes()
    with pytest.raises(BadUsage, match="is there already"):
        tag_scoring.sheet(State(), 60, output=path)
    with pytest.raises(BadUsage, match="is there already"):
        tag_scoring.compare(State(), [path, path], path)
    assert path.read_bytes() == before


def test_sheet_holds_no_formula(catalogue: Path, tmp_path: Path) -> None:
    save(catalogue, record("=cmd|' /C calc'!A0", authors=(AHO,), issued="1990", abstract="+1+1 is no sum.\nA second line."))
    path = tmp_path / "sheet.csv"
    ran(lambda state: tag_scoring.sheet(state, 60, output=path))
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert {(row["title"], row["text"]) for row in rows if row["work"].startswith("aho1990")} == {
        ("'=cmd|' /C calc'!A0", "'+1+1 is no sum. A second line.")
    }


@pytest.mark.usefixtures("catalogue")
def test_sheet_prints_rows_where_no_file_is_named() -> None:
    blind = json.loads(ran(lambda state: tag_scoring.sheet(state, 60, 7, True))[0])
    assert list(blind[0]) == ["work", "concept", "term", "scheme", "definition", "title", "text", "verdict", "note"]
    seen = json.loads(ran(lambda state: tag_scoring.sheet(state, 60, 7))[0])
    assert list(seen[0])[-4:] == ["machine", "match", "usage", "sentence"]
    assert {row["machine"] for row in seen} == {"yes", "no"}


@pytest.mark.usefixtures("catalogue")
def test_sheet_is_the_same_file_again(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        path = tmp_path / name
        ran(partial(tag_scoring.sheet, count=1, seed=3, blind=True, output=path))
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.usefixtures("catalogue")
def test_compare_prints_agreement_and_writes_what_is_to_settle(tmp_path: Path) -> None:
    ana = labels(tmp_path, f"{ONE},m.focus,yes", f"{TWO},m.focus,no")
    ben = labels(tmp_path, f"{ONE},m.focus,yes", f"{TWO},m.focus,yes", name="ben.csv")
    settle = tmp_path / "settle.csv"
    out, err = ran(lambda state: tag_scoring.compare(state, [ana, ben], settle))
    found = json.loads(out)
    assert [found["total"][name] for name in ("both", "only_first", "only_second", "neither", "remark")] == [1, 0, 1, 0, "too few"]
    assert [row["work"] for row in found["disagreements"]] == [TWO]
    assert "1 row to settle on top" in err
    with settle.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["work"], row["first"], row["second"], row["verdict"]) for row in rows] == [
        (TWO, "no", "yes", ""),
        (ONE, "yes", "yes", "yes"),
    ]


@pytest.mark.usefixtures("catalogue")
def test_compare_shows_agreement_and_the_pairs_to_settle(tmp_path: Path) -> None:
    ana, ben = labels(tmp_path, f"{ONE},m.focus,yes"), labels(tmp_path, f"{ONE},m.focus,no", name="ben.csv")
    with mock.patch.dict(os.environ, SEEN):
        out, _ = ran(lambda state: tag_scoring.compare(state, [ana, ben]), "view")
    for said in ("too few", "first yes, second no", "Wards at work", TEXT, "first: ana.csv; second: ben.csv"):
        assert said in out


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("count", [0, 1, 3])
def test_compare_wants_two_files(count: int, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="two files"):
        tag_scoring.compare(State(), [labels(tmp_path, f"{ONE},m.focus,yes")] * count)


@pytest.mark.usefixtures("catalogue")
def test_tag_command_draws_scores_and_compares(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    sheet, settle = tmp_path / "ana.csv", tmp_path / "settle.csv"
    assert run_cpx("tag", "--sheet", "60", "--seed", "7", "--blind", "-o", str(sheet)).code == 0
    sheet.write_text(sheet.read_text(encoding="utf-8-sig").replace(",,\n", ",no,\n"), encoding="utf-8")
    scored = run_cpx("tag", "--score", str(sheet), "--json")
    assert (scored.code, scored.json["total"]["fp"]) == (0, 5)
    compared = run_cpx("tag", "--compare", str(sheet), str(sheet), "-o", str(settle), "--json")
    assert (compared.code, compared.json["total"]["neither"], compared.json["total"]["remark"]) == (0, 15, "no variation")
    assert settle.read_bytes().startswith(b"\xef\xbb\xbfwork,concept,")


@pytest.mark.usefixtures("catalogue")
def test_tag_command_scores_what_readers_see(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    run_cpx("reject", ONE, "focus groups")
    file = str(labels(tmp_path, f"{ONE},m.focus,no"))
    assert [run_cpx("tag", "--score", file, *more, "--json").json["total"]["fp"] for more in ((), ("--as-read",))] == [1, 0]


@pytest.mark.usefixtures("catalogue")
def test_tag_command_shows_the_figures_that_fit_a_terminal(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    file = str(labels(tmp_path, f"{ONE},m.focus,yes"))
    assert run_cpx("tag", "--score", file, "-t").stdout.split("\n")[0].split() == [
        "label",
        "judged",
        "tp",
        "fp",
        "fn",
        "precision",
        "recall",
        "f1",
    ]
    assert run_cpx("tag", "--score", file, "-t", "--fields", "concept,tp").stdout.split() == ["concept", "tp", "m.focus", "1"]


@pytest.mark.parametrize(
    "words",
    [
        ("--blind",), ("--seed", "7"), ("--as-read",), ("-o", "x.csv"), (ONE, "--sheet", "3"), ("--sheet", "0"), ("--compare", "a.csv"),
        ("--score", "a.csv", "--seed", "7"), ("--score", "a.csv", "-o", "x.csv"), ("--score", "a.csv", "--sheet", "3"),
        ("--sheet", "3", "--as-read"), ("--compare", "a.csv", "b.csv", "--blind"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("catalogue")
def test_tag_command_refuses_words_that_do_nothing(words: tuple[str, ...], run_cpx: Callable[..., Ran]) -> None:
    done = run_cpx("tag", *words, "--json")
    assert (done.code, done.error["code"], done.stdout) == (2, "usage", "")


@pytest.mark.usefixtures("catalogue")
def test_tag_command_says_each_row_that_it_could_not_use_beside_a_spreadsheet(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    file = labels(tmp_path, f"{ONE},m.focus,yes", "nobody,m.focus,yes", "noone\x1b[31m,m.focus,yes")
    done = run_cpx("tag", "--score", str(file), "--csv")
    assert (done.code, len(done.stdout.splitlines())) == (5, 2)
    assert "ana.csv, line 3: no work 'nobody'" in done.stderr
    assert "ana.csv, line 4: no work 'noone'" in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.usefixtures("catalogue")
def test_tag_command_reads_labels_from_standard_input(run_cpx: Callable[..., Ran]) -> None:
    done = run_cpx("tag", "--score", "-", "--json", stdin=f"work\tterm\tyes|no\n{ONE}\tFocus groups\tx\n")
    assert (done.code, done.json["labels"], done.json["total"]["tp"]) == (0, "standard input", 1)


@pytest.mark.usefixtures("catalogue")
def test_tag_command_shows_usage_and_where_it_differs(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "ana.csv"
    file.write_text(f"work;concept;verdict;usage\n{ONE};Focus groups;yes;used\n", encoding="utf-8-sig")
    shown = run_cpx("tag", "--score", str(file), "--no-color", tty=True).stdout
    assert "usage of the tags that are right: 0 of 1 right" in shown
    assert "the person says used, the machine nothing" in shown


@pytest.mark.usefixtures("catalogue")
def test_compare_asks_whether_two_files_that_say_the_same_are_one_persons(run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    ana, ben = labels(tmp_path, f"{ONE},m.focus,yes"), labels(tmp_path, f"{ONE},m.focus,no", name="ben.csv")
    assert "one person's?" in run_cpx("tag", "--compare", str(ana), str(ana)).stderr
    assert "one person's?" not in run_cpx("tag", "--compare", str(ana), str(ben)).stderr


@pytest.mark.usefixtures("catalogue")
def test_tag_command_compares_no_third_file(run_cpx: Callable[..., Ran]) -> None:
    done = run_cpx("tag", "--compare", "ana.csv", "ben.csv", "cyd.csv", "--json")
    assert (done.code, done.error["message"]) == (2, "two files are compared, no more")
    assert "cyd.csv" in done.error["hint"]


@pytest.mark.parametrize(
    ("head", "meant"), [("work;term;verdikt", "is 'verdikt' meant? Call it verdict"), ("work;concpt;verdict", "Call it concept")]
)
@pytest.mark.usefixtures("catalogue")
def test_tag_command_says_which_column_may_be_meant(head: str, meant: str, run_cpx: Callable[..., Ran], tmp_path: Path) -> None:
    file = tmp_path / "ana.csv"
    file.write_text(f"{head}\n{ONE};m.focus;yes\n", encoding="utf-8")
    done = run_cpx("tag", "--score", str(file), "--json")
    assert done.code == 2
    assert meant in done.error["message"]
