"""A sheet for coding by hand: a random sample of works, and for each the terms on which a person is to say yes or no.

The sample hangs on the seed and on keys alone: the same on every machine, whatever the order in which works came.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256
from math import log
from typing import Any

from cpx.domain.characters import fold_space
from cpx.domain.concept import Concept
from cpx.domain.output import Output
from cpx.domain.tag import Tag
from cpx.domain.work import GIVEN, Work
from cpx.errors import BadUsage, NotFound
from cpx.services.coding_judged import file_vocabulary
from cpx.store.catalogue import Connection
from cpx.store.concepts import read_tags
from cpx.store.judged import concepts_in_use, works_with_text
from cpx.store.texts import read_texts
from cpx.store.works import read_works

OTHERS = 5
"""So many terms a work beside the candidates: without them nobody would ever be asked about what the machine left out."""
MOST_TEXT = 30_000
"""A cell of a spreadsheet holds 32,767 characters."""
CUT = " [cut]"
_UNUSED = 1e-6
"""The weight of a term that no work has: it is asked about where there are no others."""
_HEX = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow(Output):
    """A pair to judge. ``verdict`` and ``note`` are the coder's; what stands below them is empty in a blind sheet."""

    work: str
    concept: str
    term: str
    scheme: str
    definition: str | None
    title: str | None
    text: str
    verdict: str = ""
    note: str = ""
    machine: str | None = None
    match: str | None = None
    usage: str | None = None
    sentence: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The rows of a sheet, the works that were drawn, and of how many."""

    rows: tuple[SheetRow, ...]
    works: int
    of: int


def draw_sheet(connection: Connection, count: int, seed: int, *, blind: bool) -> Sheet:
    """Draw works with text and make their rows. Raise BadUsage for a count below one, NotFound where no work has text.

    The rows of a work stay together, so that each text is read once; works and terms stand in random order. A blind sheet
    shows no sentence either: only what the machine tagged has one.
    """
    if count < 1:
        raise BadUsage(f"no sheet of {count} works", "for example: cpx tag --sheet 60 --seed 7 --blind -o sheet.csv")
    works = works_with_text(connection)
    if not works:
        raise NotFound("no work here has an abstract or a text to judge", "take some in with: cpx ingest FILE")
    drawn = sorted(works, key=lambda work: _lot(seed, work[1]))[:count]
    drawer = _Drawer(connection, seed, blind=blind)
    rows = tuple(row for work, key in drawn for row in drawer.rows(work, key))
    return Sheet(rows=rows, works=len(drawn), of=len(works))


def _lot(seed: int, *names: str) -> str:
    """Give a number to sort by that nobody could have foreseen, and that is the same everywhere."""
    return sha256("\0".join((str(seed), *names)).encode("utf-8", "replace")).hexdigest()


class _Drawer:
    """Make the rows of works."""

    def __init__(self, connection: Connection, seed: int, *, blind: bool) -> None:
        self._connection = connection
        self._seed = seed
        self._blind = blind
        self._vocabulary = file_vocabulary(connection)
        self._by_mesh = {concept.mesh: concept.id for concept in self._vocabulary.concepts.values() if concept.mesh}
        in_use = concepts_in_use(connection)
        self._weights = {concept: in_use.get(concept, 0) + _UNUSED for concept in self._vocabulary.concepts}

    def rows(self, work: int, key: str) -> list[SheetRow]:
        """Make the rows of one work."""
        tags = read_tags(self._connection, work)
        (known,) = read_works(self._connection, [work])
        title = given_title(known)
        text = text_of(self._connection, work)
        said = {tag.concept: tag for tag in tags if tag.concept and tag.confidence is not None}
        terms = sorted(self._terms(key, tags), key=lambda concept: _lot(self._seed, key, concept))
        return [self._row(key, title, text, self._vocabulary.concepts[term], said.get(term)) for term in terms]

    def _terms(self, key: str, tags: Iterable[Tag]) -> set[str]:
        """Choose the terms to ask about: tagged by the machine, decided by a person, named by an imported heading; and a few others."""
        named = {tag.concept or self._by_mesh.get(tag.mesh or "") for tag in tags}
        asked = {concept for concept in named if concept in self._vocabulary.concepts}
        near = {above for concept in asked for above in self._vocabulary.ancestors(str(concept))}
        others = (concept for concept in self._weights if concept not in asked | near)
        return {str(concept) for concept in asked} | set(sorted(others, key=lambda concept: self._turn(key, concept))[:OTHERS])

    def _turn(self, key: str, concept: str) -> float:
        """Give when a term's turn comes: at random, the sooner the more works have it (weighted draw after Efraimidis and Spirakis)."""
        drawn = (int(_lot(self._seed, "others", key, concept)[:_HEX], 16) + 1) / 16**_HEX
        return -log(drawn) / self._weights[concept]

    def _row(self, key: str, title: str | None, text: str, concept: Concept, tag: Tag | None) -> SheetRow:
        row = SheetRow(
            work=key,
            concept=concept.id,
            term=concept.pref_label,
            scheme=concept.scheme,
            definition=concept.definition,
            title=title,
            text=text,
        )
        return row if self._blind else replace(row, **_said(tag))


def _said(tag: Tag | None) -> dict[str, Any]:
    """Say what the machine said of a pair."""
    if tag is None:
        return {"machine": "no"}
    best = tag.evidence[0].sentence if tag.evidence else None
    return {"machine": "yes", "match": tag.match, "usage": tag.usage or tag.part, "sentence": best}


def given_title(work: Work) -> str | None:
    """Give a work's title, None where it was made of the text's first words: that is no title to judge by."""
    return work.title if work.title_source == GIVEN else None


def text_of(connection: Connection, work: int) -> str:
    """Give what there is to read, each language after the other, on one line."""
    text = fold_space(" | ".join(text.text for text in read_texts(connection, work)))
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT] + CUT
