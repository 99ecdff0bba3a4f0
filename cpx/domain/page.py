"""Read a blog post or a report page: its headings, its numbered or bulleted items, its paragraphs."""

import re
from enum import Enum
from typing import NamedTuple

from cpx.domain.sections import Cut
from cpx.domain.stops import BREAKS


class Kind(Enum):
    """What a line of a page is."""

    HEADING = "heading"
    ITEM = "item"
    PARAGRAPH = "paragraph"
    FRAGMENT = "fragment"
    REFERENCES = "references"


class Line(NamedTuple):
    """A line of a page; ``start`` is after the number or bullet of an item, ``at`` before it; ``style`` tells kinds of numbering apart."""

    kind: Kind
    at: int
    start: int
    end: int
    style: str = ""


_LINE = re.compile(rf"[^{BREAKS}]+")
_NAMED = (
    "recommendation|tip|step|principle|action|lesson|priority|suggestion|idea|advice|point|rule|key message|empfehlung|"
    "rekommendation|anbefaling|"
    "recommandation|recomendación"
)
_MARK = re.compile(
    rf"(?:(?P<named>(?:{_NAMED})\s*(?:no\.?\s*)?#?\d{{1,2}}[a-z]?(?:\s*[:.)–—-]|(?=\s*$)|(?=\s+[A-Z])))"
    r"|(?P<number>\(?\d{1,2}[.)](?!\d)|[(（][\d一二三四五六七八九十]{1,2}[)）]|\d{1,2}、|[一二三四五六七八九十]{1,2}、|[①-⑳]|"
    r"\d\ufe0f?\u20e3)"
    r"|(?P<letter>\(?[a-z]\)|\([ivx]{1,4}\))"
    r"|(?P<bullet>[•·●▪‣◦○■□➢►➤✓✔]|[-–—*+](?=\s)))\s*(?:\*\*)?",
    re.IGNORECASE,
)
_TWO_SENTENCES = re.compile(r"[a-zß-ÿ]{2}[.!?] [A-ZÀ-Þ]|[。！？].")
_REFERENCES = re.compile(
    r"\W*(?:references?(?: list)?|bibliography|works cited|literature(?: cited)?|footnotes|endnotes|sources|further reading|referenser|"
    r"referanser|referencer|literatur(?:verzeichnis)?|bibliographie|bibliografía|referências|参考文献)\W*\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:(?:published|posted|updated|date)\b[^.]*\d{4}\W*\Z|(?:written|posted|published|words|photo|image|photograph|edited|"
    r"updated|reviewed)"
    r"\s*(?:by|on|:)\s|(?-i:[Bb]y [A-ZÀ-Þ][\w’'-]+ (?:\w\. )?[A-ZÀ-Þ])|authors?\s*:|"
    r"(?:image|photo|picture|caption|figure|fig\.|table|credit|date|tags?|source|share)\s*(?:\d+|:|credit)|"
    r"\d{1,2} \w+ \d{4}\W*\Z|©|copyright|last (?:updated|modified))",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"(?:\[?\d{1,3}[\].)]\s*)?[A-ZÀ-Þ][\w'’-]+,? (?:[A-ZÀ-Þ]\.? ?){1,3}"
    r"[^.!?]{0,200}\(?(?:19|20)\d\d[a-z]?\b"
)
_ENDING = frozenset(".!?:;…。！？：；")
_SHORTEST_WRAPPED = 40
_CLOSING = frozenset(".!,;…。！；，")
_WORDS_OF_A_HEADING, _SIGNS_OF_A_HEADING = 14, 110


def cut_page(content: str) -> list[Cut]:
    """Give the groups of a page: the heading of each and the stretch under it; what stands above the first has the label ''."""
    heads = [line for line in read_lines(content) if line.kind in {Kind.HEADING, Kind.REFERENCES}]
    ends = [head.at for head in heads] + [len(content)]
    cuts = [_cut(content, "", 0, 0, ends[0])]
    cuts += [_cut(content, content[head.start : head.end], head.at, head.end, end) for head, end in zip(heads, ends[1:], strict=True)]
    return cuts if cuts[0].start < cuts[0].end else cuts[1:]


def _cut(content: str, label: str, at: int, start: int, end: int) -> Cut:
    piece = content[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return Cut(clean_heading(label), at, begin, max(begin, start + len(piece.rstrip())))


def clean_heading(printed: str) -> str:
    """Give a heading without marks of emphasis and without the colon behind it."""
    return " ".join(printed.strip("#*_ ").split()).rstrip(":： ")


def read_lines(content: str) -> list[Line]:
    """Tell what each line of a page is; after the title of a list of references nothing is read."""
    spans = _join_wrapped(content, [_strip(content, *match.span()) for match in _LINE.finditer(content) if not match[0].isspace()])
    lines: list[Line] = []
    texts = [content[start:end] for start, end in spans]
    for index, (start, end) in enumerate(spans):
        if _REFERENCES.match(texts[index]):
            return [*lines, Line(Kind.REFERENCES, start, start, end)]
        follows = next((text for text in texts[index + 1 :] if not _is_byline(text)), "")
        lines.append(_line(texts[index], start, follows))
    return lines


def _is_byline(text: str) -> bool:
    return bool(_BYLINE.match(text)) and len(text.split()) <= _WORDS_OF_A_HEADING


def _join_wrapped(content: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put lines together that a program wrapped in the middle of a sentence: the next one goes on in small letters."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        first, last = joined[-1] if joined else (0, 0)
        goes_on = content[start].islower() and not _MARK.match(content, start, end)
        if goes_on and last - first >= _SHORTEST_WRAPPED and content[last - 1] not in _ENDING and content.count("\n", last, start) == 1:
            joined[-1] = (first, end)
        else:
            joined.append((start, end))
    return joined


def _strip(content: str, start: int, end: int) -> tuple[int, int]:
    piece = content[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def _line(text: str, start: int, follows: str) -> Line:
    """Tell what a line is from itself and the line below."""
    end = start + len(text)
    if _REFERENCE.match(text) or _is_byline(text):
        return Line(Kind.FRAGMENT, start, start, end)
    mark = _MARK.match(text)
    if mark and _is_item(mark, text, follows):
        return Line(Kind.ITEM, start, start + mark.end(), end, mark.lastgroup or "")
    if not is_fragment(text):
        return Line(Kind.PARAGRAPH, start, start, end)
    return Line(Kind.HEADING if _stands_above(text, follows) else Kind.FRAGMENT, start, start + _skip_mark(mark), end)


def _skip_mark(mark: re.Match[str] | None) -> int:
    return mark.end() if mark else 0


def _is_item(mark: re.Match[str], text: str, follows: str) -> bool:
    if mark["named"]:
        return True
    return mark.end() < len(text) and not _heads_a_list(text[mark.end() :], mark, follows)


def _stands_above(text: str, follows: str) -> bool:
    """Tell a heading from a line that stands alone: it has letters, and a paragraph or an item below it."""
    if not follows or not any(sign.isalpha() for sign in text):
        return False
    return _MARK.match(follows) is not None or not is_fragment(follows)


def _heads_a_list(rest: str, mark: re.Match[str], follows: str) -> bool:
    """Tell a numbered heading above a list of another kind from an item."""
    below = _MARK.match(follows)
    return bool(mark["number"] and below and below.lastgroup in {"bullet", "letter"} and is_fragment(rest))


def is_fragment(text: str) -> bool:
    """Tell a heading, byline or caption (short, no full stop) from a paragraph."""
    if len(text) > _SIGNS_OF_A_HEADING or len(text.split()) > _WORDS_OF_A_HEADING or _TWO_SENTENCES.search(text):
        return False
    return text.rstrip("\"'”’»)]*_ ")[-1:] not in _CLOSING
