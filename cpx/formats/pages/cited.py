"""Lists whose entries are formatted citations, one a line: the publications of a project, a reading list, a contents page in prose."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from cpx.domain.identifiers import find_dois
from cpx.domain.people import looks_like_names, parse_names
from cpx.domain.record import Record
from cpx.formats.pages.build import combine, make_record
from cpx.formats.pages.citation import Citation, parse_citation
from cpx.formats.pages.fields import unmark

_FEWEST, _SHORTEST, _LONGEST = 3, 40, 900
_NUMBER = re.compile(r"^(?:\[?\d{1,3}[\].)]\s+)")
_NAMES_FIRST = re.compile(r"(?P<names>.{4,600}?)\s+[–—-]\s+[‘“'\"](?P<title>.{8,400}?)[’”'\"](?=\W*(?:$|doi|https?|\d))")


class CitedEntry(NamedTuple):
    """A line of the list and what it cites."""

    line: str
    citation: Citation


def find_cited(lines: Sequence[str]) -> list[CitedEntry]:
    """Give the entries of a list of citations; [] where there are too few to be one."""
    found = [CitedEntry(line, cited) for line in lines if (cited := _read(_NUMBER.sub("", unmark(line))))]
    return found if len(found) >= _FEWEST else []


def read_cited(kind: str, entries: Sequence[CitedEntry], name: str | None, journal: dict[str, Any]) -> Iterator[Record]:
    """Make a record of each entry; one that says only names and title stands in the ``journal`` whose contents the page shows."""
    for number, (line, cited) in enumerate(entries, start=1):
        found = {part: getattr(cited, part) for part in Citation.__dataclass_fields__}
        if not cited.container_title and not cited.publisher:
            found = combine(found, journal)
        article = "article-journal" if found.get("container_title") and (found.get("volume") or found.get("issn")) else None
        source = cited.doi or f"{name or 'list'}#{number}"
        yield make_record(kind, line, {**found, "type": article, "source_id": source})


def _read(line: str) -> Citation | None:
    """Read a line that cites one work: ``Names (year) Title. Journal, ...`` or ``Names – ‘Title’. DOI``."""
    if not _SHORTEST <= len(line) <= _LONGEST:
        return None
    quoted = _NAMES_FIRST.match(line)
    if quoted and looks_like_names(quoted["names"]):
        return Citation(authors=parse_names(quoted["names"]), title=quoted["title"], doi=next(iter(find_dois(line)), None))
    cited = parse_citation(line)
    stands = cited and cited.issued and (cited.container_title or cited.publisher or cited.doi)
    return cited if cited and stands and cited.title else None
