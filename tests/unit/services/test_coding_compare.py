"""Agreement of two coders against tables worked out by hand."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from judged_catalogue import DOI, ONE, TEXT, THREE, TWO, make_judged, scored

from cpx.services.coding_compare import Compared, compare
from cpx.services.coding_labels import read_labels
from cpx.store.catalogue import CatalogueFile

TERMS = [f"m.{name}" for name in ("focus", "survey", "photovoice", "interview", "document", "delphi", "casestudy")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the catalogue whose tags are set by hand."""
    return make_judged(tmp_path / "catalogue.db")


def compared(path: Path, first: Iterable[str], second: Iterable[str]) -> Compared:
    files = [
        read_labels("\n".join(["work,concept,verdict,note", *rows]).encode(), name)
        for name, rows in (("ana.csv", first), ("ben.csv", second))
    ]
    with CatalogueFile(path) as file, file.reading() as connection:
        return compare(connection, files[0], files[1])


def test_compare_counts_both_only_one_and_neither(path: Path) -> None:
    ana = [f"{ONE},m.focus,yes", f"{TWO},m.focus,yes", f"{THREE},m.focus,no", f"{ONE},p.nurses,no"]
    ben = [f"{DOI},Focus groups,x", "r2,m.focus,0", f"{THREE},m.focus,yes", f"{ONE},p.nurses,no", f"{TWO},p.nurses,no"]
    found = compared(path, ana, ben).comparison
    focus, nurses = found.terms
    assert (focus.label, focus.both, focus.only_first, focus.only_second, focus.neither, focus.agreement) == (
        "Focus groups",
        1,
        1,
        1,
        0,
        0.3333,
    )
    assert (nurses.both, nurses.neither, nurses.agreement) == (0, 1, 1.0)
    assert (focus.kappa, focus.kappa_interval, focus.remark) == (None, None, "too few")
    assert (found.first, found.second, found.works, found.judged) == ("ana.csv", "ben.csv", 3, 4)
    assert (found.judged_by_first_only, found.judged_by_second_only) == (0, 1)
    assert [(one.scheme, one.terms, one.judged) for one in found.schemes] == [("method", 1, 3), ("population", 1, 1)]


def rows(yes: int, count: int = 20) -> list[str]:
    pairs = [(key, term) for key in (ONE, TWO, THREE) for term in TERMS][:count]
    return [f"{key},{term},{'yes' if place < yes else 'no'}" for place, (key, term) in enumerate(pairs)]


def test_compare_gives_kappa_over_all_pairs(path: Path) -> None:
    total = compared(path, rows(10), rows(8)).comparison.total
    # both 8, only the first 2, neither 10: observed .9, expected (10*8 + 10*12)/400 = .5, kappa .8
    assert (total.judged, total.both, total.only_first, total.only_second, total.neither) == (20, 8, 2, 0, 10)
    assert (total.agreement, total.kappa, total.remark) == (0.9, 0.8, None)
    assert total.kappa_interval is not None
    assert total.kappa_interval[0] < 0.8 < total.kappa_interval[1] <= 1


def test_compare_gives_no_kappa_where_all_is_the_same(path: Path) -> None:
    total = compared(path, rows(20), rows(20)).comparison.total
    assert (total.agreement, total.kappa, total.remark) == (1.0, None, "no variation")


def test_compare_counts_no_pair_on_which_one_is_undecided(path: Path) -> None:
    found = compared(path, [f"{ONE},m.focus,?", f"{TWO},m.focus,yes"], [f"{ONE},m.focus,yes", f"{TWO},m.focus,yes"]).comparison
    assert (found.judged, found.judged_by_second_only) == (1, 1)


def test_compare_puts_what_differs_on_top_of_the_sheet_to_settle_by(path: Path) -> None:
    ana = [f"{ONE},m.focus,yes,clear", f"{TWO},m.focus,yes,said so", f"{TWO},p.patients,no"]
    ben = [f"{ONE},m.focus,yes", f"{TWO},m.focus,no,only planned", f"{TWO},p.patients,no"]
    found = compared(path, ana, ben)
    (one,) = found.comparison.disagreements
    assert (one.work, one.term, one.first, one.second, one.note_first, one.note_second) == (
        TWO,
        "Focus groups",
        "yes",
        "no",
        "said so",
        "only planned",
    )
    assert (one.verdict, one.title, one.text) == ("", "Carers at home", TEXT + " More.")
    assert [(row.work, row.concept, row.verdict) for row in found.settle] == [
        (TWO, "m.focus", ""),
        (ONE, "m.focus", "yes"),
        (TWO, "p.patients", "no"),
    ]
    settled = "\n".join(f"{row.work},{row.concept},{row.verdict or 'no'}" for row in found.settle)
    assert scored(path, settled).judged == 3


def test_compare_names_the_file_of_what_it_cannot_use(path: Path) -> None:
    found = compared(path, [f"{ONE},m.focus,yes", "nobody,m.focus,yes"], [f"{ONE},m.focus,perhaps"]).comparison
    assert [problem.where for problem in found.problems] == ["ana.csv, line 3", "ben.csv, line 2"]
    assert found.judged == 0
    assert (found.total.agreement, found.total.kappa, found.total.remark) == (None, None, "too few")
