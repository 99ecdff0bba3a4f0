"""Texts that works select, their sections and statements."""

import json
import sqlite3
from typing import NamedTuple

from cpx.domain.concept import match_strength
from cpx.domain.detail import WorkSection, WorkStatement, WorkText
from cpx.domain.text import TITLE, Text, find_sections


def current_texts(connection: sqlite3.Connection, work: int) -> list[tuple[int, Text]]:
    """Give (row, text) of the texts that a work selects, in the order they came."""
    query = (
        "SELECT t.id, t.content, t.field, t.language FROM work_texts w JOIN texts t ON t.id = w.text"
        " WHERE w.work = ? AND w.current ORDER BY t.id"
    )
    return [(row, Text(content, field, language)) for row, content, field, language in connection.execute(query, (work,))]


class Assigned(NamedTuple):
    """A tag of the machine's, as far as readers see it."""

    label: str
    usage: str | None
    part: str | None
    match: str


def assigned_tags(connection: sqlite3.Connection, work: int) -> dict[str, Assigned]:
    """Give concept -> the machine's tag of a work."""
    query = (
        "SELECT c.id, c.pref_label, a.usage, a.part, a.confidence FROM assignments a JOIN concepts c ON c.id = a.concept"
        " WHERE a.work = ? ORDER BY c.id"
    )
    rows = connection.execute(query, (work,))
    return {concept: Assigned(label, usage, part, match_strength(confidence)) for concept, label, usage, part, confidence in rows}


def read_texts(connection: sqlite3.Connection, work: int) -> tuple[WorkText, ...]:
    """Give the texts that a work selects, its title left out."""
    return tuple(
        WorkText(field=text.field, language=text.language, text=text.content)
        for _, text in current_texts(connection, work)
        if text.field != TITLE
    )


def read_sections(connection: sqlite3.Connection, work: int) -> tuple[WorkSection, ...]:
    """Give the headed sections of a work's texts."""
    return tuple(
        WorkSection(label=s.label, field=text.field, language=text.language, start=s.start, end=s.end, text=text.content[s.start : s.end])
        for _, text in current_texts(connection, work)
        if text.field != "title"
        for s in find_sections(text)
        if s.label
    )


def read_statements(connection: sqlite3.Connection, work: int) -> tuple[WorkStatement, ...]:
    """Give the statements of a work, those of superseded texts last."""
    query = (
        "SELECT s.content, s.role, t.language, s.section, s.start, s.end, t.field, s.citing, w.current"
        " FROM work_texts w JOIN texts t ON t.id = w.text JOIN statements s ON s.text = t.id WHERE w.work = ?"
        " ORDER BY w.current DESC, s.text, s.start"
    )
    names = ("text", "role", "language", "section", "start", "end", "field")
    return tuple(
        WorkStatement(**dict(zip(names, row[:7], strict=True)), citing=tuple(json.loads(row[7])), current=bool(row[8]))
        for row in connection.execute(query, (work,))
    )
