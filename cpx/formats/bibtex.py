"""BibTeX, for LaTeX. Written so far; the tables serve reading too. UTF-8 stays as it is; only what TeX would act on is escaped."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

from cpx.domain.record import Name
from cpx.domain.work import Work
from cpx.formats.dumping import all_keywords, given_title, identifier_of, notes, one_line, page_range

TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
    "manuscript": "unpublished",
}
"""CSL type -> BibTeX type."""
OTHER_TYPE = "misc"
CONTAINERS = {"incollection": "booktitle", "inproceedings": "booktitle"}
PUBLISHERS = {"techreport": "institution", "phdthesis": "school"}
"""Fields that have another name in some types (else ``journal`` and ``publisher``)."""
VERBATIM = frozenset({"doi", "url", "isbn", "issn", "pmid", "pmcid", "urldate", "year", "month"})
"""Fields that TeX does not typeset: nothing is escaped in them."""
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ESCAPES = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)
_BRACES = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})
_NOT_IN_KEYS = re.compile(r"[^A-Za-z0-9:._+-]")
_SUFFIX = re.compile(r"^(.*), ((?:Jr|Sr)\.?|I{2,3}|IV|V)$")


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as BibTeX, one chunk a work. A made title is left out; labels of tags stand among the keywords."""
    for work in works:
        kind = TYPES.get(work.type or "", OTHER_TYPE)
        lines = "".join(f"  {name} = {value},\n" for name, value in _fields(work, kind))
        yield f"@{kind}{{{citation_key(work.key)},\n{lines}}}\n\n"


def citation_key(key: str) -> str:
    """Bring a key to the letters that every BibTeX takes; accents are dropped."""
    plain = unicodedata.normalize("NFKD", key).encode("ascii", "ignore").decode() or "work"
    return _NOT_IN_KEYS.sub("-", plain)


def _fields(work: Work, kind: str) -> Iterator[tuple[str, str]]:
    for field, write in FIELDS.items():
        text = one_line(write(work) or "")
        name = CONTAINERS.get(kind, field) if field == "journal" else PUBLISHERS.get(kind, field) if field == "publisher" else field
        if text:
            yield name, _wrap(name, text)


def _wrap(name: str, text: str) -> str:
    if name == "month":
        return text
    if name in {"author", "editor"}:
        return f"{{{text}}}"
    escaped = text.translate(_BRACES if name in VERBATIM else _ESCAPES)
    # The second pair of braces keeps the capitals of a title as they are.
    return f"{{{{{escaped}}}}}" if name == "title" else f"{{{escaped}}}"


def _people(names: Iterable[Name]) -> str:
    return " and ".join(filter(None, map(_person, names)))


def _person(name: Name) -> str:
    """Write ``Family, Suffix, Given``; an organisation, and a name that holds "and", in braces of its own."""
    if not name.family:
        literal = (name.literal or name.given or "").translate(_ESCAPES)
        return f"{{{literal}}}" if literal else ""
    suffix = _SUFFIX.match(name.given or "")
    parts = (name.family, suffix[2], suffix[1]) if suffix else (name.family, name.given)
    return ", ".join(_guard_and(part.translate(_ESCAPES)) for part in parts if part)


def _guard_and(part: str) -> str:
    return f"{{{part}}}" if re.search(r"\band\b|,", part) else part


def _month(work: Work) -> str | None:
    parts = (work.issued or "").split("-")
    return MONTHS[int(parts[1]) - 1] if len(parts) > 1 else None


def _pages(work: Work) -> str | None:
    first, last = page_range(work.page)
    return f"{first}--{last}" if last else first


FIELDS: dict[str, Callable[[Work], str | None]] = {
    "title": given_title,
    "author": lambda work: _people(work.authors),
    "editor": lambda work: _people(work.editors),
    "year": lambda work: str(work.year) if work.year else None,
    "month": _month,
    "journal": lambda work: work.container_title,
    "series": lambda work: work.collection_title,
    "publisher": lambda work: work.publisher,
    "volume": lambda work: work.volume,
    "number": lambda work: work.issue or work.number,
    "pages": _pages,
    "isbn": lambda work: " ".join(work.isbn),
    "issn": lambda work: " ".join(work.issn),
    "doi": lambda work: work.doi,
    "pmid": lambda work: identifier_of(work, "pmid"),
    "url": lambda work: work.url,
    "urldate": lambda work: work.accessed,
    "language": lambda work: work.language,
    "abstract": lambda work: work.abstract,
    "keywords": lambda work: ", ".join(all_keywords(work)),
    "note": lambda work: "; ".join(notes(work)),
}
"""BibTeX field -> the text of a work, in the order in which they are written."""
