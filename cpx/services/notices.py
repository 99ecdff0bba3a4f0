"""Notices that are in the catalogue: what they say of a work is the work's too, whichever of the two came first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cpx.domain.merge import Described, Merged, add_updates, merge, put_in_order
from cpx.domain.parts import Update
from cpx.domain.provenance import PERSON
from cpx.domain.updates import MADE, normal_kind, updates_upon
from cpx.store.catalogue import Connection
from cpx.store.notices import Made, read_made, read_upon, works_with

MOST = 500
"""More works than any notice is about; a list beyond it is not looked at."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What the records of a work give together with the notices upon it, and what the work does to others."""

    merged: Merged
    made: tuple[Made, ...]


def merge_noticed(connection: Connection, work: int, records: Sequence[Described]) -> Noticed:
    """Merge the records of a work, and what works of the catalogue do to it; a person's word on its updates stays alone."""
    merged = merge(records)
    made = _made_by(merged)
    dois = _dois(merged, records)
    found = read_upon(connection, work, dois) if dois else ()
    if not found or _is_by_person(merged, records, "updates"):
        return Noticed(merged, made)
    told = _upon(found)
    return Noticed(add_updates(merged, told, found[0].record) if told else merged, made)


def _made_by(merged: Merged) -> tuple[Made, ...]:
    """Give what a work does to others by its own records: what others say of it has no part in that, or there would be no end."""
    updates: Iterable[Update] = merged.fields.get("updates", ())
    own = merged.fields.get("doi")
    made = (update for update in updates if update.doi and update.doi != own and normal_kind(update.type).endswith(MADE))
    rows = (Made(update.doi or "", Update(update.type, own, update.date, update.source), merged.sources["updates"]) for update in made)
    return tuple(dict.fromkeys(rows))[:MOST]


def _upon(found: Iterable[Made]) -> tuple[Update, ...]:
    """Turn what notices do into what was done to the work."""
    return tuple(update for one in found for update in updates_upon(one.upon, [(one.update.doi, [_of(one)])]))


def _of(one: Made) -> Update:
    return Update(one.update.type, one.upon, one.update.date, one.update.source)


def _dois(merged: Merged, records: Sequence[Described]) -> tuple[str, ...]:
    """Give the DOIs whose notices are upon the work: not its preprint's, nor one that a person put another in the place of."""
    own = merged.fields.get("doi")
    if len(records) == 1 or _is_by_person(merged, records, "doi"):
        return (own,) if own else ()
    return tuple(dict.fromkeys(item.record.doi for item in put_in_order(records).published if item.record.doi))


def _is_by_person(merged: Merged, records: Iterable[Described], name: str) -> bool:
    giver = merged.sources.get(name)
    return giver is not None and any(item.id == giver and item.record.source == PERSON for item in records)


def marked_by(connection: Connection, work: int) -> list[int]:
    """Give the works upon which this one makes updates: to be derived anew where it goes."""
    dois = {doi for doi, _ in read_made(connection, work)}
    return works_with(connection, dois, work) if dois else []


def newly_marked(connection: Connection, work: int, before: set[tuple[str, str]]) -> list[int]:
    """Give the works upon which this one makes other updates than it did ``before``."""
    dois = {doi for doi, _ in before ^ read_made(connection, work)}
    return works_with(connection, dois, work) if dois else []
