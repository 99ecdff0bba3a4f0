"""A registry in memory, for tests of what is done with answers: it knows some DOIs, and fails on others as it is told."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from catalogue_tools import ABSTRACT, AHO, record

from cpx.domain.record import Record
from cpx.sources.base import Answer, Call, Kind, failure


def known(doi: str, title: str = "Sharing power in wards") -> Record:
    """Give the record that a registry has of a DOI."""
    return record(title, source="crossref", source_id=doi, doi=doi, authors=(AHO,), issued="2024", abstract=ABSTRACT)


@dataclass
class FakeRegistry:
    """Knows ``works`` (DOI -> title or record); ``failing`` maps DOIs to kinds of failure, all others are not found.

    ``asked`` collects what it was asked for; ``size`` is how many DOIs an answer is about; ``before`` is called before each.
    """

    works: Mapping[str, str | Record] = field(default_factory=dict)
    failing: Mapping[str, Kind] = field(default_factory=dict)
    size: int = 50
    down: Kind | None = None
    before: Callable[[], None] = lambda: None
    asked: list[str] = field(default_factory=list)
    closed: int = 0
    name: str = "Testref"

    def answer(self, doi: str) -> Answer:
        kind = self.down or self.failing.get(doi) or (None if doi in self.works else Kind.NOT_FOUND)
        if kind is not None:
            return Answer(doi, error=failure(kind, self.name, doi, "DataCite" if kind is Kind.OTHER_AGENCY else "as told"))
        held = self.works[doi]
        return Answer(doi, held if isinstance(held, Record) else known(doi, held))

    def fetch(self, doi: str) -> Record:
        answer = self.answer(doi)
        if answer.error:
            raise answer.error
        assert answer.record
        return answer.record

    def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        try:
            for start in range(0, len(dois), self.size):
                self.before()
                part = dois[start : start + self.size]
                self.asked += part
                yield tuple(map(self.answer, part))
        finally:
            self.closed += 1

    def plan(self, dois: Sequence[str]) -> tuple[Call, ...]:
        return tuple(Call(f"http://registry/{doi}", 1) for doi in dois)
