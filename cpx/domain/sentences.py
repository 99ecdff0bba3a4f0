"""Split running text into sentences, as offsets."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache

from cpx.domain.abbreviations import BEFORE_NUMBERS, CARRIES_ON, MAY_END, OPENERS
from cpx.domain.stops import BREAKS, WIDE, find_stops

_STOP = re.compile(rf"[.!?…{WIDE}{BREAKS}][.!?…{WIDE}]*[\"'”’»)\]」』）】〉》]*")
_OPENING_SIGNS = re.compile(r"[\"'“”‘’«»(\[{*_–—-]*")
_INITIALS = re.compile(r"[^\W\d_](?:\.|\Z)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_GLUED_WORD = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ][^\s.@/]{0,60}(?=[\s,;:.!?)’']|\Z)|A\s+[a-z]")
_NOTE_NUMBER = re.compile(r"\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-ZÀ-Þ“‘])")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_NUMBER = re.compile(r"(?<![\d.,])[1-9]\d?\Z", re.ASCII)
_FIRST_OF_A_LIST = re.compile(r"(?:[:;(]\s*\(?)(?:1|i|a)\Z")
_GOES_ON = ".…,;:!?)"
_ADDRESS = re.compile(r"(?:www|doi)\b|.*(?://|@|10\.\d{4})")
_BEFORE_BRACKETS = "([“‘\"'/—–"
_SHORTEST_WRAPPED_LINE, _LONGEST_WORD, _LONGEST_COUNT = 40, 24, 6


@lru_cache(maxsize=32)  # a section is read for its statements, then for the evidence of its tags
def split_spans(content: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Give (start, end) of the sentences of ``content[start:end]``, white space at the edges left out."""
    return tuple(_split(content, start, end))


def _split(content: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for stop in _find_stops(content, start, end):
        at = _find_end(content, stop, begin, end)
        if at:
            yield from _trim(content, begin, at)
            begin = at
    yield from _trim(content, begin, end)


def _find_stops(content: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield the stops with the signs that close what they end; a semicolon is none."""
    places, past = find_stops(content), start
    for place in places[bisect_left(places, start) : bisect_left(places, end)]:
        stop = _STOP.match(content, place, end) if place >= past else None
        if stop:
            past = stop.end()
            yield stop


def _trim(content: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    piece = content[begin:end]
    bare = piece.strip()
    if bare:
        first = begin + len(piece) - len(piece.lstrip())
        yield first, first + len(bare)


def _find_end(content: str, stop: re.Match[str], begin: int, end: int) -> int:
    """Give where the sentence ends that this stop may end; 0 where it goes on."""
    mark, at = content[stop.start()], stop.end()
    if mark in BREAKS:
        return 0 if _is_wrapped(content, stop.start(), begin, end) else stop.start() + 1
    if mark in WIDE or at >= end:
        return at
    if content[at].isdigit():
        return _skip_note(content, stop, end)
    return at if _ends_before(content[at])(content, stop, begin, end) else 0


def _ends_before(follows: str) -> Callable[[str, re.Match[str], int, int], bool]:
    """Choose the test for what follows a stop: white space, a sign of a script without spaces, anything else."""
    if follows.isspace():
        return _ends_before_space
    return _ends_before_sign if _CJK.match(follows) else _ends_glued


def _ends_before_sign(content: str, stop: re.Match[str], begin: int, _end: int) -> bool:
    """Tell whether a Latin stop ends a sentence before a Chinese, Japanese or Korean sign: if such a sign stands before it too."""
    return _CJK.match(content, max(begin, stop.start() - 1)) is not None


def _is_wrapped(content: str, at: int, begin: int, end: int) -> bool:
    """Tell a line that a program wrapped in the middle of a sentence from the end of a paragraph."""
    after = content[at + 1 : at + 2] if content[at : at + 2] != "\r\n" else content[at + 2 : at + 3]
    before = content[at - 1 : at]
    return after.islower() and at + 1 < end and at - begin >= _SHORTEST_WRAPPED_LINE and (before.isalnum() or before == ",")


def _skip_note(content: str, stop: re.Match[str], end: int) -> int:
    """Give the end of a note's number behind the stop ('care.12 The'); 0 where the digits are none."""
    note = _NOTE_NUMBER.match(content, stop.end(), end) if content[stop.start() - 1 : stop.start()].islower() else None
    return note.end() if note else 0


def _ends_before_space(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Tell whether a stop with white space behind it ends the sentence."""
    at = stop.end()
    while at < end and content[at].isspace():
        at += 1
    if at >= end:
        return True
    signs = None if content[at].isalnum() else _OPENING_SIGNS.match(content, at, end)
    at = signs.end() if signs else at
    if at >= end or content[at].islower() or content[at] in _GOES_ON:
        return False
    return stop[0][:2].rstrip("\"'”’»)]") != "." or not _carries_on(content, stop.start(), begin, at)


def _carries_on(content: str, dot: int, begin: int, at: int) -> bool:
    """Tell whether the dot belongs to an abbreviation, an initial or a number in a list, so that the sentence goes on at ``at``."""
    word = _word_before(content, dot, begin)
    low = word.casefold()
    if low in CARRIES_ON or _counts(content, dot, begin):
        return True
    if low not in MAY_END and not _INITIALS.match(word):
        return False
    if content[at].isdigit():
        return low in BEFORE_NUMBERS
    first = _FIRST_WORD.match(content, at)
    return first is None or first[0] not in OPENERS


def _word_before(content: str, dot: int, begin: int) -> str:
    words = content[max(begin, dot - _LONGEST_WORD) : dot].split(" ")
    return words[-1].lstrip(_BEFORE_BRACKETS)


def _counts(content: str, dot: int, begin: int) -> bool:
    """Tell the number of a list inside a sentence ('tensions: 1. Power, 2. Language') from a number that ends one."""
    if dot - begin <= _LONGEST_COUNT:
        head = content[begin:dot].strip(" (")
        if head.isdigit() or len(head) == 1:
            return True
    if not (content[dot - 1].isdigit() or content[dot - 1] in "ai"):
        return False
    number = _NUMBER.search(content, max(begin, dot - _LONGEST_COUNT), dot)
    if number and number[0] > "1" and content.find(f"{int(number[0]) - 1}. ", begin, dot) >= 0:
        return True
    return _FIRST_OF_A_LIST.search(content, max(begin, dot - _LONGEST_COUNT), dot) is not None


def _ends_glued(content: str, stop: re.Match[str], begin: int, end: int) -> bool:
    """Tell a sentence end that lost its space ('issues.Conclusions') from a name with a dot in it ('Node.js')."""
    before = content[stop.start() - 1 : stop.start()]
    if stop.start() <= begin or not (before.islower() or before.isdigit() or before in ")]%”’"):
        return False
    if not _GLUED_WORD.match(content, stop.end(), end) or _counts(content, stop.start(), begin):
        return False
    word = _word_before(content, stop.start(), begin).casefold()
    return word not in CARRIES_ON and not _ADDRESS.match(word)
