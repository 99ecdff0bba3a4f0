"""``cpx retractions`` and ``cpx enrich --check-updates``, against a Crossref on the loopback; and retractions wherever works are shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from catalogue_tools import record, save, works_of
from crossref_server import CrossrefServer
from retraction_answers import ARTICLE, CORRECTED, NOTICE, SOUND, WORKS
from running import Ran
from word_document import docx, link, paragraph

from cpx.domain.record import Update
from cpx.formats.crossref_json import read_work

Run = Callable[..., Ran]
TEXT = f"""# A paper

## References

1. Aho A. Hydroxychloroquine. Lancet 2020. https://doi.org/{ARTICLE.upper()}
2. Berg B. Neighbours as partners. 2020. doi:{SOUND}
3. Cole C. A book of long ago, about rivers. London: A Press; 1950.
"""
STATED = Update("retraction", "10.5555/n", "2020-06-05", "retraction-watch")


@pytest.fixture
def online(crossref: CrossrefServer, monkeypatch: pytest.MonkeyPatch) -> CrossrefServer:
    """Give a running Crossref that knows the made works and notices, and is the one that is asked."""
    crossref.works = dict(WORKS)
    for name in ("CROSSREF", "DOI", "DATACITE"):
        monkeypatch.setenv(f"CPX_{name}_URL", crossref.url)
    return crossref


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a catalogue with a retracted work, one with a correction to come, and one without a DOI."""
    path = tmp_path / "some.db"
    monkeypatch.setenv("CPX_DB", str(path))
    retracted = record(
        "Wards that share power", source="crossref", source_id="10.5555/r", doi="10.5555/r", updates=(STATED,), abstract=LONG
    )
    save(path, retracted, record("Another study of rivers", doi=CORRECTED, source="page:article"), record("No DOI here"))
    return path


LONG = "Background: Wards were short of staff. Results: Trust grew slowly in wards that share power. Conclusions: More time is needed."


def test_references_of_markdown_are_asked_about(online: CrossrefServer, tmp_path: Path, run_cpx: Run) -> None:
    (tmp_path / "paper.md").write_text(TEXT, encoding="utf-8")
    done = run_cpx("retractions", str(tmp_path / "paper.md"), "--json")
    assert done.code == 0, done.stderr
    assert [(row["label"], row["status"], row["notice"]) for row in done.json] == [
        ("1", "retracted", NOTICE),
        ("2", "clear", None),
        ("3", "unchecked", None),
    ]
    assert done.stderr.startswith(f"1 retracted, 1 clear as of {done.json[1]['checked']}, 1 not checked\n")
    assert online.count("/works?") == 3
    assert not (tmp_path / "some.db").exists()


def test_word_document_and_standard_input(online: CrossrefServer, tmp_path: Path, run_cpx: Run) -> None:
    data = docx(
        paragraph("References"), paragraph("Aho A. Power. 2020. ", link("r1", "Crossref")), links={"r1": f"https://doi.org/{ARTICLE}"}
    )
    (tmp_path / "paper.docx").write_bytes(data)
    assert [row["status"] for row in run_cpx("retractions", str(tmp_path / "paper.docx"), "--json").json] == ["retracted"]
    assert [row["status"] for row in run_cpx("retractions", "-", "--json", stdin=data).json] == ["retracted"]
    assert online.requests


def test_fail_is_for_scripts(online: CrossrefServer, run_cpx: Run) -> None:
    assert run_cpx("retractions", "-", "--fail", stdin=ARTICLE).code == 1
    assert run_cpx("retractions", "-", "--fail", stdin=SOUND).code == 0
    assert online.requests


def test_unreachable_network_is_said_with_every_row(run_cpx: Run) -> None:
    done = run_cpx("retractions", "-", "--json", stdin=TEXT)
    assert (done.code, done.error["code"]) == (4, "remote")
    assert {row["status"] for row in done.json} == {"unchecked"}
    assert all(row["reason"] for row in done.json)


@pytest.mark.usefixtures("catalogue")
def test_catalogue_alone_asks_nobody_and_check_asks(online: CrossrefServer, run_cpx: Run) -> None:
    done = run_cpx("retractions", "--json")
    assert [(row["text"], row["status"], row["reason"]) for row in done.json] == [
        ("Wards that share power", "retracted", ""),
        ("Another study of rivers", "unchecked", "never checked"),
        ("No DOI here", "unchecked", "no DOI"),
    ]
    assert "cpx enrich --check-updates" in done.stderr
    assert online.requests == []
    online.works["10.5555/r"] = {"DOI": "10.5555/r", "type": "journal-article", "title": ["Wards that share power"]}
    checked = run_cpx("retractions", "--check", "--json")
    assert checked.code == 0, checked.stderr
    assert [row["status"] for row in checked.json] == ["retracted", "corrected", "unchecked"]
    assert checked.stderr.startswith("2 checked, 1 changed\n1 retracted, 1 corrected, 1 not checked\n")


@pytest.mark.usefixtures("catalogue")
def test_check_updates_prints_what_changed(online: CrossrefServer, run_cpx: Run) -> None:
    done = run_cpx("enrich", "--check-updates", CORRECTED, "--json")
    assert done.code == 0, done.stderr
    assert [(row["doi"], row["was"], row["now"]) for row in done.json] == [(CORRECTED, "unchecked", "corrected")]
    assert done.stderr.startswith("1 checked, 1 changed\n")
    again = run_cpx("enrich", "--check-updates", CORRECTED, "--no-color", tty=True)
    assert (again.code, again.stdout, again.stderr) == (0, "", "1 checked, none changed\n")
    assert online.requests


def test_check_updates_of_nothing_says_so(tmp_path: Path, run_cpx: Run) -> None:
    save(tmp_path / "a.db", record())
    done = run_cpx("enrich", "--check-updates", "--db", str(tmp_path / "a.db"), "--json")
    assert (done.code, done.json) == (0, [])
    assert "no work has a DOI" in done.stderr


@pytest.mark.parametrize(
    ("words", "code"),
    [(("nosuch.docx",), 3), (("paper.md", "--check"), 2), (("--older-than", "-1"), 2), (("--db", "nosuch.db"), 3)],
)
def test_wrong_calls(words: tuple[str, ...], code: int, run_cpx: Run) -> None:
    done = run_cpx("retractions", *words, "--json")
    assert (done.code, done.stdout) == (code, "")
    assert "ingest" not in done.error["hint"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", b"\x7fELF\x00\x00", b"%PDF-1.4"])
def test_what_is_no_document_is_an_error_in_words(content: bytes, tmp_path: Path, run_cpx: Run) -> None:
    (tmp_path / "paper.docx").write_bytes(content)
    done = run_cpx("retractions", str(tmp_path / "paper.docx"), "--json")
    assert done.code == 1
    assert "paper.docx" in done.error["message"]


@pytest.mark.usefixtures("catalogue")
def test_view_says_it_in_words(online: CrossrefServer, run_cpx: Run) -> None:
    seen = run_cpx("retractions", "--no-color", tty=True).stdout
    assert "RETRACTED   Wards that share power" in seen
    assert "retraction: notice 10.5555/n, 2020-06-05" in seen
    assert "NOT CHECKED Another study" in seen
    changed = run_cpx("enrich", "--check-updates", CORRECTED, "--no-color", tty=True).stdout
    assert "was unchecked; correction: notice 10.5555/correction" in " ".join(changed.split())
    assert online.requests


def test_retracted_is_said_wherever_works_are_shown(catalogue: Path, run_cpx: Run) -> None:
    for words in (("search", "wards"), ("ask", "Did trust grow slowly in wards?"), ("show", "10.5555/r")):
        assert "RETRACTED" in run_cpx(*words, "--no-color", tty=True).stdout, words
        assert "RETRACTED" in run_cpx(*words, "--json", "--table").stdout or words[0] == "show", words
    shown = run_cpx("show", "10.5555/r", "--no-color", tty=True).stdout
    assert "updates" in shown
    assert "notice 10.5555/n, 2020-06-05" in shown
    assert run_cpx("search", "wards", "--csv", "--fields", "title,retracted").stdout.splitlines()[1] == "Wards that share power,true"
    assert catalogue.exists()


@pytest.mark.parametrize(
    ("kind", "mark"),
    [
        ("retraction", "RETRACTED"),
        ("expression-of-concern", "EXPRESSION OF CONCERN"),
        ("partial-retraction", "PARTLY RETRACTED"),
        ("correction", ""),
    ],
)
def test_plain_tables_mark_what_the_views_mark(kind: str, mark: str, tmp_path: Path, run_cpx: Run) -> None:
    path = tmp_path / "marked.db"
    save(path, record("Rivers that are shared", doi="10.5555/x", updates=(Update(kind, "10.5555/n", "2020"),)))
    for words in (("search", "rivers"), ("search", "")):
        row = run_cpx("--db", str(path), *words, "-t").stdout.splitlines()[1]
        assert row.split(maxsplit=1)[1] == f"{mark} Rivers that are shared".strip()


@pytest.mark.usefixtures("catalogue")
def test_table_of_retractions_names_the_work(online: CrossrefServer, tmp_path: Path, run_cpx: Run) -> None:
    head, first, *_ = run_cpx("retractions", "-t").stdout.splitlines()
    assert head.split()[:4] == ["status", "checked", "key", "text"]
    assert "ndwards" in first
    (tmp_path / "paper.md").write_text(TEXT, encoding="utf-8")
    done = run_cpx("retractions", str(tmp_path / "paper.md"), "-t")
    head, first, *_ = done.stdout.splitlines()
    assert head.split()[:4] == ["status", "checked", "doi", "text"]
    assert ARTICLE[:10] in first
    assert online.requests


def test_notice_in_the_catalogue_is_told_without_asking(online: CrossrefServer, catalogue: Path, run_cpx: Run) -> None:
    save(catalogue, read_work(WORKS["10.5555/correction"]))
    rows = {row["doi"]: row for row in run_cpx("retractions", "--json").json}
    assert (rows[CORRECTED]["status"], rows[CORRECTED]["notice"]) == ("corrected", "10.5555/correction")
    assert rows[CORRECTED]["reason"] == "never checked, so there may be more"
    assert online.requests == []


def test_no_retracted_leaves_them_out(catalogue: Path, run_cpx: Run) -> None:
    assert run_cpx("search", "wards", "--json").json[0]["title"] == "Wards that share power"
    assert not [row for row in run_cpx("search", "wards", "--no-retracted", "--json").json if row["retracted"]]
    assert run_cpx("ask", "Did trust grow slowly?", "--no-retracted", "--json").json == []
    assert "10.5555/r" not in run_cpx("export", "--no-retracted", "--format", "ris").stdout
    assert "not retracted" in run_cpx("search", "", "--no-retracted", "--no-color", tty=True).stdout
    assert len(works_of(catalogue)) == 3


NOTE = "RETRACTED: retraction notice doi:10.5555/n, 2020-06-05, retraction-watch"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("ris", f"N1  - {NOTE}\n"),
        ("csl-json", json.dumps({"note": NOTE})[1:-1]),
        ("bibtex", f"note = {{{NOTE}}},"),
        ("csv", '"retraction: notice 10.5555/n, 2020-06-05 (retraction-watch)"'),
        ("markdown", "**[RETRACTED]** "),
        ("jsonl", '"retracted": true'),
    ],
)
def test_exports_say_it_with_notice_and_date(name: str, said: str, catalogue: Path, run_cpx: Run) -> None:
    written = run_cpx("export", "--format", name).stdout
    assert said in written
    assert "RETRACTED: Wards" not in written
    assert catalogue.exists()


@pytest.mark.parametrize("name", ["csl-json", "jsonl"])
def test_export_and_ingest_keep_the_retraction_once(name: str, catalogue: Path, tmp_path: Path, run_cpx: Run) -> None:
    written = run_cpx("export", "--format", name).stdout
    (tmp_path / "out.json").write_text(written, encoding="utf-8")
    assert run_cpx("ingest", str(tmp_path / "out.json"), "--db", str(tmp_path / "new.db")).code == 0
    held = next(work for work in works_of(tmp_path / "new.db") if work.doi == "10.5555/r")
    assert (held.retracted, held.updates, held.title) == (True, (STATED,), "Wards that share power")
    assert run_cpx("export", "--format", name, "--db", str(tmp_path / "new.db")).stdout.count("RETRACTED") == written.count("RETRACTED")
    assert catalogue.exists()


def test_python_gives_the_same(catalogue: Path) -> None:
    import cpx

    with cpx.open(catalogue) as opened:
        assert [row.status for row in opened.retractions()] == ["retracted", "unchecked", "unchecked"]
        assert [hit.doi for hit in opened.search("wards", retracted=False)] == []
        assert [hit.doi for hit in opened.search("", retracted=True)] == ["10.5555/r"]
        assert read_work(WORKS[SOUND]).doi == SOUND
