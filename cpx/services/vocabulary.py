"""Vocabularies as people see them, and catalogues made ready with theirs."""

from dataclasses import dataclass
from pathlib import Path

from cpx.domain.concept import Concept
from cpx.domain.output import Output
from cpx.services.shipped import vocabulary_for
from cpx.services.vocabulary_exchange import check_scheme
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import vocabulary_digest, write_vocabulary


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


def prepare_catalogue(path: Path) -> None:
    """Make an empty catalogue that knows the vocabulary."""
    vocabulary = vocabulary_for(path)
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        if vocabulary_digest(connection) != vocabulary.digest:
            write_vocabulary(connection, vocabulary.concepts.values(), vocabulary.version, vocabulary.digest)
