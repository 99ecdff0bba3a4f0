"""PubMed and PubMed Central pages, and the pages of sites that mirror them, in one language or two."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from cpx.domain.identifiers import find_dois
from cpx.domain.people import looks_like_names, parse_names
from cpx.domain.record import Name, Record
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import abstract_blocks, best_date, combine, find_pubmed_ids, from_fields, make_abstracts, make_record
from cpx.formats.pages.citation import parse_citation, parse_journal_line
from cpx.formats.pages.fields import Fields, paragraphs, read_fields, read_lines, unmark
from cpx.formats.pages.funding import read_table
from cpx.formats.pages.furniture import is_dead
from cpx.formats.pages.mesh import read_headings
from cpx.formats.pages.meta import read_head
from cpx.formats.pages.score import marks, score_marks
from cpx.formats.pages.terms import read_terms

NAME = "pubmed-mirror"
_MARKS = marks(
    (r"\bPMID\b:?\s*\d", 0.35),
    (r"\bPMCID\b:?\s*PMC|^\W*PMC\d{5,9}\b", 0.2),
    (r"^\W*mesh(?: terms| headings)?\s*(?:[:：]|$)", 0.35),
    (r"\(pubmed\)|^\W*pubmed\b|pubmed disclaimer|free pmc article|pubmed\.ncbi|pmc\.ncbi", 0.2),
    (r"^\W*(?:similar articles|linkout|publication types|full text links|associated data|affiliations)\b", 0.1),
    (r"\b(?:19|20)\d\d(?: [A-Z][a-z]{2})?(?: \d{1,2})?;\s?\d+(?:\(\w+\))?:", 0.1),
    (r"^\W*(?:关键词|關鍵詞|摘要)\s*[:：]", 0.15),
    (r"^\W*abstract\b", 0.1),
    (r"^\W*(?:item type|depositing user|date deposited|uncontrolled keywords)\b|/id/eprint/", -0.5),
    (r"^\W*author\(s\):", -0.1),
)
_NUMBERED = re.compile(r"(?m)^\s*\d{1,4}[.:] (?=[A-Z][^\n]{2,120}?\.? (?:19|20)\d\d\b[^\n]{0,60}[;.])")
_LOGO = re.compile(r"^(?P<name>.{3,120}?) ?logoLink to (?P=name)$")
_GATHERED = re.compile(r"collection|author manuscripts|funders? group", re.IGNORECASE)
"""What PubMed Central shows a logo of that is no journal."""
_SPACED = re.compile(r"\s+(?=[A-Z])")
_FEW_WORDS, _FEW_CAPITALS = 4, 2


def score(source: Source) -> float:
    """Say how sure it is that a page is PubMed's, or a copy of one."""
    return 0.0 if is_dead(source.text) else score_marks(source.text, _MARKS)


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the work of a page, or the works of PubMed's own list as text (each begins with its number)."""
    parts = [part for part in _NUMBERED.split(source.text) if part.strip()]
    several = source.html is None and _NUMBERED.match(source.text) is not None
    for number, part in enumerate(parts if several else [source.text], start=1):
        record = _read(part, read_head(source.html))
        yield record or Problem(f"record {number}", "no title, DOI, PubMed id or abstract was found")


def _read(text: str, head: dict[str, Any]) -> Record | None:
    fields = read_fields(read_lines(text))
    found = combine(_from_head(head), _from_journal_line(fields), from_fields(fields))
    title, authors = _find_title(fields)
    found["title"] = found.get("title") or title
    found["authors"] = authors if len(authors) >= len(found.get("authors", ())) else found["authors"]
    found["doi"] = found.get("doi") or _find_doi(fields)
    found["issued"] = best_date(found.get("issued"), _from_journal_line(fields).get("issued"))
    found["identifiers"] = find_pubmed_ids(_about(text)) or found.get("identifiers")
    found["texts"] = make_abstracts(abstract_blocks(fields)) or make_abstracts(
        [[head["abstract"]]] if head.get("abstract") else _unlabelled(fields)
    )
    if not any(found.get(name) for name in ("title", "doi", "identifiers", "texts")):
        return None
    return make_record(NAME, text, {**found, **_terms(fields), **_rest(found, fields)})


def _from_head(head: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in head.items() if name not in ("publisher", "type", "keywords", "url")}


def _from_journal_line(fields: Fields) -> dict[str, Any]:
    """Read the journal line, and the journal's own name where the page shows its logo."""
    lines = [*fields.head[:12], *fields.lines("citation")]
    logo = next((match["name"] for line in fields.head[:8] if (match := _LOGO.match(unmark(line))) and not _GATHERED.search(line)), None)
    joined = [f"{name}{rest}" for name, rest in pairwise(lines) if rest.startswith(". ") and not _LOGO.match(unmark(name))]
    found = next((line for text in [*joined, *lines] if (line := parse_journal_line(unmark(text)))), None) or next(
        (cited for line in fields.lines("citation") if (cited := parse_citation(unmark(line)))), None
    )
    if found is None:
        return {"container_title": logo}
    named = {name: getattr(found, name) for name in ("authors", "issued", "volume", "issue", "page", "doi")}
    return {**named, "container_title": logo or found.container_title}


def _find_title(fields: Fields) -> tuple[str | None, tuple[Name, ...]]:
    """Give the title and the authors: the names stand under the title, and are the first line of the page that is all names."""
    blocks = [_join(block) for line in paragraphs(fields.above) for block in _lines(line)]
    for title, names in pairwise(blocks):
        if looks_like_names(names) and len(title.split()) > _FEW_CAPITALS and not parse_journal_line(title) and not looks_like_names(title):
            return title.strip("[]").rstrip("."), parse_names(names)
    heading = next((unmark(line).rstrip(".") for line in fields.head if line.startswith("# ")), None)
    return heading, ()


def _lines(block: str) -> list[str]:
    """Give a paragraph whole where its lines are one wrapped text, else line by line."""
    lines = block.split("\n")
    wrapped = len(lines) > 1 and all(len(line) > _WRAPPED for line in lines[:-1]) and not any(line.startswith("#") for line in lines)
    return [" ".join(lines)] if wrapped else lines


_WRAPPED = 55


def _join(line: str) -> str:
    return unmark(line).strip()


def _unlabelled(fields: Fields) -> list[list[str]]:
    """Give the longest paragraph of a record that prints its abstract under no label, as PubMed's text format does."""
    blocks = [
        block for block in paragraphs([*fields.head, "", *fields.loose]) if len(block) > _PROSE and not looks_like_names(_join(block))
    ]
    return [max(blocks, key=len).split("\n")] if blocks else []


_PROSE = 250


def _find_doi(fields: Fields) -> str | None:
    """Give the DOI that stands beside the PubMed ids or in the first lines; never one of a reference."""
    lines = [*fields.lines("pmid"), *fields.lines("pmcid"), *fields.head[:15]]
    return next((doi for line in lines for doi in find_dois(line)), None)


def _about(text: str) -> str:
    """Give the part of a page that speaks of the work itself: the references and the similar articles have ids too."""
    return re.split(r"(?im)^\W*(?:similar articles|(?:list of )?references|cited by|associated data)\W*$", text)[0]


def _terms(fields: Fields) -> dict[str, Any]:
    """Read keywords and MeSH headings; the lines as printed are kept, since some pages part terms by spaces alone."""
    keywords, mesh = ([unmark(line) for line in fields.lines(name)] for name in ("keywords", "mesh"))
    extra = {name: "\n".join(lines) for name, lines in (("keywords", keywords), ("mesh", mesh)) if lines}
    return {"keywords": split_spaced(keywords) or read_terms(keywords), "headings": read_headings(mesh), "extra": extra}


def split_spaced(lines: list[str]) -> tuple[str, ...]:
    """Cut keywords that only spaces part: each begins with a capital. () where the line has marks, or too few words to be a list."""
    if len(lines) != 1 or re.search(r"[;,，；|◽•、]", lines[0]) or len(lines[0].split()) < _FEW_WORDS:
        return ()
    parts = [part.strip() for part in _SPACED.split(lines[0]) if part.strip()]
    return tuple(dict.fromkeys(parts)) if len(parts) >= _FEW_CAPITALS else ()


def _rest(found: dict[str, Any], fields: Fields) -> dict[str, Any]:
    """Add what follows from other fields."""
    return {
        "type": "article-journal",
        "editors": (),
        "funders": read_table([line.replace("/", " ", 1) if line.count("/") > 1 else line for line in fields.lines("funding")]),
        "source_id": found.get("doi") or next((identifier.value for identifier in found.get("identifiers") or ()), None),
    }


FORMAT = Format(name=NAME, label="PubMed page or mirror", score=score, load=load)
