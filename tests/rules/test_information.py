"""Forms, shared data and what departments tell one another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.decisions import department_allocation
from govsim.rules.information import connect, form_hours, known_after
from govsim.state import World
from govsim.vocabulary import CLAIMS

A = assumptions()
FORMS = CLAIMS.index("forms")
share = st.integers(0, 1000).map(lambda n: n / 1000)


def street_has(world: World, yuan: float) -> None:
    world.money.balances[:] = 0.0
    world.money.move("treasury", "street", np.full(world.size, yuan), "test")


def test_forms_by_hand() -> None:
    """29 departments · 0.25 hours per 1,000 adults = 0.00725; shared 0.7: 0.002175.

    With a counter that saves a quarter of the rest: 0.00163125.
    """
    made = form_hours(29, 0.25, np.array([0.0, 0.7, 0.7]), np.array([0.0, 0.0, 0.25]))
    assert made == pytest.approx([0.00725, 0.002175, 0.00163125])


def test_knowledge_by_hand() -> None:
    """Own 0.4; told in full of half the rest: towards 0.7; a tenth of 0.3 a month."""
    made = known_after(np.array([0.4, 0.4, 0.7]), 0.4, 0.5, np.array([1.0, 0, 0]), 0.1)
    assert made == pytest.approx([0.43, 0.4, 0.67])


@given(share, share, share, share, share)
def test_knowledge_is_a_share(
    known: float, own: float, gain: float, told: float, rate: float
) -> None:
    made = known_after(np.array([known]), own, gain, np.array([told]), rate)
    assert -1e-12 <= made[0] <= 1.0 + 1e-12


def test_the_status_quo_shares_nothing_and_pays_nothing(world: World) -> None:
    street_has(world, 1e5)
    connect(world, PolicyPath(world.size, {}).at(1), A)
    assert world.money.balance("street") == pytest.approx(1e5)
    assert world.communities.department_knows == pytest.approx(0.4)
    assert world.committees.claims[FORMS] == pytest.approx(0.00725 * 200)


def test_shared_data_cost_money_and_save_forms(world: World) -> None:
    """200 adults · 12 yuan: 2,400 for all; a tenth a month costs 240 and saves 7 %."""
    street_has(world, 1e5)
    connect(world, PolicyPath(world.size, {"shared_data": 1.0}).at(1), A)
    assert world.communities.data_shared == pytest.approx(0.1)
    assert world.money.balance("street") == pytest.approx(1e5 - 240.0)
    assert world.committees.claims[FORMS] == pytest.approx(0.93 * 0.00725 * 200)


def test_a_system_nobody_keeps_up_grows_old(world: World) -> None:
    street_has(world, 0.0)
    world.communities.data_shared[:] = 1.0
    connect(world, PolicyPath(world.size, {"shared_data": 1.0}).at(1), A)
    assert world.communities.data_shared == pytest.approx(0.983)


def test_sharing_that_nobody_pays_for_tells_nothing(world: World) -> None:
    """Full sharing costs 1.5 · 200 / 12 = 25 yuan a month; a fifth of 50 yuan pays 10."""
    path = PolicyPath(world.size, {"information_sharing": 1.0})
    for yuan, known in ((0.0, 0.4), (50.0, 0.4 + 0.05 * 0.6 * 0.7 * 0.4), (1e5, 0.421)):
        world.communities.department_knows[:] = 0.4
        street_has(world, yuan)
        connect(world, path.at(1), A)
        assert world.communities.department_knows == pytest.approx(known)
    assert world.money.balance("street") == pytest.approx(1e5 - 25.0)


def test_departments_that_share_tell_places_apart(world: World) -> None:
    """Full sharing for good: half the way from the district's mean to a place's own needs.

    Known 0.4 + 0.6 · 0.7 = 0.82 of it; a place's split lies nearer to its own needs.
    """
    c = world.communities
    path = PolicyPath(world.size, {"information_sharing": 1.0})

    def split() -> np.ndarray:
        known, apart = c.department_knows[:, None], c.told_apart[:, None]
        return department_allocation(c.needs, c.adults, known, True, apart)

    before = np.abs(split() - c.needs).sum()
    for _ in range(240):
        street_has(world, 1e5)
        connect(world, path.at(1), A)
    assert c.told_apart == pytest.approx(0.5, abs=1e-4)
    assert c.department_knows == pytest.approx(0.82, abs=1e-4)
    assert np.abs(split() - c.needs).sum() < 0.7 * before
