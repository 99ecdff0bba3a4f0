"""Vocabularies as people see them, and catalogues made ready with theirs."""

from dataclasses import dataclass
from pathlib import Path

from cpx.domain.concept import Concept
from cpx.domain.output import Output
from cpx.services.shipped import vocabulary_for
from cpx.services.vocabulary_exchange import check_scheme
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import all_concepts, vocabulary_digest, write_vocabulary
from cpx.store.counting import vocabulary_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Output):
    """A term of the vocabulary as ``cpx vocab`` prints it.

    ``auto`` false: only a person assigns it. ``origin`` is shipped, changed (by an own file) or own; ``file`` that own file's name.
    """

    concept: str
    scheme: str
    label: str
    broader: str | None
    narrower: tuple[str, ...]
    definition: str | None
    mesh: str | None
    alt_labels: dict[str, tuple[str, ...]]
    auto: bool
    deprecated: bool
    replaced_by: str | None
    origin: str
    file: str | None


def list_terms(scheme: str | None = None, catalogue: Path | None = None) -> tuple[Term, ...]:
    """List the terms, of one scheme or of all, with the own files beside a catalogue; raises BadUsage for an unknown scheme."""
    check_scheme(scheme)
    concepts = vocabulary_for(catalogue).concepts
    narrower: dict[str, list[str]] = {}
    for concept in concepts.values():
        narrower.setdefault(concept.broader or "", []).append(concept.id)
    return tuple(_term(concept, tuple(narrower.get(concept.id, ()))) for concept in concepts.values() if scheme in (None, concept.scheme))


def show_term(name: str, catalogue: Path | None = None) -> Term:
    """Show one term, by id or label; raises NotFound with the nearest. An id is shown itself also where it was replaced."""
    vocabulary = vocabulary_for(catalogue)
    wanted = name if name in vocabulary.concepts else vocabulary.resolve(name).id
    return next(term for term in list_terms(catalogue=catalogue) if term.concept == wanted)


def _term(concept: Concept, narrower: tuple[str, ...]) -> Term:
    return Term(
        concept=concept.id,
        scheme=concept.scheme,
        label=concept.pref_label,
        broader=concept.broader,
        narrower=narrower,
        definition=concept.definition,
        mesh=concept.mesh,
        alt_labels=concept.alt_labels,
        auto=concept.auto,
        deprecated=concept.deprecated,
        replaced_by=concept.replaced_by,
        origin=concept.origin,
        file=concept.file,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class VocabularyChange:
    """What the vocabulary beside a catalogue has that the catalogue has not met yet, and what it has no more: labels."""

    before: str
    after: str
    new: tuple[str, ...]
    gone: tuple[str, ...]


def vocabulary_change(file: CatalogueFile) -> VocabularyChange | None:
    """Say how the vocabulary changed since a command last wrote; None where it did not."""
    vocabulary = vocabulary_for(file.path)
    with file.reading() as connection:
        before = vocabulary_version(connection)
        if before is None or vocabulary_digest(connection) == vocabulary.digest:
            return None
        known = {one.id: one.pref_label for one in all_concepts(connection)}
    new = tuple(one.pref_label for one in vocabulary.concepts.values() if one.id not in known and not one.deprecated)
    gone = tuple(label for key, label in known.items() if key not in vocabulary.concepts or vocabulary.concepts[key].deprecated)
    return VocabularyChange(before=before, after=vocabulary.version, new=new, gone=gone)


def prepare_catalogue(path: Path) -> None:
    """Make an empty catalogue that knows the vocabulary."""
    vocabulary = vocabulary_for(path)
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        if vocabulary_digest(connection) != vocabulary.digest:
            write_vocabulary(connection, vocabulary.concepts.values(), vocabulary.version, vocabulary.digest)
