"""``cpx enrich --review``: one key for each candidate on a terminal, a list elsewhere; ``--accept`` and ``--refuse`` for scripts."""

import io
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from catalogue_tools import AHO, BERG, record, rows, saving, work_of
from running import Ran
from terminal import ACTING, press_when_asked

from cpx.cli.reviewing import review
from cpx.cli.state import State
from cpx.errors import BadUsage, NotFound
from cpx.services.find_dois import find_dois
from cpx.store.catalogue import CatalogueFile

Run = Callable[..., Ran]
OF_A_WORK = ["title", "authors", "year", "container_title", "volume", "issue", "page", "type", "abstract"]
KEYS = ["key", "doi", "title", "title_source", *OF_A_WORK[1:], "candidate", "score", "reasons", "found_at"]
CANDIDATE_KEYS = [*OF_A_WORK[:4], "collection_title", "volume", "issue", "page", "publisher", "type", "abstract"]
"""The contract."""
TITLES = ("Sharing power in hospital wards in the far north", "Meals and who decides on them in three homes")


class _Search:
    name = "Testref"

    def search(self, query: dict[str, str], **_: object) -> tuple[dict[str, object], ...]:
        title = next(title for title in TITLES if query["bibliographic"].startswith(title))
        return tuple(_message(title, year) for year in (2010, 2012))


def _message(title: str, year: int) -> dict[str, object]:
    doi = f"10.5555/{title[:5].lower()}{year}"
    names = [{"family": "Aho", "given": "Ada"}, {"family": "Berg", "given": "Bo"}]
    return {"DOI": doi, "title": [title], "author": names, "issued": {"date-parts": [[year]]}, "publisher": "A [/]\x1b[31m\u202epress"}


@pytest.fixture
def waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a catalogue in which two candidates wait for each of two works."""
    path = tmp_path / "catalogue.db"
    with saving(path) as (file, saver), file.batch():
        for title in TITLES:
            saver.save(_prepared(title))
    with CatalogueFile(path, writable=True) as file:
        find_dois(file, _Search())
    monkeypatch.setenv("CPX_DB", str(path))
    return path


def _prepared(title: str) -> object:
    from catalogue_tools import ready

    return ready(record(title, authors=(AHO, BERG), issued="2020"))


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def walk(keys: str) -> str:
    """Walk the candidates with these keys; give what was printed."""
    screen = _Screen()
    pressed: Iterator[str] = iter(keys)
    with redirect_stdout(screen):
        review(State(no_color=True), key=lambda: next(pressed, ""))
    return screen.getvalue()


def states(path: Path) -> list[tuple[str, str]]:
    return rows(path, "SELECT doi, state FROM doi_candidates ORDER BY id")


def test_review_takes_one_with_y_and_refuses_the_other_with_it(waiting: Path) -> None:
    walk("yq")
    assert [state for _, state in states(waiting)] == ["accepted", "refused", "open", "open"]
    assert work_of(waiting, states(waiting)[0][0]).title == TITLES[0]


def test_review_refuses_skips_and_stops(waiting: Path) -> None:
    walk("nsq")
    assert [state for _, state in states(waiting)] == ["refused", "open", "open", "open"]


def test_review_goes_on_where_it_stopped(waiting: Path, capsys: pytest.CaptureFixture[str]) -> None:
    walk("nq")
    assert "1 of 3" in walk("nnn")
    assert [state for _, state in states(waiting)] == ["refused"] * 4
    assert walk("") == ""
    assert "no DOI waits for a decision" in capsys.readouterr().err


def test_review_takes_no_other_key_for_an_answer(waiting: Path) -> None:
    walk("xé7\x1b")
    assert [state for _, state in states(waiting)] == ["open"] * 4


def test_review_shows_both_what_differs_and_why(waiting: Path) -> None:
    shown = walk("q")
    for word in (TITLES[0].split()[0], "2020", "2010", "year ≠", "year 2010, not 2020", "2 of 2 surnames", "y yes", states(waiting)[0][0]):
        assert word in shown
    assert "title ≠" not in shown
    assert not ACTING.search(shown)


def test_review_lists_in_a_pipe(waiting: Path, run_cpx: Run) -> None:
    found = run_cpx("enrich", "--review", "--json").json
    assert [row["doi"] for row in found] == [doi for doi, _ in states(waiting)]
    assert found[0]["candidate"]["year"] == 2010
    assert [list(found[0]), list(found[0]["candidate"])] == [KEYS, CANDIDATE_KEYS]
    key = found[0]["key"]
    assert {row["key"] for row in run_cpx("enrich", key, "--review", "--json").json} == {key}


def test_review_draws_a_list_where_no_key_can_be_read(waiting: Path, run_cpx: Run) -> None:
    shown = run_cpx("enrich", "--review", "--no-color", tty=True)
    assert shown.code == 0
    assert all(doi in shown.stdout for doi, _ in states(waiting))
    assert "y yes" not in shown.stdout


def test_accept_and_refuse_settle_without_a_terminal(waiting: Path, run_cpx: Run) -> None:
    first, _, third, _ = (doi for doi, _ in states(waiting))
    keys = {row["doi"]: row["key"] for row in run_cpx("enrich", "--review", "--json").json}
    refused = run_cpx("enrich", keys[third], "--refuse", third, "--why", "a reprint", "--by", "ana", "--json")
    assert [row["outcome"] for row in refused.json] == ["refused"]
    taken = run_cpx("enrich", keys[first], "--accept", first.upper(), "--json")
    assert [(row["outcome"], row["doi"]) for row in taken.json] == [("found", first)]
    assert rows(waiting, "SELECT state, by, why FROM doi_candidates WHERE doi = ?", third) == [("refused", "ana", "a reprint")]


def test_accept_says_what_was_never_proposed(waiting: Path, run_cpx: Run) -> None:
    key = run_cpx("enrich", "--review", "--json").json[0]["key"]
    done = run_cpx("enrich", key, "--accept", "10.5555/never", "--json")
    assert (done.code, done.error["code"]) == (NotFound.exit_code, "not_found")
    assert run_cpx("enrich", "--accept", "10.5555/never", "--json").code == BadUsage.exit_code
    assert [state for _, state in states(waiting)] == ["open"] * 4


def test_review_reads_keys_of_a_real_terminal(waiting: Path) -> None:
    screen = press_when_asked(["enrich", "--review"], "ny", "q stop")
    assert [state for _, state in states(waiting)][:2] == ["refused", "accepted"]
    assert "\x1b[31m" not in screen  # the publisher's own colour
