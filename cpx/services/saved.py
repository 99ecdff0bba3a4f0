"""Saved searches: kept by name, asked again with ``@NAME``, listed, forgotten.

Saving is no run: it changes nothing that was found, so the log does not tell of it and ``undo`` does not take it back.
"""

from typing import NamedTuple

from cpx.domain.characters import clean_text
from cpx.domain.query import CONCEPT_FIELDS, And, Filters, Node, Query
from cpx.domain.query_parser import parse_query
from cpx.domain.saved import MARK, SavedSearch, put_over, read_filters, read_name, split_name, write_filters
from cpx.errors import BadUsage, NotFound
from cpx.services.reading_query import read_query
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.store.saved import delete_saved, read_saved, write_saved

_NEAR = 3
_EVERYTHING = ("", "*")


class Asked(NamedTuple):
    """What is asked for: the words as one query, as read, and the filters."""

    text: str
    query: Query
    filters: Filters
    exact: bool = False


def read_asked(connection: Connection, text: str, filters: Filters, *, exact: bool = False) -> Asked:
    """Read a query that may begin with ``@NAME``: further words narrow the saved search, a filter it has too is taken from the call.

    Raises NotFound for a name that is none.
    """
    name, rest = split_name(text)
    if not name:
        _refuse_within(connection, text)
        return Asked(text, read_query(connection, text, exact=exact), filters, exact)
    if rest.startswith(MARK) and split_name(rest)[0]:
        raise BadUsage("one saved search at a time", f"take the words of the other: cpx search --saved; then: cpx search @{name} WORDS")
    saved = find_saved(connection, name)
    held = dict(saved.filters)
    exact = bool(held.pop("exact", False)) or exact
    texts = [part for part in (saved.query, rest) if part.strip() not in _EVERYTHING]
    kept = read_filters(held)
    _check_terms(connection, saved.name, kept, filters)
    return Asked(*_join(connection, texts, exact=exact), put_over(kept, filters), exact)


def _refuse_within(connection: Connection, text: str) -> None:
    """Refuse the name of a saved search that stands after other words: it would be looked for as a word."""
    named = {word.removeprefix(MARK).lower() for word in text.split() if word.startswith(MARK)}
    found = next((saved.name for saved in read_saved(connection) if saved.name in named), None) if named else None
    if found:
        raise BadUsage(f"{MARK}{found} stands for a saved search at the beginning only", f"write it first: cpx search {MARK}{found} WORDS")


def _check_terms(connection: Connection, name: str, kept: Filters, given: Filters) -> None:
    """Refuse a saved search with a term that the vocabulary no longer has, unless another is given; raises NotFound that names both."""
    for scheme in CONCEPT_FIELDS:
        if getattr(given, scheme) or not getattr(kept, scheme):
            continue
        from cpx.store.concept_names import find_concepts  # few saved searches have one

        try:
            find_concepts(connection, scheme, getattr(kept, scheme))
        except NotFound as error:
            hint = f"with another in its place: cpx search {MARK}{name} --{scheme} TERM; {error.hint}"
            raise NotFound(f"the saved search {MARK}{name} asks for what is no longer there: {error.message}", hint) from error


def _join(connection: Connection, texts: list[str], *, exact: bool) -> tuple[str, Query]:
    """Join queries that must both hold; words only stay words only, so that works with some of them follow."""
    parsed = [parse_query(text) for text in texts]
    if len(texts) <= 1 or all(query.plain for query in parsed):
        text = " ".join(texts)
        return text, read_query(connection, text, exact=exact)
    trees = [query.tree for query in parsed if query.tree is not None]
    joined = Query(
        And(tuple(trees)) if len(trees) > 1 else trees[0] if trees else None,
        plain=False,
        notes=tuple(note for query in parsed for note in query.notes),
        dialect=next((query.dialect for query in parsed if query.dialect), ""),
        unread=tuple(part for query in parsed for part in query.unread),
    )
    return " AND ".join(f"({text})" for text in texts), joined


def find_saved(connection: Connection, said: str) -> SavedSearch:
    """Find a saved search by name; raises NotFound with the nearest names."""
    held = {saved.name: saved for saved in read_saved(connection)}
    name = read_name(said)
    if name in held:
        return held[name]
    from difflib import get_close_matches  # only an error needs it

    near = [MARK + one for one in get_close_matches(name, held, _NEAR)]
    known = f"did you mean {', '.join(near)}?" if near else "list them: cpx search --saved" if held else ""
    raise NotFound(f"no saved search {MARK}{name}", known or f"save one: cpx search WORDS --save {name}")


def list_saved(connection: Connection) -> tuple[SavedSearch, ...]:
    """Give all saved searches, by name."""
    return tuple(read_saved(connection))


def save_search(file: CatalogueFile, name: str, asked: Asked, *, by: str | None = None) -> SavedSearch | None:
    """Keep a search under a name; give the one that had the name before, if any."""
    from cpx.services.run import whoami  # what writes runs costs a search its start
    from cpx.store.runs import now

    if _flat(parse_query(asked.text).tree) != _flat(asked.query.tree) and not asked.query.plain:
        raise BadUsage("these two cannot be written as one query", "write out the words of the saved search: cpx search --saved")
    held = write_filters(asked.filters) | ({"exact": True} if asked.exact else {})
    saved = SavedSearch(name=read_name(name), query=clean_text(asked.text).strip(), filters=held, by=whoami(by), at=now())
    with file.batch() as connection:
        before = next((one for one in read_saved(connection) if one.name == saved.name), None)
        write_saved(connection, saved)
    return before


def _flat(node: Node | None) -> Node | None:
    """Give a tree without an AND directly within an AND, which says the same."""
    if not isinstance(node, And):
        return node
    parts = [_flat(part) for part in node.parts]
    return And(tuple(inner for part in parts if part for inner in (part.parts if isinstance(part, And) else (part,))))


def forget_search(file: CatalogueFile, name: str) -> SavedSearch:
    """Take a saved search out; raises NotFound for a name that is none."""
    with file.batch() as connection:
        saved = find_saved(connection, name)
        delete_saved(connection, saved.name)
    return saved
