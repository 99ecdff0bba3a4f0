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


class Mark(NamedTuple):
    """A place where a term stands: characters ``start:end``, and which term it is."""

    start: int
    end: int
    term: int


class Highlighter:
    """Finds the terms of one query in texts as the index does: by stem, in every spelling, CJK runs letter by letter."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Take the terms that are looked for."""
        self._literal = {term.text.rstrip("*").lower(): number for number, term in enumerate(terms) if has_cjk(term.text)}
        forms = [(form, number) for number, term in enumerate(terms) if not has_cjk(term.text) for form in term.forms]
        self._stems: dict[str, str] = stem_words(token for form, _ in forms for token in form.tokens) if forms else {}
        self._spellings: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        self._cut: list[tuple[list[str], int]] = []
        self._known: dict[str, set[int]] = {}
        for form, number in forms:
            self._add(form, number)

    def _add(self, form: Form, number: int) -> None:
        stems = [self._stems[token] for token in form.tokens]
        (self._cut if form.prefix else self._spellings[stems[0]]).append((stems, number))

    def learn(self, texts: Iterable[str]) -> None:
        """Look the stems of the words of many texts up at once, which is much cheaper than one by one."""
        if self._stems:
            words = {word.lower() for text in texts for word in _words().findall(text)}
            self._stems.update(stem_words(words - self._stems.keys()))

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
        yield from self._find_stems(text)
        yield from self._find_literal(text)

    def _find_stems(self, text: str) -> Iterator[Mark]:
        if not self._stems:
            return
        words = list(_words().finditer(text))
        stems = [self._stems.get(word := match[0].lower(), word) for match in words]
        for at, stem in enumerate(stems):
            for wanted, number in self._spellings.get(stem, ()):
                if stems[at : at + len(wanted)] == wanted:
                    yield Mark(words[at].start(), words[at + len(wanted) - 1].end(), number)
            for wanted, number in self._cut:
                if _begins(stems[at : at + len(wanted)], wanted):
                    yield Mark(words[at].start(), words[at + len(wanted) - 1].end(), number)

    def _find_literal(self, text: str) -> Iterator[Mark]:
        for run, number in self._literal.items():
            for match in re.finditer(re.escape(run), text, re.IGNORECASE):
                yield Mark(match.start(), match.end(), number)


def _begins(stems: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether these are the stems wanted, the last of which may go on."""
    return len(stems) == len(wanted) and stems[:-1] == wanted[:-1] and stems[-1].startswith(wanted[-1])


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
    body = re.sub(r"\s+", " ", _mark(text, start, end, marks)).strip()
    return "…" * (start > 0) + body + "…" * (end < len(text))


def _mark(text: str, start: int, end: int, marks: Sequence[Mark]) -> str:
    pieces = []
    for mark in marks:
        pieces += [text[start : mark.start], "«", text[mark.start : mark.end], "»"]
        start = mark.end
    return "".join([*pieces, text[start:end]])


def _after_space(text: str, start: int, limit: int) -> int:
    """Move a beginning past the next space, unless the word goes on for long (CJK has no spaces)."""
    space = re.compile(r"\s").search(text, start - 1, min(limit, start + _REACH))
    return space.end() if space else start


def _before_space(text: str, end: int, limit: int) -> int:
    if text[end].isspace():
        return end
    for at in range(end - 1, max(limit, end - _REACH) - 1, -1):
        if text[at].isspace():
            return at
    return end
