"""A plain abstract as a person pasted it: with or without a title line, authors, headings, keywords and DOI."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from cpx.domain.headings import heading_kinds
from cpx.domain.identifiers import find_dois
from cpx.domain.people import looks_like_names, parse_names
from cpx.domain.record import Record
from cpx.domain.text import BODY, Text
from cpx.formats.base import Format, Problem, Source
from cpx.formats.pages.build import MAX_ABSTRACT, abstract_blocks, combine, find_pubmed_ids, from_fields, make_abstracts, make_record
from cpx.formats.pages.citation import Citation, parse_citation, parse_journal_line
from cpx.formats.pages.fields import Fields, read_fields, read_lines, unmark
from cpx.formats.pages.furniture import is_dead, is_furniture
from cpx.formats.pages.mesh import read_headings
from cpx.formats.pages.post import is_running_text
from cpx.formats.pages.source_lines import is_kind
from cpx.formats.pages.terms import read_terms

NAME = "plain"
_DATA = re.compile(r"\s*(?:[{\[<]|@\w+\s*\{|TY {2}- |PMID- |%0 |FN |\w+[,;\t]\w+[,;\t]\w+[,;\t]\w+\s*$|10\.\d{4,9}/\S+\s*$)", re.MULTILINE)
_STOP = re.compile(r"[.。!?](?:\s|$)")
_ABSTRACT = re.compile(r"^\W*(?:abstract|summary|摘要)\b", re.IGNORECASE | re.MULTILINE)
_HEADED = re.compile(
    r"^\W*(?:background|objectives?|aims?|purpose|introduction|methods?|results?|findings|conclusions?|背景|目的|方法|结果|结论)\b",
    re.IGNORECASE | re.MULTILINE,
)
_ONLY_DOI = re.compile(r"(?:doi\s*:?\s*)?(?:https?://\S*)?10\.\d{4,9}/\S+", re.IGNORECASE)
_YEAR_END = re.compile(r"[\s,.(]+((?:19|20)\d\d)\)?\.?$")
_ABSTRACT_LENGTH, _LONG, _WHOLE_PAGE = 6_000, 20_000, 0.15
_OF_PAGE, _RUNNING, _HEAD_LINES = 0.2, 0.15, 8
_PROSE, _LABELLED, _HEADINGS, _TWO = 0.35, 0.15, 0.1, 2
_TITLE_MAX, _TITLE_WORDS, _SENTENCE_WORDS = 350, 45, 18
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORTEST = 15
_MANY_LINES, _SHORT_LINE, _MOSTLY = 14, 50, 0.6


def score(source: Source) -> float:
    """Say how sure it is that a text is an abstract: prose of an abstract's length and little else."""
    text = source.text[:_LONG]
    if _DATA.match(text) or not _has_sentence(text) or is_dead(text):
        return 0.0
    if source.html is not None or len(source.text) > _ABSTRACT_LENGTH or _is_broken(text):
        return _WHOLE_PAGE
    page = _OF_PAGE if any(is_kind(line.strip()) for line in text.split("\n", _HEAD_LINES)[:-1]) else 0.0
    page += _RUNNING if is_running_text(text) else 0.0
    return _PROSE - page + (_LABELLED if _ABSTRACT.search(text) else 0.0) + (_HEADINGS if len(_HEADED.findall(text)) >= _TWO else 0.0)


def _has_sentence(text: str) -> bool:
    """Say whether a line is long enough for a sentence and has the end of one."""
    return any(_STOP.search(line, _SHORTEST) is not None for line in text.split("\n") if len(line) > _SHORTEST)


def _is_broken(text: str) -> bool:
    """Say whether a text is many short lines: a page, not an abstract."""
    lines = [line for line in text.split("\n") if line.strip()]
    if sum(map(is_furniture, map(str.strip, lines))) > 1:
        return True
    return len(lines) > _MANY_LINES and sum(len(line) < _SHORT_LINE for line in lines) > _MOSTLY * len(lines)


def load(source: Source) -> Iterator[Record | Problem]:
    """Give the one work that the text describes."""
    if len(source.text) > MAX_ABSTRACT * 2:
        yield Problem(
            "text", f"{len(source.text):,} characters are too many for an abstract; save the page itself, or cut the abstract out"
        )
        return
    fields = read_fields(read_lines(source.text))
    head = [line for line in fields.head if line and not is_kind(line)]
    labelled = list(abstract_blocks(fields))
    title, rest = _take_title(head, alone=not labelled and not any(fields.loose))
    cited, rest = _take_citation(rest, title)
    authors, rest = _take_authors(rest)
    found = combine(from_fields(fields), {"title": title, "authors": authors}, cited)
    texts = make_abstracts(labelled) or make_abstracts([[*rest, *(line for line in fields.loose if line)]]) or _body([*rest, *fields.loose])
    if not texts and not found.get("title"):
        yield Problem("text", "there is no abstract in it, and no title")
        return
    yield make_record(NAME, source.text, {**found, "texts": texts, **_more(fields, source.text, found)})


def _take_title(lines: Sequence[str], *, alone: bool) -> tuple[str | None, list[str]]:
    """Take the title off the head of a text; ``alone``: no label says where the abstract begins, so a sentence is no title."""
    if not lines or (alone and len(lines) == 1) or not _can_title(unmark(lines[0]), alone=alone):
        return None, list(lines)
    return unmark(lines[0]).rstrip("."), list(lines[1:])


def _can_title(line: str, *, alone: bool) -> bool:
    """Say whether a first line is a title: short, no heading of an abstract, no names, no source, no sentence among sentences."""
    size = len(line.split())
    if len(line) > _TITLE_MAX or size > _TITLE_WORDS or line.endswith((":", ";")):
        return False
    if alone and size > _SENTENCE_WORDS and line.endswith((".", "。")):
        return False
    named = looks_like_names(line) or _ONLY_DOI.fullmatch(line) or parse_journal_line(line)
    return not (named or heading_kinds(line.split(":", maxsplit=1)[0]))


def _take_citation(lines: Sequence[str], title: str | None) -> tuple[dict[str, Any], list[str]]:
    """Take a line that cites the work (``Smith J, Doe J. Res Involv 2023. DOI: ...``) off the lines below the title."""
    found: dict[str, Any] = {}
    rest: list[str] = []
    for line in lines:
        part = _read_source(line, title) if len(line) < _TITLE_MAX and len(rest) < _TWO else None
        if part:
            found = combine(found, part)
        else:
            rest.append(line)
    return found, rest


def _read_source(line: str, title: str | None) -> dict[str, Any] | None:
    if _ONLY_DOI.fullmatch(line.strip(" .")):
        return {"doi": next(iter(find_dois(line)), None)}
    cited = parse_citation(line, title) if _YEAR.search(line) or find_dois(line) else None
    cited = cited or (None if line.endswith(("?", "!")) else parse_journal_line(line))
    if cited is None:
        return None
    named = title and cited.title and cited.title != title
    return _parts(_as_journal(cited) if named else cited)


def _parts(cited: Citation) -> dict[str, Any]:
    """Give the parts of a citation by name."""
    return {name: getattr(cited, name) for name in Citation.__dataclass_fields__}


def _as_journal(cited: Citation) -> Citation:
    """Read what stands behind the names as the journal, where the title has a line of its own."""
    source = parse_journal_line(cited.title or "")
    if source:
        return replace(source, authors=cited.authors, doi=cited.doi)
    year = _YEAR_END.search(cited.title or "")
    name = _YEAR_END.sub("", cited.title or "")
    return replace(
        cited, title=None, container_title=cited.container_title or name or None, issued=cited.issued or (year[1] if year else None)
    )


def _take_authors(lines: Sequence[str]) -> tuple[Any, list[str]]:
    if lines and looks_like_names(unmark(lines[0])):
        return tuple(dict.fromkeys(parse_names(unmark(lines[0])))), list(lines[1:])
    return (), list(lines)


def _body(lines: Sequence[str]) -> tuple[Text, ...]:
    """Keep a text that is too long for an abstract as the body of a page."""
    content = "\n".join(line for line in lines if line)
    return (Text(content, BODY),) if len(content) > MAX_ABSTRACT else ()


def _more(fields: Fields, text: str, found: dict[str, Any]) -> dict[str, Any]:
    """Add keywords, headings and ids, and the DOI where it stands anywhere but in a list of references."""
    doi = found.get("doi") or next(iter(find_dois("\n".join([*fields.head, *fields.loose]))), None)
    return {
        "doi": doi,
        "keywords": read_terms(fields.lines("keywords")),
        "headings": read_headings(fields.lines("mesh")),
        "identifiers": find_pubmed_ids(text),
        "source_id": doi,
        "type": found.get("type") or ("article-journal" if found.get("container_title") and found.get("volume") else None),
    }


FORMAT = Format(name=NAME, label="plain abstract", score=score, load=load)
