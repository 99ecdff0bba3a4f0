"""Score how the machine read the tags that are right: usage of methods, part of people, against what a person wrote beside them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cpx.domain.agreement import Interval, ratio, wilson
from cpx.domain.concept import Part, Usage
from cpx.domain.output import Output
from cpx.domain.tag import Tag
from cpx.services.coding_labels import LabelRow
from cpx.tagging.vocabulary import Vocabulary

DIGITS = 4
_KINDS: dict[str, tuple[str, ...]] = {
    "usage": (Usage.USED, Usage.TOPIC, Usage.UNCLEAR),
    "part": (Part.TOOK_PART, Part.CO_PRODUCER, Part.SERVED, Part.UNCLEAR, Part.MENTIONED),
}
"""What is read -> its values, the one that goes before the others first (docs/label-guide.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confused(Output):
    """How often a person said one thing and the machine another, or the same. ``machine`` is None where it said nothing."""

    person: str
    machine: str | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDisagreement(Output):
    """A right tag that the machine read otherwise than the person."""

    key: str
    concept: str
    label: str
    scheme: str
    person: str
    machine: str | None
    quote: str | None
    sentence: str | None
    line: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingScore(Output):
    """How far usage or part are right, on the tags that are: where the person says yes and the machine tagged it."""

    reading: str
    judged: int
    right: int
    accuracy: float | None
    accuracy_interval: Interval | None
    confusion: tuple[Confused, ...]
    disagreements: tuple[ReadingDisagreement, ...]


class Readings:
    """Collect what was read of right tags, a work at a time."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Take the vocabulary, for labels and broader terms."""
        self._vocabulary = vocabulary
        self._met: dict[str, list[tuple[str, LabelRow, Tag]]] = {name: [] for name in _KINDS}

    def add(self, key: str, rows: Mapping[str, LabelRow], tags: Mapping[str, Tag]) -> None:
        """Take the rows of a work to which a person said yes, by concept, and its tags; broader terms are met by narrower tags."""
        for concept, row in rows.items():
            below = [tag for one, tag in tags.items() if concept in (one, *self._vocabulary.ancestors(one))]
            for name in _KINDS:
                if below and getattr(row, name):
                    self._met[name].append((key, row, _best(below, name)))

    def scores(self) -> tuple[ReadingScore, ...]:
        """Give the scores of what was judged at all."""
        return tuple(self._score(name, met) for name, met in self._met.items() if met)

    def _score(self, name: str, met: Sequence[tuple[str, LabelRow, Tag]]) -> ReadingScore:
        pairs = Counter((getattr(row, name), getattr(tag, name)) for _, row, tag in met)
        right = sum(count for (person, machine), count in pairs.items() if person == machine)
        interval = wilson(right, len(met))
        return ReadingScore(
            reading=name,
            judged=len(met),
            right=right,
            accuracy=round(ratio(right, len(met)) or 0.0, DIGITS),
            accuracy_interval=interval and (round(interval[0], DIGITS), round(interval[1], DIGITS)),
            confusion=tuple(
                Confused(person=person, machine=machine, count=pairs[person, machine])
                for person, machine in sorted(pairs, key=lambda pair: _place(name, pair))
            ),
            disagreements=tuple(self._disagreements(name, met)),
        )

    def _disagreements(self, name: str, met: Sequence[tuple[str, LabelRow, Tag]]) -> Iterator[ReadingDisagreement]:
        for key, row, tag in sorted(met, key=lambda one: one[1].line):
            if getattr(row, name) == getattr(tag, name):
                continue
            best = tag.evidence[0] if tag.evidence else None
            yield ReadingDisagreement(
                key=key,
                concept=str(tag.concept),
                label=tag.label,
                scheme=tag.scheme,
                person=getattr(row, name),
                machine=getattr(tag, name),
                quote=best.quote if best else None,
                sentence=best.sentence if best else None,
                line=row.line,
                note=row.note,
            )


def _best(tags: Sequence[Tag], name: str) -> Tag:
    """Give the tag whose reading goes before the others': if one mention is used, the work used it."""
    order = _KINDS[name]
    return min(tags, key=lambda tag: order.index(getattr(tag, name)) if getattr(tag, name) in order else len(order))


def _place(name: str, pair: tuple[str, str | None]) -> tuple[int, int]:
    order = _KINDS[name]
    person, machine = pair
    return order.index(person), order.index(machine) if machine in order else len(order)
