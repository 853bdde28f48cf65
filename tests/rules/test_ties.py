"""Ties: whom people meet, and how doing something together changes it."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.population import move
from govsim.rules.ties import DELIBERATE, HOMES_PER_BUILDING, contacts, mix
from govsim.state import World
from govsim.vocabulary import TENURES

A = assumptions()
SURE = assumptions({"rewire": 0.4})


def test_contacts_by_hand() -> None:
    """Near reach 60: lots 0, 0.5, 0.99 are 30 rows back, the next row, 30 rows on."""
    lots = np.array([[0.0, 0.5, 0.99]])
    assert contacts(1000, lots, 1.0).tolist() == [[-30, 1, 30]]
    assert contacts(1000, lots, 0.0).tolist() == [[-500, 1, 491]]


def test_nobody_is_her_own_contact() -> None:
    lots = np.random.default_rng(1).random((6, 500))
    made = contacts(500, lots, 0.5)
    assert np.all(made != 0)
    near = np.abs(made[:3])
    assert near.max() <= HOMES_PER_BUILDING


def test_a_lone_resident_meets_herself_only() -> None:
    """One adult in the place: whatever the lot, her own row."""
    assert np.all((0 + contacts(1, np.full((6, 1), 0.3), 0.5)) % 1 == 0)


def test_only_those_who_took_part_make_an_acquaintance(world: World) -> None:
    r = world.residents
    r.acts[:] = False
    r.acts[DELIBERATE, :50] = True
    before = r.neighbours.copy()
    for month in range(1, 13):
        world.draws.month = month
        mix(world, SURE)
    changed = (r.neighbours != before).any(axis=0)
    assert changed[:50].mean() > 0.8
    assert not changed[50:].any()
    assert np.all(r.neighbours[:, :50][r.neighbours[:, :50] != before[:, :50]] < 50)


def test_acquaintances_stay_in_the_place(world: World) -> None:
    r = world.residents
    r.acts[DELIBERATE] = True
    for month in range(1, 13):
        world.draws.month = month
        mix(world, SURE)
    assert np.all(r.community[r.neighbours] == r.community)


def test_one_who_takes_part_alone_meets_nobody_new(world: World) -> None:
    r = world.residents
    r.acts[:] = False
    r.acts[DELIBERATE, 3] = True
    before = r.neighbours.copy()
    for month in range(1, 13):
        world.draws.month = month
        mix(world, SURE)
    assert np.array_equal(r.neighbours, before)


def test_taking_part_together_bridges_origins(world: World) -> None:
    """Two groups that met only their own know each other after a year of meetings."""
    r = world.residents
    r.tenure[:] = TENURES.index("owner")
    r.tenure[:100] = TENURES.index("migrant")
    rows = np.arange(200)
    own = np.where(rows < 100, rows // 2, 100 + (rows - 100) // 2)
    r.neighbours[:, :200] = own
    migrant = r.tenure == TENURES.index("migrant")

    def across() -> float:
        return float((migrant[r.neighbours] != migrant)[:, :200].mean())

    assert across() == pytest.approx(0.0)
    r.acts[:] = False
    r.acts[DELIBERATE, :200] = True
    for month in range(1, 13):
        world.draws.month = month
        mix(world, A)
    assert across() > 0.15


def test_newcomers_meet_people_of_their_own(world: World) -> None:
    """Those who moved in have contacts in the place, not all those of who left."""
    r = world.residents
    r.belonging[:] = -3.0
    before, slots = r.neighbours.copy(), r.slot.copy()
    for month in range(1, 13):
        world.draws.month = month
        move(world, A)
    new = r.slot != slots
    assert new.sum() > 20
    assert np.all(r.community[r.neighbours[:, new]] == r.community[new])
    assert (r.neighbours != before)[:, new].mean() > 0.8
