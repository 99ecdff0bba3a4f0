"""Counts over a catalogue."""

from dataclasses import dataclass
from typing import Any

from cpx.domain.output import Output
from cpx.store.catalogue import Connection
from cpx.store.counting import count_by_value, count_single, vocabulary_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats(Output):
    """Counts of a catalogue.

    ``not_coded`` are works that have text and no tag, ``no_abstract`` those with nothing to read: counted apart.
    Lists are (value, count) pairs as objects, the most frequent first.
    """

    works: int
    with_text: int
    no_abstract: int
    not_coded: int
    waiting: int
    made_titles: int
    retracted: int
    records: int
    statements: dict[str, int]
    years: dict[str, int]
    types: dict[str, int]
    languages: dict[str, int]
    sources: dict[str, int]
    tags: dict[str, int]
    decisions: int
    doubts: int
    runs: int
    vocabulary: str | None


def stats(connection: Connection) -> Stats:
    """Count what is in a catalogue."""
    counted: dict[str, Any] = {**count_single(connection), **count_by_value(connection)}
    return Stats(**counted, vocabulary=vocabulary_version(connection))
