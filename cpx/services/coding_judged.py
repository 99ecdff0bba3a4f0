"""The judgements of a label file on the works and terms of a catalogue."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from cpx.domain.concept import Concept
from cpx.domain.identifiers import parse_doi
from cpx.errors import BadUsage, CpxError, NotFound
from cpx.services.coding_labels import Answer, LabelFile, LabelRow, Problem
from cpx.services.reading import FileProblem
from cpx.store.catalogue import Connection
from cpx.store.concepts import all_concepts
from cpx.store.judged import works_by_source_id
from cpx.store.works import find_work
from cpx.tagging.vocabulary import Vocabulary

_USED = ("method", "approach", "framework")
"""Schemes whose terms a work uses or is about."""
Pair = tuple[int, str]
"""A work and a concept."""


@dataclass(slots=True)
class Judged:
    """What a person said of pairs; rows that say nothing are counted, and those that cannot be used are named."""

    name: str
    verdicts: dict[Pair, bool] = field(default_factory=dict)
    rows: dict[Pair, LabelRow] = field(default_factory=dict)
    counts: Counter[Answer] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    repeated: int = 0

    def take(self, pair: Pair, row: LabelRow) -> None:
        """Note the verdict of a row; one that says the opposite of an earlier row is a problem."""
        self.counts[row.answer] += 1
        if row.answer not in (Answer.YES, Answer.NO):
            return
        verdict = row.answer is Answer.YES
        first = self.rows.setdefault(pair, row)
        if first is not row:
            self.repeated += 1
            self._merge_readings(pair, first, row)
        if self.verdicts.setdefault(pair, verdict) is not verdict:
            said = f"{row.answer.value} for {row.work[:60]} and {row.concept[:60]}, but line {first.line} says the opposite"
            self.problems.append((row.line, f"{said}: neither is counted"))

    def _merge_readings(self, pair: Pair, first: LabelRow, row: LabelRow) -> None:
        """Take usage and part from whichever row says it; where two rows differ neither counts."""
        usage, part = (self._one_of(name, first, row) for name in ("usage", "part"))
        self.rows[pair] = replace(self.rows[pair], usage=usage, part=part)

    def _one_of(self, name: str, first: LabelRow, row: LabelRow) -> str:
        before, now = getattr(first, name), getattr(row, name)
        if not (before and now) or before == now:
            return str(before or now)
        said = f"{name} {now} for {row.work[:60]} and {row.concept[:60]}, but line {first.line} says {before}"
        self.problems.append((row.line, f"{said}: neither is counted"))
        return ""

    def drop_contradictions(self, denied: Iterable[Pair]) -> None:
        """Leave out pairs that the file both affirms and denies."""
        for pair in denied:
            del self.verdicts[pair], self.rows[pair]

    def named_problems(self) -> tuple[FileProblem, ...]:
        """Give the problems in the order of the lines."""
        return tuple(FileProblem(f"{self.name}, line {line}", message) for line, message in sorted(self.problems))

    def affirmed(self) -> dict[int, dict[str, LabelRow]]:
        """Give the rows in which a person said yes, by work and concept."""
        found: dict[int, dict[str, LabelRow]] = defaultdict(dict)
        for work, concept in (pair for pair, verdict in self.verdicts.items() if verdict):
            found[work][concept] = self.rows[work, concept]
        return found

    def works(self) -> tuple[int, ...]:
        """Give the works with a verdict, each once, in the order of the file."""
        return tuple(dict.fromkeys(work for work, _ in self.verdicts))


def file_vocabulary(connection: Connection) -> Vocabulary:
    """Give the vocabulary that the catalogue holds: labels may be a user's own."""
    return Vocabulary({concept.id: concept for concept in all_concepts(connection)})


def judge(connection: Connection, labels: LabelFile, vocabulary: Vocabulary) -> Judged:
    """Find the work and the term of each row. A pair that a file both affirms and denies is left out, and told."""
    judged = Judged(labels.name, problems=list(labels.problems))
    finder = _Finder(connection, vocabulary)
    said: dict[Pair, set[Answer]] = defaultdict(set)
    for row in labels.rows:
        try:
            pair = finder.work(row.work), finder.concept(row.concept)
        except CpxError as error:
            judged.problems.append((row.line, f"{error.message} ({error.hint})" if error.hint else error.message))
            continue
        judged.take(pair, row)
        _check_reading(judged, row, vocabulary.concepts[pair[1]])
        said[pair].add(row.answer)
    judged.drop_contradictions(pair for pair, answers in said.items() if {Answer.YES, Answer.NO} <= answers)
    return judged


def _check_reading(judged: Judged, row: LabelRow, concept: Concept) -> None:
    """Name a usage of people, or a part of what is no people: it can be compared with nothing."""
    said = {"part": row.part if concept.scheme != "population" else "", "usage": row.usage if concept.scheme not in _USED else ""}
    for name, value in said.items():
        if value:
            judged.problems.append((row.line, f"a {concept.scheme} has no {name} ({value}); the verdict counts"))


class _Finder:
    """Find works and concepts by the names in a file; each name is looked up once."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary) -> None:
        self._connection = connection
        self._vocabulary = vocabulary
        self.work = cache(self._work)
        self.concept = cache(lambda name: vocabulary.resolve(name).id)

    def _work(self, name: str) -> int:
        """Find a work by key, DOI, or the id that it had in its file; raises NotFound, and BadUsage where several had that id."""
        try:
            return find_work(self._connection, name.lower(), parse_doi(name))
        except NotFound:
            found = works_by_source_id(self._connection, name)
            if not found:
                raise
        if len(found) > 1:
            raise BadUsage(f"{len(found)} works had the id {name[:60]!r} in their files", "give the key")
        return found[0]
