"""From what a person typed to the query that is asked: words of like meaning added, a word that is nowhere corrected.

Every service that takes a query reads it here, so that search, count, facets and export are of the same set.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from cpx.domain.query import And, Query, Word, terms
from cpx.domain.query_parser import parse_query
from cpx.domain.query_shape import is_stop_word
from cpx.store.catalogue import Connection

FILE = "cpx-synonyms.toml"
"""Name of the file beside a catalogue that adds to the table of synonyms."""
_LEAST, _MOST = 4, 16
"""Letters of a word that may be corrected, and words of a query that are looked up one by one."""


def read_query(connection: Connection, text: str | Query, *, exact: bool = False) -> Query:
    """Read a query for a catalogue. ``exact``: no words of like meaning, and nothing corrected. A query that was read stays as it is."""
    if isinstance(text, Query):
        return text
    query = parse_query(text)._replace(text=text)
    if exact or not query.plain or query.tree is None:
        return query
    from cpx.domain.synonyms import widen

    groups = groups_of(connection)
    wide = widen(query, groups)
    corrected = _correct(connection, wide)
    return wide if corrected is wide else widen(corrected, groups)


def groups_of(connection: Connection) -> Sequence[Sequence[str]]:
    """Give the table of synonyms, with that of the file beside the catalogue; raises BadUsage where that cannot be read."""
    from cpx.domain.synonyms import GROUPS

    path = _beside(connection)
    if path is None or not path.exists():
        return GROUPS
    from cpx.services.own_synonyms import read_groups  # few catalogues have such a file

    return read_groups(path)


def _beside(connection: Connection) -> Path | None:
    file = next((row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"), "")
    return Path(file).parent / FILE if file else None


def plain_words(query: Query) -> list[Word]:
    """Give the words of a plain query that say something."""
    parts = query.tree.parts if isinstance(query.tree, And) else (query.tree,)
    return [part for part in parts if isinstance(part, Word) and not is_stop_word(part.text)]


def _correct(connection: Connection, query: Query) -> Query:
    """Where no word of a query stands anywhere, take those that do and are spelt nearly so; say it."""
    words = plain_words(query)
    if not words or len(words) > _MOST:
        return query
    from cpx.store.lexicon import stands
    from cpx.store.time_limit import time_limit

    with time_limit(connection):
        if stands(connection, terms(query.wide or query.tree)):
            return query
        instead = {word.text: better for word, better in nearest(connection, words)}
    if not instead:
        return query
    better_text = " ".join(instead.get(word.text, word.text) for word in words)
    corrected = parse_query(better_text)
    said = [f'nothing has "{word}": this is for "{better}" (as typed: --exact)' for word, better in instead.items()]
    return corrected._replace(notes=(*query.notes, *said), text=better_text)


def nearest(connection: Connection, words: Sequence[Word]) -> Iterator[tuple[Word, str]]:
    """Yield the words that have one nearly so spelt in the catalogue, with it."""
    from cpx.store.lexicon import nearest_word

    for word in words:
        if len(word.text) >= _LEAST and word.text.isalpha() and word.text.isascii():
            better = nearest_word(connection, word.text.lower())
            if better:
                yield word, better


def suggest(connection: Connection, query: Query) -> tuple[str, ...]:
    """Say which words of a query stand nowhere, and which were perhaps meant; nothing of long ones."""
    from cpx.store.lexicon import stands

    words = [term for term in terms(query.tree) if isinstance(term, Word) and not is_stop_word(term.text)]
    missing = [word for word in words if not stands(connection, [word])] if len(words) <= _MOST else []
    near = dict(nearest(connection, missing[:_LEAST]))
    return tuple(f'"{word.text}" stands nowhere here; did you mean "{better}"?' for word, better in near.items())
