"""Outcomes worked by hand: what goes on without grants, what NGOs and sponsors do."""

import numpy as np
import pytest

from govsim.measures import MEASURES, own_money
from govsim.state import World
from govsim.vocabulary import WORKERS

PLACES = 11


def value(world: World, name: str) -> np.ndarray:
    top, bottom = MEASURES[name](world)
    return np.divide(top, bottom, out=np.full(world.size, np.nan), where=bottom > 0)


def quiet(world: World) -> World:
    """No money has moved and nobody has worked this month."""
    world.money.start(keep_balances=False)
    world.money.month = 1
    world.hours.now[:] = 0.0
    world.communities.spending[:] = 0.0
    return world


def move(w: World, source: str, destination: str, yuan: float, purpose: str) -> None:
    w.money.move(source, destination, np.full(w.size, yuan), purpose)


def test_own_money_is_what_residents_and_firms_bring_for_common_purposes(
    world: World,
) -> None:
    """100 gifts, 200 levy, 50 sponsorship, 30 to NGOs; fees and grants are not own."""
    w = quiet(world)
    move(w, "households", "chest", 100.0, "gifts")
    move(w, "households", "committee", 200.0, "levy")
    move(w, "businesses", "committee", 50.0, "sponsorship")
    move(w, "households", "ngo", 30.0, "gifts to NGOs")
    move(w, "households", "property_firm", 999.0, "property fee")
    move(w, "treasury", "street", 999.0, "grant")
    assert own_money(w) == pytest.approx(380.0)
    w.money.month = 2  # a new month has its own entries
    assert own_money(w) == pytest.approx(0.0)


def test_the_self_sustaining_share_by_hand(world: World) -> None:
    """380 own and 10 volunteer hours at 5,500 / 165; of 1,250 spent 250 were own."""
    w = quiet(world)
    move(w, "households", "chest", 130.0, "gifts")
    move(w, "households", "committee", 200.0, "levy")
    move(w, "businesses", "committee", 50.0, "sponsorship")
    w.communities.spending[:, 0] = 1250.0
    w.committees.wage[:] = 5500.0
    w.hours.now[:, WORKERS.index("volunteers"), 1] = 10.0
    own = 380.0 + 10 * 5500 / 165
    assert value(w, "self_sustaining_share") == pytest.approx(own / (own + 1000.0))
    assert value(w, "self_raised_share") == pytest.approx(380.0 / 1380.0)


def test_without_any_activity_the_self_sustaining_share_is_null(world: World) -> None:
    assert np.isnan(value(quiet(world), "self_sustaining_share")).all()


def test_sponsorship_per_adult(world: World) -> None:
    w = quiet(world)
    move(w, "businesses", "committee", 200.0, "sponsorship")
    move(w, "businesses", "property_firm", 999.0, "losses borne")
    assert value(w, "sponsorship_per_resident") == pytest.approx(1.0)


def test_only_active_ngos_count(world: World) -> None:
    """Two in the first place, one of them asleep; none in the last."""
    p = world.partners
    p.active[:] = ~p.is_ngo
    p.active[[0, 1, PLACES, 2 * PLACES]] = True
    p.dormant[:], world.communities.lapsed_ngos[:] = False, 0.0
    p.dormant[1] = p.dormant[5] = True
    p.capability[:2] = 0.4, 0.6
    p.income[:], p.public_income[:] = 100.0, 25.0
    count, _ = MEASURES["ngo_count"](world)
    assert count.tolist() == [2, 1, 1, 0]
    assert value(world, "ngo_capability")[0] == pytest.approx(0.5)
    assert value(world, "ngo_dormant_share")[:3] == pytest.approx([0.5, 0.0, 0.0])
    assert value(world, "ngo_public_share")[:3] == pytest.approx(0.25)
    for name in ("ngo_capability", "ngo_dormant_share", "ngo_public_share"):
        assert np.isnan(value(world, name)[3])
    world.communities.lapsed_ngos[:] = [2.0, 0.0, 0.0, 1.0]
    assert value(world, "ngo_dormant_share") == pytest.approx([0.75, 0.0, 0.0, 1.0])
    assert MEASURES["ngo_count"](world)[0].tolist() == [2, 1, 1, 0]
