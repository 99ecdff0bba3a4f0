"""Concepts by the names that people give them, with all narrower ones."""

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cpx.errors import NotFound
from cpx.store.stems import stem_text

_NEAR = 5
_LEAST = 3
"""Letters from which on a label that holds a name may be meant by it."""


@dataclass(slots=True)
class ConceptNames:
    """The concepts of one file: labels by id, and the tree."""

    labels: dict[str, tuple[str, str]] = field(default_factory=dict)
    patterns: dict[str, list[str]] = field(default_factory=dict)
    broader: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)

    def of_scheme(self, scheme: str) -> dict[str, str]:
        """Give id -> label of one scheme."""
        return {concept: label for concept, (kind, label) in self.labels.items() if kind == scheme}

    def current(self, concept: str) -> str:
        """Give the concept that stands for one now: itself, or the last of those that replaced it one after the other."""
        line = [concept]
        while (after := self.replaced.get(line[-1])) is not None and after in self.labels and after not in line:
            line.append(after)
        return line[-1]

    def ancestors(self, concept: str) -> list[str]:
        """Give the concept that stands for one now, and all broader ones, nearest first."""
        line = [self.current(concept)]
        while (above := self.broader.get(line[-1])) is not None and above in self.labels and self.current(above) not in line:
            line.append(self.current(above))
        return line

    def is_top(self, concept: str) -> bool:
        """Tell whether a concept has nothing above it within its own scheme: too wide to say anything of a work."""
        above = self.broader.get(concept)
        return above not in self.labels or self.labels[above][0] != self.labels[concept][0]


def read_concept_names(connection: sqlite3.Connection) -> ConceptNames:
    """Read the concepts of the file."""
    names = ConceptNames()
    for concept, scheme, label, patterns, broader, replaced in connection.execute(
        "SELECT id, scheme, pref_label, alt_labels, broader, replaced_by FROM concepts ORDER BY id"
    ):
        names.labels[concept] = (scheme, label)
        names.patterns[concept] = [pattern for language in json.loads(patterns).values() for pattern in language]
        if broader:
            names.broader[concept] = broader
        if replaced:
            names.replaced[concept] = replaced
    return names


def find_concepts(connection: sqlite3.Connection, scheme: str, wanted: Iterable[str]) -> set[str]:
    """Give the ids of concepts named by id, label or another label, with all narrower ones; raises NotFound with the nearest labels.

    One that was replaced leads to its successor, and what is still tagged with it counts for that.
    """
    names = read_concept_names(connection)
    found = {names.current(concept) for name in wanted for concept in _find(names, scheme, name)}
    narrower = defaultdict(set)
    for concept in names.labels:
        for above in names.ancestors(concept):
            narrower[above].add(concept)  # a replaced one stands under its successor
    return found | {concept for above in found for concept in narrower[above]}


def _find(names: ConceptNames, scheme: str, name: str) -> list[str]:
    labels = names.of_scheme(scheme)
    if name in labels:
        return [name]
    found = named_so(names, labels, name)
    if not found:
        raise NotFound(f"no {scheme} {name[:60]!r} in this catalogue's vocabulary", _hint(scheme, name, labels))
    return found


def named_so(names: ConceptNames, labels: Mapping[str, str], name: str) -> list[str]:
    """Give those of these concepts (id -> label) that have this label, else those that a pattern of theirs fits."""
    stems = stem_text(name)
    same = [concept for concept, label in labels.items() if stems and stem_text(label) == stems]
    return same or [concept for concept in labels if any(_fits(pattern, name) for pattern in names.patterns[concept])]


def _fits(pattern: str, name: str) -> bool:
    """Tell whether a label pattern of the vocabulary (``*`` ends a word, ``?`` is s or z) covers a whole name."""
    expression = re.escape(pattern.replace("-", " ")).replace(r"\*", r"\w*").replace(r"\?", "[sz]")
    return re.fullmatch(expression, name.replace("-", " "), re.IGNORECASE) is not None


def _hint(scheme: str, name: str, labels: dict[str, str]) -> str:
    from difflib import get_close_matches  # only an error needs it

    by_fold = {label.lower(): label for label in labels.values()}
    within = [label for fold, label in by_fold.items() if name.lower() in fold]
    near = (within if len(name) >= _LEAST else []) + [
        by_fold[fold] for fold in get_close_matches(name.lower(), by_fold, _NEAR) if by_fold[fold] not in within
    ]
    return (
        f"near it: {', '.join(near[:_NEAR])}"
        if near
        else f"see all with: cpx vocab list {scheme}; new ones of your own come in with: cpx tag"
    )
