"""Split running text into sentences, as offsets."""

import re
from collections.abc import Iterator

from cpx.domain.abbreviations import CARRIES_ON, MAY_END, OPENERS

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*|[。！？｡]+[”’」』）】〉》\"')\]]*|[\n\r\u2028\u2029]\s*")
_BEFORE = re.compile(r"[^\s(\[“‘\"'/—–]*\Z")
_GLUED = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ][^\s.@/]*(?=[\s,;:.!?)’']|\Z)|A\s+[a-z]")
_NOTE = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-ZÀ-Þ“‘])")
_FIRST = re.compile(r"[\"'“”‘’«»(\[{*_–—-]*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ENUMERATOR = re.compile(r"(?:^|[:;,(]\s*|\band\s+|\n\s*)\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})$")


def split_spans(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of the sentences of ``content[start:end]``, white space at the edges left out."""
    begin = start
    for stop in _STOP.finditer(content, start, end):
        at = stop.end()
        if at <= begin:
            continue
        note = _NOTE.match(content, at, end) if content[at - 1] not in " \n" else None
        if _ends(content, stop, begin, end):
            yield from _trim(content, begin, at)
            begin = at
        elif note and content[stop.start() - 1 : stop.start()].islower():
            yield from _trim(content, begin, note.end())
            begin = note.end()
    yield from _trim(content, begin, end)


def _trim(content: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    piece = content[begin:end]
    bare = piece.strip()
    if bare:
        first = begin + len(piece) - len(piece.lstrip())
        yield first, first + len(bare)


def _ends(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Tell whether a sentence ends with this stop."""
    mark = stop[0]
    if mark.isspace():
        return _breaks(content, stop, begin, end)
    if mark[0] in "。！？｡" or stop.end() >= end:
        return True
    following = content[stop.end()]
    if following.isspace():
        return _ends_before_space(content, stop, begin, end)
    if _CJK.match(following):
        return not content[stop.start() - 1 : stop.start()].isascii() or _CJK.match(content, stop.start() - 1) is not None
    return _ends_glued(content, stop, begin, end)


def _breaks(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Tell a line that ends a paragraph from one that a program wrapped in the middle of a sentence."""
    wrapped = stop[0].count("\n") == 1 and content[stop.end() : stop.end() + 1].islower() and stop.end() < end
    return not (wrapped and stop.start() - begin >= 40 and (content[stop.start() - 1].isalnum() or content[stop.start() - 1] == ","))


def _ends_before_space(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    at = stop.end()
    while at < end and content[at].isspace():
        at += 1
    first = _FIRST.match(content, at, end)
    at = first.end() if first else at
    if at >= end:
        return True
    letter = content[at]
    if letter.islower():
        return False
    return stop[0][0] != "." or not _carries_on(content, stop, begin, at)


def _carries_on(content: str, stop: re.Match[str], begin: int, at: int) -> bool:
    """Tell whether the dot belongs to an abbreviation, an initial or an enumeration, so that the sentence goes on at ``at``."""
    before = _BEFORE.search(content, max(begin, stop.start() - 20), stop.start())
    word = before[0] if before else ""
    opener = _FIRST_WORD.match(content, at)
    opens = bool(opener) and opener[0] in OPENERS if opener else False
    if word.casefold() in CARRIES_ON:
        return True
    if _ENUMERATOR.search(content[max(begin, stop.start() - 8) : stop.start()]) and stop.start() - begin <= 4 | (not word.isalpha()):
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return not opens
    if word.casefold() in MAY_END or (len(word) > 2 and word[1:2] == "."):
        return not opens
    return content[at].isdigit() and (word.casefold() in {"no", "nos", "art", "sec", "ch", "pt", "p", "pp", "vol", "al"} or word in "<>=")


def _ends_glued(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Tell a sentence end that lost its space ('issues.Conclusions') from a name with a dot in it ('Node.js')."""
    before = content[stop.start() - 1 : stop.start()]
    if stop.start() <= begin or not (before.islower() or before.isdigit() or before in ")]%”’"):
        return False
    if not _GLUED.match(content, stop.end(), end):
        return False
    word = _BEFORE.search(content, max(begin, stop.start() - 40), stop.start())
    token = word[0] if word else ""
    return token.casefold() not in CARRIES_ON and not any(mark in token for mark in ("www", "http", "@", "doi", "10."))
