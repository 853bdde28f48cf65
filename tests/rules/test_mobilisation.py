"""Mobilisation: what organising hours open and whom they reach."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.mobilisation import campaign_hours, convene, saturating
from govsim.state import World


def test_saturating_by_hand() -> None:
    """Half at the half-point, three quarters at twice it, nothing at none."""
    assert saturating(np.array([0.0, 0.02, 0.04]), 0.02) == pytest.approx(
        [0, 0.5, 0.75]
    )


def test_campaigns_by_hand() -> None:
    """8 % of 200 upward hours over 1,000 adults: 0.016 hours each; nobody, no division."""
    assert campaign_hours(np.array([200.0]), np.array([1000.0]), 0.08) == pytest.approx(
        0.016
    )
    assert np.isfinite(campaign_hours(np.array([200.0]), np.zeros(1), 0.08)).all()


def test_without_hours_levers_offer_nothing(world: World) -> None:
    """Recognition, online meetings and pay are worth what hours and money stand behind."""
    k = world.committees
    k.organising[:] = 0.0
    world.hours.now[:] = 0.0
    world.money.balances[:] = 0.0
    world.partners.contract_with[:] = -1
    levers = {"recognition": 1.0, "platform_quality": 1.0}
    convene(world, PolicyPath(world.size, levers).at(1), assumptions())
    o = world.offers
    for offered in (o.seen, o.online, o.meetings, o.contacts, o.volunteer_work):
        assert offered == pytest.approx(0.0)
