"""Statements: the sentences of a text, each with the role it plays, for answers that can be cited."""

from collections.abc import Iterator
from dataclasses import dataclass

from cpx.domain.advice import advises
from cpx.domain.citing import find_citations
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.page_roles import read_page
from cpx.domain.roles import Role
from cpx.domain.text import BODY, TITLE, Section, Text, find_sections, split_sentences
from cpx.domain.wording import judge_roles, speaks_of_aim

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
    found = _read_body(text) if text.field == BODY else _read_abstract(text)
    return tuple(statement for statement in found if any(sign.isalnum() for sign in text.content[statement.start : statement.end]))


def _read_body(text: Text) -> Iterator[Statement]:
    for role, start, end, heading in read_page(text.content):
        yield Statement(role, start, end, heading or None, find_citations(text.content[start:end]))


def _read_abstract(text: Text) -> Iterator[Statement]:
    """Read the roles of an abstract off its headings, and off the wording where these leave it open."""
    spans = [
        (section, start, end)
        for section in find_sections(text)
        if heading_kinds(section.label) != {NONE}
        for start, end in split_sentences(text.content, section.start, section.end)
    ]
    sentences = [text.content[start:end] for _, start, end in spans]
    allowed = [_announced(section) for section, _, _ in spans]
    roles = judge_roles(sentences, [roles - {Role.RECOMMENDATION} for roles in allowed])
    for (section, start, end), sentence, announced, role in zip(spans, sentences, allowed, roles, strict=True):
        yield Statement(_settle(role, sentence, announced), start, end, section.label or None, find_citations(sentence))


def _announced(section: Section) -> frozenset[Role]:
    """Give the roles that a heading announces; none where it says nothing of them."""
    return frozenset(Role(kind) for kind in heading_kinds(section.label) if kind in set(Role))


_MAY_HIDE_ADVICE = frozenset((Role.FINDING, Role.BACKGROUND))


def _settle(role: Role, sentence: str, announced: frozenset[Role]) -> Role:
    """Turn the role by the sentence's own words where they are plain: an aim under 'Background', advice under 'Conclusions'."""
    if Role.RECOMMENDATION in announced:
        return Role.RECOMMENDATION
    if role is Role.BACKGROUND and announced and speaks_of_aim(sentence):
        return Role.AIM
    if role is not Role.CONCLUSION and (announced or role not in _MAY_HIDE_ADVICE or speaks_of_aim(sentence)):
        return role
    return Role.RECOMMENDATION if advises(sentence) else role
