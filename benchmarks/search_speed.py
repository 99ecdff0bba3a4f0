"""Measure searches among many works: `python benchmarks/search_speed.py [--works 100000 1000000] [--keep FOLDER]`.

Every search asks for the best twenty with their snippets, in this process; times are those that the process had a core,
the 95th percentile over different queries of a kind. Tantivy, where it is installed, answers the same queries on the same
texts: the best twenty with their stored titles and abstracts, ranked by BM25 too.
"""

import argparse
import os
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from synthetic import VOCABULARY, make_catalogue, make_words

PHRASE, SMALL_PHRASE = "phrase", "with small words"
KINDS = ("rare word", "5 % word", "28 % word", "AND", PHRASE, "OR of ten", "ten plain words", SMALL_PHRASE)
AIMS = {
    100_000: dict(zip(KINDS, (5, 50, 50, 50, 40, 60, 60, None), strict=True)),
    1_000_000: dict(zip(KINDS, (5, 60, 300, 60, 40, 150, 150, None), strict=True)),
}
"""Milliseconds; between these sizes and beyond them no aim was set, nor for phrases with one of the most frequent words."""
SMALL = 30
"""So many words are small ones, as "of" and "the" are: they stand in nearly all works, so a phrase of them is looked for everywhere."""
LIMIT = 20


def make_queries(path: Path, count: int) -> dict[str, list[list[str]]]:
    """Give the words of each query of each kind; ranks are those that give the shares of works in Zipf's law."""
    chance, words = random.Random(11), make_words()
    ranks = {"rare word": (40_000, 80_000), "5 % word": (215, 250), "28 % word": (33, 39)}
    drawn = {kind: [[words[chance.randint(*ends)]] for _ in range(count)] for kind, ends in ranks.items()}
    pairs = [[*one, *other] for one, other in zip(drawn["5 % word"], drawn["28 % word"], strict=True)]
    tens = [[words[int(30 * (VOCABULARY / 30) ** chance.random()) - 1] for _ in range(10)] for _ in range(count)]
    phrases = {name: list(_phrases(path, count, chance, small=small)) for name, small in ((PHRASE, False), (SMALL_PHRASE, True))}
    return {**drawn, "AND": pairs, **phrases, "OR of ten": tens, "ten plain words": tens}


def _phrases(path: Path, count: int, chance: random.Random, *, small: bool) -> Iterator[list[str]]:
    """Yield two words that stand side by side in some work: with a small one among them, or with none."""
    frequent = set(make_words()[:SMALL])
    found = 0
    with closing(sqlite3.connect(path)) as connection:
        works = connection.execute("SELECT max(id) FROM works").fetchone()[0]
        while found < count:
            text = connection.execute("SELECT abstract FROM works WHERE id = ?", (chance.randint(1, works),)).fetchone()[0].split()
            at = chance.randrange(len(text) - 1)
            if bool(frequent & set(text[at : at + 2])) == small:
                found += 1
                yield text[at : at + 2]


def write_query(kind: str, words: Sequence[str]) -> str:
    """Give the query as a person types it."""
    if kind in {PHRASE, SMALL_PHRASE}:
        return f'"{" ".join(words)}"'
    return {"AND": " AND ", "OR of ten": " OR "}.get(kind, " ").join(words)


def time_all(search: Callable[[str], object], queries: Sequence[str]) -> float:
    """Give the 95th percentile of the core time of these searches in milliseconds; the first, which warms caches, is done twice."""
    search(queries[0])
    taken = []
    for query in queries:
        began = time.process_time()
        search(query)
        taken.append((time.process_time() - began) * 1000)
    return sorted(taken)[int(len(taken) * 0.95) - 1]


def time_loop() -> float:
    """Give the milliseconds of a fixed loop of Python: tells how fast the machine is, and how busy, while the rest is measured."""
    began = time.process_time()
    for number in range(1_000_000):
        number * number
    return (time.process_time() - began) * 1000


def make_tantivy(path: Path) -> Callable[[str], object]:
    """Index the catalogue's texts in memory of the peer and give its search."""
    import tantivy  # type: ignore[import-not-found,unused-ignore]

    builder: Any = tantivy.SchemaBuilder()
    for field in ("title", "abstract"):
        builder.add_text_field(field, stored=True, tokenizer_name="en_stem")
    index: Any = tantivy.Index(builder.build())
    writer = index.writer(200_000_000, 1)
    with closing(sqlite3.connect(path)) as connection:
        for title, abstract in connection.execute("SELECT title, abstract FROM works"):
            writer.add_document(tantivy.Document(title=title, abstract=abstract))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str) -> object:
        wanted = index.parse_query(query if '"' in query or " OR " in query else query.replace(" AND ", " "), ["title", "abstract"])
        return [searcher.doc(address).to_dict() for _, address in searcher.search(wanted, LIMIT).hits]

    return search


def measure(path: Path, works: int, count: int, *, peers: bool) -> None:
    """Print a line a kind of query."""
    from cpx.api import open_catalogue

    queries = make_queries(path, count)
    peer = make_tantivy(path) if peers else None
    with open_catalogue(path) as catalogue:
        for kind in KINDS:
            typed = [write_query(kind, words) for words in queries[kind]]
            took = time_all(lambda query: catalogue.search(query, limit=LIMIT), typed)
            aim = AIMS.get(works, {}).get(kind)
            verdict = "" if aim is None else f"at most {aim} ms   {'holds' if took <= aim else 'FALLS SHORT'}"
            beside = f"tantivy {time_all(peer, typed):.1f} ms" if peer else ""
            print(f"{works:>9,}  {kind:<16} {took:8.1f} ms   {verdict:<28} loop {time_loop():.0f} ms   {beside}".rstrip(), flush=True)


def main() -> None:
    """Make the catalogues that are not there yet, and measure."""
    os.environ["CPX_SEMANTIC"] = "off"  # what everybody has; benchmarks/ranking.py measures what meaning costs
    parser = argparse.ArgumentParser(description="Measure searches among many made-up works.")
    parser.add_argument("--works", type=int, nargs="+", default=[100_000], help="sizes of the catalogues")
    parser.add_argument("--queries", type=int, default=40, help="queries of each kind")
    parser.add_argument("--keep", type=Path, help="folder that keeps the catalogues for the next run")
    parser.add_argument("--no-peers", action="store_true", help="cpx alone")
    asked = parser.parse_args()
    peers = not asked.no_peers and find_spec("tantivy") is not None
    print(f"Python {sys.version.split()[0]}, SQLite {sqlite3.sqlite_version}; tantivy {'beside' if peers else 'not measured'}")
    with tempfile.TemporaryDirectory() as scratch:
        for works in asked.works:
            path = (asked.keep or Path(scratch)) / f"synthetic-{works}.db"
            if not path.exists():
                make_catalogue(path, works)
            measure(path, works, asked.queries, peers=peers)


if __name__ == "__main__":
    main()
