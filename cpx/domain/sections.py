"""Cut a structured abstract at its headings: on their own line, before a colon, a dash or a full stop, or glued to the text."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from cpx.domain.headings import HEADINGS, MAIN, heading_kinds


class Cut(NamedTuple):
    """A heading as printed and where it stands (``at``), and the text under it (``start:end``, without white space at its edges)."""

    label: str
    at: int
    start: int
    end: int


class _Found(NamedTuple):
    """A place that looks like a heading. ``need``: how many kinds of heading the whole text must have to believe it."""

    label: str
    at: int
    start: int
    need: int
    unknown: bool = False


_LINE, _AFTER_STOP = "line", "after stop"
_ANCHOR = re.compile(r"(?P<line>(?:\A|[\n\r\u2028\u2029])\s*)|[.!?。！？；;…][\"'”’»)\]】」]*\s*")
_COLON = re.compile(r"[\[【(（]?[^\W\d_][^:：.!?。！？；;\[\]【】]{0,90}?[\]】)）]?\s*[:：]\s*")
_BRACKETED = re.compile(r"[\[【](?P<label>[^\[\]【】\n]{2,20})[\]】]\s*[:：]?\s*")
_ALONE = re.compile(r"[^\W\d_][^\n\r\u2028\u2029.!?。！？；;]{1,60}(?=[\n\r\u2028\u2029])\s*(?=\S)")
_CAPITALS = re.compile(r"(?:[^\W\d_a-z][^\W\d_a-z]*(?:[-/][^\W\d_a-z]+)*\s+){0,5}[^\W\d_a-z]{4,}\s*:")


def _spellings() -> str:
    """Make the pattern of all Latin headings as they are printed at the head of a text: 'Main outcome' or 'MAIN OUTCOME'."""
    names = sorted((name for name in HEADINGS if re.fullmatch(r"[a-zà-öø-ÿ/\- ]+", name)), key=len, reverse=True)
    forms = [form for name in names for form in (name[0].upper() + name[1:], name.upper())]
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)


@cache
def _bare_pattern() -> re.Pattern[str]:
    """Compile the pattern of a heading without a colon; at first use, since it takes some 100 ms."""
    name = rf"(?:{_spellings()})"
    label = rf"(?P<label>{name}(?:(?:,?\s+(?:and|AND|&)\s+|,\s+|/)(?i:{name}))*)"
    follows = "(?=[A-ZÀ-Þ0-9‘“'\"(])"
    return re.compile(rf"{label}(?:(?P<glued>{follows})|\s*[—–]\s*|\s+-\s+|(?P<stop>\s*\.\s+)|(?P<space>\s+)){follows}")


_WORD = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+(?![A-Z])|[AI]\s")
_HAN_GLUED = re.compile(
    r"(?P<label>目的|方法|结果|結果|结论|結論|背景|讨论|討論)\s*(?!表明|显示|顯示|发现|發現|是|在于|上|论|中)(?=[\u4e00-\u9fffA-Za-z0-9(（])"
)


def cut_abstract(content: str) -> list[Cut]:
    """Give every heading of an abstract with the stretch under it; text before the first heading has the label ''."""
    found = _believed(list(_candidates(content)))
    cuts = [_cut(content, "", 0, 0, found[0].at if found else len(content))]
    ends = [later.at for later in found[1:]] + [len(content)]
    cuts += [_cut(content, place.label, place.at, place.start, end) for place, end in zip(found, ends, strict=False)]
    return cuts if cuts[0].start < cuts[0].end else cuts[1:]


def _cut(content: str, label: str, at: int, start: int, end: int) -> Cut:
    piece = content[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return Cut(label, at, begin, max(begin, start + len(piece.rstrip())))


def _candidates(content: str) -> Iterator[_Found]:
    """Look for a heading wherever one may stand: at the start of a line, and after the end of a sentence."""
    done = 0
    for anchor in _ANCHOR.finditer(content):
        at = anchor.end()
        if at < done:
            continue
        found = _at_line(content, at) if anchor["line"] is not None else _inline(content, at)
        if found:
            done = found.start
            yield found


def _at_line(content: str, at: int) -> _Found | None:
    """Read a heading at the start of a line: also in small letters, alone on its line, or unknown but in capitals."""
    alone = _ALONE.match(content, at)
    if alone and content[at].isupper() | (not content[at].islower()) and heading_kinds(alone[0]):
        return _Found(_fold(alone[0]), at, alone.end(), 0)
    colon = _COLON.match(content, at)
    if colon and heading_kinds(colon[0]):
        return _Found(_name(colon[0]), at, colon.end(), 0)
    if colon and (capitals := _CAPITALS.match(content, at)) and capitals.end() <= colon.end():
        return _Found(_name(colon[0]), at, colon.end(), 0, unknown=True)
    return _inline(content, at)


def _inline(content: str, at: int) -> _Found | None:
    """Read a heading in the middle of a line: a known one with a capital (or in a script without) and a mark that sets it off."""
    if at >= len(content) or content[at].islower():
        return None
    bracketed = _BRACKETED.match(content, at)
    if bracketed and heading_kinds(bracketed["label"]):
        return _Found(_fold(bracketed["label"]), at, bracketed.end(), 0)
    colon = _COLON.match(content, at)
    if colon and heading_kinds(colon[0]):
        return _Found(_name(colon[0]), at, colon.end(), 0)
    return _bare(content, at) or _han(content, at)


def _bare(content: str, at: int) -> _Found | None:
    """Read a heading that no colon sets off."""
    bare = _bare_pattern().match(content, at)
    if not bare:
        return None
    return _Found(_fold(bare["label"]), at, bare.end(), _need(bare, content))


def _need(bare: re.Match[str], content: str) -> int:
    label = bare["label"]
    if bare["glued"] is not None:
        return 0 if label.casefold() in MAIN and _WORD.match(content, bare.end()) else 2
    if bare["space"] is not None:
        return 2 if label.isupper() else 3
    return 2 if bare["stop"] is not None else 0


def _han(content: str, at: int) -> _Found | None:
    han = _HAN_GLUED.match(content, at)
    return _Found(han["label"], at, han.end(), 3) if han else None


def _believed(found: list[_Found]) -> list[_Found]:
    """Keep the headings that the company they stand in makes likely."""
    kinds = frozenset().union(*(heading_kinds(place.label) for place in found)) if found else frozenset()
    return [place for place in found if place.need <= len(kinds)]


def _fold(label: str) -> str:
    return " ".join(label.split())


def _name(printed: str) -> str:
    return _fold(printed.rstrip().rstrip(":："))
