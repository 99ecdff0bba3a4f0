"""Take back in what our own export carries beside the description: the key, what people decided, and what they noted."""

import re
from collections.abc import Iterator
from typing import Any

from cpx.domain.concept import Verdict
from cpx.domain.detail import WorkNote
from cpx.domain.record import Record
from cpx.store.catalogue import Connection
from cpx.store.decisions import Decision, restore_decision
from cpx.store.notes import add_note
from cpx.store.runs import now

OWN = "jsonl"
_VERDICTS = tuple(verdict.value for verdict in Verdict)
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{1,80}")


def own_key(record: Record) -> str | None:
    """Give the key that the work had where it was exported, if it is one that we could have made."""
    key = record.extra.get("key") if record.source == OWN else None
    return key if isinstance(key, str) and _KEY.fullmatch(key) else None


def restore_decisions(connection: Connection, run: int, work: int, record: Record) -> None:
    """Write the decisions that came with a record, by whom and when they were made; terms unknown here are left out."""
    for tag in _decided(record):
        decision = Decision(
            work=work, concept=tag["concept"], verdict=Verdict(tag["status"]), by=_text(tag, "by") or "unknown", why=_text(tag, "why")
        )
        restore_decision(connection, run, decision, _text(tag, "at") or now())


def _decided(record: Record) -> Iterator[dict[str, Any]]:
    tags = record.extra.get("tags") if record.source == OWN else None
    for tag in tags if isinstance(tags, list) else ():
        if isinstance(tag, dict) and tag.get("origin") == "person" and tag.get("status") in _VERDICTS and _text(tag, "concept"):
            yield tag


def restore_notes(connection: Connection, run: int, work: int, record: Record) -> None:
    """Write the notes that came with a record, by whom and when they were written."""
    rows = record.extra.get("notes") if record.source == OWN else None
    for row in rows if isinstance(rows, list) else ():
        content = _text(row, "content") if isinstance(row, dict) else None
        if content and content.strip():
            add_note(connection, run, work, WorkNote(content=content, by=_text(row, "by") or "unknown", at=_text(row, "at") or ""))


def _text(tag: dict[str, Any], name: str) -> str | None:
    value = tag.get(name)
    return value if isinstance(value, str) else None
