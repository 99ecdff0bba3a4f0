"""Meaning: the first hits of a search, ranked by words and by what they are about, together.

Only what has vectors is touched, and nothing heavy is imported before that is known. Works with all words stay before works
with some; what the model thinks near and the words did not bring among the first joins those with some, if it has one.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cpx.domain.query import Filters, Query, terms
from cpx.store import vectors
from cpx.store.near import find_among
from cpx.store.search import Found, find

if TYPE_CHECKING:
    from cpx.embedding.base import Embedder
    from cpx.store.catalogue import Connection

DEPTH = 100
"""Hits that are ranked anew, and works near in meaning that may join them. 20 to 200 do about equally well."""
_WEIGHT = 0.6
"""What meaning counts beside words. Chosen on either of two collections alone it is this; 0.5 to 0.7 differ by a hundredth at most."""
SCANNED = 20_000
"""Vectors that are looked through for near ones: 25 ms, most of it to read them. Among more, only what the words brought is ranked anew."""
_DEEP = 100_000
"""Works with vectors up to which more hits are fetched than were asked for."""
_LEAST = 2
"""Words of a query: of one the model knows little more than the word, and a search for it stays as quick as it is."""
_OFF = ("0", "off", "no", "false")


def is_off(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the environment switches meaning off; costs nothing."""
    return environ.get("CPX_SEMANTIC", "").strip().lower() in _OFF


def is_wanted() -> bool:
    """Tell whether neither the environment nor a setting switches meaning off."""
    if is_off():
        return False
    from cpx.services.settings import read_setting

    return (read_setting("semantic") or "").lower() not in _OFF


def open_embedder() -> "Embedder | None":
    """Give the model that is set; None where meaning is switched off or not installed.

    Raises ModelRefused for a model that is there and may not be used.
    """
    return _load(_own_model()) if is_wanted() else None


def may_read() -> bool:
    """Tell whether a model is there and wanted, without loading it."""
    if not is_wanted():
        return False
    from cpx.registry import find_embedder

    return _own_model() is not None or find_embedder() is not None


def _own_model() -> str | None:
    from cpx.services.settings import read_setting

    return read_setting("model")


@cache
def _load(model: str | None) -> "Embedder | None":
    from cpx.registry import load_embedder

    return load_embedder(Path(model).expanduser() if model else None)


def applies(connection: "Connection", query: Query) -> bool:
    """Tell whether a search may go by meaning: two words or more and no operators, in a catalogue with vectors."""
    return query.plain and len(terms(query.tree)) > 1 and not is_off() and vectors.has_vectors(connection)


class Wanted(NamedTuple):
    """What a search asks for: its query, the filters, and how many works."""

    query: Query
    filters: Filters
    limit: int


def find_by_meaning(connection: "Connection", wanted: Wanted) -> list[Found] | None:
    """Find works in order of words and meaning; None where meaning has no say."""
    words = _words(wanted.query)
    embedder = None if why_refused(wanted.query) or len(words) < _LEAST else open_embedder()
    if embedder is None:
        return None
    model = vectors.find_model(connection, embedder.model.name, embedder.model.sha256)
    if model is None:
        return None
    vector = embedder.embed([wanted.query.text or " ".join(words)])[0]
    return _Search(connection, wanted, model, vector).find(wanted.limit)


def why_refused(query: Query) -> str:
    """Say why the model that is set may not be used for a query; '' where it may, or where none is needed."""
    if is_off() or len(_words(query)) < _LEAST:
        return ""
    from cpx.embedding.base import ModelRefused

    try:
        open_embedder()
    except ModelRefused as error:
        return f"ranked by words alone: {error.message}; {error.hint}"
    return ""


def _words(query: Query) -> list[str]:
    return [term.text for term in terms(query.tree)]


class _Search:
    """One search: its query, the model's row and the question's vector."""

    def __init__(self, connection: "Connection", wanted: Wanted, model: int, vector: bytes) -> None:
        self._connection = connection
        self._query = wanted.query
        self._filters = wanted.filters
        self._model = model
        self._vector = vector

    def find(self, limit: int) -> list[Found]:
        """Find by words, add what is near, and rank both groups anew."""
        count = vectors.bound_vectors(self._connection, self._model)
        depth = max(limit, DEPTH) if count <= _DEEP else limit
        found = find(self._connection, self._query._replace(wide=None), self._filters, limit=depth)
        all_words = [one for one in found if one.match == "all"]
        if len(all_words) >= limit:
            return self._rank(all_words)[:limit]
        like = self._like(all_words, limit)
        have = {one.id for one in like}
        found = [one for one in found if one.id not in have]
        if count <= SCANNED:
            found += self._near(have | {one.id for one in found})
        ranked = self._rank(found)
        some = [one for one in ranked if one.match != "all"]
        return [*(one for one in ranked if one.match == "all"), *like, *some][:limit]

    def _like(self, all_words: Sequence[Found], limit: int) -> list[Found]:
        """Give the works with words of like meaning, which stand below those with the words themselves."""
        if self._query.wide is None:
            return []
        have = {one.id for one in all_words}
        found = find(self._connection, self._query, self._filters, limit=limit)
        return [one for one in found if one.match == "all" and one.id not in have]

    def _near(self, have: set[int]) -> list[Found]:
        """Find works near in meaning that the words did not bring; each has at least one of them, and fulfils the filters."""
        from cpx.embedding.arrays import nearest

        ids, held = vectors.read_all_vectors(self._connection, self._model, len(self._vector))
        near = [work for work in nearest(self._vector, ids, held, DEPTH) if work not in have]
        return find_among(self._connection, self._query, self._filters, near)

    def _rank(self, found: Sequence[Found]) -> list[Found]:
        """Rank the first hits anew; those after them, and works without a vector, keep what the words gave."""
        held = vectors.read_vectors(self._connection, self._model, [one.id for one in found])
        if not held:
            return list(found)
        from cpx.embedding.arrays import similarities

        about = dict(zip(held, similarities(self._vector, list(held.values())), strict=True))
        scores = fuse({one.id: one.score for one in found}, about)
        ranked = [one._replace(score=scores[one.id]) for one in found]
        return sorted(ranked, key=lambda one: -one.score)


def fuse(words: Mapping[int, float], about: Mapping[int, float]) -> dict[int, float]:
    """Give each work one score between 0 and 1 of two, both brought to the same mean and spread; one without the second keeps the first."""
    by_words, by_meaning = _standardise(words), _standardise(about)
    fused = {work: (1 - _WEIGHT) * score + _WEIGHT * by_meaning.get(work, score) for work, score in by_words.items()}
    low, high = min(fused.values(), default=0.0), max(fused.values(), default=0.0)
    return {work: min(1.0, (score - low) / (high - low)) if high > low else 1.0 for work, score in fused.items()}


def _standardise(scores: Mapping[int, float]) -> dict[int, float]:
    mean = sum(scores.values()) / max(len(scores), 1)
    spread = (sum((score - mean) ** 2 for score in scores.values()) / max(len(scores), 1)) ** 0.5
    return {work: (score - mean) / spread if spread else 0.0 for work, score in scores.items()}
