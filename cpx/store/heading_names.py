"""Subject headings (MeSH) as searches name them: the concepts that stand for them here, and their ids."""

import re
import sqlite3
from typing import NamedTuple

from cpx.domain.mesh_names import NAMES
from cpx.store.concept_names import ConceptNames, named_so, read_concept_names


class Heading(NamedTuple):
    """Concepts of this catalogue that a heading stands for, and the unique ids by which headings of records are known; sorted."""

    concepts: tuple[str, ...]
    uis: tuple[str, ...]


def find_heading(connection: sqlite3.Connection, name: str, *, narrower: bool) -> Heading:
    """Find what a heading stands for: by its id, its name in MeSH, or our labels; with all narrower concepts if wanted."""
    names = read_concept_names(connection)
    mesh: dict[str, str] = dict(connection.execute("SELECT id, mesh FROM concepts WHERE mesh IS NOT NULL").fetchall())
    ui = name.upper() if re.fullmatch(r"[dD]\d{6,9}", name) else NAMES.get(name.lower())
    found = {concept for concept, own in mesh.items() if own == ui} or set(
        named_so(names, {concept: label for concept, (_, label) in names.labels.items()}, name)
    )
    found = {names.current(concept) for concept in found}
    concepts = _with_narrower(names, found) if narrower else found
    return Heading(tuple(sorted(concepts)), tuple(sorted({*([ui] if ui else []), *(mesh[one] for one in concepts if one in mesh)})))


def _with_narrower(names: ConceptNames, found: set[str]) -> set[str]:
    return {concept for concept in names.labels if found & set(names.ancestors(concept))} | found
