"""What may come next where a person types in a shell: names of works, terms, saved searches."""

from cpx.domain.saved import MARK
from cpx.store.catalogue import Connection
from cpx.store.completing import MOST, dois_from, keys_from, labels_of, types_here
from cpx.store.saved import read_saved

Offer = tuple[str, str]
"""What stands on the command line, and a line of help."""


def offer_works(connection: Connection, start: str) -> list[Offer]:
    """Offer keys, or DOIs where the beginning is that of one."""
    return (dois_from if start.startswith("10.") else keys_from)(connection, start.lower())


def offer_terms(connection: Connection, scheme: str, start: str) -> list[Offer]:
    """Offer the terms of a scheme as one word each (``case-study``), or their ids where the beginning is that of one."""
    terms = [(as_word(label) or concept, label) for concept, label in labels_of(connection, scheme)]
    found = [term for term in terms if term[0].startswith(start.lower())]
    by_id = [(concept, label) for concept, label in labels_of(connection, scheme) if start and concept.startswith(start)]
    return [*found, *by_id][:MOST]


def as_word(label: str) -> str:
    """Write a label as a shell takes it for one word; '' where that would be another label."""
    word = label.lower().replace(" ", "-")
    return word if all(sign.isalnum() or sign in "-.," for sign in word) else ""


def offer_saved(connection: Connection) -> list[Offer]:
    """Offer the saved searches."""
    return [(f"{MARK}{saved.name}", saved.query or "everything") for saved in read_saved(connection)]


def offer_types(connection: Connection) -> list[Offer]:
    """Offer the types of the works that are here."""
    return [(name, "") for name in types_here(connection)]
