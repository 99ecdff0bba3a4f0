"""A page saved from a browser, as lines of text: what a reader sees, without scripts, menus and what is hidden.

Block structure becomes lines: a heading is ``# Heading`` (as many marks as its level), a list item ``• item`` or
``2. item``, the cells of a table row and a term with its definition stand on one line. A paragraph ends with an empty
line. Parsing is Lexbor's (by way of selectolax); the walk has no recursion, so depth does no harm.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from cpx.domain.characters import clean_text, fold_space, words

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_START = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|meta|title|div|p|article|section|main|h[1-6]|table|span|ul|ol)\b",
    re.IGNORECASE | re.DOTALL,
)
_DROPPED = words(
    "script style nav noscript template svg iframe object embed canvas audio video button select textarea input dialog aside map head"
)
_DROPPED_ROLES = words("navigation banner contentinfo search dialog alertdialog complementary toolbar menu menubar tablist")
_DROPPED_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|onetrust|gdpr|breadcrumbs?|skip-?(?:link|to|nav)\S*|screen-?reader\S*|sr-only|visually-?hidden"
    r"|share|sharing|"
    r"social|newsletter|site-(?:header|footer|nav)|main-?(?:menu|nav)|sidebar|advert\S*|no-?print)(?:$|[\s_-])",
    re.IGNORECASE,
)
_NEVER_DROPPED = words("html body main article")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HEADINGS = {f"h{level}": f"\n\n{'#' * level} " for level in range(1, 7)}
_LINES = words("address body center details div dt fieldset figcaption form hgroup hr legend main summary tbody tfoot thead tr")
_PARAGRAPHS = words("p ul ol dl table blockquote section article header footer figure pre caption")
_BREAKS = {**dict.fromkeys(_LINES, "\n"), **dict.fromkeys((*_PARAGRAPHS, *_HEADINGS), "\n\n"), "td": "\t", "th": "\t"}
_FLOOD = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{20000,}>")
_DATA_URI = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{200,}")
_TAG = re.compile(
    r"<(/?)(?:div|span|b|i|u|s|a|em|strong|font|big|small|section|article|blockquote|ul|ol|table|center|sup|sub|form|main)\b[^<>]*>",
    re.IGNORECASE,
)
_MANY_TAGS, _MAX_DEPTH, _MAX_LABEL, _MAX_DIGITS = 5_000, 400, 60, 5
_SOFT = str.maketrans({"\u00ad": None, "\u200b": None})
_SPACES, _BLANK_LINES = re.compile(r"[ \t\n\r\f\xa0]+"), re.compile(r"\n{3,}")
_LONE_MARK = re.compile(r"(?m)^(•|#{1,6}|\d{1,5}\.)\n+")
_ITEM_GAP = re.compile(r"(?<=\S)\n\n(?=• )")
_LABELS = {"th": "td", "dt": "dd"}


def is_html(content: str) -> bool:
    """Say whether a text is a page or a piece of one: it begins with a tag that HTML has."""
    return _START.match(content) is not None


@lru_cache(maxsize=2)
def parse_page(html: str) -> "LexborHTMLParser":
    """Parse a page; the tree is kept for the next reader of the same page."""
    from selectolax.lexbor import LexborHTMLParser  # only where a page is read

    return LexborHTMLParser(_tame(html))


def read_text(html: str) -> str:
    """Give what a reader sees of a page, as lines."""
    body = parse_page(html).body
    return "" if body is None else _tidy("".join(_Renderer().render(body)))


def read_fragment(html: str) -> str:
    """Give the text of a piece of markup on one line (a title or an abstract out of a meta tag)."""
    if "<" not in html and "&" not in html:
        return fold_space(clean_text(html))
    from selectolax.lexbor import LexborHTMLParser

    body = LexborHTMLParser(_tame(f"<body>{html}")).body
    return "" if body is None else fold_space(_tidy("".join(_Renderer().render(body))))


def _tame(html: str) -> str:
    """Take out what makes a parser slow and says nothing: embedded files, floods of attributes, thousands of nested tags."""
    html = _FLOOD.sub(r"<\1>", _DATA_URI.sub("", html))
    return _flatten(html) if html.count("<") > _MANY_TAGS else html


def _flatten(html: str) -> str:
    """Drop tags that stand deeper than browsers themselves go."""
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        depth = max(0, depth + (-1 if tag[1] else 1))
        return tag[0] if depth < _MAX_DEPTH else ""

    return _TAG.sub(keep, html)


def _tidy(text: str) -> str:
    """Strip each line, fold the space in it; leave at most one empty line between paragraphs, and none before an item of a list."""
    lines = (_SPACES.sub(" ", line).strip() for line in clean_text(text.translate(_SOFT)).split("\n"))
    text = _BLANK_LINES.sub("\n\n", _LONE_MARK.sub(r"\1 ", "\n".join(lines))).strip()
    return _ITEM_GAP.sub("\n", text)


class _Renderer:
    """Turns a tree into pieces of text. Keeps the numbers of the lists that it stands in, and how deep in ``pre`` it is."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.plain = 0

    def render(self, root: "LexborNode") -> Iterator[str]:
        """Yield the pieces of text below a node, in order."""
        for node, opens in _steps(root):
            yield self._open(node) if opens else self._close(node)

    def _open(self, node: "LexborNode") -> str:
        tag = node.tag or ""
        if tag == "-text":
            return self._text(node)
        if tag in _HEADINGS:
            return _HEADINGS[tag]
        if tag in ("ol", "ul"):
            self.lists.append(_first_number(node) if tag == "ol" else None)
        self.plain += tag == "pre"
        if tag == "dd":
            return "" if _follows_label(node) else "\n"
        return "\n" + self._item_mark() if tag == "li" else "\n" if tag == "br" else _BREAKS.get(tag, "")

    def _close(self, node: "LexborNode") -> str:
        tag = node.tag or ""
        if tag in ("ol", "ul") and self.lists:
            self.lists.pop()
        self.plain -= tag == "pre"
        return _label_end(node) if tag in _LABELS else _BREAKS.get(tag, "")

    def _text(self, node: "LexborNode") -> str:
        text = node.text_content or ""
        return text if self.plain else _SPACES.sub(" ", text)

    def _item_mark(self) -> str:
        number = self.lists[-1] if self.lists else None
        if number is None:
            return "• "
        self.lists[-1] = number + 1
        return f"{number}. "


def _steps(root: "LexborNode") -> Iterator[tuple["LexborNode", bool]]:
    """Yield each node below a root when it opens (True) and when it closes (False), in the order of the page, without what is dropped."""
    node = root.child
    while node is not None:
        seen = not _is_dropped(node)
        if seen:
            yield node, True
            if node.child is not None:
                node = node.child
                continue
            yield node, False
        while node is not None and node.next is None:
            node = _up(node, root)
            if node is not None:
                yield node, False
        node = node.next if node is not None else None


def _up(node: "LexborNode", root: "LexborNode") -> "LexborNode | None":
    """Give the parent of a node, None below the root."""
    parent = node.parent
    return None if parent is None or parent.mem_id == root.mem_id else parent


def _is_dropped(node: "LexborNode") -> bool:
    """Say whether a node is furniture or hidden."""
    tag = node.tag or ""
    if tag == "-text":
        return False
    if (tag in _DROPPED and not (tag == "button" and "keyword" in (node.attributes.get("class") or ""))) or tag.startswith(("-", "!")):
        return True
    attributes = node.attributes
    return bool(attributes) and tag not in _NEVER_DROPPED and (_is_hidden(attributes) or _is_furniture(tag, attributes))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Say whether a reader cannot see what has these attributes."""
    return (
        "hidden" in attributes or attributes.get("aria-hidden") == "true" or _HIDDEN_STYLE.search(attributes.get("style") or "") is not None
    )


def _is_furniture(tag: str, attributes: dict[str, str | None]) -> bool:
    """Say whether the attributes mark furniture: a role, or a name by which sites call their menus and banners; and notes' numbers."""
    if tag == "a":
        return False
    name = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    if tag == "sup":
        return "aff" in name or "xref" in name
    return (attributes.get("role") or "") in _DROPPED_ROLES or _DROPPED_NAMES.search(name) is not None


def _first_number(node: "LexborNode") -> int:
    """Give the number at which an ordered list starts."""
    start = node.attributes.get("start") or "1"
    return int(start) if start.isascii() and start.isdigit() and len(start) <= _MAX_DIGITS else 1


def _label_end(node: "LexborNode") -> str:
    """Give what parts a label (a term, a table's head cell) from its value: a colon, unless it has one."""
    text = (node.text(deep=True) or "").strip()
    if not 0 < len(text) < _MAX_LABEL or _sibling(node, ahead=True) != _LABELS[node.tag or ""]:
        return _BREAKS.get(node.tag or "", "")
    return " " if text.endswith((":", "：")) else ": "


def _follows_label(node: "LexborNode") -> bool:
    """Say whether a definition goes on the line of its term."""
    return _sibling(node, ahead=False) == "dt"


def _sibling(node: "LexborNode", *, ahead: bool) -> str | None:
    """Give the tag of the next (or last) element beside a node."""
    other = node.next if ahead else node.prev
    while other is not None and not other.is_element_node:
        other = other.next if ahead else other.prev
    return other.tag if other is not None else None
