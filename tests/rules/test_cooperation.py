"""Cooperation: conditional givers and beliefs decline together."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.rules.cooperation import DONATE, belief_after, contribution, give
from govsim.rules.trust import COMMITTEE
from govsim.state import World


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


A = assumptions()
share = st.integers(0, 1000).map(lambda n: n / 1000)


@given(
    st.integers(0, 2), st.floats(0, 1.2), share, st.floats(-1, 1), st.floats(0, 0.999)
)
def test_a_gift_is_a_share_of_the_endowment(
    kind: int, slope: float, belief: float, shift: float, draw: float
) -> None:
    made = contribution(
        np.array([kind]), *(np.array([x]) for x in (slope, belief, shift, draw))
    )
    assert 0 <= made[0] <= 1


@given(share, share, share)
def test_belief_lies_between_what_was_believed_and_seen(
    belief: float, observed: float, weight: float
) -> None:
    made = belief_after(np.array([belief]), np.array([observed]), weight)[0]
    low, high = sorted((belief, observed))
    assert low - 1e-12 <= made <= high + 1e-12


@pytest.mark.parametrize("slope", [0.6, 0.785, 1.0])
def test_cooperators_among_themselves_decline_by_the_closed_form(slope: float) -> None:
    """b ← (1 − w + w s) b: gifts fall each round if s < 1 and last if s = 1.

    With s = 0.785 and w = 0.42 the factor is 0.9097; after nine rounds 0.4266.
    """
    belief, gifts, start = np.full(50, 0.75), [], 0.75 * slope
    for _ in range(10):
        given_ = contribution(
            np.zeros(50, int), np.full(50, slope), belief, np.zeros(50), np.ones(50)
        )
        gifts.append(given_.mean())
        belief = belief_after(belief, np.full(50, given_.mean()), A.belief_weight)
    factor = 1 - A.belief_weight + A.belief_weight * slope
    assert gifts == pytest.approx([start * factor**n for n in range(10)])
    if slope == 0.785:
        assert gifts[-1] / gifts[0] == pytest.approx(0.4266, abs=1e-3)


def test_free_riders_give_nothing_whatever_they_believe() -> None:
    made = contribution(np.ones(3, int), np.ones(3), np.ones(3), np.ones(3), np.ones(3))
    assert np.all(made == 0.0)


def test_the_published_mix_starts_and_ends_near_the_published_rounds() -> None:
    """Strangers' first round about 0.37–0.39, tenth 0.09–0.11 of the endowment.

    Started from a belief of 0.55 without noise; half as wide a band again each side.
    """
    rng = np.random.default_rng(4)
    kinds = rng.choice(3, 20_000, p=[0.62, 0.18, 0.20])
    slope = np.clip(
        rng.normal(A.cooperation_slope, A.cooperation_slope_sd, kinds.size), 0, 1.2
    )
    belief, means = np.full(kinds.size, 0.55), []
    for _ in range(10):
        gifts = contribution(
            kinds, slope, belief, np.zeros(kinds.size), 0.5 * rng.random(kinds.size)
        )
        means.append(gifts.mean())
        belief = belief_after(belief, np.full(kinds.size, means[-1]), A.belief_weight)
    assert 0.25 <= means[0] <= 0.45
    assert 0.05 <= means[-1] <= 0.20


def asked(world: World, appeals: float) -> World:
    world.draws.month = 4
    world.money.balances[:] = 0.0
    world.offers.appeals[:] = appeals
    give(world, A)
    return world


def test_without_an_appeal_nobody_gives_and_nobody_learns(world: World) -> None:
    belief = world.residents.belief.copy()
    w = asked(world, 0.0)
    assert np.all(w.residents.gift == 0.0)
    assert not w.residents.acts[DONATE].any()
    assert np.array_equal(w.residents.belief, belief)
    assert w.money.balance("suppliers") == pytest.approx(0.0)


def test_all_gifts_pass_through_the_chest(world: World) -> None:
    w = asked(world, 100.0)
    given_ = w.total(w.residents.gift)
    assert np.all(given_ > 0)
    assert w.money.balance("households") == pytest.approx(-given_)
    assert w.money.balance("chest") == pytest.approx(0.0)
    assert w.money.balance("suppliers") == pytest.approx(given_)


def test_nobody_gives_more_than_the_small_sum_asked_for(world: World) -> None:
    r = asked(world, 100.0).residents
    assert np.all(r.gift <= A.gift_endowment * r.income + 1e-9)
    assert np.all(r.gift[r.cooperation_type == 1] == 0.0)


def test_gifts_wither_in_a_world_of_free_riders(world: World) -> None:
    """Cooperators who see nobody else give believe less with every appeal."""
    r = world.residents
    r.cooperation_type[:] = 1
    first = r.belief.copy()
    for _ in range(5):
        asked(world, 100.0)
    assert r.belief == pytest.approx(first * (1 - A.belief_weight) ** 5)


def test_a_gift_by_hand(world: World) -> None:
    """0.5 · 0.4 + 0.02 + 0.2 · 0.2 trust + 0.2 · 0.2 belonging = 0.3, plus a whim.

    The share is of 0.4 % of a month's income.
    """
    r = world.residents
    r.cooperation_type[:], r.cooperation_slope[:], r.belief[:] = 0, 0.5, 0.4
    r.trust[COMMITTEE], r.belonging[:] = 0.75, 0.7
    asked(world, 100.0)
    share_ = 0.3 + 0.06 * (2 * world.uniform("gift", 3)[2] - 1)
    assert r.gift == pytest.approx(share_ * 0.004 * r.income)
    assert r.acts[DONATE].all()
