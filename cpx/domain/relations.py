"""How works hang together by what registries say: preprint and article, versions of one preprint.

The names are Crossref's, https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/
Reviews, supplements, translations, comments and the like are works of their own, and left alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cpx.domain.identifiers import parse_doi
from cpx.domain.record import Record

IS_PREPRINT, HAS_PREPRINT = "is-preprint-of", "has-preprint"
IS_VERSION, HAS_VERSION = "is-version-of", "has-version"
JOINING = (IS_PREPRINT, HAS_PREPRINT, IS_VERSION, HAS_VERSION)
"""Relations whose two ends are one work."""
_POSTED = frozenset({"article", "manuscript", "preprint", "post", "post-weblog"})
"""Types of what is put on the web without a journal. Versions of other things (datasets, editions of a book) stay apart."""
_MOST = 50
"""More relations of one kind than any preprint has; the rest is not looked at."""


@dataclass(frozen=True, slots=True)
class Related:
    """What a record says of its work and another: ``kind`` is one of ``JOINING``, ``doi`` the other's."""

    kind: str
    doi: str


def related(record: Record) -> tuple[Related, ...]:
    """Give the works that are one with this one by its registry's word, each once; its own DOI is none of them."""
    relation = record.extra.get("relation")
    if record.doi is None or not isinstance(relation, dict):
        return ()
    found = (Related(kind, doi) for kind in JOINING for doi in _dois(relation.get(kind)))
    return tuple(dict.fromkeys(one for one in found if one.doi != record.doi))


def _dois(rows: object) -> Iterator[str]:
    for row in rows[:_MOST] if isinstance(rows, list) else ():
        if isinstance(row, dict) and row.get("id-type") == "doi" and (doi := parse_doi(str(row.get("id") or ""))):
            yield doi


def may_have_versions(record: Record) -> bool:
    """Tell whether a record's work is of a kind whose versions are one work."""
    return record.type in _POSTED


def published_pairs(record: Record) -> Iterator[tuple[str, str]]:
    """Yield (preprint's DOI, article's DOI) of what a record says, whichever end it describes."""
    own = record.doi or ""
    for one in related(record):
        if one.kind == IS_PREPRINT:
            yield own, one.doi
        elif one.kind == HAS_PREPRINT:
            yield one.doi, own


def find_preprints(records: Iterable[Record]) -> frozenset[str]:
    """Give the DOIs of preprints whose article is described among the records as well, by more than its DOI."""
    known = list(records)
    told = {record.doi for record in known if record.title}
    return frozenset(preprint for record in known for preprint, article in published_pairs(record) if article in told)


def find_versions(records: Iterable[Record]) -> frozenset[str]:
    """Give the DOIs of works that are versions of one another."""
    pairs = ((record.doi or "", one.doi) for record in records for one in related(record) if one.kind in (IS_VERSION, HAS_VERSION))
    return frozenset(doi for pair in pairs for doi in pair)
