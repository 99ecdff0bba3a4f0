"""Catalogues for tests: fill one with records made by hand, look at all that is in it, and judge whether it is sound."""
# ruff: noqa: S608, ANN401 - names from the code; any field, any row

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cpx.domain.output import as_json
from cpx.domain.record import Name, Record, Text
from cpx.domain.work import Work
from cpx.services.prepare import Prepared, prepare
from cpx.services.run import writing_run
from cpx.services.save import Saved, Saver
from cpx.services.shipped import shipped_tagger
from cpx.services.show import find, show
from cpx.services.vocabulary import prepare_catalogue
from cpx.store.catalogue import CatalogueFile
from cpx.store.works import all_works, read_works

ABSTRACT = (
    "Background: Wards were short of staff. Methods: We held semi-structured interviews with 12 nurses and older people. "
    "Results: Trust grew slowly. Conclusions: Managers should plan for more time."
)
AHO, BERG, COLE = Name("Aho", "Ada"), Name("Berg", "Bo"), Name("Cole", "Cy")
FAR = "2199-01-01T00:00:00Z"
"""A time after every other: a record of then is the newest."""


def record(title: str | None = "Sharing power in wards", **fields: Any) -> Record:
    """Make a record by hand; ``abstract`` is short for one English abstract."""
    abstract = fields.pop("abstract", None)
    if abstract:
        fields["texts"] = (Text(abstract, "abstract", "en"), *fields.get("texts", ()))
    return Record(**{"source": "csl-json", "title": title, **fields})


def ready(one: Record, at: str | None = None) -> Prepared:
    """Prepare a record, as if it had come at that time."""
    return prepare(one, shipped_tagger(), at)


@cache
def _empty() -> bytes:
    """Give the bytes of a catalogue that knows the vocabulary and nothing else: making one takes longer than most tests."""
    with TemporaryDirectory() as folder:
        prepare_catalogue(Path(folder) / "empty.db")
        return (Path(folder) / "empty.db").read_bytes()


@contextmanager
def saving(path: Path) -> Iterator[tuple[CatalogueFile, Saver]]:
    """Open a catalogue (a new one where there is none) and a run in it."""
    if not path.exists():
        path.write_bytes(_empty())
    with CatalogueFile(path, writable=True) as file, writing_run(file, "test", {}) as run:
        yield file, Saver(file, run.tagger, run.id)


def save(path: Path, *records: Record, at: str | None = None) -> list[Saved]:
    """Save records one after another, each in a batch of its own."""
    found = []
    with saving(path) as (file, saver):
        for one in records:
            with file.batch():
                found.append(saver.save(ready(one, at)))
    return found


def save_one(path: Path, one: Record, at: str | None = None) -> Saved:
    """Save one record."""
    return save(path, one, at=at)[0]


def works_of(path: Path) -> list[Work]:
    """Give all works, in the order they came."""
    with CatalogueFile(path) as file, file.reading() as connection:
        return read_works(connection, all_works(connection))


def work_of(path: Path, name: str) -> Any:
    """Give everything known of a work by key or DOI."""
    with CatalogueFile(path) as file, file.reading() as connection:
        return show(connection, [find(connection, name)])[0]


_PASSING = {"id", "run", "at", "retrieved_at", "record", "file"}


def content_of(path: Path) -> list[dict[str, Any]]:
    """Give all that a reader can know of the works, by key: without row numbers and times, so that two catalogues can be compared."""
    with CatalogueFile(path) as file, file.reading() as connection:
        details = show(connection, all_works(connection))
    return sorted((_without_passing(as_json(detail)) for detail in details), key=lambda row: row["key"])


def _without_passing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_passing(item) for key, item in value.items() if key not in _PASSING}
    return [_without_passing(item) for item in value] if isinstance(value, list) else value


def rows(path: Path, query: str, *values: Any) -> list[Any]:
    """Ask a catalogue something in SQL; a single column comes as a plain list."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        found = connection.execute(query, values).fetchall()
    return [row[0] for row in found] if found and len(found[0]) == 1 else found


def execute(path: Path, *statements: str) -> None:
    """Change a file behind cpx's back."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def troubles(path: Path) -> list[str]:
    """Say what is wrong with a catalogue file: structure, references, full text, quotes, records without a work. [] where it is sound."""
    with closing(sqlite3.connect(path)) as connection:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
        found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
        for table in ("works", "statements"):
            try:
                connection.execute(f"INSERT INTO {table}_fts({table}_fts, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                found.append(f"{table}_fts: {error}")
        connection.rollback()
        found += [f"{what}: {row}" for what, query in _ORPHANS.items() for row in connection.execute(query)]
        found += _misquoted(connection)
    return found


_ORPHANS = {
    "record without a work": "SELECT id FROM records WHERE id NOT IN (SELECT record FROM work_records)"
    " AND id NOT IN (SELECT record FROM withdrawals WHERE record IS NOT NULL)",
    "work without a record": "SELECT id FROM works WHERE id NOT IN (SELECT work FROM work_records)",
    "work without its key": "SELECT id FROM works WHERE (key, id) NOT IN (SELECT key, work FROM work_keys)",
    "title without a text": "SELECT id FROM works WHERE title_source = 'given' AND id NOT IN (SELECT work FROM work_texts WHERE current)",
    "text without a work": "SELECT id FROM texts WHERE id NOT IN (SELECT text FROM work_texts)"
    " AND record NOT IN (SELECT record FROM withdrawals WHERE record IS NOT NULL)",
}


def _misquoted(connection: sqlite3.Connection) -> Iterable[str]:
    query = "SELECT s.id, s.start, s.end, s.content, t.content FROM statements s JOIN texts t ON t.id = s.text"
    yield from (f"statement {row}" for row, start, end, quote, text in connection.execute(query) if text[start:end] != quote)
    query = "SELECT e.assignment, e.start, e.end, e.sentence_start, e.sentence_end, t.content FROM evidence e JOIN texts t ON t.id = e.text"
    for row, start, end, first, last, text in connection.execute(query):
        if not (0 <= first <= start < end <= last <= len(text)):
            yield f"evidence of {row}: {start}-{end} in {first}-{last} of {len(text)}"


def write_lines(path: Path, count: int, *, start: int = 0, text: str = ABSTRACT) -> Path:
    """Write plain records, one JSON object a line, each another work."""
    with path.open("w", encoding="utf-8") as stream:
        for number in range(start, start + count):
            row = {
                "id": f"r{number}",
                "title": f"Study number {number} of wards",
                "abstract": text,
                "authors": [f"Aho{number % 7}, A"],
                "year": 2020,
            }
            stream.write(json.dumps(row) + "\n")
    return path
