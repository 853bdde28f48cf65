"""Delivery: complements, papers and inspections, a stock that wears."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.delivery import (
    CASE_WORK,
    CO_PRODUCTION,
    DECAY,
    PAPERS_AND_INSPECTIONS,
    quality_after,
    service_flow,
    technology,
)

ONE = np.ones(1)
TECH = technology(assumptions())


def test_reference_inputs_give_flow_one() -> None:
    assert service_flow(np.ones((1, 7)), ONE, ONE, ONE, TECH) == pytest.approx(1.0)


def test_flow_by_hand() -> None:
    """Health, money 2, cases 0.5, own 1, nothing done upward: 2^.6 · .5^.2 · (1 − .35)."""
    made = service_flow(np.full((1, 7), 2.0), np.array([0.5]), ONE, np.zeros(1), TECH)
    assert made[0, 0] == pytest.approx(2**0.6 * 0.5**0.2 * 0.65)


def test_inputs_do_not_replace_each_other() -> None:
    nothing = service_flow(np.zeros((1, 7)), 5 * ONE, 5 * ONE, ONE, TECH)
    assert nothing == pytest.approx(0.0)


def test_quality_settles_at_half_for_flow_one() -> None:
    stock = np.full((1, 7), 0.9)
    for _ in range(600):
        stock = quality_after(stock, np.ones((1, 7)))
    assert stock == pytest.approx(0.5, abs=1e-4)


def test_facilities_wear_most_slowly() -> None:
    """Without service, utilities keep 0.98^12 of their quality in a year, safety 0.92^12."""
    stock = np.ones((1, 7))
    for _ in range(12):
        stock = quality_after(stock, np.zeros((1, 7)))
    assert stock[0, [4, 2]] == pytest.approx([0.98**12, 0.92**12])


def test_exponents_and_losses_are_shares() -> None:
    for numbers in (CASE_WORK, CO_PRODUCTION, DECAY, PAPERS_AND_INSPECTIONS):
        assert np.all((numbers >= 0) & (numbers < 1))
