"""Embed: a local model reads what works are about, so that search may rank by meaning too. Nothing leaves this machine."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.domain.progress import Progress, no_progress
from cpx.domain.work import GIVEN
from cpx.embedding.arrays import blend
from cpx.embedding.base import MOST_CHARACTERS, Embedder, Model
from cpx.errors import CpxError, Interrupted
from cpx.services.meaning import is_off, is_wanted, may_read, open_embedder
from cpx.store import vectors as store
from cpx.store.catalogue import CatalogueFile

AT_ONCE = 10_000
"""Works that are read after an import, at most: a quarter of an hour of one core. More goes on with the next, or with ``cpx embed``."""
_TITLE = 0.25
"""What the title counts once more beside title and abstract: found to help on two collections, and more to hurt."""
_BATCH = 64
"""Works whose vectors are saved together: what Ctrl-C can cost."""
_COMPARED = 1000
"""Works that are compared at a time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmbedResult(Output):
    """What came of it: the model, how many works it read now, has read in all, and how many it has not read yet."""

    model: str
    sha256: str
    dimensions: int
    embedded: int
    works: int
    waiting: int


def embed(file: CatalogueFile, *, limit: int | None = None, progress: Progress = no_progress) -> EmbedResult:
    """Have the model read the works that it has not read, or that changed since, the newest first, at most ``limit``.

    Raises CpxError where no model is there or it may not be used, Interrupted for Ctrl-C: what was read stays.
    """
    embedder = open_embedder()
    if embedder is None:
        raise _no_model()
    _drop_stale(file, embedder.model)
    return _embed(file, embedder, limit, progress)


def _drop_stale(file: CatalogueFile, model: Model) -> None:
    """Drop the vectors of works that say something else than when they were read; other programs may have changed them."""
    above, stale = 0, []
    with file.reading() as connection:
        row = store.find_model(connection, model.name, model.sha256)
        while row is not None and (done := store.read_done(connection, row, above, _COMPARED)):
            stale += [one.work for one, read in done if read != _digest(say_work(one))]
            above = done[-1][0].work
    if row is not None and stale:
        with file.batch() as connection:
            store.drop_vectors(connection, row, stale)


def _no_model() -> CpxError:
    if is_wanted():
        from cpx.registry import missing_packages

        missing = ", ".join(missing_packages())
        return CpxError(f"reading for meaning needs what is not installed: {missing}", "pip install 'cpx[semantic]'")
    remedy = "unset CPX_SEMANTIC, or set it to on" if is_off() else "cpx config semantic on"
    return CpxError("search by meaning is switched off", remedy)


def embed_new(file: CatalogueFile, progress: Progress = no_progress) -> EmbedResult | None:
    """Have the model read what is new, after an import; None where there is nothing to do or no model to do it.

    Raises ModelRefused where the model is there and may not be used, Interrupted for Ctrl-C.
    """
    if not may_read():
        return None
    embedder = open_embedder()
    if embedder is None:
        return None
    found = _embed(file, embedder, AT_ONCE, progress)
    return found if found.embedded else None


def _embed(file: CatalogueFile, embedder: Embedder, limit: int | None, progress: Progress) -> EmbedResult:
    model = embedder.model
    with file.batch() as connection:
        row = store.add_model(connection, model.name, model.sha256, model.dimensions)
        waiting = store.count_waiting(connection, row)
    wanted = waiting if limit is None else min(waiting, limit)
    done = 0
    progress("reading for meaning", 0, wanted)
    try:
        for batch in _batches(file, row, wanted):
            _read(file, embedder, row, batch)
            done += len(batch)
            progress("reading for meaning", done, wanted)
    except KeyboardInterrupt:
        left = f"{waiting - done:,} works wait to be read for their meaning; what was done stays"
        raise Interrupted(f"interrupted; {left}", "go on with: cpx embed; or with the next ingest") from None
    return _finish(file, row, model, done)


def _batches(file: CatalogueFile, model: int, wanted: int) -> Iterator[Sequence[store.Told]]:
    below = None
    while wanted > 0:
        with file.reading() as connection:
            batch = store.read_waiting(connection, model, below, min(_BATCH, wanted))
        if not batch:
            return
        yield batch
        below, wanted = batch[-1].work, wanted - len(batch)


def _read(file: CatalogueFile, embedder: Embedder, model: int, batch: Sequence[store.Told]) -> None:
    texts = [say_work(one) for one in batch]
    titles = [one.title if one.title_source == GIVEN and one.abstract else "" for one in batch]
    # Outside of the transaction: others may write meanwhile.
    found = embedder.embed(texts)
    of_titles = dict(zip(filter(None, titles), embedder.embed([title for title in titles if title]), strict=True))
    rows = [
        store.Vector(one.work, _digest(text), blend(vector, of_titles[title], _TITLE) if title else vector)
        for one, text, title, vector in zip(batch, texts, titles, found, strict=True)
    ]
    with file.batch() as connection:
        store.write_vectors(connection, model, [row for one, row in zip(batch, rows, strict=True) if store.still_says(connection, one)])


def _finish(file: CatalogueFile, row: int, model: Model, done: int) -> EmbedResult:
    with file.batch() as connection:
        waiting = store.count_waiting(connection, row)
        if not waiting:
            store.drop_other_models(connection, row)  # until now search went by the vectors of the model before
        works = store.count_vectors(connection, row)
    return EmbedResult(model=model.name, sha256=model.sha256, dimensions=model.dimensions, embedded=done, works=works, waiting=waiting)


def say_work(one: store.Told) -> str:
    """Give the words of a work that are read: title and abstract; a made title tells nothing where there is an abstract."""
    parts = [one.title if one.title_source == GIVEN or not one.abstract else "", one.abstract or ""]
    return ". ".join(part for part in parts if part)[:MOST_CHARACTERS]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
