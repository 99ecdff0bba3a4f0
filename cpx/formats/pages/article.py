"""A publisher's page of one article or chapter: abstract, keywords, "Cite this", and the citation tags in its head."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from cpx.domain.dates import parse_date
from cpx.domain.headings import NONE, heading_kinds
from cpx.domain.identifiers import find_dois, parse_doi
from cpx.domain.people import is_organisation, looks_like_names, parse_name, parse_names
from cpx.domain.record import Name, Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import abstract_blocks, best_date, combine, find_issns, from_fields, fuller_names, make_abstracts, make_record
from cpx.formats.pages.citation import Citation, parse_citation, parse_journal_line
from cpx.formats.pages.fields import Fields, read_fields, read_lines, unmark
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.meta import has_citation, read_head, read_linked, read_meta, read_page_title
from cpx.formats.pages.score import marks, score_marks
from cpx.formats.pages.terms import read_licence, read_terms, read_type

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
_ROLES = frozenset(("Article", "NewsArticle", "BlogPosting"))
_TITLE_MIN, _TITLE_MAX, _HEAD = 15, 350, 40
_OVERRUN = 5_000
_REFERENCES = re.compile(
    r"(?im)^\W*(?:references|list of references|bibliography|related (?:articles|content|research)|similar (?:articles|content).*"
    r"|cited by)\W*$"
)


def score(source: Source) -> float:
    """Say how sure it is that a page shows one article: by the tags in its head, else by its abstract, keywords and "Cite this"."""
    tagged = _TAGS if has_citation(source.html) else _LINKED if _scholarly(source.html) else 0.0
    if not tagged and is_dead(source.text):
        return 0.0
    return min(1.0, max(0.0, tagged + score_marks(source.text, _MARKS)))


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work of the page."""
    fields = read_fields(read_lines(source.text))
    head, linked = read_head(source.html), _from_linked(_scholarly(source.html))
    title, names = _find_title(fields)
    cited = _find_citation(fields, head.get("title") or title)
    found = combine(head, linked, _from_citation(cited), from_fields(fields), {"title": title, "authors": names}, _from_lines(fields))
    if not found.get("title") and found.get("doi"):
        found["title"] = read_page_title(source.html)
    found["authors"] = fuller_names(found.get("authors", ()), names)
    found["issued"] = best_date(found.get("issued"), from_fields(fields)["issued"], _from_lines(fields).get("issued"))
    found["doi"] = found.get("doi") or next(iter(find_dois(_REFERENCES.split(source.text)[0])), None)
    found["texts"] = _abstracts(fields, head, linked)
    if not found.get("title") and not found["texts"]:
        yield Problem("page", "no title and no abstract was found on this page")
        return
    found["keywords"] = read_terms(fields.lines("keywords")) or found.get("keywords")
    found["licence"] = found.get("licence") or next((licence for line in source.text.split("\n") if (licence := read_licence(line))), None)
    found["type"] = _type(found, source)
    found["editors"] = found.get("editors") if found["type"] in ("chapter", "book") else ()
    found["language"] = found.get("language", "")[:2].lower() or None
    found["source_id"] = found.get("doi") or found.get("url")
    yield make_record(NAME, source.text, found)


def _scholarly(html: str | None) -> dict[str, Any]:
    """Give the page's own description in JSON-LD, if it is that of a scholarly work."""
    return next(
        (
            item
            for item in read_linked(html)
            if not _ROLES.intersection(kind for kind in _listed(item.get("@type")) if isinstance(kind, str))
        ),
        {},
    )


def _from_linked(item: dict[str, Any]) -> dict[str, Any]:
    """Give the fields of a JSON-LD work that stand there plainly."""
    names = (author.get("name") if isinstance(author, dict) else author for author in _listed(item.get("author")))
    authors = (parse_name(name) for name in names if isinstance(name, str))
    part_of = next((part for part in _listed(item.get("isPartOf")) if isinstance(part, dict)), {})
    addresses = [value for key in ("sameAs", "@id", "identifier", "url") for value in _listed(item.get(key)) if isinstance(value, str)]
    return {
        "title": _string(item.get("headline")) or _string(item.get("name")),
        "authors": tuple(author for author in authors if author),
        "issued": parse_date(_string(item.get("datePublished")) or ""),
        "doi": next((doi for value in addresses if (doi := parse_doi(value))), None),
        "publisher": _named(item.get("publisher")),
        "container_title": _string(part_of.get("name")) or _named(part_of.get("isPartOf")),
        "issn": find_issns(" ".join(value for value in _listed(part_of.get("issn")) if isinstance(value, str))),
        "abstract": _string(item.get("abstract")) or _string(item.get("description")),
        "type": read_type(next(iter(_listed(item.get("@type"))), "")),
        "keywords": read_terms([value for value in _listed(item.get("keywords")) if isinstance(value, str)]),
    }


def _listed(value: Any) -> list[Any]:  # noqa: ANN401
    return value if isinstance(value, list) else [] if value is None else [value]


def _string(value: Any) -> str | None:  # noqa: ANN401
    return value.strip() or None if isinstance(value, str) else None


def _named(value: Any) -> str | None:  # noqa: ANN401
    return _string(value.get("name")) if isinstance(value, dict) else _string(value)


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
    shown = make_abstracts(abstract_blocks(fields))
    described = make_abstracts([[text]] if (text := head.get("abstract") or linked.get("abstract")) else [])
    overrun = shown and described and len(shown[0].content) > _OVERRUN > 2 * len(described[0].content)
    return described if overrun or not shown else shown


def _type(found: dict[str, Any], source: Source) -> str | None:
    """Tell the kind of work: by what holds it, else by what the page calls it."""
    meta = read_meta(source.html) if source.html else {}
    if "citation_inbook_title" in meta or (found.get("isbn") and found.get("container_title")):
        return "chapter"
    if "citation_dissertation_institution" in meta:
        return "thesis"
    if "citation_technical_report_institution" in meta:
        return "report"
    if "citation_journal_title" in meta or found.get("issn"):
        return "article-journal"
    said = found.get("type") or ""
    return (
        read_type(said)
        or (said if "-" in said else None)
        or ("article-journal" if found.get("container_title") else "book" if found.get("isbn") else None)
    )


FORMAT = Format(name=NAME, label="publisher's page of one article", score=score, load=load)
