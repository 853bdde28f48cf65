"""Elections: candidates first; being elected by itself does nothing."""

import numpy as np
import pytest

from govsim.assumptions import assumptions
from govsim.policy import PolicyPath
from govsim.rules.elections import (
    call_vote,
    contested_share,
    count,
    stand,
    staying,
    willingness,
)
from govsim.state import World


def test_willingness_by_hand() -> None:
    """Logit −2 + 1.5 · 0.4 + 2 · 0.1 + 1 · (−0.1) + 0.3 = −1."""
    made = willingness(
        -2.0,
        np.array([0.4]),
        1.5,
        np.array([0.45]),
        2.0,
        np.array([0.4]),
        1.0,
        np.array([0.3]),
    )
    assert made == pytest.approx(1 / (1 + np.e))


def test_contested_share_by_hand() -> None:
    """Five seats: 3 or 5 candidates leave none contested, 7 two of five, 20 all."""
    made = contested_share(np.array([3.0, 5.0, 7.0, 20.0]), np.full(4, 5.0))
    assert made == pytest.approx([0.0, 0.0, 0.4, 1.0])


def test_incumbents_are_judged_by_trust() -> None:
    made = staying(np.array([0.2, 0.5, 0.8]), 4.0)
    assert made[1] == pytest.approx(0.5)
    assert np.all(np.diff(made) > 0)


def hold(world: World, rule: str, candidates: int) -> None:
    """An election in month 12 in which the first `candidates` of each place stand."""
    a = assumptions()
    world.month = world.draws.month = 12
    world.committees.term_offset[:] = 0
    policy = PolicyPath(world.size, {"election_rule": rule, "term_months": 12}).at(12)
    call_vote(world, policy, a)
    stand(world, a)
    first = world.communities.first[:-1]
    world.residents.candidate[:] = False
    for place in first:
        world.residents.candidate[place : place + candidates] = True
    running = np.minimum(candidates, 5) if rule == "one_candidate" else candidates
    world.offers.vote_contest = contested_share(
        np.full(world.size, float(running)), world.committees.seats
    )
    count(world, a)


def test_without_candidates_direct_election_leaves_seats_empty(world: World) -> None:
    hold(world, "direct", 1)
    assert world.committees.vacant == pytest.approx(0.8)
    assert world.committees.contested == pytest.approx(0.0)
    assert world.committees.members == pytest.approx(1.0)


def test_a_one_candidate_list_is_never_contested(world: World) -> None:
    hold(world, "one_candidate", 30)
    assert world.committees.contested == pytest.approx(0.0)
    assert world.committees.vacant == pytest.approx(0.0)


def test_rivals_make_seats_contested(world: World) -> None:
    hold(world, "direct", 10)
    assert world.committees.contested == pytest.approx(1.0)


def test_the_search_asks_so_many_a_seat_whatever_the_size(world: World) -> None:
    a = assumptions()
    world.month = world.draws.month = 12
    world.committees.term_offset[:] = 0
    world.residents.stake[:] = 1.0
    world.residents.propensity[:] = 50.0  # everybody who is asked agrees
    policy = PolicyPath(world.size, {"election_rule": "direct", "term_months": 12}).at(
        12
    )
    call_vote(world, policy, a)
    stand(world, a)
    asked = a.asks_per_seat * world.committees.seats
    assert world.total(world.residents.candidate) == pytest.approx(asked)
