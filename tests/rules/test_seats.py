"""Seats: taken after a vote, given up between votes; who supervises."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.elections import call_vote, contested_share, count
from govsim.rules.oversight import open_books
from govsim.rules.population import settle_newcomers
from govsim.rules.seats import SUPERVISION_SEATS, learnt, resigning, take
from govsim.state import World

A = assumptions()


def test_resigning_by_hand() -> None:
    """Just enough hours: the base; twice the work: e^½ times; idle: e^−½ times."""
    made = resigning(0.006, 0.5, np.array([1.0, 2.0, 0.0]))
    assert made == pytest.approx([0.006, 0.006 * np.exp(0.5), 0.006 * np.exp(-0.5)])


def test_the_new_learn_their_work_in_a_year() -> None:
    """A twelfth of the gap a month: after a year a third is left."""
    competence = np.array([0.4])
    for _ in range(12):
        competence = learnt(competence, np.array([0.6]))
    assert competence == pytest.approx(0.6 - 0.2 * (11 / 12) ** 12)


def calm(world: World) -> World:
    """A month without a vote in which nobody has reason to leave."""
    world.month = world.draws.month = 20
    world.offers.election_due[:], world.offers.vote_open[:] = False, 0
    k = world.committees
    k.upward_load[:], k.service_load[:], k.hours[:] = 0.0, 1.0, 1e9
    return world


def voted(world: World, candidates: int, rule: str = "direct") -> World:
    """A vote in month 12 at which the first `candidates` of each place stand."""
    world.month = world.draws.month = 12
    world.committees.term_offset[:] = 0
    levers: dict[str, float | str] = {"election_rule": rule, "term_months": 12}
    call_vote(world, PolicyPath(world.size, levers).at(12), A)
    r, first = world.residents, world.communities.first[:-1]
    r.candidate[:], r.seat[:] = False, False
    for place in first:
        r.candidate[place : place + candidates] = True
    world.offers.vote_contest = contested_share(
        np.full(world.size, float(candidates)), world.committees.seats
    )
    count(world, A)
    take(world, A)
    return world


def test_after_a_vote_candidates_sit(world: World) -> None:
    r = voted(world, 8).residents
    assert world.total(r.seat) == pytest.approx(5.0)
    assert r.candidate[r.seat].all()


def test_seats_nobody_stands_for_stay_empty(world: World) -> None:
    k = voted(world, 2).committees
    assert world.total(world.residents.seat) == pytest.approx(2.0)
    assert k.members == pytest.approx(2.0)
    assert k.vacant == pytest.approx(0.6)


def test_the_street_fills_seats_with_party_members(world: World) -> None:
    r = world.residents
    r.party[:] = False
    r.party[::4] = True
    voted(world, 2, "one_candidate")
    assert world.committees.members == pytest.approx(5.0)
    assert world.total(r.seat) == pytest.approx(5.0)
    assert r.party[r.seat & ~r.candidate].all()
    assert world.committees.supervisors == pytest.approx(1.0)


def test_trusted_incumbents_keep_their_seats(world: World) -> None:
    """Trust near 1 keeps them with 0.88; near 0 with 0.12 (judgement 4)."""
    kept = []
    for trust in (1.0, 0.0):
        r = voted(world, 0, "one_candidate").residents
        before = r.seat.copy()
        r.trust[2] = trust
        r.candidate[:] = False
        for place in world.communities.first[:-1]:
            r.candidate[np.arange(place, place + 200)] = ~before[place : place + 200]
        world.committees.contested[:], world.committees.members[:] = 1.0, 5.0
        world.offers.election_due[:] = True
        world.offers.street_fills[:] = False
        take(world, A)
        kept.append((r.seat & before).sum() / before.sum())
    assert kept[0] > 0.6
    assert kept[1] < 0.4


def test_a_seat_falls_empty_when_its_holder_moves_away(world: World) -> None:
    voted(world, 5)
    r, k = world.residents, world.committees
    gone = np.flatnonzero(r.seat)[:1]
    settle_newcomers(world, gone, A)
    assert not r.seat[gone].any()
    take(calm(world), A)
    place = r.community[gone[0]]
    assert k.members[place] == pytest.approx(4.0)
    assert k.vacant[place] == pytest.approx(0.2)
    others = np.arange(world.size) != place
    assert k.members[others] == pytest.approx(5.0)


def test_the_street_finds_another_where_it_fills_seats(world: World) -> None:
    voted(world, 5, "one_candidate")
    r, k = world.residents, world.committees
    gone = np.flatnonzero(r.seat)[:1]
    settle_newcomers(world, gone, A)
    take(calm(world), A)
    assert k.members == pytest.approx(5.0)
    assert world.total(r.seat) == pytest.approx(5.0)


def test_members_under_pressure_leave(world: World) -> None:
    """Four years of work two and a half times the hours: e^¾ times the usual loss."""
    voted(world, 5)
    k = world.committees
    calm(world)
    k.upward_load[:], k.hours[:] = 1e9, 1.0
    for month in range(20, 68):
        world.draws.month = month
        take(world, A)
    assert k.members.mean() < 4.0
    assert k.vacant == pytest.approx(1.0 - k.members / k.seats)


def test_nobody_supervises_where_nobody_wants_to(world: World) -> None:
    world.residents.propensity[:] = -50.0
    k = voted(world, 5).committees
    assert k.supervisors == pytest.approx(0.0)
    assert not world.residents.supervises.any()


def test_those_who_inspect_are_asked_to_supervise(world: World) -> None:
    r = world.residents
    r.propensity[:], r.stake[:] = 50.0, 1.0
    r.habit[:] = 0.0
    last = world.communities.first[1:] - 1
    r.habit[3, last] = 2.0
    k = voted(world, 5).committees
    assert k.supervisors == pytest.approx(1.0)
    assert world.total(r.supervises) == pytest.approx(SUPERVISION_SEATS)
    assert r.supervises[last].all()
    assert not (r.supervises & r.seat).any()


def test_without_supervisors_half_of_the_inspection_is_gone(world: World) -> None:
    path = PolicyPath(world.size, {"supervision_rights": 1.0}).at(5)
    world.committees.members[:] = world.committees.seats
    world.committees.supervisors[:] = 1.0
    open_books(world, path, A)
    full = world.offers.oversight_open.copy()
    world.committees.supervisors[:] = 0.0
    open_books(world, path, A)
    assert world.offers.oversight_open == pytest.approx(0.5 * full)


def test_new_members_learn(world: World) -> None:
    k = calm(world).committees
    k.competence[:], k.talent[:] = 0.4, 0.64
    take(world, A)
    assert k.competence == pytest.approx(0.42)
