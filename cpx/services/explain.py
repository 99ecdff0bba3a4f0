"""How a query was read: each part, what it finds alone, its spellings, words of like meaning, and what was not understood."""

from collections.abc import Iterator

from cpx.domain.explanation import Explanation, QueryPart, Synonyms
from cpx.domain.query import HEADING_FIELDS, And, Field, Filters, Leaf, Near, Node, Not, Or, Phrase, Query, Word
from cpx.domain.query_text import write_query
from cpx.services.reading_query import groups_of
from cpx.store.catalogue import Connection
from cpx.store.lexicon import stands
from cpx.store.match import kept_forms
from cpx.store.search import count_works

_EVERYTHING = Filters()
_MOST = 60
"""Spellings of a part that are looked up."""


def explain(connection: Connection, text: str, query: Query, filters: Filters, notes: tuple[str, ...]) -> Explanation:
    """Say how a query was read, that was made of a text by ``read_query``."""
    from cpx.domain.synonyms import find_used

    used = find_used(query, groups_of(connection)) if query.wide else ()
    return Explanation(
        query=text,
        read_as=write_query(query.tree),
        dialect=query.dialect or None,
        plain=query.plain,
        count=count_works(connection, query, filters),
        parts=tuple(_explain(connection, leaf, wanted=wanted) for leaf, wanted in _walk(query.tree, wanted=True)),
        synonyms=tuple(Synonyms(words=one.words, others=one.others) for one in used),
        not_understood=query.unread,
        notes=notes,
    )


def _walk(node: Node | None, *, wanted: bool) -> Iterator[tuple[Leaf, bool]]:
    if isinstance(node, (And, Or)):
        for part in node.parts:
            yield from _walk(part, wanted=wanted)
    elif isinstance(node, Not):
        yield from _walk(node.part, wanted=not wanted)
    elif node is not None:
        yield node, wanted


def _explain(connection: Connection, leaf: Leaf, *, wanted: bool) -> QueryPart:
    value = leaf.value if isinstance(leaf, Field) else leaf
    is_heading = isinstance(leaf, Field) and leaf.name in HEADING_FIELDS
    return QueryPart(
        text=value.text,
        kind="heading" if is_heading else _kind(value),
        field=leaf.name if isinstance(leaf, Field) else None,
        wanted=wanted,
        count=count_works(connection, Query(leaf, plain=False), _EVERYTHING),
        spellings=tuple(dict.fromkeys(_spellings(connection, value))),
        read_as=_heading(connection, leaf) if isinstance(leaf, Field) and is_heading else None,
    )


def _kind(value: Word | Phrase | Near) -> str:
    if isinstance(value, Near):
        return "near"
    return ("word" if isinstance(value, Word) else "phrase") if value.forms else "field"


def _spellings(connection: Connection, value: Word | Phrase | Near) -> Iterator[str]:
    """Yield the spellings that stand in the catalogue."""
    for part in value.parts if isinstance(value, Near) else (value,):
        for form in kept_forms(part.forms)[:_MOST]:
            if stands(connection, [Word("", (form,))]):
                yield " ".join(form.tokens) + "*" * form.prefix


def _heading(connection: Connection, field: Field) -> str:
    from cpx.store.concept_names import read_concept_names
    from cpx.store.heading_names import find_heading

    found = find_heading(connection, field.value.text, narrower=field.name == "heading")
    labels = read_concept_names(connection).labels
    terms = [f"{labels[concept][0]} {labels[concept][1]}" for concept in found.concepts]
    return "; ".join([*terms, "headings and keywords that say so"])
