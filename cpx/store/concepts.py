"""Concepts of the file's vocabulary, the machine's assignments with their evidence, and the tags that readers see."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

from cpx.domain.concept import SCHEMES, Assignment, Concept
from cpx.domain.tag import Quote, Tag, strength
from cpx.store.imported import read_imported
from cpx.store.runs import now

_WRITE_CONCEPT = """INSERT INTO concepts
  (id, scheme, pref_label, alt_labels, broader, definition, mesh, deprecated, replaced_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET scheme = excluded.scheme, pref_label = excluded.pref_label, alt_labels = excluded.alt_labels,
  broader = excluded.broader, definition = excluded.definition, mesh = excluded.mesh,
  deprecated = excluded.deprecated, replaced_by = excluded.replaced_by"""


def write_vocabulary(connection: sqlite3.Connection, concepts: Iterable[Concept], version: str, digest: str) -> set[str]:
    """Bring the file's concepts in line with a vocabulary. One that is gone stays, deprecated: what was tagged keeps its label.

    Works that are in the file keep the tags that they have; the file remembers that they are to be tagged again. Gives the ids
    that were replaced before and are not now.
    """
    replaced = _replaced(connection)
    connection.executemany("INSERT OR IGNORE INTO schemes (id, position) VALUES (?, ?)", [(s, i) for i, s in enumerate(SCHEMES)])
    connection.execute("UPDATE concepts SET deprecated = 1")
    connection.executemany(_WRITE_CONCEPT, map(_row, concepts))
    connection.executemany(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)", [("vocabulary_version", version), ("vocabulary_sha256", digest)]
    )
    connection.execute("INSERT OR IGNORE INTO meta (name, value) SELECT 'tags_behind', '1' WHERE EXISTS (SELECT 1 FROM works)")
    return replaced - _replaced(connection)


def _row(c: Concept) -> tuple[object, ...]:
    labels = json.dumps(c.alt_labels, ensure_ascii=False)
    return c.id, c.scheme, c.pref_label, labels, c.broader, c.definition, c.mesh, c.deprecated, c.replaced_by


def _replaced(connection: sqlite3.Connection) -> set[str]:
    return {concept for (concept,) in connection.execute("SELECT id FROM concepts WHERE replaced_by IS NOT NULL")}


def vocabulary_digest(connection: sqlite3.Connection) -> str | None:
    """Give the hash of the vocabulary that the file holds."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'vocabulary_sha256'").fetchone()
    return None if row is None else str(row[0])


def are_tags_behind(connection: sqlite3.Connection) -> bool:
    """Tell whether the vocabulary changed since all works were tagged."""
    return connection.execute("SELECT 1 FROM meta WHERE name = 'tags_behind'").fetchone() is not None


def note_all_tagged(connection: sqlite3.Connection) -> None:
    """Note that all works have been tagged with the file's vocabulary."""
    connection.execute("DELETE FROM meta WHERE name = 'tags_behind'")


_WRITE_EVIDENCE = """INSERT INTO evidence
  (assignment, position, text, start, end, section, sentence_start, sentence_end, rule) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def write_assignments(connection: sqlite3.Connection, work: int, assignments: Iterable[Assignment], texts: Sequence[int]) -> None:
    """Write the machine's tags of a work in place of those that stood there; ``texts`` are the rows of the texts that it read."""
    connection.execute("DELETE FROM assignments WHERE work = ?", (work,))
    at = now()
    for a in assignments:
        values = (work, a.concept, a.usage and a.usage.value, a.part and a.part.value, a.confidence, at)
        cursor = connection.execute(
            "INSERT INTO assignments (work, concept, usage, part, confidence, at) VALUES (?, ?, ?, ?, ?, ?)", values
        )
        evidence = [
            (cursor.lastrowid, place, texts[e.text], e.start, e.end, e.section, *e.sentence, e.rule) for place, e in enumerate(a.evidence)
        ]
        connection.executemany(_WRITE_EVIDENCE, evidence)


_TAGS = """SELECT c.id, c.scheme, c.pref_label, c.mesh, a.id, a.usage, a.part, a.confidence, a.at, d.verdict, d.by, d.at, d.why
  FROM concepts c
  LEFT JOIN assignments a ON a.concept = c.id AND a.work = :work
  LEFT JOIN current_decisions d ON d.concept = c.id AND d.work = :work
  WHERE a.id IS NOT NULL OR d.id IS NOT NULL
  ORDER BY (SELECT position FROM schemes s WHERE s.id = c.scheme), d.verdict IS NULL, a.confidence DESC, c.pref_label"""
_QUOTES = """SELECT e.assignment, substr(t.content, e.start + 1, e.end - e.start), e.start, e.end, t.field, t.language, e.section,
    substr(t.content, e.sentence_start + 1, e.sentence_end - e.sentence_start), e.rule
  FROM evidence e JOIN assignments a ON a.id = e.assignment JOIN texts t ON t.id = e.text
  WHERE a.work = ? ORDER BY e.assignment, e.position"""


def read_tags(connection: sqlite3.Connection, work: int) -> tuple[Tag, ...]:
    """Give all tags of a work: decided and suggested ones in the order of the schemes, then headings and keywords that it came with."""
    quotes: dict[int, list[Quote]] = defaultdict(list)
    names = ("quote", "start", "end", "field", "language", "section", "sentence", "rule")
    for assignment, *values in connection.execute(_QUOTES, (work,)):
        quotes[assignment].append(Quote(**dict(zip(names, values, strict=True))))
    tags = [_tag(row, tuple(quotes.get(row[4], ()))) for row in connection.execute(_TAGS, {"work": work})]
    return (*tags, *read_imported(connection, work))


def _tag(row: tuple, evidence: tuple[Quote, ...]) -> Tag:  # type: ignore[type-arg]
    concept, scheme, label, mesh, _, usage, part, confidence, at, verdict, by, decided_at, why = row
    return Tag(
        concept=concept,
        scheme=scheme,
        label=label,
        mesh=mesh,
        origin="person" if verdict else "machine",
        status=verdict or "suggested",
        usage=usage,
        part=part,
        confidence=confidence,
        match=strength(confidence),
        by=by,
        at=decided_at if verdict else at,
        why=why,
        evidence=evidence,
    )


def all_concepts(connection: sqlite3.Connection) -> list[Concept]:
    """Give the file's concepts that are not deprecated."""
    query = (
        "SELECT id, scheme, pref_label, alt_labels, broader, definition, mesh, replaced_by FROM concepts WHERE NOT deprecated ORDER BY id"
    )
    return [
        Concept(
            id=i,
            scheme=s,
            pref_label=p,
            alt_labels={k: tuple(v) for k, v in json.loads(alt).items()},
            broader=b,
            definition=d,
            mesh=m,
            replaced_by=r,
        )
        for i, s, p, alt, b, d, m, r in connection.execute(query)
    ]


def find_known(connection: sqlite3.Connection, term: str) -> tuple[str, str] | None:
    """Give the id and label of a concept that this file knows by one of these, from its vocabulary or from an earlier one."""
    query = "SELECT id, pref_label FROM concepts WHERE replaced_by IS NULL AND :term IN (lower(id), lower(pref_label))"
    row = connection.execute(query, {"term": " ".join(term.split()).lower()}).fetchone()
    return row and (str(row[0]), str(row[1]))


def count_assignments(connection: sqlite3.Connection) -> int:
    """Count the machine's tags that stand."""
    return int(connection.execute("SELECT count(*) FROM assignments").fetchone()[0])
