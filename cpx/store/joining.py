"""Two works become one: everything that hangs on the one that goes moves to the one that stays."""

import sqlite3
from dataclasses import dataclass

from cpx.store.joined import remember_join
from cpx.store.standing import standing

_MOVED = ("work_texts", "work_keys", "relations", "decisions", "notes")
"""Tables whose rows move as they are."""


def move_all(connection: sqlite3.Connection, keep: int, gone: int, *, run: int, reason: str) -> None:
    """Move all that hangs on ``gone`` to ``keep``, and take ``gone`` away. Derive ``keep`` anew after."""
    rejections = _standing_rejections(connection, keep, gone)
    remember_join(connection, keep, gone, run=run, reason=reason)
    connection.execute("UPDATE work_records SET work = ?, reason = ? WHERE work = ?", (keep, reason, gone))
    for table in _MOVED:
        connection.execute(f"UPDATE {table} SET work = ? WHERE work = ?", (keep, gone))  # noqa: S608 - names from the code
    _turn_relations(connection, keep, gone)
    _settle_doubts(connection, keep, gone)
    _move_candidates(connection, keep, gone)
    _move_checks(connection, keep, gone)
    _restate(connection, keep, run, rejections)
    connection.execute("DELETE FROM works WHERE id = ?", (gone,))


def _standing_rejections(connection: sqlite3.Connection, keep: int, gone: int) -> list[tuple[str, int]]:
    query = "SELECT concept, id FROM current_decisions WHERE work IN (?, ?) AND verdict = 'rejected' ORDER BY id"
    return connection.execute(query, (keep, gone)).fetchall()


def _restate(connection: sqlite3.Connection, work: int, run: int, rejections: list[tuple[str, int]]) -> None:
    """Have a rejection outlive a confirmation of the other work, whichever was later: the rejection is said again, both stay."""
    for concept, row in rejections:
        query = "SELECT verdict FROM current_decisions WHERE work = ? AND concept = ?"
        if connection.execute(query, (work, concept)).fetchone() == ("confirmed",):
            connection.execute(
                "INSERT INTO decisions (work, concept, verdict, by, at, why, text, run)"
                " SELECT work, concept, verdict, by, at, why, text, ? FROM decisions WHERE id = ?",
                (run, row),
            )


def _turn_relations(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    """Have what led to ``gone`` lead to ``keep``; no work is part of itself, or of two others by two words for one."""
    connection.execute("UPDATE relations SET target = ? WHERE target = ?", (keep, gone))
    connection.execute(
        "DELETE FROM relations WHERE kind = 'part-of' AND work = :keep AND (target = :keep OR id > (SELECT min(id) FROM relations"
        " WHERE kind = 'part-of' AND work = :keep AND target <> :keep))",
        {"keep": keep},
    )


def _settle_doubts(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    connection.execute("UPDATE doubts SET work = ? WHERE work = ?", (keep, gone))
    connection.execute(
        "UPDATE doubts SET state = 'joined' WHERE work = ? AND record IN (SELECT record FROM work_records WHERE work = ?)", (keep, keep)
    )


def _move_candidates(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    """Move the DOIs found for ``gone``; where both had one, a refusal stands before an acceptance, and both before an open question."""
    order = "CASE state WHEN 'refused' THEN 0 WHEN 'accepted' THEN 1 ELSE 2 END, id"
    connection.execute(
        f"DELETE FROM doi_candidates WHERE work IN (:keep, :gone) AND id <> (SELECT o.id FROM doi_candidates o"  # noqa: S608 - a constant
        f" WHERE o.work IN (:keep, :gone) AND o.doi = doi_candidates.doi ORDER BY {order} LIMIT 1)",
        {"keep": keep, "gone": gone},
    )
    connection.execute("UPDATE doi_candidates SET work = ? WHERE work = ?", (keep, gone))


def _move_checks(connection: sqlite3.Connection, keep: int, gone: int) -> None:
    """Move when something was last asked; of two times the earlier holds, for what was asked about both."""
    connection.execute(
        "INSERT INTO checks (work, kind, at, run) SELECT ?, kind, at, run FROM checks WHERE work = ?"
        " ON CONFLICT (work, kind) DO UPDATE SET at = min(at, excluded.at)",
        (keep, gone),
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A stored record that has a DOI, or names it as one of its own work's: its payload and its work."""

    work: int
    payload: str
    kind: str | None = None


def records_with_doi(connection: sqlite3.Connection, doi: str) -> list[Named]:
    """Give the standing records that have a DOI as their own."""
    query = (
        "SELECT work, payload FROM identifiers JOIN records ON records.id = record JOIN work_records USING (record)"  # noqa: S608 - a constant
        f" WHERE scheme = 'doi' AND value = ? AND json_extract(payload, '$.doi') = value AND {standing()} ORDER BY records.id"
    )
    return [Named(*row) for row in connection.execute(query, (doi,))]


def records_naming(connection: sqlite3.Connection, doi: str, kinds: tuple[str, ...]) -> list[Named]:
    """Give the standing records that name a DOI in a relation of one of the kinds."""
    marks = ", ".join("?" * len(kinds))
    query = (
        "SELECT relations.work, payload, kind FROM relations JOIN records ON records.id = relations.record"  # noqa: S608 - constants
        f" WHERE relations.doi = ? AND kind IN ({marks}) AND {standing()} ORDER BY relations.id"
    )
    return [Named(*row) for row in connection.execute(query, (doi, *kinds))]


def are_apart(connection: sqlite3.Connection, one: int, other: int) -> bool:
    """Tell whether a person said that two works are not one."""
    query = (
        "SELECT 1 FROM doubts d JOIN work_records w ON w.record = d.record WHERE d.state = 'apart'"
        " AND ((w.work = :one AND d.work = :other) OR (w.work = :other AND d.work = :one))"
    )
    return connection.execute(query, {"one": one, "other": other}).fetchone() is not None


def keys_of(connection: sqlite3.Connection, *works: int) -> list[str]:
    """Give the preferred keys of works, in their order."""
    return [str(connection.execute("SELECT key FROM works WHERE id = ?", (work,)).fetchone()[0]) for work in works]


def prefer_key(connection: sqlite3.Connection, work: int, key: str) -> None:
    """Make one of a work's keys the preferred one."""
    connection.execute("UPDATE works SET key = ? WHERE id = ? AND ? IN (SELECT key FROM work_keys WHERE work = ?)", (key, work, key, work))
