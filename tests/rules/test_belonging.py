"""Belonging: years, shared acts and services feed it; contact tells who runs the place."""

import math

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.rules.belonging import aware, inform, learn, settle, told_by_campaign
from govsim.state import World


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


A = assumptions()


def alike(world: World, years: float, owner: bool, satisfaction: float) -> World:
    """Residents who are all alike, do nothing and have no lean."""
    r = world.residents
    r.years_here[:], r.tenure[:] = years, 0 if owner else 1
    r.satisfaction[:], r.acts[:], r.trust_disposition[:] = satisfaction, False, 0.0
    return world


def test_belonging_by_hand(world: World) -> None:
    """Owner of ten years: 0.25 + 0.3 · (1 − 1/e) = 0.4396; 3 % of the way from 0.2."""
    w = alike(world, 10.0, True, 0.5)
    w.residents.belonging[:] = 0.2
    settle(w, A)
    target = 0.25 + 0.3 * (1 - math.exp(-1))
    assert w.residents.belonging == pytest.approx(0.2 + 0.03 * (target - 0.2))


def test_renting_weighs_less_than_owning(world: World) -> None:
    made = []
    for owner in (True, False):
        alike(world, 10.0, owner, 0.5).residents.belonging[:] = 0.2
        settle(world, A)
        made.append(world.residents.belonging.mean())
    assert made[0] > made[1]


@pytest.mark.parametrize(("satisfaction", "acts"), [(0.0, False), (1.0, True)])
def test_belonging_stays_a_share_and_settles(
    world: World, satisfaction: float, acts: bool
) -> None:
    """Newcomer with nothing: 0.25 − 0.15 = 0.1; with everything 0.25 + 0.3 + 0.15 + …"""
    w = alike(world, 0.0, True, satisfaction)
    w.residents.acts[:] = acts
    for _ in range(600):
        settle(w, A)
    told = 0.25 + 0.3 * acts + 0.3 * (satisfaction - 0.5)
    assert w.residents.belonging == pytest.approx(told, abs=1e-4)


def test_nobody_learns_without_contact_and_heads_are_forgotten(world: World) -> None:
    """Of those who know, 0.008 a month forget: about 1 − 0.992^12 = 0.09 in a year."""
    r = world.residents
    r.asked[:], r.acts[:], r.knows_head[:] = False, False, True
    for month in range(12):
        world.draws.month = month
        settle(world, A)
    # four standard errors of a share of 0.91 among 800
    assert r.knows_head.mean() == pytest.approx(0.992**12, abs=0.04)
    r.knows_head[:] = False
    settle(world, A)
    assert not r.knows_head.any()


def test_a_campaign_tells_who_stands_in_the_month_of_the_vote(world: World) -> None:
    """0.3 · 0.5 = 0.15 of those who did not know, without any contact."""
    assert told_by_campaign(np.array([0.5]), 0.3) == pytest.approx(0.15)
    r, o = world.residents, world.offers
    r.asked[:], r.acts[:], r.knows_head[:] = False, False, False
    o.campaign[:], o.vote_open[:] = 1.0, 0
    settle(world, A)
    assert not r.knows_head.any()
    o.vote_open[:] = 3
    settle(world, A)
    # four standard errors of a share of 0.3 among 800
    assert r.knows_head.mean() == pytest.approx(A.campaign_known, abs=0.065)


def test_duties_known_by_hand(world: World) -> None:
    """Full clarity, no contact: reach 1 − e^(−0.1) = 0.0952.

    Target 0.3 + 0.7 · 0.0952 = 0.3666; a twentieth of the way from 0.
    """
    k, o = world.committees, world.offers
    k.clarity[:], o.contacts[:], o.duties_known[:] = 1.0, 0.0, 0.0
    k.duty[:], k.papers[:] = 0.5, 0.8
    world.residents.legal_awareness[:] = A.legal_usual
    inform(world, A)
    assert o.duties_known == pytest.approx(0.05 * 0.366614, abs=1e-6)
    assert o.committee_duty == pytest.approx(0.3 + 0.7 * 0.5)
    assert o.street_answers == pytest.approx(0.8)


def test_what_is_known_never_exceeds_what_is_clear(world: World) -> None:
    world.committees.clarity[:], world.offers.contacts[:] = 0.6, 100.0
    world.offers.duties_known[:] = 0.0
    for _ in range(500):
        inform(world, A)
    assert world.offers.duties_known == pytest.approx(0.6, abs=1e-4)
    assert np.all(world.offers.duties_known <= 0.6)


def test_a_lean_to_neighbours_makes_people_feel_at_home(world: World) -> None:
    """Half of a lean of 0.2 on the target, 3 % of that in a month."""
    made = []
    for lean in (0.0, 0.2):
        w = alike(world, 5.0, True, 0.5)
        w.residents.belonging[:], w.residents.trust_disposition[:] = 0.3, lean
        settle(w, A)
        made.append(w.residents.belonging.mean())
    assert made[1] - made[0] == pytest.approx(0.03 * 0.1, abs=1e-7)


def test_awareness_by_hand() -> None:
    """A class teaches 0.06 of the unknown 0.6: 0.436, less 0.01 of what is above 0.35."""
    half = np.array([0.4, 0.4])
    made = aware(half, np.array([0.06, 0.0]), np.full(2, 0.35), 0.01)
    assert made == pytest.approx([0.436 - 0.00086, 0.4 - 0.0005])


def test_classes_teach_those_with_time_and_nobody_without_classes(world: World) -> None:
    r, o = world.residents, world.offers
    start = r.legal_awareness.copy()
    o.classes[:] = 0.0
    for month in range(1, 25):
        world.draws.month = month
        learn(world, A)
    untaught = r.legal_awareness.copy()
    assert np.abs(untaught - start).max() < 0.1
    o.classes[:] = 1.0
    for month in range(25, 49):
        world.draws.month = month
        learn(world, A)
    gain = r.legal_awareness - untaught
    idle, busy = r.free_time > 0.5, r.free_time < 0.2
    assert gain.mean() > 0.15
    assert gain[idle].mean() > gain[busy].mean() + 0.1


def test_the_aware_read_what_is_posted(world: World) -> None:
    """Twice as aware: 0.6 is read without contact, so more duties are known."""
    k, o, r = world.committees, world.offers, world.residents
    known = []
    for share in (1.0, 2.0):
        k.clarity[:], o.contacts[:], o.duties_known[:] = 1.0, 0.0, 0.0
        r.legal_awareness[:] = share * A.legal_usual
        inform(world, A)
        known.append(o.duties_known[0])
    assert known[1] == pytest.approx(0.05 * (0.6 + 0.4 * 0.0951626), abs=1e-6)
    assert known[1] > known[0]
