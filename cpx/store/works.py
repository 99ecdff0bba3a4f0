"""Works, written from what merge gave and read as the objects of the output contract."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cpx.domain.parts import Funder, Identifier, Name, Update
from cpx.domain.text import ABSTRACT, BODY
from cpx.domain.work import Abstract, Work
from cpx.errors import NotFound
from cpx.store.labels import read_labels
from cpx.store.standing import newest, standing

_PLAIN = (
    "key", "doi", "type", "title", "title_source", "status", "issued", "year", "container_title", "collection_title", "publisher",
    "volume", "issue", "number", "page", "url", "accessed", "language", "abstract", "licence", "source_id",
)  # fmt: skip
_LISTS = ("isbn", "issn", "keywords", "subjects")
COLUMNS = (*_PLAIN, *_LISTS, "funders", "updates", "retracted")
CHUNK = 500
"""Rows asked for at once: well under SQLite's limit on parameters."""


def marks(values: Sequence[Any]) -> str:
    """Give as many question marks as there are values."""
    return ", ".join("?" * len(values))


def read_works(connection: sqlite3.Connection, ids: Sequence[int]) -> list[Work]:
    """Read works in the order asked for; ids that are not there are left out."""
    found: dict[int, Work] = {}
    for start in range(0, len(ids), CHUNK):
        found.update(_read_chunk(connection, ids[start : start + CHUNK]))
    return [found[work] for work in ids if work in found]


def _read_chunk(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, Work]:
    query = f"SELECT id, {', '.join(COLUMNS)} FROM works WHERE id IN ({marks(ids)})"  # noqa: S608 - columns from the code
    rows = {row[0]: dict(zip(COLUMNS, row[1:], strict=True)) for row in connection.execute(query, ids)}
    parts: dict[str, Mapping[int, Any]] = {
        "authors": _names(connection, ids, "author"),
        "editors": _names(connection, ids, "editor"),
        "identifiers": _identifiers(connection, ids),
        "abstracts": _abstracts(connection, ids),
        "part_of": _containers(connection, ids),
        "sources": _sources(connection, ids),
    }
    labels = read_labels(connection, ids)
    return {
        work: _build(work, row, {name: part.get(work) for name, part in parts.items()}, labels.get(work, {})) for work, row in rows.items()
    }


def _build(work: int, row: dict[str, Any], parts: dict[str, Any], labels: dict[str, tuple[str, ...]]) -> Work:
    for name in _LISTS:
        row[name] = tuple(_items(row[name]))
    row["funders"] = tuple(Funder(f["name"], tuple(f["awards"])) for f in _items(row["funders"]))
    row["updates"] = tuple(Update(**u) for u in _items(row["updates"]))
    row["retracted"] = bool(row["retracted"])
    held: dict[str, Any] = {**row, **labels, **{name: tuple(value or ()) for name, value in parts.items() if name != "part_of"}}
    return Work(id=work, part_of=parts["part_of"], **held)


def _items(listed: str) -> list[Any]:
    """Read a JSON array; most are empty, and a search reads 120 of them."""
    return [] if listed == "[]" else json.loads(listed)


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    groups: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for row in rows:
        groups[row[0]].append(row[1:])
    return groups


def _names(connection: sqlite3.Connection, ids: Sequence[int], role: str) -> dict[int, list[Name]]:
    query = (
        "SELECT work, family, given, literal, orcid FROM work_contributors JOIN contributors ON contributors.id = contributor"  # noqa: S608
        f" WHERE role = ? AND work IN ({marks(ids)}) ORDER BY work, position"
    )
    groups = _grouped(connection.execute(query, (role, *ids)))
    return {work: [Name(*(part or None for part in row)) for row in rows] for work, rows in groups.items()}


def _identifiers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Identifier]]:
    query = (
        "SELECT DISTINCT work, scheme, value FROM work_records JOIN records ON records.id = work_records.record"  # noqa: S608
        " JOIN identifiers ON identifiers.record = records.id"
        f" WHERE work IN ({marks(ids)}) AND {standing()} AND {newest()} ORDER BY scheme, value"
    )
    return {work: [Identifier(*row) for row in rows] for work, rows in _grouped(connection.execute(query, ids)).items()}


def _abstracts(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[Abstract]]:
    query = (
        "SELECT work, field, language, content FROM work_texts JOIN texts ON texts.id = text"  # noqa: S608
        f" WHERE current AND field <> 'title' AND work IN ({marks(ids)}) ORDER BY work, field, texts.id"
    )
    groups = _grouped(connection.execute(query, ids))
    # A body stands in for an abstract only where there is none.
    return {
        work: [Abstract(language, text) for field, language, text in rows if field == ABSTRACT]
        or [Abstract(language, text) for field, language, text in rows if field == BODY]
        for work, rows in groups.items()
    }


def _containers(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, str]:
    query = f"SELECT r.work, w.key FROM relations r JOIN works w ON w.id = r.target WHERE r.kind = 'part-of' AND r.work IN ({marks(ids)})"  # noqa: S608
    return dict(connection.execute(query, ids).fetchall())


def _sources(connection: sqlite3.Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    query = (
        "SELECT work, source, min(records.id) AS first FROM work_records JOIN records ON records.id = record"  # noqa: S608
        f" WHERE work IN ({marks(ids)}) AND {standing('record')}"
        " GROUP BY work, source ORDER BY first"
    )
    return {work: [row[0] for row in rows] for work, rows in _grouped(connection.execute(query, ids)).items()}


_BY_DOI = f"""SELECT id FROM works WHERE doi = :doi UNION ALL
  SELECT work FROM identifiers JOIN work_records USING (record) WHERE scheme = 'doi' AND value = :doi
  AND {standing("record")} LIMIT 1"""  # noqa: S608 - a constant


def find_by_doi(connection: sqlite3.Connection, doi: str) -> int | None:
    """Find the work with a DOI: its own, or else one that a record of it names (a preprint's)."""
    row = connection.execute(_BY_DOI, {"doi": doi}).fetchone()
    return None if row is None else int(row[0])


def all_works(connection: sqlite3.Connection) -> list[int]:
    """Give every work, the oldest in the catalogue first."""
    return [row[0] for row in connection.execute("SELECT id FROM works ORDER BY id")]


def find_work(connection: sqlite3.Connection, name: str, doi: str | None) -> int:
    """Find a work by key (old keys too) or DOI; raises NotFound with the nearest keys."""
    row = connection.execute("SELECT work FROM work_keys WHERE key = ?", (name,)).fetchone() if is_utf8(name) else None
    work = row[0] if row else None
    if work is None and doi:
        work = find_by_doi(connection, doi)
    if work is None and row:
        raise NotFound(f"{name!r} was taken out of this catalogue; its key stays reserved", "see when with: cpx log")
    if work is None:
        raise NotFound(f"no work {name!r} in this catalogue", _nearest(connection, name) or 'see all keys with: cpx search "" --fields key')
    return int(work)


def is_utf8(text: str) -> bool:
    """Tell what SQLite can take: bytes of a command line that are no UTF-8 arrive as lone surrogates."""
    return not any("\ud800" <= sign <= "\udfff" for sign in text)


def _nearest(connection: sqlite3.Connection, name: str) -> str:
    start = "".join(c for c in name[:4].lower() if c.isascii() and c.isalnum())
    query = "SELECT key FROM work_keys WHERE key LIKE ? AND work IS NOT NULL ORDER BY key LIMIT 5"
    keys = [row[0] for row in connection.execute(query, (start + "%",))] if start else []
    return f"did you mean {', '.join(keys)}?" if keys else ""
