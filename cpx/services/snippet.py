"""Snippets: the stretch of a text that shows best why a work was found, its hits in «guillemets».

Made from the stored text with the index's own stems, so that what is marked is what was found.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cpx.domain.folding import WORD, Form, has_cjk
from cpx.domain.query import Term
from cpx.store.stems import stem_words

WIDTH = 160
"""Characters of a snippet, without its marks."""
_REACH = 25
"""Characters by which a cut is moved to come between two words."""


@cache
def _words() -> re.Pattern[str]:
    return re.compile(WORD)


@cache
def _other_letters() -> re.Pattern[str]:
    """Find letters beyond those of English, which the index may take for one of them: é is e to it."""
    return re.compile(r"[^\W\x00-\x7f]|[\u0300-\u036f]")


def _begin_alike(stems: Iterable[str]) -> re.Pattern[str]:
    """Find the words that may have one of these stems, in small letters: stemming leaves the first two letters as they are."""
    starts = "|".join(sorted({re.escape(stem[:2]) for stem in stems}))
    return re.compile(rf"\b(?:{starts})\w*", re.ASCII)


class Mark(NamedTuple):
    """A place where a term stands: characters ``start:end``, and which term it is."""

    start: int
    end: int
    term: int


class _Wanted(NamedTuple):
    """The stems of one spelling of a term, side by side; where it is ``cut`` the last of them may go on."""

    stems: tuple[str, ...]
    term: int
    cut: bool


class Highlighter:
    """Finds the terms of one query in texts as the index does: by stem, in every spelling, CJK runs letter by letter."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the terms that are looked for."""
        self._literal = {term.text.rstrip("*").lower(): number for number, term in enumerate(terms) if has_cjk(term.text)}
        forms = [(form, number) for number, term in enumerate(terms) if not has_cjk(term.text) for form in term.forms]
        self._stems: dict[str, str] = stem_words(token for form, _ in forms for token in form.tokens) if forms else {}
        self._alike = _begin_alike(self._stems.values())
        self._by_first: dict[str, list[_Wanted]] = defaultdict(list)
        self._begun: list[_Wanted] = []
        self._known: dict[str, set[int]] = {}
        self._places: dict[str, list[re.Match[str]]] = {}
        for form, number in forms:
            self._add(form, number)

    def _add(self, form: Form, number: int) -> None:
        wanted = _Wanted(tuple(self._stems[token] for token in form.tokens), number, form.prefix)
        (self._begun if form.prefix and len(wanted.stems) == 1 else self._by_first[wanted.stems[0]]).append(wanted)

    def learn(self, texts: Iterable[str]) -> None:
        """Look the stems of the words of many texts up at once, which is much cheaper than one by one.

        Where those words stand is kept until the next texts are learnt.
        """
        if self._stems:
            self._places = {text: self._likely(text) for text in texts}
            words = {match[0].lower() for places in self._places.values() for match in places}
            if unknown := words - self._stems.keys():
                self._stems.update(stem_words(unknown))

    def _likely(self, text: str) -> list[re.Match[str]]:
        """Give the words of a text that may be among those looked for. An underscore parts words for the index, not for this pattern."""
        if "_" not in text and (text.isascii() or not _other_letters().search(text)):
            return list(self._alike.finditer(text.lower()))
        return list(_words().finditer(text))

    def terms_in(self, text: str) -> set[int]:
        """Give the numbers of the terms that stand in a text that was learnt."""
        if text not in self._known:
            self._known[text] = {mark.term for mark in self._find_all(text)}
        return self._known[text]

    def find(self, text: str) -> list[Mark]:
        """Give the places of the terms in a text that was learnt, in order and apart."""
        found = sorted(self._find_all(text), key=lambda mark: (mark.start, -mark.end))
        apart: list[Mark] = []
        for mark in found:
            if not apart or mark.start >= apart[-1].end:
                apart.append(mark)
        return apart

    def _find_all(self, text: str) -> Iterator[Mark]:
        if self._stems:
            yield from self._find_stems(text)
        yield from self._find_literal(text)

    def _find_stems(self, text: str) -> Iterator[Mark]:
        places = self._places.get(text)
        for match in self._likely(text) if places is None else places:
            stem = self._stem(match)
            for wanted in (*self._by_first.get(stem, ()), *self._begun) if self._begun else self._by_first.get(stem, ()):
                end = self._follow(wanted, text, match)
                if end is not None:
                    yield Mark(match.start(), end, wanted.term)

    def _stem(self, match: re.Match[str]) -> str:
        word = match[0].lower()
        return self._stems.get(word, word)

    def _follow(self, wanted: _Wanted, text: str, match: re.Match[str] | None) -> int | None:
        """Give where the last of the stems ends if they all follow, the first at the match; None if not."""
        end, last = 0, len(wanted.stems) - 1
        for at, stem in enumerate(wanted.stems):
            match = match if at == 0 else _words().search(text, end)
            if match is None or not _is_stem(self._stem(match), stem, cut=wanted.cut and at == last):
                return None
            end = match.end()
        return end

    def _find_literal(self, text: str) -> Iterator[Mark]:
        for run, number in self._literal.items():
            for match in re.finditer(re.escape(run), text, re.IGNORECASE):
                yield Mark(match.start(), match.end(), number)


def _is_stem(stem: str, wanted: str, *, cut: bool) -> bool:
    return stem.startswith(wanted) if cut else stem == wanted


def make_snippet(highlighter: Highlighter, title: str, abstracts: Sequence[str]) -> str:
    """Show the densest place of the terms in an abstract, else in the title, else how the abstract begins."""
    marked = [(text, marks) for text in (*abstracts, title) if (marks := highlighter.find(text))]
    if not marked:
        return _cut(next((text for text in abstracts if text), title), 0, [])
    of_abstracts = [(text, marks) for text, marks in marked if text != title] or marked
    text, marks = max(of_abstracts, key=lambda pair: len({mark.term for mark in pair[1]}))
    start, shown = _densest(marks)
    return _cut(text, start, shown)


def _densest(marks: Sequence[Mark]) -> tuple[int, list[Mark]]:
    """Choose the window with most different terms, then most places; gives where it should begin."""
    windows = [[mark for mark in marks[at:] if mark.end - first.start <= WIDTH] or [first] for at, first in enumerate(marks)]
    best = max(windows, key=lambda window: (len({mark.term for mark in window}), len(window)))
    spare = WIDTH - (best[-1].end - best[0].start)
    return max(0, best[0].start - spare // 2), best


def _cut(text: str, start: int, marks: Sequence[Mark]) -> str:
    """Cut a window out of a text between words and mark the places in it."""
    first, last = (marks[0].start, marks[-1].end) if marks else (len(text), 0)
    start = max(0, min(start, len(text) - WIDTH))
    end = min(len(text), max(start + WIDTH, last))
    start = _after_space(text, start, first) if start > 0 else 0
    end = _before_space(text, end, max(start, last)) if end < len(text) else end
    body = " ".join(_mark(text, start, end, marks).split())
    return "…" * (start > 0) + body + "…" * (end < len(text))


def _mark(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    pieces = []
    for mark in marks:
        pieces += [text[start : mark.start], "«", text[mark.start : mark.end], "»"]
        start = mark.end
    return "".join([*pieces, text[start:end]])


def _after_space(text: str, start: int, limit: int) -> int:
    """Move a beginning past the next space, unless the word goes on for long (CJK has no spaces)."""
    return next((at + 1 for at in range(start - 1, min(limit, start + _REACH)) if text[at].isspace()), start)


def _before_space(text: str, end: int, limit: int) -> int:
    if text[end].isspace():
        return end
    for at in range(end - 1, max(limit, end - _REACH) - 1, -1):
        if text[at].isspace():
            return at
    return end
