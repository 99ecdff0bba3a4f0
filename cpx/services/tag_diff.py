"""What tagging again changed on a work, for its readers: what a person decided stands as it did."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cpx.domain.output import Output
from cpx.store.catalogue import Connection
from cpx.store.decisions import decided_labels
from cpx.store.texts import Assigned
from cpx.store.works import read_works


@dataclass(frozen=True, slots=True, kw_only=True)
class TagReading(Output):
    """How the machine read a tag: usage or part, and how well the words support it."""

    usage: str | None
    part: str | None
    match: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TagChange(Output):
    """A tag that stays and is read otherwise than before."""

    label: str
    before: TagReading
    after: TagReading


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkDiff(Output):
    """What a re-tag changed on one work, as labels; ``kept_by_hand`` are those that a person decided."""

    key: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    kept_by_hand: tuple[str, ...]
    changed: tuple[TagChange, ...]


def compare_tags(connection: Connection, work: int, before: Mapping[str, Assigned], after: Mapping[str, Assigned]) -> WorkDiff | None:
    """Give what changed between two sets of the machine's tags of a work; None where nothing did."""
    decided = decided_labels(connection, work)
    added = tuple(tag.label for concept, tag in after.items() if concept not in before and concept not in decided)
    removed = tuple(tag.label for concept, tag in before.items() if concept not in after and concept not in decided)
    changed = tuple(_changes({concept: tag for concept, tag in before.items() if concept not in decided}, after))
    if not (added or removed or changed):
        return None
    key = read_works(connection, [work])[0].key
    return WorkDiff(key=key, added=added, removed=removed, kept_by_hand=tuple(decided.values()), changed=changed)


def _changes(before: Mapping[str, Assigned], after: Mapping[str, Assigned]) -> Iterator[TagChange]:
    for concept, old in before.items():
        new = after.get(concept)
        if new is not None and _reading(old) != _reading(new):
            yield TagChange(label=new.label, before=_reading(old), after=_reading(new))


def _reading(tag: Assigned) -> TagReading:
    return TagReading(usage=tag.usage, part=tag.part, match=tag.match)
