"""The labels of works by scheme: what lists of works show of their tags."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

PLURALS = {
    "method": "methods",
    "approach": "approaches",
    "framework": "frameworks",
    "population": "populations",
    "setting": "settings",
    "place": "places",
}
"""Scheme -> field of a work that lists its labels."""

_LABELS = """SELECT t.work, c.scheme, c.pref_label FROM (
    SELECT work, concept, confidence FROM assignments WHERE work IN ({works})
    UNION ALL SELECT work, concept, 2.0 FROM current_decisions WHERE verdict = 'confirmed' AND work IN ({works})) AS t
  JOIN concepts c ON c.id = t.concept
  WHERE (t.work, t.concept) NOT IN (SELECT work, concept FROM current_decisions WHERE verdict = 'rejected' AND work IN ({works}))
  ORDER BY t.work, t.confidence DESC, c.pref_label"""


def read_labels(connection: sqlite3.Connection, works: Sequence[int]) -> Mapping[int, dict[str, tuple[str, ...]]]:
    """Give for each work its labels by field (``methods``, ...): a person's first, then the machine's, strongest first."""
    query = _LABELS.format(works=", ".join("?" * len(works)))
    found: dict[int, dict[str, dict[str, None]]] = defaultdict(lambda: defaultdict(dict))
    for work, scheme, label in connection.execute(query, (*works, *works, *works)):
        found[work][PLURALS[scheme]][label] = None
    return {work: {field: tuple(labels) for field, labels in fields.items()} for work, fields in found.items()}
