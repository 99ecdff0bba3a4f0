"""Blog posts and report pages of charities and think tanks that give recommendations, numbered or bulleted."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.people import is_organisation, parse_name
from cpx.domain.record import Record
from cpx.domain.text import BODY, Text, guess_language
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import combine, make_record
from cpx.formats.pages.entries import find_entries
from cpx.formats.pages.fields import read_lines, unmark
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.linked import linked_names, strings
from cpx.formats.pages.meta import has_citation, read_head, read_linked, read_meta
from cpx.formats.pages.post import (
    COPYRIGHT,
    DATE_LINE,
    HEAD,
    ITEM,
    SHORT_LINE,
    TAIL,
    cut_after,
    find_authors,
    find_title,
    is_running_text,
    read_body,
    split_references,
)
from cpx.formats.pages.score import bounded, marks, score_marks

NAME = "recommendations"
_MARKS = marks(
    (r"\brecommend(?:ation|ed|s)?s?\b", 0.3),
    (
        (
            r"^\W*(?:(?:our|key|main|summary of|the)\s+)?recommendations?\b.{0,60}$|recommendations (?:are|is) (?:outlined |set out "
            r"|listed )?below"
        ),
        0.15,
    ),
    (r"\bblog(?:post|s)?\b|\bposted (?:on|by)\b|\bguest post\b", 0.15),
    (r"^\W*(?:by |written by |author:|writer:|posted (?:on .{4,30} )?by ).{3,60}$", 0.2),
    (
        (
            r"^\W*(?:(?:last )?(?:published|posted|added|updated))?(?: on)?:?\s*(?:\w+day,? )?"
            r"(?:\d{1,2}(?:st|nd|rd|th)?[ /.](?:\d{1,2}|[A-Z][a-z]+)"
            r"|[A-Z][a-z]+ \d{1,2}(?:st|nd|rd|th)?,)[ /.](?:19|20)\d\d(?:\W*|\s[A-Za-z-]{3,15})$"
        ),
        0.2,
    ),
    (r"\b(?:top tips|lessons|key messages|things (?:we|i) \w+)\b", 0.1),
    (r"\b(?:our|this|the) (?:report|research|findings|study|blog|briefing|guide)\b", 0.1),
    (r"\b(?:charity|think tank|healthwatch|foundation|trust|local authorit|nhs|council)\b", 0.05),
    (r"^\W*(?:PMID|PMCID|item type|depositing user|mesh)\b", -0.5),
    (r"^\W*abstract\W*$|^\W*abstract[:：]", -0.3),
    (r"^\W*author\(s\):", -0.3),
)
_ORGANISATION = re.compile(
    r"\b(?:(?:Healthwatch|Age UK|Citizens Advice)(?:\s+[A-Z][a-z]+){0,3}|Nesta|NCVO|SCIE|TLAP|NSUN|Carers UK|Mind|The King[’']s Fund"
    r"|The Health Foundation|Nuffield Trust|National Voices|Think Local Act Personal|"
    r"Social Care Institute for Excellence|Co-Production Collective|Joseph Rowntree Foundation|New Economics Foundation|In Control"
    r"|Skills for Care|Locality|IVAR|Shaping Our Lives|NIHR|Demos|IPPR|NHS England|Involve UK|Scope|Mencap|Macmillan Cancer Support)\b"
)
_LIST = re.compile(r"(?im)^\W*(?:(?:our|key|main|the)\s)?recommendations\W*\n(?:\s*(?:•|[-–*]|\(?\d{1,2}[.)])\s+\S.*\n+){3}")
"""Recommendations as a bare list below their heading."""
_FROM = re.compile(r"(?m)^(?:From|Publisher|Published by|Organisation):[ \t]*\n?(?P<who>[A-Z][^\n:]{2,80})$")
_YEAR = re.compile(r"\b(20[0-3]\d|199\d)\b")
_REPORT = re.compile(r"\b(?:this|our|the|new|full) report\b|\bexecutive summary\b|\bbriefing\b", re.IGNORECASE)
_BLOG = re.compile(r"\bblog(?:post|s)?\b|\bposted (?:on|by)\b|\b(?:guest|this) post\b", re.IGNORECASE)
_FEWEST_PROSE, _FEWEST_SPACES, _LONG_LINE = 3, 5, 80
_RUNNING = 0.25
_FEWEST_ITEMS, _MANY_ITEMS, _MIN_BODY = 3, 6, 200


def score(source: Source) -> float:
    """Say how sure it is that a page gives recommendations: the word, and a list of several items."""
    if is_dead(source.text) or has_citation(source.html):
        return 0.0
    if sum(map(_is_prose, source.text[:100_000].split("\n"))) < _FEWEST_PROSE and not _LIST.search(source.text[:100_000]):
        return 0.0
    items = len(ITEM.findall(source.text[:100_000]))
    listed = 0.3 if items >= _MANY_ITEMS else 0.2 if items >= _FEWEST_ITEMS else -0.1
    running = _RUNNING if is_running_text(source.text) and not find_entries(read_lines(source.text[:100_000])) else 0.0
    return bounded(score_marks(source.text, _MARKS) + listed + running)


def _is_prose(line: str) -> bool:
    """Say whether a line is a sentence or more, to judge by its words."""
    return line.count(" ") >= _FEWEST_SPACES and (len(line) > _LONG_LINE or line.rstrip().endswith((".", "!", "?", ":")))


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work of a page: its text without what surrounds it, its author, who published it, and what it refers to."""
    lines = read_lines(source.text)
    body, references = split_references(cut_after(lines))
    publisher = _find_publisher(source)
    title = find_title(body, source, publisher)
    text = read_body(body, title, publisher)
    if len(text) < _MIN_BODY:
        yield Problem("page", "too little text was found on this page to be a post or a report")
        return
    found = combine(_from_head(source), {"authors": find_authors(lines), "publisher": publisher, "issued": _find_date(lines, text)})
    found.update(
        title=title,
        type=found.get("type") or _kind(source.text, signed=any(name.family for name in found.get("authors") or ())),
        texts=(Text(text, BODY, guess_language(text)),),
        references=references,
        source_id=found.get("url"),
    )
    yield make_record(NAME, source.text, found)


def _find_publisher(source: Source) -> str | None:
    """Give the organisation whose page it is: the site's name, the copyright line, or the organisation named first in the text."""
    site = read_meta(source.html).get("og:site_name") if source.html else None
    if site:
        return site[0]
    lines = source.text.split("\n")
    sent = _FROM.search(source.text[:5_000])
    if sent and is_organisation(sent["who"]):
        return sent["who"].strip()
    owner = next(
        (match["who"].strip() for line in reversed(lines) if len(line) < SHORT_LINE and (match := COPYRIGHT.fullmatch(line.strip()))),
        None,
    )
    if owner and (is_organisation(owner) or len(owner.split()) <= _FEWEST_ITEMS):
        return owner
    named = Counter(match[0] for match in _ORGANISATION.finditer(source.text[:5_000]))
    return max(named, key=named.__getitem__, default=None)


def _find_date(lines: Sequence[str], text: str) -> str | None:
    """Give the date on a line of its own at the head or the foot, else the one year that the text speaks of most."""
    filled = [unmark(line).lstrip("-– ") for line in lines if line]
    for line in [*filled[:HEAD], *filled[-TAIL:]]:
        match = DATE_LINE.fullmatch(line) if len(line) <= SHORT_LINE else None
        date = parse_date(match["date"]) if match else None
        if date:
            return date
    years = Counter(_YEAR.findall(re.sub(r"\([^()]*\d{4}[a-z]?\)", "", text)))
    return max(years, key=lambda year: (years[year], year)) if years else None


def _from_head(source: Source) -> dict[str, Any]:
    """Give what the head of a saved page says: author, day, publisher, address."""
    if source.html is None:
        return {}
    meta = read_meta(source.html)
    linked = next(iter(read_linked(source.html)), {})
    names = linked_names(linked) or tuple(name for value in meta.get("author", ())[:3] if (name := parse_name(value)))
    dates = [*(value for name in _DATES for value in meta.get(name, ())), *strings(linked.get("datePublished"))]
    return {
        **{name: value for name, value in read_head(source.html).items() if name in ("doi", "isbn")},
        "authors": tuple(name for name in names if name.family or is_organisation(name.literal or "")),
        "issued": next((date for value in dates if (date := parse_date(value))), None),
        "publisher": meta.get("og:site_name", (None,))[0],
        "url": next((value for value in meta.get("og:url", ()) if value.startswith("http")), None),
        "type": _KINDS.get(str(linked.get("@type"))),
    }


_DATES = ("article:published_time", "og:published_time", "date", "dc.date", "dcterms.date")
_KINDS = {"BlogPosting": "post-weblog", "Report": "report"}


def _kind(text: str, *, signed: bool) -> str:
    """Tell a post from a report by what the page calls itself; a page that a person signs is a post."""
    if _BLOG.search(text):
        return "post-weblog"
    if _REPORT.search(text):
        return "report"
    return "post-weblog" if signed else "webpage"


FORMAT = Format(name=NAME, label="post or report with recommendations", score=score, load=load)
