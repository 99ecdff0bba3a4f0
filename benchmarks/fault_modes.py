"""Measure what every way of failing costs the real command: seconds, megabytes, exit code and kind, with the real deadlines.

    python benchmarks/fault_modes.py                     # all modes: about ten minutes
    python benchmarks/fault_modes.py never drip --works 20

It runs the stand-in of ../shared/tools (30 s of silence, bombs of 1 GB), and `cpx add doi` of one DOI and `cpx enrich` of
twenty works against it. It ends with 1 where one took longer than 60 s or more than 200 MB.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

ROOT = Path(__file__).resolve().parents[1]
TOOL = ROOT.parent / "shared/tools/crossref_standin.py"
STANDIN = (sys.executable, str(TOOL), "--slow", "30", "--drip", "0.25", "--bomb", "1024")
CPX = (sys.executable, "-m", "cpx")
SECONDS, MEGABYTES = 60, 200
MB = 1024 * (1024 if sys.platform == "darwin" else 1) / 1024 / 1024
"""What one unit of the kernel's ``ru_maxrss`` is in megabytes (kilobytes on Linux)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One command in one mode."""

    mode: str
    command: str
    seconds: float
    megabytes: float
    code: int
    kinds: str

    @property
    def holds(self) -> bool:
        return self.seconds <= SECONDS and self.megabytes <= MEGABYTES and self.code in (0, 3, 4, 5)


@contextmanager
def standin(works: Path) -> Iterator[str]:
    """Run the stand-in in a process of its own; give its address."""
    with subprocess.Popen([*STANDIN, "--works", str(works)], stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split()[0] if process.stdout else ""
        finally:
            process.terminate()


def write_works(path: Path, count: int) -> list[str]:
    """Write works as the stand-in reads them; give their DOIs."""
    works = [
        {
            "DOI": f"10.5555/w{number}",
            "type": "journal-article",
            "title": [f"Study number {number} of wards"],
            "issued": {"date-parts": [[2020]]},
        }
        for number in range(count)
    ]
    path.write_text("".join(json.dumps(work) + "\n" for work in works), encoding="utf-8")
    return [str(work["DOI"]) for work in works]


def run(words: Sequence[str], database: Path, url: str, folder: Path) -> tuple[float, float, int, str]:
    """Run a command to its end: seconds, megabytes at its largest, exit code, what it printed."""
    names = {f"CPX_{name}_URL": url for name in ("CROSSREF", "DOI", "DATACITE")}
    homes = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CACHE", "CONFIG", "STATE")}
    environment = {**os.environ, **names, **homes, "CPX_DB": str(database), "CPX_MAILTO": "tester@example.org"}
    printed = folder / "printed.json"
    began = time.perf_counter()
    with (
        printed.open("w") as out,
        subprocess.Popen([*CPX, *words, "--json"], env=environment, stdout=out, stderr=subprocess.DEVNULL) as child,
    ):
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return time.perf_counter() - began, used.ru_maxrss * MB, child.returncode, printed.read_text(encoding="utf-8")


def measure(mode: str, url: str, waiting: bytes, folder: Path) -> Iterator[Row]:
    """Run both commands in one mode, each on a catalogue of its own, and with no memory of what a server asked for before."""
    for command, words in (("add doi", ("add", "doi", f"10.9999/mode.{mode}")), ("enrich", ("enrich",))):
        own = folder / f"{mode}-{words[0]}"
        own.mkdir(parents=True)
        path = own / "catalogue.db"
        path.write_bytes(waiting)
        ask(f"{url}/__ctl/mode/{'normal' if command == 'add doi' else mode}")
        seconds, megabytes, code, printed = run(words, path, url, own)
        kinds = Counter(row["kind"] or row["outcome"] for row in json.loads(printed or "[]"))
        yield Row(mode, command, seconds, megabytes, code, ", ".join(f"{kind} {count}" for kind, count in kinds.items()))


def ask(url: str) -> None:
    """Fetch the beginning of an answer."""
    with suppress(OSError), urllib.request.urlopen(url, timeout=60) as reply:  # noqa: S310 - our own loopback server
        reply.read(1)


def work(modes: "SimpleQueue[str]", folder: Path, waiting: bytes, works: Path) -> list[Row]:
    """Take modes until none is left, with a server of one's own."""
    rows = []
    with standin(works) as url:
        ask(f"{url}/works/10.9999%2Fmode.gzip_bomb")  # packed once: that is the server's time, not ours
        while not modes.empty():
            for row in measure(modes.get(), url, waiting, folder):
                print(
                    f"{row.mode:20} {row.command:8} {row.seconds:5.1f} s {row.megabytes:4.0f} MB  exit {row.code}  {row.kinds}", flush=True
                )
                rows.append(row)
    return rows


def main() -> int:
    """Run what was asked for, and print the extremes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", nargs="*", help="modes of the stand-in; none means all")
    parser.add_argument("--works", type=int, default=20, help="works to enrich")
    parser.add_argument("--jobs", type=int, default=2, help="servers at once")
    given = parser.parse_args()
    listed = subprocess.run([sys.executable, str(TOOL), "--list-modes"], capture_output=True, text=True, check=True)
    modes: SimpleQueue[str] = SimpleQueue()
    for mode in given.mode or json.loads(listed.stdout):
        modes.put(mode)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        dois = write_works(folder / "works.jsonl", given.works)
        (folder / "dois.txt").write_text("\n".join(dois), encoding="utf-8")
        run(("ingest", str(folder / "dois.txt")), folder / "waiting.db", "http://127.0.0.1:9", folder)
        waiting = (folder / "waiting.db").read_bytes()
        with ThreadPoolExecutor(given.jobs) as pool:
            jobs = [pool.submit(work, modes, folder / str(number), waiting, folder / "works.jsonl") for number in range(given.jobs)]
            rows = [row for job in jobs for row in job.result()]
    for name in ("seconds", "megabytes"):
        for row in sorted(rows, key=lambda row: -getattr(row, name))[:3]:
            print(f"most {name}: {getattr(row, name):.1f} {row.command} in {row.mode}")
    failed = [f"{row.command} in {row.mode}" for row in rows if not row.holds]
    print(f"{len(rows)} runs, {len(failed)} over {SECONDS} s, {MEGABYTES} MB or with a wrong exit code: {', '.join(failed) or 'none'}")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
