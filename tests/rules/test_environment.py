"""The environment: who sorts and saves, what makes it easy, what it costs."""

import numpy as np
import pytest
from scipy.special import expit

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.environment import (
    equipped,
    green,
    sort,
    sorting_logit,
    sorting_terms,
)
from govsim.rules.mobilisation import set_aside
from govsim.rules.participation import VOLUNTEER
from govsim.state import World
from govsim.vocabulary import CLAIMS

A = assumptions()
GREENING = CLAIMS.index("greening")


def alike(world: World) -> World:
    """Everybody alike, in the middle of everything; nobody sorts, nobody is seen."""
    r, c = world.residents, world.communities
    r.sorts[:], r.belonging[:], r.free_time[:] = False, 0.5, 0.35
    r.propensity[VOLUNTEER] = 0.0
    c.services[:], c.bins[:], world.offers.seen[:] = 0.5, 0.0, 0.0
    world.offers.sorting_asked[:] = 0.0
    return world


def logit(world: World, asked: bool = False) -> float:
    """The logit of one like all others."""
    flags = np.full(world.residents.age.size, asked)
    made = sorting_logit(sorting_terms(world, flags, A))
    assert np.ptp(made) == pytest.approx(0.0, abs=1e-12)
    return float(made[0])


def test_the_logit_of_sorting_by_hand(world: World) -> None:
    """−2.4; bins 1.5, habit 2, norm 1, seen 0.41, campaign 0.36, good collection 0.3."""
    r, c, o = alike(world).residents, world.communities, world.offers
    assert logit(world) == pytest.approx(-2.4)
    assert logit(world, asked=True) == pytest.approx(-2.4 + 0.36)
    c.bins[:] = 1.0
    assert logit(world) == pytest.approx(-0.9)
    o.seen[:], c.services[:] = 1.0, 0.8
    assert logit(world) == pytest.approx(-0.9 + 0.41 + 0.3)
    r.sorts[:] = True
    assert logit(world) == pytest.approx(-0.19 + 2.0 + 1.0)
    r.belonging[:], r.free_time[:] = 0.7, 0.6
    assert logit(world) == pytest.approx(2.81 + 0.12 + 0.2)


def test_residents_sort_as_their_logit_says(world: World) -> None:
    alike(world)
    world.draws.month = 4
    sort(world, A)
    told = world.uniform("sorting", 2)[0] < expit(-2.4)
    assert np.array_equal(world.residents.sorts, told)


def test_a_norm_spreads_but_does_not_run_away(world: World) -> None:
    """From nobody and from everybody the share ends alike, between a tenth and a third."""
    ends = []
    for start in (False, True):
        alike(world).residents.sorts[:] = start
        shares = []
        for month in range(1, 61):
            world.draws.month = month
            sort(world, A)
            shares.append(world.residents.sorts.mean())
        ends.append(np.mean(shares[30:]))
    assert ends[0] == pytest.approx(ends[1], abs=0.03)
    assert 0.08 < ends[0] < 0.33


def test_sorting_is_no_act_of_participation(world: World) -> None:
    alike(world).communities.bins[:] = 1.0
    acts = world.residents.acts.copy()
    sort(world, A)
    assert world.residents.sorts.any()
    assert np.array_equal(world.residents.acts, acts)


def test_bins_by_hand() -> None:
    """From 0.4 a twentieth of the way to what is bought: 0.43; unpaid they wear to 0.38."""
    assert equipped(np.array([0.4, 0.4]), np.array([1.0, 0.0]), 0.05) == pytest.approx(
        [0.43, 0.38]
    )


def paid(world: World, held: float, weight: float = 1.0) -> World:
    """A month of a green programme; each street holds so much, hours were given."""
    policy = PolicyPath(world.size, {"green_weight": weight}).at(1)
    k = world.committees
    k.claims[:], k.effort[:], world.communities.bins[:] = 0.0, 1.0, 0.0
    world.money.balances[:] = 0.0
    world.money.move("treasury", "street", np.full(world.size, held), "test")
    set_aside(world, policy, A)
    world.hours.now[:] = 0.0
    world.hours.enter("staff", "overhead", k.claims.sum(axis=0) / (1 - A.overhead))
    green(world, policy, A)
    return world


def test_a_green_programme_by_hand(world: World) -> None:
    """10 yuan a year of 200 adults: 166.67 a month; 0.008 hours · 40: 1 − e^(−0.32)."""
    c = paid(world, 1000.0).communities
    assert c.greening == pytest.approx(2000 / 12)
    assert world.money.balance("street") == pytest.approx(1000 - 2000 / 12)
    assert c.bins == pytest.approx(0.05)
    assert world.offers.sorting_asked == pytest.approx(1 - np.exp(-0.32))


def test_without_money_no_bins_and_without_hours_no_campaign(world: World) -> None:
    c = paid(world, 0.0).communities
    assert c.greening == pytest.approx(0.0)
    assert c.bins == pytest.approx(0.0)
    world.hours.now[:] = 0.0
    green(world, PolicyPath(world.size, {"green_weight": 1.0}).at(1), A)
    assert world.offers.sorting_asked == pytest.approx(0.0)


def test_without_weight_nothing_is_paid_or_asked(world: World) -> None:
    c = paid(world, 1000.0, weight=0.0).communities
    assert c.greening == pytest.approx(0.0)
    assert world.offers.sorting_asked == pytest.approx(0.0)
    assert world.committees.claims[GREENING] == pytest.approx(0.0)
