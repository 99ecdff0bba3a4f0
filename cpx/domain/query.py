"""What a person asks for, parsed: a small tree of words, phrases, fields and operators, and the filters beside it.

Named tuples, not dataclasses as elsewhere: nine classes of those take a quarter of a bare start of Python, at every search.
"""

from collections.abc import Iterator
from typing import NamedTuple

from cpx.domain.folding import Form
from cpx.errors import BadUsage

MOST_TERMS, MOST_STRICT, DEEPEST, LONGEST = 64, 400, 20, 100_000
"""Limits of a query: terms that count of a text and of a query with operators, brackets within brackets, characters."""
PASTED = 30
"""Words from which on a query without operators and fields is a pasted text: quotation marks in it are not meant for us."""

TEXT_FIELDS = ("title", "abstract", "tiab", "keyword")
"""Fields of words; ``tiab`` is title or abstract."""
CONCEPT_FIELDS = ("method", "approach", "framework", "population", "setting", "place")
HEADING_FIELDS = ("heading", "headingonly")
"""A subject heading (MeSH): with all narrower ones, or itself alone."""
FIELDS = (*TEXT_FIELDS, "author", "year", "journal", "type", "doi", "lang", "source", *CONCEPT_FIELDS, *HEADING_FIELDS)
"""Every field of ``field:value``, in the order in which help lists them."""


class Word(NamedTuple):
    """One word as typed, in all its spellings; any of them will do."""

    text: str
    forms: tuple[Form, ...] = ()


class Phrase(NamedTuple):
    """Words within quotes: they stand next to each other, in any of these spellings."""

    text: str
    forms: tuple[Form, ...] = ()


class Near(NamedTuple):
    """Words or phrases with at most ``distance`` other words between them, in any order."""

    text: str
    parts: tuple[Word | Phrase, ...]
    distance: int


class Field(NamedTuple):
    """A value that one field must have."""

    name: str
    value: Word | Phrase | Near


class And(NamedTuple):
    """All of these."""

    parts: tuple["Node", ...]


class Or(NamedTuple):
    """At least one of these."""

    parts: tuple["Node", ...]


class Not(NamedTuple):
    """Everything but this."""

    part: "Node"


Node = Word | Phrase | Near | Field | And | Or | Not
Term = Word | Phrase
Leaf = Word | Phrase | Near | Field


class Query(NamedTuple):
    """A parsed query. No ``tree``: everything. ``plain``: words only, so works with some may follow. ``notes`` are for the person.

    ``wide`` is the same with words of like meaning, which make the set larger and are ranked below. ``dialect`` names the
    database whose way of writing was read, and ``unread`` what of it was left out because it means nothing here. ``text`` is
    the query as typed, for whoever reads it as a sentence.
    """

    tree: Node | None = None
    plain: bool = True
    notes: tuple[str, ...] = ()
    wide: Node | None = None
    dialect: str = ""
    unread: tuple[str, ...] = ()
    text: str = ""


class YearRange(NamedTuple):
    """Years from ``first`` to ``last``, both within; None is open."""

    first: int | None = None
    last: int | None = None


class Filters(NamedTuple):
    """Conditions beside the query: OR within one of them, AND between them. Concepts by label or id, narrower ones included.

    ``retracted`` false leaves the retracted out, true leaves only them; None does neither. Works that are about a method or
    approach, and did not use it, count only with ``any_usage``. ``part`` is the part that the people of ``population``
    played (``took-part`` ...), or any people where none are named.
    """

    method: tuple[str, ...] = ()
    approach: tuple[str, ...] = ()
    framework: tuple[str, ...] = ()
    population: tuple[str, ...] = ()
    setting: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    year: tuple[YearRange, ...] = ()
    type: tuple[str, ...] = ()
    retracted: bool | None = None
    any_usage: bool = False
    part: str | None = None


def said_filters(filters: Filters) -> str:
    """Say filters as they work: or within one option, and across options."""
    parts = [" or ".join(values) for name in (*CONCEPT_FIELDS, "type") if (values := getattr(filters, name))]
    years = [f"{span.first or ''}..{span.last or ''}" if span.first != span.last else str(span.first) for span in filters.year]
    sound = {None: [], False: ["not retracted"], True: ["retracted"]}[filters.retracted]
    people = [f"people: {filters.part}"] if filters.part else []
    return "; and ".join([*parts, *people, *([" or ".join(years)] if years else []), *sound])


def parse_years(text: str) -> tuple[YearRange, ...]:
    """Read ``2020``, ``2018..2024``, ``2018..``, ``..2020`` or ``2018-2024``, several with commas; raises BadUsage for anything else."""
    return tuple(_parse_range(part.strip()) for part in text.split(","))


def _parse_range(text: str) -> YearRange:
    first, range_mark, last = text.replace("–", "-").replace("-", "..").partition("..")
    low, high = _parse_year(first.strip(), text), _parse_year(last.strip(), text)
    if low is None and high is None:
        raise _not_years(text)
    if not range_mark:
        return YearRange(low, low)
    if low is not None and high is not None and low > high:
        raise BadUsage(f"{text!r} ends before it begins", f"write {high}..{low}")
    return YearRange(low, high)


def _parse_year(part: str, text: str) -> int | None:
    if not part:
        return None
    if part.isascii() and part.isdigit() and len(part) <= len("2024"):
        return int(part)
    raise _not_years(text)


def _not_years(text: str) -> BadUsage:
    return BadUsage(f"cannot read {text[:40]!r} as years", "write 2020, 2018..2024, 2018.. or ..2020")


def leaves(node: Node | None) -> Iterator[Leaf]:
    """Yield the words, phrases and fields that are wanted, in order; what stands under a Not is left out."""
    if isinstance(node, (And, Or)):
        for part in node.parts:
            yield from leaves(part)
    elif node is not None and not isinstance(node, Not):
        yield node


def terms(node: Node | None) -> list[Term]:
    """Give the words and phrases that are looked for in texts, in order, also those in text fields."""
    return [term for leaf in leaves(node) for term in _terms_of(leaf)]


def _terms_of(leaf: Leaf) -> Iterator[Term]:
    if isinstance(leaf, Field):
        if leaf.name in TEXT_FIELDS:
            yield from _terms_of(leaf.value)
    elif isinstance(leaf, Near):
        yield from leaf.parts
    else:
        yield leaf
