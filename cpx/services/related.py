"""Related: works near a work, by their text, the terms they share, their people and their references, each with its reasons."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cpx.domain.folding import WORD
from cpx.domain.near import RelatedWork
from cpx.domain.query import Filters, Query, terms
from cpx.domain.query_parser import parse_query
from cpx.domain.query_shape import is_stop_word
from cpx.domain.work import Work
from cpx.errors import BadUsage
from cpx.services.meaning import SCANNED, is_off
from cpx.services.search import build_hits
from cpx.store import related as store
from cpx.store import vectors
from cpx.store.catalogue import Connection
from cpx.store.search import Found, find
from cpx.store.stems import stem_words
from cpx.store.works import read_works

_WEIGHTS = {"text": 0.5, "terms": 0.2, "references": 0.2, "people": 0.1}
"""What each tie counts, at its best."""
_SALIENT, _READ, _SAID = 12, 400, 4
"""Words that stand for a work, words of its text that are looked at, and things that a reason names at most."""
_NEAR = 200
_SHORTEST = 3


def related(connection: Connection, work: int, *, limit: int = 20) -> tuple[RelatedWork, ...]:
    """Give the works nearest to a work, nearest first, with what they share.

    By vectors where the catalogue has them (``cpx[semantic]``) and by the work's weightiest words.
    """
    if limit < 0:
        raise BadUsage(f"a limit of {limit} is less than nothing", "write --limit 20")
    subject = read_works(connection, [work])[0]
    words = _choose_words(connection, subject)
    query = parse_query(" OR ".join(words))
    by = {
        "text": _by_text(connection, work, query),
        "terms": store.find_by_terms(connection, work),
        "references": store.find_by_references(connection, work),
        "people": store.find_by_people(connection, work),
    }
    scores: dict[int, float] = defaultdict(float)
    for name, ties in by.items():
        most = max((tie.weight for tie in ties), default=1.0)
        for tie in ties:
            scores[tie.work] += _WEIGHTS[name] * tie.weight / most
    best = sorted(scores, key=lambda other: (-scores[other], other))[:limit]
    hits = build_hits(connection, query, [Found(other, scores[other], "some") for other in best])
    named = {name: {tie.work: tie.shared for tie in ties} for name, ties in by.items()}
    return tuple(_explain(RelatedWork(**{name: hit[name] for name in hit}), words, named) for hit in hits)


def _choose_words(connection: Connection, work: Work) -> list[str]:
    """Choose the words that tell most of a work: often in it, seldom in others, and in one other at least."""
    text = " ".join((work.title, work.title, *work.keywords, work.abstract or "")).lower()
    said = [word for word in re.findall(WORD, text)[:_READ] if len(word) >= _SHORTEST and not word.isdigit() and not is_stop_word(word)]
    stems = stem_words(said)
    first: dict[str, str] = {}
    for word in said:
        first.setdefault(stems[word], word)
    times = Counter(stems[word] for word in said)
    having = store.count_having(connection, list(first.values()))
    total = store.count_all(connection)
    weight = {word: (1 + math.log(times[stem])) * math.log(1 + total / having[word]) for stem, word in first.items() if having[word] > 1}
    return sorted(weight, key=lambda word: (-weight[word], word))[:_SALIENT]


def _by_text(connection: Connection, work: int, query: Query) -> list[store.Tie]:
    """Rank by the words, and by the vectors where both are there: half and half."""
    found = find(connection, query, Filters(), limit=_NEAR) if terms(query.tree) else []
    words = _share({one.id: one.score for one in found if one.id != work})
    about = _share(_by_vectors(connection, work, list(words)))
    both = {*words, *about}
    weights = {other: (words.get(other, 0) + about.get(other, 0)) / 2 if about else words[other] for other in both}
    return [store.Tie(other, weight, ()) for other, weight in weights.items()]


def _share(scores: Mapping[int, float]) -> dict[int, float]:
    most = max(scores.values(), default=0.0)
    return {work: max(score, 0.0) / most for work, score in scores.items()} if most > 0 else {}


def _by_vectors(connection: Connection, work: int, others: Sequence[int]) -> dict[int, float]:
    """Compare vectors: the work's with all others where those are few enough, else with those that the words brought."""
    model = None if is_off() else vectors.model_of_most(connection)
    own = vectors.read_vectors(connection, model, [work]).get(work) if model is not None else None
    if model is None or own is None or not _has_numpy():
        return {}
    from cpx.embedding.arrays import nearest, similarities

    near = list(others)
    if vectors.bound_vectors(connection, model) <= SCANNED:
        ids, held = vectors.read_all_vectors(connection, model, len(own))
        near = [*dict.fromkeys([*near, *nearest(own, ids, held, _NEAR)])]
    read = vectors.read_vectors(connection, model, [other for other in near if other != work])
    return dict(zip(read, similarities(own, list(read.values())), strict=True))


def _has_numpy() -> bool:
    from importlib.util import find_spec

    return find_spec("numpy") is not None


def _explain(hit: RelatedWork, words: Iterable[str], named: Mapping[str, Mapping[int, tuple[str, ...]]]) -> RelatedWork:
    """Say what a work shares: references and people by name, terms, and the words that stand in both."""
    text = " ".join((hit.title, *hit.keywords, hit.abstract or "")).lower()
    there = set(stem_words(re.findall(WORD, text)).values())
    stems = stem_words(words)
    shared = {
        "references": named["references"].get(hit.id, ()),
        "people": named["people"].get(hit.id, ()),
        "terms": named["terms"].get(hit.id, ()),
        "words": tuple(word for word, stem in stems.items() if stem in there),
    }
    return replace(hit, reasons=tuple(f"{name}: {', '.join(said[:_SAID])}" for name, said in shared.items() if said))
