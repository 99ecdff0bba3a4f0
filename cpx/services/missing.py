"""What is missing: works that several of ours cite and the catalogue does not have."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.matching.folded import fold_title
from cpx.store.catalogue import Connection
from cpx.store.citing import Cited, keys, lines_without_doi, missing_by_doi, titles

AT_LEAST = 2
"""Works that must cite one before it is worth a look."""
_LEAST_LINE = 40
"""Letters that a reference without a DOI needs, to be told by its words: shorter ones ("Ibid., p. 4") stand for many works."""
_LEAST_TITLE = 25
"""Letters that a title needs, to be found in a reference by its words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingWork(Output):
    """A work cited here that the catalogue does not have: as printed, and the keys of the works that cite it."""

    doi: str | None
    text: str
    year: int | None
    count: int
    cited_by: tuple[str, ...]


def missing_works(connection: Connection, limit: int = 20) -> tuple[MissingWork, ...]:
    """Give the works that at least two of ours cite and none is, the most cited first, then the newest.

    References without a DOI are taken for one work only where their words are the same, letter for letter.
    """
    found = [*missing_by_doi(connection, AT_LEAST), *_by_words(connection)]
    found.sort(key=lambda one: (-len(one.works), -(one.year or 0), one.doi or "~", one.text))
    names = keys(connection) if found and limit else {}
    return tuple(_shown(one, names) for one in found[:limit])


def _shown(one: Cited, names: dict[int, str]) -> MissingWork:
    citing = tuple(sorted(names[work] for work in one.works))
    return MissingWork(doi=one.doi, text=one.text, year=one.year, count=len(citing), cited_by=citing)


def _by_words(connection: Connection) -> Iterator[Cited]:
    groups: dict[tuple[str, int | None], list[tuple[int, str]]] = defaultdict(list)
    for work, line, year in lines_without_doi(connection):
        groups[fold_title(line), year].append((work, line))
    several = {(folded, year): rows for (folded, year), rows in groups.items() if len(folded) >= _LEAST_LINE and len(rows) >= AT_LEAST}
    here = [folded for title in titles(connection) if len(folded := fold_title(title)) >= _LEAST_TITLE] if several else []
    for (folded, year), rows in several.items():
        works = frozenset(work for work, _ in rows)
        if len(works) >= AT_LEAST and not any(title in folded for title in here):
            yield Cited(doi=None, text=rows[0][1], year=year, works=works)
