"""Measure speed and memory: `make bench`, or `make bench BENCH="--records 1000"`.

Every figure comes from this run on this machine; ratios are to a bare `python -c pass` of the same interpreter, run in
turn with what they are compared with. Nothing here fails: it prints the aim beside each figure.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from corpus import make_records

ROOT = Path(__file__).resolve().parents[1]
BARE = (sys.executable, "-c", "pass")
CPX = (sys.executable, "-m", "cpx")
MB = 1024 * (1024 if sys.platform == "darwin" else 1) / 1024 / 1024
"""What one unit of the kernel's ``ru_maxrss`` is in megabytes (kilobytes on Linux)."""
QUERIES = {"one rare word": "photovoice", "two words": "peer support", "a common word": "co-production", "a phrase": '"usual care"'}


@dataclass(frozen=True, slots=True)
class Run:
    """One process from start to end: seconds by the clock, seconds that it had a core, megabytes at its largest."""

    seconds: float
    busy: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the report; ``holds`` is None where no aim was set."""

    what: str
    measured: str
    aim: str = ""
    holds: bool | None = None


def run(command: tuple[str, ...], database: Path, stdin: Path | None = None) -> Run:
    """Run a command to its end, its output thrown away."""
    environment = {**os.environ, "CPX_DB": str(database), "CPX_CROSSREF_URL": "http://127.0.0.1:9"}
    files = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    files.append((os.POSIX_SPAWN_OPEN, 0, str(stdin or os.devnull), os.O_RDONLY, 0))
    began = time.perf_counter()
    child = os.posix_spawn(command[0], command, environment, file_actions=files)
    _, status, used = os.wait4(child, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        raise SystemExit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * MB)


def measure_start_up(folder: Path, rounds: int) -> Iterator[Figure]:
    """Compare commands with a bare Python, each in turn, so that a busy moment of the machine hits them all."""
    database = folder / "seeds.db"
    run((*CPX, "ingest", str(ROOT / "seeds")), database)
    commands = {
        "bare": BARE,
        "cpx --help": (*CPX, "--help"),
        "cpx search WORD --json": (*CPX, "search", "leadership", "--json"),
        "cpx ask QUESTION --json": (*CPX, "ask", "Why do hospital staff resist co-production?", "--json"),
        "cpx show DOI --json": (*CPX, "show", "10.1186/s43058-022-00385-0", "--json"),
    }
    runs = [{name: run(command, database) for name, command in commands.items()} for _ in range(rounds + 1)][1:]
    bare = statistics.median(one["bare"].seconds for one in runs)
    yield Figure("python -c pass, median", f"{bare * 1000:.0f} ms")
    aims = {"cpx --help": 7, "cpx search WORD --json": 8}
    for name in list(commands)[1:]:
        median = statistics.median(one[name].seconds for one in runs)
        ratio = statistics.median(one[name].seconds / one["bare"].seconds for one in runs)
        size = max(one[name].megabytes for one in runs)
        yield Figure(f"{name} on the seeds", f"{median * 1000:.0f} ms, {ratio:.1f} x bare Python", *at_most(aims.get(name), ratio, "x"))
        yield Figure("  memory", f"{size:.0f} MB", *at_most(40, size, "MB"))


def at_most(aim: float | None, figure: float, unit: str) -> tuple[str, bool | None]:
    """Give an upper aim and whether it holds, for the end of a Figure."""
    return (f"at most {aim} {unit}", figure <= aim) if aim else ("", None)


def at_least(aim: float, figure: float) -> tuple[str, bool | None]:
    """Give a lower aim a second and whether it holds."""
    return f"at least {aim:,}/s", figure >= aim


def measure_ingest(folder: Path, records: int) -> Iterator[Figure]:
    """Ingest generated plain records with tagging, then the same file again."""
    lines, database = _write_records(folder, records), folder / "large.db"
    first = run((*CPX, "ingest", str(lines), "--quiet"), database)
    speed = records / first.seconds
    yield Figure(f"ingest {records:,} records with tagging", f"{speed:,.0f} works/s ({first.seconds:.1f} s)", *at_least(400, speed))
    yield Figure("  for each second that it had a core", f"{records / first.busy:,.0f} works")
    yield Figure("  memory", f"{first.megabytes:.0f} MB", *at_most(300, first.megabytes, "MB"))
    yield Figure("  size of the catalogue", f"{database.stat().st_size / records / 1024:.1f} KB a work")
    again = run((*CPX, "ingest", str(lines), "--quiet"), database)
    yield Figure("the same file again", f"{records / again.seconds:,.0f} records/s")


def _write_records(folder: Path, records: int) -> Path:
    lines = folder / "records.jsonl"
    if not lines.exists():
        lines.write_text("".join(json.dumps(record) + "\n" for record in make_records(records)), encoding="utf-8")
    return lines


def measure_tagging(folder: Path, records: int) -> Iterator[Figure]:
    """Tag generated abstracts from standard input, without a catalogue; the time to load the vocabulary is counted."""
    lines = _write_records(folder, records)
    took = run((*CPX, "tag", "--stdin", "--nl"), folder / "none.db", stdin=lines)
    speed = records / took.seconds
    yield Figure("cpx tag --stdin", f"{speed:,.0f} abstracts/s", *at_least(1000, speed))
    yield Figure("  for each second that it had a core", f"{records / took.busy:,.0f} abstracts")
    yield Figure("  memory", f"{took.megabytes:.0f} MB", *at_most(150, took.megabytes, "MB"))
    yield from _measure_tagger(min(records, 2000))


def _measure_tagger(records: int) -> Iterator[Figure]:
    """Tag in this process, tags and facts; in seconds of a core, the best of several rounds, as other programs disturb each of them."""
    from cpx.domain.text import ABSTRACT, TITLE, Text
    from cpx.tagging.facts import find_facts
    from cpx.tagging.tagger import Tagger
    from cpx.tagging.vocabulary import load_vocabulary

    tagger = Tagger(load_vocabulary())
    works = [(Text(str(r["title"]), TITLE, "en"), Text(str(r["abstract"]), ABSTRACT, "en")) for r in make_records(records)]

    def tag_and_read() -> None:
        for texts in works:
            tagger.tag(texts)
            find_facts(texts)

    loop, tags, whole = (_best(call) for call in (_count, lambda: [tagger.tag(texts) for texts in works], tag_and_read))
    yield Figure("a loop that counts to a million", f"{loop * 1000:.0f} ms of a core")
    for what, seconds in (("tags, in this process", tags), ("tags and facts, in this process", whole)):
        speed = records / seconds
        yield Figure(what, f"{speed:,.0f} abstracts for a second of a core", *at_least(2000, speed))
        yield Figure("  while the loop runs", f"{speed * loop:,.0f}")


def _count() -> None:
    for _ in range(1_000_000):
        pass


def _best(call: Callable[[], object], rounds: int = 5) -> float:
    """Give the fewest seconds that a call had a core."""
    taken = []
    for _ in range(rounds):
        began = time.process_time()
        call()
        taken.append(time.process_time() - began)
    return min(taken)


def measure_search(folder: Path, records: int, rounds: int) -> Iterator[Figure]:
    """Search the large catalogue: whole processes, and calls of the API in this one."""
    from cpx.api import open_catalogue

    database = folder / "large.db"
    whole = [run((*CPX, "search", "peer support", "--json"), database).seconds for _ in range(rounds)]
    yield Figure(f"cpx search among {records:,} works, whole process", f"{statistics.median(whole) * 1000:.0f} ms")
    with open_catalogue(database) as catalogue:
        for name, query in QUERIES.items():
            yield Figure(f"  search for {name}, in this process", _time(rounds, partial(catalogue.search, query)))
        yield Figure("  ask, in this process", _time(rounds, lambda: catalogue.ask("What happens when carers share power in hospitals?")))
        yield Figure("  facets of everything, in this process", _time(rounds, lambda: catalogue.facets("co-production")))


def _time(rounds: int, call: Callable[[], object]) -> str:
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        call()
        taken.append(time.perf_counter() - began)
    return f"{statistics.median(taken) * 1000:.1f} ms"


def show(figures: Iterator[Figure]) -> None:
    """Print figures as they come; what cannot be measured is said, and the rest goes on."""
    try:
        _show(figures)
    except SystemExit as error:
        print(f"not measured: {error}", flush=True)


def _show(figures: Iterator[Figure]) -> None:
    for figure in figures:
        verdict = {None: "", True: "holds", False: "FALLS SHORT"}[figure.holds]
        print(f"{figure.what:<52} {figure.measured:<34} {figure.aim:<16} {verdict}".rstrip(), flush=True)


def main() -> None:
    """Measure what was asked for."""
    os.environ["CPX_SEMANTIC"] = "off"  # what everybody has; benchmarks/ranking.py measures what meaning costs
    parser = argparse.ArgumentParser(description="Measure cpx's speed and memory.")
    parser.add_argument("--records", type=int, default=10_000, help="records in the large catalogue")
    parser.add_argument("--rounds", type=int, default=21, help="runs of each short command; the median counts")
    parser.add_argument("--only", choices=("start", "ingest", "tag", "search"), action="append", help="only this part")
    asked = parser.parse_args()
    only = set(asked.only or ("start", "ingest", "tag", "search"))
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if "start" in only:
            show(measure_start_up(folder, asked.rounds))
        if only & {"ingest", "search"}:
            show(measure_ingest(folder, asked.records))
        if "tag" in only:
            show(measure_tagging(folder, asked.records))
        if "search" in only:
            show(measure_search(folder, asked.records, asked.rounds))


if __name__ == "__main__":
    main()
