"""RIS, the tagged format of reference managers. Written so far; the tables serve reading too.

Tags and types: https://github.com/aurimasv/translators/wiki/RIS-Tag-Map
"""

from collections.abc import Callable, Iterable, Iterator

from cpx.domain.work import Work
from cpx.formats.dumping import all_keywords, given_title, identifier_of, inverted, notes, one_line, page_range

TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "article": "UNPB",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry": "ENCYC",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "post": "ICOMM",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "software": "COMP",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""CSL type -> RIS type."""
OTHER_TYPE = "GEN"

Values = Iterable[str | None]

FIELDS: tuple[tuple[str, Callable[[Work], Values]], ...] = (
    ("ID", lambda work: (work.key,)),
    ("TI", lambda work: (given_title(work),)),
    ("AU", lambda work: map(inverted, work.authors)),
    ("ED", lambda work: map(inverted, work.editors)),
    ("PY", lambda work: (str(work.year) if work.year else None,)),
    ("DA", lambda work: (work.issued.replace("-", "/") if work.issued and "-" in work.issued else None,)),
    ("T2", lambda work: (work.container_title,)),
    ("T3", lambda work: (work.collection_title,)),
    ("PB", lambda work: (work.publisher,)),
    ("VL", lambda work: (work.volume,)),
    ("IS", lambda work: (work.issue,)),
    ("M1", lambda work: (work.number,)),
    ("SP", lambda work: (page_range(work.page)[0],)),
    ("EP", lambda work: (page_range(work.page)[1],)),
    ("SN", lambda work: (*work.isbn, *work.issn)),
    ("DO", lambda work: (work.doi,)),
    ("AN", lambda work: (identifier_of(work, "pmid"),)),
    ("UR", lambda work: (work.url,)),
    ("Y2", lambda work: (work.accessed.replace("-", "/") if work.accessed else None,)),
    ("LA", lambda work: (work.language,)),
    ("AB", lambda work: (work.abstract,)),
    ("KW", all_keywords),
    ("N1", notes),
)
"""Tag -> the values of a work, in the order in which they are written."""


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as RIS, one chunk a work. A made title is left out; labels of tags stand among the keywords."""
    for work in works:
        yield f"TY  - {TYPES.get(work.type or '', OTHER_TYPE)}\n" + "".join(_lines(work)) + "ER  - \n\n"


def _lines(work: Work) -> Iterator[str]:
    for tag, values in FIELDS:
        for value in values(work):
            if value and (text := one_line(value)):
                yield f"{tag}  - {text}\n"
