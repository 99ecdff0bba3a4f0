"""Statements: the sentences of a text, each with the role it plays, for answers that can be cited."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpx.domain.headings import heading_kinds
from cpx.domain.roles import Role
from cpx.domain.text import TITLE, Section, Text, find_sections, split_sentences

__all__ = ["Role", "Statement", "read_statements"]


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch ``start:end`` of a stored text with its role, the heading it stands under, and the sources it cites ('Tuurnas 2021')."""

    role: Role
    start: int
    end: int
    section: str | None = None
    citing: tuple[str, ...] = ()


def read_statements(text: Text) -> tuple[Statement, ...]:
    """Give the statements of a text in order. Every span re-quotes exactly from ``text.content``; titles have none."""
    if text.field == TITLE:
        return ()
    return tuple(statement for section in find_sections(text) for statement in _read_section(text.content, section))


def _read_section(content: str, section: Section) -> Iterator[Statement]:
    kinds = heading_kinds(section.label) & set(Role)
    role = Role(min(kinds)) if kinds else Role.BACKGROUND
    for start, end in split_sentences(content, section.start, section.end):
        yield Statement(role, start, end, section.label or None)
