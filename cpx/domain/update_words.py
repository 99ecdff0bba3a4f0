"""How updates are said: the mark before a title, a line about a work, a note in an export; and that note read back."""

import re
from collections.abc import Iterable, Sequence

from cpx.domain.parts import Update
from cpx.domain.updates import CONCERN, MADE, PARTIAL, RETRACTION, Standing, deciding, normal_kind, says_retracted, standing

RETRACTED, PARTLY, CONCERNED = "RETRACTED", "PARTLY RETRACTED", "EXPRESSION OF CONCERN"
_SEPARATOR = ", "
_SOURCE = re.compile(r"[\w.-]{1,60}")
_DATE = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_MARK = rf"(?P<mark>{RETRACTED}|Retracted|{PARTLY}|{CONCERNED})"
_NOTE = re.compile(rf"{_MARK}(?::\s(?P<kind>[a-z ]{{3,40}}?)(?:\snotice\sdoi:(?P<doi>\S+?))?(?P<more>(?:,\s\S+){{0,2}}))?")
_KINDS = {PARTLY: PARTIAL, CONCERNED: CONCERN}


def mark_of(updates: Iterable[Update], title: str | None = None, *, retracted: bool = False) -> str:
    """Give the words that must stand before a work's title: ``RETRACTED``, ``PARTLY RETRACTED``, ``EXPRESSION OF CONCERN``; '' for none."""
    known = tuple(updates)
    stands = standing(known, title)
    if retracted or stands is Standing.RETRACTED:
        return RETRACTED
    found = deciding(known, title)
    if stands is not Standing.CONCERN or found is None:
        return ""
    return PARTLY if normal_kind(found.type) == PARTIAL else CONCERNED


def marked_title(title: str, updates: Iterable[Update] = (), *, retracted: bool = False) -> str:
    """Give a title with its mark before it; a title that says so itself is not marked twice."""
    mark = mark_of(updates, title, retracted=retracted)
    return title if not mark or says_retracted(title) else f"{mark} {title}"


def say_update(update: Update) -> str:
    """Say an update in a line: ``retraction: notice 10.1000/n, 2020-06-05 (retraction-watch)``."""
    kind = normal_kind(update.type)
    words = kind.removesuffix(MADE).replace("-", " ")
    about = update.doi and (f"{words} of {update.doi}" if kind.endswith(MADE) else f"{words}: notice {update.doi}")
    return _SEPARATOR.join(filter(None, (about or words, update.date))) + (f" ({update.source})" if update.source else "")


def write_note(updates: Sequence[Update], title: str | None = None, *, retracted: bool = False) -> str:
    """Give the note for other programs: ``RETRACTED: retraction notice doi:10.1000/n, 2020-06-05, publisher``; '' for a sound work."""
    mark = mark_of(updates, title, retracted=retracted)
    found = deciding(updates, title) if mark else None
    if found is None or (mark == RETRACTED and standing([found]) is not Standing.RETRACTED):
        return mark
    words = normal_kind(found.type).replace("-", " ")
    source = found.source if found.source and _SOURCE.fullmatch(found.source) else None
    said = (f"{words} notice doi:{found.doi}" if found.doi and not re.search(r"\s|[,;]$", found.doi) else words, found.date, source)
    return f"{mark}: {_SEPARATOR.join(filter(None, said))}"


def read_note(note: str | None) -> tuple[tuple[Update, ...], str | None]:
    """Read back what ``write_note`` wrote among the notes of a work, parted by semicolons; gives the updates and the rest of the notes."""
    updates, rest = [], []
    for part in re.split(r";\s+|\n", note or ""):
        hit = _NOTE.fullmatch(part.strip())
        if hit:
            updates.append(_read(hit))
        elif part.strip():
            rest.append(part.strip())
    return tuple(updates), ("; ".join(rest) if updates else note) or None


def _read(hit: re.Match[str]) -> Update:
    more = [part.strip() for part in (hit["more"] or "").split(",") if part.strip()]
    date = next((part for part in more if _DATE.fullmatch(part)), None)
    source = next((part for part in more if part != date), None)
    return Update(normal_kind(hit["kind"] or _KINDS.get(hit["mark"], RETRACTION)), hit["doi"], date, source)
