"""Trust: from events met, bad news faster, blame where duties are known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.trust import (
    COMMITTEE,
    answerable,
    evidence,
    talked,
    trust_after,
    update,
)
from govsim.state import World

share = st.floats(0, 1)


def test_answerable_by_hand() -> None:
    """Known to 0.4: 0.4 · 0.8 + 0.6 · 0.5 = 0.62; unknown duties halve the blame."""
    made = answerable(np.array([0.4, 0.0]), np.array([0.8, 0.9]))
    assert made == pytest.approx([0.62, 0.5])


def test_evidence_is_a_weighted_mean_of_what_happened() -> None:
    """(0.6 · 0.25 + 0 · 0.5) / 0.75 = 0.2; without events there is none."""
    mean, weight = evidence(
        [np.array([0.6, 0.9]), np.array([0.0, 0.9])],
        [np.array([0.25, 0.0]), np.array([0.5, 0.0])],
    )
    assert (mean[0], weight[0]) == pytest.approx((0.2, 0.75))
    assert weight[1] == 0.0


def test_trust_after_by_hand() -> None:
    """Up: 0.5 + 0.04 · 0.2; down at three times the rate: 0.5 − 0.12 · 0.2; none: 0.5."""
    made = trust_after(
        np.full(3, 0.5), np.array([0.7, 0.3, 0.9]), np.array([1.0, 1.0, 0.0]), 0.04, 3.0
    )
    assert made == pytest.approx([0.508, 0.476, 0.5])


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_resting_point_of_good_and_bad_months(ratio: float) -> None:
    """Binary events with probability p of good: T* = p / (p + (1 − p) r)."""
    p, trust = 0.75, np.array([0.5])
    for _ in range(4000):
        up = trust_after(trust, np.ones(1), np.ones(1), 0.01, ratio)
        down = trust_after(trust, np.zeros(1), np.ones(1), 0.01, ratio)
        trust = p * up + (1 - p) * down
    assert trust == pytest.approx(p / (p + (1 - p) * ratio), abs=1e-6)


@given(share, st.floats(-1, 2), st.floats(0, 10), st.floats(0.01, 0.5), st.floats(1, 4))
def test_trust_stays_a_share(
    t: float, x: float, w: float, up: float, ratio: float
) -> None:
    made = trust_after(np.array([t]), np.array([x]), np.array([w]), up, ratio)
    assert 0 <= made[0] <= 1


def test_views_too_far_away_are_not_heard_and_bad_news_counts_twice() -> None:
    trust = np.full((6, 3), 0.5)
    trust[COMMITTEE] = [0.5, 0.4, 0.6]
    near = np.array([[1, 0, 0]])
    made = talked(trust, near, 0.1, 0.3)[COMMITTEE]
    assert made == pytest.approx([0.5 - 0.2 * 0.1, 0.4 + 0.1 * 0.1, 0.6 - 0.2 * 0.1])
    trust[COMMITTEE] = [0.9, 0.1, 0.5]
    assert talked(trust, near, 0.1, 0.3)[COMMITTEE][0] == pytest.approx(0.9)


def test_an_ignored_complaint_costs_the_trust_an_answered_one_earns(
    world: World,
) -> None:
    a, r = assumptions(), world.residents
    r.complained[:] = True
    trusts = []
    for reply in (-1.0, 1.0):
        before = r.trust.copy()
        r.answered[:] = reply
        update(world, a)
        trusts.append(r.trust[COMMITTEE].mean())
        r.trust = before
    assert trusts[1] > trusts[0] + 0.002


def test_theft_that_nobody_hears_of_costs_nothing(world: World) -> None:
    a, r = assumptions(), world.residents
    before, made = r.trust.copy(), []
    for seen, heard in ((0.0, True), (0.2, False), (0.2, True)):
        r.trust = before.copy()
        r.asked[:] = heard
        r.acts[:] = False
        world.offers.theft_seen[:] = seen
        update(world, a)
        made.append(r.trust[COMMITTEE].mean())
    assert made[0] == pytest.approx(made[1])
    assert made[2] < made[0]
