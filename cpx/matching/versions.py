"""Whether two records that a registry calls preprint and article, or versions of one preprint, are of one work."""

from cpx.domain.record import Record
from cpx.domain.relations import HAS_PREPRINT, HAS_VERSION, IS_PREPRINT, IS_VERSION, may_have_versions
from cpx.matching.contradictions import authors_differ, title_likeness

UNLIKE, UNLIKE_BY_OTHERS = 40, 60
"""Titles of a preprint and its article often differ: only below these figures (0 to 100) do they contradict what the registry says.
The second holds where no author is in common. Two titles drawn at random from 1,524 real works have 38 in the middle."""


def objections(one: Record, other: Record, kind: str) -> tuple[str, ...] | None:
    """Say what speaks against two records being one work, () where nothing does; None where the relation never makes one work of two."""
    if kind in (IS_VERSION, HAS_VERSION) and not (may_have_versions(one) and may_have_versions(other)):
        return None
    against = []
    strangers = authors_differ(one, other)
    if title_likeness(one, other) < (UNLIKE_BY_OTHERS if strangers else UNLIKE):
        against += ["titles differ", *(["no author in common"] if strangers else [])]
    if _is_protocol(one) != _is_protocol(other):
        against.append("one is a protocol")
    return tuple(against)


def _is_protocol(record: Record) -> bool:
    return "protocol" in (record.title or "").casefold()


def say_relation(kind: str, own: str, other: str) -> str:
    """Say in words why a record that has a DOI and a relation to another joins the work of that other."""
    return {IS_PREPRINT: f"preprint of {other}", HAS_PREPRINT: f"published as {own}"}.get(kind, f"version of {other}")
