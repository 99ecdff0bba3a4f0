"""Vectors of works: what each is about, as one model read it. They can be made again at any time."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cpx.store.works import CHUNK, marks


class Told(NamedTuple):
    """What a work says of itself: its title, whether a source gave that, and its abstract."""

    work: int
    title: str
    title_source: str
    abstract: str | None


class Vector(NamedTuple):
    """A work's vector, and the hash of the words that were read for it."""

    work: int
    text_sha256: str
    vector: bytes


def has_vectors(connection: sqlite3.Connection) -> bool:
    """Tell whether any work has a vector."""
    return connection.execute("SELECT 1 FROM vectors LIMIT 1").fetchone() is not None


def find_model(connection: sqlite3.Connection, name: str, sha256: str) -> int | None:
    """Give the row of a model; None where no vector was ever made with it."""
    row = connection.execute("SELECT id FROM embedding_models WHERE sha256 = ? AND name = ?", (sha256, name)).fetchone()
    return None if row is None else int(row[0])


def add_model(connection: sqlite3.Connection, name: str, sha256: str, dimensions: int) -> int:
    """Write a model down and give its row. The same file under another name takes the vectors of the first with it."""
    from cpx.store.runs import now  # a search, which asks here whether there are vectors, needs no clock

    connection.execute("DELETE FROM embedding_models WHERE sha256 = ? AND name <> ?", (sha256, name))
    query = "INSERT INTO embedding_models (name, sha256, dimensions, at) VALUES (?, ?, ?, ?) ON CONFLICT (sha256) DO NOTHING"
    connection.execute(query, (name, sha256, dimensions, now()))
    return int(connection.execute("SELECT id FROM embedding_models WHERE sha256 = ?", (sha256,)).fetchone()[0])


def drop_other_models(connection: sqlite3.Connection, model: int) -> None:
    """Take away all models but one, with their vectors."""
    connection.execute("DELETE FROM embedding_models WHERE id <> ?", (model,))


def model_of_most(connection: sqlite3.Connection) -> int | None:
    """Give the row of the model that made most of the vectors."""
    row = connection.execute("SELECT model FROM vectors GROUP BY model ORDER BY count(*) DESC, model LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def count_vectors(connection: sqlite3.Connection, model: int | None) -> int:
    """Count the works that a model has read."""
    return int(connection.execute("SELECT count(*) FROM vectors WHERE model = ?", (model,)).fetchone()[0])


def bound_vectors(connection: sqlite3.Connection, model: int) -> int:
    """Give a number that the works which a model has read do not exceed, without counting them; more than they are where many went."""
    ends = "SELECT (SELECT max(work) FROM vectors WHERE model = :model) - (SELECT min(work) FROM vectors WHERE model = :model) + 1"
    return int(connection.execute(ends, {"model": model}).fetchone()[0] or 0)


_WAITING = "FROM works w WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.model = ? AND v.work = w.id)"


def count_waiting(connection: sqlite3.Connection, model: int | None) -> int:
    """Count the works that a model has not read yet."""
    return int(connection.execute(f"SELECT count(*) {_WAITING}", (model,)).fetchone()[0])


def read_waiting(connection: sqlite3.Connection, model: int, below: int | None, count: int) -> list[Told]:
    """Give some works that a model has not read, the newest first; those whose row is ``below`` another, to go on from there."""
    query = f"SELECT w.id, w.title, w.title_source, w.abstract {_WAITING} AND w.id < ? ORDER BY w.id DESC LIMIT ?"
    return [Told(*row) for row in connection.execute(query, (model, 1 << 62 if below is None else below, count))]


def read_done(connection: sqlite3.Connection, model: int, above: int, count: int) -> list[tuple[Told, str]]:
    """Give some works that a model has read, those whose row is ``above`` another, each with the hash of what was read then."""
    query = (
        "SELECT w.id, w.title, w.title_source, w.abstract, v.text_sha256 FROM vectors v JOIN works w ON w.id = v.work"
        " WHERE v.model = ? AND v.work > ? ORDER BY v.work LIMIT ?"
    )
    return [(Told(*row[:-1]), row[-1]) for row in connection.execute(query, (model, above, count))]


def drop_vectors(connection: sqlite3.Connection, model: int, works: Iterable[int]) -> None:
    """Drop the vectors of some works."""
    connection.executemany("DELETE FROM vectors WHERE model = ? AND work = ?", [(model, work) for work in works])


def still_says(connection: sqlite3.Connection, one: Told) -> bool:
    """Tell whether a work says what was read of it: another program may have changed or removed it since."""
    row: tuple[str, str | None] | None = connection.execute("SELECT title, abstract FROM works WHERE id = ?", (one.work,)).fetchone()
    return row == (one.title, one.abstract)


def write_vectors(connection: sqlite3.Connection, model: int, vectors: Iterable[Vector]) -> None:
    """Keep vectors in place of those that stood there."""
    connection.executemany(
        "INSERT INTO vectors (work, model, text_sha256, vector) SELECT id, ?, ?, ? FROM works WHERE id = ?"
        " ON CONFLICT (model, work) DO UPDATE SET text_sha256 = excluded.text_sha256, vector = excluded.vector",
        [(model, one.text_sha256, one.vector, one.work) for one in vectors],
    )


def read_vectors(connection: sqlite3.Connection, model: int, works: Sequence[int]) -> dict[int, bytes]:
    """Give the vectors of some works; a work without one is left out."""
    found: dict[int, bytes] = {}
    for start in range(0, len(works), CHUNK):
        chunk = works[start : start + CHUNK]
        query = f"SELECT work, vector FROM vectors WHERE model = ? AND work IN ({marks(chunk)})"  # noqa: S608 - question marks only
        found.update(connection.execute(query, (model, *chunk)))
    return found


def read_all_vectors(connection: sqlite3.Connection, model: int, length: int) -> tuple[list[int], bytes]:
    """Give the works with a vector of that length, and all these vectors one after the other."""
    rows = connection.execute("SELECT work, vector FROM vectors WHERE model = ? AND length(vector) = ?", (model, length)).fetchall()
    return [row[0] for row in rows], b"".join(row[1] for row in rows)


def drop_if_changed(connection: sqlite3.Connection, work: int, title: str, abstract: str | None) -> None:
    """Drop the vectors of a work that is about to get another title or abstract: it has to be read again."""
    connection.execute(
        "DELETE FROM vectors WHERE work = ? AND EXISTS (SELECT 1 FROM works WHERE id = ? AND (title IS NOT ? OR abstract IS NOT ?))",
        (work, work, title, abstract),
    )
