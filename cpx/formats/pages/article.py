"""A publisher's page of one article or chapter: abstract, keywords, "Cite this", and the citation tags in its head."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.people import is_organisation, looks_like_names, parse_names
from cpx.domain.record import Name, Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import abstract_blocks, best_date, combine, from_fields, fuller_names, make_abstracts, make_record
from cpx.formats.pages.citation import Citation, parse_citation, parse_journal_line
from cpx.formats.pages.fields import Fields, paragraphs, read_fields, read_lines, unmark
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.linked import find_scholarly, from_linked
from cpx.formats.pages.meta import has_citation, read_head, read_meta, read_page_title
from cpx.formats.pages.score import marks, score_marks
from cpx.formats.pages.terms import find_licence, read_type

NAME = "article"
_MARKS = marks(
    (r"^\W*(?:structured )?abstract\b", 0.25),
    (r"^\W*key ?words?\b", 0.15),
    (r"^\W*(?:cite this|how to cite|to cite this|citation\b|suggested citation|recommended citation|cite as)", 0.2),
    (r"\bdoi\b|10\.\d{4,9}/", 0.15),
    (
        (
            r"^\W*(?:published (?:online|in)|authors?\s*:|first published|received\b|accepted\b|article history|about this article"
            r"|rights and permissions|issue published|publication history)"
        ),
        0.1,
    ),
    (r"\bvol(?:ume)?\.?\s*\d+\b.{0,20}\b(?:issue|no)\b|\b(?:19|20)\d\d;\s?\d+|,\s*\d{1,4}\s?\(\d{1,3}\)", 0.05),
    (
        (
            r"^\W*(?:download pdf|view pdf|article metrics|references|author information|affiliations|supplementary (?:material"
            r"|information))\b"
        ),
        0.05,
    ),
    (
        (
            r"^\W*(?:PMID|PMCID|mesh terms|item type|depositing user|date deposited)\b|/id/eprint/|appears in collections"
            r"|full item (?:record|page)|hdl\.handle\.net"
        ),
        -0.3,
    ),
    (r"^\W*author\(s\):", -0.1),
)
_TAGS, _LINKED = 0.75, 0.3
_TITLE_MIN, _TITLE_MAX, _HEAD = 15, 350, 40
_TAGGED = {
    "citation_inbook_title": "chapter",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
    "citation_journal_title": "article-journal",
}
"""Tag in the head -> the kind of work that has it."""
_OVERRUN = 5_000
_GLUED = re.compile(r"(?<=\d)(?=(?:Citations?|Cited by|Downloads|Views)\b)")
"""Where a count is glued to the DOI before it."""
_REFERENCES = re.compile(
    r"(?im)^\W*(?:references|list of references|bibliography|related (?:articles|content|research)|similar (?:articles|content).*"
    r"|cited by)\W*$"
)


def score(source: Source) -> float:
    """Say how sure it is that a page shows one article: by the tags in its head, else by its abstract, keywords and "Cite this"."""
    tagged = _TAGS if has_citation(source.html) else _LINKED if find_scholarly(source.html) else 0.0
    if not tagged and is_dead(source.text):
        return 0.0
    return min(1.0, max(0.0, tagged + score_marks(source.text, _MARKS)))


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work of the page."""
    text = _GLUED.sub(" ", source.text)
    fields = read_fields(read_lines(text))
    found = _gather(fields, source, text)
    if not any(found.get(name) for name in ("title", "texts")) and not (found.get("doi") and read_page_title(source.html)):
        yield Problem("page", "no title and no abstract was found on this page")
        return
    yield make_record(NAME, source.text, {**found, **_finish(found, source)})


def _gather(fields: Fields, source: Source, text: str) -> dict[str, Any]:
    """Put together what the head, the labels, "Cite this" and the lines above the abstract say."""
    head, linked = read_head(source.html), from_linked(find_scholarly(source.html))
    title, names = _find_title(fields)
    cited, said, lines = _find_citation(fields, head.get("title") or title), from_fields(fields), _from_lines(fields)
    found = combine(head, linked, _from_citation(cited), said, {"title": title, "authors": names}, lines)
    found["authors"] = fuller_names(found.get("authors", ()), names)
    found["issued"] = best_date(found.get("issued"), said["issued"], lines.get("issued"))
    found["doi"] = found.get("doi") or next(iter(find_dois(_REFERENCES.split(text)[0])), None)
    found["texts"] = _abstracts(fields, head, linked)
    found["keywords"] = said["keywords"] or found.get("keywords")
    return found


def _finish(found: dict[str, Any], source: Source) -> dict[str, Any]:
    """Add what follows from other fields."""
    kind = _type(found, source)
    return {
        "title": found.get("title") or read_page_title(source.html),
        "licence": found.get("licence") or find_licence(source.text),
        "type": kind,
        "editors": found.get("editors") if kind in ("chapter", "book") else (),
        "language": found.get("language", "")[:2].lower() or None,
        "source_id": found.get("doi") or found.get("url"),
    }


def _find_title(fields: Fields) -> tuple[str | None, tuple[Name, ...]]:
    """Give title and authors from above the abstract: a line of names and the line over it, else the first heading or long line."""
    lines = [_NUMBER.sub("", line) for line in fields.above if line][:_HEAD]
    for above, line in pairwise(lines):
        if _can_title(above) and looks_like_names(unmark(line)) and not is_organisation(line):
            return unmark(above).rstrip("."), _names_from(lines, lines.index(line))
    title = next((unmark(line) for line in lines if line.startswith("# ")), None) or next(
        (line for line in lines if _can_title(line)), None
    )
    return (unmark(title).rstrip(".") if title else None), ()


def _names_from(lines: Sequence[str], at: int) -> tuple[Name, ...]:
    """Read the names from a line on: some pages give each author a line."""
    names: list[Name] = []
    for line in lines[at:]:
        if not looks_like_names(unmark(line)) or is_organisation(line):
            break
        names += parse_names(unmark(line))
    return tuple(dict.fromkeys(names))


def _can_title(line: str) -> bool:
    plain = unmark(line)
    return (
        _TITLE_MIN <= len(plain) <= _TITLE_MAX
        and len(plain.split()) > len("ab")
        and not looks_like_names(plain)
        and not heading_kinds(plain) - {NONE}
        and not find_dois(plain)
        and parse_journal_line(plain) is None
        and _SOURCE.match(plain) is None
    )


_NUMBER = re.compile(r"^\d{1,2}\.\s+(?=[A-Z])")
_SOURCE = re.compile(
    r"(?:vol(?:ume)?\.?\s*\d|issue\b|pages?\b|published|received|accepted|first published|online|article|original|research|review"
    r"|open access|https?:|doi|issn|isbn|©|copyright|journal of .{0,60}$|.{0,80}\bvolume \d+\b|"
    r".*,\s*vol\.\s*\d|.*\b(?:19|20)\d\d,\s*\d+\(\d+\))",
    re.IGNORECASE,
)


def _find_citation(fields: Fields, title: str | None) -> Citation | None:
    """Give the page's "Cite this", else a line that cites the work by its own title."""
    lines = [unmark(line) for line in [*fields.lines("citation"), " ".join(fields.lines("citation")), *fields.head, *fields.loose]]
    marked = (cited for line in lines[: len(fields.lines("citation")) + 1] if line and (cited := parse_citation(line, title)))
    own = (cited for line in lines if title and line != title and title[:_HEAD] in line and (cited := parse_citation(line, title)))
    return next(marked, None) or next(own, None)


def _from_citation(cited: Citation | None) -> dict[str, Any]:
    return {} if cited is None else {name: getattr(cited, name) for name in Citation.__dataclass_fields__}


_DATED = re.compile(r"(?:first |issue |article )?(?:published|posted|publication date)(?: online)?:?\s*(.{4,40})", re.IGNORECASE)


def _from_lines(fields: Fields) -> dict[str, Any]:
    """Give what the lines at the head of the page say without a label: DOI, journal line, day."""
    lines = [unmark(line) for line in fields.above if line][:_HEAD]
    source = next((found for line in lines if (found := parse_journal_line(line))), None)
    dated = next((date for line in lines if (match := _DATED.search(line)) and (date := parse_date(match[1]))), None)
    return combine(
        {name: getattr(source, name) for name in ("container_title", "issued", "volume", "issue", "page", "doi")} if source else {},
        {"doi": next((doi for line in [*lines, *fields.loose] for doi in find_dois(line)), None), "issued": dated},
    )


def _abstracts(fields: Fields, head: dict[str, Any], linked: dict[str, Any]) -> tuple[Text, ...]:
    """Give the abstracts under their labels, or the head's where the page has none, or where the page's runs on into the article."""
    shown = make_abstracts(abstract_blocks(fields) if any(abstract_blocks(fields)) else _unlabelled(fields))
    described = make_abstracts([[text]] if (text := head.get("abstract") or linked.get("abstract")) else [])
    overrun = shown and described and len(shown[0].content) > _OVERRUN > 2 * len(described[0].content)
    return described if overrun or not shown else shown


def _unlabelled(fields: Fields) -> list[list[str]]:
    """Give the first paragraph above the article that is headed like an abstract, where no label says that it is one."""
    blocks = (block.split("\n") for block in paragraphs(fields.above))
    return [block for block in blocks if sum(bool(heading_kinds(line.split(":")[0])) for line in block if ":" in line) > 1][:1]


def _type(found: dict[str, Any], source: Source) -> str | None:
    """Tell the kind of work: by the tags of its head, by what holds it, else by what the page calls it."""
    meta = read_meta(source.html) if source.html else {}
    tagged = next((kind for tag, kind in _TAGGED.items() if tag in meta), None)
    said = found.get("type") or ""
    return tagged or _held(found) or read_type(said) or (said if "-" in said else _by_container(found))


def _held(found: dict[str, Any]) -> str | None:
    """Tell a chapter by its book's number, an article by its journal's."""
    if found.get("isbn") and found.get("container_title"):
        return "chapter"
    return "article-journal" if found.get("issn") else None


def _by_container(found: dict[str, Any]) -> str | None:
    if found.get("container_title"):
        return "article-journal"
    return "book" if found.get("isbn") else None


FORMAT = Format(name=NAME, label="publisher's page of one article", score=score, load=load)
