"""Crossref's REST API: one work, lists of works by DOI, searches, notices of updates.

What may be asked is habanero's knowledge (``cpx.sources.crossref_query``), how it is asked the transport's. Answers are
told apart by the DOI that stands in them, never by their order, and only a DOI that was asked for counts.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from threading import Lock
from typing import Any

from cpx.domain.identifiers import normal_doi
from cpx.domain.record import Record
from cpx.formats.crossref_json import read_work
from cpx.sources.answers import Asks, Trouble, ask, dig, read_json
from cpx.sources.base import Answer, Call, Kind, failure
from cpx.sources.crossref_query import Filters, work_url, works_url
from cpx.sources.ledger import Lane
from cpx.sources.many import SHORT, ask_many

API = "https://api.crossref.org"
LIST = 50
"""DOIs in one list."""
LONGEST = 4_000
"""Characters of a list's address at most."""
MOST_ROWS = 1_000
"""Works that one answer may list."""
MOST_PAGES = 10
"""So many pages of a list are asked for: Crossref gives no more than 10,000 works by offset."""
UPDATE_LISTS = ("update-to", "updated-by")
NOTICE_FIELDS = "DOI,type,title,update-to"
SINGLE: Lane = "single"
MANY: Lane = "list"
"""Lanes: Crossref allows more requests for single works than for lists."""


class Crossref:
    """Crossref at ``base_url``, asked through ``client``. All DOIs are in normal form."""

    name = "Crossref"

    def __init__(self, client: Asks, base_url: str = API, stop: Callable[[], None] = lambda: None, *, short: float = SHORT) -> None:
        """Keep where to ask, and what ends all requests at once; nothing is asked yet.

        ``short`` is the seconds that a request may take where the one before went without answer.
        """
        self._client = client
        self._stop = stop
        self._short = short
        self._base = base_url.rstrip("/")
        self._reading = Lock()  # one answer is taken apart at a time: the largest allowed takes 60 MB as objects

    def fetch(self, doi: str) -> Record:
        """Fetch the record of a DOI; raises SourceNotFound for one that Crossref does not hold, SourceFailed for other trouble."""
        try:
            return self.ask_one(doi)
        except Trouble as trouble:
            raise failure(trouble.kind, self.name, doi, trouble.detail) from trouble

    def fetch_many(self, dois: Sequence[str]) -> Iterator[tuple[Answer, ...]]:
        """Fetch many, in lists where that saves requests: yields what each request brought, every DOI once."""
        lists, singles = self._cut(dois)
        return ask_many(self, lists, singles, short=self._short)

    def plan(self, dois: Sequence[str]) -> tuple[Call, ...]:
        """Give the requests that ``fetch_many`` would begin with."""
        lists, singles = self._cut(dois)
        return (*(Call(self._list_url(part), len(part)) for part in lists), *(Call(work_url(self._base, doi), 1) for doi in singles))

    def search(self, query: Mapping[str, str], *, filters: Filters | None = None, rows: int = 5) -> tuple[dict[str, Any], ...]:
        """Find works by words in fields (``bibliographic``, ``title``, ``author``...): their metadata, the best match first.

        Raises SourceFailed, and ValueError for a field or filter that Crossref has none of.
        """
        url = works_url(self._base, query=query, filters=filters, rows=rows)
        try:
            return tuple(_items(self._ask_many(url))[:rows])
        except Trouble as trouble:
            raise failure(trouble.kind, self.name, "this search", trouble.detail) from trouble

    def updates_of(self, dois: Sequence[str]) -> Iterator[tuple[tuple[str, ...], tuple[dict[str, Any], ...]]]:
        """Yield DOIs that were asked about, and the notices (DOI, type, title, ``update-to``) that update one of them.

        DOIs that are in no tuple were not checked: a DOI with a comma cannot be asked about, and where a list brings no usable
        answer, SourceFailed is raised after the others (at once where the service does not answer).
        """
        last: Trouble | None = None
        for part in _cut_lists([doi for doi in dict.fromkeys(dois) if "," not in doi], lambda part: self._notices_url(part, 0)):
            try:
                notices = self._notices(part)
            except Trouble as trouble:
                if trouble.kind is not Kind.MALFORMED:
                    raise failure(trouble.kind, self.name, part[0], trouble.detail) from trouble
                last = trouble
            else:
                yield part, notices
        if last:
            raise failure(last.kind, self.name, "some of these", last.detail) from last

    def agency_of(self, doi: str) -> str | None:
        """Ask Crossref whose DOI this is: an agency's id in lower case; None where nobody can tell."""
        try:
            answer = read_json(ask(self._client, work_url(self._base, doi, "/agency"), lane=SINGLE))
        except Trouble:
            return None
        name = dig(answer, "message", "agency", "id")
        return name.lower() if isinstance(name, str) and _doi_of(dig(answer, "message")) == doi else None

    def stop(self) -> None:
        """End all requests at once."""
        self._stop()

    def ask_one(self, doi: str, deadline: float | None = None) -> Record:
        """Ask for one work; raises Trouble."""
        body = ask(self._client, work_url(self._base, doi), lane=SINGLE, deadline=deadline)
        with self._reading:
            return _read_one(body, doi)

    def ask_list(self, dois: Sequence[str]) -> Mapping[str, Record]:
        """Ask for several works in one request: gives those that came; raises Trouble."""
        body = self._ask_many(self._list_url(dois))
        with self._reading:
            return _read_list(body, frozenset(dois))

    def _ask_many(self, url: str) -> bytes:
        """Ask for a list; raises Trouble. There is no list that cannot be found: what says so is no Crossref."""
        try:
            return ask(self._client, url, lane=MANY)
        except Trouble as trouble:
            raise Trouble(Kind.MALFORMED if trouble.kind is Kind.NOT_FOUND else trouble.kind, trouble.detail) from trouble

    def _notices(self, dois: Sequence[str]) -> tuple[dict[str, Any], ...]:
        """Give the notices that update one of some works, from as many pages as there are, and bring something new."""
        wanted = set(dois)
        found: dict[str, dict[str, Any]] = {}
        total = seen = 0
        for page in range(MOST_PAGES):
            items, total = _read_page(self._ask_many(self._notices_url(dois, page * MOST_ROWS)))
            new = {doi: item for item in items if (doi := _doi_of(item)) and doi not in found and wanted & _updated(item)}
            found |= new
            seen += len(items)
            if len(items) < MOST_ROWS or not new:
                break
        _check_complete(total, seen, len(found))
        return tuple(found.values())

    def _cut(self, dois: Sequence[str]) -> tuple[list[tuple[str, ...]], list[str]]:
        """Part DOIs into those that go in lists, and those that cannot: a comma would begin another filter. A lone one needs no list."""
        unique = dict.fromkeys(dois)
        listed = [doi for doi in unique if "," not in doi]
        singles = [doi for doi in unique if "," in doi]
        if len(listed) == 1:
            return [], [*listed, *singles]
        return list(_cut_lists(listed, self._list_url)), singles

    def _list_url(self, dois: Sequence[str]) -> str:
        return works_url(self._base, filters={"doi": list(dois)}, rows=len(dois))

    def _notices_url(self, dois: Sequence[str], offset: int) -> str:
        return works_url(self._base, filters={"updates": list(dois)}, select=NOTICE_FIELDS, rows=MOST_ROWS, offset=offset)


def _cut_lists(dois: Sequence[str], address: Callable[[Sequence[str]], str]) -> Iterator[tuple[str, ...]]:
    """Cut DOIs into lists of at most ``LIST`` whose address is not too long, all but the last about as long as may be."""
    start = 0
    while start < len(dois):
        part = tuple(dois[start : start + LIST])
        while len(part) > 1 and len(address(part)) > LONGEST:
            part = part[: -max(1, len(part) // 8)]
        yield part
        start += len(part)


def _read_one(body: bytes, doi: str) -> Record:
    message = dig(read_json(body), "message")
    if not isinstance(message, dict) or not message:
        raise Trouble(Kind.MALFORMED, "the answer is empty or of another shape")
    if _doi_of(message) != doi:
        raise Trouble(Kind.MALFORMED, "the answer is about another work")
    if not _is_work(message):
        raise Trouble(Kind.MALFORMED, "the answer is no description of a work")
    return read_work(message)


def _read_list(body: bytes, wanted: frozenset[str]) -> dict[str, Record]:
    """Read the works that were asked for, each once, whatever else the list holds."""
    found: dict[str, Record] = {}
    for message in _items(body):
        doi = _doi_of(message)
        if doi in wanted and doi not in found and _is_work(message):
            found[doi] = read_work(message)
    return found


def _items(body: bytes) -> list[dict[str, Any]]:
    """Read the works of a list; what else stands in it is left out."""
    return [item for item in _items_of(read_json(body)) if isinstance(item, dict)]


def _items_of(answer: object) -> list[Any]:
    items = dig(answer, "message", "items")
    if not isinstance(items, list):
        raise Trouble(Kind.MALFORMED, "the answer is no list of works")
    return items


def _read_page(body: bytes) -> tuple[list[dict[str, Any]], int]:
    """Read a page of notices, and how many there are in all (0 where that is not said).

    One that cannot be read may be a retraction: without it silence on the other works means nothing.
    """
    answer = read_json(body)
    items, total = _items_of(answer), dig(answer, "message", "total-results")
    if not all(_doi_of(item) and _is_work(item) for item in items):
        raise Trouble(Kind.MALFORMED, "the list has notices that cannot be read")
    if len(set(map(_doi_of, items))) < len(items):
        raise Trouble(Kind.MALFORMED, "the list repeats itself")
    return items, total if isinstance(total, int) else 0


def _check_complete(total: int, seen: int, found: int) -> None:
    """Refuse a list that says it goes on where nothing more came, or that is all about other works: its silence means nothing."""
    if seen < total:
        raise Trouble(Kind.MALFORMED, "the list is not complete")
    if seen and not found:
        raise Trouble(Kind.MALFORMED, "the list is about other works")


def _is_work(message: object) -> bool:
    """Tell whether metadata has a type, as all works do, and lists where it says what updates what.

    A work whose retraction cannot be read must not pass for one that has none.
    """
    if not isinstance(message, dict) or not isinstance(message.get("type"), str):
        return False
    return all(isinstance(message.get(name, []), list) for name in UPDATE_LISTS)


def _doi_of(message: object) -> str | None:
    given = dig(message, "DOI")
    return normal_doi(given) if isinstance(given, str) else None


def _updated(notice: dict[str, Any]) -> set[str | None]:
    rows = notice.get("update-to")
    return {_doi_of(row) for row in rows} - {None} if isinstance(rows, list) else set()
