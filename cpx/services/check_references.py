"""The references of a document: how each stands, asked live. Nothing is written."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, Protocol

from cpx.domain.characters import clean_text
from cpx.domain.checked import UNCHECKED, CheckedReference
from cpx.domain.progress import Progress, no_progress
from cpx.domain.updates import Standing, merge_updates, says_retracted
from cpx.errors import CpxError, PartlyFailed, RemoteFailed
from cpx.formats.crossref_json import read_work
from cpx.formats.reference_list import Listed
from cpx.services.retractions import NO_DOI, judge, today
from cpx.services.updates import Told, UpdateSource, ask_whole
from cpx.sources.base import Kind, SourceFailed
from cpx.store.catalogue import Connection
from cpx.store.update_checks import Checkable, read_checkable
from cpx.store.works import find_by_doi

FRESH_DAYS = 7
"""The catalogue's own answer of so many days ago is as good as a new one."""
ROWS = 3
"""Candidates looked at for a reference without a DOI."""
NOT_FOUND_SURELY = f"{NO_DOI}, and none found surely"
_UNREACHED = (Kind.UNAVAILABLE, Kind.TIMEOUT, Kind.BLOCKED, Kind.RATE_LIMITED, Kind.MALFORMED)
"""Kinds of failure that are no answer: asked again, they may bring one."""
_SAYS_SO = re.compile(r"\bretracted\b|已?撤稿", re.IGNORECASE)
_MARKED = re.compile(r"\b(?:RETRACTED|WITHDRAWN)(?: ARTICLE| PAPER)?\s?[:\])]|[\[(](?i:retracted)\b")
"""A mark within a line, behind the authors' names."""


class ReferenceSource(UpdateSource, Protocol):
    """Somewhere that can be asked about DOIs, and searched for the DOI of a reference."""

    def search(self, query: Mapping[str, str], *, rows: int = ...) -> tuple[dict[str, Any], ...]:
        """Give the metadata of the best matches; raises SourceFailed."""
        ...


@dataclass(frozen=True, slots=True)
class References:
    """The rows for a document's references, and how many of them a registry could not be asked about."""

    rows: tuple[CheckedReference, ...]
    asked: int = 0
    failed: int = 0
    message: str = ""


def check_references(
    listed: Sequence[Listed],
    source: Callable[[], ReferenceSource],
    connection: Connection | None = None,
    *,
    progress: Progress | None = None,
) -> References:
    """Say how a document's references stand, one row each, in their order. Nothing is written.

    The catalogue answers for its own works where it was told in the last seven days; about all others registries are asked.
    A reference without a DOI is looked for by its words, and taken only where it is surely found.
    """
    checker = _References([_clean(row) for row in listed], source, connection, progress or no_progress)
    return checker.check()


def _clean(row: Listed) -> Listed:
    return Listed(" ".join(clean_text(row.text).split()), row.doi, row.label and " ".join(clean_text(row.label).split()))


class _References:
    """The references of one document on their way from lines to rows."""

    def __init__(
        self, listed: Sequence[Listed], source: Callable[[], ReferenceSource], connection: Connection | None, progress: Progress
    ) -> None:
        self._listed = listed
        self._make_source = source
        self._source: ReferenceSource | None = None
        self._connection = connection
        self._progress = progress
        self._held: dict[str, Checkable] = {}
        self._found: dict[int, str] = {}
        self._troubles: dict[int, str] = {}

    def check(self) -> References:
        """Find DOIs, ask about them, and make the rows."""
        self._look_for_dois()
        dois = list(dict.fromkeys(filter(None, map(self._doi, range(len(self._listed))))))
        self._held = self._read_held(dois)
        told = self._ask([doi for doi in dois if not self._is_fresh(doi)])
        rows = tuple(self._row(place, told) for place in range(len(self._listed)))
        failed = [place for place in range(len(rows)) if self._is_unreached(place, told)]
        message = next((row.reason for place, row in enumerate(rows) if place in failed), "")
        return References(rows, asked=len(rows), failed=len(failed), message=message)

    @property
    def source(self) -> ReferenceSource:
        """Give whom to ask; made only when somebody must be asked."""
        if self._source is None:
            self._source = self._make_source()
        return self._source

    def _doi(self, place: int) -> str | None:
        return self._listed[place].doi or self._found.get(place)

    def _look_for_dois(self) -> None:
        """Search for references without a DOI, until the registry does not answer."""
        lone = [place for place, row in enumerate(self._listed) if not row.doi]
        for done, place in enumerate(lone, 1):
            try:
                doi = find_doi(self.source, self._listed[place].text)
            except SourceFailed as error:
                self._troubles |= dict.fromkeys(lone[done - 1 :], f"{NO_DOI}, and {error.message}")
                return
            if doi:
                self._found[place] = doi
            self._progress("looking for DOIs", done, len(lone))

    def _read_held(self, dois: Sequence[str]) -> dict[str, Checkable]:
        if self._connection is None:
            return {}
        rows = {doi: work for doi in dois if (work := find_by_doi(self._connection, doi)) is not None}
        works = {work.id: work for work in read_checkable(self._connection, list(dict.fromkeys(rows.values())))}
        return {doi: works[row] for doi, row in rows.items()}

    def _is_fresh(self, doi: str) -> bool:
        held = self._held.get(doi)
        return held is not None and held.doi == doi and held.checked[:10] >= (today() - timedelta(days=FRESH_DAYS)).isoformat()

    def _ask(self, dois: Sequence[str]) -> dict[str, Told]:
        told: dict[str, Told] = {}
        for batch in ask_whole(self.source, dois) if dois else ():
            told.update((one.doi, one) for one in batch)
            self._progress("checking", len(told), len(dois))
        return told

    def _row(self, place: int, told: Mapping[str, Told]) -> CheckedReference:
        listed, doi = self._listed[place], self._doi(place)
        held = self._held.get(doi or "")
        found = (f"DOI found by its words: {doi}",) if place in self._found else ()
        says = ("its text here speaks of retraction",) if _SAYS_SO.search(listed.text) else ()
        row = CheckedReference(label=listed.label, key=held.key if held else None, text=listed.text, doi=doi, remarks=(*found, *says))
        if doi is None:
            return _unasked(row, self._troubles.get(place, NOT_FOUND_SURELY))
        if doi in told:
            return _judge_told(row, told[doi], held)
        return judge(replace(row, checked=held.checked[:10]), held.updates, held.title) if held else row

    def _is_unreached(self, place: int, told: Mapping[str, Told]) -> bool:
        one = told.get(self._doi(place) or "")
        return place in self._troubles or (one is not None and one.error is not None and one.error.kind in _UNREACHED)


def _unasked(row: CheckedReference, reason: str) -> CheckedReference:
    """Leave a reference unchecked, unless it carries the mark of a retracted work itself."""
    if says_retracted(row.text) or _MARKED.search(row.text):
        return replace(row, status=Standing.RETRACTED.value, reason=f"its text says so; {reason}")
    return replace(row, status=UNCHECKED, reason=reason)


def _judge_told(row: CheckedReference, told: Told, held: Checkable | None) -> CheckedReference:
    """Judge by what a registry said, and where it said nothing by what the catalogue knows: that is never clear."""
    if told.error is None:
        return _say_unlisted(judge(replace(row, checked=today().isoformat()), told.updates, told.title), told)
    known = merge_updates([told.updates, held.updates if held else ()])
    judged = judge(row, known, told.title or (held.title if held else None))
    if judged.status == Standing.CLEAR:
        return _unasked(judged, told.error.message)
    return replace(judged, reason="; ".join(filter(None, (judged.reason, told.error.message))))


def _say_unlisted(row: CheckedReference, told: Told) -> CheckedReference:
    """Say where a row rests on the work's own record alone, for no list of notices came: publishers do not always keep both."""
    if told.unlisted is None:
        return row
    word = "its own record says nothing" if row.status == Standing.CLEAR else "this is what its own record says"
    return replace(row, remarks=(*row.remarks, f"notices could not be listed: {told.unlisted.message}; {word}"))


def find_doi(source: ReferenceSource, line: str) -> str | None:
    """Find the DOI of a reference as printed, None where none is sure; raises SourceFailed."""
    from cpx.matching.doi_candidates import choose
    from cpx.matching.doi_references import judge_reference

    candidates = map(read_work, source.search({"bibliographic": line}, rows=ROWS))
    return choose([(candidate.doi, judge_reference(line, candidate)) for candidate in candidates if candidate.doi])


def trouble(found: References) -> CpxError | None:
    """Say what a check of references amounts to where registries did not answer: all of them, or part."""
    if not found.failed:
        return None
    hint = "try again later; what was not checked is listed with its reason"
    if found.failed == found.asked:
        return RemoteFailed(f"nothing could be checked: {found.message}", hint)
    return PartlyFailed(f"{found.failed} of {found.asked} references could not be checked: {found.message}", hint)
