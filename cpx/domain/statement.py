"""Statements: the sentences of a text, each with the role it plays, for answers that can be cited."""

from dataclasses import dataclass

from cpx.domain.roles import Role
from cpx.domain.text import BODY, TITLE, Text

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
    # The patterns take 60 ms to compile, and commands that only read statements from the catalogue never need them.
    from cpx.domain.abstract_roles import read_abstract
    from cpx.domain.citing import find_citations
    from cpx.domain.page_roles import read_page

    if text.field == TITLE:
        return ()
    content = text.content
    spoken = read_page(content) if text.field == BODY else read_abstract(content)
    return tuple(
        Statement(role, start, end, heading or None, find_citations(content[start:end]))
        for role, start, end, heading in spoken
        if any(sign.isalnum() for sign in content[start:end])
    )
