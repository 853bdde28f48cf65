"""Population: belonging keeps people, newcomers take rows and get slots of their own."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.belonging import inform, settle
from govsim.rules.population import death_hazard, leaving_hazard, move, take_stock
from govsim.state import World


def test_leaving_by_hand() -> None:
    """0.01 · exp(−1 · 0.5) with full belonging, 0.01 at one half."""
    made = leaving_hazard(np.full(2, 0.01), np.array([1.0, 0.5]), 1.0)
    assert made == pytest.approx([0.01 * np.exp(-0.5), 0.01])


def test_death_doubles_every_eight_years() -> None:
    made = death_hazard(np.array([65.0, 73.0, 400.0]))
    assert made == pytest.approx([0.01 / 12, 0.02 / 12, 1.0])


def test_newcomers_get_new_slots_and_the_number_stays(world: World) -> None:
    world.month = world.draws.month = 1
    world.residents.belonging[:] = 0.0
    slots, next_slot = world.residents.slot.copy(), world.communities.next_slot.copy()
    for month in range(1, 13):
        world.draws.month = month
        move(world, assumptions())
    r = world.residents
    new = r.slot != slots
    assert 0 < new.sum() < new.size
    assert np.all(r.slot[new] >= next_slot[r.community[new]])
    for place in range(world.size):
        mine = r.slot[r.community == place]
        assert np.unique(mine).size == mine.size
    assert np.all(r.habit[:, new & (r.years_here < 0)] == 0)
    assert r.needs.sum(axis=0) == pytest.approx(1.0)


def test_everybody_grows_older(world: World) -> None:
    ages, slots = world.residents.age.copy(), world.residents.slot.copy()
    world.draws.month = 3
    move(world, assumptions())
    stayed = world.residents.slot == slots
    assert world.residents.age[stayed] == pytest.approx(ages[stayed] + 1 / 12)


def test_shares_of_groups_add_up(world: World) -> None:
    take_stock(world)
    assert world.communities.group_share.sum(axis=1) == pytest.approx(1.0)
    assert world.communities.needs.sum(axis=1) == pytest.approx(1.0)


def test_shared_acts_feed_belonging(world: World) -> None:
    a, r = assumptions(), world.residents
    before = r.belonging.copy()
    r.acts[:] = False
    settle(world, a)
    alone, r.belonging = r.belonging.copy(), before
    r.acts[2] = True
    settle(world, a)
    assert np.all(r.belonging >= alone)
    assert (r.belonging - alone).mean() == pytest.approx(
        a.belonging_rate * a.belonging_shared, rel=0.15
    )


def test_duties_become_known_only_if_they_are_clear(world: World) -> None:
    world.committees.clarity[:] = 0.0
    for _ in range(300):
        inform(world, assumptions())
    assert world.offers.duties_known == pytest.approx(0.0, abs=1e-4)
