"""Search the same works with papis and with cpx, whole processes in turn: `python benchmarks/papis_beside.py --papis PATH`.

papis keeps a folder with a YAML file for each work and a cache of them all; its cache is warm here, as after a first search.
Both print what they find of one word in abstracts: papis a line a work, cpx twenty works as JSON.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from synthetic import make_catalogue, make_words, make_works

RANKS = {"rare word": 6_000, "5 % word": 230, "28 % word": 36}


def make_library(folder: Path, works: int) -> dict[str, str]:
    """Write a library of papis and give the environment that finds it."""
    library, settings = folder / "library", folder / "config" / "papis"
    settings.mkdir(parents=True)
    (settings / "config").write_text(f"[settings]\ndefault-library = bench\n\n[bench]\ndir = {library}\n", encoding="utf-8")
    for number, key, title, year, abstract in make_works(works):
        home = library / key
        home.mkdir(parents=True)
        about = f"ref: {key}\ntitle: {title}\nyear: {year}\nabstract: {abstract}\npapis_id: id{number}\n"
        (home / "info.yaml").write_text(about, encoding="utf-8")
    return {**os.environ, "XDG_CONFIG_HOME": str(folder / "config"), "XDG_CACHE_HOME": str(folder / "cache"), "NO_COLOR": "1"}


def time_process(command: list[str], environment: dict[str, str]) -> float:
    """Give the milliseconds of a process from start to end."""
    began = time.perf_counter()
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Make both collections, and measure in turn."""
    parser = argparse.ArgumentParser(description="Search the same works with papis and cpx.")
    parser.add_argument("--papis", default=shutil.which("papis"), help="where papis is, if not on the PATH")
    parser.add_argument("--works", type=int, default=2_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    if not asked.papis:
        raise SystemExit("papis is not on the PATH: install it anywhere (pipx install papis), or name it with --papis PATH")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        environment = make_library(folder, asked.works)
        make_catalogue(folder / "bench.db", asked.works)
        environment["CPX_DB"] = str(folder / "bench.db")
        words = make_words()
        time_process([asked.papis, "list", "--all", "abstract:baba"], environment)
        for name, rank in RANKS.items():
            commands = {
                "papis": [asked.papis, "list", "--all", f"abstract:{words[rank]}"],
                "cpx": [sys.executable, "-m", "cpx", "search", words[rank], "--json"],
                "python -c pass": [sys.executable, "-c", "pass"],
            }
            rounds = [{who: time_process(command, environment) for who, command in commands.items()} for _ in range(asked.rounds)]
            medians = {who: statistics.median(one[who] for one in rounds) for who in commands}
            took = "   ".join(f"{who} {median:6.0f} ms" for who, median in medians.items())
            print(f"{asked.works:>7,} works  {name:<10} {took}", flush=True)


if __name__ == "__main__":
    main()
