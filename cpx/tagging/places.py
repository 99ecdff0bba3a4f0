"""Where in a text a match stands: section, kind of section, sentence. Found only where something matched."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from cpx.domain.abstract_roles import read_abstract
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.text import ABSTRACT, TITLE, Section, Text, find_sections, split_sentences
from cpx.tagging.fold import fold
from cpx.tagging.unread import find_unread

MIXED = "mixed"
"""The kind of a section whose heading is missing, unknown, or announces several kinds, where its sentences do not tell theirs."""

ENOUGH = 4
"""So many sentences an abstract must have before their wording and order tell what each of them does."""


class Place(NamedTuple):
    """The surroundings of a match. ``kind`` is ``title``, a value of ``Role``, or ``mixed``; the sentence is a span of the text.

    ``inferred``: no heading told the kind, but the wording of the sentences and their order.
    """

    section: str | None
    kind: str
    start: int
    end: int
    inferred: bool = False


class Locator:
    """Find the places of one text. Sentences of a section are cut the first time that one of them is asked for."""

    def __init__(self, text: Text, folded: str) -> None:
        """Cut the text at its headings; ``folded`` is its folded content."""
        self._text = text
        whole = (Section("", 0, len(text.content)),) if text.field == TITLE else find_sections(text)
        self._sections = whole
        self._starts = [section.start for section in whole]
        self._kinds = [TITLE if text.field == TITLE else _kind(section.label) for section in whole]
        self._unread = () if text.field == TITLE else find_unread(text.content, folded)
        self._sentences: dict[int, tuple[list[int], list[Place]]] = {}

    def locate(self, start: int, end: int) -> Place | None:
        """Give the place of a span; None where the text is not read: headings, reference lists, keywords."""
        index = bisect_right(self._starts, start) - 1
        if index < 0 or not self._is_read(index, start, end):
            return None
        starts, places = self._sentences.get(index) or self._cut(index)
        at = max(bisect_right(starts, start) - 1, 0)
        place = places[at]
        return place if place.start <= start and end <= place.end else self._join(index, places[at:], start, end)

    def _cut(self, index: int) -> tuple[list[int], list[Place]]:
        """Cut a section into its sentences; a title is one."""
        _, start, end = self._sections[index]
        is_title = self._text.field == TITLE
        spans = [(start, end)] if is_title else split_sentences(self._text.content, start, end)
        places = [self._place(index, *span) for span in spans]
        self._sentences[index] = found = [place.start for place in places], places
        return found

    def _join(self, index: int, places: Sequence[Place], start: int, end: int) -> Place:
        """Give the place of a span over a wrong cut: the sentences on both sides."""
        last = next((place.end for place in places if place.end >= end), end)
        return self._place(index, min(places[0].start, start), last)

    def _place(self, index: int, start: int, end: int) -> Place:
        kind = self._kinds[index]
        role = self._roles.get(start) if kind == MIXED else None
        return Place(self._sections[index].label or None, role or kind, start, end, role is not None)

    @cached_property
    def _roles(self) -> dict[int, str]:
        """Give what each sentence of an abstract does, by its start: asked for only where headings do not say it."""
        spoken = list(read_abstract(self._text.content)) if self._text.field == ABSTRACT else []
        return {one.start: one.role.value for one in spoken} if len(spoken) >= ENOUGH else {}

    def _is_read(self, index: int, start: int, end: int) -> bool:
        if end > self._sections[index].end or self._kinds[index] == NONE:
            return False
        return not self._unread or all(end <= first or last <= start for first, last in self._unread)


@lru_cache(maxsize=8)
def locator_of(text: Text) -> Locator:
    """Give the locator of a text. Tags and facts ask for the same few texts one after the other."""
    return Locator(text, fold(text.content).text)


def _kind(label: str) -> str:
    """Tell the kind of section from its heading."""
    kinds = heading_kinds(label) if label else frozenset()
    return next(iter(kinds)) if len(kinds) == 1 and kinds != {"any"} else MIXED
