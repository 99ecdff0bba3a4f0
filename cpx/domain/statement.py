"""Statements: the sentences of a text, each with the role it plays, for answers that can be cited."""

from dataclasses import dataclass
from enum import StrEnum

from cpx.domain.text import Text, find_sections, split_sentences


class Role(StrEnum):
    """What a sentence does in its work."""

    BACKGROUND = "background"
    AIM = "aim"
    METHOD = "method"
    FINDING = "finding"
    CONCLUSION = "conclusion"
    RECOMMENDATION = "recommendation"


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
    return tuple(
        Statement(Role.BACKGROUND, start, end, section.label or None)
        for section in find_sections(text)
        for start, end in split_sentences(text.content, section.start, section.end)
    )
