"""Stretches of a text that are not read: reference lists, keywords, funding notes, addresses. They name others' matters."""

import re

from cpx.tagging.signs import UNREAD, signs_of

_LISTS = ("reference list", "references", "references cited", "bibliography", "literature cited", "works cited", "参考文献")
_LINES = (
    *("acknowledgement", "acknowledgements", "acknowledgment", "acknowledgments", "funding", "funding information", "funding statement"),
    *(
        "funding source",
        "funding sources",
        "conflict of interest",
        "conflicts of interest",
        "competing interests",
        "declaration of interests",
    ),
    *("affiliation", "affiliations", "author affiliation", "author affiliations", "author information"),
    *("correspondence", "correspondence to", "corresponding author"),
    *("keyword", "keywords", "key words", "uncontrolled keywords", "index terms", "mesh", "mesh terms", "mesh headings"),
    *("关键词", "关键字", "基金项目", "作者单位", "通信作者", "通讯作者"),
)
_HEADS = "|".join(re.escape(head) for head in (*_LISTS, *_LINES))
_START = re.compile(rf"(?im)^[ \t]*(?P<head>{_HEADS})[ \t]*(?:[:：]|$)|\b(?P<inline>key ?words?):")


def find_unread(content: str, folded: str) -> tuple[tuple[int, int], ...]:
    """Give the spans that are not read, in order: a reference list to the end of the text, the others to the end of their line.

    ``folded`` is the folded content; it only tells quickly that there is nothing of the kind.
    """
    if not signs_of(folded, UNREAD):  # one of these words stands in every text that holds one of the heads
        return ()
    spans: list[tuple[int, int]] = []
    for found in _START.finditer(content):
        end = _find_end(content, found)
        spans.append((found.start(), end))
        if end == len(content):
            break
    return tuple(spans)


def _find_end(content: str, found: re.Match[str]) -> int:
    line_end = content.find("\n", found.end())
    to_the_end = line_end < 0 or (found["head"] or "").lower() in _LISTS
    return len(content) if to_the_end else line_end
