"""What a shell is offered where a term or a scheme may stand."""

from typing import Any

from cpx.domain.concept import SCHEMES


def complete_scheme(incomplete: str) -> list[str]:
    """Offer the schemes."""
    return [scheme for scheme in SCHEMES if scheme.startswith(incomplete)]


def complete_term(incomplete: str) -> list[tuple[str, str]]:
    """Offer the ids of terms, own ones too, each with its label; labels have spaces, which shells take apart."""
    from cpx.cli.complete import harmless  # only a shell that asks needs these
    from cpx.cli.state import State, catalogue_path
    from cpx.errors import CpxError
    from cpx.services.vocabulary import list_terms

    try:
        terms: tuple[Any, ...] = list_terms(catalogue=catalogue_path(State()))
    except CpxError:
        return []
    return harmless((term.concept, term.label) for term in terms if term.concept.startswith(incomplete))
