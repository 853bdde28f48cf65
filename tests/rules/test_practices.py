"""Practices: learnt by doing, copied from who does better, never across closed pools."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.practices import copied, learnt_by_doing, spread, standing
from govsim.state import World
from govsim.vocabulary import ACTIONS, INSTITUTIONS

A = assumptions()
DELIBERATE, COMMITTEE = ACTIONS.index("deliberate"), INSTITUTIONS.index("committee")


def test_learning_by_doing_by_hand() -> None:
    """At the usual hours one half is kept; at three times 0.5 + 0.02 · 0.25; idle 0.49."""
    hours = np.array([0.017, 0.051, 0.0])
    made = learnt_by_doing(np.full(3, 0.5), hours, 0.017, 0.02)
    assert made == pytest.approx([0.5, 0.505, 0.49])


def test_copying_by_hand() -> None:
    """The second met the first, which does better: 0.4 + 0.03 · 0.4; the first keeps its way."""
    practice, met = np.array([0.8, 0.4]), np.array([1, 0])
    better = np.array([False, True])
    assert copied(practice, met, better, 0.03) == pytest.approx([0.8, 0.412])


def test_a_worse_way_is_copied_from_one_that_looks_better() -> None:
    made = copied(np.array([0.8, 0.4]), np.array([1, 0]), np.array([True, False]), 0.03)
    assert made == pytest.approx([0.788, 0.4])


def test_standing_by_hand() -> None:
    assert standing(np.array([0.5]), np.array([0.08]), 1.0) == pytest.approx(0.58)


def start(world: World, shared: bool) -> World:
    """One place is trusted and good at organising, all others neither."""
    world.shared = shared
    world.committees.organising[:] = A.practice_half
    c, r = world.communities, world.residents
    c.practice[:] = 0.5
    c.practice[0] = 1.0
    r.acts[DELIBERATE] = False
    r.trust[COMMITTEE] = np.where(r.community == 0, 0.9, 0.4)
    return world


def after(world: World, months: int) -> np.ndarray:
    for month in range(1, months + 1):
        world.draws.month = month
        spread(world, A)
    return world.communities.practice


def test_good_practice_spreads_where_committees_meet(world: World) -> None:
    made = after(start(world, True), 24)
    assert np.all(made[1:] > 0.52)


def test_nothing_spreads_where_pools_are_closed(world: World) -> None:
    made = after(start(world, False), 24)
    assert made[1:] == pytest.approx(0.5)
    assert 0.5 < made[0] < 1.0  # beyond what its own hours keep up, craft fades


def test_a_community_alone_copies_nobody(world: World) -> None:
    assert A.copy_rate > 0
    lone = start(world, True)
    lone.names = lone.names[:1]
    c, r = lone.communities, lone.residents
    c.practice, c.adults, c.first = c.practice[1:2], c.adults[:1], c.first[:2]
    lone.committees.organising = lone.committees.organising[:1]
    lone.draws.communities = lone.names
    r.acts, r.trust = r.acts[:, : c.first[1]], r.trust[:, : c.first[1]]
    assert after(lone, 12) == pytest.approx(0.5)
