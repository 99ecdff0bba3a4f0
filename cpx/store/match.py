"""From a query tree to an expression of the full-text index. Every word is quoted: nothing that a person types is read as its syntax."""

from collections.abc import Iterable

from cpx.domain.folding import Form, has_cjk
from cpx.domain.query import And, Field, Node, Not, Or, Phrase, Term, Word
from cpx.store.stems import stem_words

_COLUMNS = {"title": "{title}", "abstract": "{abstract other}", "keyword": "{keywords}"}
"""Field -> columns of ``works_fts``; abstracts in other languages stand in ``other``."""


def match_expression(node: Node) -> str | None:
    """Give the expression for a tree, None where the index alone cannot answer it."""
    if isinstance(node, (Word, Phrase)):
        return _any_form(node.forms)
    if isinstance(node, Field):
        return _match_field(node)
    if isinstance(node, Or):
        parts = [match_expression(part) for part in node.parts]
        return None if None in parts else f"({' OR '.join(map(str, parts))})"
    return _match_and(node.parts) if isinstance(node, And) else None


def _match_field(node: Field) -> str | None:
    # Pairs of CJK characters stand in a column of their own for all fields.
    if node.name not in _COLUMNS or has_cjk(node.value.text):
        return None
    return f"{_COLUMNS[node.name]} : {_any_form(node.value.forms)}"


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


def _any_form(forms: tuple[Form, ...]) -> str:
    kept = _without_same_stems(forms) if any(form.prefix for form in forms) else forms
    return f"({' OR '.join(_quote(form) for form in kept)})"


def _quote(form: Form) -> str:
    return f'"{" ".join(form.tokens)}"' + (" *" if form.prefix else "")


def _without_same_stems(forms: tuple[Form, ...]) -> list[Form]:
    """Leave out endings that add nothing: the index would find them by what is there already, and count them twice."""
    stems = stem_words(token for form in forms for token in form.tokens)
    kept: dict[str, Form] = {}
    for form in forms:
        stemmed = " ".join(stems[token] for token in form.tokens)
        begun = tuple(other for other in kept if kept[other].prefix)
        if stemmed not in kept and not stemmed.startswith(begun):
            kept[stemmed] = form
    return list(kept.values())
