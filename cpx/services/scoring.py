"""Score the tags of a catalogue against a person's label file.

A tag stands for its term and all broader ones, as in search. So a *yes* is met by the term itself or a narrower one, and a tag
counts at the nearest judged term at or above it: one tag is one mistake at most. A *no* on a term above one that is there (or
above a tag that is judged itself) counts neither way: most specific terms only is the rule of the label guide.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cpx.domain.agreement import Counts, Interval, mean, wilson
from cpx.domain.concept import SCHEMES, Concept
from cpx.domain.output import Output
from cpx.domain.tag import Tag
from cpx.domain.work import Work
from cpx.services.coding_judged import Judged, file_vocabulary, judge
from cpx.services.coding_labels import Answer, LabelFile
from cpx.services.reading import FileProblem
from cpx.services.scoring_readings import DIGITS, Readings, ReadingScore
from cpx.store.catalogue import Connection
from cpx.store.concepts import read_tags
from cpx.store.works import read_works
from cpx.tagging.vocabulary import Vocabulary

ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermScore(Output):
    """The figures of one term; a share is None where there is nothing to share out, an interval is that of 95 %."""

    concept: str
    label: str
    scheme: str
    judged: int
    tp: int
    fp: int
    fn: int
    tn: int
    precision: float | None
    precision_interval: tuple[float, float] | None
    recall: float | None
    recall_interval: tuple[float, float] | None
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalScore(Output):
    """The figures of a scheme, or of all: over the pairs (micro), and the plain mean over the terms (macro)."""

    scheme: str
    terms: int
    judged: int
    tp: int
    fp: int
    fn: int
    tn: int
    precision: float | None
    precision_interval: tuple[float, float] | None
    recall: float | None
    recall_interval: tuple[float, float] | None
    f1: float | None
    macro_precision: float | None
    macro_recall: float | None
    macro_f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement(Output):
    """A pair on which the tags and the person differ. ``tag`` is the label that was tagged, None where none was."""

    key: str
    title: str
    title_source: str
    concept: str
    label: str
    scheme: str
    person: str
    tag: str | None
    match: str | None
    quote: str | None
    sentence: str | None
    line: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreResult(Output):
    """What came of scoring. Pairs without a verdict count nowhere; ``set_aside`` are noes above a term that is there.

    ``tags`` says whose: ``machine``, or ``readers`` (the machine's less what a person rejected, with what one confirmed).
    ``unjudged_tags`` are tags on judged works on which nobody gave a verdict, ``repeated`` rows that say again what an earlier
    one says. ``readings`` score usage and part, where the file has such columns.
    """

    labels: str
    tags: str
    works: int
    judged: int
    set_aside: int
    undecided: int
    blank: int
    unjudged_tags: int
    terms: tuple[TermScore, ...]
    schemes: tuple[TotalScore, ...]
    total: TotalScore
    disagreements: tuple[Disagreement, ...]
    problems: tuple[FileProblem, ...]
    repeated: int
    readings: tuple[ReadingScore, ...]


def score(connection: Connection, labels: LabelFile, *, as_read: bool = False) -> ScoreResult:
    """Score the machine's tags, or with ``as_read`` what readers see, against a label file."""
    vocabulary = file_vocabulary(connection)
    judged = judge(connection, labels, vocabulary)
    table = Tally(vocabulary, judged)
    readings, affirmed = Readings(vocabulary), judged.affirmed()
    keys = {work.id: work.key for work in read_works(connection, judged.works())}
    for work in judged.works():
        tags = _counting(read_tags(connection, work), as_read=as_read)
        table.add(work, tags)
        readings.add(keys[work], affirmed[work], tags)
    return ScoreResult(
        labels=labels.name,
        tags="readers" if as_read else "machine",
        works=len(judged.works()),
        judged=sum((counts.judged for counts in table.counts.values()), 0),
        set_aside=table.set_aside,
        undecided=judged.counts[Answer.UNDECIDED],
        blank=judged.counts[Answer.BLANK],
        unjudged_tags=table.unjudged,
        terms=tuple(_term(vocabulary.concepts[concept], counts) for concept, counts in table.in_order()),
        schemes=tuple(total for scheme in SCHEMES if (total := _total(scheme, table.of_scheme(scheme))).terms),
        total=_total(ALL, list(table.counts.values())),
        disagreements=_disagreements(connection, table),
        problems=judged.named_problems(),
        repeated=judged.repeated,
        readings=readings.scores(),
    )


def _counting(tags: Iterable[Tag], *, as_read: bool) -> dict[str, Tag]:
    """Give the tags that count, by concept. A machine's tag has a confidence also where a person confirmed or rejected it."""
    ours = [tag for tag in tags if tag.concept is not None and tag.origin != "imported"]
    kept = [tag for tag in ours if tag.status != "rejected"] if as_read else [tag for tag in ours if tag.confidence is not None]
    return {str(tag.concept): tag for tag in kept}


class Tally:
    """Count pairs by concept, a work at a time."""

    def __init__(self, vocabulary: Vocabulary, judged: Judged) -> None:
        """Take the verdicts; the tags of each work come one work after another."""
        self.vocabulary = vocabulary
        self.judged = judged
        self.counts: dict[str, Counts] = defaultdict(Counts)
        self.differing: list[tuple[int, str, Tag | None]] = []
        self.set_aside = self.unjudged = 0
        self._verdicts: dict[int, dict[str, bool]] = defaultdict(dict)
        for (work, concept), verdict in judged.verdicts.items():
            self._verdicts[work][concept] = verdict

    def add(self, work: int, tags: Mapping[str, Tag]) -> None:
        """Count the judged pairs of a work."""
        verdicts = self._verdicts[work]
        line = {concept: (concept, *self.vocabulary.ancestors(concept)) for concept in {*tags, *verdicts}}
        homes = {tag: next((above for above in line[tag] if above in verdicts), None) for tag in tags}
        self.unjudged += sum(home is None for home in homes.values())
        meant = {above for concept, verdict in verdicts.items() if verdict for above in line[concept]}
        for concept, verdict in verdicts.items():
            below = any(concept in line[tag] for tag in tags)
            own = next((tag for tag in tags if homes[tag] == concept), None)
            if verdict:
                self._count(work, concept, Counts(tp=1) if below else Counts(fn=1), None)
            elif own is not None and concept not in meant:
                self._count(work, concept, Counts(fp=1), tags[own])
            elif below or concept in meant:
                self.set_aside += 1
            else:
                self._count(work, concept, Counts(tn=1), None)

    def _count(self, work: int, concept: str, counts: Counts, tag: Tag | None) -> None:
        self.counts[concept] += counts
        if counts.fp or counts.fn:
            self.differing.append((work, concept, tag))

    def of_scheme(self, scheme: str) -> list[Counts]:
        """Give the counts of the terms of one scheme."""
        return [counts for concept, counts in self.counts.items() if self.vocabulary.concepts[concept].scheme == scheme]

    def in_order(self) -> list[tuple[str, Counts]]:
        """Give the counts by scheme, the terms judged most often first."""
        return sorted(self.counts.items(), key=lambda item: self._place(*item))

    def _place(self, concept: str, counts: Counts) -> tuple[int, int, str]:
        known = self.vocabulary.concepts[concept]
        return SCHEMES.index(known.scheme), -counts.judged, known.pref_label


def _term(concept: Concept, counts: Counts) -> TermScore:
    return TermScore(concept=concept.id, label=concept.pref_label, scheme=concept.scheme, **_figures(counts))


def _total(scheme: str, parts: Sequence[Counts]) -> TotalScore:
    return TotalScore(
        scheme=scheme,
        terms=len(parts),
        macro_precision=short(mean(counts.precision for counts in parts)),
        macro_recall=short(mean(counts.recall for counts in parts)),
        macro_f1=short(mean(counts.f1 for counts in parts)),
        **_figures(sum(parts, Counts())),
    )


def _figures(counts: Counts) -> dict[str, Any]:
    return {
        "judged": counts.judged,
        "tp": counts.tp,
        "fp": counts.fp,
        "fn": counts.fn,
        "tn": counts.tn,
        "precision": short(counts.precision),
        "precision_interval": short_interval(wilson(counts.tp, counts.tp + counts.fp)),
        "recall": short(counts.recall),
        "recall_interval": short_interval(wilson(counts.tp, counts.tp + counts.fn)),
        "f1": short(counts.f1),
    }


def short(value: float | None) -> float | None:
    """Give a share in four digits."""
    return None if value is None else round(value, DIGITS)


def short_interval(interval: Interval | None) -> Interval | None:
    """Give an interval in four digits."""
    return None if interval is None else (round(interval[0], DIGITS), round(interval[1], DIGITS))


def _disagreements(connection: Connection, table: Tally) -> tuple[Disagreement, ...]:
    """Give the pairs that differ in the order of the file."""
    differing = sorted(table.differing, key=lambda one: table.judged.rows[one[:2]].line)
    works = {work.id: work for work in read_works(connection, list({work for work, _, _ in differing}))}
    return tuple(_disagreement(works[work], table, concept, tag) for work, concept, tag in differing)


def _disagreement(work: Work, table: Tally, concept: str, tag: Tag | None) -> Disagreement:
    row, known = table.judged.rows[work.id, concept], table.vocabulary.concepts[concept]
    best = tag.evidence[0] if tag and tag.evidence else None
    return Disagreement(
        key=work.key,
        title=work.title,
        title_source=work.title_source,
        concept=concept,
        label=known.pref_label,
        scheme=known.scheme,
        person="no" if tag else "yes",
        tag=tag.label if tag else None,
        match=tag.match if tag else None,
        quote=best.quote if best else None,
        sentence=best.sentence if best else None,
        line=row.line,
        note=row.note,
    )
