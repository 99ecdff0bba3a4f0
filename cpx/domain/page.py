"""Read a blog post or a report page: its headings, its numbered or bulleted items, its paragraphs."""

import re
from enum import Enum
from typing import NamedTuple

from cpx.domain.sections import Cut


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


_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_NAMED = "recommendation|tip|step|principle|action|lesson|priority|suggestion|idea|advice|point|rule|key message|empfehlung|rekommendation|anbefaling"
_MARK = re.compile(
    rf"\s*(?:(?P<named>(?:{_NAMED})\s*(?:no\.?\s*)?#?\d{{1,2}}[a-z]?(?:\s*[:.)–—-]|(?=\s*$)|(?=\s+[A-Z])))"
    r"|(?P<number>\(?\d{1,2}[.)](?!\d)|[(（]\d{1,2}[)）]|\d{1,2}、|[一二三四五六七八九十]{1,2}、|[①-⑳]|\(?[a-z]\)|\([ivx]{1,4}\))"
    r"|(?P<bullet>[•·●▪‣◦○■□➢►➤✓✔*]|[-–—](?=\s)))\s*(?:\*\*)?",
    re.IGNORECASE,
)
_REFERENCES = re.compile(
    r"\W*(?:references?(?: list)?|bibliography|works cited|literature(?: cited)?|footnotes|endnotes|sources|further reading|referenser|referanser|"
    r"referencer|literatur(?:verzeichnis)?|bibliographie|bibliografía|referências|参考文献)\W*\Z",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"\W*(?:(?:written |posted |published |words |photo |image )?by\b|author|posted|published|image|photo|picture|caption|figure|fig\.|table|credit|"
    r"date\b|share|tags?\b|\d{1,2} \w+ \d{4}\W*\Z|©|copyright)",
    re.IGNORECASE,
)
_WORDS_OF_A_HEADING, _SIGNS_OF_A_HEADING = 14, 110


def cut_page(content: str) -> list[Cut]:
    """Give the groups of a page: the heading of each and the stretch under it; what stands above the first has the label ''."""
    lines = read_lines(content)
    heads = [line for line in lines if line.kind in {Kind.HEADING, Kind.REFERENCES}]
    ends = [head.at for head in heads] + [len(content)]
    cuts = [_cut(content, "", 0, 0, ends[0])]
    cuts += [_cut(content, content[head.start : head.end], head.at, head.end, end) for head, end in zip(heads, ends[1:], strict=True)]
    return cuts if cuts[0].start < cuts[0].end else cuts[1:]


def _cut(content: str, label: str, at: int, start: int, end: int) -> Cut:
    piece = content[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return Cut(" ".join(label.strip("#*_ ").split()).rstrip(":："), at, begin, max(begin, start + len(piece.rstrip())))


def read_lines(content: str) -> list[Line]:
    """Tell what each line of a page is; after the title of a list of references nothing is read."""
    spans = [(match.start(), match.end()) for match in _LINE.finditer(content) if not match[0].isspace()]
    lines: list[Line] = []
    for index, (start, end) in enumerate(spans):
        begin, stop = _strip(content, start, end)
        if _REFERENCES.match(content[begin:stop]):
            return [*lines, Line(Kind.REFERENCES, begin, begin, len(content))]
        follows = content[slice(*_strip(content, *spans[index + 1]))] if index + 1 < len(spans) else ""
        lines.append(_line(content, begin, stop, follows))
    return lines


def _strip(content: str, start: int, end: int) -> tuple[int, int]:
    piece = content[start:end]
    begin = start + len(piece) - len(piece.lstrip())
    return begin, start + len(piece.rstrip())


def _line(content: str, start: int, end: int, follows: str) -> Line:
    text = content[start:end]
    mark = _MARK.match(text)
    if mark and (mark.lastgroup == "named" or mark.end() < len(text)):
        return Line(Kind.ITEM, start, start + mark.end(), end, mark.lastgroup or "")
    if not is_fragment(text):
        return Line(Kind.PARAGRAPH, start, start, end)
    heads = follows and not _BYLINE.match(text) and (bool(_MARK.match(follows)) or not is_fragment(follows))
    return Line(Kind.HEADING if heads else Kind.FRAGMENT, start, start, end)


def is_fragment(text: str) -> bool:
    """Tell a heading, byline or caption (short, no full stop) from a paragraph."""
    return (
        len(text) <= _SIGNS_OF_A_HEADING
        and len(text.split()) <= _WORDS_OF_A_HEADING
        and text.rstrip("\"'”’»)]*_ ")[-1:] not in set(".!,;…。！；，")
    )
