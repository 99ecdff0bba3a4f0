"""What is known of works whose DOI is looked for, and what a registry is asked for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cpx.domain.record import Name, Record
from cpx.domain.text import ABSTRACT, Text
from cpx.domain.work import GIVEN, Work
from cpx.store.catalogue import Connection
from cpx.store.doi_candidates import books_of
from cpx.store.works import read_works

_NAMES, _WORDS = 6, 300
"""Surnames, and characters of a title, that a query holds: more make it slow and no better."""
_MOST_NAMES = 40


@dataclass(frozen=True, slots=True)
class Wanted:
    """A work without a DOI: its row, key and title as people see it, and what is known of it as a record (no made title)."""

    id: int
    key: str
    shown: str
    record: Record

    @property
    def is_chapter(self) -> bool:
        """Tell whether it has no title of its own, but a book and authors to find it by."""
        record = self.record
        return bool(not record.title and record.authors and record.container_title)


def read_wanted(connection: Connection, works: Sequence[int]) -> list[Wanted]:
    """Read those of some works that have no DOI, each with what its book lends it."""
    books = books_of(connection, works)
    lent = {book.id: book for book in read_works(connection, sorted(set(books.values())))}
    return [_wanted(work, lent.get(books.get(work.id, 0))) for work in read_works(connection, works) if not work.doi]


def _wanted(work: Work, book: Work | None) -> Wanted:
    record = describe(work)
    if book:
        named = book.title if book.title_source == GIVEN else None
        record = replace(
            record,
            container_title=record.container_title or named,
            isbn=record.isbn or book.isbn,
            issued=record.issued or book.issued,
            type=record.type or "chapter",
        )
    return Wanted(work.id, work.key, work.title, record)


def describe(work: Work) -> Record:
    """Give a work as a record to compare candidates with; a made title is none."""
    return Record(
        source="work",
        type=work.type,
        title=work.title if work.title_source == GIVEN else None,
        authors=work.authors,
        issued=work.issued,
        container_title=work.container_title,
        volume=work.volume,
        issue=work.issue,
        page=work.page,
        isbn=work.isbn,
        texts=tuple(Text(abstract.text, ABSTRACT, abstract.language) for abstract in work.abstracts),
    )


def query_for(record: Record) -> dict[str, str] | None:
    """Give the words to look for a work by; None where too little is known of it."""
    if not record.title and not (record.authors and record.container_title):
        return None
    year = record.issued[:4] if record.issued else None
    parts = (record.title, *surnames(record.authors[:_NAMES]), record.container_title, year)
    return {"bibliographic": " ".join(part[:_WORDS] for part in parts if part)}


def query_for_chapters(wanted: Sequence[Wanted]) -> dict[str, str]:
    """Give the words to look for all chapters of one book by: the book, and who wrote them."""
    names = dict.fromkeys(name for one in wanted for name in surnames(one.record.authors))
    return {"container-title": (wanted[0].record.container_title or "")[:_WORDS], "author": " ".join(list(names)[:_MOST_NAMES])}


def surnames(names: Iterable[Name]) -> list[str]:
    """Give the surnames, or the names of organisations."""
    return [said for name in names if (said := name.family or name.literal)]
