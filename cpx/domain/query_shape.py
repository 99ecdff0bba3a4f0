"""Trees brought into shape: no level that says nothing, no stop words, no more terms than count."""

from collections import Counter
from collections.abc import Iterable
from itertools import count

from cpx.domain.query import MOST_STRICT, MOST_TERMS, PASTED, And, Node, Not, Or, Phrase, Query, Word
from cpx.domain.words import STOP_WORDS

_REPEATS = 6
"""Times that one word counts."""


def shape_query(tree: Node, length: int) -> Query:
    """Make a query of a tree that was read from a text of ``length`` words, and note what was not taken as it stands."""
    said = _without_stop_words(tree)
    is_text = length > PASTED and _is_list_of(said, (Word, Phrase))
    plain = is_text or _is_list_of(said, (Word,))
    shaped, notes = cap_terms(_without_repeats(said) if plain else said, MOST_TERMS if plain else MOST_STRICT)
    if is_text and not _is_list_of(said, (Word,)):
        notes = (*notes, "read as a pasted text: what stands in quotes need not be found")
    return Query(shaped, plain, notes)


def _without_repeats(node: Node) -> Node:
    """Keep a word as often as it tells something that it is repeated: a long question that does so is about it."""
    if not isinstance(node, And):
        return node
    seen: Counter[Node] = Counter()
    kept = []
    for part in node.parts:
        seen[part] += 1
        if seen[part] <= _REPEATS:
            kept.append(part)
    return join(And, kept) or node


def cap_terms(node: Node, most: int) -> tuple[Node | None, tuple[str, ...]]:
    """Keep the first terms up to a limit; gives the tree, and what to say of those that were left out."""
    shaped, dropped = _cap(node, most)
    return shaped, (f"only the first {most} words count, {dropped} were left out",) if dropped else ()


def join(kind: type[And | Or], parts: Iterable[Node | None]) -> Node | None:
    """Put parts under one operator, without levels that say nothing; None where there is no part."""
    flat: list[Node] = []
    for part in parts:
        if isinstance(part, kind):
            flat += part.parts
        elif part is not None:
            flat.append(part)
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def _without_stop_words(node: Node) -> Node:
    """Take out words that say nothing, where words that say something stand beside them."""
    if isinstance(node, Not):
        return Not(_without_stop_words(node.part))
    if not isinstance(node, (And, Or)):
        return node
    parts = _said(node.parts) if isinstance(node, And) else node.parts
    return join(type(node), [_without_stop_words(part) for part in parts]) or node


def _said(parts: tuple[Node, ...]) -> tuple[Node, ...]:
    said = tuple(part for part in parts if not (isinstance(part, Word) and is_stop_word(part.text)))
    return parts if all(isinstance(part, Not) for part in said) else said


def is_stop_word(text: str) -> bool:
    """Tell whether a word as typed says nothing about a subject."""
    return text.lower().replace("’", "'") in STOP_WORDS


def _cap(node: Node, most: int) -> tuple[Node | None, int]:
    """Keep the first words up to the limit; gives the tree and how many were left out."""
    places = count()

    def keep(part: Node) -> Node | None:
        if isinstance(part, Not):
            kept = keep(part.part)
            return None if kept is None else Not(kept)
        if isinstance(part, (And, Or)):
            return join(type(part), [keep(inner) for inner in part.parts])
        return part if next(places) < most else None

    return keep(node), max(0, next(places) - most)


def _is_list_of(node: Node | None, kinds: tuple[type, ...]) -> bool:
    """Tell whether a tree is a mere list of terms of these kinds."""
    if isinstance(node, And):
        return all(isinstance(part, kinds) for part in node.parts)
    return node is None or isinstance(node, kinds)
