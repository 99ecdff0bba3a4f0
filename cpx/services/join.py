"""Join works that turn out to be one, with all that people said of either; find those that are one by their registry's word."""

from collections.abc import Iterator
from dataclasses import dataclass
from json import loads

from cpx.domain.keys import base_key
from cpx.domain.payload import from_payload
from cpx.domain.record import Record
from cpx.domain.relations import HAS_PREPRINT, HAS_VERSION, IS_PREPRINT, IS_VERSION, JOINING, related
from cpx.matching.versions import objections, say_relation
from cpx.services.derive import derive_work
from cpx.store import derived, joining
from cpx.store.catalogue import CatalogueFile, Connection
from cpx.tagging.tagger import Tagger

_OTHER_END = {IS_PREPRINT: HAS_PREPRINT, HAS_PREPRINT: IS_PREPRINT, IS_VERSION: HAS_VERSION, HAS_VERSION: IS_VERSION}


@dataclass(frozen=True, slots=True)
class Kin:
    """A work that is one with a record's by its registry's word: why, and what speaks against it."""

    work: int
    reason: str
    against: tuple[str, ...]


def join_works(file: CatalogueFile, keep: int, gone: int, *, tagger: Tagger, run: int, reason: str) -> None:  # noqa: PLR0913 - that many facts make a join
    """Make one work of two, whole or not at all. Call it inside a batch.

    ``keep`` stays with its row; records, texts, keys, decisions (a rejection beats a confirmation), notes, candidates and
    checks of ``gone`` move to it with ``reason``, and it is derived anew. Raises ValueError where the tables refuse it.
    """
    connection = file.connection
    if keep == gone:
        return
    with file.savepoint():
        keys = joining.keys_of(connection, keep, gone)
        joining.move_all(connection, keep, gone, run=run, reason=reason)
        derive_work(connection, keep, tagger)
        _choose_key(connection, keep, keys)


def _choose_key(connection: Connection, work: int, keys: list[str]) -> None:
    """Prefer the key that the work's author, year and title make, where one of the two had it."""
    base = base_key(*derived.read_key_facts(connection, work))
    fitting = [key for key in keys if key.startswith(base)]
    if fitting and joining.keys_of(connection, work)[0] not in fitting:
        joining.prefer_key(connection, work, fitting[0])


def find_kin(connection: Connection, record: Record) -> tuple[Kin, ...]:
    """Find the works that are one with a record's: its preprint, its article, other versions of a preprint. Each work once."""
    if record.doi is None or record.title is None:  # a DOI alone waits until more is known of it
        return ()
    found: dict[int, Kin] = {}
    for kin in _each_kin(connection, record, record.doi):
        held = found.get(kin.work)
        if held is None or (held.against and not kin.against):
            found[kin.work] = kin
    return tuple(found.values())


def _each_kin(connection: Connection, record: Record, own: str) -> Iterator[Kin]:
    for one in related(record):
        for named in joining.records_with_doi(connection, one.doi):
            yield from _judge(record, named, one.kind, say_relation(one.kind, own, one.doi))
    for named in joining.records_naming(connection, own, JOINING):
        other = from_payload(loads(named.payload)).doi or ""
        kind = _OTHER_END[named.kind or ""]
        if other != own:  # an article's own record may stand behind its preprint's row
            yield from _judge(record, named, kind, say_relation(kind, own, other))


def _judge(record: Record, named: joining.Named, kind: str, reason: str) -> Iterator[Kin]:
    against = objections(record, from_payload(loads(named.payload)), kind)
    if against is not None:
        yield Kin(named.work, reason, against)
