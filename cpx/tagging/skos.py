"""Vocabularies as SKOS in Turtle: what cpx writes comes back the same, and concepts of others become entries of ours.

A pattern with ``*`` or ``?`` means nothing to other tools: it is written twice, plainly as ``skos:hiddenLabel`` for them and as
it is under a property of our own. SKOS: https://www.w3.org/TR/skos-reference/
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from unicodedata import normalize

from cpx.domain.characters import clean_text, fold_space
from cpx.domain.concept import SCHEMES, Concept
from cpx.formats.turtle import RDF_TYPE, Literal, Problem, Triple, load
from cpx.tagging.labels import find_mistake
from cpx.tagging.vocabulary_files import LONGEST, LONGEST_LABEL

SKOS, OURS = "http://www.w3.org/2004/02/skos/core#", "urn:cpx:vocab:"
CONCEPT, SCHEME, MESH = "urn:cpx:concept:", "urn:cpx:scheme:", "http://id.nlm.nih.gov/mesh/"
DEPRECATED, REPLACED = "http://www.w3.org/2002/07/owl#deprecated", "http://purl.org/dc/terms/isReplacedBy"
_HEAD = f"""@prefix skos: <{SKOS}> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix cpx: <{OURS}> .
"""
_MESH_UI = re.compile(r"id\.nlm\.nih\.gov/mesh/(?:\d{4}/)?(D\d{6,9})$")
_SIGNS = re.compile(r"[*?]")
_PEOPLE = ("population", "setting", "place")


def dump(concepts: Iterable[Concept]) -> Iterator[str]:
    """Write concepts as Turtle, scheme by scheme."""
    held = tuple(concepts)
    yield _HEAD
    for scheme in SCHEMES:
        members = [concept for concept in held if concept.scheme == scheme]
        if members:
            yield _block(f"<{SCHEME}{scheme}>", [("a", "skos:ConceptScheme"), ("skos:prefLabel", _text(scheme, "en"))])
        yield from (_block(f"<{CONCEPT}{concept.id}>", _properties(concept)) for concept in members)


def _block(subject: str, properties: Iterable[tuple[str, str]]) -> str:
    return f"\n{subject} " + " ;\n    ".join(f"{name} {value}" for name, value in properties) + " .\n"


def _properties(concept: Concept) -> Iterator[tuple[str, str]]:
    scheme = f"<{SCHEME}{concept.scheme}>"
    yield from (("a", "skos:Concept"), ("skos:inScheme", scheme), ("skos:notation", _text(concept.id)))
    yield "skos:prefLabel", _text(concept.pref_label, "en")
    labels = [(label, language) for language, held in sorted(concept.alt_labels.items()) for label in held]
    for label, language in sorted(labels, key=lambda one: _is_plain(one[0], concept.pref_label)):  # in the order of reading
        yield from _label(label, language, concept.pref_label)
    if concept.broader:
        yield "skos:broader", f"<{CONCEPT}{concept.broader}>"
    else:
        yield "skos:topConceptOf", scheme
    if concept.definition:
        yield "skos:definition", _text(concept.definition, "en")
    if concept.mesh:
        yield "skos:exactMatch" if concept.verified else "skos:closeMatch", f"<{MESH}{concept.mesh}>"
    yield from _state(concept)


def _state(concept: Concept) -> Iterator[tuple[str, str]]:
    if concept.verified:
        yield "cpx:verified", _text(concept.verified)
    if not concept.auto and not concept.deprecated:
        yield "cpx:auto", "false"
    if concept.deprecated:
        yield "owl:deprecated", "true"
    if concept.replaced_by:
        yield "dcterms:isReplacedBy", f"<{CONCEPT}{concept.replaced_by}>"


def _label(label: str, language: str, preferred: str) -> Iterator[tuple[str, str]]:
    """Write a pattern: plain ones as they are, unless the preferred label says the same (SKOS S13)."""
    if _is_plain(label, preferred):
        yield "skos:altLabel", _text(label, language)
        return
    yield "cpx:pattern", _text(label, language)
    if (plain := _plain(label)) != preferred:
        yield "skos:hiddenLabel", _text(plain, language)


def _is_plain(label: str, preferred: str) -> bool:
    return not _SIGNS.search(label) and label != preferred


def _plain(pattern: str) -> str:
    return pattern.replace("*", "").replace("?", "s")


def _text(text: str, language: str | None = None) -> str:
    """Write a literal; what JSON escapes, Turtle escapes in the same way."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F") + (f"@{language}" if language else "")


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept that a file brings: keys and values as in TOML. ``extends``: its patterns are added to those of a known one."""

    id: str
    fields: dict[str, Any]
    line: int
    extends: bool = False


@dataclass(slots=True)
class _Node:
    """All that a file says of one IRI."""

    iri: str
    line: int
    said: dict[str, list[str | Literal]] = field(default_factory=dict)

    def iris(self, *names: str) -> list[str]:
        return [value for name in names for value in self.said.get(name, ()) if isinstance(value, str)]

    def texts(self, *names: str) -> list[Literal]:
        return [
            Literal(_clean(value.text), value.language) for name in names for value in self.said.get(name, ()) if isinstance(value, Literal)
        ]

    def first(self, *names: str) -> str:
        """Give the English text, else the one without a language, else any; of several names the first that is said."""
        for name in names:
            found = {(literal.language or "")[:2]: literal.text for literal in reversed(self.texts(name)) if literal.text}
            if found:
                return found.get("en") or found.get("") or next(iter(found.values()))
        return ""

    def is_true(self, name: str) -> bool:
        return any(literal.text in ("true", "1") for literal in self.texts(name))


def _clean(text: str) -> str:
    return normalize("NFC", fold_space(clean_text(text))[:LONGEST])


def read(text: str, *, scheme: str | None, stem: str, known: Iterable[str]) -> tuple[list[Entry], list[Problem]]:
    """Read the concepts of a Turtle text; give them, and what had to be left out.

    ``scheme`` is that of concepts of others, whose ids begin with the file's ``stem``; ``known`` are the ids of our vocabulary.
    """
    turtle = load(text)
    nodes = _gather(turtle.triples)
    reader = _SkosReader(nodes, scheme, stem, frozenset(known))
    entries = [entry for node in nodes.values() if (entry := reader.read(node))]
    return entries, sorted(turtle.problems + reader.problems)


def _gather(triples: Iterable[Triple]) -> dict[str, _Node]:
    """Gather the concepts; a broader concept that says ``narrower`` is turned round."""
    nodes: dict[str, _Node] = {}
    for one in triples:
        node = nodes.setdefault(one.subject, _Node(one.subject, one.line))
        node.said.setdefault(one.predicate, []).append(one.object)
    found = {iri: node for iri, node in nodes.items() if _is_concept(node)}
    for iri, node in found.items():
        for below in node.iris(f"{SKOS}narrower"):
            if below in found:
                found[below].said.setdefault(f"{SKOS}broader", []).append(iri)
    return found


def _is_concept(node: _Node) -> bool:
    kinds = node.iris(RDF_TYPE)
    return f"{SKOS}Concept" in kinds or (not kinds and f"{SKOS}prefLabel" in node.said)


class _SkosReader:
    """Turn nodes into entries."""

    def __init__(self, nodes: Mapping[str, _Node], scheme: str | None, stem: str, known: frozenset[str]) -> None:
        self.problems: list[Problem] = []
        self._scheme = scheme
        self._known = known
        self._ids = self._name_all(nodes, stem)

    def _name_all(self, nodes: Mapping[str, _Node], stem: str) -> dict[str, str]:
        """Give each IRI its id; of two that come to the same the second is left out."""
        ids: dict[str, str] = {}
        taken: set[str] = set()
        for iri, node in nodes.items():
            name = iri.removeprefix(CONCEPT) if iri.startswith(CONCEPT) else self._same_as(node) or self._make_id(node, stem)
            if name in taken and not self._same_as(node):
                self.problems.append(Problem(node.line, f"{iri[:100]} comes to the same id as another: {name}"))
                continue
            taken.add(name)
            ids[iri] = name
        return ids

    def _same_as(self, node: _Node) -> str | None:
        """Give the id of ours that a concept of others says it is."""
        ours = (iri.removeprefix(CONCEPT) for iri in node.iris(f"{SKOS}exactMatch") if iri.startswith(CONCEPT))
        return next((name for name in ours if name in self._known), None)

    def _make_id(self, node: _Node, stem: str) -> str:
        notations = [_slug(literal.text) for literal in node.texts(f"{SKOS}notation")]
        name = next(filter(None, notations), "") or _slug(re.split(r"[#/:]", node.iri.rstrip("#/"))[-1]) or _number(node.iri)
        return f"{'p' if self._scheme_of(node) in _PEOPLE else 'm'}.{_slug(stem) or _number(stem)}.{name}"[:100]

    def read(self, node: _Node) -> Entry | None:
        name = self._ids.get(node.iri)
        if name is None:
            return None
        label = node.first(f"{SKOS}prefLabel")[:LONGEST_LABEL]
        if not label:
            self._say(node, "has no preferred label")
            return None
        is_ours = node.iri.startswith(CONCEPT)
        labels = self._patterns(node) if is_ours else self._names(node)
        if not is_ours and self._same_as(node):
            return Entry(name, labels, node.line, extends=True)
        own = self._own_state(node) if is_ours else {}
        fields = {"scheme": self._scheme_of(node), "label": label, **self._relations(node), **own, **labels}
        return Entry(name, {key: value for key, value in fields.items() if value not in (None, "")}, node.line)

    def _say(self, node: _Node, message: str) -> None:
        self.problems.append(Problem(node.line, f"{node.iri[:100]} {message}"))

    def _scheme_of(self, node: _Node) -> str | None:
        named = (iri.removeprefix(SCHEME) for iri in node.iris(f"{SKOS}inScheme", f"{SKOS}topConceptOf"))
        own = node.iri.startswith(CONCEPT) and node.iri.removeprefix(CONCEPT) in self._known
        return next((name for name in named if name in SCHEMES), None if own else self._scheme)

    def _relations(self, node: _Node) -> dict[str, Any]:
        match = [f"{SKOS}exactMatch", *([f"{SKOS}closeMatch"] if node.iri.startswith(CONCEPT) else [])]
        mesh = next((found[1] for iri in node.iris(*match) if (found := _MESH_UI.search(iri))), None)
        definition = node.first(f"{SKOS}definition", f"{SKOS}scopeNote")
        above = self._target(node, f"{SKOS}broader")
        replaced = self._target(node, REPLACED)
        gone = node.is_true(DEPRECATED) and not replaced
        return {"broader": above, "definition": definition, "mesh": mesh, "replaced_by": replaced, "deprecated": gone or None}

    def _target(self, node: _Node, name: str) -> str | None:
        """Give the id that a relation leads to: the first that is known here or in our vocabulary."""
        iris = list(dict.fromkeys(node.iris(name)))
        ids = [found for iri in iris if (found := self._ids.get(iri) or self._known_id(iri))]
        if len(iris) > len(ids):
            self._say(node, f"{'is replaced by' if name == REPLACED else 'is narrower than'} a concept that is not here")
        if len(ids) > 1:
            self._say(node, f"leads to several concepts by one relation; kept is {ids[0]}")
        return ids[0] if ids else None

    def _known_id(self, iri: str) -> str | None:
        name = iri.removeprefix(CONCEPT)
        return name if iri != name and name in self._known else None

    def _own_state(self, node: _Node) -> dict[str, Any]:
        gone = node.is_true(DEPRECATED)
        auto = gone or not any(literal.text == "false" for literal in node.texts(f"{OURS}auto"))
        return {"verified": node.first(f"{OURS}verified"), "auto": auto, "deprecated": gone and not node.iris(REPLACED)}

    def _patterns(self, node: _Node) -> dict[str, list[str]]:
        """Give the patterns of a concept that cpx wrote; a hidden label that stands for one of them is not one more."""
        patterns = node.texts(f"{OURS}pattern")
        hidden = {(_plain(one.text), one.language) for one in patterns}
        others = [one for one in node.texts(f"{SKOS}hiddenLabel") if one not in hidden]
        return self._by_language(node, [*patterns, *self._without_signs(node, [*node.texts(f"{SKOS}altLabel"), *others])])

    def _names(self, node: _Node) -> dict[str, list[str]]:
        """Give the labels of somebody else's concept as patterns: its name is one of them, and capitals at the start of words go."""
        texts = node.texts(f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{SKOS}hiddenLabel")
        return self._by_language(node, [Literal(_lower(one.text), one.language) for one in self._without_signs(node, texts)])

    def _without_signs(self, node: _Node, texts: Iterable[Literal]) -> Iterator[Literal]:
        for one in texts:
            if _SIGNS.search(one.text):
                self._say(node, f"has a label that would be read as a pattern: {one.text[:60]}")
            else:
                yield one

    def _by_language(self, node: _Node, texts: Iterable[Literal]) -> dict[str, list[str]]:
        found: dict[str, dict[str, None]] = {}
        for text, said in texts:
            language = (said or "en").split("-")[0]
            mistake = find_mistake(text) or (None if 0 < len(text) <= LONGEST_LABEL else "it is too long, or empty")
            if mistake or len(language) not in (2, 3):
                self._say(node, f"has a label that is left out: {mistake or f'no language {language}'}")
            else:
                found.setdefault(language, {})[text] = None
        return {language: list(labels) for language, labels in found.items()}


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", clean_text(text)).strip("-.").lower()[:40]


def _number(text: str) -> str:
    """Make a name of what has no letter or figure that an id may have; the same text gives the same."""
    return f"c{sha256(text.encode()).hexdigest()[:8]}"


def _lower(label: str) -> str:
    """Write words that only begin with a capital small; HIV and mHealth stay."""
    return " ".join(word.lower() if word[1:] == word[1:].lower() else word for word in label.split())
