"""Measure ranking: `python benchmarks/ranking.py COLLECTION_FOLDER [--db FILE]`, with words alone and with meaning too.

The folder holds `corpus.jsonl` or `corpus.jsonl.gz` (`_id`, `title`, `text`), `queries.jsonl` (`_id`, `text`) and
`qrels.tsv` (query, document, grade). nDCG@10 and Recall@100 are means over the queries with a relevant document, as
trec_eval defines them. Meaning needs `cpx[semantic]`, and ten minutes of a core to read 5,000 abstracts.
"""

import argparse
import gzip
import json
import math
import os
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cpx.api import open_catalogue

DEPTH, TOP = 100, 10
Judged = Mapping[str, Mapping[str, float]]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file, which may be compressed."""
    packed = path.with_name(path.name + ".gz")
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else path.read_bytes()
    yield from map(json.loads, data.decode().splitlines())


def read_judgements(path: Path) -> Judged:
    """Read which documents are relevant for each query; queries with none are left out."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        query, document, grade = line.split()[:3]
        if grade.isdigit() and int(grade) > 0:
            found[query][document] = float(grade)
    return found


def build(folder: Path, database: Path) -> None:
    """Ingest a collection as people's files are, with the model reading it where one is installed."""
    lines = database.with_suffix(".jsonl")
    with lines.open("w", encoding="utf-8") as stream:
        for document in read_lines(folder / "corpus.jsonl"):
            text = document["text"]
            record = {"id": document["_id"], "title": document.get("title") or text[:80], "abstract": text}
            stream.write(json.dumps({**record, "doi": f"10.5555/{folder.name}.{document['_id']}"}) + "\n")
    with open_catalogue(database, writable=True) as catalogue:
        catalogue.ingest(lines)


def measure(database: Path, queries: Sequence[tuple[str, str]], judged: Judged) -> tuple[float, float, float]:
    """Give nDCG@10, Recall@100 and milliseconds of a core for each query."""
    gain = recall = 0.0
    began = time.process_time()
    with open_catalogue(database) as catalogue:
        for name, text in queries:
            relevant = judged[name]
            found = [relevant.get(str(hit.source_id), 0.0) for hit in catalogue.search(text, limit=DEPTH)]
            gain += discounted(found) / discounted(sorted(relevant.values(), reverse=True))
            recall += sum(grade > 0 for grade in found) / len(relevant)
    took = (time.process_time() - began) / len(queries) * 1000
    return gain / len(queries), recall / len(queries), took


def discounted(grades: Sequence[float]) -> float:
    """Sum the first grades, each counting less the further down it stands."""
    return sum(grade / math.log2(place + 2) for place, grade in enumerate(grades[:TOP]))


def main() -> None:
    """Print the figures of one collection."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--db", type=Path, help="keep the catalogue here, or take the one that is there")
    options = parser.parse_args()
    judged = read_judgements(options.folder / "qrels.tsv")
    queries = [(row["_id"], row["text"]) for row in read_lines(options.folder / "queries.jsonl") if row["_id"] in judged]
    with tempfile.TemporaryDirectory() as scratch:
        database = options.db or Path(scratch) / "catalogue.db"
        if not database.exists():
            build(options.folder, database)
        for setting, name in (("off", "words alone"), ("on", "words and meaning")):
            os.environ["CPX_SEMANTIC"] = setting
            ndcg, recall, took = measure(database, queries, judged)
            print(f"{options.folder.name:12} {name:18} nDCG@{TOP} {ndcg:.4f}  Recall@{DEPTH} {recall:.4f}  {took:.0f} ms a query")


if __name__ == "__main__":
    main()
