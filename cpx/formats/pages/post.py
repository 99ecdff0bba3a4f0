"""A post or a page of running text: where it begins and ends, its title, byline and references."""

import re
from collections.abc import Sequence
from itertools import pairwise

from cpx.domain.headings import heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.people import is_organisation, looks_like_names, parse_names
from cpx.domain.record import Name, Reference
from cpx.formats.base import Source
from cpx.formats.pages.fields import unmark
from cpx.formats.pages.furniture import is_furniture
from cpx.formats.pages.meta import read_meta, read_page_title
from cpx.formats.pages.source_lines import is_kind

ITEM = re.compile(
    r"^\s*(?:\(?\d{1,2}[.)]|•|[-–—*·●▪]\s|(?:recommendation|tip|step|principle|action|priority)\s+#?\d{1,2}\b)",
    re.IGNORECASE | re.MULTILINE,
)
_REFERENCES = re.compile(
    r"\W*(?:references?(?: list)?|bibliography|works cited|literature(?: cited)?|footnotes|endnotes|notes and references"
    r"|sources|参考文献)\W*",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\W*(?:related (?:posts|articles|content|reading|news|reports|pages|resources)|you may (?:also )?(?:like|be interested).{0,40}"
    r"|more (?:from|like|news|blogs|on this|resources).{0,40}|leave a (?:reply|comment)|(?:\d+ )?comments?(?: \(\d+\))?|"
    r"share this.{0,30}|latest (?:news|posts|blogs?|articles)|recent posts|categories|tags|archives?|sign up.{0,60}"
    r"|about the author.{0,30}|subscribe.{0,60}|stay up to date.{0,40}|get in touch|contact us|follow us.{0,30}|downloads?"
    r"|previous post.{0,80}|next post.{0,80}|"
    r"post navigation|explore more.{0,40}|what'?s next on.{0,40}|join (?:our|the) (?:mailing|newsletter).{0,40}|was this (?:page"
    r"|article) (?:useful|helpful).{0,20}|read (?:next|more)|registered charity.{0,100}|(?:the |this |our )?(?:full )?(?:report"
    r"|publication|briefing|guide) (?:is|can be|are) (?:available|downloaded).{0,60}|company limited by.{0,80})\W*",
    re.IGNORECASE,
)
_BY = re.compile(
    r"(?:(?:blog|post|article|words|text|report)\s+)?(?:written |posted |published "
    r"|authored )?by:?\s+(?P<by>[^|•·,]{3,80}?)(?:\s*[,|•·–-]\s*(?P<role>.{2,80}))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"(?:authors?|writer|words|blogger):\s*(?P<by>.{3,120})", re.IGNORECASE)
_POSTED = re.compile(r"(?:posted|published|written|added)\b[^.]{0,40}?\bby\s+(?P<by>[^|•·,.]{3,60})", re.IGNORECASE)
_TOLD = re.compile(
    r"\b[Ii]n (?:this|her|his|their) (?:\w+ )?(?:blog|blogpost|post|article|piece)s?(?: post)?,? (?P<by>(?:[A-Z][\w.’'-]+ ){1,4}?)"
    r"(?:\([^)]*\) )?(?:,? ?[^,.]{3,80}, )?(?:shares?|describes?|explains?|reflects?|looks?|writes?|tells?|discusses|explores?|talks?"
    r"|argues?|considers?|outlines?|asks?|sets)\b"
)
_ABOUT = re.compile(r"(?P<by>(?:[A-Z][\w.’'-]+ ){1,3}[A-Z][\w’'-]+) is (?:an?|the) (?P<role>[^.]{3,90})\.?.*")
_SIGNED = re.compile(r"(?P<by>[^,|]{5,50}),\s+(?P<role>[^.]{3,90})")
_ROLE = re.compile(
    r"\b(?:officer|manager|director|researcher|lead|head|chief|executive|professor|lecturer|fellow|associate|coordinator|co-ordinator"
    r"|adviser|advisor|analyst|consultant|editor|founder|chair|trustee|student|nurse|doctor|worker|"
    r"partner|policy|intern|assistant|volunteer|member|ceo|practitioner|specialist|champion|representative|author)\b",
    re.IGNORECASE,
)
DATE_LINE = re.compile(
    r"(?:(?:published|posted|updated|last updated|date|publication date|written)(?:\s+on)?:?\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur"
    r"|sun)day,?\s+)?(?P<date>\d{1,2}(?:st|nd|rd|th)?\s+[A-Z][a-z]{2,8},?\s+(?:19|20)\d\d"
    r"|[A-Z][a-z]{2,8}\.?\s+(?:\d{1,2}(?:st|nd|rd|th)?,?\s+)?(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.](?:19"
    r"|20)\d\d)(?:\b.{0,40})?",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|copyright)\s*(?:\(c\)\s*)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s*)?(?P<who>[A-Z][\w&'’ .-]{2,60}?)(?:\s+(?:19"
    r"|20)\d\d)?(?:[.,|].*|\s+all rights.*)?",
    re.IGNORECASE,
)
_VERSION = re.compile(r"(?:version:?\s.{1,30}|\d{1,3}[ -]min(?:ute)?s? read|added on|\w{3} \d{1,2})", re.IGNORECASE)
_REFERENCE_YEAR = re.compile(r"\((?:[^()]{0,12}\s)?((?:19|20)\d\d)[a-z]?\)|\b((?:19|20)\d\d)\b")
_SHORT_REFERENCE = 20
_MENU = re.compile(r"\s{2,}|\s[>|»›/•]\s|^(?:home|blogs?|news|publications?|reports?|menu)\b.{0,20}$", re.IGNORECASE)
HEAD, TAIL, SHORT_LINE, _SENTENCE = 12, 6, 140, 70
_FEWEST_WORDS, _TITLE_WORDS, _SITE_WORDS, _PROSE = 2, 25, 5, 3


def split_references(lines: Sequence[str]) -> tuple[list[str], tuple[Reference, ...]]:
    """Cut the list of references off the end of a page and read it, a reference a line."""
    at = next((at for at in range(len(lines) - 1, -1, -1) if lines[at] and _REFERENCES.fullmatch(unmark(lines[at]))), len(lines))
    references = (_reference(unmark(line)) for line in lines[at + 1 :] if len(line) > _SHORT_REFERENCE)
    return list(lines[:at]), tuple(reference for reference in references if reference)


def _reference(line: str) -> Reference | None:
    text = re.sub(r"^(?:\[?\d{1,3}[\].)]|•)\s*", "", line)
    dois, year = find_dois(text), _REFERENCE_YEAR.search(text)
    if not (dois or year or "http" in text):
        return None
    return Reference(text, dois[0] if dois else None, int(year[1] or year[2]) if year else None)


def cut_after(lines: Sequence[str]) -> list[str]:
    """Leave off what stands under a post: related posts, comments, forms. A heading in the first half is no end."""
    at = next((at for at in range(len(lines) // 2, len(lines)) if lines[at] and _AFTER.fullmatch(unmark(lines[at]))), len(lines))
    return list(lines[:at])


def find_title(lines: Sequence[str], source: Source, publisher: str | None) -> str | None:
    """Give the first main heading of a saved page, or the first line that stands like a title above the text; None where there is none."""
    heading = next((unmark(line) for line in lines if line.startswith("# ") and not looks_like_names(unmark(line))), None)
    if heading or source.html is not None:
        return heading or _cut_site(read_page_title(source.html), source.html)
    above = _above_text(lines)
    dated = next((at for at, line in enumerate(above) if DATE_LINE.fullmatch(line)), len(above))
    under = (line for line, below in pairwise(above[dated:]) if _can_title(line, publisher) and _author_of(below))
    return next(under, None) or next((line for line in above if _can_title(line, publisher)), None)


def _above_text(lines: Sequence[str]) -> list[str]:
    """Give the lines above the first paragraph or list item of a page."""
    filled = [unmark(line) if line.startswith("#") else line for line in lines if line]
    end = next((at for at, line in enumerate(filled) if _is_prose(line) or (ITEM.match(line) and not _is_byline(line))), 0)
    return filled[:end]


def _is_prose(line: str) -> bool:
    return len(line) > SHORT_LINE or (
        len(line) > _SENTENCE and line.endswith((".", ":", "!", "?", "。")) and not (line.endswith("?") and len(line) < SHORT_LINE)
    )


def _can_title(line: str, publisher: str | None) -> bool:
    """Say whether a line above the text can be its title: some words, no byline, no menu, not the name of the site."""
    words = line.split()
    return (
        _FEWEST_WORDS <= len(words) <= _TITLE_WORDS
        and not _is_byline(line)
        and not _MENU.search(line)
        and line != publisher
        and not is_kind(line)
        and not line.endswith((":", ","))
        and not (is_organisation(line) and len(words) <= _SITE_WORDS)
    )


def _cut_site(title: str | None, html: str | None) -> str | None:
    """Take the site's name off a window's title."""
    site = read_meta(html).get("og:site_name", ("",))[0] if html else ""
    if not title:
        return None
    parts = re.split(r"\s+[|–—-]\s+", title)
    return " - ".join(part for part in parts if part != site) if site else parts[0] if "|" in title else title


def read_body(lines: Sequence[str], title: str | None, publisher: str | None) -> str:
    """Give the running text: without menus, title, byline, dates and buttons; one paragraph, heading or item a line."""
    kept = [unmark_heading(line) for line in lines if line and not is_furniture(line)]
    above = _above_text(kept)
    start = next((at + 1 for at in range(len(above) - 1, -1, -1) if _is_about_page(above[at], title, publisher)), 0)
    inner = kept[start:]
    while inner and (_is_byline(inner[0]) or inner[0] == title):
        del inner[0]
    while inner and (_is_byline(inner[-1]) or COPYRIGHT.fullmatch(inner[-1])):
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
    plain = unmark(line).lstrip("-– ")
    if len(plain) > SHORT_LINE or plain.endswith(":"):
        return False
    return (
        (_author_of(plain) is not None and not _ABOUT.fullmatch(plain))
        or _VERSION.fullmatch(plain) is not None
        or DATE_LINE.fullmatch(plain) is not None
        or plain.lower() in ("blog", "news", "report", "reports", "publication", "publications", "article", "opinion")
    )


def _author_of(line: str) -> str | None:
    """Give the name on a byline (``By Jo Bloggs``) or under a text (``Jo Bloggs, Research Officer``)."""
    for pattern in (_LABEL, _POSTED, _BY, _SIGNED, _ABOUT):
        match = pattern.fullmatch(line)
        if (
            match
            and (pattern not in {_SIGNED, _ABOUT} or _ROLE.search(match["role"]))
            and looks_like_names(match["by"].strip(), organisations=True)
        ):
            return " and ".join([match["by"].strip(), *_others(line[match.end("by") :])])
    return None


def _others(rest: str) -> list[str]:
    """Give the further names on a byline, between which stands what each of them does."""
    pieces = (piece.strip() for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", rest))
    return [
        piece for piece in pieces if " " in piece and not _ROLE.search(piece) and not is_organisation(piece) and looks_like_names(piece)
    ]


def find_authors(lines: Sequence[str]) -> tuple[Name, ...]:
    """Give the author from the byline at the head or the foot of a page."""
    filled = [unmark(line).lstrip("-– ") for line in lines if line]
    at = next((at for at, line in enumerate(filled) if _REFERENCES.fullmatch(line)), len(filled))
    near = [*filled[:HEAD], *filled[max(0, at - TAIL) : at], *filled[-TAIL:]]
    name = next((name for line in near if len(line) <= SHORT_LINE and (name := _author_of(line))), None)
    name = name or next((line for line, role in pairwise(near) if _is_signature(line, role)), None)
    name = name or next((line for line in filled[1:HEAD] if len(line) < _SENTENCE and _is_placed(line)), None)
    name = name or next(
        (told["by"] for line in filled[:HEAD] if (told := _TOLD.search(line)) and looks_like_names(told["by"].strip())), None
    )
    return parse_names(name) if name and looks_like_names(name, organisations=True) else ()


def _is_placed(line: str) -> bool:
    """Say whether a line is a name with the person's place in brackets behind it."""
    return line.endswith(")") and looks_like_names(line) and not looks_like_names(line[line.index("(") :])


def is_running_text(text: str) -> bool:
    """Tell a page of paragraphs below a title, parted by headings of its own, from an abstract and its headings."""
    parted = "\n\n" if "\n\n" in text else "\n"
    blocks = [block.strip() for block in text[:20_000].split(parted) if block.strip()]
    prose = sum(_is_prose(block) and not heading_kinds(block.split(":")[0]) for block in blocks)
    heads = [block for block in blocks[1:] if not _is_prose(block) and "\n" not in block and not _is_byline(block)]
    own = [head for head in heads if not heading_kinds(head.split(":")[0]) and len(head.split()) <= _TITLE_WORDS]
    if not blocks or _is_prose(blocks[0]) or len(heads) - len(own) >= _FEWEST_WORDS:
        return False
    return prose > _PROSE or (prose == _PROSE and bool(own))


def _is_signature(line: str, role: str) -> bool:
    """Say whether a name stands on a line of its own with what the person does on the next."""
    return len(line) < _SENTENCE and looks_like_names(line) and len(role) <= SHORT_LINE and _ROLE.search(role) is not None
