"""Agreement against tables worked out by hand, and laws that hold for any counts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cpx.domain.agreement import Counts, Paired, mean, ratio, wilson

NUMBERS = st.integers(0, 400)


@pytest.mark.parametrize(
    ("counts", "precision", "recall", "f1"),
    [
        (Counts(8, 2, 4, 6), 0.8, 2 / 3, 16 / 22),
        (Counts(1, 0, 0, 0), 1.0, 1.0, 1.0),
        (Counts(0, 3, 2, 5), 0.0, 0.0, 0.0),
        (Counts(0, 0, 2, 5), None, 0.0, 0.0),
        (Counts(0, 3, 0, 5), 0.0, None, 0.0),
        (Counts(0, 0, 0, 5), None, None, None),
    ],
)
def test_counts_give_precision_recall_and_f1(counts: Counts, precision: float | None, recall: float | None, f1: float | None) -> None:
    assert (counts.precision, counts.recall, counts.f1) == (precision, recall, pytest.approx(f1) if f1 is not None else None)


def test_counts_add_up() -> None:
    total = Counts(1, 2, 3, 4) + Counts(10, 20, 30, 40)
    assert (total, total.judged) == (Counts(11, 22, 33, 44), 110)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        (8, 10, 0.4902, 0.9433),  # the textbook's example
        (0, 10, 0.0, 0.2775),
        (10, 10, 0.7225, 1.0),
        (1, 1, 0.2065, 1.0),
        (50, 100, 0.4038, 0.5962),
    ],
)
def test_wilson_gives_the_interval(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_wilson_of_nothing_is_none() -> None:
    assert wilson(0, 0) is None
    assert ratio(0, 0) is None
    assert mean([None, None]) is None


@given(part=NUMBERS, more=st.integers(0, 400))
def test_wilson_holds_the_share_within_0_and_1(part: int, more: int) -> None:
    found = wilson(part, part + more)
    if found is not None:
        assert 0 <= found[0] <= part / (part + more) + 1e-12
        assert part / (part + more) - 1e-12 <= found[1] <= 1


@pytest.mark.parametrize(
    ("paired", "agreement", "kappa"),
    [
        (Paired(20, 5, 10, 15), 0.7, 0.4),  # expected .5
        (Paired(45, 15, 25, 15), 0.6, 0.06 / 0.46),  # expected .54
        (Paired(25, 35, 5, 35), 0.6, 0.14 / 0.54),  # expected .46
        (Paired(10, 0, 0, 10), 1.0, 1.0),
        (Paired(0, 10, 10, 0), 0.0, -1.0),
    ],
)
def test_kappa_is_agreement_beyond_chance(paired: Paired, agreement: float, kappa: float) -> None:
    assert paired.agreement == pytest.approx(agreement)
    assert paired.kappa == pytest.approx(kappa)


def test_kappa_interval_is_as_worked_out_by_hand() -> None:
    # variance (.10972 + .10188 - .01) / (50 * .25) = .016128, its root .126996
    assert Paired(20, 5, 10, 15).kappa_interval == pytest.approx((0.4 - 1.96 * 0.126996, 0.4 + 1.96 * 0.126996), abs=1e-4)


@pytest.mark.parametrize("paired", [Paired(), Paired(12, 0, 0, 0), Paired(0, 0, 0, 12)])
def test_kappa_is_none_where_chance_explains_all(paired: Paired) -> None:
    assert (paired.kappa, paired.kappa_interval) == (None, None)


@given(both=NUMBERS, first=NUMBERS, second=NUMBERS, neither=NUMBERS)
def test_kappa_is_the_same_from_both_sides(both: int, first: int, second: int, neither: int) -> None:
    here, there = Paired(both, first, second, neither), Paired(both, second, first, neither)
    turned = Paired(neither, first, second, both)
    for other in (there, turned):
        assert (here.kappa is None) == (other.kappa is None)
        if here.kappa is not None and other.kappa is not None:
            assert here.kappa == pytest.approx(other.kappa, abs=1e-9)
            assert here.kappa_interval == pytest.approx(other.kappa_interval, abs=1e-6)
            assert -1 <= here.kappa <= 1
