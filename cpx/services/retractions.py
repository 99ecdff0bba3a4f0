"""Retractions: how the works of a catalogue stand, and which were not checked and why.

Nothing is called clear that no registry was asked about: what is not known says so.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from cpx.domain.checked import UNCHECKED, CheckedReference
from cpx.domain.parts import Update
from cpx.domain.updates import NEWER, REINSTATEMENT, Standing, deciding, normal_kind, notice_of, standing
from cpx.errors import CpxError
from cpx.formats.reference_list import Listed
from cpx.formats.reference_list_files import read_references
from cpx.services.files import read_bytes, shown_name
from cpx.store.catalogue import Connection
from cpx.store.update_checks import Checkable, read_checkable

STALE_DAYS = 90
"""A check older than this no longer says that a work is clear."""

NO_DOI = "no DOI"
NEVER = "never checked"
_AGENCIES = {"datacite": "registered with DataCite, which tells of no retractions"}
_ANOTHER = "registered with another agency, which tells of no retractions"


def today() -> date:
    """Give the date, UTC."""
    return datetime.now(UTC).date()


def check_catalogue(
    connection: Connection, works: Sequence[int] | None = None, *, older_than: int = STALE_DAYS
) -> tuple[CheckedReference, ...]:
    """Say how the works of a catalogue stand by what is in the file: the worst first. Nobody is asked."""
    oldest = (today() - timedelta(days=min(older_than, 365_000))).isoformat()
    rows = [_stand(work, oldest) for work in read_checkable(connection, works)]
    return tuple(sorted(rows, key=lambda row: _ORDER[row.status]))


_ORDER = {
    status: place for place, status in enumerate((Standing.RETRACTED, Standing.CONCERN, Standing.CORRECTED, UNCHECKED, Standing.CLEAR))
}


def _stand(work: Checkable, oldest: str) -> CheckedReference:
    checked = work.checked[:10]
    row = judge(CheckedReference(key=work.key, text=work.shown, doi=work.doi, checked=checked or None), work.updates, work.title)
    why_not = _why_not(work, checked, oldest)
    if why_not and row.status == Standing.CLEAR:
        return replace(row, status=UNCHECKED, reason=why_not)
    return replace(row, reason=row.reason or (f"{why_not}, so there may be more" if why_not else ""))


def _why_not(work: Checkable, checked: str, oldest: str) -> str:
    """Say why a work counts as not checked; '' where it was."""
    if not work.doi:
        return NO_DOI
    if work.trouble and checked < oldest:
        return work.trouble
    if not checked:
        return (_AGENCIES.get(work.agency, _ANOTHER) if work.agency else "") or NEVER
    return "" if checked >= oldest else f"last checked {checked}, too long ago"


def judge(row: CheckedReference, updates: Sequence[Update], title: str | None) -> CheckedReference:
    """Fill in how a work stands by updates and title, and the update that this rests on."""
    found = deciding(updates, title)
    stands = standing(updates, title)
    by_title = stands is Standing.RETRACTED and (found is None or standing([found]) is not stands)
    named = None if by_title else found
    return replace(
        row,
        status=stands.value,
        reason="its title says so" if by_title else row.reason,
        type=normal_kind(named.type) if named else None,
        notice=named.doi if named else None,
        date=named.date if named else None,
        source=named.source if named else None,
        remarks=(*row.remarks, *_remarks(updates, title)),
    )


def _remarks(updates: Sequence[Update], title: str | None) -> Iterator[str]:
    notice = notice_of(updates, title)
    if notice:
        about = next((update.doi for update in updates if update.type.endswith("-of") and update.doi), None)
        yield f"this is a notice ({notice.replace('-', ' ')}{f' of {about}' if about else ''}), not the work itself"
    kinds = {normal_kind(update.type) for update in updates}
    if REINSTATEMENT in kinds and standing(updates, title) is not Standing.RETRACTED:  # else it was retracted again
        yield "it was retracted and reinstated"
    if kinds & NEWER:
        yield "there is a newer version"


def read_document(path: Path) -> tuple[Listed, ...]:
    """Read the references of a document (``-``: of standard input); raises NotFound, or CpxError for what is no document."""
    hint = "give a .docx, .md, .txt, .html, .ris or .bib file, or - to read standard input"
    try:
        data = read_bytes(path)
    except CpxError as error:
        raise type(error)(error.message, hint) from error
    return read_references(data, "" if str(path) == "-" else shown_name(path))


def summary(rows: Iterable[CheckedReference]) -> str:
    """Say the counts in a line: ``1 retracted, 40 clear as of 2026-11-22, 5 not checked``."""
    kept = list(rows)
    counts = Counter(row.status for row in kept)
    clear = [row.checked for row in kept if row.status == Standing.CLEAR and row.checked]
    said = [f"{counts[status]} {word}" for status, word in _WORDS.items() if counts[status]]
    if counts[Standing.CLEAR]:
        said.append(f"{counts[Standing.CLEAR]} clear as of {min(clear)}" + (" or later" if len(set(clear)) > 1 else ""))
    if counts[UNCHECKED]:
        said.append(f"{counts[UNCHECKED]} not checked")
    return ", ".join(said) or "no references found"


_WORDS = {Standing.RETRACTED: "retracted", Standing.CONCERN: "concern", Standing.CORRECTED: "corrected"}
