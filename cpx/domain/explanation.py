"""How a query was read, for the person who wrote it: every part with what it finds alone."""

from dataclasses import dataclass

from cpx.domain.output import Output


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryPart(Output):
    """One part of a query.

    ``kind`` is word, phrase, near, field or heading; ``wanted`` is false for what is left out by NOT; ``count`` says how many
    works it finds by itself, in the whole catalogue. ``spellings`` are those that stand in the catalogue; ``read_as`` says
    what a heading stands for here.
    """

    text: str
    kind: str
    field: str | None
    wanted: bool
    count: int
    spellings: tuple[str, ...]
    read_as: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Synonyms(Output):
    """Words of a query, and what was looked for besides."""

    words: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Output):
    """How a query was read: ``read_as`` is the same in cpx's own language, ``dialect`` the database that it was written for.

    ``plain``: words only, so that works with some of them follow. ``count`` is the size of the set, filters included.
    """

    query: str
    read_as: str
    dialect: str | None
    plain: bool
    count: int
    parts: tuple[QueryPart, ...]
    synonyms: tuple[Synonyms, ...]
    not_understood: tuple[str, ...]
    notes: tuple[str, ...]
