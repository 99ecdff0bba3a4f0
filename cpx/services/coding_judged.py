"""The judgements of a label file on the works and terms of a catalogue."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from cpx.domain.identifiers import parse_doi
from cpx.errors import BadUsage, CpxError, NotFound
from cpx.services.coding_labels import Answer, LabelFile, LabelRow, Problem
from cpx.services.reading import FileProblem
from cpx.store.catalogue import Connection
from cpx.store.concepts import all_concepts
from cpx.store.judged import works_by_source_id
from cpx.store.works import find_work
from cpx.tagging.vocabulary import Vocabulary

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

    def take(self, pair: Pair, row: LabelRow) -> None:
        """Note the verdict of a row; one that says the opposite of an earlier row is a problem."""
        self.counts[row.answer] += 1
        if row.answer not in (Answer.YES, Answer.NO):
            return
        verdict = row.answer is Answer.YES
        first = self.rows.setdefault(pair, row)
        if self.verdicts.setdefault(pair, verdict) is not verdict:
            said = f"{row.answer.value} for {row.work[:60]} and {row.concept[:60]}, but line {first.line} says the opposite"
            self.problems.append((row.line, f"{said}: neither is counted"))

    def drop_contradictions(self, denied: Iterable[Pair]) -> None:
        """Leave out pairs that the file both affirms and denies."""
        for pair in denied:
            del self.verdicts[pair], self.rows[pair]

    def named_problems(self) -> tuple[FileProblem, ...]:
        """Give the problems in the order of the lines."""
        return tuple(FileProblem(f"{self.name}, line {line}", message) for line, message in sorted(self.problems))

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
        said[pair].add(row.answer)
    judged.drop_contradictions(pair for pair, answers in said.items() if {Answer.YES, Answer.NO} <= answers)
    return judged


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
