"""What all writers share: what may be said of a work in another program's words."""

from collections.abc import Iterator

from cpx.domain.record import Name
from cpx.domain.update_words import write_note
from cpx.domain.work import MADE, Work

TAG_FIELDS = ("methods", "approaches", "frameworks", "populations", "settings", "places")


def given_title(work: Work) -> str | None:
    """Give the title if a source gave it; a made one is for people to tell works apart here, never for others."""
    return None if work.title_source == MADE else work.title or None


def tag_labels(work: Work) -> tuple[str, ...]:
    """Give the labels of a work's tags, each once, in the order of the schemes."""
    return tuple(dict.fromkeys(label for field in TAG_FIELDS for label in getattr(work, field)))


def all_keywords(work: Work) -> tuple[str, ...]:
    """Give the authors' keywords and the labels of tags, each once."""
    return tuple(dict.fromkeys((*work.keywords, *tag_labels(work))))


def identifier_of(work: Work, scheme: str) -> str | None:
    """Give the work's first identifier of a scheme."""
    return next((identifier.value for identifier in work.identifiers if identifier.scheme == scheme), None)


def inverted(name: Name) -> str:
    """Write a name as ``Family, Given``; an organisation as it is."""
    return ", ".join(filter(None, (name.family, name.given))) if name.family else name.literal or name.given or ""


def one_line(text: str) -> str:
    """Put a text on one line."""
    return " ".join(text.split())


def page_range(page: str | None) -> tuple[str | None, str | None]:
    """Split a page range into its first and last page; an article number has a first only."""
    first, dash, last = (page or "").replace("–", "-").replace("--", "-").partition("-")
    whole = dash and first.strip() and last.strip() and "-" not in last and "," not in last
    return (first.strip(), last.strip()) if whole else (page or None, None)


def notes(work: Work) -> Iterator[str]:
    """Yield what a reader must know of a work: that it was retracted, by which notice and when, or is doubted; and that it has no title."""
    note = write_note(work.updates, given_title(work), retracted=work.retracted)
    if note:
        yield note
    if given_title(work) is None:
        yield "Title not known"
