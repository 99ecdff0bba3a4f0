"""All registries as one source: Crossref first, and for the DOIs that it does not hold the agencies whose they are."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Self

from cpx.domain.record import Record
from cpx.sources.agencies import NOBODY, Agencies, name_agency
from cpx.sources.answers import Trouble
from cpx.sources.base import Answer, Call, Kind, SourceNotFound, failure
from cpx.sources.breaker import Breaker
from cpx.sources.crew import LEAVE, Crew
from cpx.sources.crossref import Crossref
from cpx.sources.crossref_query import Filters
from cpx.sources.many import AT_ONCE

ASK_CROSSREF = 4
"""For so many DOIs at most Crossref is asked whose they are, where doi.org does not say."""
OUR_OWN = "Crossref"


class Registries:
    """Crossref and the other agencies. A context manager: leaving it ends all requests and hangs up."""

    name = Crossref.name

    def __init__(self, crossref: Crossref, agencies: Agencies, close: Callable[[], None]) -> None:
        """Keep whom to ask, and what hangs up."""
        self._crossref = crossref
        self._agencies = agencies
        self._close = close

    def fetch(self, doi: str) -> Record:
        """Fetch the record of a DOI from whoever holds it; raises SourceNotFound where nobody does, else SourceFailed."""
        try:
            return self._crossref.fetch(doi)
        except SourceNotFound:
            (answer,) = self._ask_agencies([doi])
        if answer.record is None:
            raise answer.error or failure(Kind.NOT_FOUND, self.name, doi)
        return answer.record

    def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        """Fetch many: yields what each request brought, every DOI once, those of other agencies last. Closing it ends all requests."""
        absent: list[str] = []
        for answers in self._crossref.fetch_many(dois):
            absent.extend(answer.doi for answer in answers if isinstance(answer.error, SourceNotFound))
            settled = tuple(answer for answer in answers if not isinstance(answer.error, SourceNotFound))
            if settled:
                yield settled
        for answer in self._ask_agencies(absent):
            yield (answer,)

    def plan(self, dois: Sequence[str]) -> tuple[Call, ...]:
        """Give the requests that ``fetch_many`` would begin with."""
        return self._crossref.plan(dois)

    def search(self, query: Mapping[str, str], *, filters: Filters | None = None, rows: int = 5) -> tuple[dict[str, Any], ...]:
        """Find works at Crossref; see ``Crossref.search``."""
        return self._crossref.search(query, filters=filters, rows=rows)

    def updates_of(self, dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
        """Yield DOIs and the notices that update one of them; see ``Crossref.updates_of``."""
        return self._crossref.updates_of(dois)

    def close(self) -> None:
        """End all requests and hang up."""
        self._close()

    def __enter__(self) -> Self:
        """Give the registries themselves."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close them."""
        self.close()

    def _ask_agencies(self, dois: Sequence[str]) -> Iterator[Answer]:
        """Answer for DOIs that Crossref does not hold, those that nobody holds first."""
        holders = self._holders(dois) if dois else {}
        theirs = [(doi, agency) for doi in dois if (agency := holders.get(doi, NOBODY)) not in {NOBODY, OUR_OWN}]
        held = {doi for doi, _ in theirs}
        yield from (Answer(doi, error=failure(Kind.NOT_FOUND, self.name, doi)) for doi in dois if doi not in held)
        crew: Crew[tuple[str, str], Record] = Crew(lambda job: self._agencies.fetch(*job), AT_ONCE)
        finished = False
        try:
            yield from self._fetch_theirs(crew, deque(theirs))
            finished = True
        finally:
            if not finished:
                self._crossref.stop()
            crew.dismiss(LEAVE)

    def _fetch_theirs(self, crew: "Crew[tuple[str, str], Record]", waiting: deque[tuple[str, str]]) -> Iterator[Answer]:
        """Fetch from agencies, a few at once; one that does not answer is not asked for each of many."""
        breaker = Breaker()
        at_once = 1  # until one answers, and again after one that did not
        while waiting or crew.running:
            while waiting and crew.running < at_once and not breaker.trouble:
                crew.begin(waiting.popleft())
            if not crew.running:
                yield from (self._refuse(*job, breaker.trouble) for job in waiting if breaker.trouble)
                return
            job, result = crew.take()
            if isinstance(result, Exception) and not isinstance(result, Trouble):
                raise result
            trouble = result if isinstance(result, Trouble) else None
            at_once = 1 if trouble else crew.size
            if not breaker.trouble:
                breaker.note(trouble)
            yield self._refuse(*job, result) if isinstance(result, Trouble) else Answer(job[0], result)

    def _refuse(self, doi: str, agency: str, trouble: Trouble) -> Answer:
        return Answer(doi, error=failure(Kind.OTHER_AGENCY, self.name, doi, f"{agency} ({_WHY[trouble.kind]})"))

    def _holders(self, dois: Sequence[str]) -> dict[str, str]:
        told = self._agencies.holders(dois)
        for doi in [doi for doi in dois if doi not in told][:ASK_CROSSREF]:
            name = self._crossref.agency_of(doi)
            told[doi] = name_agency(name) if name else NOBODY
        return told


_WHY = {
    Kind.NOT_FOUND: "which has no description of it",
    Kind.MALFORMED: "which gave no usable description",
    Kind.OTHER_AGENCY: "which gave no usable description",
    Kind.TIMEOUT: "which did not answer in time",
    Kind.UNAVAILABLE: "which cannot be reached",
    Kind.RATE_LIMITED: "which asks to slow down",
    Kind.BLOCKED: "which refuses the request",
}
"""What kept an agency's answer from us, in words."""
