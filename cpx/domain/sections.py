"""Cut a structured abstract at its headings: on their own line, before a colon, a dash or a full stop, or glued to the text."""

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cpx.domain.headings import ANY, MAIN, NONE, first_words, heading_kinds, opening_words
from cpx.domain.stops import BREAKS, find_stops


class Cut(NamedTuple):
    """A heading as printed and where it stands (``at``), and the text under it (``start:end``, without white space at its edges)."""

    label: str
    at: int
    start: int
    end: int


class _Found(NamedTuple):
    """A place that looks like a heading.

    ``need``: how many kinds of heading the whole text must have to believe it; ``unknown``: believed only behind a known one.
    """

    label: str
    at: int
    start: int
    need: int
    unknown: bool = False


_ANCHOR = re.compile(rf"[.!?。！？；;…{BREAKS}][\"'”’»)\]】」]*\s*")
_COLON = re.compile(r"[\[【(（]?[^\W\d_][^:：.!?。！？；;\[\]【】]{0,90}?[\]】)）]?\s{0,9}[:：]\s*")
_BRACKETED = re.compile(r"[\[【](?P<label>[^\[\]【】\n]{2,20})[\]】]\s*[:：]?\s*")
_BREAK = re.compile(rf"[{BREAKS}]")
_ALONE = re.compile(rf"[^\W\d_][^{BREAKS}.!?。！？；;:：]{{1,60}}(?=[{BREAKS}])\s*(?=\S)")
_CAPITAL = "[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]"
_GAP = rf"[^\S{BREAKS}]+"
_TITLED = re.compile(rf"[A-ZÀ-Þ][a-zà-ÿ]+(?:{_GAP}[\w&’'/-]+){{0,5}}:\s+(?=[A-ZÀ-Þ0-9“\"(])")
_CAPITALS = re.compile(rf"(?=[^:]{{4}})(?:{_CAPITAL}+(?:[-/]{_CAPITAL}+)*{_GAP}){{0,5}}{_CAPITAL}+\s*:")


_TOKEN = re.compile(r"[A-ZÀ-Þ]{2,}(?=[A-ZÀ-Þ][a-zà-ÿ])|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]{2,}|&")
_BETWEEN = re.compile(rf",?(?:{_GAP}|\s+(?=[a-zà-ÿ]))|\s*/\s*|-")
_OPENING = "[A-ZÀ-Þ0-9‘“'\"(<>≥≤]"
_AFTER = re.compile(
    rf"(?P<glued>(?={_OPENING}))|\s*[—–]\s*(?={_OPENING})|\s+-\s+(?={_OPENING})|\s*\.(?P<stop>\s*)(?={_OPENING})|(?P<space>\s+)(?={_OPENING})"
)
_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?![A-ZÀ-Þ])|[AI]\s")
_PLAIN_WORD = re.compile(r"[A-Z](?:[a-z]+|[A-Z]*)(?![^\W\d_])")
_OPENING_MARKS = "[(&"
"""Beside letters, with which of the plain signs a heading may begin."""
_LONGEST = 9
_BREAKING = frozenset(BREAKS)
_SMALL_WORDS = "and or of the in for to on a & this our"
_SMALL = frozenset(_SMALL_WORDS.split())
_UNCOUNTED = frozenset(("background", "methods", "results", "findings"))
"""Headings that no number follows as part of a name; those of most abstracts that begin with a count."""
_HAN_GLUED = re.compile(
    r"(?P<label>目的|方法|结果|結果|结论|結論|背景|讨论|討論)\s*(?!表明|显示|顯示|发现|發現|是|在于|上|论|中)(?=[\u4e00-\u9fffA-Za-z0-9(（【[])"
)


@lru_cache(maxsize=8)  # an abstract is tidied, read for statements and tagged one after the other
def cut_abstract(content: str) -> tuple[Cut, ...]:
    """Give every heading of an abstract with the stretch under it; text before the first heading has the label ''."""
    found = _believed(list(_candidates(content)))
    cuts = [_cut(content, "", 0, 0, found[0].at if found else len(content))]
    ends = [later.at for later in found[1:]] + [len(content)]
    cuts += [_cut(content, place.label, place.at, place.start, end) for place, end in zip(found, ends, strict=False)]
    return tuple(cuts if cuts[0].start < cuts[0].end else cuts[1:])


def lay_out(content: str) -> str:
    """Write an abstract with white space folded, each headed section on a line of its own as 'Label: text'."""
    cuts = cut_abstract(content)
    folded = _write(content, cuts, keep_lines=False)
    if not any(_BREAK.search(content, cut.start, cut.end) for cut in cuts) or _outline(folded, cut_abstract(folded)) == _outline(
        content, cuts
    ):
        return folded
    return _write(content, cuts, keep_lines=True)


def _write(content: str, cuts: Sequence[Cut], *, keep_lines: bool) -> str:
    texts = (_fold_text(content[cut.start : cut.end], keep_lines=keep_lines) for cut in cuts)
    return "\n".join(f"{cut.label}: {text}".rstrip() if cut.label else text for cut, text in zip(cuts, texts, strict=True))


def _fold_text(text: str, *, keep_lines: bool) -> str:
    lines = (_fold(line) for line in (_BREAK.split(text) if keep_lines else [text]))
    return "\n".join(line for line in lines if line)


def _outline(content: str, cuts: Sequence[Cut]) -> list[tuple[str, list[str]]]:
    return [(cut.label, content[cut.start : cut.end].split()) for cut in cuts]


def _cut(content: str, label: str, at: int, start: int, end: int) -> Cut:
    piece = content[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return Cut(label, at, begin, max(begin, start + len(piece.rstrip())))


def _candidates(content: str) -> Iterator[_Found]:
    """Look for a heading wherever one may stand: at the start of a line, and after the end of a sentence."""
    done = 0
    for at, on_line in _anchors(content):
        if at < done or at >= len(content):
            continue
        found = _at_line(content, at) if on_line else _inline(content, at)
        while found:
            done = found.start
            yield found
            found = _inline(content, done)


def _anchors(content: str) -> Iterator[tuple[int, bool]]:
    """Give the places where a heading may stand, and whether each begins a line."""
    yield len(content) - len(content.lstrip()), True
    past = 0
    for place in find_stops(content):
        anchor = _ANCHOR.match(content, place) if place >= past else None
        if anchor:
            past = anchor.end()
            yield past, not _BREAKING.isdisjoint(anchor[0])


def _at_line(content: str, at: int) -> _Found | None:
    """Read a heading at the start of a line: also in small letters, alone on its line, or an unknown one of a clear form."""
    alone = _ALONE.match(content, at)
    if alone and not content[at].islower() and heading_kinds(alone[0]):
        return _Found(_fold(alone[0]), at, alone.end(), 0)
    return _before_colon(content, at) or _unknown(content, at) or _inline(content, at)


def _unknown(content: str, at: int) -> _Found | None:
    """Read a heading that no table has: in capitals, or like any other among headings that are known."""
    capitals = _CAPITALS.match(content, at)
    if capitals:
        return _Found(_name(capitals[0]), at, capitals.end(), 0)
    titled = _TITLED.match(content, at)
    return _Found(_name(titled[0]), at, titled.end(), 2, unknown=True) if titled else None


def _inline(content: str, at: int) -> _Found | None:
    """Read a heading in the middle of a line: a known one with a capital (or in a script without) and a mark that sets it off."""
    if at >= len(content) or not _may_open(content, at):
        return None
    bracketed = _BRACKETED.match(content, at)
    if bracketed and heading_kinds(bracketed["label"]):
        return _Found(_fold(bracketed["label"]), at, bracketed.end(), 0)
    return _before_colon(content, at) or _bare(content, at) or _han(content, at)


def _may_open(content: str, at: int) -> bool:
    """Tell quickly whether a heading may begin here: most sentences open with a word with which no heading does."""
    first = content[at]
    if not first.isascii():
        return not first.islower()
    if not first.isupper():
        return first in _OPENING_MARKS
    word = _PLAIN_WORD.match(content, at)
    return word is None or _may_begin(word[0].lower(), opening_words())


def _before_colon(content: str, at: int) -> _Found | None:
    """Read a known heading that a colon follows; not across a line break, if the next line has a heading of its own."""
    colon = _COLON.match(content, at)
    if not colon or not heading_kinds(colon[0]):
        return None
    *above, last = _BREAK.split(colon[0].strip())
    if above and not last.lstrip()[:1].islower() and heading_kinds(last):
        return None
    return _Found(_name(colon[0]), at, colon.end(), 0)


def _bare(content: str, at: int) -> _Found | None:
    """Read a heading that no colon sets off: the longest run of words that is a known one and has something like a text behind it."""
    for end in reversed(_word_ends(content, at)):
        after = _AFTER.match(content, end)
        label = content[at:end]
        if after and _one_style(label) and heading_kinds(label) and not _is_counted(label, after, content):
            return _Found(_fold(label), at, after.end(), _need(label, after, content))
    return None


def _is_counted(label: str, after: re.Match[str], content: str) -> bool:
    """Tell a thing with its number or its short name ('Case 2', 'Public involvement (PI)') from a heading before a figure."""
    follows = content[after.end() : after.end() + 1] if after["space"] or after["glued"] is not None else ""
    return (follows.isdigit() or follows == "(") and not label.isupper() and label.casefold() not in _UNCOUNTED


def _one_style(label: str) -> bool:
    """Tell 'Methods of the study' and 'STUDY DESIGN' from a heading with the first words of the text ('METHODS In this study')."""
    words = label.split()
    if words[0].isupper():
        return all(word.isupper() or word in _SMALL for word in words)
    return not any(word.lower() in _SMALL and word not in _SMALL for word in words[1:])


def _word_ends(content: str, at: int) -> list[int]:
    """Give where each of the first words ends, if the first may begin a heading; in 'RESULTSA total' the last letter may be a word."""
    token = _TOKEN.match(content, at)
    ends: list[int] = []
    if not token or not _may_begin(token[0].casefold(), first_words()):
        return ends
    while token is not None and len(ends) < _LONGEST:
        if token[0].endswith("A") and content.startswith(" ", token.end()):
            ends.append(token.end() - 1)
        ends.append(token.end())
        token = _next_token(content, token.end())
    return ends


def _may_begin(word: str, words: Container[str]) -> bool:
    """Tell whether one of these words stands here, perhaps with the 'A' of the text glued to it."""
    return word in words or word[:-1] in words


def _next_token(content: str, at: int) -> re.Match[str] | None:
    gap = _BETWEEN.match(content, at)
    return _TOKEN.match(content, gap.end()) if gap else None


def _need(label: str, after: re.Match[str], content: str) -> int:
    """Say how many kinds of heading must be about: none for a dash or a usual heading glued to a word, most for a mere space."""
    if after["glued"] is not None:
        return 0 if label.casefold() in MAIN and _WORD.match(content, after.end()) else 2
    if after["space"] is not None:
        return 2 if label.isupper() else 3
    return 2 if after["stop"] is not None else 0


def _han(content: str, at: int) -> _Found | None:
    han = _HAN_GLUED.match(content, at)
    return _Found(han["label"], at, han.end(), 3) if han else None


def _believed(found: list[_Found]) -> list[_Found]:
    """Keep the headings that the company they stand in makes likely, and those right before one; an unknown one only after a known one."""
    kinds = frozenset[str]().union(*(heading_kinds(place.label) for place in found)) - {ANY, NONE}
    kept: list[_Found] = []
    for place in reversed(found):
        if place.need <= len(kinds) or (kept and kept[-1].at == place.start):
            kept.append(place)
    kept.reverse()
    known = next((at for at, place in enumerate(kept) if not place.unknown), len(kept))
    return kept[known:]


def _fold(label: str) -> str:
    return " ".join(label.split())


def _name(printed: str) -> str:
    return _fold(printed.rstrip().rstrip(":："))
