"""A registry in memory that knows works and the notices upon them, and fails as it is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from retraction_answers import WORKS

from cpx.domain.record import Record
from cpx.formats.crossref_json import read_work
from cpx.sources.base import Answer, Call, Kind, failure


@dataclass
class NoticeRegistry:
    """Knows ``works`` by DOI; ``others`` are DOIs of other agencies, ``down`` fails everything, ``list_down`` lists of notices.

    ``lists``, ``fetched`` and ``searched`` collect what it was asked; ``before`` is called before each list.
    """

    works: dict[str, dict[str, Any]] = field(default_factory=lambda: dict(WORKS))
    others: Mapping[str, Record] = field(default_factory=dict)
    down: Kind | None = None
    list_down: Kind | None = None
    size: int = 50
    before: Callable[[], None] = lambda: None
    lists: list[tuple[str, ...]] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    name: str = "Testref"

    def fetch(self, doi: str) -> Record:
        answer = self._answer(doi)
        if answer.error:
            raise answer.error
        assert answer.record
        return answer.record

    def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        self.fetched += dois
        yield tuple(map(self._answer, dois))

    def _answer(self, doi: str) -> Answer:
        if self.down:
            return Answer(doi, error=failure(self.down, self.name, doi, "as told"))
        if doi in self.others:
            return Answer(doi, self.others[doi])
        return Answer(doi, read_work(self.works[doi])) if doi in self.works else Answer(doi, error=failure(Kind.NOT_FOUND, self.name, doi))

    def updates_of(self, dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
        assert not [doi for doi in dois if "," in doi], "a comma begins another filter"
        for start in range(0, len(dois), self.size):
            part = tuple(dois[start : start + self.size])
            self.before()
            kind = self.down or self.list_down
            if kind:
                raise failure(kind, self.name, part[0], "as told")
            self.lists.append(part)
            yield part, tuple(work for work in self.works.values() if self._updated(work) & set(part))

    @staticmethod
    def _updated(work: dict[str, Any]) -> set[str]:
        return {row["DOI"].lower() for row in work.get("update-to", ())}

    def search(
        self, query: Mapping[str, str], *, filters: Mapping[str, str | Sequence[str]] | None = None, rows: int = 5
    ) -> tuple[dict[str, Any], ...]:
        assert not filters
        words = query["bibliographic"]
        self.searched.append(words)
        if self.down:
            raise failure(self.down, self.name, "this search", "as told")
        return tuple(work for work in self.works.values() if work["title"][0].lower() in words.lower())[:rows]

    def plan(self, dois: Sequence[str]) -> tuple[Call, ...]:
        return (Call("made", len(dois)),)
