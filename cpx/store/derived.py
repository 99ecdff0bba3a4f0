"""Writing of works: what is derived from records, so that it can be made again at any time."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cpx.domain.output import as_json
from cpx.domain.record import Name, Reference
from cpx.store.runs import now
from cpx.store.vectors import drop_if_changed
from cpx.store.works import COLUMNS

_JSON = ("isbn", "issn", "keywords", "subjects", "funders", "updates")
_WRITTEN = (*COLUMNS, "other")


def insert_work(connection: sqlite3.Connection, fields: Mapping[str, Any]) -> int:
    """Write a new work and its first key; give its row."""
    query = f"INSERT INTO works ({', '.join(_WRITTEN)}) VALUES ({', '.join('?' * len(_WRITTEN))})"  # noqa: S608 - columns from the code
    work = int(connection.execute(query, _values(fields)).lastrowid or 0)
    add_key(connection, fields["key"], work)
    return work


def update_work(connection: sqlite3.Connection, work: int, fields: Mapping[str, Any]) -> None:
    """Write the fields of a work anew; its key stays unless ``fields`` names another."""
    drop_if_changed(connection, work, fields["title"], fields.get("abstract"))
    names = [name for name in _WRITTEN if name != "key" or "key" in fields]
    query = f"UPDATE works SET {', '.join(f'{name} = ?' for name in names)} WHERE id = ?"  # noqa: S608 - columns from the code
    connection.execute(query, (*(_value(name, fields.get(name)) for name in names), work))


def add_key(connection: sqlite3.Connection, key: str, work: int) -> None:
    """Write a key for good."""
    connection.execute("INSERT INTO work_keys (key, work, made_at) VALUES (?, ?, ?)", (key, work, now()))


def is_key_taken(connection: sqlite3.Connection, key: str) -> bool:
    """Tell whether a key was ever given."""
    return connection.execute("SELECT 1 FROM work_keys WHERE key = ?", (key,)).fetchone() is not None


_KEY_FACTS = """SELECT w.year, CASE w.title_source WHEN 'given' THEN w.title END, c.family, c.given, c.literal FROM works w
  LEFT JOIN work_contributors a ON a.work = w.id AND a.role = 'author' AND a.position = 0
  LEFT JOIN contributors c ON c.id = a.contributor WHERE w.id = ?"""


def read_key_facts(connection: sqlite3.Connection, work: int) -> tuple[tuple[Name, ...], int | None, str | None]:
    """Give what a key is made of, as the work has it now: its first author, year, and title if a source gave it."""
    year, title, *name = connection.execute(_KEY_FACTS, (work,)).fetchone()
    return (Name(*name),) if any(name) else (), year, title


def _values(fields: Mapping[str, Any]) -> list[Any]:
    return [_value(name, fields.get(name)) for name in _WRITTEN]


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 - a field's value in, SQLite's out
    if name in _JSON:
        return json.dumps(as_json(value), ensure_ascii=False) if value else "[]"
    if name == "retracted":
        return int(bool(value))
    return (value or "") if name == "other" else value


def link_record(connection: sqlite3.Connection, record: int, work: int, reason: str) -> None:
    """Say that a record describes a work, and why."""
    connection.execute("INSERT INTO work_records (record, work, reason) VALUES (?, ?, ?)", (record, work, reason))


def clear_parts(connection: sqlite3.Connection, work: int) -> None:
    """Take away what is derived of a work beside its fields, to be written anew; its container stays."""
    for table in ("work_texts", "work_contributors", "field_sources"):
        connection.execute(f"DELETE FROM {table} WHERE work = ?", (work,))  # noqa: S608 - names from the code
    connection.execute("DELETE FROM relations WHERE work = ? AND kind <> 'part-of'", (work,))


def select_texts(connection: sqlite3.Connection, work: int, texts: Sequence[int], current: set[int]) -> None:
    """Say which texts a work has and which of them it selects."""
    connection.executemany(
        "INSERT INTO work_texts (text, work, current) VALUES (?, ?, ?)"
        " ON CONFLICT (text) DO UPDATE SET work = excluded.work, current = excluded.current",
        [(text, work, int(text in current)) for text in texts],
    )


def write_names(connection: sqlite3.Connection, work: int, role: str, names: Sequence[Name]) -> None:
    """Write who wrote or edited a work, in order."""
    for position, name in enumerate(names):
        contributor = _contributor(connection, (name.family or "", name.given or "", name.literal or "", name.orcid or ""))
        connection.execute(
            "INSERT INTO work_contributors (work, role, position, contributor) VALUES (?, ?, ?, ?)", (work, role, position, contributor)
        )


def _contributor(connection: sqlite3.Connection, parts: tuple[str, str, str, str]) -> int:
    row = connection.execute("SELECT id FROM contributors WHERE family = ? AND given = ? AND literal = ? AND orcid = ?", parts).fetchone()
    if row is None:
        return int(connection.execute("INSERT INTO contributors (family, given, literal, orcid) VALUES (?, ?, ?, ?)", parts).lastrowid or 0)
    return int(row[0])


def write_field_sources(connection: sqlite3.Connection, work: int, sources: Mapping[str, int]) -> None:
    """Write which record gave each field."""
    connection.executemany(
        "INSERT INTO field_sources (work, field, record) VALUES (?, ?, ?)", [(work, name, record) for name, record in sources.items()]
    )


def write_container(connection: sqlite3.Connection, work: int, record: int, container: int) -> None:
    """Say that a work is part of the work that another record describes."""
    connection.execute("DELETE FROM relations WHERE work = ? AND kind = 'part-of'", (work,))
    connection.execute(
        "INSERT INTO relations (work, kind, target, record) SELECT ?, 'part-of', work, ? FROM work_records WHERE record = ? AND work <> ?",
        (work, record, container, work),
    )


_WITH_DOI = """coalesce((SELECT id FROM works WHERE doi = ?), (SELECT w.work FROM identifiers i JOIN work_records w USING (record)
  WHERE i.scheme = 'doi' AND i.value = ? LIMIT 1))"""
"""The work with a DOI: its own, or its preprint's."""
_CITE = f"INSERT INTO relations (work, kind, target, doi, year, content, record) VALUES (?, 'cites', {_WITH_DOI}, ?, ?, ?, ?)"  # noqa: S608 - a constant
_RELATE = f"INSERT INTO relations (work, kind, target, doi, content, record) VALUES (?, ?, {_WITH_DOI}, ?, ?, ?)"  # noqa: S608 - same
_LINK = """UPDATE relations SET target = :work WHERE kind <> 'part-of' AND +target IS NOT :work
  AND doi IN (SELECT doi FROM works WHERE id = :work
    UNION ALL SELECT value FROM work_records CROSS JOIN identifiers USING (record) WHERE work = :work AND scheme = 'doi')
  AND (+target IS NULL OR doi = (SELECT doi FROM works WHERE id = :work))"""
"""Sought by DOI alone (the plus signs and CROSS JOIN say so): by target it would look through every line that leads nowhere, each time."""


def write_references(connection: sqlite3.Connection, work: int, record: int, references: Sequence[Reference]) -> None:
    """Write the works that a work cites; one that is in the catalogue is linked."""
    connection.executemany(_CITE, [(work, r.doi, r.doi, r.doi, r.year, r.text, record) for r in references])


def write_relations(connection: sqlite3.Connection, work: int, rows: Iterable[tuple[str, str, str, int]]) -> None:
    """Write preprints and versions as (kind, the other's DOI, own DOI, record that says so)."""
    connection.executemany(_RELATE, [(work, kind, doi, doi, doi, own, record) for kind, doi, own, record in rows])


def link_to(connection: sqlite3.Connection, work: int) -> None:
    """Lead to a work whatever names one of its DOIs: works that cite it, its preprint."""
    connection.execute(_LINK, {"work": work})
