"""A publisher's page of one article or chapter: abstract, keywords, "Cite this", and the citation tags in its head."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.headings import heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.record import Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import (
    abstract_blocks,
    best_date,
    combine,
    from_fields,
    fuller_names,
    make_abstracts,
    make_record,
    without_dois,
)
from cpx.formats.pages.citation import Citation, parse_citation, parse_journal_line
from cpx.formats.pages.fields import Fields, paragraphs, read_fields, read_lines, unmark
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.linked import find_scholarly, from_linked
from cpx.formats.pages.masthead import HEAD, affiliated, find_title, head_lines, lone_title
from cpx.formats.pages.meta import has_citation, read_head, read_meta, read_page_title
from cpx.formats.pages.score import marks, score_marks
from cpx.formats.pages.source_lines import read_source
from cpx.formats.pages.terms import find_licence, read_type

NAME = "article"
_MARKS = marks(
    (r"^\W*(?:original|research|review|editorial|empirical|study)\W?(?:research|article|paper|protocol)(?: article)?$", 0.15),
    (r"^\W*(?:research|review|article|editorial|commentary|viewpoint|perspective)\W*$|\bvolume \d+, article (?:number|no)\b", 0.2),
    (r"^\W*(?:affiliations?|roles)\b.*$", 0.2),
    (r"^[A-Z][\w.]+(?: [A-Z&][\w.]*){0,6}, \d{1,2} [A-Z][a-z]+ (?:19|20)\d\d$", 0.15),
    (r"^\W*(?:structured )?abstract\b", 0.25),
    (r"^\W*(?:resumen|résumé|zusammenfassung|resumo|riassunto|sammanfattning|samenvatting)\W*$", 0.25),
    (r"^\W*(?:revista|volumen|año de publicación|zeitschrift|revue|rivista|tidskrift)\s*:", 0.15),
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
_INTRODUCTION = re.compile(r"(?:\d{1,2}\.?\s+)?introduction", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_TAGGED = {
    "citation_inbook_title": "chapter",
    "citation_dissertation_institution": "thesis",
    "citation_technical_report_institution": "report",
    "citation_journal_title": "article-journal",
}
"""Tag in the head -> the kind of work that has it."""
_OVERRUN, _PARAGRAPH, _WRAPPED = 5_000, 200, 60
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
    names = affiliated(read_lines(text))
    title, names = (lone_title(head_lines(fields)), names) if names else find_title(fields)
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


def _find_citation(fields: Fields, title: str | None) -> Citation | None:
    """Give the page's "Cite this", else a line that cites the work by its own title."""
    printed = fields.lines("citation")
    whole = [" ".join(printed)]
    printed = [*whole, *printed] if printed and len(printed[0]) > _WRAPPED and not _YEAR.search(printed[0]) else [*printed, *whole]
    lines = [unmark(line) for line in [*printed, *fields.head, *fields.loose]]
    marked = (cited for line in lines[: len(printed)] if line and (cited := _parse_whole(line, title)))
    own = (cited for line in lines if title and line != title and title[:HEAD] in line and (cited := parse_citation(line, title)))
    return next(marked, None) or next(own, None)


def _parse_whole(line: str, title: str | None) -> Citation | None:
    """Read a citation that says where the work stands: a line of names and a date is none."""
    cited = parse_citation(line, title)
    return cited if cited and any((cited.container_title, cited.publisher, cited.doi, cited.volume)) else None


def _from_citation(cited: Citation | None) -> dict[str, Any]:
    return {} if cited is None else {name: getattr(cited, name) for name in Citation.__dataclass_fields__}


_DATED = re.compile(r"(?:first |issue |article )?(?:published|posted|publication date)(?: online)?:?\s*(.{4,40})", re.IGNORECASE)


def _from_lines(fields: Fields) -> dict[str, Any]:
    """Give what the lines at the head of the page say without a label: DOI, journal line, day."""
    lines = [unmark(line) for line in fields.above if line][:HEAD]
    source = next((found for line in lines if (found := parse_journal_line(line))), None)
    dated = next((date for line in map(without_dois, lines) if (match := _DATED.search(line)) and (date := parse_date(match[1]))), None)
    return combine(
        {name: getattr(source, name) for name in ("container_title", "issued", "volume", "issue", "page", "doi")} if source else {},
        {"doi": next((doi for line in [*lines, *fields.loose] for doi in find_dois(line)), None), "issued": dated},
        read_source(lines),
    )


def _abstracts(fields: Fields, head: dict[str, Any], linked: dict[str, Any]) -> tuple[Text, ...]:
    """Give the abstracts under their labels, or the head's where the page has none, or where the page's runs on into the article."""
    shown = make_abstracts(abstract_blocks(fields) if any(abstract_blocks(fields)) else _unlabelled(fields))
    described = make_abstracts([[text]] if (text := head.get("abstract") or linked.get("abstract")) else [])
    overrun = shown and described and len(shown[0].content) > _OVERRUN > 2 * len(described[0].content)
    return described if overrun or not shown else shown


def _unlabelled(fields: Fields) -> list[list[str]]:
    """Give the first paragraph above the article that is headed like an abstract, where no label says that it is one."""
    blocks = [block.split("\n") for block in paragraphs(fields.above)]
    headed = [block for block in blocks if sum(bool(heading_kinds(line.split(":")[0])) for line in block if ":" in line) > 1]
    return headed[:1] or _before_body(blocks)


def _before_body(blocks: Sequence[list[str]]) -> list[list[str]]:
    """Give the paragraphs right above the article's introduction, the headed ones of an abstract together."""
    at = next((at for at, block in enumerate(blocks) if _INTRODUCTION.fullmatch(unmark(block[0]))), 0)
    start = at
    while start and (len(" ".join(blocks[start - 1])) > _PARAGRAPH or heading_kinds(blocks[start - 1][0].split(":")[0])):
        start -= 1
    return [[line for block in blocks[start:at] for line in block]] if start < at else []


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
