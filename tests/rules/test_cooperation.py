"""Cooperation: conditional givers and beliefs decline together."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.cooperation import belief_after, contribution


def test_belief_by_hand() -> None:
    """0.58 · 0.5 + 0.42 · 0.2 = 0.374."""
    assert belief_after(np.array([0.5]), np.array([0.2]), 0.42) == pytest.approx(0.374)


def test_contribution_by_type() -> None:
    """Conditional 0.75 · 0.4 + 0.02 = 0.32; free rider 0; other as drawn."""
    made = contribution(
        np.array([0, 1, 2]),
        np.full(3, 0.75),
        np.full(3, 0.4),
        np.full(3, 0.02),
        np.full(3, 0.6),
    )
    assert made == pytest.approx([0.32, 0.0, 0.6])


def test_contributions_stay_shares() -> None:
    made = contribution(
        np.zeros(2, int),
        np.full(2, 1.2),
        np.array([1.0, 0.0]),
        np.array([0.5, -0.5]),
        np.zeros(2),
    )
    assert made == pytest.approx([1.0, 0.0])


def test_giving_falls_where_cooperators_meet_free_riders() -> None:
    """Re-matched, ten rounds, the published mix of types and a first belief of 0.75."""
    a, rng = assumptions(), np.random.default_rng(2)
    kinds = rng.choice(3, 4000, p=[0.62, 0.18, 0.20])
    slope = np.clip(
        rng.normal(a.cooperation_slope, a.cooperation_slope_sd, 4000), 0, 1.2
    )
    belief, means = np.full(4000, 0.75), []
    for _ in range(10):
        gifts = contribution(
            kinds, slope, belief, np.zeros(4000), rng.random(4000) * 0.5
        )
        means.append(gifts.mean())
        belief = belief_after(belief, np.full(4000, gifts.mean()), a.belief_weight)
    assert 0.35 <= means[0] <= 0.60
    assert means[-1] < 0.6 * means[0]
    assert np.all(np.diff(means) < 0)
