"""A table of works as CSV: one row a work, lists joined by semicolons. Cells that a spreadsheet would run as a formula are disarmed."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from cpx.domain.update_words import say_update
from cpx.domain.work import Work
from cpx.formats.dumping import given_title, inverted, one_line

FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What spreadsheets take for the beginning of a formula, full-width forms too."""
SEPARATOR = "; "

Value = str | int | bool | Iterable[str] | None

COLUMNS: dict[str, Callable[[Work], Value]] = {
    "key": lambda work: work.key,
    "doi": lambda work: work.doi,
    "type": lambda work: work.type,
    "title": given_title,
    "title_source": lambda work: work.title_source,
    "authors": lambda work: map(inverted, work.authors),
    "editors": lambda work: map(inverted, work.editors),
    "issued": lambda work: work.issued,
    "year": lambda work: work.year,
    "container_title": lambda work: work.container_title,
    "collection_title": lambda work: work.collection_title,
    "part_of": lambda work: work.part_of,
    "publisher": lambda work: work.publisher,
    "volume": lambda work: work.volume,
    "issue": lambda work: work.issue,
    "number": lambda work: work.number,
    "page": lambda work: work.page,
    "isbn": lambda work: work.isbn,
    "issn": lambda work: work.issn,
    "url": lambda work: work.url,
    "language": lambda work: work.language,
    "abstract": lambda work: work.abstract,
    "keywords": lambda work: work.keywords,
    "subjects": lambda work: work.subjects,
    "methods": lambda work: work.methods,
    "approaches": lambda work: work.approaches,
    "frameworks": lambda work: work.frameworks,
    "populations": lambda work: work.populations,
    "settings": lambda work: work.settings,
    "places": lambda work: work.places,
    "licence": lambda work: work.licence,
    "retracted": lambda work: work.retracted,
    "source_id": lambda work: work.source_id,
    "sources": lambda work: work.sources,
    "updates": lambda work: map(say_update, work.updates),
}
"""Column -> the value of a work, in their order."""


def dump(works: Iterable[Work]) -> Iterator[str]:
    """Write works as CSV with a header, one chunk a row. A made title is left out (``title_source`` says so)."""
    yield _row(COLUMNS)
    for work in works:
        yield _row(cell_text(read(work)) for read in COLUMNS.values())


def cell_text(value: Value) -> str:
    """Give the text of a cell: lists joined, white space folded, formulas disarmed by a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    text = one_line(value if isinstance(value, str) else SEPARATOR.join(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _row(cells: Iterable[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
