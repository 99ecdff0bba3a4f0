"""``cpx ask``: what a person sees, and the files that a brief goes into."""

from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran

Run = Callable[..., Ran]
QUESTION = "Why do hospital staff resist co-production?"
pytestmark = pytest.mark.usefixtures("seeds_catalogue")


def test_view_shows_how_to_cite_and_why_it_was_found(run_cpx: Run) -> None:
    seen = " ".join(run_cpx("ask", QUESTION, "--limit", "1", "--no-color", tty=True).stdout.split())
    assert "“Work hard to understand why staff resist change" in seen
    assert "Pittuck (2024), [title not known]. Healthwatch Essex [blog post, from the page] pittuck2024" in seen
    assert "second-hand, citing Garside 2024" in seen
    assert "why: words: staff, resist" in seen
    assert "cpx show pittuck2024" in seen


@pytest.mark.parametrize("width", ["40", "80", "200"])
def test_view_fits_any_width(run_cpx: Run, monkeypatch: pytest.MonkeyPatch, width: str) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for more in (["--context", "1"], ["--brief"]):
        done = run_cpx("ask", QUESTION, "--no-color", *more, tty=True)
        assert max(map(len, done.stdout.splitlines())) <= int(width)


def test_context_is_shown_around_the_sentence(run_cpx: Run) -> None:
    seen = " ".join(run_cpx("ask", QUESTION, "--limit", "1", "--context", "1", "--no-color", tty=True).stdout.split())
    assert seen.index("Managers should give further support") < seen.index("Work hard to understand") < seen.index("Have staff look back")


def test_nothing_is_answered_where_nothing_answers(run_cpx: Run) -> None:
    done = run_cpx("ask", "Which vaccine works against measles?", "--json")
    assert (done.code, done.json) == (0, [])
    assert "no statement above 0.30 answers this; the nearest scores 0." in done.stderr
    assert run_cpx("ask", "Which vaccine works against measles?", "--json", "--all").json
    assert "no word of it stands anywhere" in run_cpx("ask", "zyxwvut").stderr


def test_brief_is_written_as_markdown_by_name_and_by_format(run_cpx: Run, tmp_path: Path) -> None:
    path = tmp_path / "brief.md"
    done = run_cpx("ask", QUESTION, "-o", str(path))
    assert (done.code, done.stdout) == (0, "")
    page = path.read_text(encoding="utf-8")
    assert page.startswith(f"# {QUESTION}\n")
    assert run_cpx("ask", QUESTION, "--format", "markdown").stdout == page


def test_brief_is_written_for_word(run_cpx: Run, tmp_path: Path) -> None:
    from docx import Document

    path = tmp_path / "brief.DOCX"
    assert run_cpx("ask", QUESTION, "-o", str(path)).code == 0
    paragraphs = [paragraph.text for paragraph in Document(str(path)).paragraphs]
    assert paragraphs[0] == QUESTION
    assert any(text.startswith("[1] Pittuck, B. (2024). [title not known]. Healthwatch Essex.") for text in paragraphs)


def test_brief_on_a_terminal_names_filters_and_coverage(run_cpx: Run) -> None:
    seen = " ".join(run_cpx("ask", QUESTION, "--brief", "--type", "post-weblog", "--no-color", tty=True).stdout.split())
    assert "Recommendations “Work hard" in seen
    assert "[1, citing Garside 2024]" in seen
    assert "14 works in this catalogue, 13 with text" in seen
    assert "Only: post-weblog." in seen


def test_brief_names_roles_beside_filters(run_cpx: Run) -> None:
    brief = run_cpx("ask", QUESTION, "--brief", "--type", "post-weblog", "--role", "recommendation", "--role", "finding", "--json").json
    assert brief["filters"] == "post-weblog; and recommendation or finding"


def test_brief_of_what_does_not_answer_says_so(run_cpx: Run) -> None:
    brief = run_cpx("ask", "Does telemedicine shorten the ways of staff?", "--brief", "--all", "--json").json
    assert brief["parts"]
    assert "None of these sentences reaches 0.30" in brief["notes"][0]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--year", "1950"), "no word of it stands among what the filters leave"),
        (("--role", "method", "--year", "1950"), "among what the filters leave"),
        (("--limit", "0"), None),
    ],
)
def test_none_is_said_for_the_right_reason(run_cpx: Run, words: tuple[str, ...], said: str | None) -> None:
    done = run_cpx("ask", QUESTION, *words, "--json")
    assert (done.code, done.json) == (0, [])
    assert said in done.stderr if said else not done.stderr


def test_words_that_stand_nowhere_are_named_where_there_is_no_answer(run_cpx: Run) -> None:
    done = run_cpx("ask", "Do dentists like parntership with staff?", "--json")
    assert done.json == []
    assert '"dentists" stands nowhere here\n' in done.stderr
    assert '"parntership" stands nowhere here; did you mean "partnership"?' in done.stderr
    assert "nowhere" not in run_cpx("ask", QUESTION, "--json").stderr


def test_an_empty_catalogue_says_what_to_do(run_cpx: Run, tmp_path: Path) -> None:
    run_cpx("init", "--db", str(tmp_path / "empty.db"))
    done = run_cpx("ask", QUESTION, "--db", str(tmp_path / "empty.db"), "--json")
    assert (done.code, done.json) == (0, [])
    assert "bring some in with: cpx ingest" in done.stderr


def test_brief_without_an_answer_says_so_on_a_terminal(run_cpx: Run) -> None:
    assert "No statement that answers" in run_cpx("ask", "Which vaccine works against measles?", "--brief", tty=True).stdout


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--format", "pdf"), "no format 'pdf'"),
        (("--format", "docx"), "goes into a file"),
        (("-o", "brief.pdf"), "cannot tell the format"),
        (("--context", "-1"), "context"),
        (("--brief", "--limit", "0"), "no sentences"),
    ],
)
def test_brief_refuses_what_it_cannot_write(run_cpx: Run, words: tuple[str, ...], message: str) -> None:
    done = run_cpx("ask", QUESTION, *words, "--json")
    assert (done.code, done.error["code"]) == (2, "usage")
    assert message in done.error["message"]


def test_limit_holds_for_answers_and_briefs(run_cpx: Run) -> None:
    assert len(run_cpx("ask", QUESTION, "--limit", "2", "--json").json) == 2
    brief = run_cpx("ask", "What supports co-production?", "--brief", "--limit", "2", "--json").json
    assert sum(len(part["quotes"]) for part in brief["parts"]) <= 2


def test_time_limit_holds_and_says_how_to_get_more(run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cpx.store.time_limit._STEPS", 1)
    monkeypatch.setattr("cpx.store.time_limit.time.monotonic", iter(range(0, 10**6, 60)).__next__)
    done = run_cpx("ask", QUESTION, "--timeout", "2", "--json")
    assert (done.code, done.error["code"]) == (1, "failed")
    assert "--timeout" in done.error["hint"]


def test_title_opens_the_doi_where_the_terminal_can(run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    question = ("ask", "Is a gold standard of co-production useful?", "--limit", "1")
    assert "\x1b]8" not in run_cpx(*question, tty=True).stdout
    monkeypatch.setenv("VTE_VERSION", "7000")
    assert "https://doi.org/10.1186/s43058-022-00385-0" in run_cpx(*question, tty=True).stdout
