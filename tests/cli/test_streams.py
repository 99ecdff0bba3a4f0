"""Streams that end early, are full, closed, or of another encoding; and what is read from standard input."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Ran, child_environment

Run = Callable[..., Ran]
TAGGED = '{"id": "1", "title": "Photovoice with carers", "abstract": "We held focus groups."}'
DOI = "10.1186/s43058-022-00385-0"

needs_shell = pytest.mark.skipif(not Path("/bin/bash").exists(), reason="these are a shell's pipes")


def run_shell(line: str, **env: str | None) -> Ran:
    """Run a line of bash in which ``cpx`` is ours; the exit code is that of the first command of its last pipe."""
    script = f'cpx() {{ "{sys.executable}" -m cpx "$@"; }}\n{line}\nexit ${{PIPESTATUS[0]}}\n'
    done = subprocess.run(
        ["/bin/bash", "-c", script], capture_output=True, text=True, encoding="utf-8", env=child_environment(**env), check=False
    )
    return Ran(done.returncode, done.stdout, done.stderr)


@needs_shell
@pytest.mark.parametrize(
    "words",
    [
        "search '' --nl",
        "search '' --table",
        "vocab list --json",
        "vocab list -t",
        "export --format jsonl",
        "schema",
        "--help",
        "show " + DOI,
    ],
)
@pytest.mark.parametrize("reader", ["head -1", "true"])
@pytest.mark.usefixtures("seeds_catalogue")
def test_reader_that_has_seen_enough_is_no_error(words: str, reader: str) -> None:
    done = run_shell(f"cpx {words} | {reader}")
    assert (done.code, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
@pytest.mark.parametrize("words", ["stats --json", "vocab list --csv", "export", "tag --stdin"])
@pytest.mark.usefixtures("seeds_catalogue")
def test_full_disk_under_the_output_is_one_line(words: str) -> None:
    done = run_shell(f"echo '{TAGGED}' | cpx {words} -q > /dev/full; (exit ${{PIPESTATUS[1]}})")
    told = json.loads(done.stderr)["error"]["message"] if "--json" in words else done.stderr.splitlines()[0].removeprefix("cpx: ")
    assert (done.code, told) == (1, "no space left on device")
    assert len(done.stderr.splitlines()) == (1 if "--json" in words else 2)


@needs_shell
@pytest.mark.usefixtures("seeds_catalogue")
def test_closed_streams_are_no_defect() -> None:
    for line in ("cpx search '' >&-", "cpx search '' 2>&- >/dev/null", "cpx show nosuch 2>&-", "cpx tag --stdin <&-"):
        done = run_shell(line)
        assert "defect" not in done.stderr
        assert done.code == (3 if "nosuch" in line else 0), line


@pytest.mark.usefixtures("seeds_catalogue")
def test_pipe_carries_utf_8_whatever_the_machine_says(run_cpx_process: Run) -> None:
    wanted = run_cpx_process("search", "", "--json").json
    for encoding in ("latin-1", "ascii:strict"):
        done = run_cpx_process("search", "", "--json", env={"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"})
        assert (done.code, done.json) == (0, wanted)


BOM = "\ufeff".encode()
PIPED = {
    "plain": (TAGGED.encode() + b"\n", ["1"]),
    "no line end": (TAGGED.encode(), ["1"]),
    "CRLF": (TAGGED.encode() + b"\r\n" + TAGGED.encode() + b"\r\n", ["1", "1"]),
    "BOM": (BOM + TAGGED.encode() + b"\n", ["1"]),
    "blank lines": (b"\n  \n" + TAGGED.encode() + b"\n\n", ["1"]),
    "empty": (b"", []),
    "only a BOM": (BOM, []),
    "bytes that are no UTF-8": (b'{"id": "1", "title": "caf\xe9", "abstract": "We held interviews."}\n', ["1"]),
    "huge line": (json.dumps({"id": "1", "title": "T", "abstract": "We held interviews with carers. " * 20_000}).encode(), ["1"]),
    "no abstract": (b'{"id": 7}\n', [7]),
}


@pytest.mark.parametrize("name", PIPED)
def test_tag_stdin_reads(name: str, run_cpx: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPX_DB", "/nosuch/folder/catalogue.db")
    data, ids = PIPED[name]
    done = run_cpx("tag", "--stdin", stdin=data)
    assert (done.code, done.stderr) == (0, "")
    assert [row["id"] for row in done.lines] == ids
    assert all(row["tags"] for row in done.lines if row["id"] == "1")


@pytest.mark.parametrize("line", ["{", "[]", "null", "3", '"text"', '{"id": 1, "sections": [1]}', "[" * 100_000, "\x00"])
def test_tag_stdin_goes_on_after_a_bad_line_and_says_so(line: str, run_cpx: Run) -> None:
    done = run_cpx("tag", "--stdin", stdin=f"{TAGGED}\n{line}\n{TAGGED}\n")
    assert (done.code, [row["id"] for row in done.lines]) == (5, ["1", None, "1"])
    assert done.stderr.startswith("cpx: 1 line could not be read, the first is line 2")
    told = run_cpx("tag", "--stdin", "--nl", stdin=f"{line}\n{line}\n")
    assert (told.error["code"], told.error["message"][:7]) == ("partly_failed", "2 lines")


def test_tag_stdin_picks_fields(run_cpx: Run) -> None:
    done = run_cpx("tag", "--stdin", "--fields", "id", stdin=TAGGED)
    assert done.lines == [{"id": "1"}]


@pytest.mark.usefixtures("seeds_catalogue")
@pytest.mark.parametrize("lines", [f"{DOI}\n", f"# ours\n\n  https://doi.org/{DOI}  \r\n", f"\ufeffdoi:{DOI}"])
def test_add_doi_reads_lines(lines: str, run_cpx: Run) -> None:
    done = run_cpx("add", "doi", "-", "--json", stdin=lines)
    assert (done.code, [(row["doi"], row["outcome"]) for row in done.json]) == (0, [(DOI, "known")])


@pytest.mark.parametrize("lines", ["", "\n\n", "# nothing\n"])
def test_add_doi_of_no_line_makes_nothing(lines: str, run_cpx: Run, tmp_path: Path) -> None:
    done = run_cpx("add", "doi", "-", "--db", str(tmp_path / "new.db"), stdin=lines)
    assert (done.code, done.stderr.splitlines()[0]) == (2, "cpx: no DOI given")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("words", [("add", "text", "-"), ("add", "text")])
def test_add_text_reads_standard_input(words: tuple[str, ...], run_cpx: Run) -> None:
    done = run_cpx(*words, "--title", "Peers", "--json", stdin="\ufeffWe held interviews\r\nwith carers.\r\n")
    assert done.code == 0
    assert done.json["work"]["abstract"].split() == ["We", "held", "interviews", "with", "carers."]


@pytest.mark.parametrize("data", ["", " \n", "\ufeff"])
def test_add_text_of_nothing_is_refused(data: str, run_cpx: Run) -> None:
    done = run_cpx("add", "text", "-", stdin=data)
    assert done.code == 1
    assert len(done.stderr.splitlines()) >= 2


def test_add_text_says_on_a_terminal_what_came_of_it(run_cpx: Run) -> None:
    done = run_cpx("add", "text", "-", "--title", "Peers [/] on\x1b[2J wards", "--year", "2021", stdin="We held interviews.", tty=True)
    assert (done.code, done.stdout) == (0, "")
    assert "added: " in done.stderr
    assert "Peers [/] on" in done.stderr
    assert "\x1b" not in done.stderr


def test_ingest_reads_standard_input(run_cpx: Run) -> None:
    done = run_cpx("ingest", "-", "--json", stdin='{"id": "a", "title": "From a pipe", "abstract": "We held interviews."}\n')
    assert (done.code, done.json["totals"]["added"]) == (0, 1)
    assert run_cpx("search", "pipe", "--json").json[0]["source_id"] == "a"


def test_ingest_keeps_the_strategy_in_any_encoding(run_cpx: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "title": "One"}\n', encoding="utf-8")
    (tmp_path / "strategy.txt").write_bytes("co-production AND cafés".encode("cp1252"))
    assert run_cpx("ingest", str(tmp_path / "in.jsonl"), "--strategy", str(tmp_path / "strategy.txt"), "--source", "Scopus").code == 0
    done = run_cpx("ingest", str(tmp_path / "in.jsonl"), "--strategy", str(tmp_path / "none.txt"))
    assert (done.code, done.stderr.splitlines()[0]) == (3, f"cpx: no file {tmp_path / 'none.txt'}")
