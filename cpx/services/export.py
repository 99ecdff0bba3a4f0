"""Export: works in the formats that other tools read."""

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module

from cpx.domain.query import Filters, Query
from cpx.domain.work import Work
from cpx.errors import BadUsage
from cpx.services.search import matching_ids
from cpx.services.show import show
from cpx.store.catalogue import Connection
from cpx.store.time_limit import SECONDS, time_limit
from cpx.store.works import read_works

WRITERS = {
    "csl-json": "cpx.formats.csl_json",
    "ris": "cpx.formats.ris",
    "bibtex": "cpx.formats.bibtex",
    "jsonl": "cpx.formats.jsonl",
    "csv": "cpx.formats.csv_table",
    "markdown": "cpx.formats.markdown",
}
"""Name after ``--format`` -> the module with its ``dump(works) -> chunks of text``."""
CHUNK = 200


def export(connection: Connection, query: str | Query, filters: Filters, name: str, *, timeout: float = SECONDS) -> Iterator[str]:
    """Write the works that match, a chunk of text at a time; raises BadUsage for an unknown format.

    A query whose words are all found defines the set: the works that ``search`` adds below are no part of it.
    Finding them may take ``timeout`` seconds; writing them takes as long as it takes.
    """
    if name not in WRITERS:
        raise BadUsage(f"no format {name!r}", f"one of: {', '.join(WRITERS)}")
    dump = import_module(WRITERS[name]).dump
    with time_limit(connection, timeout):
        ids = matching_ids(connection, query, filters)
    works = _whole(connection, ids) if name == "jsonl" else _plain(connection, ids)
    yield from dump(works)


def _plain(connection: Connection, ids: Sequence[int]) -> Iterator[Work]:
    for chunk in _chunks(ids):
        yield from read_works(connection, chunk)


def _whole(connection: Connection, ids: Sequence[int]) -> Iterator[Work]:
    """Give works with tags, statements and records: what ``ingest`` reads back whole."""
    for chunk in _chunks(ids):
        yield from show(connection, chunk)


def _chunks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
