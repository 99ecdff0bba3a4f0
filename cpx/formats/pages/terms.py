"""Lists of terms on a page (keywords, subjects), licences and kinds of work, in one form each."""

import re
from collections.abc import Sequence

from cpx.domain.characters import fold_space

CSL_TYPES = {
    "article": "article-journal",
    "journal article": "article-journal",
    "journal contribution": "article-journal",
    "original article": "article-journal",
    "research article": "article-journal",
    "review": "article-journal",
    "review article": "article-journal",
    "contribution to journal": "article-journal",
    "text::journal::journal article": "article-journal",
    "journal": "article-journal",
    "scholarly article": "article-journal",
    "preprint": "article",
    "book section": "chapter",
    "book chapter": "chapter",
    "chapter": "chapter",
    "part of book or chapter of book": "chapter",
    "contribution to book": "chapter",
    "book": "book",
    "edited book": "book",
    "monograph": "report",
    "report": "report",
    "technical report": "report",
    "project report": "report",
    "research report": "report",
    "working paper": "report",
    "discussion paper": "report",
    "policy brief": "report",
    "commissioned report": "report",
    "thesis": "thesis",
    "phd thesis": "thesis",
    "doctoral thesis": "thesis",
    "master thesis": "thesis",
    "master's thesis": "thesis",
    "bachelor thesis": "thesis",
    "artículo": "article-journal",
    "independent report": "report",
    "masters thesis": "thesis",
    "dissertation": "thesis",
    "conference or workshop item": "paper-conference",
    "conference paper": "paper-conference",
    "conference item": "paper-conference",
    "conference proceedings": "paper-conference",
    "conference contribution": "paper-conference",
    "proceedings section": "paper-conference",
    "conference object": "paper-conference",
    "dataset": "dataset",
    "data set": "dataset",
    "presentation": "speech",
    "website": "webpage",
    "web page": "webpage",
    "webpage": "webpage",
    "blog": "post-weblog",
    "blog post": "post-weblog",
    "blogposting": "post-weblog",
    "video": "motion_picture",
    "other": "document",
}
"""What repositories and publishers call a kind of work -> its CSL type."""

_LICENCES = (
    (r"\b(?:cc0|public domain dedication|publicdomain/zero)\b", "CC0"),
    (r"non-?commercial[\s/-]*(?:no[\s-]?deriv\w*)|\bby-nc-nd\b|\bcc[ -]by[ -]nc[ -]nd\b", "CC BY-NC-ND"),
    (r"non-?commercial[\s/-]*share[\s-]?alike|\bby-nc-sa\b|\bcc[ -]by[ -]nc[ -]sa\b", "CC BY-NC-SA"),
    (r"non-?commercial|\bby-nc\b|\bcc[ -]by[ -]nc\b", "CC BY-NC"),
    (r"attribution[\s/-]*no[\s-]?deriv\w*|\bby-nd\b|\bcc[ -]by[ -]nd\b", "CC BY-ND"),
    (r"attribution[\s/-]*share[\s-]?alike|\bby-sa\b|\bcc[ -]by[ -]sa\b", "CC BY-SA"),
    (r"attribution|licenses/by/|\bcc[ -]by\b", "CC BY"),
)
_CREATIVE = re.compile(r"creative ?commons|\bcc0\b|\bcc[ -]by\b|licenses/by", re.IGNORECASE)
_VERSION = re.compile(r"(?:attribution|commercial|derivat\w*|alike|by|nc|nd|sa|licen[cs]e)\D{0,40}?\b([1-4]\.\d)\b", re.IGNORECASE)
_STRONG = re.compile(r"\s*[;；|◽•·⋅●]\s*|\t+")
_COMMA = re.compile(r"\s*[,，、]\s*")
_NESTED = re.compile(r"[,，、]\s*(?![^(]*\))")
_WIDE = re.compile(r"\s{2,}")
_TRAILING = re.compile(r"\s*(?:\.|…|\[.{0,20}\])\s*$")
_MAX_TERM, _MAX_TERMS = 120, 60


def read_licence(text: str) -> str | None:
    """Give the Creative Commons licence that a text names, as ``CC BY 4.0``; None where it names none."""
    found = _CREATIVE.search(text)
    if not found:
        return None
    passage = text[max(0, found.start() - 10) : found.end() + 160]
    name = next((name for pattern, name in _LICENCES if re.search(pattern, passage, re.IGNORECASE)), None)
    version = _VERSION.search(passage)
    return f"{name} {version[1]}" if name and version else name


def find_licence(page: str) -> str | None:
    """Give the licence of the first line of a page that names one."""
    return next((licence for line in page.split("\n") if (licence := read_licence(line))), None)


def read_type(text: str | None) -> str | None:
    """Give the CSL type of what a page calls its work; of ``Monograph (Working Paper)`` either part may tell."""
    if not text:
        return None
    name = fold_space(text).lower()
    if name in CSL_TYPES:
        return CSL_TYPES[name]
    plain = re.split(r"[(/,:›>]", name)[0].strip()
    parts = (part.strip() for part in re.findall(r"[^(),/›>]+", name))
    return CSL_TYPES.get(plain) or next((CSL_TYPES[part] for part in parts if part in CSL_TYPES), None)


def read_terms(lines: Sequence[str]) -> tuple[str, ...]:
    """Give the terms of a list: a term a line, or parted by semicolons, bars, dots or commas (the strongest mark that is there)."""
    text = "\n".join(line for line in lines if line)
    parts = [part for line in text.split("\n") for part in _split(line, alone="\n" not in text)]
    terms = (_TRAILING.sub("", fold_space(part).removeprefix("• ")).strip(" .,;*#•") for part in parts)
    kept = [term for term in terms if term and len(term) <= _MAX_TERM and any(map(str.isalpha, term))]
    return tuple(dict.fromkeys(kept))[:_MAX_TERMS]


def _split(line: str, *, alone: bool) -> list[str]:
    """Cut one line at its strongest mark. A comma inside one of several lines belongs to its term (``Decision Making, Shared``)."""
    if _STRONG.search(line):
        return _STRONG.split(line)
    if alone and "," not in line and _WIDE.search(line):
        return _WIDE.split(line)
    return _NESTED.split(line) if alone or line.count(",") > 1 else [line]
