"""A reading list in Markdown: one line a work."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from cpx.domain.record import Name
from cpx.domain.update_words import mark_of, say_update
from cpx.domain.updates import deciding
from cpx.domain.work import Work
from cpx.formats.dumping import given_title, one_line

NO_TITLE = "[title not known]"
NO_DATE = "n.d."
MAX_NAMES = 3
"""Of longer lists of authors the first is named."""

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$!{}])")
_ENTITY = re.compile(r"&(?=#?\w{1,31};)")
_LINK = "https://doi.org/"


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as a Markdown list, one chunk a work. A made title is given as "[title not known]", a retracted work is marked."""
    for work in works:
        yield f"- {line(work)}\n"


def line(work: Work) -> str:
    """Write one work as a line of Markdown: authors (year). Title. Container, volume(issue), pages. Address."""
    title = given_title(work)
    mark = mark_of(work.updates, title, retracted=work.retracted)
    parts = (
        f"**[{mark}]**" if mark else "",
        f"{_people(work.authors or work.editors)} ({work.year or NO_DATE}).".lstrip(),
        _closed(_escape(title)) if title else f"{_escape(NO_TITLE)}.",
        _place(work),
        _address(work),
        _notice(work, title) if mark else "",
    )
    return " ".join(filter(None, parts))


def _people(names: tuple[Name, ...]) -> str:
    shown = [_escape(name.family or name.literal or name.given or "") for name in names]
    if len(shown) > MAX_NAMES:
        return f"{shown[0]} et al."
    return f"{', '.join(shown[:-1])} & {shown[-1]}" if len(shown) > 1 else "".join(shown)


def _place(work: Work) -> str:
    container = work.container_title or work.publisher
    numbers = (work.volume or "") + (f"({work.issue})" if work.issue else "")
    parts = (f"*{_escape(container)}*" if container else "", _escape(numbers), _escape(work.page or ""))
    place = ", ".join(filter(None, parts))
    return f"{place}." if place else ""


def _address(work: Work) -> str:
    if work.doi:
        return f"<{_LINK}{quote(work.doi, safe='/:;()._-')}>"
    return f"<{quote(work.url, safe='/:;()._-?=&#%+,@~!*')}>" if work.url else ""


def _notice(work: Work, title: str | None) -> str:
    found = deciding(work.updates, title)
    return f"({_escape(say_update(found))})" if found else ""


def _escape(text: str) -> str:
    return _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", one_line(text)))


def _closed(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
