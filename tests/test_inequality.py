"""Gini: nought where all have alike, near one where one has all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.inequality import gini

incomes = st.lists(st.floats(0.01, 1e6), min_size=1, max_size=40)


def test_gini_of_three_by_hand() -> None:
    """1, 2, 3: 2 · (1 + 4 + 9) / (3 · 6) − 4 / 3 = 28 / 18 − 24 / 18 = 2 / 9."""
    assert gini(np.array([2.0, 1.0, 3.0])) == pytest.approx(2 / 9)


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [5.0], [3.0, 3.0, 3.0]])
def test_nobody_nothing_one_or_all_alike_are_equal(values: list[float]) -> None:
    assert gini(np.array(values)) == pytest.approx(0.0)


@pytest.mark.parametrize("n", [2, 10, 1000])
def test_one_who_has_all_among_n(n: int) -> None:
    """1 − 1 / n."""
    assert gini(np.eye(n)[0]) == pytest.approx(1 - 1 / n)


@given(incomes)
def test_gini_is_half_the_mean_difference_over_the_mean(values: list[float]) -> None:
    """The other definition: Σ |x − y| / (2 n² mean)."""
    x = np.array(values)
    told = np.abs(x[:, None] - x).sum() / (2 * x.size**2 * x.mean())
    assert gini(x) == pytest.approx(told, abs=1e-9)


@given(incomes, st.floats(0.01, 100), st.integers(2, 4))
def test_unit_order_and_copies_do_not_matter(
    values: list[float], unit: float, copies: int
) -> None:
    x = np.array(values)
    for other in (unit * x, x[::-1], np.tile(x, copies)):
        assert gini(other) == pytest.approx(gini(x), abs=1e-9)


@given(st.lists(st.floats(0.01, 1e6), min_size=2, max_size=40), st.floats(0, 1))
def test_giving_from_the_richest_to_the_poorest_lowers_it(
    values: list[float], share: float
) -> None:
    x = np.sort(np.array(values))
    gift = share * (x[-1] - x[0]) / 2
    fairer = x.copy()
    fairer[0] += gift
    fairer[-1] -= gift
    assert gini(fairer) <= gini(x) + 1e-9


def test_income_drawn_with_a_known_spread_has_the_known_gini() -> None:
    """Lognormal with log spread 0.6: 2 Φ(0.6 / √2) − 1 = 0.3286."""
    drawn = np.random.default_rng(1).lognormal(0.0, 0.6, 200_000)
    assert gini(drawn) == pytest.approx(0.3286, abs=0.005)
