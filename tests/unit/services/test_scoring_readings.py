"""Usage and part against what a person wrote beside the verdict."""

from pathlib import Path

import pytest
from catalogue_tools import execute
from judged_catalogue import ONE, TWO, make_judged

from cpx.services.coding_labels import read_labels
from cpx.services.scoring import ScoreResult, score
from cpx.store.catalogue import CatalogueFile

SEMI = "m.interview.semi"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the catalogue whose tags are set by hand, with usage and part."""
    path = make_judged(tmp_path / "catalogue.db")
    execute(
        path,
        "UPDATE assignments SET usage = 'topic' WHERE concept = 'm.interview.semi'",
        "UPDATE assignments SET usage = 'used' WHERE concept IN ('m.focus', 'm.interview')",
        "UPDATE assignments SET part = 'served' WHERE concept IN ('p.nurses', 'p.patients')",
    )
    return path


def scored(path: Path, rows: str, head: str = "work,concept,verdict,usage,part,note") -> ScoreResult:
    with CatalogueFile(path) as file, file.reading() as connection:
        return score(connection, read_labels(f"{head}\n{rows}".encode(), "ana.csv"))


def test_score_reads_usage_and_part_of_right_tags(path: Path) -> None:
    result = scored(
        path,
        f"{ONE},m.focus,yes,used,,\n{ONE},{SEMI},yes,used,,they held them\n{TWO},m.interview,yes,topic,,\n"
        f"{ONE},p.nurses,yes,,served,\n{TWO},p.patients,yes,,Took part,\n",
    )
    usage, part = result.readings
    assert (usage.reading, usage.judged, usage.right, usage.accuracy) == ("usage", 3, 1, 0.3333)
    assert [(one.person, one.machine, one.count) for one in usage.confusion] == [
        ("used", "used", 1),
        ("used", "topic", 1),
        ("topic", "used", 1),
    ]
    assert (part.reading, part.judged, part.right, part.accuracy_interval) == ("part", 2, 1, (0.0945, 0.9055))
    first, second = usage.disagreements
    assert (first.key, first.concept, first.person, first.machine, first.line, first.note) == (
        ONE,
        SEMI,
        "used",
        "topic",
        3,
        "they held them",
    )
    assert (first.sentence, second.key) == ("Words stand here.", TWO)
    assert result.problems == ()


def test_score_reads_nothing_where_the_file_says_nothing(path: Path) -> None:
    assert scored(path, f"{ONE},m.focus,yes,,,\n").readings == ()
    assert scored(path, f"{ONE},m.focus,no,used,,\n{TWO},m.focus,yes,used,,\n").readings == ()  # wrong or missed tags have no reading


def test_score_takes_the_reading_that_goes_first_for_a_broader_term(path: Path) -> None:
    execute(path, "UPDATE assignments SET usage = 'used' WHERE concept = 'm.interview.semi'")
    (usage,) = scored(path, f"{ONE},m.collect,yes,used,,\n").readings
    assert (usage.judged, usage.right) == (1, 1)


def test_score_counts_a_tag_that_was_not_read_as_wrong(path: Path) -> None:
    execute(path, "UPDATE assignments SET usage = NULL")
    (usage,) = scored(path, f"{ONE},m.focus,yes,used,,\n").readings
    assert [(one.person, one.machine, one.count) for one in usage.confusion] == [("used", None, 1)]


def test_score_takes_the_machines_column_of_a_sheet_for_nobodys_word(path: Path) -> None:
    head = "work,concept,verdict,note,machine,match,usage,sentence"
    assert scored(path, f"{ONE},m.focus,yes,,yes,strong,topic,x\n", head).readings == ()


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (f"{ONE},m.focus,yes,usd,,", "line 2: 'usd' is no usage: write used, topic, unclear, or nothing"),
        (f"{ONE},p.nurses,yes,,there,", "line 2: 'there' is no part: write took-part, co-producer"),
        (f"{ONE},m.focus,yes,,served,", "line 2: a method has no part (served); the verdict counts"),
        (f"{ONE},p.nurses,yes,used,,", "line 2: a population has no usage (used); the verdict counts"),
        (f"{ONE},m.focus,yes,used,,\n{ONE},m.focus,yes,topic,,", "line 3: usage topic for"),
    ],
)
def test_score_names_a_reading_that_cannot_be_used(row: str, said: str, path: Path) -> None:
    (problem,) = scored(path, row + "\n").problems
    assert said in f"{problem.where}: {problem.message}"


def test_score_counts_rows_that_say_the_same_again_once(path: Path) -> None:
    result = scored(path, f"{ONE},m.focus,yes,,,\n{ONE},m.focus,ja,used,,\n{ONE},m.focus,x,,,\n")
    assert (result.judged, result.repeated, result.problems) == (1, 2, ())
    assert [one.right for one in result.readings] == [1]
