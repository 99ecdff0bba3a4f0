"""From a query tree to an expression of the full-text index. Every word is quoted: nothing that a person types is read as its syntax."""

from collections.abc import Iterable, Sequence
from itertools import islice, product

from cpx.domain.folding import Form, has_cjk
from cpx.domain.query import And, Field, Near, Node, Not, Or, Phrase, Term, Word
from cpx.store.stems import stem_words

_COLUMNS = {"title": "{title}", "abstract": "{abstract other}", "tiab": "{title abstract other}", "keyword": "{keywords}"}
"""Field -> columns of ``works_fts``; abstracts in other languages stand in ``other``."""
_MOST_PAIRS = 300
"""Spellings of words near each other that are looked for at most."""
_MOST_OPEN = 20
"""Spellings that go on, that others are compared with: more would take longer than they save."""


def match_expression(node: Node) -> str | None:
    """Give the expression for a tree, None where the index alone cannot answer it."""
    if isinstance(node, (Word, Phrase, Near)):
        return _leaf(node)
    if isinstance(node, Field):
        return _match_field(node)
    if isinstance(node, Or):
        parts = [match_expression(part) for part in node.parts]
        return None if None in parts else f"({' OR '.join(map(str, parts))})"
    return _match_and(node.parts) if isinstance(node, And) else None


def _leaf(node: Term | Near) -> str:
    return _near(node) if isinstance(node, Near) else _any_form(node.forms)


def _match_field(node: Field) -> str | None:
    # Pairs of CJK characters stand in a column of their own for all fields.
    if node.name not in _COLUMNS or has_cjk(node.value.text):
        return None
    return f"{_COLUMNS[node.name]} : {_leaf(node.value)}"


def any_expression(terms: Iterable[Term]) -> str:
    """Give the expression that any of these terms satisfies. A term that comes twice counts twice in the ranking."""
    return " OR ".join(_any_form(term.forms) for term in terms)


def _match_and(parts: Iterable[Node]) -> str | None:
    wanted: list[str] = []
    unwanted: list[str] = []
    for part in parts:
        expression = match_expression(part.part if isinstance(part, Not) else part)
        if expression is None:
            return None
        (unwanted if isinstance(part, Not) else wanted).append(expression)
    if not wanted:
        return None
    found = f"({' AND '.join(wanted)})"
    return f"({found} NOT ({' OR '.join(unwanted)}))" if unwanted else found


def _near(node: Near) -> str:
    """Say for each choice of spellings how near they must be."""
    choices = [kept_forms(part.forms) for part in node.parts]
    pairs = islice(product(*choices), _MOST_PAIRS)
    together = (" ".join(map(_quote, chosen)) for chosen in pairs)
    return f"({' OR '.join(f'NEAR({phrases}, {node.distance})' for phrases in together)})"


def _any_form(forms: tuple[Form, ...]) -> str:
    return f"({' OR '.join(map(_quote, kept_forms(forms)))})"


def _is_cut(form: Form) -> bool:
    return form.prefix or any(token.endswith("*") for token in form.tokens)


def _quote(form: Form) -> str:
    """Write one spelling as a phrase; words within it that are cut off are joined to it one by one."""
    last = " *" if form.prefix else ""
    if not any(token.endswith("*") for token in form.tokens):
        return f'"{" ".join(form.tokens)}"{last}'
    return " + ".join(f'"{token.rstrip("*")}"{" *" if token.endswith("*") else ""}' for token in form.tokens) + last


def kept_forms(forms: Sequence[Form]) -> list[Form]:
    """Leave out spellings that add nothing: the index would find them by what is there already, and count them twice."""
    if len(forms) < 2:  # noqa: PLR2004 - one spelling is kept
        return list(forms)
    stems = stem_words(token.rstrip("*") for form in forms for token in form.tokens)
    kept: dict[tuple[str, ...], Form] = {}
    open_ones: list[tuple[str, ...]] = []
    for form in forms:
        stemmed = tuple(stems[token.rstrip("*")] + "*" * token.endswith("*") for token in form.tokens)
        stemmed = (*stemmed[:-1], stemmed[-1] + "*") if form.prefix else stemmed
        if stemmed not in kept and not any(_covers(other, stemmed) for other in open_ones):
            kept[stemmed] = form
            if _is_cut(form) and len(open_ones) < _MOST_OPEN:
                open_ones.append(stemmed)
    return list(kept.values())


def _covers(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether stems, of which some may go on, find all that others find."""
    return len(one) == len(other) and all(
        there.startswith(here[:-1]) if here.endswith("*") else here == there for here, there in zip(one, other, strict=True)
    )
