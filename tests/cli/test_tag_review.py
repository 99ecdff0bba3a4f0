"""``cpx tag --review``: one key for each tag in doubt on a terminal, a list elsewhere; it goes on where it stopped."""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from catalogue_tools import AHO, record, rows, save, troubles, work_of
from running import Ran
from terminal import ACTING, press_when_asked

from cpx.cli.state import State
from cpx.cli.tag_review import Wanted, review
from cpx.domain.concept import Verdict
from cpx.errors import NotFound
from cpx.services.tag import decide, tag_works
from cpx.store.catalogue import CatalogueFile

Run = Callable[..., Ran]
TEXT = (
    "Interviews matter. A review of the literature on focus groups and photovoice was planned by others. "
    "Nurses and carers were named beside action research. Questionnaires, and again questionnaires, are spoken of."
)


@pytest.fixture
def doubtful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a catalogue with two works whose tags are in doubt."""
    path = tmp_path / "catalogue.db"
    for number, title in enumerate(("Sharing power", "Meals at home")):
        save(path, record(title, authors=(AHO,), issued="2020", doi=f"10.5555/{number}", abstract=TEXT))
    monkeypatch.setenv("CPX_DB", str(path))
    return path


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def walk(keys: str, *names: str, schemes: tuple[str, ...] = ()) -> str:
    """Walk the tags in doubt with these keys; give what was printed."""
    screen = _Screen()
    pressed: Iterator[str] = iter(keys)
    with redirect_stdout(screen):
        review(State(no_color=True), Wanted(names, schemes), "ana", key=lambda: next(pressed, ""))
    return screen.getvalue()


def listed(run_cpx: Run, *names: str) -> list[tuple[str, str]]:
    return [(row["key"], row["concept"]) for row in run_cpx("tag", "--review", *names, "--json").json]


def verdicts(path: Path) -> list[tuple[str, str]]:
    return rows(path, "SELECT concept, verdict FROM current_decisions ORDER BY id")


def test_review_confirms_rejects_and_stops(doubtful: Path, run_cpx: Run) -> None:
    before = listed(run_cpx)
    assert len(before) >= 4
    walk("ynq")
    assert verdicts(doubtful) == [(before[0][1], "confirmed"), (before[1][1], "rejected")]
    assert listed(run_cpx) == before[2:]
    assert rows(doubtful, "SELECT command, by FROM runs ORDER BY id")[-2:] == [("assign", "ana"), ("reject", "ana")]


def test_review_goes_on_where_it_stopped_and_skipped_ones_come_last(doubtful: Path, run_cpx: Run) -> None:
    before = listed(run_cpx)
    walk("sy")
    assert listed(run_cpx) == [*before[2:], before[0]]
    walk("n" * len(before))
    assert listed(run_cpx) == []
    assert walk("") == ""
    with CatalogueFile(doubtful, writable=True) as file:
        assert tag_works(file).changed == ()
    assert listed(run_cpx) == []
    assert troubles(doubtful) == []


def test_review_takes_the_last_answer_back(doubtful: Path, run_cpx: Run, capsys: pytest.CaptureFixture[str]) -> None:
    before = listed(run_cpx)
    walk("uynuunq")
    assert "nothing to take back" in capsys.readouterr().err
    assert verdicts(doubtful) == [(before[0][1], "rejected")]
    assert rows(doubtful, "SELECT command FROM runs ORDER BY id")[-5:] == ["assign", "reject", "undo", "undo", "reject"]


def test_review_takes_no_other_key_for_an_answer(doubtful: Path) -> None:
    walk("xé7\x1b")
    assert verdicts(doubtful) == []


def test_review_shows_sentence_term_and_definition(doubtful: Path, run_cpx: Run) -> None:
    first = run_cpx("tag", "--review", "--json").json[0]
    shown = walk("q")
    assert verdicts(doubtful) == []
    quote = first["evidence"][0]
    at = quote["start"] - first["sentence_starts"][0]
    assert quote["sentence"][at : at + len(quote["quote"])] == quote["quote"]
    for word in (first["title"], first["key"], first["label"], f"«{quote['quote']}»", f"match {first['match']}", "y confirm", "1 of "):
        assert word in shown
    assert (first["definition"] or "")[:20] in shown
    assert not ACTING.search(shown)


def test_review_begins_with_weak_ones(doubtful: Path, run_cpx: Run) -> None:
    del doubtful
    found = run_cpx("tag", "--review", "--json").json
    order = {"weak": 0, "fair": 1, "strong": 2}
    assert [order[row["match"]] for row in found] == sorted(order[row["match"]] for row in found)
    assert all(row["match"] != "strong" or "unclear" in (row["usage"], row["part"]) for row in found)


def test_review_of_one_work_leaves_the_others(doubtful: Path, run_cpx: Run) -> None:
    key = work_of(doubtful, "10.5555/1").key
    found = listed(run_cpx, key)
    assert {row[0] for row in found} == {key}
    walk("y" * 50, key)
    assert len(verdicts(doubtful)) == len(found)
    assert run_cpx("tag", "--review", "nosuch", "--json").code == NotFound.exit_code


def test_review_draws_a_list_where_no_key_can_be_read(doubtful: Path, run_cpx: Run) -> None:
    shown = run_cpx("tag", "--review", "--no-color", tty=True)
    assert (shown.code, "y confirm" in shown.stdout) == (0, False)
    assert work_of(doubtful, "10.5555/0").key in shown.stdout


def test_two_ways_at_once_are_refused(doubtful: Path, run_cpx: Run) -> None:
    del doubtful
    done = run_cpx("tag", "--review", "--dry-run", "--json")
    assert (done.code, done.error["code"]) == (2, "usage")


def test_review_reads_keys_of_a_real_terminal(doubtful: Path) -> None:
    press_when_asked(["tag", "--review"], "nuyq", "q stop")
    assert [verdict for _, verdict in verdicts(doubtful)] == ["confirmed"]


def test_review_of_one_scheme_leaves_the_others(doubtful: Path, run_cpx: Run) -> None:
    schemes = {row["concept"]: row["scheme"] for row in run_cpx("tag", "--review", "--json").json}
    every = listed(run_cpx)
    methods = [row for row in every if schemes[row[1]] == "method"]
    assert 0 < len(methods) < len(every)
    assert listed(run_cpx, "--scheme", "method") == methods
    assert listed(run_cpx, *(word for scheme in set(schemes.values()) for word in ("--scheme", scheme))) == every
    walk("y" * 50, schemes=("method",))
    assert {concept for concept, _ in verdicts(doubtful)} == {concept for _, concept in methods}


@pytest.mark.parametrize("words", [("--review", "--scheme", "people"), ("--scheme", "method")])
def test_review_refuses_a_scheme_that_is_none_or_does_nothing(words: tuple[str, ...], doubtful: Path, run_cpx: Run) -> None:
    del doubtful
    done = run_cpx("tag", *words, "--json")
    assert (done.code, done.error["code"]) == (2, "usage")
    assert "population" in done.error["hint"] or "--review" in done.error["message"]


def test_review_takes_back_what_was_left_for_later(doubtful: Path, run_cpx: Run) -> None:
    before = listed(run_cpx)
    walk("ysuu")
    assert (listed(run_cpx), verdicts(doubtful)) == (before, [])
    walk("s")
    walk("n" * (len(before) - 1) + "suq")  # what was left in an earlier review stays left
    assert listed(run_cpx) == [before[0]]
    assert run_cpx("tag", "--review", "--json").json[0]["skipped"]


def test_review_goes_past_what_another_decided_meanwhile(doubtful: Path, run_cpx: Run) -> None:
    before = listed(run_cpx)

    def press() -> str:
        if not verdicts(doubtful):
            with CatalogueFile(doubtful, writable=True) as file:
                decide(file, work_of(doubtful, before[1][0]).id, before[1][1], Verdict.CONFIRMED, by="ben")
            return "n"
        return "q"

    with redirect_stdout(_Screen()):
        review(State(no_color=True), Wanted(), "ana", key=press)
    assert verdicts(doubtful) == [(before[1][1], "confirmed"), (before[0][1], "rejected")]


def test_review_broken_off_keeps_what_was_answered_and_says_so(doubtful: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keys = iter("yn")

    def press() -> str:
        pressed = next(keys, None)
        if pressed is None:
            raise KeyboardInterrupt
        return pressed

    with redirect_stdout(_Screen()), pytest.raises(KeyboardInterrupt):
        review(State(no_color=True), Wanted(), "ana", key=press)
    assert [verdict for _, verdict in verdicts(doubtful)] == ["confirmed", "rejected"]
    assert "2 settled" in capsys.readouterr().err
    assert troubles(doubtful) == []


def test_review_without_a_keyboard_says_how_to_settle_what_it_lists(doubtful: Path, run_cpx: Run) -> None:
    del doubtful
    assert "cpx assign WORK TERM" in run_cpx("tag", "--review", "--no-color", tty=True).stderr
