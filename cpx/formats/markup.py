"""Inline HTML, JATS and MathML to clean text. Nothing that a reader would see is lost, and nothing raises, however broken the input."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from html.entities import html5

from cpx.domain.characters import drop_commands

MAX_LABEL = 100
"""A section heading is shorter than this; what is longer is a sentence that was set as one."""
_PASSES = 4
_MAX_NESTED = 12
"""A tag closes an element at most so far up; one further up is taken for a slip."""
_MAX_RAISED = 8
"""A raised number comes in at most so many pieces."""
"""So often may markup be escaped within markup."""

_INLINE = """
a abbr acronym b bdi bdo big bold cite code del dfn em email ext-link fixed-case font i img inline-formula ins italic kbd label
math menclose mfenced mfrac mglyph mi mmultiscripts mn mo monospace mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle
msub msubsup msup mtd mtext mtr munder munderover named-content nlm none overline q related-article roman s samp sans-serif sc scp semantics
small span strike strong styled-content sub sup tex-math tt u underline uri var x xref
"""
_BLOCK = """
abstract alternatives article aside blockquote body boxed-text br caption center col colgroup dd def def-item def-list disp-formula
disp-quote div dl dt fig figure footer graphic h1 h2 h3 h4 h5 h6 header hr html inline-graphic li list list-item main mtable nav ol p para
pre sec section simplesect subtitle table table-wrap tbody td tfoot th thead title title-group tr trans-abstract ul
"""
INLINE_TAGS = frozenset(_INLINE.split())
BLOCK_TAGS = frozenset(_BLOCK.split())
UNSEEN_TAGS = frozenset({"script", "style", "template", "annotation", "annotation-xml", "object-id"})
"""What stands inside is for machines."""
_KNOWN_TAGS = INLINE_TAGS | BLOCK_TAGS | UNSEEN_TAGS
HEADING_TAGS = frozenset({"title", "h1", "h2", "h3", "h4", "h5", "h6"})
SECTION_TAGS = frozenset({"sec", "section", "simplesect"})
PARAGRAPH_TAGS = BLOCK_TAGS - HEADING_TAGS - SECTION_TAGS - {"td", "th", "col", "colgroup"}
ITALIC_TAGS = frozenset({"i", "italic", "em"})
_JOINTS = {"math": "formula", **dict.fromkeys(ITALIC_TAGS, "case")}
"""What must be kept apart from the text before an element; see ``_are_glued``."""
_BEFORE, _AFTER = {"mfenced": "("}, {"mfenced": ")"}
RAISED_CHILD = {"msup": 2, "msubsup": 3}
"""Which child of a formula's element stands raised."""
OWN_HEADINGS = frozenset({"abstract", "summary", "résumé", "resumen", "resumo", "zusammenfassung", "riassunto", "samenvatting", "摘要"})
"""Headings that name the abstract itself, not a section of it."""

_SECTION, _HEADING, _HEADING_END, _PARAGRAPH = "\x1c", "\x1d", "\x1e", "\x1f"
"""Marks for structure in the text under way. The input is cleaned of control characters first, so they mean one thing only."""
_RAISED = str.maketrans("0123456789+-−–=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ⁿ")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_DECLARATION = re.compile(r"<!ENTITY\s+([\w.-]{1,40})\s")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TAG = re.compile(
    r"<(?P<close>/?)(?:(?P<prefix>[A-Za-z][\w.-]{0,20}):)?(?P<name>[A-Za-z][\w.-]{0,40})"
    r"(?P<attributes>(?:\s++[\w:.-]{1,60}+(?:\s*+=\s*+(?:\"[^\"<]*+\"|'[^'<]*+'|[^\s\"'<>=]++))?)*+)\s*+(?P<empty>/?)>"
)
_CLOSING = re.compile(r"</(?:[\w.-]{1,20}+:)?([\w.-]{1,40}+)\s*+>")
_SPECIAL = (("<!--", "-->"), ("<![CDATA[", "]]>"), ("<!DOCTYPE", "]>"), ("<!DOCTYPE", ">"), ("<?", "?>"))


@dataclass(frozen=True, slots=True)
class _Tag:
    """A tag: ``name`` without prefix, in lower case; ``kind`` is ``open``, ``close`` or ``empty``."""

    name: str
    kind: str


@dataclass(slots=True)
class _Frame:
    """An open element: where in the output it began, whether it stands raised, whether a blank was put before it, its children so far."""

    name: str
    start: int
    raised: bool
    spaced: bool = False
    children: int = 0


@dataclass(slots=True)
class _Output:
    """The text under way, in pieces, and the elements that are open. ``joint`` says what the next text must be kept apart from."""

    pieces: list[str] = field(default_factory=list)
    frames: list[_Frame] = field(default_factory=list)
    joint: str = ""

    def write(self, text: str) -> None:
        """Add text, with a blank before it where sources leave one out: at the edges of formulas and of names in italics."""
        if not text:
            return
        if self.joint and _are_glued(self.joint, "".join(self.pieces[-2:])[-2:], text):
            self.pieces.append(" ")
            if self.frames:
                self.frames[-1].spaced = True
        self.pieces.append(text)
        self.joint = ""


def _are_glued(joint: str, before: str, after: str) -> bool:
    """Tell whether two words run together; ``case``: only where a capitalised word follows small letters ('ofSalmonella')."""
    if joint == "formula":
        return before[-1:].isalnum() and not after[0].isspace()
    if joint == "word":
        return before[-1:].isalnum() and after[0].isalnum()
    return before.isalnum() and before[-1:].islower() and after[0].isupper() and after[1:2].islower()


def plain(markup: str) -> str:
    """Turn inline markup into one line of text. ``p<0.05``, ``a < b`` and ``<5 years`` stay as they are.

    Entities are resolved, doubled escapes too; white space is folded; raised figures that would run into others are kept raised
    (``10<sup>5</sup>`` gives ``10⁵``). Never raises.
    """
    is_plain = markup.isascii() and markup.isprintable() and "<" not in markup and "&" not in markup  # most of what comes
    return _fold(markup if is_plain else _strip(markup))


def jats_abstract(xml: str) -> str:
    """Turn a JATS or HTML abstract into lines: a section is ``Label: text``, a paragraph outside sections a line of its own.

    A heading that only says "Abstract" is left out. Never raises.
    """
    marked = _strip(xml).replace(_SECTION, "\n").replace(_HEADING, "\n" + _HEADING)
    sections = [(label, body) for label, body in map(_part_label, marked.split("\n")) if label or _fold(body)]
    if sections and sections[0][0].casefold() in OWN_HEADINGS:
        sections[0] = ("", sections[0][1])
    return "\n".join(line for label, body in sections for line in _section_lines(label, body))


def _part_label(part: str) -> tuple[str, str]:
    """Give a section's heading ('' where it has none, or one that is no heading) and what stands under it."""
    label, ended, body = part.removeprefix(_HEADING).partition(_HEADING_END)
    label = _fold(label).rstrip(" :.")
    return (label, body) if ended and len(label) <= MAX_LABEL else ("", part.replace(_HEADING_END, _PARAGRAPH))


def _section_lines(label: str, body: str) -> Iterator[str]:
    if label:
        yield f"{label}: {text}" if (text := _fold(body)) else label
    else:
        yield from filter(None, map(_fold, body.split(_PARAGRAPH)))


def _strip(markup: str) -> str:
    """Take all tags off, as often as escaped ones come to light, with marks where the structure was."""
    text = _SURROGATE.sub("\ufffd", _CONTROL.sub("", drop_commands(markup)))
    text = _drop_declared(re.sub(r"\s", " ", text))
    for _ in range(_PASSES):
        before = text
        text = _ENTITY.sub(_resolve, _render(text) if "<" in text else text)
        if text == before:
            break
    return text


def _drop_declared(text: str) -> str:
    """Leave out entities that the text declares itself: they may stand for files or for floods, never for an abstract."""
    declared = set(_DECLARATION.findall(text)) if "<!ENTITY" in text else set()
    return _ENTITY.sub(lambda hit: "" if hit.group()[1:-1] in declared else hit.group(), text) if declared else text


def _resolve(entity: re.Match[str]) -> str:
    if entity.group()[1] != "#" and entity.group()[1:] not in html5:
        return entity.group()
    char = unescape(entity.group())
    return " " if char.isspace() else _SURROGATE.sub("\ufffd", _CONTROL.sub("", char))


def _fold(text: str) -> str:
    """Put a text on one line; our structure marks count as white space (`str.split` says so)."""
    return " ".join(text.split())


def _render(markup: str) -> str:
    output = _Output()
    unseen = ""
    for event in _events(markup):
        if isinstance(event, str):
            output.write("" if unseen else event)
        elif unseen:
            unseen = "" if event == _Tag(unseen, "close") else unseen
        elif event.kind == "open" and event.name in UNSEEN_TAGS:
            unseen = event.name
        else:
            _step(output, event)
    return "".join(output.pieces)


def _step(output: _Output, tag: _Tag) -> None:
    output.write(_structure_mark(tag))
    if tag.kind == "open":
        _open(output, tag.name)
    elif tag.kind == "close":
        _close(output, tag.name)


def _structure_mark(tag: _Tag) -> str:
    if tag.name in SECTION_TAGS:
        return _SECTION
    if tag.name in HEADING_TAGS:
        return _HEADING_END if tag.kind == "close" else _HEADING
    if tag.name in PARAGRAPH_TAGS:
        return _PARAGRAPH
    return " " if tag.name in BLOCK_TAGS else ""


def _open(output: _Output, name: str) -> None:
    parent = output.frames[-1] if output.frames else _Frame("", 0, raised=False)
    parent.children += 1
    output.write("/" if parent.name == "mfrac" and parent.children > 1 else "")
    output.write(_BEFORE.get(name, ""))
    raised = name == "sup" or RAISED_CHILD.get(parent.name) == parent.children
    output.frames.append(_Frame(name, len(output.pieces), raised))
    output.joint = _JOINTS.get(name, output.joint)


def _close(output: _Output, name: str) -> None:
    if not any(frame.name == name for frame in output.frames[-_MAX_NESTED:]):
        return
    frame = output.frames.pop()
    while frame.name != name:
        frame = output.frames.pop()
    output.write(_AFTER.get(name, ""))
    if frame.raised:
        _raise_figures(output.pieces, frame.start)
    if name in _JOINTS:
        output.joint = "word" if frame.spaced or name == "math" else "case"


def _raise_figures(pieces: list[str], start: int) -> None:
    """Keep a raised number apart from the figure before it."""
    content = "".join(pieces[start : start + _MAX_RAISED]).strip()
    before = pieces[start - 1][-1:] if start else ""
    raised = content.translate(_RAISED)
    if before.isdigit() and raised != content and len(pieces) - start <= _MAX_RAISED and not any(char.isascii() for char in raised):
        pieces[start:] = [raised]


def _events(markup: str) -> Iterator[str | _Tag]:
    """Cut markup into text and tags; what only looks like a tag is text. One pass, linear also where nothing is ever closed."""
    closed = {hit[1].lower(): hit.start() for hit in _CLOSING.finditer(markup)}
    endings = {ending: markup.rfind(ending) for _, ending in _SPECIAL}
    position = 0
    while (start := markup.find("<", position)) >= 0:
        yield markup[position:start]
        event, position = _special(markup, start, endings) or _tag(markup, start, closed) or ("<", start + 1)
        yield event
    yield markup[position:]


def _special(markup: str, start: int, endings: dict[str, int]) -> tuple[str, int] | None:
    """Read a comment, CDATA section, document type or processing instruction at ``start``: the text to keep, and where it ends."""
    for opening, ending in _SPECIAL:
        if markup.startswith(opening, start) and start < endings[ending]:
            end = markup.index(ending, start)
            return (markup[start + len(opening) : end] if opening == "<![CDATA[" else ""), end + len(ending)
    return None


def _tag(markup: str, start: int, closed: dict[str, int]) -> tuple[_Tag, int] | None:
    """Read a tag at ``start``, told from a comparison or a name in angle brackets: a known name, or one that is closed somewhere."""
    hit = _TAG.match(markup, start)
    if hit is None or not _is_tag(hit, closed):
        return None
    name = hit["name"].lower()
    if hit["close"]:
        return _Tag(name, "close"), hit.end()
    never_closed = name in UNSEEN_TAGS and closed.get(name, -1) < start
    return _Tag(name, "empty" if hit["empty"] or never_closed else "open"), hit.end()


def _is_tag(hit: re.Match[str], closed: dict[str, int]) -> bool:
    if hit["close"] or hit["prefix"]:
        return True
    words_follow = bool(hit["attributes"]) and "=" not in hit["attributes"]
    name = hit["name"].lower()
    return not words_follow and (bool(hit["empty"]) or name in _KNOWN_TAGS or name in closed)
