"""Headings that a work came with: subject headings of a database, keywords of its authors. Tags of their own origin."""

import sqlite3
from collections.abc import Iterator

from cpx.domain.tag import Tag
from cpx.store.standing import newest, standing

KEYWORD = "keyword"
"""The scheme of authors' keywords."""
_HEADINGS = f"""SELECT DISTINCT h.scheme, h.label, h.ui, r.source
  FROM headings h JOIN records r ON r.id = h.record JOIN work_records w ON w.record = r.id
  WHERE w.work = ? AND {standing("r.id")} AND {newest("r")} ORDER BY r.id, h.position"""  # noqa: S608 - constants
_KEYWORDS = """SELECT k.value, c.id, coalesce(r.source, '') FROM works w JOIN json_each(w.keywords) k
  LEFT JOIN concepts c ON c.pref_label = k.value COLLATE NOCASE AND NOT c.deprecated
  LEFT JOIN field_sources f ON f.work = w.id AND f.field = 'keywords' LEFT JOIN records r ON r.id = f.record
  WHERE w.id = ? GROUP BY k.key ORDER BY k.key"""


def read_imported(connection: sqlite3.Connection, work: int) -> Iterator[Tag]:
    """Give the headings of a work, then its authors' keywords; one that reads like a term of ours names it, and is no tag of ours."""
    for scheme, label, ui, source in connection.execute(_HEADINGS, (work,)):
        yield Tag(concept=None, scheme=scheme, label=label, mesh=ui, origin="imported", by=source)
    for label, concept, source in connection.execute(_KEYWORDS, (work,)):
        yield Tag(concept=concept, scheme=KEYWORD, label=label, origin="imported", by=source or None)
