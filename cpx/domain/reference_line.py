"""A work in one line: for the place under a quoted sentence, and for a list of references."""

from collections.abc import Sequence

from cpx.domain.answer import Cited
from cpx.domain.parts import Name
from cpx.domain.work import MADE

NOT_KNOWN, NO_DATE = "[title not known]", "n.d."
MOST_NAMES = 6
"""Of longer lists of authors the first is named."""
_SAID = {
    "article": "preprint",
    "article-journal": "journal article",
    "article-magazine": "magazine article",
    "article-newspaper": "newspaper article",
    "entry-encyclopedia": "encyclopedia entry",
    "legal_case": "legal case",
    "motion_picture": "film",
    "paper-conference": "conference paper",
    "personal_communication": "personal communication",
    "post-weblog": "blog post",
    "review-book": "book review",
    "webpage": "web page",
}
"""CSL types whose names are no plain words."""


def say_type(kind: str | None) -> str:
    """Say a CSL type in plain words."""
    return "type not known" if kind is None else _SAID.get(kind, kind.replace("_", " ").replace("-", " "))


def say_title(work: Cited) -> str:
    """Give the title that a source gave; a made one is not known to anybody else."""
    return NOT_KNOWN if work.title_source == MADE or not work.title else work.title


def say_reference(work: Cited) -> str:
    """Give a work as a list of references has it: ``Lund, M., & Moe, K. (2021). Title. Journal, 4(1), 12. https://doi.org/...``."""
    who = _all_names(work.authors) or work.publisher or "Author not known"
    place = ", ".join(filter(None, (work.container_title or _publisher(work), _numbers(work), work.page)))
    address = f"https://doi.org/{work.doi}" if work.doi else work.url
    return " ".join(filter(None, (f"{who} ({work.year or NO_DATE}).", _closed(say_title(work)), _closed(place), address)))


def _publisher(work: Cited) -> str | None:
    """Give the publisher where it does not stand for the author already."""
    return work.publisher if work.authors else None


def _numbers(work: Cited) -> str:
    return (work.volume or "") + (f"({work.issue})" if work.issue else "")


def _all_names(names: Sequence[Name]) -> str:
    said = [_with_initials(name) for name in names]
    if len(said) > MOST_NAMES:
        return f"{said[0]} et al."
    return f"{', '.join(said[:-1])}, & {said[-1]}" if len(said) > 1 else "".join(said)


def _with_initials(name: Name) -> str:
    if not name.family:
        return name.literal or name.given or ""
    initials = " ".join(f"{part[0]}." for part in (name.given or "").replace(".", " ").split())
    return f"{name.family}, {initials}" if initials else name.family


def _closed(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."
