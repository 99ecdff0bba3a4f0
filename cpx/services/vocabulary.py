"""Vocabularies as people see them, and catalogues made ready with theirs."""

from dataclasses import dataclass
from pathlib import Path

from cpx.domain.concept import SCHEMES, Concept
from cpx.domain.output import Output
from cpx.errors import BadUsage
from cpx.services.shipped import vocabulary_for
from cpx.store.catalogue import CatalogueFile
from cpx.store.concepts import vocabulary_digest, write_vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Output):
    """A term of the vocabulary as ``cpx vocab`` prints it."""

    concept: str
    scheme: str
    label: str
    broader: str | None
    narrower: tuple[str, ...]
    definition: str | None
    mesh: str | None
    alt_labels: dict[str, tuple[str, ...]]


def list_terms(scheme: str | None = None) -> tuple[Term, ...]:
    """List the terms, of one scheme or of all; raises BadUsage for an unknown scheme."""
    if scheme is not None and scheme not in SCHEMES:
        raise BadUsage(f"no scheme {scheme!r}", f"one of: {', '.join(SCHEMES)}")
    concepts = vocabulary_for(None).concepts
    narrower: dict[str, list[str]] = {}
    for concept in concepts.values():
        narrower.setdefault(concept.broader or "", []).append(concept.id)
    return tuple(_term(concept, tuple(narrower.get(concept.id, ()))) for concept in concepts.values() if scheme in (None, concept.scheme))


def show_term(name: str) -> Term:
    """Show one term, by id or label; raises NotFound with the nearest."""
    wanted = vocabulary_for(None).resolve(name).id
    return next(term for term in list_terms() if term.concept == wanted)


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
    )


def prepare_catalogue(path: Path) -> None:
    """Make an empty catalogue that knows the vocabulary."""
    vocabulary = vocabulary_for(path)
    with CatalogueFile(path, writable=True) as file, file.batch() as connection:
        if vocabulary_digest(connection) != vocabulary.digest:
            write_vocabulary(connection, vocabulary.concepts.values(), vocabulary.version, vocabulary.digest)
