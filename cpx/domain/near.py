"""Works near a work."""

from dataclasses import dataclass

from cpx.domain.work import Hit


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedWork(Hit):
    """A work near another one: ``reasons`` say what they share, the weightiest first; ``score`` is between 0 and 1."""

    reasons: tuple[str, ...] = ()
