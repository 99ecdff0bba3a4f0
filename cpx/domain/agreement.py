"""How far two verdicts on the same pairs agree: precision and recall with their intervals, and Cohen's kappa. Counting only."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

Z95 = 1.959963984540054
"""The normal quantile of a two-sided interval of 95 %."""
FEWEST_PAIRS = 10
"""On fewer pairs a kappa says nothing: its interval holds nearly everything."""

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of judged pairs: rightly tagged, wrongly tagged, missed, rightly left out."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Add the counts one by one."""
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn, self.tn + other.tn)

    @property
    def judged(self) -> int:
        """Count the pairs."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def precision(self) -> float | None:
        """Give the share of the tags that are right; None where there is no tag."""
        return ratio(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float | None:
        """Give the share of what is there that was tagged; None where nothing is there."""
        return ratio(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float | None:
        """Give the harmonic mean of precision and recall; None where there is neither a tag nor anything to tag."""
        return ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)


def ratio(part: int, whole: int) -> float | None:
    """Give a share, None of nothing."""
    return part / whole if whole else None


def mean(values: Iterable[float | None]) -> float | None:
    """Give the mean of the values that there are, None where there is none."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def wilson(part: int, whole: int) -> Interval | None:
    """Give the 95 % interval of a share after Wilson (1927), which holds for small numbers and for shares of 0 and 1."""
    if not whole:
        return None
    share, square = part / whole, Z95 * Z95
    middle = share + square / (2 * whole)
    reach = Z95 * sqrt(share * (1 - share) / whole + square / (4 * whole * whole))
    scale = 1 + square / whole
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True, slots=True)
class Paired:
    """The verdicts of two people on the same pairs: both yes, only the first, only the second, both no."""

    both: int = 0
    first: int = 0
    second: int = 0
    neither: int = 0

    def __add__(self, other: "Paired") -> "Paired":
        """Add the counts one by one."""
        return Paired(self.both + other.both, self.first + other.first, self.second + other.second, self.neither + other.neither)

    @property
    def judged(self) -> int:
        """Count the pairs."""
        return self.both + self.first + self.second + self.neither

    @property
    def agreement(self) -> float | None:
        """Give the share of the pairs on which they agree."""
        return ratio(self.both + self.neither, self.judged)

    @property
    def kappa(self) -> float | None:
        """Give Cohen's kappa (1960); None where it is not defined: no pair, or both said the same throughout."""
        if self.expected in (None, 1.0):
            return None
        observed, expected = self.agreement or 0.0, self.expected or 0.0
        return (observed - expected) / (1 - expected)

    @property
    def expected(self) -> float | None:
        """Give the share on which they would agree by chance, each with as many yes as they gave."""
        if not self.judged:
            return None
        yes = (self.both + self.first) * (self.both + self.second)
        no = (self.neither + self.first) * (self.neither + self.second)
        return (yes + no) / (self.judged * self.judged)

    @property
    def kappa_interval(self) -> Interval | None:
        """Give the 95 % interval of kappa, by its variance in large samples (Fleiss, Cohen and Everitt 1969)."""
        kappa, expected = self.kappa, self.expected
        if kappa is None or expected is None:
            return None
        reach = Z95 * sqrt(max(0.0, self._spread(kappa, expected)) / self.judged) / (1 - expected)
        return max(-1.0, kappa - reach), min(1.0, kappa + reach)

    def _spread(self, kappa: float, expected: float) -> float:
        both, first, second, neither = (n / self.judged for n in (self.both, self.first, self.second, self.neither))
        by_first, by_second, rest = both + first, both + second, 1 - kappa
        on_yes = both * (1 - (by_first + by_second) * rest) ** 2
        on_no = neither * (1 - (2 - by_first - by_second) * rest) ** 2
        apart = first * (by_second + 1 - by_first) ** 2 + second * (1 - by_second + by_first) ** 2
        return float(on_yes + on_no + rest**2 * apart - (kappa - expected * rest) ** 2)
