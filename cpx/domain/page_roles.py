"""Tell what the items and the sentences of a blog post or a report page do: advise, report data, or lead up to it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cpx.domain.advice import advises, announces_advice, announces_other, is_imperative, speaks_of_advice
from cpx.domain.page import Kind, Line, clean_heading, is_fragment, read_lines
from cpx.domain.roles import Role, Spoken
from cpx.domain.sentences import split_spans


class _Page(NamedTuple):
    """What holds for a page as a whole: its text, whether it says that it gives advice, whether it reports data."""

    content: str
    advising: bool
    reporting: bool


class _Item(NamedTuple):
    """An item of a list with the paragraphs that explain it."""

    lines: list[Line]

    def span(self, content: str) -> tuple[int, int]:
        """Give where the item stands, without its number and without captions behind it."""
        kept = [line for line in self.lines if line.kind is not Kind.FRAGMENT]
        start = self.lines[0].start
        while start < kept[-1].end and content[start].isspace():
            start += 1
        return start, kept[-1].end


_PEOPLE = (
    r"(?:respondents|participants|people|carers|patients|staff|women|men|parents|families|organi[sz]ations|members|users|"
    r"residents|adults|"
    r"children|professionals|interviewees|charities|services|trusts|councils|those|individuals|volunteers|nurses|responses|"
    r"households|clients)"
)
_DATA = re.compile(
    rf"\b\d[\d,.]{0, 12}\s?(?:%|per ?cent)\s+(?:of\s+)?(?:\w+\s+){{0,3}}?{_PEOPLE}"
    r"|\b(?:we|researchers|our team) (?:\w+ )?(?:surveyed|interviewed|polled|spoke (?:to|with)|heard from|consulted|talked to|asked)\s+"
    r"(?:\w+\s+){0,3}?\d[\d,]*"
    r"|\b(?:survey|poll|interviews|focus groups) (?:of|with) (?:\w+ ){0,3}?\d[\d,]*"
    rf"|\b\d[\d,]* {_PEOPLE} (?:took part|responded|completed|answered|told us)"
    rf"|\b(?:one|two|three|four|nine|\d+) (?:in|out of) (?:every )?(?:three|four|five|ten|\d+) {_PEOPLE}",
    re.IGNORECASE,
)
_FINDS = re.compile(
    rf"{_DATA.pattern}|\b\d[\d,.]{0, 12}\s?(?:%|per ?cent)"
    r"|\b(?:we|our (?:survey|research|study|analysis|interviews|data)|the (?:survey|findings|results|data|research|interviews)) "
    r"(?:also )?"
    r"(?:found|show(?:s|ed)?|reveal(?:s|ed)?|suggest(?:s|ed)?|identified|highlight(?:s|ed)?)\b"
    rf"|\b{_PEOPLE} (?:\w+ )?(?:told us|said|reported|felt|described|found|wanted|valued|struggled)\b",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\bwe (?:\w+ )?(?:surveyed|interviewed|polled|spoke (?:to|with)|consulted|conducted|carried out|ran|held|analysed|analyzed|"
    r"collected)\b",
    re.IGNORECASE,
)
_REPORTS = re.compile(r"\b(?:findings?|results?|told us|said|heard|found|facts|statistics)\b", re.IGNORECASE)
_FURNITURE = re.compile(
    r"(?:share|follow|subscribe|sign (?:up|in)|log in|download|click|read (?:more|the|our|about)|visit|contact|donate|join "
    r"(?:us|our)|find out|want to know|"
    r"learn more|see (?:also|more)|print|email|tweet|view|back to|skip to)\b",
    re.IGNORECASE,
)
_NO_PART = re.compile(
    r"\W*(?:about (?:the |this |our )?(?:authors?|us|organi[sz]ation|team|blog|charity)|authors?|contact(?: us)?|"
    r"acknowledge?ments?|funding|share\b.*|"
    r"related\b.*|(?:editor['’]s )?notes?(?: (?:to|for) editors)?|tags?|categories|comments?|leave a (?:reply|comment)|"
    r"privacy\b.*|cookies?\b.*)\W*\Z",
    re.IGNORECASE,
)
_SHORTEST_ITEM, _LONGEST_FURNITURE = 2, 7
_ENOUGH_ITEMS = 0.5


def read_page(content: str) -> Iterator[Spoken]:
    """Give the statements of a page in order: each item of advice whole, every other sentence by itself.

    Headings, bylines, captions, and everything from the list of references on are none. Findings are given only where the page
    itself reports data.
    """
    lines = read_lines(content)
    body = content[: next((line.at for line in lines if line.kind is Kind.REFERENCES), len(content))]
    page = _Page(content, speaks_of_advice(body), bool(_DATA.search(body)))
    for heading, group in _groups(content, lines):
        if not _NO_PART.match(heading):
            yield from _read_group(page, heading, group)


def _groups(content: str, lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    heading, group = "", list[Line]()
    for line in lines:
        if line.kind in {Kind.HEADING, Kind.REFERENCES}:
            yield heading, group
            heading, group = clean_heading(content[line.start : line.end]), []
        else:
            group.append(line)
    yield heading, group


def _read_group(page: _Page, heading: str, lines: list[Line]) -> Iterator[Spoken]:
    pieces = list(_pieces(lines))
    items = [piece for piece in pieces if isinstance(piece, _Item)]
    advice = _choose_advice(page, f"{heading}\n{_lead(page.content, lines)}", items)
    for piece in pieces:
        if isinstance(piece, _Item) and piece.lines[0].at in advice:
            start, end = piece.span(page.content)
            yield Spoken(Role.RECOMMENDATION, start, end, heading)
        else:
            yield from _read_prose(page, heading, piece.lines if isinstance(piece, _Item) else [piece])


def _lead(content: str, lines: list[Line]) -> str:
    """Give the line that leads up to a list: the paragraph above its first item, if it ends with a colon."""
    first = next((at for at, line in enumerate(lines) if line.kind is Kind.ITEM), 0)
    lead = content[lines[first - 1].start : lines[first - 1].end] if first else ""
    return lead if lead.endswith((":", "：")) else ""


def _pieces(lines: list[Line]) -> Iterator[_Item | Line]:
    """Put each item together with its sub-items and the paragraphs that explain it; the other lines come as they are."""
    style = next((line.style for line in lines if line.kind is Kind.ITEM), "")
    tops = [at for at, line in enumerate(lines) if line.kind is Kind.ITEM and line.style == style]
    ends = [*tops[1:], _end_of_last(lines, tops)] if tops else []
    yield from lines[: tops[0]] if tops else lines
    for at, end in zip(tops, ends, strict=True):
        yield _Item(lines[at:end])
    yield from lines[ends[-1] :] if ends else []


def _end_of_last(lines: list[Line], tops: list[int]) -> int:
    """Guess where the last item ends: it has as many explaining lines as the longest of the others.

    A lone item has none, but one if it is a mere 'Recommendation 3'.
    """
    last = tops[-1]
    lone = lines[last].start >= lines[last].end or lines[last].style == "named"
    most = max((after - at for at, after in pairwise(tops)), default=1 + lone)
    end = last + 1
    while end < len(lines) and (end - last < most or lines[end].kind is Kind.ITEM):
        end += 1
    return end


def _choose_advice(page: _Page, heads: str, items: list[_Item]) -> set[int]:
    """Give the places of the items that advise: all of a list that is one of advice, else those that are so by their wording."""
    texts = _texts_of_items(page.content, items)
    advice = announces_advice(heads)
    other = announces_other(heads) and not advice
    worded = {at for at, text in texts.items() if _is_worded_as_advice(text, other=other)}
    if advice or (page.advising and not other and len(worded) >= _ENOUGH_ITEMS * len(items)):
        return set(texts)
    named = {item.lines[0].at for item in items if item.lines[0].style == "named"}
    return worded | (named & texts.keys())


def _texts_of_items(content: str, items: list[_Item]) -> dict[int, str]:
    """Give the text of each item by the place where it stands, links left out."""
    texts = {item.lines[0].at: content[slice(*item.span(content))] for item in items}
    return {at: text for at, text in texts.items() if not _is_furniture(text)}


def _is_worded_as_advice(text: str, *, other: bool) -> bool:
    """Tell advice by its wording; in a list of something ``other`` an order is none ('What we did: run workshops')."""
    return advises(text) or (not other and is_imperative(text))


def _is_furniture(text: str) -> bool:
    """Tell links such as 'Share this page' from items with something to say."""
    count = len(text.split())
    cased = text[:1].isascii()
    return (cased and count < _SHORTEST_ITEM) or (count <= _LONGEST_FURNITURE and bool(_FURNITURE.match(text)))


def _read_prose(page: _Page, heading: str, lines: list[Line]) -> Iterator[Spoken]:
    for line in lines:
        text = page.content[line.start : line.end]
        if line.kind is Kind.FRAGMENT or is_fragment(text) or _is_furniture(text):
            continue
        for start, end in split_spans(page.content, line.start, line.end):
            yield Spoken(_role_of_prose(page, heading, page.content[start:end]), start, end, heading)


def _role_of_prose(page: _Page, heading: str, sentence: str) -> Role:
    """Tell the role of a sentence of a page: never a finding where the page reports no data."""
    if advises(sentence):
        return Role.RECOMMENDATION
    if page.reporting and _DID.search(sentence):
        return Role.METHOD
    if page.reporting and (_FINDS.search(sentence) or _REPORTS.search(heading)):
        return Role.FINDING
    return Role.BACKGROUND
