"""Stretches of a text that are not read: reference lists, keywords, funding notes, addresses. They name others' matters."""

import re

_HEADS = (
    r"reference list|references(?: cited)?|bibliography|literature cited|works cited|参考文献|"
    r"acknowledge?ments?|funding(?: information| statement| sources?)?|conflicts? of interests?|competing interests?|declarations? of interests?|"
    r"author affiliations?|affiliations?|author information|correspondence(?: to)?|corresponding author|"
    r"key ?words?|uncontrolled keywords|index terms|mesh(?: terms| headings| subject headings)?|"
    r"关键词|关键字|基金项目|作者单位|通信作者|通讯作者"
)
_START = re.compile(rf"(?im)^[ \t]*(?:{_HEADS})[ \t]*(?:[:：]|$)|\bkey ?words?:")
_TO_THE_END = re.compile(r"(?i)\s*(?:references?|reference list|bibliography|literature cited|works cited|参考文献)")


def find_unread(content: str) -> tuple[tuple[int, int], ...]:
    """Give the spans that are not read, in order: a reference list to the end of the text, the others to the end of their line."""
    spans = []
    for head in _START.finditer(content):
        line_end = content.find("\n", head.end())
        to_the_end = line_end < 0 or _TO_THE_END.match(head.group()) is not None
        spans.append((head.start(), len(content) if to_the_end else line_end))
        if to_the_end:
            break
    return tuple(spans)
