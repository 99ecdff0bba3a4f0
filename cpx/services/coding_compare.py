"""Compare two people's label files: how far they agree on each term, and what is left to settle."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cpx.domain.agreement import FEWEST_PAIRS, Paired
from cpx.domain.concept import SCHEMES
from cpx.domain.output import Output
from cpx.services.coding_judged import Judged, Pair, file_vocabulary, judge
from cpx.services.coding_labels import LabelFile
from cpx.services.coding_sheet import given_title, text_of
from cpx.services.reading import FileProblem
from cpx.services.scoring import ALL, short, short_interval
from cpx.store.catalogue import Connection
from cpx.store.works import read_works
from cpx.tagging.vocabulary import Vocabulary

TOO_FEW, NO_VARIATION = "too few", "no variation"
_ANSWERS = {True: "yes", False: "no"}


@dataclass(frozen=True, slots=True, kw_only=True)
class TermAgreement(Output):
    """How two people agree on one term. ``kappa`` is None, and ``remark`` says why, where it would say nothing."""

    concept: str
    label: str
    scheme: str
    judged: int
    both: int
    only_first: int
    only_second: int
    neither: int
    agreement: float | None
    kappa: float | None
    kappa_interval: tuple[float, float] | None
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TotalAgreement(Output):
    """How two people agree on a scheme, or on all: over its pairs."""

    scheme: str
    terms: int
    judged: int
    both: int
    only_first: int
    only_second: int
    neither: int
    agreement: float | None
    kappa: float | None
    kappa_interval: tuple[float, float] | None
    remark: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleRow(Output):
    """A pair that both judged, for settling: ``verdict`` is what they agreed on, empty where they differ."""

    work: str
    concept: str
    term: str
    scheme: str
    title: str | None
    text: str
    first: str
    second: str
    note_first: str
    note_second: str
    verdict: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison(Output):
    """What came of comparing. Pairs that only one of the two judged are counted, and play no part."""

    first: str
    second: str
    works: int
    judged: int
    judged_by_first_only: int
    judged_by_second_only: int
    terms: tuple[TermAgreement, ...]
    schemes: tuple[TotalAgreement, ...]
    total: TotalAgreement
    disagreements: tuple[SettleRow, ...]
    problems: tuple[FileProblem, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """The comparison, and the rows of the sheet to settle by: those that differ first, then what is agreed."""

    comparison: Comparison
    settle: tuple[SettleRow, ...]


def compare(connection: Connection, first: LabelFile, second: LabelFile) -> Compared:
    """Compare two label files on the pairs that both judged."""
    vocabulary = file_vocabulary(connection)
    one, two = (judge(connection, labels, vocabulary) for labels in (first, second))
    pairs = [pair for pair in one.verdicts if pair in two.verdicts]
    counts: dict[str, Paired] = defaultdict(Paired)
    for pair in pairs:
        counts[pair[1]] += _paired(one.verdicts[pair], two.verdicts[pair])
    differing = [pair for pair in pairs if one.verdicts[pair] is not two.verdicts[pair]]
    rows = _Rows(connection, vocabulary, one, two)
    open_rows = tuple(rows.make(pair) for pair in differing)
    agreed = tuple(rows.make(pair) for pair in pairs if one.verdicts[pair] is two.verdicts[pair])
    found = Comparison(
        first=one.name,
        second=two.name,
        works=len({work for work, _ in pairs}),
        judged=len(pairs),
        judged_by_first_only=len(one.verdicts) - len(pairs),
        judged_by_second_only=len(two.verdicts) - len(pairs),
        terms=_terms(counts, vocabulary),
        schemes=_schemes(counts, vocabulary),
        total=_total(ALL, list(counts.values())),
        disagreements=open_rows,
        problems=(*one.named_problems(), *two.named_problems()),
    )
    return Compared(found, (*open_rows, *agreed))


def _paired(first: bool, second: bool) -> Paired:  # noqa: FBT001 - two verdicts
    return Paired(first and second, first and not second, second and not first, not (first or second))


def _terms(counts: dict[str, Paired], vocabulary: Vocabulary) -> tuple[TermAgreement, ...]:
    """Give the terms by scheme, those with the most pairs that differ first."""
    known = [(vocabulary.concepts[concept], paired) for concept, paired in counts.items()]
    known.sort(key=lambda item: (SCHEMES.index(item[0].scheme), -item[1].first - item[1].second, -item[1].judged, item[0].pref_label))
    return tuple(
        TermAgreement(concept=concept.id, label=concept.pref_label, scheme=concept.scheme, **_figures(paired)) for concept, paired in known
    )


def _schemes(counts: dict[str, Paired], vocabulary: Vocabulary) -> tuple[TotalAgreement, ...]:
    parts: dict[str, list[Paired]] = defaultdict(list)
    for concept, paired in counts.items():
        parts[vocabulary.concepts[concept].scheme].append(paired)
    return tuple(_total(scheme, parts[scheme]) for scheme in SCHEMES if scheme in parts)


def _total(scheme: str, parts: Sequence[Paired]) -> TotalAgreement:
    return TotalAgreement(scheme=scheme, terms=len(parts), **_figures(sum(parts, Paired())))


def _figures(paired: Paired) -> dict[str, Any]:
    remark = TOO_FEW if paired.judged < FEWEST_PAIRS else NO_VARIATION if paired.kappa is None else None
    return {
        "judged": paired.judged,
        "both": paired.both,
        "only_first": paired.first,
        "only_second": paired.second,
        "neither": paired.neither,
        "agreement": short(paired.agreement),
        "kappa": None if remark else short(paired.kappa),
        "kappa_interval": None if remark else short_interval(paired.kappa_interval),
        "remark": remark,
    }


class _Rows:
    """Make the rows to settle by."""

    def __init__(self, connection: Connection, vocabulary: Vocabulary, first: Judged, second: Judged) -> None:
        self._vocabulary = vocabulary
        self._first, self._second = first, second
        works = read_works(connection, first.works())
        self._works = {work.id: work for work in works}
        self._texts = {work.id: text_of(connection, work.id) for work in works}

    def make(self, pair: Pair) -> SettleRow:
        """Make the row of a pair that both judged."""
        work, concept = self._works[pair[0]], self._vocabulary.concepts[pair[1]]
        first, second = (_ANSWERS[judged.verdicts[pair]] for judged in (self._first, self._second))
        return SettleRow(
            work=work.key,
            concept=concept.id,
            term=concept.pref_label,
            scheme=concept.scheme,
            title=given_title(work),
            text=self._texts[work.id],
            first=first,
            second=second,
            note_first=self._first.rows[pair].note,
            note_second=self._second.rows[pair].note,
            verdict=first if first == second else "",
        )
