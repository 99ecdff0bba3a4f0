"""Words near each other, as databases write it: ``adj3``, ``NEAR/3``, ``W/3``, ``PRE/3``, ``N3``, ``NEXT``."""

import re
from itertools import islice, product
from typing import NamedTuple

from cpx.domain.folding import Form
from cpx.domain.query import TEXT_FIELDS, Field, Near, Node, Or, Phrase, Word
from cpx.domain.query_values import in_field
from cpx.errors import BadUsage

_USUAL = 15
"""Words between where ``NEAR`` says no number (Web of Science)."""
_MOST = 300


class Distance(NamedTuple):
    """At most so many words between, and whether the order counts."""

    words: int
    ordered: bool


def read_distance(sign: str) -> Distance:
    """Read the sign: Ovid's ``adj3`` counts the steps from word to word, the others count the words between."""
    name, number = re.match(r"([a-z]+)/?(\d*)", sign.lower()).groups()  # type: ignore[union-attr] # the scanner gives nothing else
    ordered = name in {"pre", "p", "next"} or (name == "adj" and not number) or re.fullmatch(r"W\d+", sign) is not None
    if name == "adj":
        return Distance(max(0, int(number or 1) - 1), ordered)
    usual = 0 if name == "next" else _USUAL
    return Distance(int(number) if number else usual, ordered)


def make_near(left: Node | None, right: Node | None, distance: Distance, sign: str) -> Node | None:
    """Ask for two operands near each other; raises BadUsage where one of them is more than words, phrases and OR."""
    if left is None or right is None:
        return left or right
    fields = {side.name for side in (left, right) if isinstance(side, Field)}
    if len(fields) == 1 and fields <= set(TEXT_FIELDS):  # one field after both: peer adj support.ti.
        bare = [side.value if isinstance(side, Field) else side for side in (left, right)]
        inner = make_near(bare[0], bare[1], distance, sign)
        return in_field(fields.pop(), inner) if isinstance(inner, (Word, Phrase, Near)) else inner
    one, two = _terms(left, sign), _terms(right, sign)
    if distance == (0, True) and len(one) == len(two) == 1:
        return _side_by_side(one[0], two[0], sign)
    inner_words = sum(part.distance for part in (left, right) if isinstance(part, Near))
    parts = (*one, *two)
    steps = len(parts) - 2  # the words in the middle stand between the first and the last
    return Near(f" {sign} ".join(part.text for part in parts), parts, distance.words + inner_words + steps)


def _terms(node: Node, sign: str) -> tuple[Word | Phrase, ...]:
    if isinstance(node, Near):
        return node.parts
    if isinstance(node, Or) and all(isinstance(part, (Word, Phrase)) for part in node.parts):
        terms = [part for part in node.parts if isinstance(part, (Word, Phrase))]
        return (Phrase(f"({' OR '.join(term.text for term in terms)})", tuple(form for term in terms for form in term.forms)),)
    if isinstance(node, (Word, Phrase)):
        return (node,)
    raise BadUsage(f"{sign} wants words, phrases, or such joined by OR, on both sides", f"write: (a OR b) {sign} (c OR d)")


def _side_by_side(one: Word | Phrase, two: Word | Phrase, sign: str) -> Phrase:
    forms = tuple(
        Form((*first.tokens[:-1], f"{first.tokens[-1]}*" if first.prefix else first.tokens[-1], *second.tokens), second.prefix)
        for first, second in islice(product(one.forms, two.forms), _MOST)
    )
    return Phrase(f"{one.text} {sign} {two.text}", forms)
