"""Experience: needs weigh quality, expectation colours it, efficacy brings complaints."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.experience import complaint_probability, experienced, satisfied


def test_experienced_by_hand() -> None:
    """(0.8 · 0.25 + 0.4 · 0.75) · 0.9 = 0.45."""
    made = experienced(
        np.array([[0.8], [0.4]]), np.array([[0.25], [0.75]]), np.array([0.9])
    )
    assert made == pytest.approx(0.45)


def test_satisfied_by_hand() -> None:
    """Target 0.6 + 0.2 · 0.1 = 0.62; a third of the way from 0.5: 0.54."""
    made = satisfied(np.array([0.5]), np.array([0.6]), np.array([0.1]), 0.2, 1 / 3)
    assert made == pytest.approx(0.54)


def test_one_resolved_request_raises_the_next_by_40_to_75_per_cent() -> None:
    """At a base of 4 % a month (Sjoberg et al. 2017: +57 %)."""
    a = assumptions()
    base = float(np.log(0.04 / 0.96))
    zero, one = np.zeros(1), np.ones(1)
    first = complaint_probability(
        base, a.complaint_need, zero, a.efficacy_complaint, zero
    )
    again = complaint_probability(
        base, a.complaint_need, zero, a.efficacy_complaint, one
    )
    assert first == pytest.approx(0.04)
    assert 1.40 <= float((again / first)[0]) <= 1.75


def test_the_dissatisfied_complain_more() -> None:
    unmet = np.array([-0.2, 0.0, 0.4])
    assert np.all(
        np.diff(complaint_probability(-4.0, 2.0, unmet, 0.5, np.zeros(3))) > 0
    )
