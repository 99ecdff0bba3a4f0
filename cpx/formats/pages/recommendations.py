"""Blog posts and report pages of charities and think tanks that give recommendations, numbered or bulleted."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.identifiers import find_dois
from cpx.domain.people import is_organisation, looks_like_names, parse_name, parse_names
from cpx.domain.record import Name, Record, Reference
from cpx.domain.text import BODY, Text, guess_language
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import combine, make_record
from cpx.formats.pages.fields import read_lines, unmark
from cpx.formats.pages.furniture import is_dead, is_furniture
from cpx.formats.pages.meta import has_citation, read_head, read_linked, read_meta, read_page_title
from cpx.formats.pages.score import marks, score_marks

NAME = "recommendations"
_MARKS = marks(
    (r"\brecommend(?:ation|ed|s)?s?\b", 0.3),
    (
        r"^\W*(?:(?:our|key|main|summary of|the)\s+)?recommendations?\b.{0,60}$|recommendations (?:are|is) (?:outlined |set out |listed )?below",
        0.15,
    ),
    (r"\bblog\b|\bposted (?:on|by)\b|\bguest post\b", 0.15),
    (r"^\W*(?:by |written by |author:).{3,60}$", 0.2),
    (r"^\W*(?:published|posted|added)?(?: on)?:?\s*\d{1,2}(?:st|nd|rd|th)?[ /.](?:\d{1,2}|[A-Z][a-z]+)[ /.](?:19|20)\d\d\W*$", 0.2),
    (r"\b(?:our|this|the) (?:report|research|findings|study|blog|briefing|guide)\b", 0.1),
    (r"\b(?:charity|think tank|healthwatch|foundation|trust|local authorit|nhs|council)\b", 0.05),
    (r"^\W*(?:PMID|PMCID|item type|depositing user|mesh)\b", -0.5),
    (r"^\W*abstract\W*$|^\W*abstract[:：]", -0.3),
    (r"^\W*author\(s\):", -0.3),
)
_ITEM = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]|•|[-–—*·●▪]\s|(?:recommendation|tip|step|principle|action|priority)\s+#?\d{1,2}\b)",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCES = re.compile(
    r"\W*(?:references?(?: list)?|bibliography|works cited|literature(?: cited)?|footnotes|endnotes|notes and references|sources|参考文献)\W*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\W*(?:related (?:posts|articles|content|reading|news|reports|pages|resources)|you may (?:also )?(?:like|be interested).{0,40}|more (?:from|like|news|blogs|on this|resources).{0,40}|leave a (?:reply|comment)|(?:\d+ )?comments?(?: \(\d+\))?|"
    r"share this.{0,30}|latest (?:news|posts|blogs?|articles)|recent posts|categories|tags|archives?|sign up.{0,60}|about the author.{0,30}|subscribe.{0,60}|stay up to date.{0,40}|get in touch|contact us|follow us.{0,30}|downloads?|previous post.{0,80}|next post.{0,80}|"
    r"post navigation|explore more.{0,40}|what'?s next on.{0,40}|join (?:our|the) (?:mailing|newsletter).{0,40}|was this (?:page|article) (?:useful|helpful).{0,20}|read (?:next|more)|registered charity.{0,100}|(?:the |this |our )?(?:full )?(?:report|publication|briefing|guide) (?:is|can be|are) (?:available|downloaded).{0,60}|company limited by.{0,80})\W*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:blog|post|article|words|text|report)\s+)?(?:written |posted |published |authored )?by:?\s+(?P<by>[^|•·,]{3,80}?)(?:\s*[,|•·–-]\s*(?P<role>.{2,80}))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"authors?:\s*(?P<by>.{3,120})", re.IGNORECASE)
_SIGNED = re.compile(r"(?P<by>[^,|]{5,50}),\s+(?P<role>[^.]{3,90})")
_ROLE = re.compile(
    r"\b(?:officer|manager|director|researcher|lead|head|chief|executive|professor|lecturer|fellow|associate|coordinator|co-ordinator|adviser|advisor|analyst|consultant|editor|founder|chair|trustee|student|nurse|doctor|worker|"
    r"partner|policy|intern|assistant|volunteer|member|ceo|practitioner|specialist|champion|representative|author)\b",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|last updated|date|publication date|written)(?:\s+on)?:?\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?P<date>\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8},?\s+(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19|20)\d\d)(?:\b.{0,40})?",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(
    r"(?:©|copyright)\s*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s*)?(?P<who>[A-Z][\w&'’ .-]{2,60}?)(?:\s+(?:19|20)\d\d)?(?:[.,|].*|\s+all rights.*)?",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:(?:Healthwatch|Age UK|Citizens Advice)(?:\s+[A-Z][a-z]+){0,3}|Nesta|NCVO|SCIE|TLAP|NSUN|Carers UK|Mind|The King[’']s Fund|The Health Foundation|Nuffield Trust|National Voices|Think Local Act Personal|"
    r"Social Care Institute for Excellence|Co-Production Collective|Joseph Rowntree Foundation|New Economics Foundation|In Control|Skills for Care|Locality|IVAR|Shaping Our Lives)\b"
)
_YEAR = re.compile(r"\b(20[0-3]\d|199\d)\b")
_REFERENCE_YEAR = re.compile(r"\((?:[^()]{0,12}\s)?((?:19|20)\d\d)[a-z]?\)|\b((?:19|20)\d\d)\b")
_REPORT = re.compile(r"\b(?:this|our|the|new|full) report\b|\bexecutive summary\b|\bbriefing\b", re.IGNORECASE)
_BLOG = re.compile(r"\bblog\b|\bposted (?:on|by)\b|\bguest post\b", re.IGNORECASE)
_PROSE = re.compile(r"[^\W\d_][^\n]{40,}[.!?:](?:\s|$)|[^\n]{60,} \w[^\n]{20,}")
_FEWEST_PROSE = 3
_HEAD, _TAIL, _FEWEST_ITEMS, _MANY_ITEMS, _MIN_BODY, _SHORT_LINE = 12, 6, 3, 6, 200, 140


def score(source: Source) -> float:
    """Say how sure it is that a page gives recommendations: the word, and a list of several items."""
    if is_dead(source.text) or has_citation(source.html):
        return 0.0
    if len(_PROSE.findall(source.text[:100_000])) < _FEWEST_PROSE:
        return 0.0
    items = len(_ITEM.findall(source.text[:100_000]))
    listed = 0.3 if items >= _MANY_ITEMS else 0.2 if items >= _FEWEST_ITEMS else -0.1
    return score_marks(source.text, _MARKS) + listed


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work of a page: its text without what surrounds it, its author, who published it, and what it refers to."""
    lines = read_lines(source.text)
    body, references = split_references(_cut_after(lines))
    publisher = _find_publisher(source)
    title = _find_title(body, source, publisher)
    text = _body(body, title, publisher)
    if len(text) < _MIN_BODY:
        yield Problem("page", "too little text was found on this page to be a post or a report")
        return
    found = combine(_from_head(source), {"authors": find_authors(lines), "publisher": publisher, "issued": _find_date(lines, text)})
    found.update(
        title=title,
        type=found.get("type") or _kind(source.text),
        texts=(Text(text, BODY, guess_language(text)),),
        references=references,
        source_id=found.get("url"),
    )
    yield make_record(NAME, source.text, found)


def split_references(lines: Sequence[str]) -> tuple[list[str], tuple[Reference, ...]]:
    """Cut the list of references off the end of a page and read it, a reference a line."""
    at = next((at for at in range(len(lines) - 1, -1, -1) if lines[at] and _REFERENCES.fullmatch(unmark(lines[at]))), len(lines))
    references = (_reference(unmark(line)) for line in lines[at + 1 :] if len(line) > _SHORT_REFERENCE)
    return list(lines[:at]), tuple(reference for reference in references if reference)


_SHORT_REFERENCE = 20


def _reference(line: str) -> Reference | None:
    text = re.sub(r"^(?:\[?\d{1,3}[\].)]|•)\s*", "", line)
    dois, year = find_dois(text), _REFERENCE_YEAR.search(text)
    if not (dois or year or "http" in text):
        return None
    return Reference(text, dois[0] if dois else None, int(year[1] or year[2]) if year else None)


def _cut_after(lines: Sequence[str]) -> list[str]:
    """Leave off what stands under a post: related posts, comments, forms. Only in the second half, so that a heading of the post is no end."""
    at = next((at for at in range(len(lines) // 2, len(lines)) if lines[at] and _AFTER.fullmatch(unmark(lines[at]))), len(lines))
    return list(lines[:at])


def _find_title(lines: Sequence[str], source: Source, publisher: str | None) -> str | None:
    """Give the first main heading of a saved page, or the first line that stands like a title above the text; None where there is none."""
    heading = next((unmark(line) for line in lines if line.startswith("# ") and not looks_like_names(unmark(line))), None)
    if heading or source.html is not None:
        return heading or _cut_site(read_page_title(source.html), source.html)
    above = _above_text(lines)
    return next((line for line in above if _can_title(line, publisher)), None)


def _above_text(lines: Sequence[str]) -> list[str]:
    """Give the lines above the first paragraph or list item of a page."""
    filled = [unmark(line) if line.startswith("#") else line for line in lines if line]
    end = next((at for at, line in enumerate(filled) if _is_prose(line) or _ITEM.match(line)), 0)
    return filled[:end]


def _is_prose(line: str) -> bool:
    return len(line) > _SHORT_LINE or (
        len(line) > _SENTENCE and line.endswith((".", ":", "!", "?", "。")) and not (line.endswith("?") and len(line) < _SHORT_LINE)
    )


def _can_title(line: str, publisher: str | None) -> bool:
    """Say whether a line above the text can be its title: some words, no byline, no menu, not the name of the site."""
    words = line.split()
    return (
        _FEWEST_WORDS <= len(words) <= _TITLE_WORDS
        and not _is_byline(line)
        and not _MENU.search(line)
        and line != publisher
        and not line.endswith((":", ","))
        and not (is_organisation(line) and len(words) <= _SITE_WORDS)
    )


_MENU = re.compile(r"\s{2,}|\s[>|»›/•]\s|^(?:home|blogs?|news|publications?|reports?|menu)\b.{0,20}$", re.IGNORECASE)
_FEWEST_WORDS, _TITLE_WORDS, _SITE_WORDS, _SENTENCE = 2, 25, 5, 70


def _cut_site(title: str | None, html: str | None) -> str | None:
    """Take the site's name off a window's title."""
    site = read_meta(html).get("og:site_name", ("",))[0] if html else ""
    if not title:
        return None
    parts = re.split(r"\s+[|–—-]\s+", title)
    return " - ".join(part for part in parts if part != site) if site else parts[0] if "|" in title else title


def _body(lines: Sequence[str], title: str | None, publisher: str | None) -> str:
    """Give the running text: without menus, title, byline, dates and buttons; one paragraph, heading or item a line."""
    kept = [unmark_heading(line) for line in lines if line and not is_furniture(line)]
    above = _above_text(kept)
    start = next((at + 1 for at in range(len(above) - 1, -1, -1) if _is_about_page(above[at], title, publisher)), 0)
    inner = kept[start:]
    while inner and (_is_byline(inner[0]) or inner[0] == title):
        del inner[0]
    while inner and (_is_byline(inner[-1]) or _COPYRIGHT.fullmatch(inner[-1])):
        inner.pop()
    return "\n".join(inner)


def _is_about_page(line: str, title: str | None, publisher: str | None) -> bool:
    """Say whether a line above the text is the title, a byline, a menu or the site's name: the text begins below the last of them."""
    if line in (title, publisher) or _is_byline(line) or _MENU.search(line):
        return True
    return looks_like_names(line) or (_ROLE.search(line) is not None and not _is_prose(line) and not line.endswith(("?", "!")))


def unmark_heading(line: str) -> str:
    """Take the marks of a heading off a line; those of list items stay, since they tell recommendations apart."""
    return re.sub(r"^#{1,6}\s+", "", line)


def _is_byline(line: str) -> bool:
    """Say whether a line names the author or the day, or is one of the page's own labels."""
    plain = unmark(line)
    if len(plain) > _SHORT_LINE or plain.endswith(":"):
        return False
    return (
        _author_of(plain) is not None
        or _DATE_LINE.fullmatch(plain) is not None
        or plain.lower() in ("blog", "news", "report", "reports", "publication", "publications", "article", "opinion")
    )


def _author_of(line: str) -> str | None:
    """Give the name on a byline (``By Jo Bloggs``) or under a text (``Jo Bloggs, Research Officer``)."""
    for pattern in (_LABEL, _BY, _SIGNED):
        match = pattern.fullmatch(line)
        if match and (pattern is not _SIGNED or _ROLE.search(match["role"])) and looks_like_names(match["by"].strip(), organisations=True):
            return match["by"].strip()
    return None


def find_authors(lines: Sequence[str]) -> tuple[Name, ...]:
    """Give the author from the byline at the head or the foot of a page."""
    filled = [unmark(line) for line in lines if line]
    at = next((at for at, line in enumerate(filled) if _REFERENCES.fullmatch(line)), len(filled))
    near = [*filled[:_HEAD], *filled[max(0, at - _TAIL) : at], *filled[-_TAIL:]]
    name = next((name for line in near if len(line) <= _SHORT_LINE and (name := _author_of(line))), None)
    name = name or next((line for line, role in zip(near, near[1:], strict=False) if _is_signature(line, role)), None)
    return parse_names(name) if name else ()


def _is_signature(line: str, role: str) -> bool:
    """Say whether a name stands on a line of its own with what the person does on the next."""
    return len(line) < _SENTENCE and looks_like_names(line) and len(role) <= _SHORT_LINE and _ROLE.search(role) is not None


def _find_publisher(source: Source) -> str | None:
    """Give the organisation whose page it is: the site's name, the copyright line, or the organisation named first in the text."""
    site = read_meta(source.html).get("og:site_name") if source.html else None
    if site:
        return site[0]
    lines = source.text.split("\n")
    owner = next(
        (match["who"].strip() for line in reversed(lines) if len(line) < _SHORT_LINE and (match := _COPYRIGHT.fullmatch(line.strip()))),
        None,
    )
    if owner and (is_organisation(owner) or len(owner.split()) <= _FEWEST_ITEMS):
        return owner
    named = _ORGANISATION.search(source.text[:5_000])
    return named[0] if named else None


def _find_date(lines: Sequence[str], text: str) -> str | None:
    """Give the date on a line of its own at the head or the foot, else the one year that the text speaks of most."""
    filled = [unmark(line) for line in lines if line]
    for line in [*filled[:_HEAD], *filled[-_TAIL:]]:
        match = _DATE_LINE.fullmatch(line) if len(line) <= _SHORT_LINE else None
        date = parse_date(match["date"]) if match else None
        if date:
            return date
    years = _YEAR.findall(re.sub(r"\([^()]*\d{4}[a-z]?\)", "", text))
    return max(years, key=lambda year: (years.count(year), year)) if years else None


def _from_head(source: Source) -> dict[str, Any]:
    """Give what the head of a saved page says: author, day, publisher, address, language."""
    if source.html is None:
        return {}
    meta = read_meta(source.html)
    linked = next(iter(read_linked(source.html)), {})
    names = _linked_names(linked) or tuple(name for value in meta.get("author", ())[:3] if (name := parse_name(value)))
    date = next(
        (meta[name][0] for name in ("article:published_time", "og:published_time", "date", "dc.date", "dcterms.date") if name in meta), None
    ) or linked.get("datePublished")
    kinds = {"BlogPosting": "post-weblog", "Report": "report"}
    return {
        **{name: value for name, value in read_head(source.html).items() if name in ("doi", "isbn")},
        "authors": tuple(name for name in names if name.family or is_organisation(name.literal or "")),
        "issued": parse_date(date) if isinstance(date, str) else None,
        "publisher": meta.get("og:site_name", (None,))[0],
        "url": next((value for value in meta.get("og:url", ()) if value.startswith("http")), None),
        "type": kinds.get(str(linked.get("@type"))),
    }


def _linked_names(linked: dict[str, Any]) -> tuple[Name, ...]:
    authors = linked.get("author")
    items = authors if isinstance(authors, list) else [authors]
    texts = (item.get("name") if isinstance(item, dict) else item for item in items)
    return tuple(name for text in texts if isinstance(text, str) and (name := parse_name(text)))


def _kind(text: str) -> str:
    """Tell a post from a report by what the page calls itself."""
    if _BLOG.search(text):
        return "post-weblog"
    return "report" if _REPORT.search(text) else "webpage"


FORMAT = Format(name=NAME, label="post or report with recommendations", score=score, load=load)
