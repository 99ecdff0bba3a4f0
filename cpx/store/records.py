"""Records as received: written once, found again by hash, identifier or fingerprint."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpx.domain.merge import Described
from cpx.domain.payload import from_payload
from cpx.domain.record import Heading, Identifier, Record
from cpx.domain.statement import Statement
from cpx.domain.text import Text
from cpx.store.standing import newest, standing

_STANDING = standing()
_CURRENT = f"{_STANDING} AND {newest()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewText:
    """A text to store, with its statements and what their search context is."""

    text: Text
    statements: tuple[Statement, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecord:
    """A record to store: everything about it that can be known without the catalogue."""

    source: str
    source_id: str | None
    sha256: str
    fingerprint: str
    payload: str
    raw: str
    identifiers: tuple[Identifier, ...]
    headings: tuple[Heading, ...]
    texts: tuple[NewText, ...]
    retrieved_at: str


def add_record(connection: sqlite3.Connection, record: NewRecord, run: int, file: int | None, part_of: int | None) -> tuple[int, list[int]]:
    """Store a record with its texts and statements; give its row and its texts' rows."""
    values = (
        run, file, record.source, record.source_id, part_of, record.sha256, record.fingerprint, record.payload, record.raw,
        record.retrieved_at,
    )  # fmt: skip
    cursor = connection.execute(
        "INSERT INTO records (run, file, source, source_id, part_of, sha256, fingerprint, payload, raw, retrieved_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        values,
    )
    row = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT OR IGNORE INTO identifiers (record, scheme, value) VALUES (?, ?, ?)", [(row, i.scheme, i.value) for i in record.identifiers]
    )
    connection.executemany(
        "INSERT INTO headings (record, position, scheme, label, ui, guessed) VALUES (?, ?, ?, ?, ?, ?)",
        [(row, place, h.scheme, h.label, h.ui, int(h.guessed)) for place, h in enumerate(record.headings)],
    )
    return row, [_add_text(connection, row, text) for text in record.texts]


def _add_text(connection: sqlite3.Connection, record: int, new: NewText) -> int:
    content = new.text.content
    digest = hashlib.sha256(content.encode()).hexdigest()
    cursor = connection.execute(
        "INSERT INTO texts (record, field, language, sha256, content) VALUES (?, ?, ?, ?, ?)",
        (record, new.text.field, new.text.language, digest, content),
    )
    text = int(cursor.lastrowid or 0)
    connection.executemany(
        "INSERT INTO statements (text, start, end, role, section, citing, content, context) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                text,
                s.start,
                s.end,
                s.role.value,
                s.section,
                json.dumps(s.citing, ensure_ascii=False) if s.citing else "[]",
                content[s.start : s.end],
                context,
            )
            for s, context in zip(new.statements, new.contexts, strict=True)
        ],
    )
    return text


def find_same(connection: sqlite3.Connection, sha256: str) -> tuple[int, int] | None:
    """Find the record that says exactly this, and its work. A version that a newer one took the place of is another: it may come back."""
    query = f"SELECT records.id, work FROM records JOIN work_records ON record = records.id WHERE sha256 = ? AND {_CURRENT}"  # noqa: S608 - a constant
    row = connection.execute(query, (sha256,)).fetchone()
    return None if row is None else (row[0], row[1])


def work_of(connection: sqlite3.Connection, record: int) -> int | None:
    """Give the work that a record describes."""
    row = connection.execute("SELECT work FROM work_records WHERE record = ?", (record,)).fetchone()
    return None if row is None else int(row[0])


def find_earlier(connection: sqlite3.Connection, source: str, source_id: str | None) -> int | None:
    """Find the work of an earlier version of this record: the same id in the same source."""
    if source_id is None:
        return None
    query = (
        "SELECT work FROM records JOIN work_records ON record = records.id"  # noqa: S608 - a constant
        f" WHERE source = ? AND source_id = ? AND {_STANDING} ORDER BY records.id DESC LIMIT 1"
    )
    row = connection.execute(query, (source, source_id)).fetchone()
    return None if row is None else int(row[0])


def find_by_identifier(connection: sqlite3.Connection, identifiers: Iterable[Identifier]) -> list[tuple[int, str, Record]]:
    """Find (work, scheme, record) of stored records that share an identifier of the work itself."""
    query = (
        "SELECT work, scheme, payload FROM identifiers JOIN records ON records.id = record JOIN work_records USING (record)"  # noqa: S608 - a constant
        f" WHERE scheme = ? AND value = ? AND {_CURRENT} ORDER BY records.id"
    )
    rows = [row for i in identifiers if i.scheme in JOINING for row in connection.execute(query, (i.scheme, i.value))]
    return [(work, scheme.upper(), from_payload(json.loads(payload))) for work, scheme, payload in rows]


JOINING = ("doi", "pmid", "pmcid", "arxiv")
"""Schemes whose values name one work; an ISBN also stands on chapters, an address on many things."""


def find_by_fingerprint(connection: sqlite3.Connection, fingerprint: str) -> list[tuple[int, Record]]:
    """Find (work, record) of stored records with the same fingerprint."""
    if not fingerprint:
        return []
    query = (
        "SELECT work, payload FROM records JOIN work_records ON record = records.id"  # noqa: S608 - a constant
        f" WHERE fingerprint = ? AND {_STANDING} ORDER BY records.id"
    )
    return [(work, from_payload(json.loads(payload))) for work, payload in connection.execute(query, (fingerprint,))]


def find_tombstone(connection: sqlite3.Connection, record: NewRecord) -> tuple[str, str] | None:
    """Find (key, date) of a removed work that this record would bring back."""
    names = ((i.scheme, i.value) for i in record.identifiers if i.scheme in JOINING)
    marks = [("sha256", record.sha256), ("fingerprint", record.fingerprint), *names]
    for mark in marks:
        row = connection.execute("SELECT key, at FROM tombstones WHERE scheme = ? AND value = ? AND value <> ''", mark).fetchone()
        if row:
            return str(row[0]), str(row[1])
    return None


def records_of(connection: sqlite3.Connection, work: int) -> list[Described]:
    """Give the standing records of a work with their texts."""
    query = (
        "SELECT records.id, payload, retrieved_at FROM records JOIN work_records ON record = records.id"  # noqa: S608 - a constant
        f" WHERE work = ? AND {_STANDING} ORDER BY records.id"
    )
    return [described(connection, *row) for row in connection.execute(query, (work,)).fetchall()]


def read_record(connection: sqlite3.Connection, record: int) -> Described:
    """Give one record with its texts."""
    return described(connection, *connection.execute("SELECT id, payload, retrieved_at FROM records WHERE id = ?", (record,)).fetchone())


def described(connection: sqlite3.Connection, record: int, payload: str, retrieved_at: str) -> Described:
    """Build one stored record again."""
    rows = connection.execute("SELECT id, content, field, language FROM texts WHERE record = ? ORDER BY id", (record,)).fetchall()
    texts = tuple((row[0], Text(*row[1:])) for row in rows)
    return Described(record, from_payload(json.loads(payload), tuple(text for _, text in texts)), retrieved_at, texts)


_DOUBT = """INSERT INTO doubts (record, work, reasons) SELECT :record, :work, :reasons WHERE NOT EXISTS (
  SELECT 1 FROM doubts d JOIN work_records w ON w.record = d.record WHERE d.work = :work AND d.reasons = :reasons
  AND w.work = (SELECT work FROM work_records WHERE record = :record))"""


def add_doubts(connection: sqlite3.Connection, record: int, doubts: Sequence[tuple[int, tuple[str, ...]]]) -> None:
    """Put a record into the queue of those that a person should settle; what was asked of its work before is not asked again."""
    rows = [{"record": record, "work": work, "reasons": json.dumps(reasons)} for work, reasons in doubts]
    connection.executemany(_DOUBT, rows)
