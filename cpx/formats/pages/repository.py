"""Repository pages: EPrints of any site, and DSpace-like pages told by their labels."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from cpx.domain.record import Record
from cpx.domain.text import Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import (
    abstract_blocks,
    best_date,
    combine,
    find_isbns,
    find_issns,
    from_fields,
    fuller_names,
    make_abstracts,
    make_record,
)
from cpx.formats.pages.citation import Citation, parse_citation
from cpx.formats.pages.fields import Fields, paragraphs, read_fields, read_lines, unmark
from cpx.formats.pages.funding import HEADERS, read_funders, read_table
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.meta import read_head, read_meta
from cpx.formats.pages.score import marks, score_marks
from cpx.formats.pages.terms import find_licence, read_type

NAME = "repository"
_MARKS = marks(
    (r"^\W*(?:item|record|resource|output) type\b", 0.25),
    (r"^\W*depositing user\b|^\W*date deposited\b", 0.3),
    (r"/id/eprint/\d+|\beprints?\.[\w.-]+\.\w+/\d+|local eprints id", 0.3),
    (r"^\W*uncontrolled keywords\b", 0.25),
    (r"^\W*(?:divisions|academic units|authors/creators|school/department|faculty \\ school)\b", 0.15),
    (r"hdl\.handle\.net/|/handle/[\d.]+/\d+", 0.25),
    (
        (
            r"^\W*(?:show|view) (?:full|simple) (?:item|metadata) (?:record|page)|^\W*appears in collections|^\W*collections\W*$"
            r"|^\W*files in this item"
        ),
        0.25,
    ),
    (r"\bdc\.(?:title|contributor\.author|date\.issued|identifier\.uri)\b", 0.5),
    (r"^\W*available under licen[cs]e\b|(?:published|accepted|submitted) version\b|accepted manuscript", 0.1),
    (r"open access status|downloads since deposit|^\W*publisher(?:'s)? version\b|^\W*\[?thumbnail of|repository staff only", 0.2),
    (r"^\W*(?:pure uuid|oai id|open archives initiative)|actions \(login required\)|\bdeposited on\b", 0.2),
    (r"^\W*(?:PMID:|similar articles|mesh terms|linkout)", -0.2),
)
_VERSION_LINE = re.compile(
    r"\.(?:pdf|docx?|pptx?|xlsx?)\b|available under licen[cs]e|^(?:published|accepted|submitted) version|^(?:text|image|video"
    r"|other)\b.{0,80}$|repository staff only|restricted to|request a copy",
    re.IGNORECASE,
)
_CITED = re.compile(r"\((?:19|20)\d\d[^)]{0,20}\)")
_IS_THESIS = re.compile(
    r"\)\s.{5,400}\.\s(?:(?:doctoral|phd|masters?(?:\sby\sresearch)?|mphil|edd|dphil|msc)\s)(?:thesis|dissertation)\b", re.IGNORECASE
)
_GLUED = re.compile(r"[a-z][A-Z][a-z]")
_MIN_PROSE, _FEW_WORDS = 200, 2


def score(source: Source) -> float:
    """Say how sure it is that a page is an item of a repository."""
    if is_dead(source.text) and not _eprints(source):
        return 0.0
    return min(1.0, score_marks(source.text, _MARKS) + (0.6 if _eprints(source) else 0.0))


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work of a repository page."""
    fields = read_fields(read_lines(source.text))
    head = read_head(source.html)
    title = head.get("title") or _find_title(fields)
    cited = _find_citation(fields, title)
    found = combine(_from_head(head), {"title": title}, _from_citation(cited), from_fields(fields))
    found["issued"] = best_date(head.get("issued"), cited.issued if cited else None, from_fields(fields)["issued"])
    found["authors"] = fuller_names(found.get("authors", ()), from_fields(fields)["authors"])
    found["texts"] = _abstracts(fields, head)
    if not found.get("title") and not found.get("doi") and not found["texts"]:
        yield Problem("page", "no title, DOI or abstract was found on this repository page")
        return
    yield make_record(NAME, source.text, _finish(found, fields, source.text))


def _eprints(source: Source) -> bool:
    return source.html is not None and any(name.startswith("eprints.") for name in read_meta(source.html))


def _from_head(head: dict[str, Any]) -> dict[str, Any]:
    """Give the head's fields; its kind of work in CSL's words, and its address only where the page itself gives none."""
    return {**{name: value for name, value in head.items() if name != "url"}, "type": read_type((head.get("type") or "").replace("_", " "))}


def _from_citation(cited: Citation | None) -> dict[str, Any]:
    return {} if cited is None else {name: getattr(cited, name) for name in Citation.__dataclass_fields__}


def _find_title(fields: Fields) -> str | None:
    """Give the line that the page's own citation repeats, else the first heading, else what the citation calls it, else the first line."""
    cited = [unmark(line) for line in _all_lines(fields) if _CITED.search(line)]
    lines = [unmark(line) for line in [*fields.lines("title"), *fields.head] if line and not _VERSION_LINE.search(line)]
    headings = (unmark(line) for line in fields.head if line.startswith("#"))
    said = (found.title for line in cited if (found := parse_citation(line)))
    plain = (line for line in _off_menus(fields, lines) if not _CITED.search(line[:_CITED_WITHIN]) or len(lines) == 1)
    title = _confirmed(lines, cited) or fields.first("title") or next(headings, None) or next(said, None) or next(plain, None)
    return title.rstrip(".") if title else None


def _off_menus(fields: Fields, lines: Sequence[str]) -> Sequence[str]:
    """Leave off the trail of links and the menus that a page prints above its title, where anything else is left."""
    links = {unmark(line) for line in fields.head if line.startswith("•")}
    kept = [line for line in lines if line not in links and len(line.split()) > _FEW_WORDS and len(_GLUED.findall(line)) <= 1]
    return kept or lines


def _confirmed(lines: Sequence[str], cited: Sequence[str]) -> str | None:
    """Give the longest line of several words that a citation on the page repeats."""
    repeated = (line for line in lines if " " in line and any(_repeats(text, line) for text in cited))
    return max(repeated, key=len, default=None)


def _repeats(text: str, line: str) -> bool:
    return line.rstrip(".") in text and len(line) < len(text) / _MORE


_MORE, _CITED_WITHIN = 1.2, 2_000


def _find_citation(fields: Fields, title: str | None) -> Citation | None:
    """Give the line of the page that cites its own work."""
    candidates = (unmark(line) for line in _all_lines(fields) if _CITED.search(line) and line != title)
    return next((cited for line in candidates if (cited := parse_citation(line, title))), None)


def _all_lines(fields: Fields) -> list[str]:
    return [*fields.lines("citation"), *fields.head, *fields.loose]


def _abstracts(fields: Fields, head: dict[str, Any]) -> tuple[Text, ...]:
    """Give the abstract under its label, else from the page's head, else the longest prose that stands under no label."""
    labelled = make_abstracts(abstract_blocks(fields))
    if labelled:
        return labelled
    if head.get("abstract"):
        return make_abstracts([[head["abstract"]]])
    blocks = [block for block in paragraphs([*fields.head, "", *fields.loose]) if len(block) > _MIN_PROSE and not _is_citation(block)]
    return make_abstracts([[line for line in max(blocks, key=len).split("\n") if not _VERSION_LINE.search(line)]]) if blocks else ()


def _is_citation(block: str) -> bool:
    return _CITED.search(block) is not None and parse_citation(block.partition("\n")[0]) is not None


def _finish(found: dict[str, Any], fields: Fields, text: str) -> dict[str, Any]:
    """Add what needs more than one field: licence, funders, numbers in the citation, the type where only the place is said."""
    found["licence"] = found.get("licence") or find_licence(text)
    found["funders"] = _funders(fields.lines("funding"))
    found["issn"] = found.get("issn") or find_issns(" ".join(line for line in fields.head if "ISSN" in line))
    found["isbn"] = found.get("isbn") or find_isbns(" ".join(line for line in fields.head if "ISBN" in line))
    found["type"] = (
        found.get("type") or _thesis(fields) or ("article-journal" if found.get("container_title") and found.get("issn") else None)
    )
    found["source_id"] = found.get("url") or found.get("doi")
    return found


def _thesis(fields: Fields) -> str | None:
    """Tell a thesis by the citation of the page."""
    return "thesis" if any(_IS_THESIS.search(line) for line in _all_lines(fields)) else None


def _funders(lines: Sequence[str]) -> tuple[Any, ...]:
    """Read funders from sentences, or from a table of funders and grant numbers."""
    plain = [line for line in lines if line]
    head = next((at for at, line in enumerate(plain) if line.lower() in HEADERS), None)
    if head is not None:
        return (*read_funders(" ".join(plain[:head])), *read_table(plain[head:]))
    if len(plain) > 1 and all(len(line) < _MIN_PROSE and not line.endswith(".") for line in plain):
        return read_table(plain)
    return read_funders(" ".join(plain))


FORMAT = Format(name=NAME, label="repository page (EPrints, DSpace)", score=score, load=load)
