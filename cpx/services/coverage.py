"""Coverage: what the vocabulary leaves of a catalogue, and what it has that no work here needs."""

from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from cpx.domain.output import Output
from cpx.services.shipped import vocabulary_for
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.concepts import are_tags_behind, vocabulary_digest
from cpx.store.counting import vocabulary_version
from cpx.store.coverage import concepts_in_use, not_coded, texts_by_work, without_text
from cpx.store.works import all_works, read_works
from cpx.tagging.phrases import PhraseCounter
from cpx.tagging.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedWork(Output):
    """A work by key and title."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnusedTerm(Output):
    """A term that no work is tagged with, nor with one below it."""

    concept: str
    scheme: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrequentPhrase(Output):
    """Words that several works share and no term covers, with one of these works."""

    phrase: str
    works: int
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Output):
    """What the vocabulary covers. ``not_coded`` have text and no tag, ``no_text`` nothing to read; the lists name the first of each.

    ``behind``: the vocabulary changed since all works were tagged.
    """

    works: int
    coded: int
    not_coded: int
    no_text: int
    behind: bool
    vocabulary: str | None
    works_not_coded: tuple[NamedWork, ...]
    works_no_text: tuple[NamedWork, ...]
    unused: tuple[UnusedTerm, ...]
    phrases: tuple[FrequentPhrase, ...]


def coverage(file: CatalogueFile, limit: int = 20) -> Coverage:
    """Say what the vocabulary covers of a catalogue; ``limit`` works of each kind and phrases are named."""
    vocabulary = vocabulary_for(file.path)
    with file.reading() as connection:
        works, bare, textless = len(all_works(connection)), not_coded(connection), without_text(connection)
        return Coverage(
            works=works,
            coded=works - len(bare) - len(textless),
            not_coded=len(bare),
            no_text=len(textless),
            behind=are_tags_behind(connection) or (works > 0 and vocabulary_digest(connection) != vocabulary.digest),
            vocabulary=vocabulary_version(connection),
            works_not_coded=_named(connection, bare[:limit]),
            works_no_text=_named(connection, textless[:limit]),
            unused=_unused(vocabulary, concepts_in_use(connection)),
            phrases=_phrases(connection, vocabulary, limit),
        )


def _named(connection: Connection, works: list[int]) -> tuple[NamedWork, ...]:
    return tuple(NamedWork(key=work.key, title=work.title) for work in read_works(connection, works))


def _unused(vocabulary: Vocabulary, used: set[str]) -> tuple[UnusedTerm, ...]:
    needed = used.union(*(vocabulary.ancestors(concept) for concept in used))
    return tuple(
        UnusedTerm(concept=one.id, scheme=one.scheme, label=one.pref_label)
        for one in vocabulary.concepts.values()
        if one.id not in needed and not one.deprecated
    )


def _phrases(connection: Connection, vocabulary: Vocabulary, limit: int) -> tuple[FrequentPhrase, ...]:
    counter = PhraseCounter(vocabulary)
    for work, rows in groupby(texts_by_work(connection), itemgetter(0)):
        counter.add(work, (content for _, content in rows))
    found = counter.frequent(limit)
    keys = {work.id: work.key for work in read_works(connection, [phrase.example for phrase in found])}
    return tuple(FrequentPhrase(phrase=one.text, works=one.works, example=keys[one.example]) for one in found)
